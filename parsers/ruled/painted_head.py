"""Tables whose names of columns are painted and whose rows are parted by lines, with none between the columns: the
painted cells show where the columns go on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from parsers.lineless.textblocks import Chunk, chunks_of
from parsers.pages.content import Glyph, Ruling
from parsers.pages.lines import to_lines
from parsers.parts.borders import SAME_POSITION
from parsers.parts.grid import Grid
from parsers.ruled.banded_rows import stands_between
from parsers.texts.figures import PLAIN_FIGURE

LEAST_RULES = 3  # lines that part rows, not just head and foot
TALLEST_ROW = 260.0  # points

Lines = tuple[list[Ruling], list[Ruling]]


def lines_below_head(grid: Grid, rules: Sequence[Ruling], glyphs: Sequence[Glyph]) -> Lines | None:
    """Lines across and down of the whole table whose painted head is a grid; None where its rows are not parted by
    `rules` of its width. Between columns a line goes down each row through which no print runs."""
    x0, head, x1, top = grid.box
    if any(PLAIN_FIGURE.fullmatch(text) for text in _texts(grid, glyphs)) or len(grid.xs) < 3:
        return None
    own = [
        r for r in rules if top - SAME_POSITION < r.at and x0 - SAME_POSITION <= r.start and r.end <= x1 + SAME_POSITION
    ]
    whole = [r.at for r in own if r.end >= x1 - SAME_POSITION]
    heights = [top]
    for y in whole:
        between = to_lines(g for g in glyphs if g.turn == 0 and heights[-1] < g.y < y and g.x1 > x0 and g.x0 < x1)
        beyond = any(k.x0 < x0 - SAME_POSITION or k.x1 > x1 + SAME_POSITION or stands_between(k.text) for k in between)
        if y - heights[-1] > TALLEST_ROW or beyond:
            break
        if y - heights[-1] > SAME_POSITION:
            heights.append(y)
    if len(heights) <= LEAST_RULES:
        return None
    foot = _foot_of_page(heights[-1], grid.xs, glyphs)
    if foot:
        heights.append(foot)
    across = [Ruling(y, x0, x1, 0.0) for y in (head, top)]
    across += [Ruling(c.top, c.x0, c.x1, 0.0) for c in grid.cells if c.row]
    across += [r for r in own if r.at <= heights[-1] + SAME_POSITION]
    down = [Ruling(x, head, heights[-1], 0.0) for x in (x0, x1)]
    down += [Ruling(c.x1, c.top, c.bottom, 0.0) for c in grid.cells if c.x1 < x1]
    crossed = 0
    for start, end in pairwise(heights):
        lines = to_lines(g for g in glyphs if g.turn == 0 and start < g.y < end and x0 < g.x < x1)
        chunks = [chunk for line in lines for chunk in chunks_of(line, 0)]
        open_at = {k for chunk in chunks for k in _under(chunk, grid.xs)}
        if any(abs(r.at - start) <= SAME_POSITION and r.start <= x0 + SAME_POSITION for r in own) and chunks:
            open_at.update(_under(min(chunks, key=lambda c: c.x0), grid.xs, from_side=True))
        free = [x for k, x in enumerate(grid.xs) if 0 < k < len(grid.xs) - 1 and k not in open_at]
        crossed += 2 * len(free) < len(grid.xs) - 2
        down += [Ruling(x, start, end, 0.0) for x in free]
    return (sorted(across), sorted(down)) if 2 * crossed < len(heights) else None


def _under(chunk: Chunk, xs: Sequence[float], from_side: bool = False) -> range:
    """The borders under a text: those that it runs over, and those between which it stands in the middle with them.
    `from_side`: the first text of a row, which may stand in the middle of its first columns."""
    last = len(xs) - 1
    first, end = max(bisect_right(xs, chunk.x0 + 1) - 1, 0), min(bisect_left(xs, chunk.x1 - 1), last)
    if end - first <= 1 and not (from_side and first):
        return range(0)
    wider = ((a, b) for a in range(1 if from_side else first + 1) for b in range(end, last + 1))
    a, b = min(wider, key=lambda ab: (abs(xs[ab[0]] + xs[ab[1]] - 2 * chunk.x) > 2 * chunk.size, ab[1] - ab[0]))
    return range(a + 1, b)


def _foot_of_page(last: float, xs: Sequence[float], glyphs: Sequence[Glyph]) -> float:
    """Where a row ends that the foot of the page cuts, below the last line of the table; 0 where none is cut: nothing
    but that row stands below, several texts in its first line and none over a border."""
    below = to_lines(g for g in glyphs if g.turn == 0 and g.y > last)
    if not below or len(chunks_of(below[0], 0)) < 2 or below[0].top - last > below[0].size:
        return 0.0
    near = all(b.top - a.bottom <= b.size for a, b in pairwise(below))
    inside = all(k.x0 > xs[0] - SAME_POSITION and k.x1 < xs[-1] + SAME_POSITION for k in below)
    crossed = any(_under(c, xs) for k in below for c in chunks_of(k, 0))
    return max(k.bottom for k in below) + 1 if near and inside and not crossed else 0.0


def _texts(grid: Grid, glyphs: Sequence[Glyph]) -> list[str]:
    texts = [""] * len(grid.cells)
    for glyph, seat in zip(glyphs, grid.seats(list(glyphs)), strict=True):
        if seat >= 0:
            texts[seat] += glyph.text
    return texts
