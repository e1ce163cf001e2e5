"""Figures of the text that are of all funds, held against a table that prints their item under one of them.

一、一般公共预算：（一）基本支出、（二）项目支出；二、政府性基金预算: a sentence that tells of all
项目支出 adds the second fund to the line of the first. Where that sum, or the rate that it gives, is what the
sentence says, nobody is accused.
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
    by_fund = [(grid, funds) for grid in grids if len(funds := _funds(grid)) > 1]
    for check in checks:
        if by_fund and _accuses(check) and any(_is_of_all(check, grid, funds) for grid, funds in by_fund):
            reason = "the table prints it under one of several funds, and the text states it for all"
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
