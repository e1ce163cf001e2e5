"""Borders between levels of names that only the lines between columns show: one that begins lower than its neighbours
has a name over both of its columns above it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from parsers.pages.content import Glyph, Ruling
from parsers.parts.borders import SAME_POSITION, SMALLEST_CELL


class Step(NamedTuple):
    """A border at a height, from one border of columns to another (indices)."""

    y: float
    left: int
    right: int


def column_steps(down: Sequence[Ruling], xs: list[float], ys: list[float], glyphs: Sequence[Glyph]) -> list[Step]:
    """Such borders, top to bottom; those on one height have the same `y`. A line across stands below the names, and
    both the name above and those below it are printed."""
    tops = [min((r.start for r in down if abs(r.at - x) <= SAME_POSITION), default=ys[0]) for x in xs]
    found: list[Step] = []
    for i in range(1, len(xs) - 1):
        if not ys[0] < tops[i] < ys[-2] or min(abs(tops[i] - y) for y in ys) < SMALLEST_CELL:
            continue
        y = next((s.y for s in found if abs(s.y - tops[i]) <= SAME_POSITION), tops[i])
        left = max(j for j in range(i) if j == 0 or tops[j] < y - SAME_POSITION)
        right = min(j for j in range(i + 1, len(xs)) if j == len(xs) - 1 or tops[j] < y - SAME_POSITION)
        over, under = max(b for b in ys if b < y), min(b for b in ys if b > y)
        within = [g.y for g in glyphs if xs[left] < g.x < xs[right] and over < g.y < under]
        if within and min(within) < y < max(within):
            found.append(Step(y, left, right))
    return sorted(found)
