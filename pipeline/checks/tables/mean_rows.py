"""Rows that print the mean of the rows above them: 平均, 平均值, 单位平均.

Most columns of such a row must come out before another one is held against its own rows: a mean may be weighted, or of
more than the rows that are printed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from pipeline.checks.calculations import Spot, spot_of
from pipeline.checks.compare import compared, relation_of
from pipeline.checks.tables.figure_grid import FigureColumn, FigureGrid
from schemas.audit import Check, CheckCode, Outcome
from schemas.figure import Figure, Interval

_MEAN = re.compile(r"(?:.{0,6}平均)(?:数|值|水平|情况)?|均值|均数")
_WEIGHTED = re.compile(r"均|每|单[位价]|率|比|占|造价")
LEAST_RIGHT = 2
LEAST_ROWS = 3
LEAST_DIGITS = 3


def mean_row_checks(grid: FigureGrid, settled: Collection[Spot]) -> Iterator[Check]:
    """Every figure of a row of means in a table where such a row comes out in most columns."""
    rows = sorted(grid.labels)
    means = [row for row in rows if _MEAN.fullmatch(grid.labels[row])]
    if len(means) != 1:
        return
    of = [row for row in rows if row not in means and not grid.is_total(row) and "其中" not in grid.printed[row]]
    checks = [(c, column) for column in grid.columns if (c := _check(grid, column, means[0], of)) is not None]
    plain = [c for c, column in checks if not _is_weighted(column)]
    right = [c for c in plain if c.outcome is Outcome.CONSISTENT]
    telling = sum(bool(c.reported and c.reported.significant_digits >= LEAST_DIGITS) for c in right)
    sure = telling and len(right) >= LEAST_RIGHT and len(right) * 2 > len(plain)
    for check, column in checks:
        if check.reported is None or spot_of(check.reported) in settled:
            continue
        if check.outcome is not Outcome.INCONSISTENT or _accuses(check, column, of, bool(sure)):
            yield check


def _accuses(check: Check, column: FigureColumn, of: Sequence[int], sure: bool) -> bool:
    """Whether a mean that fails is wrong: of rates, and of what comes to each, only where it is more or less than any
    of its rows, since the rate of all is a weighted mean."""
    if not _is_weighted(column):
        return sure
    values = [column.figures[r].value for r in of]
    return check.reported is not None and not min(values) <= check.reported.value <= max(values)


def _is_weighted(column: FigureColumn) -> bool:
    return column.is_rate or _WEIGHTED.search(column.name) is not None


def _exact(figure: Figure) -> Figure:
    return figure if figure.decimals else figure.model_copy(update={"exact": True})


def _check(grid: FigureGrid, column: FigureColumn, row: int, of: list[int]) -> Check | None:
    """The mean of a column; None where a row leaves its number out."""
    if row not in column.figures or len(of) < LEAST_ROWS or any(r not in column.figures for r in of):
        return None
    # the decimals of their mean make amounts of no counts
    counted = not (column.is_rate or column.figures[row].unit.is_money)
    figures = {f"a{n}": _exact(column.figures[r]) if counted else column.figures[r] for n, r in enumerate(of)}
    total = Interval.exactly(0)
    for figure in figures.values():
        total += figure.interval
    count = len(of)
    formula = f"({' + '.join(figures)}) / {count}"
    shown = [figures["a0"].text, "…", figures[f"a{count - 1}"].text]
    return compared(
        CheckCode.AVERAGE,
        "derived",
        grid.locus(row, column),
        column.figures[row],
        [total.times(Decimal(1) / count)],
        [grid.place(r, column) for r in (row, *of)],
        relation=relation_of(formula, figures),
        formula=f"({' + '.join(shown)}) / {count}",
    )
