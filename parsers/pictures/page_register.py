"""Scanned pages laid alike: a sheet that lay further left, or was taken smaller, is moved under the one before.

Parts of a table that go on overleaf are known by their columns. On paper these stand one under the other; in scans the
sheets shift and shrink. Where the columns at the foot of one page and at the head of the next are the same but for a
shift and a stretch, the later page is moved, and remembers by how much.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from parsers.pages.content import PageContent, Ruling

FEWEST = 3  # borders of a table that tell its place
SAME_BORDER = 2.5  # points between lines that are one border
MOST_STRETCH, MOST_SHIFT = 0.05, 80.0  # of the width; points
SEEN_STRETCH, SEEN_SHIFT = 0.3, 200.0  # the same for photographs, which are taken from nearer or farther
OFF = 3.5  # points by which a border may miss its place after all
WORTH = 1.5  # points of movement under which a page stays
SHORTEST = 12.0  # points of a line that borders a column


def register(contents: Sequence[PageContent]) -> None:
    """Move each page that was read from a picture under the page before it, where their tables' columns agree."""
    for above, below in pairwise(contents):
        if above.placing is None or below.placing is None:
            continue
        seen = above.placing.sheet is not None or below.placing.sheet is not None
        most = (SEEN_STRETCH, SEEN_SHIFT) if seen else (MOST_STRETCH, MOST_SHIFT)
        wanted, have = _foot(above.verticals), _head(below.verticals)
        if (found := _fit(wanted, have, most)) is not None:
            _move(below, *found, list(zip(have, wanted, strict=True)) if seen else [])


def _head(verticals: list[Ruling]) -> list[float]:
    """Borders of the first table of a page."""
    lines = sorted((r for r in verticals if r.end - r.start >= SHORTEST), key=lambda r: r.start)
    end = float("-inf")
    taken: list[Ruling] = []
    for line in lines:
        if taken and line.start > end + SHORTEST:
            break
        taken.append(line)
        end = max(end, line.end)
    return _borders(taken)


def _foot(verticals: list[Ruling]) -> list[float]:
    """Borders of the last table of a page."""
    return _head([r._replace(start=-r.end, end=-r.start) for r in verticals])


def _borders(lines: list[Ruling]) -> list[float]:
    found: list[float] = []
    for at in sorted(line.at for line in lines):
        if not found or at - found[-1] > SAME_BORDER:
            found.append(at)
    return found


def _fit(wanted: list[float], have: list[float], most: tuple[float, float]) -> tuple[float, float] | None:
    """(shift, stretch) that bring borders to where they are wanted; None where they do not fit or need not move."""
    if len(wanted) != len(have) or len(have) < FEWEST:
        return None
    import numpy as np  # loaded for scans only: it takes as long as five pages of text

    xs, ys = np.array(have), np.array(wanted)
    stretch = float((ys[-1] - ys[0]) / max(xs[-1] - xs[0], 1.0))
    shift = float((ys - stretch * xs).mean())
    moved = stretch * xs + shift
    if abs(stretch - 1) > most[0] or np.abs(moved - xs).max() > most[1] or np.abs(moved - ys).max() > OFF:
        return None
    return (shift, stretch) if np.abs(moved - xs).max() >= WORTH else None


def _move(page: PageContent, shift: float, stretch: float, borders: list[tuple[float, float]]) -> None:
    """Move a page, in place; `borders` of columns (where they are, where they shall be) exactly to their places, with
    what stands between them: what a camera saw is never quite a shift and a stretch."""
    off = [(have, wanted - (have * stretch + shift)) for have, wanted in borders]

    def at(x: float) -> float:
        more = 0.0
        if off:
            more = off[0][1] if x < off[0][0] else off[-1][1]
            for (left, a), (right, b) in pairwise(off):
                if left <= x < right:
                    more = a + (b - a) * (x - left) / (right - left)
        return x * stretch + shift + more

    page.glyphs = [g._replace(x0=at(g.x0), x1=at(g.x1)) for g in page.glyphs]
    page.horizontals = [r._replace(start=at(r.start), end=at(r.end)) for r in page.horizontals]
    page.verticals = [r._replace(at=at(r.at)) for r in page.verticals]
    page.fills = [f._replace(x0=at(f.x0), x1=at(f.x1)) for f in page.fills]
    if page.placing is not None:
        page.placing = page.placing.moved(shift, stretch)
