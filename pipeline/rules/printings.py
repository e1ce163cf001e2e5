"""What a report prints for a metric itself: the facts and rows of quarters that state it.

Where one quantity is stated with several values, the value stated most often (then: a table's before a sentence's,
then the first) is taken and the others stay in the trace.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from pipeline.normalize.narrative.reading.meaning import OPEN_BUDGETS
from pipeline.normalize.narrative.topics.named_rates import NAMED_RATE
from pipeline.normalize.narrative.topics.sentence_rates import COUNTS
from pipeline.normalize.narrative.topics.two_years import SCOPE as TWO_YEARS
from pipeline.rules.resolved import (
    QUARTER_NAMES,
    QUARTERS,
    Resolved,
    in_base_units,
    metric_label,
)
from pipeline.vocabulary.names import name_key
from schemas.figure import Interval, Unit
from schemas.records import Fact, QuarterlyExecution, Report
from schemas.rubric import MetricRef
from schemas.trace import Place, trace_step

Preference = Literal["inputs", "stated", "widest"]

_QUARTER_METRICS = {
    "revised_budget": "budget",
    "cumulative_outturn": "cumulative_outturn",
    "cumulative_progress": "cumulative_progress",
    "scheduled_progress": "scheduled_progress",
    "quarterly_execution_rate": "execution_rate",
}


_TOTAL = re.compile(r"(?:合计|总计|共计|总额|支出合计|支出总计)(?:数|金额)?")


@dataclass(frozen=True)
class _Stated:
    """One printing of a quantity, in base units (yuan, percent, a count)."""

    value: Decimal
    wide: Interval
    unit: Unit
    from_table: bool
    approximate: bool
    place: Place
    text: str


@dataclass
class Printings:
    """Looks up printed values in one report.

    `prefer` says what to take where a report gives more than one way to a value: `inputs` (computed from the printed
    inputs), `stated` (the printed rate), `widest` (every value that is stated anywhere).
    """

    report: Report
    prefer: Preference = "inputs"
    _facts: dict[str, list[Fact]] = field(default_factory=dict)  # by metric, from the first that is asked for

    def _facts_of(self, metric: str) -> list[Fact]:
        if not self._facts:
            for fact in self.report.facts:
                self._facts.setdefault(fact.metric, []).append(fact)
        return self._facts.get(metric, [])

    def _stated(self, ref: MetricRef) -> Resolved | None:
        """The value that the report prints for `ref`, the others kept in the trace; None where it prints none."""
        found = list(self._printings(ref))
        if not found:
            return None
        firm = [s for s in found if not s.approximate] or found
        values = list(dict.fromkeys(s.value for s in firm))
        groups = [[s for s in firm if s.value == value] for value in values]
        best = max(groups, key=lambda g: (len(g), any(s.from_table for s in g), -firm.index(g[0])))
        others = [s for g in groups if g is not best for s in g]
        best = [*(() if others else self._finer_totals(ref, best)), *best]
        wide = best[0].wide
        for one in best[1:]:  # one quantity printed at two precisions: what both can stand for
            if wide.meets(one.wide):
                wide = Interval(low=max(wide.low, one.wide.low), high=min(wide.high, one.wide.high))
        if self.prefer == "widest":
            for one in others:
                wide = wide.join(one.wide)
        note = f"报告另有不同列示：{'、'.join(dict.fromkeys(s.text for s in others))}" if others else ""
        trace = trace_step(
            label=metric_label(ref),
            value=Interval.exactly(best[0].value),
            unit=Unit.YUAN if best[0].unit.is_money else best[0].unit,
            note=note,
            places=tuple(dict.fromkeys(s.place for s in best + others)),
        )
        return Resolved("known", trace, best[0].value, wide)

    def _finer_totals(self, ref: MetricRef, stated: list[_Stated]) -> list[_Stated]:
        """The total of a table that is the same sum in finer print (6.41 亿元 of a sentence, 64,119.43 万元), where one
        is: a table's total is the unit's only where no other table has another, which the sentence tells apart."""
        coarse = stated[0]
        if coarse.from_table or not coarse.unit.is_money or ref.item or ref.period:
            return []
        year = str(self.report.fiscal_year or "")
        totals = [f for f in self._facts_of(ref.metric) if f.source == "table" and _TOTAL.fullmatch(f.item)]
        found: dict[Decimal, _Stated] = {}
        for fact in (f for f in totals if f.period in ("", year) and not f.scope):
            value, wide = in_base_units(fact.figure)
            if coarse.wide.low <= wide.low and wide.high <= coarse.wide.high and wide != coarse.wide:
                found[value] = _Stated(value, wide, fact.figure.unit, True, False, fact.place, fact.figure.text)
        return list(found.values()) if len(found) == 1 else []

    def _printings(self, ref: MetricRef) -> Iterable[_Stated]:
        if ref.period in QUARTERS:
            yield from self._in_quarters(ref)
        scopes = [f for f in self._facts_of(ref.metric) if self._is_of(f, ref)]
        whole = [f for f in scopes if not f.scope]
        one_scope = scopes if len({f.scope for f in scopes}) == 1 else []
        if self.prefer == "widest" and ref.metric in OPEN_BUDGETS:
            whole = scopes  # of the beginning of the year, or as it became: a rule seldom says which
        if ref.period.isdigit():
            whole = whole or [f for f in scopes if f.scope == TWO_YEARS]
        for fact in whole or one_scope:
            value, wide = in_base_units(fact.figure)
            yield _Stated(
                value, wide, fact.figure.unit, fact.source == "table", fact.approximate, fact.place, fact.figure.text
            )

    def _is_of(self, fact: Fact, ref: MetricRef) -> bool:
        """Whether a fact is of the ref's item and period; a whole unit's figure carries no item, or the total's."""
        year = str(self.report.fiscal_year or "")
        if ref.period[:1] in ("Q", "M"):
            return fact.period.endswith(ref.period) and fact.period.removesuffix(ref.period) in ("", year)
        if fact.period != ref.period if ref.period else fact.period not in ("", year):
            return False
        if ref.metric in (NAMED_RATE, *COUNTS):
            return name_key(fact.item) == ref.name
        if ref.item and fact.item.endswith("收入") and not ref.metric.startswith("income"):
            return False  # 财政拨款收入 | 完成率 100%: what came in, and not what was spent of it
        return (
            fact.item_code == ref.item if ref.item else fact.item_code == "total" or not (fact.item or fact.item_code)
        )

    def _in_quarters(self, ref: MetricRef) -> Iterable[_Stated]:
        row = self._quarter_row(QUARTERS.index(ref.period) + 1)
        figure = row.figures.get(_QUARTER_METRICS.get(ref.metric, "")) if row else None
        if row is None or figure is None:
            return
        value, wide = in_base_units(figure)
        text = f"{QUARTER_NAMES[ref.period]} {figure.text}"
        yield _Stated(
            value, wide, figure.unit, True, False, Place(page=row.page, box=figure.box, text=text), figure.text
        )

    def _quarter_row(self, quarter: int) -> QuarterlyExecution | None:
        rows = [r for r in self.report.quarters if r.quarter == quarter]
        return max(rows, key=lambda r: len(r.figures), default=None)
