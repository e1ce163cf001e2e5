"""Points that score tables print: in cells of rows and of levels, and in brackets behind a name."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.normalize.numbers import PrintedNumber, make_figure, read_number
from pipeline.normalize.read_table import ReadTable
from schemas.document import Cell
from schemas.figure import Figure, Unit
from schemas.white_space import without_space

MOST_POINTS = 200  # a wrong total of 101 is still a total
# 部门决策（20分）, 部门决策（权重20分）, 部门决策[20分]
WEIGHT_IN_NAME = re.compile(
    r"[（(\[［【](?:(?:权重|分值|满分|标准分|配分)(?:值|为|：|:)*|共)?(\d+(?:\.\d+)?)[分%]?[）)\]］】]$"
)


def bare_level(name: str) -> str:
    """A level's name without its weight in brackets (部门决策（20分） → 部门决策)."""
    found = WEIGHT_IN_NAME.search(name)
    return name[: found.start()] if found else name


def weight_in_level(read: ReadTable, row: int, role: str) -> Figure | None:
    """The weight of a level in brackets behind its name."""
    column = read.column(role)
    cell = read.cell(row, column.col) if column else None
    found = WEIGHT_IN_NAME.search(without_space(cell.text)) if cell else None
    printed = read_number(found[1]) if found else None
    return as_points(printed, cell, found[1]) if printed and cell and found else None


def points(read: ReadTable, row: int, role: str) -> Figure | None:
    """Points of a row: a merged cell's hold for all its rows; a dash means that none are given."""
    column = read.column(role)
    return points_in(read.cell(row, column.col)) if column else None


def level_points(read: ReadTable, row: int, level: str) -> Figure | None:
    """Points of a level; those merged over more rows than the level's name are of what lies above it."""
    weight, name = read.column(f"{level}_weight"), read.column(level)
    cell = read.cell(row, weight.col) if weight else None
    named = read.cell(row, name.col) if name else None
    if cell is not None and named is not None and cell.row_span > named.row_span:
        return None
    return points_in(cell)


def points_in(cell: Cell | None) -> Figure | None:
    """The number that a cell prints, as points; None for none and for a dash."""
    if cell is None or not cell.text:
        return None
    printed = read_number(cell.text)
    if printed is None or printed.dash:
        return None
    if printed.unit is Unit.PERCENT:  # 权重 5% of a hundred points
        printed = replace(printed, unit=None)
    return as_points(printed, cell)


def as_points(printed: PrintedNumber, cell: Cell, text: str = "") -> Figure | None:
    """A printed number as points. Editions share out 100 points: more are numbers of several rows run together, and
    state nothing."""
    return make_figure(printed, cell, Unit.POINTS, text=text) if printed.value <= MOST_POINTS else None


def own_points(read: ReadTable, row: int, role: str, name: Cell) -> Figure | None:
    """Points of a row in a cell that begins in it and is not the one with its `name`."""
    column = read.column(role)
    cell = read.cell(row, column.col) if column else None
    return None if cell is None or cell is name or cell.row != row else points_in(cell)
