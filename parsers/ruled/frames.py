"""A frame drawn around the text of several pages: its sides are no columns of the table that goes on within it.

Where a page shows neither top nor foot of the frame, its sides and the table's own lines look like one grid.
"""

from __future__ import annotations

from dataclasses import replace

from parsers.pages.content import Glyph
from parsers.parts.grid import Grid

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
