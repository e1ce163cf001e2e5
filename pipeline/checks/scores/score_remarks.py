"""Rates that a score table's remarks restate (采购执行率 96.81%，扣 0.06 分) against what the report gives for them.

A remark tells why points were lost, a column of actual values what they were given for, by a rate that text or tables
state as well. Which rate it is, its own words say by a name of the vocabulary; a rate that is only called by the
indicator's name, or by no name, is the one that the indicator was scored by. What lies far from that is another rate,
and accuses nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain

from pipeline.checks.calculations import one_slip
from pipeline.checks.compare import compared, judge
from pipeline.normalize.narrative.reading.sentences import squeeze
from pipeline.normalize.narrative.reading.text_numbers import find_quantities
from pipeline.rules.figures import Figures
from pipeline.rules.printed.metric_names.phrases import metric_of_phrase
from pipeline.rules.resolved import is_likely
from pipeline.rules.rows.numbers import RowFigure, row_figures
from pipeline.vocabulary.names import name_key
from schemas.audit import FAILED, Check, CheckCode, IndicatorScore, locus_at
from schemas.figure import Interval, Unit
from schemas.records import Report, ScoreLine
from schemas.trace import Place, Trace

_RATE = re.compile(r"(?:率|占比|比例|比重|满意度)$")
_PART = re.compile(r"三公|公用|采购|项目|基本|会议|接待|用车|专项|培训|经费|收入|资产|人员|编制")
_COUNTS = frozenset({Unit.PERSONS, Unit.ITEMS})
LONGEST_BARE_NAME = 3  # characters: 执行率, 控制率
_ROUGHLY = Decimal("0.1")  # percent points that a sentence with one decimal leaves open
NEAR = Decimal(10)  # percent points within which any other number may be a stale or wrongly worked out one


def remark_checks(report: Report, scores: Sequence[IndicatorScore], names: Mapping[str, str]) -> Iterator[Check]:
    """One check for each rate of a remark that the report gives otherwise. `names`: of the tables by id."""
    stated = Figures(report, "widest")
    steps = {name_key(s.indicator): s.trace for s in scores}
    for line in chain.from_iterable(map(_told_cells, report.score_lines)):
        trace = steps.get(name_key(line.indicator))
        for told in row_figures(line, report.fiscal_year):
            if not _is_rate_of_year(told, report.fiscal_year):
                continue
            found = _by_name(told, line, stated) or (_of_indicator(told, line, trace) if trace is not None else None)
            if found is None or found.value is None:
                continue
            check = _check(line, told, found, found.value, names.get(line.table_id, ""))
            if check.outcome in FAILED and (not _near(told, found.value) or _of_others(line, told, found)):
                continue
            yield check


def _told_cells(line: ScoreLine) -> Iterator[ScoreLine]:
    """The row with its remark, and with what a column of its own says was reached (实际完成值) as the remark."""
    yield line
    if line.actual and line.actual_box is not None and line.actual != line.remark and not line.measured:
        yield line.model_copy(update={"remark": line.actual, "remark_box": line.actual_box})


def _is_rate_of_year(told: RowFigure, year: int | None) -> bool:
    figure = told.figure
    stated = figure.unit is Unit.PERCENT and bool(figure.boxes) and len(figure.text) < len("100.000000")
    return stated and told.year == year and not told.grew and not told.aimed and not told.tail.startswith("的")


def _by_name(told: RowFigure, line: ScoreLine, stated: Figures) -> Trace | None:
    """What the report states of a rate that the remark calls by its full name. One of a quarter may be its progress as
    well as its progress against the schedule; 执行率 of an indicator about a part of the budget is that part's."""
    ref = metric_of_phrase(told.name) if _RATE.search(told.name) and len(told.name) > LONGEST_BARE_NAME else None
    if ref is None or (ref.metric == "execution_rate" and not ref.period and _PART.search(line.indicator)):
        return None
    refs = (ref, ref.model_copy(update={"metric": "cumulative_progress"})) if ref.period else (ref,)
    found = [r for r in map(stated.resolve, refs) if r.status == "known" and r.wide is not None and not is_likely(r)]
    traces = [r.trace.model_copy(update={"value": r.wide}) for r in found]
    return next((t for t in traces if t.value and told.figure.interval.meets(t.value)), next(iter(traces), None))


def _of_indicator(told: RowFigure, line: ScoreLine, trace: Trace) -> Trace | None:
    """The one rate that the indicator was scored by, where the remark names none but that."""
    if told.name and not (_RATE.search(told.name) and name_key(line.indicator).endswith(told.name[-3:])):
        return None
    every = [t for t in trace.walk() if t.unit is Unit.PERCENT and t.value is not None]
    rates = [t for t in every if t.children or _is_said(t, told, line)]
    if not rates or any(t.likely for t in trace.walk()) or len({t.label for t in rates}) > 1:
        return None
    if any(not t.children and t.value == Interval.exactly(told.figure.value) for t in rates[0].walk()):
        return None  # 实际完成值 96%, of which 实际完成值/目标值 is worked out, is no other printing of that rate
    return rates[0]


def _is_said(step: Trace, told: RowFigure, line: ScoreLine) -> bool:
    """Whether the rate is a slip of one that a sentence states: what the row tells otherwise may be another rate."""
    elsewhere = bool(step.places) and all(p.box not in (line.remark_box, line.actual_box) for p in step.places)
    if not elsewhere or step.value is None or abs(told.figure.value - step.value.low) <= _ROUGHLY:
        return False
    return one_slip(told.figure, step.value)


def _of_others(line: ScoreLine, told: RowFigure, found: Trace) -> bool:
    """Whether the row divides other numbers than the report gave (劳务派遣 7 人，占 7.14%, where the text counts all
    those outside the establishment): its own give the rate, or it states one that was not divided."""
    numbers = [q.value for q in find_quantities(squeeze(line.remark).text) if q.unit is not Unit.PERCENT and q.value]
    if any(told.figure.interval.meets(Interval.exactly(a / b * 100)) for a in numbers for b in numbers if a is not b):
        return True
    used = {t.value.low for t in found.walk() if t.value is not None and t.value.is_exact}
    beside = [f.figure for f in row_figures(line, told.year) if f.figure.unit in _COUNTS and not f.aimed]
    return any(f.value not in used for f in beside)


def _near(told: RowFigure, expected: Interval) -> bool:
    value = told.figure.value
    return expected.low - NEAR <= value <= expected.high + NEAR or one_slip(told.figure, expected)


def _check(line: ScoreLine, told: RowFigure, found: Trace, expected: Interval, table: str) -> Check:
    box = told.figure.box
    # 预算调整率 3.7% of a budget that was cut by 3.7%: how far it moved, and not which way.
    sizes = [expected, -expected] if expected.high < 0 <= told.figure.value else [expected]
    return compared(
        CheckCode.SAME_FIGURE,
        "remark",
        locus_at(table=table, row=line.indicator, column=found.label, indicator=line.indicator),
        told.figure,
        sizes,
        [Place(page=box.page, box=box, text=f"{line.indicator} {line.remark}"), *found.all_places()],
        outcome=judge(told.figure, sizes),
        trace=lambda: found,
    )
