"""Columns that split another column: 合计 | 基本支出 | 项目支出, row by row."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.compare import compared, not_checkable, sum_relation
from pipeline.checks.table_view import TableView
from pipeline.checks.tables.row_rest import may_be_growth, prints_growth, prints_rest
from pipeline.normalize.columns.sums import ColumnSum, column_sums
from schemas.audit import Check, CheckCode, Outcome
from schemas.figure import Interval
from schemas.records import BudgetLine
from schemas.trace import trace_step

MAJORITY = 0.5  # share of the rows that must add up before the others are held against the split


def row_sum_checks(view: TableView) -> Iterator[Check]:
    """Every row of every split. A split that most rows do not bear out is fuhe's guess, and accuses nobody."""
    for split in column_sums(view.reading.columns):
        wholes = [(line, w) for line in view.lines if (w := line.figures.get(split.whole.metric)) is not None]
        finest = max((w.decimals for _, w in wholes), default=0)
        lines = (line for line, w in wholes if not may_be_growth(line.item, w, finest))
        checks = [check for line in lines if (check := _check(view, line, split)) is not None]
        wrong = sum(c.outcome is Outcome.INCONSISTENT for c in checks)
        sure = wrong < MAJORITY * len(checks)
        for check in checks:
            if sure or check.outcome is not Outcome.INCONSISTENT:
                yield check
            else:
                reason = "the columns do not add up in most rows"
                yield not_checkable(CheckCode.SUM, "columns", check.locus, check.reported, reason)


def _check(view: TableView, line: BudgetLine, split: ColumnSum) -> Check | None:
    whole = line.figures.get(split.whole.metric)
    stated = [c.metric for c in split.parts if c.metric in line.figures]
    if whole is None or not stated:
        return None
    if whole.value and not any(line.figures[m].value for m in stated):
        reason = "the row states the whole and none of its parts"  # 经营支出 | 31.52 | 0.00 | 0.00
        return not_checkable(CheckCode.SUM, "columns", view.locus(line, split.whole.metric), whole, reason)
    total = Interval.exactly(0)
    for metric in stated:
        total += line.figures[metric].interval
    taken = {split.whole.col, *(c.col for c in split.parts)}
    if not whole.interval.meets(total):
        locus = view.locus(line, split.whole.metric)
        if prints_rest(view.table, line.row, whole, total, taken):
            return not_checkable(CheckCode.SUM, "columns", locus, whole, "another column of the row prints the rest")
        if prints_growth(view.table, line.row, taken):
            return None
    own = view.place(line, split.whole.metric)
    places = [view.place(line, metric) for metric in stated]
    formula = " + ".join(line.figures[m].text for m in stated)
    return compared(
        CheckCode.SUM,
        "columns",
        view.locus(line, split.whole.metric),
        whole,
        [total],
        [own, *places],
        trace=lambda: trace_step(
            label=f"{line.item} {view.column_name(split.whole.metric)}",
            formula=formula,
            value=total,
            unit=whole.unit,
            places=(own,),
            children=tuple(
                trace_step(label=view.column_name(m), value=line.figures[m].interval, unit=whole.unit, places=(p,))
                for m, p in zip(stated, places, strict=True)
            ),
        ),
        relation=sum_relation(line.figures[m] for m in stated),
        formula=formula,
    )
