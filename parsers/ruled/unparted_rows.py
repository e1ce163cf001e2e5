"""Rows of a ruled table in which no line parts the columns that lines part in its other rows.

Word's table styles draw the lines between columns in every second row only, or in none below the names; a row that is
drawn as one cell then holds texts in most columns, with white at every border.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise

from parsers.lineless.regions import DASHES
from parsers.lineless.textblocks import chunks_of
from parsers.pages.content import Glyph
from parsers.pages.lines import to_lines
from parsers.parts.grid import Grid, GridCell

LEAST_ROWS = 2  # drawn as one cell, with texts in columns
INSET = 1.0  # points from a border to the text beside it
ALONE = DASHES | frozenset("0123456789")  # what a cell may hold as its only character
LEAST_TEXT = 2  # characters of a text, where it is no figure: letters set far apart are one word


def with_rows_parted(grid: Grid, glyphs: list[Glyph]) -> Grid:
    """The grid with the cells over several columns cut at the borders of other rows, as far as two rows or more are
    drawn in this way and most of those with print hold texts in columns; else the grid as it is."""
    merged = [c for c in grid.cells if c.row_span > 1]
    wide = [i for i, c in enumerate(grid.cells) if c.row_span == 1 < c.col_span and _is_most_of_row(grid, c, merged)]
    if len(wide) < LEAST_ROWS:
        return grid
    held: dict[int, list[Glyph]] = {i: [] for i in wide}
    for glyph, seat in zip(glyphs, grid.seats(glyphs), strict=True):
        if seat in held and glyph.turn == 0:
            held[seat].append(glyph)
    printed = [i for i in wide if held[i]]
    parted = {i: cells for i in printed if (cells := _pieces(grid, grid.cells[i], held[i]))}
    if len(parted) < LEAST_ROWS or 2 * len(parted) < len(printed):
        return grid
    cells = [piece for i, c in enumerate(grid.cells) for piece in parted.get(i, [c])]
    return replace(grid, cells=sorted(cells, key=lambda c: (c.row, c.col)))


def _is_most_of_row(grid: Grid, cell: GridCell, merged: list[GridCell]) -> bool:
    """Whether a cell covers most of those columns that no cell `merged` over several rows holds in its row."""
    lead = sum(c.col_span for c in merged if c.row <= cell.row < c.row + c.row_span)
    return 2 * cell.col_span > grid.cols - lead


def _pieces(grid: Grid, cell: GridCell, glyphs: list[Glyph]) -> list[GridCell]:
    """The cell cut at the borders that run through it, but for those on which print stands; [] where it holds texts in
    few of the pieces."""
    borders = grid.xs[cell.col : cell.col + cell.col_span + 1]
    whites = [(x - INSET, x + INSET) for x in borders]
    cuts = set(range(1, cell.col_span))
    texts: list[tuple[str, int]] = []  # with the column in which each begins
    for n, line in enumerate(to_lines(glyphs)):
        for chunk in chunks_of(line, n, whites=whites):
            first, last = (bisect_right(borders, x) - 1 for x in (chunk.x0 + INSET, chunk.x1 - INSET))
            cuts -= set(range(first + 1, last + 1))
            texts.append((chunk.text, first))
    ends = [0, *sorted(cuts), cell.col_span]
    filled = {bisect_right(ends, col) for text, col in texts if len(text) >= LEAST_TEXT or text in ALONE}
    if len(filled) < 2 or 2 * len(filled) < len(ends) - 1:
        return []
    return [cell._replace(col=cell.col + a, col_span=b - a, x0=borders[a], x1=borders[b]) for a, b in pairwise(ends)]
