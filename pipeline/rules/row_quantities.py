"""Quantities that are no rates in an indicator's row (平均办结时间7个工作日, 新增就业4,700人), by name and measure."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.rules.printed.measures import in_measure, quantity_key
from pipeline.rules.printed.phrases import phrase_key
from pipeline.rules.resolved import Resolved, metric_label
from pipeline.rules.row_numbers import RowFigure
from schemas.figure import Interval, Unit
from schemas.rubric import MetricRef
from schemas.trace import Place, Trace

# Numbers that state what was to be reached, another year's, or how far something moved.
_NO_ACTUAL = re.compile(
    r"目标|计划|要求|标准值|指标值|规定|上年|去年|同比|环比|较|应|须|上限|下限|定额|扣|每|人均(?!补)|不"
)
_FREE = re.compile(r"(?:平均|全部门|全县|全市|全区|项目|我[局委县市区院校]|共|总)*")


def quantity_in_row(
    ref: MetricRef, figures: tuple[RowFigure, ...], indicator: str, year: int | None
) -> Resolved | None:
    """The quantity that a rule asks for by name and measure; None where the row states none, or more than one.

    Likely only, where the row's words do not name it: the one number of that measure.
    """
    current = [f for f in figures if not f.grew and f.year in (None, year)]
    converted = [(one, in_measure(one.figure.value, one.measure, ref.measure)) for one in current]
    stated = [(one, value) for one, value in converted if value is not None]
    wanted = {quantity_key(phrase_key(ref.name)), quantity_key(phrase_key(indicator))} - {""}
    named = [(one, v) for one, v in stated if _same(quantity_key(phrase_key(one.name)), wanted)]
    actual = [(one, v) for one, v in stated if not _NO_ACTUAL.search(one.name)]
    for found, sure in ((named, True), (actual, False)):
        if len({v for _, v in found}) == 1:
            return _known(ref, *found[0], sure=sure)
        if found:
            return None
    return None


def _same(name: str, wanted: set[str]) -> bool:
    """Whether a name is one that is wanted, or says only whose or how it is counted before it."""
    bare = {_FREE.sub("", w, count=1) for w in wanted}
    own = _FREE.sub("", name, count=1)
    return bool(own) and (own in bare or any(len(own) > 1 and w.endswith(own) for w in bare))


def _known(ref: MetricRef, one: RowFigure, value: Decimal, *, sure: bool) -> Resolved:
    factor = value / one.figure.value if one.figure.value else Decimal(1)
    wide = Interval.exactly(value) if one.figure.exact else one.figure.interval.times(factor)
    place = Place(page=one.figure.box.page, box=one.figure.box, text=f"{one.name}{one.figure.text}{one.measure}")
    note = "" if sure else "按文意取自自评说明"
    exactly = Interval.exactly(value)
    trace = Trace(label=metric_label(ref), value=exactly, unit=Unit.NONE, note=note, likely=not sure, places=(place,))
    return Resolved("known", trace, value, wide)
