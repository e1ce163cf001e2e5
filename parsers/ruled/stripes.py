"""Rows of a drawn table that paint alone parts: every second one is painted, lines stand around all of them only."""

from __future__ import annotations

from parsers.pages.content import PageContent, Ruling
from parsers.parts.grid import Grid

LEAST_STRIPES = 2  # edges of painted rows within the rows of a grid
HALF = 0.5  # of the width of a table, where merged cells on the left are left white
FRAME = 0.9  # of the height of a table: lines that long are its sides
SAME_BORDER = 4.0  # points between an edge of paint and the border of a table, or a line, that are one


def is_striped(grid: Grid, content: PageContent) -> bool:
    """Whether edges of paint, on which no line is drawn, run across rows of the grid: every second row is painted."""
    return len(_stripes(grid, content)) >= LEAST_STRIPES


def lines_with_stripes(grid: Grid, content: PageContent) -> tuple[list[Ruling], list[Ruling]] | None:
    """All lines of a grid but its frame, drawn or told by paint, where stripes run through a cell over most of its
    columns; else None: where lines part the columns of striped rows, text tells rows and merged cells."""
    at = _stripes(grid, content, HALF)
    wide = [c for c in grid.cells if 2 * c.col_span > grid.cols]
    if sum(any(c.top + SAME_BORDER < y < c.bottom - SAME_BORDER for c in wide) for y in at) < LEAST_STRIPES:
        return None
    x0, top, x1, bottom = grid.box
    high = FRAME * (bottom - top)
    x0, top, x1, bottom = x0 - SAME_BORDER, top - SAME_BORDER, x1 + SAME_BORDER, bottom + SAME_BORDER
    across = [r for r in content.horizontals if top <= r.at <= bottom and r.start >= x0 and r.end <= x1]
    down = [r for r in content.verticals if x0 <= r.at <= x1 and r.start >= top and r.end <= bottom]
    return across, [r for r in down if not (r.drawn and r.end - r.start > high)]


def _stripes(grid: Grid, content: PageContent, share: float = 1.0) -> list[float]:
    """Heights of edges of paint over so much of the width of a grid that are none of its borders."""
    x0, top, x1, bottom = grid.box
    ends = [
        (r.at, min(r.end, x1) - max(r.start, x0)) for r in content.horizontals if not r.drawn and top < r.at < bottom
    ]
    least = share * (x1 - x0) - 2 * SAME_BORDER
    return [at for at, length in ends if length >= least and min(abs(y - at) for y in grid.ys) > SAME_BORDER]
