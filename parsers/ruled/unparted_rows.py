"""Rows of a ruled table in which no line parts the columns that lines part in its other rows.

Word's table styles draw the lines between columns in every second row only, or in none below the names; a row that is
drawn as one cell then holds texts in most columns, with white at every border.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from parsers.lineless.regions import DASHES
from parsers.lineless.textblocks import chunks_of
from parsers.pages.content import Glyph
from parsers.pages.lines import to_lines
from parsers.parts.grid import Grid, GridCell
from parsers.texts.figures import FIGURE

LEAST_FIGURES = 2  # of one row, which then tells enough
LEAST_ROWS = 2  # drawn as one cell, with texts in columns
INSET = 1.0  # points from a border to the text beside it
ALONE = DASHES | frozenset("0123456789")  # what a cell may hold as its only character
LEAST_TEXT = 2  # characters of a text, where it is no figure: letters set far apart are one word


class _Pieces(NamedTuple):
    """What a cell is cut into, how many figures it holds, and whether it holds a text in each of its columns."""

    cells: list[GridCell]
    figures: int
    is_full: bool


def with_rows_parted(grid: Grid, glyphs: list[Glyph]) -> Grid:
    """The grid with the cells over several columns cut at the borders of other rows, as far as two rows or more are
    drawn in this way, or one with figures, and most of those with print hold texts in columns; and those of its first
    row that hold a name in every column. Else the grid as it is."""
    merged = [c for c in grid.cells if c.row_span > 1]
    wide = [i for i, c in enumerate(grid.cells) if c.row_span == 1 < c.col_span and _is_most_of_row(grid, c, merged)]
    heads = [i for i, c in enumerate(grid.cells) if c.row == 0 and c.col_span > 1 and i not in wide]
    if not wide and not heads:
        return grid
    asked = [(grid.cells[i], i) for i in (*wide, *heads)]
    top, bottom = min(c.top for c, _ in asked), max(c.bottom for c, _ in asked)
    held: dict[int, list[Glyph]] = {i: [] for _, i in asked}
    for glyph in glyphs:
        if top < glyph.y < bottom and glyph.turn == 0:
            for cell, i in asked:
                if cell.top < glyph.y < cell.bottom and cell.x0 < glyph.x < cell.x1:
                    held[i].append(glyph)
    pieces = {i: _pieces(grid, grid.cells[i], inside) for i, inside in held.items() if inside}
    parted = {i: pieces[i] for i in wide if i in pieces and pieces[i].cells}
    sure = len(parted) >= LEAST_ROWS or any(p.figures >= LEAST_FIGURES for p in parted.values())
    if not sure or 2 * len(parted) < sum(i in pieces for i in wide):
        parted = {}
    parted |= {i: pieces[i] for i in heads if i in pieces and pieces[i].is_full and not pieces[i].figures}
    if not parted:
        return grid
    cells = [piece for i, c in enumerate(grid.cells) for piece in (parted[i].cells if i in parted else [c])]
    return replace(grid, cells=sorted(cells, key=lambda c: (c.row, c.col)))


def _is_most_of_row(grid: Grid, cell: GridCell, merged: list[GridCell]) -> bool:
    """Whether a cell covers most of those columns that no cell `merged` over several rows holds in its row."""
    lead = sum(c.col_span for c in merged if c.row <= cell.row < c.row + c.row_span)
    return 2 * cell.col_span > grid.cols - lead


def _pieces(grid: Grid, cell: GridCell, glyphs: list[Glyph]) -> _Pieces:
    """The cell cut at the borders that run through it, but for those on which print stands; not cut where it holds
    texts in few of the pieces."""
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
    print_of: dict[int, str] = {}
    for text, col in texts:
        piece = bisect_right(ends, col)
        print_of[piece] = print_of.get(piece, "") + text
    filled = [text for text in print_of.values() if len(text) >= LEAST_TEXT or text in ALONE]
    if len(filled) < 2 or 2 * len(filled) < len(ends) - 1:
        return _Pieces([], 0, False)
    figures = sum(bool(FIGURE.fullmatch(text)) for text, _ in texts)
    cells = [cell._replace(col=cell.col + a, col_span=b - a, x0=borders[a], x1=borders[b]) for a, b in pairwise(ends)]
    return _Pieces(cells, figures, len(filled) == cell.col_span)
