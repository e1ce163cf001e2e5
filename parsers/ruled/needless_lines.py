"""Lines that are none of a table's.

A frame drawn around the text of several pages: its sides are no columns of the table that goes on within it.

Where a page shows neither top nor foot of the frame, its sides and the table's own lines look like one grid.

White lines that show on a shaded ground only: borders of a table styled so, or marks that border nothing.

A table whose cells are parted by white lines has no others that way. Where dark lines part its columns (or its rows), a
white one is a border if it goes on with a dark one or parts only some cells, as in a shaded head; one that runs from
side to side where no dark line is, or through text, is none.

What a page break leaves of a table's frame: sides that run on beyond the last row, or begin above the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.pages.content import Glyph, Ruling
from parsers.parts.grid import Grid, GridCell

SAME_BORDER = 2.0  # points between a border on two pages


def without_frame(grid: Grid, before: Grid | None, glyphs: list[Glyph]) -> Grid:
    """The grid without empty columns at its sides that the last grid of the page before did not have."""
    if before is None or not 0 < grid.cols - before.cols <= 2:
        return grid
    more = grid.cols - before.cols
    for first in range(more + 1):
        xs = grid.xs[first : first + before.cols + 1]
        if all(abs(a - b) <= SAME_BORDER for a, b in zip(xs, before.xs, strict=True)):
            return _cut(grid, first, first + before.cols, glyphs)
    return grid


def _cut(grid: Grid, first: int, end: int, glyphs: list[Glyph]) -> Grid:
    """Columns `first` to `end` - 1 of a grid; the whole grid where a cell reaches out of them or text stands beside."""
    outside = {i for i, c in enumerate(grid.cells) if c.col < first or c.col + c.col_span > end}
    reaches = any(grid.cells[i].col < end and grid.cells[i].col + grid.cells[i].col_span > first for i in outside)
    if reaches or outside & set(grid.seats(glyphs)):
        return grid
    cells = [c._replace(col=c.col - first) for i, c in enumerate(grid.cells) if i not in outside]
    open_foot = frozenset(c - first for c in grid.open_foot if first <= c < end)
    return replace(grid, xs=grid.xs[first : end + 1], cells=cells, open_foot=open_foot)


LEAST_DARK = 3  # dark lines one way that show how a table is ruled: two sides and one between
COLLINEAR = 4.0  # points between a white line and the dark one that it goes on with
FROM_SIDE_TO_SIDE = 0.9  # share of the table
THROUGH = 0.2  # share of a character's width or height on either side of a line that runs through it


def without_faint(across: list[Ruling], down: list[Ruling], glyphs: Sequence[Glyph]) -> None:
    """Take white lines that are no borders out of the lines of one table, in place."""
    if not any(line.faint for line in (*across, *down)):
        return
    down[:] = _borders(down, [(g.x0, g.x1, g.y) for g in glyphs])
    across[:] = _borders(across, [(g.top, g.bottom, g.x) for g in glyphs])


def _borders(lines: list[Ruling], print_extents: list[tuple[float, float, float]]) -> list[Ruling]:
    """`print_extents`: where characters begin and end across the lines, and where they stand along them."""
    dark = [line for line in lines if not line.faint]
    if len({round(line.at) for line in dark}) < LEAST_DARK:
        return lines
    length = max(line.end for line in lines) - min(line.start for line in lines)

    def is_border(line: Ruling) -> bool:
        if not line.faint or any(abs(other.at - line.at) <= COLLINEAR for other in dark):
            return True
        if line.end - line.start >= FROM_SIDE_TO_SIDE * length:
            return False
        return not any(
            line.start < along < line.end and a + THROUGH * (b - a) < line.at < b - THROUGH * (b - a)
            for a, b, along in print_extents
        )

    return [line for line in lines if is_border(line)]


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
