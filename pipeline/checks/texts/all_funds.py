"""Figures of the text that are of all funds, held against a table that prints their item under one of them.

一、一般公共预算：（一）基本支出、（二）项目支出；二、政府性基金预算: a sentence that tells of all
项目支出 adds the second fund to the line of the first. Where that sum, or the rate that it gives, is what the
sentence says, nobody is accused. Nor is a total over rows one of which is a fund (一、履职项目；二、政府性基金项目),
where it prints that fund more than the other place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations

from pipeline.checks.compare import not_checkable
from pipeline.checks.tables.figure_grid import FigureColumn, FigureGrid
from pipeline.vocabulary.items import BUDGETS, item_named
from schemas.audit import FAILED, Check, CheckCode
from schemas.figure import Figure, Interval


def without_sums_of_funds(checks: Iterable[Check], grids: Sequence[FigureGrid]) -> Iterator[Check]:
    """`checks`, those not checkable that accuse a sentence of all funds by the line of one."""
    named = [(grid, funds) for grid in grids if (funds := _funds(grid))]
    for check in checks:
        if named and _accuses(check):
            if any(_is_of_all(check, grid, funds) for grid, funds in named if len(funds) > 1):
                reason = "the table prints it under one of several funds, and the text states it for all"
                check = not_checkable(check.code, check.variant, check.locus, check.reported, reason)
            elif any(_holds_a_fund(check, grid, funds) for grid, funds in named):
                reason = "one of the totals holds a fund that the other leaves out"
                check = not_checkable(check.code, check.variant, check.locus, check.reported, reason)
        yield check


def _accuses(check: Check) -> bool:
    return check.code is CheckCode.SAME_FIGURE and check.outcome in FAILED and check.reported is not None


def _funds(grid: FigureGrid) -> list[int]:
    return [row for row, label in grid.labels.items() if item_named(label) in BUDGETS]


def _is_of_all(check: Check, grid: FigureGrid, funds: Sequence[int]) -> bool:
    assert check.reported is not None
    boxes = {place.box for place in check.inputs}
    for column in grid.columns:
        for row, figure in column.figures.items():
            if figure.box in boxes and row not in funds and row > funds[0]:
                own = max(fund for fund in funds if fund < row)
                if _meets(check.reported, column, grid, [row, *(fund for fund in funds if fund != own)]):
                    return True
    return False


def _holds_a_fund(check: Check, grid: FigureGrid, funds: Sequence[int]) -> bool:
    """Whether one of the two figures is a table's total, and the other is that without the one fund among its rows."""
    own = [row for row in funds if item_named(grid.labels[row]) != "general_public_budget"]
    if check.reported is None or check.expected_low is None or check.expected_high is None or len(own) != 1:
        return False
    told, expected = check.reported.interval, Interval(low=check.expected_low, high=check.expected_high)
    boxes = {place.box for place in check.inputs}
    for column in grid.columns:
        for row, figure in column.figures.items():
            if figure.box in boxes and figure.unit is check.reported.unit and grid.is_total(row):
                other = expected if figure.box == check.reported.box else told
                if any(other.meets(rest) for rest in _without(column, grid, row, own[0])):
                    return True
    return False


def _without(column: FigureColumn, grid: FigureGrid, row: int, fund: int) -> Iterator[Interval]:
    """What a column's total in `row` leaves without the fund; for a rate, what two columns of amounts leave."""
    if not column.is_rate:
        if fund in column.figures and column.figures[fund].value:
            yield column.figures[row].interval - column.figures[fund].interval
        return
    amounts = [c for c in grid.columns if not c.is_rate and row in c.figures and fund in c.figures]
    for part, whole in permutations(amounts, 2):
        base = whole.figures[row].interval - whole.figures[fund].interval
        if base.low > 0 and whole.figures[row].value:
            rate = (part.figures[row].interval / whole.figures[row].interval).times(100)
            if rate.meets(column.figures[row].interval):
                yield ((part.figures[row].interval - part.figures[fund].interval) / base).times(100)


def _meets(told: Figure, column: FigureColumn, grid: FigureGrid, rows: Sequence[int]) -> bool:
    if not column.is_rate:
        together = _added(column, rows)
        return together is not None and _in_unit(told, column.figures[rows[0]]).meets(together)
    amounts = [c for c in grid.columns if not c.is_rate and rows[0] in c.figures]
    for part, whole in permutations(amounts, 2):
        if not (b := whole.figures[rows[0]].interval).holds(b.low * 0):
            own = (part.figures[rows[0]].interval / b).times(100)
            every, base = _added(part, rows), _added(whole, rows)
            if every is None or base is None or not own.meets(column.figures[rows[0]].interval):
                continue
            if (every / base).times(100).meets(told.interval):
                return True
    return False


def _added(column: FigureColumn, rows: Sequence[int]) -> Interval | None:
    """What a column prints in all of the rows together; None where it leaves one out."""
    total = Interval.exactly(0)
    for row in rows:
        if row not in column.figures:
            return None
        total += column.figures[row].interval
    return total


def _in_unit(told: Figure, printed: Figure) -> Interval:
    money = told.unit.is_money and printed.unit.is_money
    return (told.in_unit(printed.unit) if money else told).interval
