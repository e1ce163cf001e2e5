"""Cells by pdfplumber's geometry, fed with the ruling lines that were read through pdfium.

pdfplumber's chain (edges -> intersections -> cells, after Nurminen's thesis of 2013 and Tabula) is the first choice for
ruled tables. It takes only cells whose four corners are drawn; the grid of `grids` also closes what printers leave open
(sides, gaps, corners). Where both give the same cells, two ways have come to one result.

The chain is written out here, since to load pdfplumber takes as long as to read ten pages; tests hold it against the
package's own functions.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from parsers.pages.content import Ruling

Rectangle = tuple[float, float, float, float]
Corner = tuple[float, float]

TOLERANCE = 1  # points by which pdfplumber lets an edge miss a corner
SNAP = 3.0  # points between a line and the border it draws (pdfplumber's own default)
# Every line across is held against every line down: beyond this many the answer is not worth the wait.
MOST_CORNERS = 1200


class Edge(NamedTuple):
    """A line on a border: `at` is the y of one across or the x of one down, `start`..`end` its extent."""

    at: float
    start: float
    end: float


def plumber_cells(
    across: Sequence[Ruling], down: Sequence[Ruling], xs: Sequence[float], ys: Sequence[float]
) -> set[Rectangle] | None:
    """The rectangles (x0, top, x1, bottom) of all cells that the lines enclose, snapped to the borders `xs` and `ys`.

    None where the table is too large for pdfplumber's way.
    """
    if len(xs) * len(ys) > MOST_CORNERS:
        return None
    return cells_of(_snapped(across, ys, xs), _snapped(down, xs, ys))


def _snapped(lines: Iterable[Ruling], borders: Sequence[float], crossing: Sequence[float]) -> list[Edge]:
    """Lines along `borders`, from one of the `crossing` borders to another."""
    edges = []
    for line in lines:
        at, start, end = _nearest(line.at, borders), _nearest(line.start, crossing), _nearest(line.end, crossing)
        if abs(at - line.at) < SNAP and end > start:
            edges.append(Edge(at, start, end))
    return edges


def cells_of(across: Iterable[Edge], down: Sequence[Edge]) -> set[Rectangle]:
    """What pdfplumber's `intersections_to_cells(edges_to_intersections(...))` gives: from every corner the smallest
    rectangle whose sides are drawn. pdfplumber compares the edges of every two corners of a row and of a column; an
    edge that begins before the first of two joins them if it reaches the other, so that its end alone has to be known.
    """
    foot: dict[Corner, float] = {}  # how far down the edges go that leave a corner
    reach: dict[Corner, float] = {}  # and how far to the right
    for y, left, right in across:
        lowest, highest, least, most = y + TOLERANCE, y - TOLERANCE, left - TOLERANCE, right + TOLERANCE
        for x, top, bottom in down:
            if top <= lowest and bottom >= highest and least <= x <= most:
                corner = (x, y)
                if corner not in foot or bottom > foot[corner]:
                    foot[corner] = bottom
                if corner not in reach or most > reach[corner]:
                    reach[corner] = most
    columns: dict[float, list[float]] = {}
    rows: dict[float, list[float]] = {}
    for x, y in sorted(foot):
        columns.setdefault(x, []).append(y)
        rows.setdefault(y, []).append(x)

    def smallest(x: float, y: float) -> Rectangle | None:
        column, row = columns[x], rows[y]
        lowest, end = foot[x, y], reach[x, y]
        for bottom in column[bisect_right(column, y) :]:
            if bottom - TOLERANCE > lowest:
                return None
            for x1 in row[bisect_right(row, x) :]:
                if x1 > end:
                    break
                if (x1, bottom) in foot and bottom - TOLERANCE <= foot[x1, y] and x1 <= reach[x, bottom]:
                    return (x, y, x1, bottom)
        return None

    return {cell for x, y in foot if (cell := smallest(x, y))}


def _nearest(value: float, borders: Sequence[float]) -> float:
    """The border that is nearest, the first of two; `borders` ascend."""
    after = bisect_left(borders, value)
    if after == 0 or (after < len(borders) and borders[after] - value < value - borders[after - 1]):
        return borders[after]
    return borders[after - 1]
