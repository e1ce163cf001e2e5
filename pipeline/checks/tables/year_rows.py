"""Rows that are years, one after the other: 2020年 | 2021年 | 2022年, with a column of growth over the row before.

Which column grew its name says (支出增幅), or the rows themselves do: most of them must come out to the last digit.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.checks.calculations import Spot, spot_of
from pipeline.checks.compare import compared, judge, relation_of
from pipeline.checks.tables.figure_grid import FigureColumn, FigureGrid
from pipeline.checks.tables.growth_columns import FORMULAS
from pipeline.vocabulary.formulas import evaluate_formula
from pipeline.vocabulary.names import folded
from schemas.audit import Check, CheckCode, Outcome
from schemas.figure import Figure, Interval

_YEAR = re.compile(r"(20\d\d)年?度?")
_GROWTH = re.compile(r"增[长幅减速]|同比|[比较](?:上年|去年)|环比|变动|变化")
_OTHER_BASIS = re.compile(r"可比|同口径|剔除|占比|比重|定基|年均")
LEAST_HOLDS = 2  # rows that must come out
MANY_DIGITS = 3


@dataclass(slots=True)
class _Growth:
    """A column of growth with the column that it may be of, and which rows bear that out."""

    growth: FigureColumn
    amount: FigureColumn
    holds: list[int] = field(default_factory=list)
    fails: list[int] = field(default_factory=list)

    @property
    def formula(self) -> str:
        return FORMULAS[self.growth.is_rate]

    def inputs(self, row: int, before: int) -> dict[str, Figure]:
        return {"now": self.amount.figures[row], "before": self.amount.figures[before]}


def year_row_checks(grid: FigureGrid, settled: Collection[Spot]) -> Iterator[Check]:
    """Every row of every column of growth whose base the rows above show, unless it stands in `settled`."""
    before = dict(_years(grid))
    if len(before) < LEAST_HOLDS:
        return
    for growth in grid.columns:
        if not _GROWTH.search(growth.name) or _OTHER_BASIS.search(growth.name):
            continue
        others = [c for c in grid.columns if c is not growth and not c.is_rate]
        found = [g for amount in others if len((g := _held(growth, amount, before)).holds) >= LEAST_HOLDS]
        best = max((len(g.holds) for g in found), default=0)
        found = [g for g in found if len(g.holds) == best and len(g.fails) < best]
        for row in sorted((*found[0].holds, *found[0].fails)) if len(found) == 1 else ():
            if spot_of(growth.figures[row]) not in settled:
                yield _check(grid, found[0], row, before[row])


def _years(grid: FigureGrid) -> Iterator[tuple[int, int]]:
    """The rows of years with the row of the year before."""
    rows = {int(m[1]): row for row, name in grid.printed.items() if (m := _YEAR.fullmatch(folded(name)))}
    for year, row in rows.items():
        if year - 1 in rows:
            yield row, rows[year - 1]


def _held(growth: FigureColumn, amount: FigureColumn, before: dict[int, int]) -> _Growth:
    found = _Growth(growth, amount)
    for row, figure in growth.figures.items():
        if row not in before or not {row, before[row]} <= amount.figures.keys():
            continue
        values = _values(found.formula, found.inputs(row, before[row]))
        if not values:
            continue
        if judge(figure, values) is Outcome.INCONSISTENT:
            found.fails.append(row)
        elif sum(c.isdigit() for c in figure.plain) >= MANY_DIGITS:
            found.holds.append(row)
    return found


def _values(formula: str, inputs: dict[str, Figure]) -> Sequence[Interval]:
    """What a formula gives; either sign where a deficit grew or shrank, nothing where nothing was before."""
    try:
        value = evaluate_formula(formula, {name: f.interval for name, f in inputs.items()})
    except ZeroDivisionError:
        return []
    return [value, -value] if inputs["before"].value < 0 else [value]


def _check(grid: FigureGrid, found: _Growth, row: int, before: int) -> Check:
    inputs = found.inputs(row, before)
    now, then = inputs["now"], inputs["before"]
    shown = f"{now.text} - {then.text}"
    return compared(
        CheckCode.RATIO if found.growth.is_rate else CheckCode.DIFFERENCE,
        "derived",
        grid.locus(row, found.growth),
        found.growth.figures[row],
        _values(found.formula, inputs),
        [grid.place(row, found.growth), grid.place(row, found.amount), grid.place(before, found.amount)],
        relation=relation_of(found.formula, inputs),
        formula=f"({shown}) / {then.text} × 100" if found.growth.is_rate else shown,
    )
