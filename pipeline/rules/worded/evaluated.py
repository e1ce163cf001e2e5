"""An evaluation that figures leave open, narrowed by what the indicator's row and own paragraphs say in words."""

from __future__ import annotations

from decimal import Decimal

from pipeline.rules.printed.beside_criteria import parted
from pipeline.rules.printed.text import plain
from pipeline.rules.score_lines import LeafIndicator
from pipeline.rules.worlds import Evaluation, NamedReading
from schemas.figure import Interval, Unit
from schemas.records import Report
from schemas.trace import Place, trace_step

from .criteria import word_scale
from .own_text import text_of
from .points import excepted, points_told
from .shares import share_told


def by_words(found: Evaluation, leaf: LeafIndicator, weight: Decimal | None, report: Report) -> Evaluation:
    """`found`, or what words leave of it: only where figures left it open, and never beyond what they leave."""
    if weight is None or not (found.judged or found.missing) or found.low == found.high:
        return found
    text = text_of(leaf.copies, report)
    if not text.quotes:
        return found
    criteria = plain(parted(leaf.criteria)[0])
    told = share_told(criteria, weight, text)
    if told is None:
        scale = word_scale(criteria, weight)
        told = points_told(scale, text) if scale is not None else excepted(criteria, weight, text)
    if told is None:
        return found
    low, high = max(found.low, told.low), min(found.high, told.high)
    if low > high or (low, high) == (found.low, found.high):
        return found
    value = Interval(low=low, high=high)
    places = tuple(Place(page=box.page, box=box, text=quote) for quote, box in text.quotes)
    trace = trace_step(
        label=leaf.name,
        formula=leaf.criteria,
        value=value,
        unit=Unit.POINTS,
        note="按文意取自自评说明或正文",
        likely=True,
        places=places,
    )
    reading = NamedReading("", value, value)
    return Evaluation(low, high, found.least, found.most, (reading,), low < high, (), trace)
