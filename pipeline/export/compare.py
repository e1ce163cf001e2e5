"""Reports side by side: totals, execution by quarter, indicators most often over-scored, figures restated a year later.

One unit in two years is recognised by its printed name. A figure counts as restated where the later report states it
for the earlier year with a value that the earlier report's print cannot stand for; where either report states several
values for it, nothing is said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.export.finished_run import FinishedFact, FinishedQuarter, FinishedReport
from schemas.audit import Severity, Verdict
from schemas.figure import Interval, Unit

_QUARTERS = (1, 2, 3, 4)
_TOTALS = frozenset({"合计", "总计", "小计"})  # every table has its own


@dataclass(frozen=True, slots=True)
class ReportTotals:
    """A report in the comparison; `quarters` in order, None where one is not stated."""

    report_id: str
    agency: str
    year: str
    weight: Decimal | None
    self_total: Decimal | None
    low: Decimal | None
    high: Decimal | None
    errors: int
    disagrees: int
    scores: int
    quarters: tuple[FinishedQuarter | None, ...]


@dataclass(slots=True)
class IndicatorTotals:
    """An indicator over all reports. `over` are points scored above what the rule gives."""

    indicator: str
    reports: int = 0
    over: Decimal = Decimal(0)
    over_count: int = 0
    weight: Decimal = Decimal(0)
    scored: Decimal = Decimal(0)
    verdicts: list[Verdict] = field(default_factory=list)

    @property
    def rate(self) -> Decimal | None:
        """Points scored of the points there were, in percent."""
        return self.scored / self.weight * 100 if self.weight else None


@dataclass(frozen=True, slots=True)
class Restated:
    """A figure of `year` as its own report states it, and as the next year's does."""

    agency: str
    year: int
    metric: str
    item: str
    then: str
    then_unit: str
    then_page: int
    then_report: str
    now: str
    now_unit: str
    now_page: int
    now_report: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Reports side by side: their totals, their indicators, and figures that two reports of following years state."""

    reports: tuple[ReportTotals, ...]
    indicators: tuple[IndicatorTotals, ...]
    restated: tuple[Restated, ...]


def compare(reports: Iterable[FinishedReport]) -> Comparison:
    """Compare the reports of a run that hold scores or quarters; others only serve as the year before or after."""
    totals: list[ReportTotals] = []
    indicators: dict[str, IndicatorTotals] = {}
    stated: dict[tuple[str, int], list[tuple[str, FinishedFact]]] = defaultdict(list)
    for report in reports:
        if report.scores or report.quarters:
            totals.append(_totals(report))
        _add_scores(indicators, report)
        if report.agency and report.fiscal_year.isdigit():
            facts = [(report.report_id, fact) for fact in report.facts if fact.item not in _TOTALS]
            stated[report.agency, int(report.fiscal_year)] += facts
    return Comparison(
        tuple(sorted(totals, key=lambda t: (t.agency, t.year, t.report_id))),
        tuple(sorted(indicators.values(), key=lambda i: (-i.over_count, -i.over, -i.reports, i.indicator))),
        tuple(_restated(stated)),
    )


def _totals(report: FinishedReport) -> ReportTotals:
    quarters = {q.quarter: q for q in report.quarters}
    return ReportTotals(
        report_id=report.report_id,
        agency=report.agency or report.file,
        year=report.fiscal_year,
        weight=report.weight_total,
        self_total=report.self_total,
        low=report.low,
        high=report.high,
        errors=sum(f.severity is Severity.ERROR for f in report.findings),
        disagrees=sum(s.verdict is Verdict.DISAGREES for s in report.scores),
        scores=len(report.scores),
        quarters=tuple(quarters.get(number) for number in _QUARTERS),
    )


def _add_scores(indicators: dict[str, IndicatorTotals], report: FinishedReport) -> None:
    for score in report.scores:
        if score.subject:
            continue  # a project's own indicators are not those of other units
        line = indicators.setdefault(score.indicator, IndicatorTotals(score.indicator))
        line.reports += 1
        line.verdicts.append(score.verdict)
        if score.verdict is Verdict.DISAGREES and score.gap > 0:
            line.over_count += 1
            line.over += score.gap
        if score.weight is not None and score.self_score is not None:
            line.weight += score.weight
            line.scored += score.self_score


def _restated(stated: dict[tuple[str, int], list[tuple[str, FinishedFact]]]) -> Iterable[Restated]:
    for (agency, year), later in sorted(stated.items()):
        earlier = stated.get((agency, year - 1))
        if not earlier:
            continue
        then, now = _single(earlier, year - 1), _single(later, year - 1)
        for key in sorted(then.keys() & now.keys()):
            (a_id, a), (b_id, b) = then[key], now[key]
            if not _meet(a, b):
                yield Restated(
                    agency,
                    year - 1,
                    *key,
                    a.value,
                    a.unit,
                    a.place.page,
                    a_id,
                    b.value,
                    b.unit,
                    b.place.page,
                    b_id,
                )


def _single(facts: list[tuple[str, FinishedFact]], year: int) -> dict[tuple[str, str], tuple[str, FinishedFact]]:
    """Figures of a year that are stated with one value only, by metric and item."""
    found: dict[tuple[str, str], list[tuple[str, FinishedFact]]] = defaultdict(list)
    for report_id, fact in facts:
        if fact.period == str(year):
            found[fact.metric, fact.item].append((report_id, fact))
    return {key: values[0] for key, values in found.items() if len({(f.value, f.unit) for _, f in values}) == 1}


def _meet(a: FinishedFact, b: FinishedFact) -> bool:
    """Whether two prints can stand for one value; figures of units that cannot be held together count as meeting."""
    one, other = Unit(a.unit), Unit(b.unit)
    if one is not other and not (one.is_money and other.is_money):
        return True
    return _interval(a.value, one).meets(_interval(b.value, other))


def _interval(text: str, unit: Unit) -> Interval:
    value = Decimal(text)
    exponent = value.as_tuple().exponent
    wide = Interval.rounded_to(value, -exponent if isinstance(exponent, int) else 0)
    return wide.times(unit.to_yuan()) if unit.is_money else wide
