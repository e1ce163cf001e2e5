"""Rows whose texts share all columns among them: each stands in the middle of its cell, and none is left over.

Forms have rows of their own: 主管部门 | its value | 实施单位 | its value, over as many columns as the rows below need.
That a text stands in the middle of three columns and not just in the middle one, only the rest of the row can tell.
"""

from __future__ import annotations

from math import inf
from typing import NamedTuple

IN_MIDDLE = 0.6  # sizes that each text may be off the middle of its columns


class RowText(NamedTuple):
    """The middle of a text and the first and last column that it reaches into."""

    x: float
    first: int
    last: int


def share_columns(
    texts: list[RowText], first: int, last: int, xs: list[float], size: float
) -> list[tuple[int, int]] | None:
    """First and last column of each text, left to right, when together they take all columns from `first` to `last`;
    None where they do not, or where no text runs across columns or the row holds one text alone."""
    if len(texts) < 2 or not any(t.first < t.last for t in texts):
        return None
    best: dict[int, tuple[float, list[tuple[int, int]]]] = {first: (0.0, [])}  # by the first column not taken yet
    for n, text in enumerate(texts):
        limit = texts[n + 1].first - 1 if n + 1 < len(texts) else last
        found: dict[int, tuple[float, list[tuple[int, int]]]] = {}
        for start, (cost, cells) in best.items():
            for end in range(text.last, limit + 1):
                off = abs((xs[start] + xs[end + 1]) / 2 - text.x)
                if start > text.first or off > IN_MIDDLE * size or cost + off >= found.get(end + 1, (inf, []))[0]:
                    continue
                found[end + 1] = cost + off, [*cells, (start, end)]
        best = found
    return best[last + 1][1] if last + 1 in best else None


def under_merged(
    sides: list[tuple[float, float]], above: list[tuple[int, int]], xs: list[float]
) -> list[tuple[int, int]] | None:
    """First and last column of each text of a row, given by its sides, when they stand one each under the cells of the
    row above that are merged over columns (`above`); None where they do not."""
    found: list[tuple[int, int]] = []
    for x0, x1 in sides:
        under = [(a, b) for a, b in above if a < b and xs[a] - 1 <= x0 and x1 <= xs[b + 1] + 1]
        if not under:
            return None
        found.append(under[0])
    return found if len(found) > 1 and len(set(found)) == len(found) else None
