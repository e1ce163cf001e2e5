"""Names and formulas in the header of a table with no lines between its rows: `预算数 | 决算数 | 执行率` above
`A | B | B/A`, between lines that part its columns only."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from parsers.lineless.header_names import are_formulas
from parsers.lineless.textblocks import chunks_of
from parsers.pages.content import PageContent
from parsers.pages.lines import Line, to_lines
from parsers.parts.grid import Grid

NEAR = 1.5  # points between a cell's side and print that may stand beside it


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
    for chunk in chunks_of(line, 0, whites=[(x - NEAR, x + NEAR) for x in xs]):
        col = bisect_left(xs, chunk.x) - 1
        if chunk.x0 < xs[col] - NEAR or chunk.x1 > xs[col + 1] + NEAR or col in texts:
            return {}
        texts[col] = chunk.text
    return texts
