"""Columns of a ruled table between which no line is drawn: figures beside figures in the cells of one drawn column.

Books of statistics draw a line behind the names and the unit and leave the figures of the years to white space.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from parsers.lineless.textblocks import Chunk, chunks_of
from parsers.pages.content import Glyph, PageContent
from parsers.pages.lines import to_lines
from parsers.parts.grid import DRAWN, Grid, GridCell
from parsers.parts.part import Part, fill_grid
from parsers.texts.figures import PLAIN_FIGURE

LEAST_ROWS = 3  # with figures on both sides of the white
MOSTLY = 0.8  # share of the column's cells with text that have it on both sides
LEAST_WHITE = 0.5  # sizes of white that all cells share
LEAST_OVER_NAMES = 1.0  # points of it that must go on between the names of the columns
FIGURES = re.compile(r"[\d,，.．%％+\-－—–]+")
LEAST_DIGITS = 2
MOST_COLUMNS = 12  # without a line before them

Pieces = list[list[Chunk]]  # of each line of a cell


def with_undrawn_columns(part: Part, content: PageContent) -> Part:
    """The part with those columns parted whose cells hold figures side by side, with the same white between them."""
    for _ in range(MOST_COLUMNS):
        columns = _crowded(part) if part.grid.engine in DRAWN else []
        seats = part.grid.seats(content.glyphs) if columns else []
        parted = (_parted_once(part.grid, col, content.glyphs, seats) for col in columns)
        grid = next((g for g in parted if g is not None), None)
        if grid is None:
            break
        part, _ = fill_grid(grid, content)
    return part


def _crowded(part: Part) -> list[int]:
    """Columns of which several cells hold nothing but figures, with white between two of their characters."""
    found: Counter[int] = Counter()
    for cell in part.cells:
        if cell.col_span == 1 and len(cell.text) >= LEAST_DIGITS and FIGURES.fullmatch(cell.text):
            glyphs = cell.lines[0].line.glyphs
            found[cell.col] += any(b[1] - a[3] > b[5] * LEAST_WHITE for a, b in pairwise(glyphs))
    return sorted(col for col, cells in found.items() if cells >= LEAST_ROWS)


def _parted_once(grid: Grid, col: int, glyphs: list[Glyph], seats: Sequence[int]) -> Grid | None:
    """The grid with a column parted behind its first figures; None where it is one column."""
    own = {i: c for i, c in enumerate(grid.cells) if c.col <= col < c.col + c.col_span}
    texts: dict[int, list[Glyph]] = {i: [] for i in own}
    for glyph, seat in zip(glyphs, seats, strict=True):
        if seat in own and glyph.turn == 0:
            texts[seat].append(glyph)
    pieces = {i: [chunks_of(line, 0) for line in to_lines(inside)] for i, inside in texts.items() if inside}
    white = _white([pieces[i] for i, c in own.items() if c.col_span == 1 and i in pieces])
    return None if white is None else _parted(grid, col, white, pieces)


def _white(cells: list[Pieces]) -> tuple[float, float] | None:
    """The white through all cells of a column between figures; None where there is none or too few have figures on both
    sides of it."""
    full = max((len(line) for lines in cells for line in lines), default=0)
    pairs = [
        (line[0], line[1])
        for lines in cells
        for line in lines
        if len(line) == full > 1 and all(PLAIN_FIGURE.fullmatch(c.text) for c in line)
    ]
    if len(pairs) < LEAST_ROWS:
        return None
    left, right = max(a.x1 for a, _ in pairs), min(b.x0 for _, b in pairs)
    if right - left < LEAST_WHITE * pairs[0][0].size:
        return None
    for a, b in (line[:2] for lines in cells for line in lines if len(line) == full):
        if min(right, b.x0) - max(left, a.x1) > LEAST_OVER_NAMES:  # names may stand off the middle of their figures
            left, right = max(left, a.x1), min(right, b.x0)
    middle = (left + right) / 2
    both = sum(any(line[0].x < middle < line[-1].x for line in lines) for lines in cells)
    through = sum(any(c.x0 < middle < c.x1 for line in lines for c in line) for lines in cells)
    return (left, right) if both >= MOSTLY * len(cells) and through <= 1 else None


def _parted(grid: Grid, col: int, white: tuple[float, float], pieces: dict[int, Pieces]) -> Grid:
    """The grid with a further border in a column; a text that runs over it stands in a cell over both columns."""
    border = (white[0] + white[1]) / 2
    cells: list[GridCell] = []
    for i, c in enumerate(grid.cells):
        after = c.col > col
        if not c.col <= col < c.col + c.col_span:
            cells.append(c._replace(col=c.col + after))
        elif c.col_span > 1 or any(k.x0 < border < k.x1 for line in pieces.get(i, ()) for k in line):
            cells.append(c._replace(col_span=c.col_span + 1))
        else:
            cells += [c._replace(x1=border), c._replace(col=col + 1, x0=border)]
    return replace(grid, xs=[*grid.xs[: col + 1], border, *grid.xs[col + 1 :]], cells=cells)
