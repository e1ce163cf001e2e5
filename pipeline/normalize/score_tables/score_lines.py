"""Rows of score tables -> ScoreLine: an indicator with its weight, its score and what both rest on."""

from __future__ import annotations

from pipeline.normalize.forms.target_cells import (
    scored_by_target,
    target_text,
    tells_how_points_are_found,
    with_unit,
)
from pipeline.normalize.numbers import read_number
from pipeline.normalize.read_table import ReadTable
from pipeline.vocabulary.names import bare_indicator, name_key
from schemas.document import Cell
from schemas.geometry import Box
from schemas.records import ScoreLine
from schemas.white_space import without_space

from .score_points import WEIGHT_IN_NAME, as_points, bare_level, level_points, points, weight_in_level


def score_line(
    read: ReadTable, row: int, cell: Cell, carried: dict[str, str], order: int, ruled: frozenset[str]
) -> ScoreLine:
    """The line of a row whose indicator stands in `cell`. `carried`: the names of its levels, by role; `order`: its
    place in the table, from 1; `ruled`: as for `score_sheet`."""
    name = without_space(cell.text)
    weight, score = points(read, row, "weight"), points(read, row, "self_score")
    if weight is None and (found := WEIGHT_IN_NAME.search(name)):
        name, printed = name[: found.start()], read_number(found[1])
        weight = as_points(printed, cell, found[1]) if printed else None
    score_column = read.column("self_score")
    score_cell = read.cell(row, score_column.col) if score_column else None
    boxes: tuple[Box, ...] = score.boxes if score else (score_cell.boxes if score_cell else ())
    definition, _ = _words(read, row, cell, "definition")
    criteria, criteria_box = _words(read, row, cell, "criteria")
    remark, remark_box = _words(read, row, cell, "remark")
    measured, target_box = _target(read, row, cell)
    if not criteria and tells_how_points_are_found(measured):
        criteria, criteria_box, measured = measured, target_box, ""
    by_target = scored_by_target(criteria, measured) and name_key(bare_indicator(name)) not in ruled
    actual, actual_box = _words(read, row, cell, "actual")
    actual = with_unit(actual, _words(read, row, cell, "target_unit")[0])
    reason = remark if by_target else ""
    if by_target:
        criteria, criteria_box, remark = measured, target_box, actual
        remark_box = actual_box or _empty_box(read, row)
    return ScoreLine(
        table_id=read.table.table_id,
        row=row,
        order=order,
        measured=by_target,
        level1=bare_level(carried.get("level1", "")),
        level2=bare_level(carried.get("level2", "")),
        indicator=bare_indicator(name),
        printed=name if bare_indicator(name) != name else "",
        weight=weight,
        self_score=score,
        level1_weight=level_points(read, row, "level1") or weight_in_level(read, row, "level1"),
        level2_weight=level_points(read, row, "level2") or weight_in_level(read, row, "level2"),
        definition=definition,
        criteria=criteria,
        remark=remark,
        criteria_box=criteria_box,
        remark_box=remark_box,
        target="" if by_target else measured,
        actual="" if by_target else actual,
        actual_box=None if by_target else actual_box,
        reason=reason,
        boxes=(*boxes, *(cell.content.boxes() or cell.boxes)),
    )


def _target(read: ReadTable, row: int, cell: Cell) -> tuple[str, Box | None]:
    """The target of a row in one text, and where its number stands."""
    (target, box), (sign, _), (unit, _) = (_words(read, row, cell, r) for r in ("target", "target_sign", "target_unit"))
    return target_text(target, sign, unit), box


def _words(read: ReadTable, row: int, indicator: Cell, role: str) -> tuple[str, Box | None]:
    """Text and place of a row's cell of a role; an indicator over several rows has all of theirs, one a line."""
    column = read.column(role)
    if column is None:
        return "", None
    cells: dict[tuple[int, int], Cell] = {}
    for r in range(row, indicator.row + indicator.row_span):
        cell = read.cell(r, column.col)
        if cell is not None and cell.text:
            cells.setdefault((cell.row, cell.col), cell)
    if not cells:
        return "", None
    first = next(iter(cells.values()))
    return "\n".join(c.text for c in cells.values()), first.boxes[0]


def _empty_box(read: ReadTable, row: int) -> Box | None:
    """The place of a row's actual value, though nothing stands there; None where the table has no such column."""
    column = read.column("actual")
    cell = read.cell(row, column.col) if column else None
    return cell.boxes[0] if cell is not None and cell.boxes else None
