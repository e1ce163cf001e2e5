"""Columns that add up another from row to row: 本季支出 | 累计支出, 下达金额 | 累计下达, with 上半年 and 全年 between.

Which column the running one adds up the steps show. A wrong running figure breaks the step to it and the step from it;
a wrong figure of the other column breaks one step only, and the running column is then borne out on both sides.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.checks.calculations import Spot, spot_of
from pipeline.checks.compare import compared, relation_of
from pipeline.checks.tables.figure_grid import FigureColumn, FigureGrid
from schemas.audit import Check, CheckCode, Outcome
from schemas.figure import Figure, in_one_unit

_RUNNING_NAME = re.compile(r"累计|截[至止]|至今|以来|自年初|[季月年]末|(?<!未)已(?:支[出付]|执行|使用|完成|下达|拨付)")
# Rows that sum up the rows before them, from the first on.
_SO_FAR = re.compile(
    r"上半年|半年度?|前[二两三]个?季度|1[-—~至到][369]月份?|全年(?:合计|累计)?|(?:全年)?(?:合计|总计)|年度(?:合计)?"
)
_MONTHS_SO_FAR = re.compile(r"(?:20\d\d年)?0?1[-—~至到](\d{1,2})月份?")  # where each row is one, none sums up others
LEAST_ROWS = 3
LEAST_RIGHT = 1  # steps of marked numbers that must come out
MOST_WRONG = 2
MARKED_DIGITS = 4
LEAST_SHORT = 2  # of numbers of fewer digits
OF_THREE_DIGITS = 100


@dataclass(frozen=True, slots=True)
class _Running:
    grid: FigureGrid
    column: FigureColumn
    other: FigureColumn
    rows: tuple[int, ...]

    def step(self, before: int, row: int) -> Check:
        """The running figure of a row: that of the row before and what came."""
        figures = {"a": self.column.figures[before], "b": self.other.figures[row]}
        places = [(before, self.column), (row, self.other)]
        return self.check(CheckCode.SUM, "a + b", (row, self.column), figures, places)

    def back(self, before: int, row: int) -> Check:
        """What came in a row: the running figure less that of the row before."""
        figures = {"a": self.column.figures[row], "b": self.column.figures[before]}
        places = [(row, self.column), (before, self.column)]
        return self.check(CheckCode.DIFFERENCE, "a - b", (row, self.other), figures, places)

    def so_far(self, column: FigureColumn, row: int) -> Check:
        """What a row states of all rows before it: the running figure of the last of them."""
        before = [r for r in self.rows if r < row]
        figure = self.column.figures[before[-1]]
        return compared(
            CheckCode.SUM,
            "parts",
            self.grid.locus(row, column),
            column.figures[row],
            [figure.interval],
            [self.grid.place(row, column), self.grid.place(before[-1], self.column)],
            relation=relation_of("a", {"a": figure}),
            parts="、".join(self.grid.labels[r] for r in before),
        )

    def check(
        self,
        code: CheckCode,
        formula: str,
        at: tuple[int, FigureColumn],
        figures: dict[str, Figure],
        places: Sequence[tuple[int, FigureColumn]],
    ) -> Check:
        figures = in_one_unit(figures, at[1].figures[at[0]].unit)
        first, *rest = figures.values()
        value = first.interval
        for figure in rest:
            value = value + figure.interval if formula == "a + b" else value - figure.interval
        row, column = at
        return compared(
            code,
            "columns" if code is CheckCode.SUM else "derived",
            self.grid.locus(row, column),
            column.figures[row],
            [value],
            [self.grid.place(row, column), *(self.grid.place(r, c) for r, c in places)],
            relation=relation_of(formula, figures),
            formula=re.sub(r"\b[ab]\b", lambda m: figures[m[0]].text, formula),
        )


def running_column_checks(grid: FigureGrid, settled: Collection[Spot]) -> Iterator[Check]:
    """Every step of every running column; of what rows state of all before them only what nothing has judged yet."""
    for column in grid.columns:
        if column.is_rate or not _RUNNING_NAME.search(column.name):
            continue
        for other in grid.columns:
            if other is column or other.is_rate or _RUNNING_NAME.search(other.name):
                continue
            checks = _checks(grid, column, other, settled)
            if checks:
                yield from checks
                break


def _checks(grid: FigureGrid, column: FigureColumn, other: FigureColumn, settled: Collection[Spot]) -> list[Check]:
    """None where the column does not run on from the other."""
    stated = [r for r in sorted(column.figures) if not _sums_up(grid, r)]
    if len(stated) < LEAST_ROWS or any(r not in other.figures for r in stated):
        return []
    if any(stated[0] < r < stated[-1] and r not in column.figures and not _sums_up(grid, r) for r in other.figures):
        return []  # a running figure that is not printed, or was not read, leaves a step over two rows
    running = _Running(grid, column, other, tuple(stated))
    steps = [running.step(*pair) for pair in pairwise(stated)]
    first = in_one_unit({"a": column.figures[stated[0]], "b": other.figures[stated[0]]})
    begins = first["a"].value == first["b"].value
    if not _runs_on(running, steps, first["a"] if begins else None):
        return []
    if not begins:
        return _first_wrong(running, steps)
    return [*_blamed(running, steps, settled), *_sums_so_far(running, settled)]


def _runs_on(running: _Running, steps: Sequence[Check], begins: Figure | None) -> bool:
    """Whether enough `steps` come out for the others to be wrong; `begins` is the first running figure where it is what
    came first. Of numbers of three digits two must come out, the first among them, and one figure must explain the
    steps that do not."""
    right = [c.reported for c in steps if c.outcome is Outcome.CONSISTENT and c.reported]
    wrong = [n for n, c in enumerate(steps) if c.outcome is not Outcome.CONSISTENT]
    if len(wrong) > MOST_WRONG:
        return False
    if sum(figure.significant_digits >= MARKED_DIGITS for figure in right) >= max(LEAST_RIGHT, len(wrong) - 1):
        return True
    short = sum(abs(f.value).scaleb(f.decimals) >= OF_THREE_DIGITS for f in (*right, *([begins] if begins else ())))
    return short >= LEAST_SHORT and (len(wrong) < MOST_WRONG or _by_one_figure(running, wrong))


def _by_one_figure(running: _Running, wrong: Sequence[int]) -> bool:
    """Whether two steps that fail follow each other, and the running figure before them and what came in both give the
    one behind them."""
    before, between, behind = running.rows[wrong[0] : wrong[0] + 3] if wrong[1] - wrong[0] == 1 else (0, 0, 0)
    if not before:
        return False
    column, other = running.column.figures, running.other.figures
    figures = {"end": column[behind], "before": column[before], "a": other[between], "b": other[behind]}
    end, start, a, b = in_one_unit(figures).values()
    return end.interval.meets(start.interval + a.interval + b.interval)


def _sums_up(grid: FigureGrid, row: int) -> bool:
    """Whether a row is a total or is called after all before it; 1-2月, 1-3月 … in every row are not."""
    months = sum(_MONTHS_SO_FAR.fullmatch(label) is not None for label in grid.labels.values())
    label = grid.labels[row]
    if months * 2 >= len(grid.labels) and _MONTHS_SO_FAR.fullmatch(label):
        return False
    return _SO_FAR.fullmatch(label) is not None or grid.is_total(row)


def _first_wrong(running: _Running, steps: Sequence[Check]) -> list[Check]:
    """The first running figure, where nothing but it breaks the step from it: a sum that goes on from an earlier year
    breaks none."""
    first, second, *_ = running.rows
    wrong = [n for n, c in enumerate(steps) if c.outcome is Outcome.INCONSISTENT]
    came = in_one_unit({"a": running.other.figures[first], "b": running.other.figures[second]})
    so_far = came["a"].interval + came["b"].interval
    reached = in_one_unit({"a": came["a"], "b": running.column.figures[second]})["b"]
    if wrong != [0] or not reached.interval.meets(so_far):
        return []
    figures = {"a": running.other.figures[first]}
    return [running.check(CheckCode.SUM, "a", (first, running.column), figures, [(first, running.other)])]


def _blamed(running: _Running, steps: Sequence[Check], settled: Collection[Spot]) -> Iterator[Check]:
    """The steps, one that fails alone told of the figure that came, where the running figure is borne out otherwise."""
    failed = [n for n, c in enumerate(steps) if c.outcome is Outcome.INCONSISTENT]
    for n, (step, (before, row)) in enumerate(zip(steps, pairwise(running.rows), strict=True)):
        known = spot_of(running.column.figures[row]) in settled or n + 1 < len(steps)
        yield running.back(before, row) if failed == [n] and known else step


def _sums_so_far(running: _Running, settled: Collection[Spot]) -> Iterator[Check]:
    grid = running.grid
    for row in sorted(grid.labels):
        if (
            row in running.rows
            or row < running.rows[0]
            or not (_SO_FAR.fullmatch(grid.labels[row]) and _sums_up(grid, row))
        ):
            continue
        for column in (running.other, running.column):
            if row in column.figures and spot_of(column.figures[row]) not in settled:
                yield running.so_far(column, row)
