"""Title and unit of a table that a writer painted like rows of it: Excel sheets printed with white cells."""

from __future__ import annotations

from dataclasses import replace

from parsers.pages.content import Glyph
from parsers.parts.grid import Grid
from parsers.texts.caption_lines import is_unit_line, split_label
from schemas.white_space import without_space

LEAST_ROWS = 2  # of what is left of a table


def without_title_rows(grid: Grid, glyphs: list[Glyph]) -> Grid | None:
    """The painted grid without the rows at its top that hold its title over all columns, its label or its unit; None
    where nothing else stands in it. What drawn lines close in stays a table."""
    if grid.engine != "colour":
        return grid
    seats = grid.seats(glyphs)
    texts = [""] * len(grid.cells)
    for glyph, seat in zip(glyphs, seats, strict=True):
        if seat >= 0:
            texts[seat] += glyph[0]
    first = 0
    while first < grid.rows and _stands_above(grid, first, texts):
        first += 1
    if not first:
        return grid
    if grid.rows - first < LEAST_ROWS:
        return None
    cells = [c._replace(row=c.row - first) for c in grid.cells if c.row >= first]
    return replace(grid, ys=grid.ys[first:], cells=cells, header_rows=None)


def _stands_above(grid: Grid, row: int, texts: list[str]) -> bool:
    """Whether a row holds a title over all columns, nothing, or only a label and a unit."""
    own = [(c, texts[i]) for i, c in enumerate(grid.cells) if c.row <= row < c.row + c.row_span]
    if any(c.row != row or c.row_span > 1 for c, _ in own):
        return False
    filled = [(c, without_space(text)) for c, text in own if text.strip()]
    if len(filled) == 1 and filled[0][0].col_span == grid.cols:
        return True
    return all(is_unit_line(text) or split_label(text) == (text, "") for _, text in filled)
