"""Cells by pdfplumber's geometry, fed with the ruling lines that were read through pdfium.

pdfplumber's chain (edges -> intersections -> cells, after Nurminen's thesis of 2013 and Tabula) is the first choice for
ruled tables. It takes only cells whose four corners are drawn; the grid of `grids` also closes what printers leave open
(sides, gaps, corners). Where both give the same cells, two ways have come to one result.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

from pdfplumber.table import edges_to_intersections

from parsers.content import Ruling

Rectangle = tuple[float, float, float, float]
Corner = tuple[float, float]

TOLERANCE = 1  # points by which pdfplumber lets an edge miss a corner
SNAP = 3.0  # points between a line and the border it draws (pdfplumber's own default)
# pdfplumber compares every corner with every other: beyond this many the answer is not worth the wait.
MOST_CORNERS = 1200


def plumber_cells(
    across: Sequence[Ruling], down: Sequence[Ruling], xs: Sequence[float], ys: Sequence[float]
) -> set[Rectangle] | None:
    """The rectangles (x0, top, x1, bottom) of all cells that the lines enclose, snapped to the borders `xs` and `ys`.

    None where the table is too large for pdfplumber's way.
    """
    if len(xs) * len(ys) > MOST_CORNERS:
        return None
    edges = []
    for line in across:
        y, x0, x1 = _nearest(line.at, ys), _nearest(line.start, xs), _nearest(line.end, xs)
        if abs(y - line.at) < SNAP and x1 > x0:
            edges.append({"orientation": "h", "x0": x0, "x1": x1, "top": y, "bottom": y})
    for line in down:
        x, top, bottom = _nearest(line.at, xs), _nearest(line.start, ys), _nearest(line.end, ys)
        if abs(x - line.at) < SNAP and bottom > top:
            edges.append({"orientation": "v", "x0": x, "x1": x, "top": top, "bottom": bottom})
    return cells_of(edges_to_intersections(edges))


def cells_of(corners: Mapping[Corner, Mapping[str, Sequence[Mapping[str, Any]]]]) -> set[Rectangle]:
    """What pdfplumber's `intersections_to_cells` gives, in a twentieth of the time: from every corner the smallest
    rectangle whose sides are drawn. pdfplumber compares the edges of every two corners of a row and of a column; an
    edge that begins before the first of two joins them if it reaches the other, so that its end alone has to be known.
    """
    columns: dict[float, list[float]] = {}
    rows: dict[float, list[float]] = {}
    down: dict[Corner, float] = {}  # how far the edges go that leave a corner
    along: dict[Corner, float] = {}
    for corner in sorted(corners):
        columns.setdefault(corner[0], []).append(corner[1])
        rows.setdefault(corner[1], []).append(corner[0])
        edges = corners[corner]
        down[corner] = max([edge["bottom"] for edge in edges["v"]])
        along[corner] = max([edge["x1"] for edge in edges["h"]]) + TOLERANCE

    def smallest(x: float, y: float) -> Rectangle | None:
        column, row = columns[x], rows[y]
        foot, end = down[x, y], along[x, y]
        for bottom in column[bisect_right(column, y) :]:
            if bottom - TOLERANCE > foot:
                return None
            for x1 in row[bisect_right(row, x) :]:
                if x1 > end:
                    break
                if (x1, bottom) in down and bottom - TOLERANCE <= down[x1, y] and x1 <= along[x, bottom]:
                    return (x, y, x1, bottom)
        return None

    return {cell for x, y in corners if (cell := smallest(x, y))}


def _nearest(value: float, borders: Sequence[float]) -> float:
    """The border that is nearest, the first of two; `borders` ascend."""
    after = bisect_left(borders, value)
    if after == 0 or (after < len(borders) and borders[after] - value < value - borders[after - 1]):
        return borders[after]
    return borders[after - 1]
