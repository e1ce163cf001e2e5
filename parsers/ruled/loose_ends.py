"""What a page break leaves of a table's frame: sides that run on beyond the last row, or begin above the first."""

from __future__ import annotations

from dataclasses import replace

from parsers.pages.content import Glyph
from parsers.parts.grid import Grid, GridCell


def without_loose_ends(grid: Grid, glyphs: list[Glyph]) -> Grid:
    """The grid without a last row that is only sides reaching to the foot of the page, and likewise at the head.

    Such a row has no line below it, no text, and none of the lines between columns, but where a cell goes on that is
    merged over rows. Columns of those cells become `open_foot`.
    """
    if (grid.open_end or _hangs_open(grid)) and _is_loose(grid, grid.rows - 1, glyphs):
        x0, _, x1, bottom = grid.box
        if any(x0 < g.x < x1 and grid.ys[-2] < g.y < bottom for g in glyphs):  # of a cell that goes on
            grid = replace(grid, ys=[*grid.ys[:-2], bottom, bottom])
        grid = _without_last(grid)
    if grid.open_head and _is_loose(grid, 0, glyphs):
        grid = _without_first(grid)
    return grid


def _hangs_open(grid: Grid) -> bool:
    """Whether the last row is one cell without a line below it, beside cells of rows above that end with a line."""
    last = [c for c in grid.cells if c.row == grid.rows - 1]
    return len(last) == 1 and set(range(last[0].col, last[0].col + last[0].col_span)) == set(grid.open_foot)


def _is_loose(grid: Grid, row: int, glyphs: list[Glyph]) -> bool:
    own = [c for c in grid.cells if c.row == row and c.row_span == 1]
    if grid.rows < 3 or len(own) != 1 or own[0].col_span < 2:
        return False
    cell = own[0]
    return not any(cell.x0 < g.x < cell.x1 and cell.top < g.y < cell.bottom for g in glyphs)


def _without_last(grid: Grid) -> Grid:
    last, foot = grid.rows - 1, grid.ys[-2]
    cells: list[GridCell] = []
    going_on: set[int] = set()
    for cell in grid.cells:
        if cell.row + cell.row_span <= last:
            cells.append(cell)
        elif cell.row < last:
            cells.append(cell._replace(row_span=last - cell.row, bottom=foot))
            going_on |= set(range(cell.col, cell.col + cell.col_span))
    return replace(grid, ys=grid.ys[:-1], cells=cells, open_foot=frozenset(going_on), open_end=False)


def _without_first(grid: Grid) -> Grid:
    head = grid.ys[1]
    cells: list[GridCell] = []
    for cell in grid.cells:
        if cell.row > 0:
            cells.append(cell._replace(row=cell.row - 1))
        elif cell.row_span > 1:
            cells.append(cell._replace(row_span=cell.row_span - 1, top=head))
    return replace(grid, ys=grid.ys[1:], cells=cells, open_head=False)
