"""Rows that follow from rows above them: 本期盈余 from 收入合计 and 费用合计, 年末结转 from 年初结转, 收入 and 支出,
本级支出 from 支出总额 and 减：专款支出.

Print rarely says from which rows. The rows that make the figure of one column out to the last digit make that of the
others; a row that no column bears out, or that several readings make out differently, accuses nobody.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from pipeline.checks.calculations import Spot, spot_of
from pipeline.checks.compare import compared, judge, relation_of
from pipeline.checks.tables.figure_grid import FigureColumn, FigureGrid
from schemas.audit import Check, CheckCode, Outcome
from schemas.figure import Figure, Interval

_FOLLOWS = re.compile(
    r"^未(?:支付|支出|使用|执行|完成|拨付)(?:数|额|金额|资金)?$|(?:盈余|盈亏|亏损|结余|结存|结转|余额|差额|净额|净[增减利收资]|利润)(?:数|额|资金|总额|合计)?$"
)
_TAKEN_OR_ADDED = re.compile(r"[减加][:：]")
_NOT_ADDED = re.compile(r"率|比|占|均|标准|单价|[%％]|百分点")
MOST_ABOVE = 14  # rows above that are looked at
NEAR = 4  # units of the last digit
MARKED_DIGITS = 5  # printed, of a figure that is hardly met by chance
REST_DIGITS = 3  # printed, of a figure that is hardly met by chance
LEAST_DIGITS = 4  # of it that are no zeros at its ends

Signed = tuple[tuple[int, int], ...]
"""Rows, each with its sign."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """Rows that may make up another, and in how many columns they do, in how many not."""

    rows: Signed
    holds: int
    fails: int


def balance_row_checks(grid: FigureGrid, settled: Collection[Spot]) -> Iterator[Check]:
    """Every amount of every such row, unless it stands in `settled`."""
    columns = [c for c in grid.columns if not c.is_rate and not _NOT_ADDED.search(c.name)]
    for row in sorted(grid.labels) if len(columns) > 1 else ():
        if not _follows(grid, row) or "其中" in grid.printed[row]:
            continue
        above = [r for r in sorted(grid.labels) if r < row][-MOST_ABOVE:]
        near = {rows: None for column in columns for rows in _near(column, row, above)}
        readings = [x for rows in near if (x := _reading(columns, row, rows)) is not None]
        best = max((x.holds for x in readings), default=0)
        whole = [x for x in readings if not x.fails]  # what makes out every column leaves nothing to tell
        chosen = [x.rows for x in whole or readings if whole or x.holds == best]
        for column in columns if chosen else ():
            figure = column.figures.get(row)
            if figure is not None and spot_of(figure) not in settled:
                yield from _check(grid, column, row, chosen)


def _follows(grid: FigureGrid, row: int) -> bool:
    """Whether a row is called after what is left, or stands below what is taken off or comes on top (减：专款支出)."""
    marked = [r for r in grid.printed if r < row and _TAKEN_OR_ADDED.match(grid.printed[r])]
    below = max(grid.printed.keys() & set(range(row)), default=0) in marked
    return bool(_FOLLOWS.search(grid.labels[row])) or (below and not _TAKEN_OR_ADDED.match(grid.printed[row]))


def _near(column: FigureColumn, row: int, above: Sequence[int]) -> Iterator[Signed]:
    """The rows whose printed values come close to that of `row` in one column; the rest cannot make it out there."""
    figure = column.figures.get(row)
    if figure is None or not _has_digits(figure):
        return
    values = {r: column.figures[r].value for r in above if r in column.figures and column.figures[r].value}
    step = NEAR * Decimal(1).scaleb(-figure.decimals)
    for rows in _candidates(list(values)):
        if abs(sum((values[r] if sign > 0 else -values[r] for r, sign in rows), -figure.value)) <= step:
            yield rows


def _candidates(above: Sequence[int]) -> Iterator[Signed]:
    for a, b in combinations(above, 2):
        yield (a, 1), (b, -1)
        yield (b, 1), (a, -1)
        yield (a, 1), (b, 1)
    for a, b, c in combinations(above, 3):  # what there was, what came, what went
        yield (a, 1), (b, 1), (c, -1)
        yield (a, 1), (b, -1), (c, 1)


def _reading(columns: Sequence[FigureColumn], row: int, rows: Signed) -> _Reading | None:
    """None where no column bears the rows out, or more than one does not."""
    holds = fails = 0
    for column in columns:
        figure = column.figures.get(row)
        value = _value(column, rows)
        if figure is None or value is None:
            continue
        if judge(figure, [value]) is Outcome.INCONSISTENT:
            fails += 1
        elif _is_marked(figure, column, rows):
            holds += 1
        if fails > 1:
            return None
    return _Reading(rows, holds, fails) if holds and holds >= fails else None


def _value(column: FigureColumn, rows: Signed) -> Interval | None:
    value = Interval.exactly(0)
    for row, sign in rows:
        figure = column.figures.get(row)
        if figure is None:
            return None
        value = value + figure.interval if sign > 0 else value - figure.interval
    return value


def _is_marked(figure: Figure, column: FigureColumn, rows: Signed) -> bool:
    """Whether a row that comes out is no chance: many digits on both sides, and none of its rows is nothing."""
    parts = [column.figures[r] for r, _ in rows]
    return _has_digits(figure) and all(f.value for f in parts)


def _has_digits(figure: Figure) -> bool:
    """931.80 prints as many digits as 931.84; 900.00 is no such number."""
    return sum(c.isdigit() for c in figure.plain) >= MARKED_DIGITS and figure.significant_digits >= LEAST_DIGITS


def _prints_rest(column: FigureColumn, row: int, rows: Signed, value: Interval) -> bool:
    """Whether one more row of the column prints what the row misses: it belongs to them, and states nothing in the
    column that showed which rows they are."""
    rest = column.figures[row].interval - value
    used = {row, *(r for r, _ in rows)}
    others = (
        f for r, f in column.figures.items() if r not in used and sum(c.isdigit() for c in f.plain) >= REST_DIGITS
    )
    return not rest.holds(Decimal(0)) and any(rest.holds(f.value) or rest.holds(-f.value) for f in others)


def _check(grid: FigureGrid, column: FigureColumn, row: int, chosen: Sequence[Signed]) -> Iterator[Check]:
    stated = [(rows, v) for rows in chosen if (v := _value(column, rows)) is not None]
    if not stated or all(_prints_rest(column, row, rows, value) for rows, value in stated):
        return
    rows, _ = stated[0]
    figures = {name: column.figures[r] for name, (r, _) in zip("abc", rows, strict=False)}
    formula = " ".join(f"{'+' if sign > 0 else '-'} {n}" for n, (_, sign) in zip("abc", rows, strict=False))
    formula = formula.removeprefix("+ ")
    yield compared(
        CheckCode.DIFFERENCE,
        "derived",
        grid.locus(row, column),
        column.figures[row],
        [v for _, v in stated],
        [grid.place(row, column), *(grid.place(r, column) for r, _ in rows)],
        relation=relation_of(formula, figures),
        formula=re.sub(r"\b[abc]\b", lambda m: figures[m[0]].text, formula),
    )
