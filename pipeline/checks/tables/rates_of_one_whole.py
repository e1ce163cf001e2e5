"""Rates of one whole that no column prints: 累计支出 | 累计进度 month by month, of a budget that only the text or
another table states.

Every row gives the whole by itself, amount over rate. Where most rows leave one whole in common, to the last digit,
the others are held against it. A budget may change in the course of the year, so that the first and the last row
accuse only where one slip of the pen explains them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from decimal import Decimal

from pipeline.checks.calculations import Spot, spot_of
from pipeline.checks.compare import compared, judge
from pipeline.checks.tables.figure_grid import FigureColumn, FigureGrid
from schemas.audit import Check, CheckCode, Outcome
from schemas.figure import Figure, Interval
from schemas.slips import LeastDigits, slip_makes

_OF_A_WHOLE = re.compile(r"进度|执行率|完成率|支[出付]率|使用率|占|比[重例]|完成.*(?:预算|计划|指标)")
_CHANGE = re.compile(r"同比|增|减|[比较]上年|变[动化]")
_PERIOD = re.compile(r"[月季]|半年")
LEAST_RIGHT = 3  # rows with one whole in common
LEAST_DIGITS = 3
TOLD_APART = 3  # for each row that does not come out, so many that do
SLIP_DIGITS = LeastDigits(changed=4, swapped=3)
SLIP_VALUES = 40
_HUNDRED = Decimal(100)


def rate_of_one_whole_checks(grid: FigureGrid, settled: Collection[Spot]) -> Iterator[Check]:
    """Every row of every such column of a table whose rows are months or quarters."""
    if sum(_PERIOD.search(label) is not None for label in grid.labels.values()) < LEAST_RIGHT + 1:
        return
    for column in grid.columns:
        if not column.is_rate or not _OF_A_WHOLE.search(column.name) or _CHANGE.search(column.name):
            continue
        if any(spot_of(f) in settled for f in column.figures.values()):
            continue
        for amounts in grid.columns:
            if not amounts.is_rate and (checks := list(_checks(grid, column, amounts))):
                yield from checks
                break


def _checks(grid: FigureGrid, column: FigureColumn, amounts: FigureColumn) -> Iterator[Check]:
    wholes = {row: w for row in column.figures if (w := _whole(grid, column, amounts, row)) is not None}
    ends = [end for w in wholes.values() for end in (w.low, w.high)]
    best = max(ends, key=lambda end: sum(w.holds(end) for w in wholes.values()), default=None)
    right = [row for row, w in wholes.items() if best is not None and w.holds(best)]
    wrong = [row for row in wholes if row not in right]
    told = {column.figures[row].value for row in right if _is_telling(column.figures[row])}
    if len(told) < LEAST_RIGHT or len(right) < TOLD_APART * len(wrong):
        return
    whole = Interval(max(wholes[r].low for r in right), min(wholes[r].high for r in right))
    for row in wholes:
        check = _check(grid, column, amounts, row, whole)
        alone = len(wrong) == 1 and _is_slip(check)
        if check.outcome is not Outcome.INCONSISTENT or min(right) < row < max(right) or alone:
            yield check


def _whole(grid: FigureGrid, column: FigureColumn, amounts: FigureColumn, row: int) -> Interval | None:
    """What a row's amount is a share of by its rate; None where it states nothing, or is a total."""
    rate, amount = column.figures[row], amounts.figures.get(row)
    if amount is None or amount.value <= 0 or rate.interval.low <= 0 or rate.value >= _HUNDRED or grid.is_total(row):
        return None
    return (amount.interval / rate.interval).times(_HUNDRED)


def _is_telling(figure: Figure) -> bool:
    return figure.significant_digits >= LEAST_DIGITS


def _is_slip(check: Check) -> bool:
    if check.reported is None or check.expected_low is None or check.expected_high is None:
        return False
    expected = Interval(check.expected_low, check.expected_high)
    return slip_makes(check.reported.value, check.reported.decimals, expected, SLIP_DIGITS, SLIP_VALUES)


def _check(grid: FigureGrid, column: FigureColumn, amounts: FigureColumn, row: int, whole: Interval) -> Check:
    rate, amount = column.figures[row], amounts.figures[row]
    value = (amount.interval / whole).times(_HUNDRED)
    printed = (whole.low + whole.high) / 2
    return compared(
        CheckCode.RATIO,
        "derived",
        grid.locus(row, column),
        rate,
        [value],
        [grid.place(row, column), grid.place(row, amounts)],
        outcome=judge(rate, [value]),
        nominals=[amount.value / printed * _HUNDRED],
        formula=f"{amount.text} / {printed:.2f} × 100",
    )
