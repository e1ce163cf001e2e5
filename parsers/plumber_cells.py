"""Cells by pdfplumber's geometry, fed with the ruling lines that were read through pdfium.

pdfplumber's chain (edges -> intersections -> cells, after Nurminen's thesis of 2013 and Tabula) is the first choice for
ruled tables. It takes only cells whose four corners are drawn; the grid of `grids` also closes what printers leave open
(sides, gaps, corners). Where both give the same cells, two ways have come to one result.
"""

from __future__ import annotations

from collections.abc import Sequence

from pdfplumber.table import edges_to_intersections, intersections_to_cells

from parsers.content import Ruling

Rectangle = tuple[float, float, float, float]

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
    return set(intersections_to_cells(edges_to_intersections(edges)))


def _nearest(value: float, borders: Sequence[float]) -> float:
    return min(borders, key=lambda border: abs(border - value))
