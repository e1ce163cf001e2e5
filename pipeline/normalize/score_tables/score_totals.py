"""Rows of score tables that say what others come to: 合计, 小计, 管理得分."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.normalize.numbers import read_number
from pipeline.normalize.read_table import ReadTable
from pipeline.vocabulary.names import BEHIND_TOTAL, folded
from schemas.document import Cell
from schemas.records import ColumnMeaning, ScoreTotal
from schemas.white_space import without_space

from .score_points import as_points, bare_level, own_points, points_in

_TOTAL = re.compile(
    r"^(?:合计|总计|总分|总得分|得分合计|自评总分|自评得分合计|综合得分|得分总计|总得分情况|总体得分|评价总分|最终得分|自评总得分)"
    + BEHIND_TOTAL
)
LONGEST_NAME = 10  # characters of a total that is named so and by no level
_LEVEL_TOTAL = re.compile(r"(?:小计|合计)$")
_SUBTOTAL = r"(?:[分本该各]项|[分本该各]类|类别)?小计"  # 分项小计, of whatever stands above it


def total_of_row(read: ReadTable, row: int, indicator: ColumnMeaning, carried: dict[str, str]) -> ScoreTotal | None:
    """The total that a row states: 合计 of the table or of a level; None for rows of indicators. `carried`: the names
    of the levels that the row is in, by role."""
    name = _name_of_total(read, row, indicator, carried)
    if name is None:
        return None
    text, _, inline = without_space(name.text).replace("：", ":").partition(":")
    weight, score = own_points(read, row, "weight", name), own_points(read, row, "self_score", name)
    printed = read_number(inline) if inline else None
    if score is None and printed is not None:
        score = as_points(printed, name, inline)
    if weight is None and score is None:
        loose = [
            f
            for col in range(name.col + name.col_span, read.table.cols + 1)
            if (cell := read.cell(row, col)) and cell.row == row and cell.col == col and (f := points_in(cell))
        ]
        score = loose[-1] if loose else None
    if not _TOTAL.match(folded(text)) or len(folded(text)) > LONGEST_NAME:
        text = bare_level(_level_of_total(read, row, text, carried))
    return ScoreTotal(table_id=read.table.table_id, row=row, name=text, weight=weight, self_score=score)


def _name_of_total(read: ReadTable, row: int, indicator: ColumnMeaning, carried: dict[str, str]) -> Cell | None:
    names: list[Cell] = []
    for col in range(1, indicator.col + 1):
        cell = read.cell(row, col)
        if cell is not None and cell.row == row and cell.text and cell not in names:
            names.append(cell)
    return next((c for c in names if _names_total(c.text) or _of_level(folded(c.text), carried)), None)


def _level_of_total(read: ReadTable, row: int, text: str, carried: dict[str, str]) -> str:
    """The name of the level that a total is of, else what the row calls it (`text`)."""
    levels = [without_space(read.text(row, c.col)) for r in ("level2", "level1") if (c := read.column(r))]
    level = next((t for t in levels if t and not _names_total(t)), "")
    # 小计 over the columns of the levels, below the lines of the level that it sums
    bare = re.fullmatch(_SUBTOTAL, folded(text)) is not None
    level = level or (carried.get("level1", "") if bare else "")
    text = level if (bare or folded(text) == "合计") and level else re.sub(rf"(?:{_SUBTOTAL}|合计)$", "", text) or text
    return re.sub(r"(?:自评)?(?:得分|分数)$", "", text) if _of_level(folded(text), carried) else text


def is_bare_total(read: ReadTable, row: int, indicator: ColumnMeaning) -> bool:
    """Whether a row is called 小计 and nothing else, over the columns of its levels."""
    cell = read.cell(row, indicator.col)
    first = read.cell(row, 1)
    return cell is not None and cell is first and re.fullmatch(_SUBTOTAL, folded(cell.text).strip(":")) is not None


def _of_level(text: str, carried: dict[str, str]) -> bool:
    """管理得分 below the indicators of 管理."""
    bare = re.sub(r"(?:自评)?(?:得分|分数)$", "", text)
    return bare != text and bare in {bare_level(folded(level)) for level in carried.values()}


def _names_total(text: str) -> bool:
    name = folded(text)
    return bool(_TOTAL.match(name) or _LEVEL_TOTAL.search(name.strip(":")))


def level_scores(read: ReadTable, row: int, carried: dict[str, str]) -> Iterator[ScoreTotal]:
    """The scores of levels that begin in a row, where columns of their own print them (二级指标 | 二级得分)."""
    for level in ("level1", "level2"):
        points, name = read.column(f"{level}_score"), read.column(level)
        cell = read.cell(row, points.col) if points else None
        named = read.cell(row, name.col) if name else None
        score = points_in(cell) if cell is not None and cell.row == row else None
        if score is None or cell is None or named is None or (cell.row, cell.row_span) != (named.row, named.row_span):
            continue
        table, own = read.table.table_id, bare_level(carried.get(level, ""))
        yield ScoreTotal(table_id=table, row=row, name=own, weight=None, self_score=score)
