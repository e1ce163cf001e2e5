"""Cells by pdfplumber's geometry, fed with the ruling lines that were read through pdfium.

pdfplumber's chain (edges -> intersections -> cells, after Nurminen's thesis of 2013 and Tabula) is the first choice for
ruled tables. It takes only cells whose four corners are drawn; the grid of `grids` also closes what printers leave open
(sides, gaps, corners). Where both give the same cells, two ways have come to one result.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any

from pdfplumber.table import edges_to_intersections

from parsers.content import Ruling

Rectangle = tuple[float, float, float, float]
Corner = tuple[float, float]

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
    """What pdfplumber's `intersections_to_cells` gives, a tenth of the time: from every corner the smallest rectangle
    whose sides are drawn. pdfplumber looks at all corners for each and compares the edges of two anew each time."""
    down: dict[Corner, set[Rectangle]] = {}
    along: dict[Corner, set[Rectangle]] = {}
    columns: dict[float, list[float]] = {}
    rows: dict[float, list[float]] = {}
    boxes: dict[int, Rectangle] = {}  # of the edges, of which each stands at many corners

    def boxes_of(edges: Sequence[Mapping[str, Any]]) -> set[Rectangle]:
        found = set()
        for edge in edges:
            box = boxes.get(id(edge))
            if box is None:
                box = boxes[id(edge)] = (edge["x0"], edge["top"], edge["x1"], edge["bottom"])
            found.add(box)
        return found

    for corner in sorted(corners):
        x, y = corner
        down[corner], along[corner] = boxes_of(corners[corner]["v"]), boxes_of(corners[corner]["h"])
        columns.setdefault(x, []).append(y)
        rows.setdefault(y, []).append(x)

    def smallest(x: float, y: float) -> Rectangle | None:
        here, below, right = (x, y), columns[x], rows[y]
        to_right = [x1 for x1 in right[right.index(x) + 1 :] if not along[here].isdisjoint(along[x1, y])]
        for bottom in below[below.index(y) + 1 :]:
            if down[here].isdisjoint(down[x, bottom]):
                continue
            for x1 in to_right:
                last = (x1, bottom)
                if (
                    last in down
                    and not down[last].isdisjoint(down[x1, y])
                    and not along[last].isdisjoint(along[x, bottom])
                ):
                    return (x, y, x1, bottom)
        return None

    return {cell for x, y in corners if (cell := smallest(x, y))}


def _nearest(value: float, borders: Sequence[float]) -> float:
    """The border that is nearest, the first of two; `borders` ascend."""
    after = bisect_left(borders, value)
    if after == 0 or (after < len(borders) and borders[after] - value < value - borders[after - 1]):
        return borders[after]
    return borders[after - 1]
