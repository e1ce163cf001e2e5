"""Amounts that three or more columns divide: 全年预算 | 支出数 | 结转下年 | 财政收回, whatever they are called.

No vocabulary is needed: where most rows of a column come out, to the last digit, as the sum of the same neighbours, the
other rows are held against them. Sums of two are found by `column_relations`, those that a head calls 合计 by
`header_sums`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.checks.compare import compared, judge, sum_relation
from pipeline.checks.tables.figure_grid import FigureColumn, FigureGrid
from pipeline.checks.tables.row_rest import is_between_levels, prints_rest
from schemas.audit import Check, CheckCode, Outcome
from schemas.figure import Figure, Interval, Unit

FEWEST, MOST = 3, 5  # columns that divide another
MANY_DIGITS = 3  # of a number that is not met by chance
LEAST_TELLING = 3  # rows of that many digits in which no part is nothing and the sum comes out
SEEN_FIRST = 8  # rows after which columns that fit badly are given up
TOLD_APART = 3  # for each row that does not come out, so many that do


@dataclass(slots=True)
class _Split:
    whole: FigureColumn
    parts: Sequence[FigureColumn]
    holds: list[int] = field(default_factory=list)
    fails: list[int] = field(default_factory=list)
    telling: int = 0

    @property
    def is_sure(self) -> bool:
        return self.telling >= LEAST_TELLING and len(self.holds) >= TOLD_APART * len(self.fails)


def column_split_checks(grid: FigureGrid) -> Iterator[Check]:
    """Every row of the column that its neighbours divide in most rows."""
    amounts = [c for c in grid.columns if not c.is_rate]
    for whole in amounts:
        found = [s for parts in _runs(amounts, whole) if (s := _split(grid, whole, parts)).is_sure]
        best = max(found, key=lambda s: (len(s.holds), -len(s.parts)), default=None)
        if best is not None:
            yield from (_check(grid, best, row) for row in sorted((*best.holds, *best.fails)))


def _runs(amounts: Sequence[FigureColumn], whole: FigureColumn) -> Iterator[Sequence[FigureColumn]]:
    """Neighbouring columns that may divide another: those before it, or those behind it."""
    at = next(i for i, c in enumerate(amounts) if c is whole)
    for side in (amounts[:at], amounts[at + 1 :]):
        for length in range(FEWEST, MOST + 1):
            for start in range(len(side) - length + 1):
                yield side[start : start + length]


def _split(grid: FigureGrid, whole: FigureColumn, parts: Sequence[FigureColumn]) -> _Split:
    found = _Split(whole, parts)
    for row in whole.figures:
        figure, *stated = _stated(found, row)
        if not stated or any(f.unit is not figure.unit for f in stated):
            continue
        value = _total(stated)
        if judge(figure, [value]) is not Outcome.INCONSISTENT:
            found.holds.append(row)
            full = len(stated) == len(parts) and all(f.value for f in stated)
            found.telling += full and figure.significant_digits >= MANY_DIGITS
        elif not is_between_levels(grid.table, row) and not _prints_rest(grid, row, figure, value, found):
            found.fails.append(row)
            seen = len(found.fails) + len(found.holds)
            if len(found.fails) * TOLD_APART > len(whole.figures) or (len(found.fails) > 2 and seen <= SEEN_FIRST):
                break
    return found


def _stated(split: _Split, row: int) -> list[Figure]:
    """The whole of a row and its parts, in one unit as far as a head says none (结转下年); no parts where one of them
    is neither a number nor a dash."""
    whole = split.whole.figures[row]
    if any(row not in c.figures and row not in c.dashes for c in split.parts):
        return [whole]
    figures = [whole, *(c.figures[row] for c in split.parts if row in c.figures)]
    unit = next((f.unit for f in figures if f.unit.is_money), Unit.NONE)
    return [f.model_copy(update={"unit": unit}) if f.unit is Unit.NONE else f for f in figures]


def _prints_rest(grid: FigureGrid, row: int, figure: Figure, value: Interval, split: _Split) -> bool:
    return prints_rest(grid.table, row, figure, value, {split.whole.col, *(c.col for c in split.parts)})


def _total(figures: Sequence[Figure]) -> Interval:
    total = Interval.exactly(0)
    for figure in figures:
        total += figure.interval
    return total


def _check(grid: FigureGrid, split: _Split, row: int) -> Check:
    whole, *stated = _stated(split, row)
    columns = [c for c in split.parts if row in c.figures]
    return compared(
        CheckCode.SUM,
        "columns",
        grid.locus(row, split.whole),
        whole,
        [_total(stated)],
        [grid.place(row, c) for c in (split.whole, *columns)],
        relation=sum_relation(stated),
        formula=" + ".join(f.text for f in stated),
    )
