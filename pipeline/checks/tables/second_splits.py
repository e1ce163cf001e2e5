"""A total that its table divides once more: 按支出性质分 into 基本支出 and 项目支出, 按资金来源分 into funds.

The first division that the columns bear out is checked as any sum is. Another is one where a run of lines, told apart
by a heading without figures or by being 其中, comes to the total in more columns than not: what misses it in the others
is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.checks.table_view import TableView
from pipeline.checks.tables.groupings import Grouping, best_of, outcome_of, summed
from schemas.audit import Outcome
from schemas.records import BudgetLine

LEAST_LINES = 2


def second_splits(
    view: TableView, line: BudgetLine, chosen: Grouping, metrics: Sequence[str]
) -> Iterator[tuple[Grouping, list[str]]]:
    """Each further division of a total with the columns that it is to be checked in."""
    for run in _runs(view):
        if {x.order for x in run} & {x.order for x in chosen.lines}:
            continue
        grouping, borne_out = best_of(line, [Grouping(run, certain=False)], metrics)
        told = {m: total for m in metrics if m in line.figures and (total := summed(grouping, m)) is not None}
        failing = sum(outcome_of(line.figures[m], total) is Outcome.INCONSISTENT for m, total in told.items())
        if borne_out > failing > 0 and all(not total.blank for total in told.values()):
            yield grouping, list(told)


def _runs(view: TableView) -> Iterator[tuple[BudgetLine, ...]]:
    """Neighbouring lines of one level and role, up to a heading without figures, a total or lines of another sort."""
    run: list[BudgetLine] = []
    for x in (*view.lines, None):
        follows = x is not None and bool(x.figures) and x.role in ("line", "of_which")
        if x is not None and follows and (not run or (x.role, x.level) == (run[-1].role, run[-1].level)):
            run.append(x)
            continue
        if len(run) >= LEAST_LINES:
            yield tuple(run)
        run = [x] if x is not None and follows else []
