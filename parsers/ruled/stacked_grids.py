"""Grids of one page that stand so close that nothing could be printed between them: one table.

A header that comes again is drawn apart from a row that the page has cut: the cut cells have no side at their top.
"""

from __future__ import annotations

from dataclasses import replace

from parsers.parts.grid import Grid

NO_PRINT = 7.0  # points between two grids in which no line of print fits
SAME_SIDE = 2.0  # points between the same border in two grids


def join_stacked(grids: list[Grid]) -> list[Grid]:
    """Grids, top to bottom, with those put together that have the same columns and nothing between them."""
    joined: list[Grid] = []
    for grid in grids:
        if joined and _goes_on(joined[-1], grid):
            joined[-1] = _together(joined[-1], grid)
        else:
            joined.append(grid)
    return joined


def _goes_on(above: Grid, below: Grid) -> bool:
    return (
        0 <= below.ys[0] - above.ys[-1] <= NO_PRINT
        and len(above.xs) == len(below.xs)
        and all(abs(a - b) <= SAME_SIDE for a, b in zip(above.xs, below.xs, strict=True))
    )


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
