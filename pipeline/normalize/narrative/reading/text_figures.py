"""A number of a sentence as a figure: its value and unit with the exact boxes of its digits."""

from __future__ import annotations

from pipeline.normalize.narrative.reading.measures import measure_at
from pipeline.normalize.narrative.reading.sentences import Squeezed
from pipeline.normalize.narrative.reading.text_numbers import Quantity
from schemas.document import Block
from schemas.figure import Figure, Unit
from schemas.trusted import trusted
from schemas.white_space import without_space


def figure_of(block: Block, squeezed: Squeezed, quantity: Quantity, *, negative: bool = False) -> Figure:
    """A quantity as a figure with the exact boxes of its digits (and %)."""
    unit = quantity.unit or Unit.NONE
    with_sign = unit is Unit.PERCENT and squeezed.text[quantity.digits_end : quantity.digits_end + 1] == "%"
    end = quantity.digits_end + (1 if with_sign else 0)
    first, last = squeezed.span(quantity.start, end)
    printed = without_space(block.text[first:last])
    boxes = block.content.boxes(first, last)
    for part in quantity.also:  # a count that the sentence states in parts
        begin, stop = squeezed.span(part.start, part.digits_end)
        printed += "+" + without_space(block.text[begin:stop])
        boxes += block.content.boxes(begin, stop)
    whole = quantity.unit is None and not quantity.decimals and measure_at(squeezed.text, quantity.digits_end).counts
    count = (unit in (Unit.PERSONS, Unit.ITEMS, Unit.POINTS) or whole) and not quantity.approximate
    return trusted(
        Figure,
        value=-quantity.value if negative else quantity.value,
        decimals=quantity.decimals,
        unit=Unit.PERSONS if quantity.measure == "个" and unit is Unit.PERSONS else unit,
        text=printed,
        boxes=boxes,
        exact=count or (quantity.value == 0 and quantity.decimals == 0),
        confidence=block.content.confidence_of(first, last),
    )
