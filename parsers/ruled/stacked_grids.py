"""Grids of one page that stand so close that nothing could be printed between them: one table.

A header that comes again is drawn apart from a row that the page has cut: the cut cells have no side at their top. And
a row that is one cell over all columns leaves no line at all between the grids above and below it in a table whose
outer borders are left open: 一、人员类支出 among rows of figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.pages.content import Glyph
from parsers.pages.lines import to_lines
from parsers.parts.grid import Grid, GridCell
from parsers.texts.caption_lines import is_table_title, is_unit_line, split_label
from parsers.texts.figures import PLAIN_FIGURE, YEAR

NO_PRINT = 7.0  # points between two grids in which no line of print fits
SAME_SIDE = 2.0  # points between the same border in two grids
TALLER = 1.6  # times the height of the rows beside it that one cell over all columns may have


def join_stacked(grids: list[Grid], glyphs: Sequence[Glyph]) -> list[Grid]:
    """Grids, top to bottom, with those put together that have the same columns and nothing between them, or one row."""
    joined: list[Grid] = []
    for grid in grids:
        if joined and _goes_on(joined[-1], grid):
            joined[-1] = _together(joined[-1], grid)
        elif joined and _parted_by_row(joined[-1], grid, glyphs):
            joined[-1] = _together(_with_row(joined[-1], grid.ys[0]), grid)
        else:
            joined.append(grid)
    return joined


def _parted_by_row(above: Grid, below: Grid, glyphs: Sequence[Glyph]) -> bool:
    """Whether what stands between two grids is a row of one cell: text of the table's height and size that is no
    caption, with a row of figures below it and no names of columns."""
    x0, top, x1, foot = above.xs[0], above.ys[-1], above.xs[-1], below.ys[0]
    if foot - top <= NO_PRINT or not _same_columns(above, below) or above.open_end or below.open_head:
        return False
    heights = sorted([b - a for g in (above, below) for a, b in zip(g.ys, g.ys[1:], strict=False)])
    lines = to_lines([g for g in glyphs if top < g.y < foot and g.turn == 0])
    if not lines or foot - top > TALLER * len(lines) * heights[len(heights) // 2]:
        return False
    if any(line.x0 < x0 - SAME_SIDE or line.x1 > x1 + SAME_SIDE for line in lines):
        return False
    texts = [line.text for line in lines]
    if any(split_label(text)[0] or is_unit_line(text) or is_table_title(text) for text in texts):
        return False
    table = [g for g in glyphs if above.ys[0] < g.y < below.ys[-1] and x0 < g.x < x1 and not top < g.y < foot]
    if round(lines[0].size) not in {round(g.size) for g in table}:
        return False
    return any(PLAIN_FIGURE.fullmatch(text) and not YEAR.fullmatch(text) for text in _first_row(below, table))


def _first_row(grid: Grid, glyphs: list[Glyph]) -> list[str]:
    """The texts of a grid's first row, as the file has them."""
    texts = [""] * len(grid.cells)
    for glyph, seat in zip(glyphs, grid.seats(glyphs), strict=True):
        if seat >= 0 and grid.cells[seat].row == 0:
            texts[seat] += glyph.text
    return texts


def _with_row(grid: Grid, foot: float) -> Grid:
    """The grid with a row of one cell below it, down to `foot`."""
    cell = GridCell(grid.rows, 0, 1, grid.cols, grid.xs[0], grid.ys[-1], grid.xs[-1], foot)
    return replace(grid, ys=[*grid.ys, foot], cells=[*grid.cells, cell])


def _goes_on(above: Grid, below: Grid) -> bool:
    return 0 <= below.ys[0] - above.ys[-1] <= NO_PRINT and _same_columns(above, below)


def _same_columns(above: Grid, below: Grid) -> bool:
    same = len(above.xs) == len(below.xs)
    return same and all(abs(a - b) <= SAME_SIDE for a, b in zip(above.xs, below.xs, strict=True))


def _together(above: Grid, below: Grid) -> Grid:
    middle = (above.ys[-1] + below.ys[0]) / 2
    ys = [*above.ys[:-1], middle, *below.ys[1:]]
    rows = above.rows
    cells = [
        *(c._replace(bottom=ys[c.row + c.row_span]) for c in above.cells),
        *(
            c._replace(row=c.row + rows, top=ys[c.row + rows], bottom=ys[c.row + rows + c.row_span])
            for c in below.cells
        ),
    ]
    return replace(
        above, ys=ys, cells=cells, confidence=min(above.confidence, below.confidence), open_foot=below.open_foot,
        open_end=below.open_end,
    )  # fmt: skip
