"""Figures that one sentence tells outright, in the words of an indicator: 甲占乙的67.74% of the quotient 甲/乙, and
图书馆全年开放327天 of an indicator 图书馆开放天数.

The words are compared as in `told_words`. All sentences that tell such a figure must tell the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from pipeline.rules.resolved import Resolved, metric_label
from pipeline.rules.told_words import PART_OF_YEAR, PLANNED, content, is_of_others
from schemas.figure import Interval, Unit
from schemas.rubric import MetricRef
from schemas.trace import Place, trace_step

from .spoken_numbers import Told

_SIDES = re.compile(r"^[(|]?(?P<part>[\u4e00-\u9fff“”、]{2,24})[)|]?/[(|]?(?P<whole>[\u4e00-\u9fff“”、]{2,24})[)|]?$")
_SHARE = re.compile(r"(?P<part>[^占]{2,30})占(?P<whole>[^占]{2,30}?)的?(?:比例|比重|比率|百分比)?的?")
_COUNT = re.compile(r"(?:天|次|场|人|人次|件|个|项|家|户|期|场次|批次)数量?$")
_FEWEST_WORDS = 2  # of a count's name: 培训次数 alone may be of any training


def share_told(ref: MetricRef, formula: str, told: Sequence[Told]) -> Resolved | None:
    """The share that a sentence tells of the two sides of a quotient, in percent; None where none does, or several
    differ. Idle words (全部, 年度) apart, both sides must be the formula's."""
    sides = _SIDES.match(formula.replace(" ", ""))
    if sides is None:
        return None
    asked = content(sides["part"]), content(sides["whole"])
    found = [one for one in told if one.figure.unit is Unit.PERCENT and "占" in one.words]
    found = [one for one in found if not PART_OF_YEAR.search(one.around) and _sides(one.words) == asked]
    return _told(ref, found, likely=False)


def _sides(words: str) -> tuple[frozenset[str], frozenset[str]] | None:
    match = _SHARE.fullmatch(words)
    return (content(match["part"]), content(match["whole"])) if match is not None else None


def count_told(ref: MetricRef, indicator: str, told: Sequence[Told]) -> Resolved | None:
    """How often or how long something was, where the indicator is that count and sentences tell one number of its
    measure with all its words."""
    words = content(_COUNT.sub("", ref.name))
    if ref.name != indicator or not _COUNT.search(ref.name) or len(words) < _FEWEST_WORDS:
        return None
    found = [
        one
        for one in told
        if one.measure == ref.measure
        and all(word in one.words for word in words)
        and not (is_of_others(one.words) or PART_OF_YEAR.search(one.around) or content(one.words) & PLANNED)
    ]
    return _told(ref, found, likely=True)


def _told(ref: MetricRef, found: Sequence[Told], *, likely: bool) -> Resolved | None:
    if len({one.figure.value for one in found}) != 1:
        return None
    figure = found[0].figure
    value: Decimal = figure.value
    wide = Interval.exactly(value) if figure.exact else figure.interval
    place = Place(page=figure.box.page, box=figure.box, text=f"{found[0].words}{figure.text}")
    trace = trace_step(label=metric_label(ref), value=wide, unit=figure.unit, likely=likely, places=(place,))
    return Resolved("known", trace, value, wide)
