"""Quantities that are no rates in an indicator's row (平均办结时间7个工作日, 逾期3件), by name and measure."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.rules.printed.measures import CASES, in_measure, quantity_key
from pipeline.rules.printed.metric_names.phrases import phrase_key
from pipeline.rules.resolved import Resolved, metric_label
from pipeline.rules.rows.none_told import none_of
from pipeline.rules.rows.numbers import RowFigure
from pipeline.rules.told_words import PART_OF_YEAR, content
from schemas.figure import Interval, Unit
from schemas.records import ScoreLine
from schemas.rubric import MetricRef
from schemas.trace import Place, trace_step

# Numbers that state what was to be reached, another year's, what was set right, or how far something moved.
_NO_ACTUAL = re.compile(
    r"目标|计划|要求|标准值|指标值|规定|上年|去年|同比|环比|较(?!大)|应|须|上限|下限|定额|扣|每|整改|解决|化解|不"
)
_FREE = re.compile(r"(?:平均|全部门|全县|全市|全区|项目|审计|检查|我[局委县市区院校]|共|总)*")


def quantity_in_row(
    ref: MetricRef, figures: tuple[RowFigure, ...], line: ScoreLine, year: int | None
) -> Resolved | None:
    """The quantity that a rule asks for by name and measure; None where the row states none, or more than one.

    Likely only, where the row's words name it in part: the one number of that measure that does.
    """
    current = [f for f in figures if not f.grew and not f.aimed and f.year in (None, year)]
    if any(PART_OF_YEAR.search(f.name) for f in current) and not PART_OF_YEAR.search(ref.name):
        return None
    converted = [(one, _in_measure_of(ref, one)) for one in current]
    stated = [(one, value) for one, value in converted if value is not None]
    wanted = quantity_key(phrase_key(ref.name))
    # 审计发现2个问题, 3份合同超期签订: what is counted stands behind the number
    behind = [wanted in one.tail and not _NO_ACTUAL.search(one.name) for one, _ in stated]
    names = [
        wanted if told else quantity_key(phrase_key(one.name)) for told, (one, _) in zip(behind, stated, strict=True)
    ]
    named = [s for s, name in zip(stated, names, strict=True) if _same(name, wanted)]
    near = [
        s
        for s, name in zip(stated, names, strict=True)
        if not _NO_ACTUAL.search(s[0].name)
        and (wanted in name or (not name and ref.name == line.indicator) or _all_words(wanted, name))
    ]
    # the cell of the actual value, with that number alone
    alone = bool(line.actual) and line.remark == line.actual and ref.name == line.indicator
    alone = alone and len(names) == 1 and (not names[0] or (len(names[0]) < len(wanted) and names[0] in wanted))
    if alone and not near:
        near = [s for s in stated if not _NO_ACTUAL.search(s[0].name)]
    for found, sure in ((named, True), (near, alone)):
        if len({v for _, v in found}) == 1:
            return _known(ref, *found[0], sure=sure)
        if found:
            return None
    if none_of(ref.name, line.remark, year):
        nothing = Interval.exactly(0)
        return Resolved(
            "known", trace_step(label=metric_label(ref), value=nothing, note="自评说明称没有"), Decimal(0), nothing
        )
    return None


def _in_measure_of(ref: MetricRef, one: RowFigure) -> Decimal | None:
    """A number in the measure that a rule asks for; cases are as many by whatever word they are counted."""
    if one.measure in CASES and ref.measure in CASES:
        return one.figure.value
    return in_measure(one.figure.value, one.measure, ref.measure)


def _all_words(wanted: str, name: str) -> bool:
    """Whether a name has all words of what is wanted, in whatever order (报送报表时出现逾期 of 逾期报送)."""
    words = content(wanted)
    return len(words) > 1 and all(word in name for word in words)


def _same(name: str, wanted: str) -> bool:
    """Whether a name is the one that is wanted, or says only whose or how it is counted before it."""
    bare, own = _FREE.sub("", wanted, count=1), _FREE.sub("", name, count=1)
    return bool(own) and (own == bare or (len(own) > 1 and bare.endswith(own)))


def _known(ref: MetricRef, one: RowFigure, value: Decimal, *, sure: bool) -> Resolved:
    factor = value / one.figure.value if one.figure.value else Decimal(1)
    wide = Interval.exactly(value) if one.figure.exact else one.figure.interval.times(factor)
    place = Place(page=one.figure.box.page, box=one.figure.box, text=f"{one.name}{one.figure.text}{one.measure}")
    note = "" if sure else "按文意取自自评说明"
    exactly = Interval.exactly(value)
    trace = trace_step(
        label=metric_label(ref), value=exactly, unit=Unit.NONE, note=note, likely=not sure, places=(place,)
    )
    return Resolved("known", trace, value, wide)
