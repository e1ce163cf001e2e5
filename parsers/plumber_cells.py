"""Cells by pdfplumber's geometry, fed with the ruling lines that were read through pdfium.

pdfplumber's chain (edges -> intersections -> cells, after Nurminen's thesis of 2013 and Tabula) is the first choice for
ruled tables. It takes only cells whose four corners are drawn; the grid of `grids` also closes what printers leave open
(sides, gaps, corners). Where both give the same cells, two ways have come to one result.

The chain is written anew: it gives what pdfplumber gives (a test holds the two against each other) in a tenth of the
time, and pdfplumber, whose import takes as long as ten pages, need not be loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from parsers.content import Ruling

Rectangle = tuple[float, float, float, float]  # x0, top, x1, bottom; a line is one without height or width
Corner = tuple[float, float]

SNAP = 3.0  # points between a line and the border it draws (pdfplumber's own default)
REACH = 1.0  # points by which a line may end before the one that it crosses (pdfplumber's own default)
# Corners are compared with corners: beyond this many the answer is not worth the wait.
MOST_CORNERS = 1200


class Crossing(NamedTuple):
    """The lines that meet in one corner."""

    down: set[Rectangle]
    across: set[Rectangle]


def plumber_cells(
    across: Sequence[Ruling], down: Sequence[Ruling], xs: Sequence[float], ys: Sequence[float]
) -> set[Rectangle] | None:
    """The rectangles (x0, top, x1, bottom) of all cells that the lines enclose, snapped to the borders `xs` and `ys`.

    None where the table has too many corners.
    """
    if len(xs) * len(ys) > MOST_CORNERS:
        return None
    horizontals, verticals = [], []
    for line in across:
        y, x0, x1 = _nearest(line.at, ys), _nearest(line.start, xs), _nearest(line.end, xs)
        if abs(y - line.at) < SNAP and x1 > x0:
            horizontals.append((x0, y, x1, y))
    for line in down:
        x, top, bottom = _nearest(line.at, xs), _nearest(line.start, ys), _nearest(line.end, ys)
        if abs(x - line.at) < SNAP and bottom > top:
            verticals.append((x, top, x, bottom))
    return cells_of(corners_of(horizontals, verticals))


def corners_of(across: Iterable[Rectangle], down: Iterable[Rectangle]) -> dict[Corner, Crossing]:
    """Where lines cross or touch: what pdfplumber's `edges_to_intersections` gives."""
    horizontals = set(across)
    corners: dict[Corner, Crossing] = {}
    for vertical in set(down):
        x, top, _, bottom = vertical
        for horizontal in horizontals:
            x0, y, x1, _ = horizontal
            if top - REACH <= y <= bottom + REACH and x0 - REACH <= x <= x1 + REACH:
                lines = corners.get((x, y))
                if lines is None:
                    lines = corners[x, y] = Crossing(set(), set())
                lines.down.add(vertical)
                lines.across.add(horizontal)
    return corners


def cells_of(corners: Mapping[Corner, Crossing]) -> set[Rectangle]:
    """What pdfplumber's `intersections_to_cells` gives: from every corner the smallest rectangle whose sides are
    drawn. pdfplumber looks at all corners for each and compares the lines of two anew each time."""
    columns: dict[float, list[float]] = {}
    rows: dict[float, list[float]] = {}
    for x, y in sorted(corners):
        columns.setdefault(x, []).append(y)
        rows.setdefault(y, []).append(x)

    def smallest(x: float, y: float) -> Rectangle | None:
        here, below, right = corners[x, y], columns[x], rows[y]
        to_right = [x1 for x1 in right[right.index(x) + 1 :] if not here.across.isdisjoint(corners[x1, y].across)]
        for bottom in below[below.index(y) + 1 :]:
            under = corners[x, bottom]
            if here.down.isdisjoint(under.down):
                continue
            for x1 in to_right:
                last = corners.get((x1, bottom))
                if (
                    last is not None
                    and not last.down.isdisjoint(corners[x1, y].down)
                    and not last.across.isdisjoint(under.across)
                ):
                    return (x, y, x1, bottom)
        return None

    return {cell for x, y in corners if (cell := smallest(x, y))}


def _nearest(value: float, borders: Sequence[float]) -> float:
    return min(borders, key=lambda border: abs(border - value))
