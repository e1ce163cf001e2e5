"""Boxes drawn around the names of columns alone: the rows below them have no lines, and white space tells them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from parsers.lineless.textblocks import chunks_of
from parsers.pages.content import Glyph
from parsers.pages.lines import to_lines
from parsers.parts.grid import DRAWN, Grid
from parsers.texts.figures import PLAIN_FIGURE, YEAR

MOST_LEVELS = 4  # rows of names
NEAR = 2.0  # sizes from the box to the first row below it
ROWS_SEEN = 12.0  # sizes below the box in which a figure stands
LONGEST_NAME = 30  # characters


def is_header_alone(grid: Grid, grids: Sequence[Grid], glyphs: list[Glyph]) -> bool:
    """Whether a grid holds nothing but names, one in each column, and rows without lines follow right below it: texts
    in two of its columns or more, with a figure among them, and nothing across the borders that it draws."""
    if grid.engine not in DRAWN or grid.rows > MOST_LEVELS or grid.cols < 2:
        return False
    texts = [""] * len(grid.cells)
    for glyph, seat in zip(glyphs, grid.seats(glyphs), strict=True):
        if seat >= 0:
            texts[seat] += glyph[0]
    if not all(text and len(text) <= LONGEST_NAME and not _is_figure(text) for text in texts):
        return False
    x0, _, x1, foot = grid.box
    size = max(g[5] for g in glyphs)
    floor = min((g.ys[0] for g in grids if g.ys[0] >= foot and g.xs[0] < x1 and g.xs[-1] > x0), default=foot + 1e6)
    below = [g for g in glyphs if g.turn == 0 and foot < g.y < min(floor, foot + ROWS_SEEN * size) and x0 < g.x < x1]
    lines = to_lines(below)
    if not lines or lines[0].top - foot > NEAR * lines[0].size:
        return False
    chunks = [chunks_of(line, i) for i, line in enumerate(lines)]
    first = next((n for n, line in enumerate(chunks) if any(_is_figure(c.text) for c in line)), None)
    rows = [c for line in chunks[: (first or 0) + 1] for c in line]
    seats = {_columns(c.x0, c.x1, grid.xs) for c in rows}
    return first is not None and len(seats) > 1 and all(a == b for a, b in seats)


def _columns(x0: float, x1: float, xs: list[float]) -> tuple[int, int]:
    return bisect_right(xs, x0 + 1), bisect_right(xs, x1 - 1)


def _is_figure(text: str) -> bool:
    return bool(PLAIN_FIGURE.fullmatch(text)) and not YEAR.fullmatch(text)
