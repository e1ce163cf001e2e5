"""Columns of shares, whatever they are called: 比例, 构成比, 占…的比重 beside amounts that a total row adds up.

Where most rows come out as their amount over the total, to the last digit, the others are held against it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.checks.calculations import Spot, spot_of
from pipeline.checks.compare import compared, face_value, judge, relation_of
from pipeline.checks.tables.figure_grid import FigureColumn, FigureGrid
from schemas.audit import Check, CheckCode, Outcome
from schemas.figure import Figure, Interval

FORMULA = "a / b * 100"
_NAMED = re.compile(r"占|比例|比重|构成|结构")
MANY_DIGITS = 3  # of a share that is not met by chance
LEAST_TELLING = 3  # rows of that many digits that must come out
LEAST_NAMED = 2  # where the column's name says that it is a share
TOLD_APART = 3  # for each row that does not come out, so many that do
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class _Shares:
    """A column of shares with the amounts and the total that they are of, and which rows bear that out."""

    share: FigureColumn
    amount: FigureColumn
    total: int
    holds: tuple[int, ...]
    fails: tuple[int, ...]


def column_share_checks(grid: FigureGrid, settled: Collection[Spot]) -> Iterator[Check]:
    """Every row of every column of shares, unless its share stands in `settled`."""
    for share in (c for c in grid.columns if c.is_rate):
        found = [s for s in _readings(grid, share) if _is_sure(s)]
        best = max((len(s.holds) for s in found), default=0)
        found = [s for s in found if len(s.holds) == best]
        for row in (*found[0].holds, *found[0].fails) if len(found) == 1 else ():
            if spot_of(share.figures[row]) not in settled and not (
                row in found[0].fails and _is_of_another(found[0], row)
            ):
                yield _check(grid, found[0], row)


def _readings(grid: FigureGrid, share: FigureColumn) -> Iterator[_Shares]:
    wholes = [r for r, f in share.figures.items() if f.value == _HUNDRED and grid.is_total(r)]
    for amount in grid.columns:
        for total in wholes if not amount.is_rate else ():
            whole = amount.figures.get(total)
            if whole is None or whole.value <= 0:
                continue
            rows = [r for r in share.figures if r != total and r in amount.figures]
            fails = [
                r for r in rows if judge(share.figures[r], [_of(amount.figures[r], whole)]) is Outcome.INCONSISTENT
            ]
            yield _Shares(share, amount, total, tuple(r for r in rows if r not in fails), tuple(fails))


def _is_of_another(found: _Shares, row: int) -> bool:
    """Whether a share is one of an earlier row: 其中：短期债务 of 总债务, where all others are of 负债合计."""
    share, part = found.share.figures[row], found.amount.figures[row]
    if share.significant_digits < MANY_DIGITS:
        return False
    wholes = (f for r, f in found.amount.figures.items() if r < row and r != found.total and f.value > part.value)
    return any(judge(share, [_of(part, whole)]) is Outcome.CONSISTENT for whole in wholes)


def _of(part: Figure, whole: Figure) -> Interval:
    return (part.interval / whole.interval).times(100)


def _is_sure(found: _Shares) -> bool:
    telling = sum(found.share.figures[r].significant_digits >= MANY_DIGITS for r in found.holds)
    named = _NAMED.search(found.share.name) is not None
    if named and len(found.holds) >= LEAST_TELLING:  # 4.1% and 0.9% of one whole are no chance either
        telling = max(telling, sum(bool(f.decimals and f.value) for r in found.holds if (f := found.share.figures[r])))
    least = LEAST_NAMED if named else LEAST_TELLING
    return telling >= least and len(found.holds) >= TOLD_APART * len(found.fails)


def _check(grid: FigureGrid, found: _Shares, row: int) -> Check:
    figures = {"a": found.amount.figures[row], "b": found.amount.figures[found.total]}
    nominal = face_value(FORMULA, figures)
    return compared(
        CheckCode.RATIO,
        "derived",
        grid.locus(row, found.share),
        found.share.figures[row],
        [_of(figures["a"], figures["b"])],
        [grid.place(row, found.share), grid.place(row, found.amount), grid.place(found.total, found.amount)],
        nominals=[nominal] if nominal is not None else [],
        relation=relation_of(FORMULA, figures),
        formula=f"{figures['a'].text} / {figures['b'].text} × 100",
    )
