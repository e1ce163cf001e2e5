"""Score tables -> ScoreLine per leaf indicator, ScoreTotal per total, and the facts behind them."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.normalize.numbers import figure_of_cell
from pipeline.normalize.read_table import ReadTable
from pipeline.normalize.table_facts import table_fact
from pipeline.vocabulary.names import folded, name_key
from schemas.document import Cell
from schemas.figure import Figure, Unit
from schemas.records import Claim, ColumnMeaning, Fact, ScoreLine, ScoreTotal, TableKind
from schemas.white_space import without_space

from .score_lines import score_line
from .score_points import own_points
from .score_sections import Section, section_of_row
from .score_totals import is_bare_total, level_scores, total_of_row

_FEW = 3
ALL_POINTS = 100
_SCORES = frozenset({TableKind.INDICATOR_SCORES, TableKind.SCORING_CRITERIA})
_SCORED = re.compile(r"(?:自评)?(?:得分|分数)$")
_GRADE_ROW = re.compile(r"(?:绩效|自评|评价|评定|综合)*(?:等级|等次|档次|级别)")
_RATE_ROW = re.compile(r"(?:总|综合|自评|总体)?得分率(?:合计)?%?")
_GRADE_WORD = re.compile(r"[优良中差]秀?")
# What a page's first cell says of the level that goes on from the page before: 续上页, or its name with （续） behind.
_GOES_ON = re.compile(r"^[（(]?(?:续|接|承)(?:上页|上表|前页|表)[）)]?$|[（(]续[）)]$")


class ReadScores(NamedTuple):
    """What one score table states, in the order of its rows."""

    lines: list[ScoreLine]
    totals: list[ScoreTotal]
    facts: list[Fact]
    claims: list[Claim]


def score_sheet(read: ReadTable, ruled: frozenset[str] = frozenset()) -> ReadScores:
    """What a score table states; empty for other kinds of table. `ruled` are the keys of indicators that another table
    has a rule for: their targets and actual values are figures for it, and no rule."""
    indicator = read.column("indicator")
    if read.kind not in _SCORES or indicator is None:
        return ReadScores([], [], [], [])
    rows = _Rows(read, indicator, ruled)
    for row in read.body_rows:
        if row not in read.skipped_rows:
            rows.take(row)
    return _without_other_scales(rows.sheet)


class _Rows:
    """The rows of a score table, taken one after the other: what each states may be of those above it."""

    def __init__(self, read: ReadTable, indicator: ColumnMeaning, ruled: frozenset[str]) -> None:
        self.read, self.indicator, self.ruled = read, indicator, ruled
        self.sheet = ReadScores([], [], [], [])
        self.carried: dict[str, str] = {}  # names of the levels, by role
        self.over: dict[str, Figure | None] = {}  # weights of the levels that rows of their own named
        self.above = ""  # the level, named in a row of its own, above the one that has a column
        self.last: Cell | None = None
        self.since = 0  # lines that the next subtotal is of

    def take(self, row: int) -> None:
        """Add what a row states."""
        read, sheet = self.read, self.sheet
        total = total_of_row(read, row, self.indicator, self._levels())
        if total is not None:
            self._total(row, total)
            return
        if _grades_total(read, row, sheet) or _rates_total(read, row, sheet):
            return
        self._carry_levels(row)
        sheet.totals.extend(level_scores(read, row, self.carried))
        cell = read.cell(row, self.indicator.col)
        if cell is None or not cell.text or cell is self.last:
            return
        self.last = cell
        section = section_of_row(read, row, cell)
        if section is not None:
            self._section(row, section, cell)
            return
        if cell.col_span == read.table.cols > 2 and any(read.column(r) for r in ("level1", "level2")):
            return  # 评价等级：优（90—100分）…, a note over the whole width
        line = score_line(read, row, cell, self.carried, len(sheet.lines) + 1, self.ruled)
        line = self._below_sections(line)
        if _sums_up(line, sheet.lines[self.since :]):
            self._sum(line)
            return
        if _is_whole(line, sheet.lines):
            self._total(row, _as_total(line, line.indicator))
            return
        sheet.lines.append(line)
        sheet.facts.extend(_facts(read, row, line.indicator, line.weight, line.self_score))

    def _total(self, row: int, total: ScoreTotal) -> None:
        sheet = self.sheet
        several = len({x.level1 for x in sheet.lines}) > 1
        if not sheet.totals and several and is_bare_total(self.read, row, self.indicator):
            total = total.model_copy(update={"name": "小计"})  # the only one, below several levels: of them all
        self.since = len(sheet.lines)
        sheet.totals.append(total)
        sheet.facts.extend(_facts(self.read, row, total.name, total.weight, total.self_score))

    def _carry_levels(self, row: int) -> None:
        for role in ("level1", "level2"):
            column = self.read.column(role)
            text = _GOES_ON.sub("", without_space(self.read.text(row, column.col))) if column else ""
            if text:
                if self.carried.get(role) != text and role == "level1":
                    self.carried.pop("level2", None)
                self.carried[role] = text

    def _levels(self) -> dict[str, str]:
        """The names of the levels that a row is in, by their depth."""
        return {"level1": self.above, "level2": self.carried.get("level1", "")} if self.above else self.carried

    def _below_sections(self, line: ScoreLine) -> ScoreLine:
        """A line with the levels, and their weights, that rows of their own named."""
        if self.above:
            own = {"level1": self.above, "level2": line.level1, "level2_weight": line.level1_weight}
            return line.model_copy(update=own | self.over)
        return line.model_copy(update=self.over) if self.over else line

    def _section(self, row: int, section: Section, cell: Cell) -> None:
        """A row that names the level of those below it."""
        within = section.role == "level2"
        self.since = len(self.sheet.lines)
        self.above = section.name if self.read.column("level1") is not None else ""
        self.carried = {**(self.carried if within else {}), section.role: section.name}
        self.over = {**(self.over if within else {}), f"{section.role}_weight": section.weight}
        score = own_points(self.read, row, "self_score", cell) or section.score
        if score is not None:
            table = self.read.table.table_id
            self.sheet.totals.append(
                ScoreTotal(table_id=table, row=row, name=section.name, weight=None, self_score=score)
            )

    def _sum(self, line: ScoreLine) -> None:
        """A row that is what those above it come to: its name is that of their level, where they have none."""
        lines = self.sheet.lines
        name = _SCORED.sub("", line.indicator)
        lines[self.since :] = [x if x.level1 else x.model_copy(update={"level1": name}) for x in lines[self.since :]]
        self.since = len(lines)
        self.sheet.totals.append(_as_total(line, name))


def _as_total(line: ScoreLine, name: str) -> ScoreTotal:
    return ScoreTotal(table_id=line.table_id, row=line.row, name=name, weight=line.weight, self_score=line.self_score)


def _grades_total(read: ReadTable, row: int, sheet: ReadScores) -> bool:
    """Whether a row is 评价等级 | 良 below the total; its word goes with the last total that has a score."""
    cells = [c for c in read.table.cells if c.row == row and c.text.strip()]
    if not cells or len(cells) > 2 or not _GRADE_ROW.fullmatch(name_key(cells[0].text)):
        return False
    scored = [n for n, total in enumerate(sheet.totals) if total.self_score is not None]
    if scored and len(cells) > 1 and _GRADE_WORD.fullmatch(folded(cells[1].text)):
        grade = {"grade": folded(cells[1].text)[0], "grade_box": cells[1].boxes[0]}
        sheet.totals[scored[-1]] = sheet.totals[scored[-1]].model_copy(update=grade)
    return True


def _rates_total(read: ReadTable, row: int, sheet: ReadScores) -> bool:
    """Whether a row is 得分率 | 93.2%, under the total: what that is of its weight."""
    cells = [c for c in read.table.cells if c.row == row and c.text.strip()]
    column = read.column("self_score")
    if column is None or not cells or _RATE_ROW.fullmatch(name_key(cells[0].text)) is None:
        return False
    figure = figure_of_cell(cells[1], Unit.PERCENT) if len(cells) == 2 and cells[1].col == column.col else None
    if figure is not None and sheet.totals:
        sheet.facts.append(table_fact(read, "score_rate", figure, row, column.col, item=sheet.totals[-1].name))
    return True


def _without_other_scales(sheet: ReadScores) -> ReadScores:
    """The sheet without scores that are mostly above the weights: they are of a hundred each, and to be weighted."""
    both = [
        (x.weight.value, x.self_score.value) for x in sheet.lines if x.weight is not None and x.self_score is not None
    ]
    if len(both) < _FEW or sum(score > weight for weight, score in both) * 2 <= len(both):
        return sheet
    lines = [x.model_copy(update={"self_score": None}) for x in sheet.lines]
    return ReadScores(lines, [], [f for f in sheet.facts if f.metric != "self_score"], sheet.claims)


def _sums_up(line: ScoreLine, above: list[ScoreLine]) -> bool:
    """Whether a row is no indicator but what those above it come to: 管理得分, with the sum of their weights."""
    weights = [x.weight.value for x in above if x.weight is not None]
    named = _SCORED.search(line.indicator) is not None and line.weight is not None
    return named and len(weights) > 1 and line.weight is not None and sum(weights) == line.weight.value


def _is_whole(line: ScoreLine, above: list[ScoreLine]) -> bool:
    """Whether a row is the total of the table, whatever it is called (综合 | 100 | 96.3): the rows above share out all
    hundred points, and it has them all again."""
    weights = [x.weight.value for x in above if x.weight is not None]
    return len(weights) > 1 and line.weight is not None and line.weight.value == sum(weights) == ALL_POINTS


def _facts(read: ReadTable, row: int, name: str, weight: Figure | None, score: Figure | None) -> list[Fact]:
    facts = []
    for role, figure in (("weight", weight), ("self_score", score)):
        stated = read.column(role)
        if figure is not None:
            col = stated.col if stated else 1
            facts.append(table_fact(read, role, figure, row, col, item=name))
    return [*facts, *_beside(read, row, name, "score_rate"), *_beside(read, row, name, "score_deduction")]


def _beside(read: ReadTable, row: int, name: str, metric: str) -> list[Fact]:
    """What a column 得分率 or 扣分 says of a row; a cell over several rows is of all of them, and of none."""
    column = next((c for c in read.columns if c.metric == metric), None)
    cell = read.cell(row, column.col) if column else None
    if column is None or cell is None or cell.row != row or cell.row_span > 1:
        return []
    figure = read.figure(row, column)
    return [table_fact(read, metric, figure, row, column.col, item=name)] if figure is not None else []
