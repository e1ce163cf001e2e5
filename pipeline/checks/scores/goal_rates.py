"""Goals and what came of them, row by row: 年度目标值 ≥260项 | 实际完成值 247项 | 完成率 95.00%.

Each row has a unit of its own, so that no column adds up or is of one kind; only the rate ties a row together. Where
most rows come out as what was reached over what was wanted, the others are held against it. A goal that is better not
reached (≤2%) has no rate of that sort.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from pipeline.checks.calculations import Spot, spot_of
from pipeline.checks.compare import compared, judge, relation_of
from pipeline.normalize.numbers import PrintedNumber, make_figure, read_number
from pipeline.vocabulary.names import folded
from schemas.audit import Check, CheckCode, Locus, Outcome
from schemas.document import Cell, Document, Table
from schemas.figure import Figure, Interval, Unit
from schemas.trace import Place, place_at

_GOAL = re.compile(
    r"(?:年度|年初|全年|绩效|预期|计划|设定)*(?:目标(?:完成)?(?:值|数|数量|量)?|(?:指标|计划)(?:完成)?(?:值|数|数量|量))"
)
_REACHED = re.compile(r"(?:全年|年度|年末|本年)*(?:实际|完成|达成|实现)+(?:情况|值|数|数量|量)?")
_RATE = re.compile(r"(?:目标|指标|任务|年度|计划)*(?:完成|实现|达成|达标)(?:率|比例|程度|度|比|百分比)(?:\(%\))?")
_STATED = re.compile(r"(?P<bound>≥|>=|>|=|不低于|不少于|达到|完成)?(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>\D{0,4})")
LEAST_TELLING = 2  # rows that must come out, neither 0 nor 100%
LEAST_FULL = 3  # rows that may all have come to 100%
TOLD_APART = 2  # for each row that does not, so many that do
FORMULA = "a / b * 100"


@dataclass(frozen=True, slots=True)
class _Row:
    """A row's goal, what was reached and the rate, with what the rate should be."""

    row: int
    goal: Figure
    reached: Figure
    rate: Figure
    value: Interval
    agrees: bool


def goal_rate_checks(document: Document, settled: Collection[Spot]) -> Iterator[Check]:
    """Every row of every such table, unless its rate stands in `settled`."""
    for table in document.tables:
        named = _named_columns(table)
        if named is None:
            continue
        columns, head = named
        rows = [r for row in range(head + 1, table.rows + 1) if (r := _row(table, row, *columns))]
        if _is_sure(rows):
            yield from (_check(table, r, columns, head) for r in rows if spot_of(r.rate) not in settled)


def _named_columns(table: Table) -> tuple[tuple[int, int, int], int] | None:
    """The columns of goals, of what was reached and of rates, and the row that ends their head: the table's, or a row
    of a form below its funds."""
    leaves = {col: folded(path[-1]) for col in range(1, table.cols + 1) if (path := table.header_path(col))}
    if columns := _columns(leaves):
        return columns, table.header_rows
    rates = (c for c in table.cells if c.row > table.header_rows and _RATE.fullmatch(folded(c.text)))
    for rate in rates:
        row = rate.row
        starts = {c.col: folded(c.text) for c in table.cells if c.row == row and c.text}
        if columns := _columns(starts):
            return columns, row
    return None


def _columns(leaves: Mapping[int, str]) -> tuple[int, int, int] | None:
    """The three columns among these names; None where one is missing or stands twice."""
    found = []
    for pattern in (_GOAL, _REACHED, _RATE):
        named = [col for col, leaf in leaves.items() if pattern.fullmatch(leaf)]
        if len(named) != 1:
            return None
        found.append(named[0])
    return found[0], found[1], found[2]


def _row(table: Table, row: int, goal_col: int, reached_col: int, rate_col: int) -> _Row | None:
    """None for a row that states no rate, or whose goal and result are in different units."""
    cells = [table.grid.get((row, col)) for col in (goal_col, reached_col, rate_col)]
    if any(c is None or (c.row_span, c.col_span) != (1, 1) for c in cells):
        return None
    goal, reached = (_stated(c) for c in cells[:2] if c is not None)
    printed = read_number(cells[2].text) if cells[2] is not None else None
    if goal is None or reached is None or printed is None or printed.dash or goal[1] != reached[1]:
        return None
    rate = make_figure(printed, cells[2], Unit.PERCENT) if cells[2] is not None else None
    if rate is None or not goal[0].value:
        return None
    value = (reached[0].interval / goal[0].interval).times(100)
    capped = rate.value == 100 and value.low >= 100
    return _Row(row, goal[0], reached[0], rate, value, capped or judge(rate, [value]) is not Outcome.INCONSISTENT)


def _stated(cell: Cell) -> tuple[Figure, str] | None:
    """The number of a cell and its unit as printed; None for what is no lower bound or plain number (≤2%)."""
    found = _STATED.fullmatch(folded(cell.text))
    read = read_number(found["number"]) if found else None
    if found is None or read is None:
        return None
    unit = Unit.ITEMS if not read.decimals and found["unit"] not in ("%", "‰") else Unit.NONE
    figure = make_figure(PrintedNumber(read.value, read.decimals), cell, unit, text=found["number"] + found["unit"])
    return None if figure is None else (figure, found["unit"])


def _is_sure(rows: list[_Row]) -> bool:
    """Whether most rows come out; where only rows at 100% do, one that counts things (12个 | 11个) may not."""
    holds, fails = [r for r in rows if r.agrees], [r for r in rows if not r.agrees]
    if len(fails) == 1 and len(holds) >= LEAST_FULL and fails[0].goal.unit is Unit.ITEMS:
        return True
    telling = sum(r.rate.value not in (0, 100) for r in holds)
    return telling >= LEAST_TELLING and len(holds) >= TOLD_APART * (len(rows) - len(holds))


def _check(table: Table, row: _Row, columns: tuple[int, int, int], head: int) -> Check:
    goal_col, _, rate_col = columns
    form = head > table.header_rows  # the names of its levels stand before that of the indicator
    order = range(goal_col - 1, 0, -1) if form else range(1, rate_col)
    name = next((t for c in order if (t := table.text_at(row.row, c)) and not t[0].isdigit()), "")
    column = table.text_at(head, rate_col) if form else table.header_path(rate_col)[-1]
    figures = {"a": row.reached, "b": row.goal}
    places = [place_at(f.box, f"{name} {f.text}".strip()) for f in (row.rate, row.reached, row.goal)]
    return _compared(row, Locus(table=table.name, row=name, column=column), figures, places)


def _compared(row: _Row, locus: Locus, figures: dict[str, Figure], places: list[Place]) -> Check:
    return compared(
        CheckCode.RATIO,
        "derived",
        locus,
        row.rate,
        [row.value],
        places,
        outcome=Outcome.CONSISTENT if row.agrees else Outcome.INCONSISTENT,
        nominals=[row.reached.value / row.goal.value * 100],
        relation=relation_of(FORMULA, figures),
        formula=f"{row.reached.text} / {row.goal.text} × 100",
    )
