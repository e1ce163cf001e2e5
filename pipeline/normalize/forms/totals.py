"""Totals of a form and the grades they are given: beside the project's name, in words (评价结论), cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.normalize.columns.header import row_cells
from pipeline.normalize.numbers import figure_of_cell, make_figure, read_number
from pipeline.vocabulary.names import folded, name_key
from schemas.document import Cell, Table
from schemas.figure import Figure, Unit
from schemas.records import ScoreTotal
from schemas.white_space import without_space

FULL = 100  # points of a form
_TOTAL_ON_TOP = re.compile(r"(?:自评|综合|评价)(?:总?得分|总分|分数)|总得?分")
_TOTAL_WEIGHT = re.compile(r"总分值|满分|分值|权重(?:合计)?|标准分")
_GRADE = re.compile(
    r"(?:自评|评价|绩效|评定|综合|自评价)(?:等级|等次|结论|结果|级别)|(?:自评|绩效)?(?:评价|评定)(?:等级|等次)|等级|等次"
)
_GRADE_WORD = re.compile(r"[优良中差]秀?")
_GRADE_TOLD = re.compile(rf"(?:(?:{_GRADE.pattern}):)?{_GRADE_WORD.pattern}")
_TOTAL_TOLD = re.compile(r"(?:自评(?:总?得分|总分|分数)|总得分|综合得分)(?:为|是|达到?|:)?(\d{1,3}(?:\.\d+)?)分")
_SHORTEST_TOLD = 10  # characters


def graded(total: ScoreTotal, row: list[Cell]) -> ScoreTotal:
    """The total with the grade that its own `row` prints behind it, alone or with its name: 自评等级：优."""
    told = [c for c in row if total.self_score is not None and _GRADE_TOLD.fullmatch(folded(c.text))]
    if len(told) != 1 or not told[0].boxes:
        return total
    word = folded(told[0].text).rpartition(":")[2]
    return total.model_copy(update={"grade": word[0], "grade_box": told[0].boxes[0]})


def totals_told(table: Table) -> Iterator[ScoreTotal]:
    """评价结论 | 项目自评总分 98 分，…: what the words of a form say that it comes to."""
    for cell in table.cells:
        told = _TOTAL_TOLD.findall(folded(cell.text)) if len(cell.text) > _SHORTEST_TOLD else []
        printed = read_number(told[0]) if len(told) == 1 else None
        score = make_figure(printed, cell, Unit.POINTS, text=told[0]) if printed is not None else None
        if score is not None and score.value != FULL:
            name = _name_beside(table, cell)
            yield ScoreTotal(table_id=table.table_id, row=cell.row, name=name, weight=None, self_score=score)


def _name_beside(table: Table, cell: Cell) -> str:
    left = table.grid.get((cell.row, cell.col - 1))
    return without_space(left.text) if left is not None and left.text else "自评总分"


def totals_on_top(table: Table, end: int) -> Iterator[ScoreTotal]:
    """自评得分 | 96.5 beside the project's name."""
    for cell in table.cells:
        if cell.row >= end or not _TOTAL_ON_TOP.fullmatch(name_key(cell.text)):
            continue
        beside = table.grid.get((cell.row, cell.col + cell.col_span))
        score = figure_of_cell(beside, Unit.POINTS) if beside is not None and beside.text else None
        if score is not None and score.text.strip("-—－/"):
            name = without_space(cell.text)
            yield ScoreTotal(table_id=table.table_id, row=cell.row, name=name, weight=None, self_score=score)


def points_beside(table: Table, row: int) -> tuple[Figure | None, Figure | None]:
    """The full points and the score that a row of a total names cell by cell: 总分 | 总分值 | 100 | 总得分 | 96.5."""
    return _beside(table, row, _TOTAL_WEIGHT), _beside(table, row, _TOTAL_ON_TOP)


def _beside(table: Table, row: int, label: re.Pattern[str]) -> Figure | None:
    """The points right of a cell that names them in its own row."""
    for cell in row_cells(table, row):
        beside = table.grid.get((row, cell.col + cell.col_span)) if label.fullmatch(name_key(cell.text)) else None
        points = figure_of_cell(beside, Unit.POINTS) if beside is not None and re.search(r"\d", beside.text) else None
        if points is not None:
            return points
    return None


def set_grade(table: Table, totals: list[ScoreTotal]) -> None:
    """The grade word that a form prints in a cell of its own, with the total that it grades: the last one."""
    scored = [n for n, total in enumerate(totals) if total.self_score is not None]
    for cell in table.cells:
        found = table.grid.get((cell.row, cell.col + cell.col_span)) if _GRADE.fullmatch(name_key(cell.text)) else None
        if scored and found is not None and found.row == cell.row and _GRADE_WORD.fullmatch(folded(found.text)):
            grade = {"grade": folded(found.text)[0], "grade_box": found.boxes[0]}
            totals[scored[-1]] = totals[scored[-1]].model_copy(update=grade)
            return
