"""Columns of a table without rules taken from its part on the page before, where what stands overleaf fits them."""

from __future__ import annotations

from bisect import bisect_right
from math import inf

from parsers.lineless.alignment import NARROWEST_GAP, column_borders, columns_under, runs_on
from parsers.lineless.textblocks import Chunk, is_total
from parsers.parts.grid import Grid

SAME_SIDE = 25.0  # points by which the sides of a table without rules may differ from page to page
MOST_SHARED = 1  # lines with two texts in one column of the page before
WITHIN = 0.85  # share of the pieces of text that must stand within a column of the page before


def columns_of_before(
    before: Grid, body: list[list[Chunk]], sides: tuple[float, float], ruled: bool
) -> tuple[list[tuple[float, float]], list[float]] | None:
    """The columns of the grid of the page before, widened, and the borders between them; None unless nearly all text
    stands in them. `sides` are those of the table here, `ruled` whether rules show them."""
    x0, x1 = sides
    if len(before.columns) < 2:
        return None
    chunks = [c for line in body for c in line if not is_total(c.text)]  # total lines stand over columns
    over = [c for c in chunks if runs_on(c, before.columns)]
    right = max((c.x1 for c in chunks if c not in over), default=x1) if over else x1
    if before.xs[0] - x0 > SAME_SIDE or right - before.xs[-1] > SAME_SIDE:
        return None
    if ruled and (x0 - before.xs[0] > SAME_SIDE or before.xs[-1] - x1 > SAME_SIDE):
        return None
    if _name_several(before.columns, before.xs, body):
        return None  # a header alone stood there, and named some of these columns together
    extents = list(before.columns)
    alone = 0
    for chunk in chunks:
        under = columns_under(chunk.x0, chunk.x1, chunk.size, before.columns)
        if len(under) > 1:
            continue
        c = under[0] if under else min(max(bisect_right(before.xs, chunk.x) - 1, 0), before.cols - 1)
        left = extents[c - 1][1] + NARROWEST_GAP if c else -inf
        right = extents[c + 1][0] - NARROWEST_GAP if c + 1 < before.cols else inf
        if left <= chunk.x0 and chunk.x1 <= right:
            extents[c] = (min(extents[c][0], chunk.x0), max(extents[c][1], chunk.x1))
            alone += 1
    if alone + min(len(over), alone) < WITHIN * len(chunks):
        return None
    wider = x1 - before.xs[-1] > SAME_SIDE  # long texts of a form
    return extents, column_borders(extents, before.xs[0], x1 if wider else before.xs[-1])


def _name_several(columns: list[tuple[float, float]], xs: list[float], lines: list[list[Chunk]]) -> bool:
    """Whether some of these columns are several: lines have two texts in one of them, parted by a white that they share
    and that hardly any other line of the column closes."""
    whites: list[list[tuple[float, float]]] = [[] for _ in columns]
    texts: list[list[Chunk]] = [[] for _ in columns]
    for line in lines:
        for chunk in line:
            seat = columns_under(chunk.x0, chunk.x1, chunk.size, columns)
            if len(seat) < 2:
                own = seat[0] if seat else min(max(bisect_right(xs, chunk.x) - 1, 0), len(xs) - 2)
                if texts[own] and texts[own][-1].line == chunk.line:
                    whites[own].append((texts[own][-1].x1, chunk.x0))
                texts[own].append(chunk)
    for gaps, column in zip(whites, texts, strict=True):
        for x in (end for _, end in gaps):
            parted = sum(a < x - 0.5 < b for a, b in gaps)
            if parted > MOST_SHARED and parted > sum(c.x0 < x - 0.5 < c.x1 for c in column):
                return True
    return False
