"""Names of columns apart from their rows.

Boxes drawn around the names of columns alone: the rows below them have no lines, and white space tells them.

Names and formulas in the header of a table with no lines between its rows: `预算数 | 决算数 | 执行率` above
`A | B | B/A`, between lines that part its columns only.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from parsers.lineless.headers.header_names import are_formulas
from parsers.lineless.textblocks import chunks_of
from parsers.pages.content import Glyph, PageContent
from parsers.pages.lines import Line, to_lines
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


NEAR_BORDER = 1.5  # points between a cell's side and print that may stand beside it


def with_formulas_apart(grid: Grid, content: PageContent) -> Grid:
    """The grid with the formulas that close its header in a row of their own; cells without one reach down to it."""
    x0, top, x1, _ = grid.box
    inside = [g for g in content.glyphs if g.turn == 0 and x0 < g.x < x1 and top < g.y < grid.ys[1]]
    lines = to_lines(inside)
    last = _texts_by_column(lines[-1], grid.xs) if len(lines) > 1 else {}
    if not are_formulas(list(last.values())):
        return grid
    over = [g for g in inside if g.y < lines[-1].top and bisect_left(grid.xs, g.x) - 1 in last]
    y = (max((g.bottom for g in over), default=top) + lines[-1].top) / 2
    if not over or abs(y - lines[-1].top) > lines[-1].size:
        return grid
    if any(c.row == 0 and c.row_span == 1 and c.col in last and c.col_span > 1 for c in grid.cells):
        return grid
    cells = []
    for c in grid.cells:
        if c.row:
            cells.append(c._replace(row=c.row + 1))
        elif c.row_span > 1 or c.col not in last:
            cells.append(c._replace(row_span=c.row_span + 1))
        else:
            cells += [c._replace(bottom=y), c._replace(row=1, top=y)]
    ys = [grid.ys[0], y, *grid.ys[1:]]
    return replace(grid, ys=ys, cells=sorted(cells, key=lambda c: (c.row, c.col)))


def _texts_by_column(line: Line, xs: list[float]) -> dict[int, str]:
    """What stands on a line in each column; nothing where a text runs over a border."""
    texts: dict[int, str] = {}
    for chunk in chunks_of(line, 0, whites=[(x - NEAR_BORDER, x + NEAR_BORDER) for x in xs]):
        col = bisect_left(xs, chunk.x) - 1
        if chunk.x0 < xs[col] - NEAR_BORDER or chunk.x1 > xs[col + 1] + NEAR_BORDER or col in texts:
            return {}
        texts[col] = chunk.text
    return texts
