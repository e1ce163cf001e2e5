"""A number that a sentence tells, as the checks read it that hold it against rows of tables."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.normalize.narrative.reading.text_numbers import Quantity
from schemas.figure import Figure, Unit
from schemas.records import Fact

MARKED = {True: 3, False: 4}  # digits of a rate, or of an amount, that is hardly printed by chance


@dataclass(frozen=True, slots=True)
class ToldNumber:
    """`other_time`: the words before it name another year, or a target."""

    fact: Fact
    other_time: bool

    @property
    def figure(self) -> Figure:
        return self.fact.figure

    @property
    def is_rate(self) -> bool:
        return self.figure.unit is Unit.PERCENT

    @property
    def marked(self) -> bool:
        """Whether it has digits enough not to be met by chance."""
        return len(self.figure.text.strip("0.,-%")) >= MARKED[self.is_rate]


def is_stated(quantity: Quantity) -> bool:
    """Whether a quantity is a rate or an amount that the text states exactly."""
    told = quantity.unit is Unit.PERCENT or quantity.is_money
    return told and quantity.is_plain


def is_count(quantity: Quantity) -> bool:
    """Whether a quantity is a count of people or things, stated in digits."""
    return quantity.unit in (Unit.PERSONS, Unit.ITEMS) and not quantity.decimals and quantity.is_plain
