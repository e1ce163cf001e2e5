"""Tables whose names of columns are painted: where the paint shows that columns go on in rows which lines part without
parting their columns, and where names end without a line."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from math import inf

from parsers.lineless.textblocks import Chunk, chunks_of
from parsers.pages.content import Fill, Glyph, Ruling
from parsers.pages.lines import to_lines
from parsers.parts.borders import SAME_POSITION
from parsers.parts.grid import Grid
from parsers.ruled.banded_rows import stands_between
from parsers.texts.figures import PLAIN_FIGURE

LEAST_RULES = 3  # lines that part rows, not just head and foot
TALLEST_ROW = 260.0  # points
DARK = 0.6  # luminance up to which paint is that of names, not of every second row
AT_LINE = 1.5  # points between a line and an edge of paint that goes on from it
NEAR = 1.0  # sizes of white between a line and the row below it

Lines = tuple[list[Ruling], list[Ruling]]


def lines_below_head(grid: Grid, rules: Sequence[Ruling], glyphs: Sequence[Glyph]) -> Lines | None:
    """Lines across and down of the whole table whose painted head is a grid; None where its rows are not parted by
    `rules` of its width. Between columns a line goes down each row through which no print runs."""
    x0, head, x1, top = grid.box
    if any(PLAIN_FIGURE.fullmatch(text) for text in _texts(grid, glyphs)) or len(grid.xs) < 3:
        return None
    near = [r for r in rules if r.at > top - SAME_POSITION]
    own = [r for r in near if r.start >= x0 - SAME_POSITION and r.end <= x1 + SAME_POSITION]
    heights = _rows(top, x0, x1, own, glyphs)
    if len(heights) <= LEAST_RULES:
        return None
    below = _first_below(heights[-1], glyphs)
    foot = _foot_of_page(heights[-1], grid.xs, glyphs)
    if foot:
        heights.append(foot)
    elif len(below) > 1 and not any(_under(c, grid.xs) for c in below):
        return None  # more rows, that no line parts
    across = [Ruling(y, x0, x1, 0.0) for y in (head, top)]
    across += [Ruling(c.top, c.x0, c.x1, 0.0) for c in grid.cells if c.row]
    across += [r for r in own if r.at <= heights[-1] + SAME_POSITION]
    down = [Ruling(x, head, heights[-1], 0.0) for x in (x0, x1)]
    down += [Ruling(c.x1, c.top, c.bottom, 0.0) for c in grid.cells if c.x1 < x1]
    crossed = 0
    for start, end in pairwise(heights):
        begins = any(abs(r.at - start) <= SAME_POSITION and r.start <= x0 + SAME_POSITION for r in own)
        free = _borders(start, end, begins, grid.xs, glyphs)
        crossed += 2 * len(free) < len(grid.xs) - 2
        down += [Ruling(x, start, end, 0.0) for x in free]
    return (sorted(across), sorted(down)) if 2 * crossed < len(heights) else None


def with_dark_edges(lines: Sequence[Ruling], edges: Sequence[Ruling], fills: Sequence[Fill]) -> list[Ruling]:
    """Lines across with the edges of dark names as which they go on: beside names of a second level left white, lines
    are drawn around these only. `edges` are borders by colour; lighter paint tells rows, also behind merged cells."""
    feet = [f for f in fills if f.shade < DARK] if edges else []
    found = [*lines]
    for e in edges if feet else ():
        ends = (min(abs(r.end - e.start), abs(r.start - e.end)) for r in lines if abs(r.at - e.at) <= AT_LINE)
        dark = any(abs(f.bottom - e.at) <= AT_LINE and f.x0 < (e.start + e.end) / 2 < f.x1 for f in feet)
        if dark and min(ends, default=inf) <= AT_LINE:
            found.append(e)
    return sorted(found)


def _rows(top: float, x0: float, x1: float, own: Sequence[Ruling], glyphs: Sequence[Glyph]) -> list[float]:
    """Heights of the borders between rows from the painted names down: lines that reach the right side, as far as
    nothing but the table stands between them."""
    heights = [top]
    for y in [r.at for r in own if r.end >= x1 - SAME_POSITION]:
        between = to_lines(g for g in glyphs if g.turn == 0 and heights[-1] < g.y < y and g.x1 > x0 and g.x0 < x1)
        beyond = any(k.x0 < x0 - SAME_POSITION or k.x1 > x1 + SAME_POSITION or stands_between(k.text) for k in between)
        if y - heights[-1] > TALLEST_ROW or beyond:
            break
        if y - heights[-1] > SAME_POSITION:
            heights.append(y)
    return heights


def _borders(start: float, end: float, begins: bool, xs: Sequence[float], glyphs: Sequence[Glyph]) -> list[float]:
    """Borders of columns that go on through a row; `begins`: a line above it reaches the left side, so that no cell
    from above stands in it."""
    lines = to_lines(g for g in glyphs if g.turn == 0 and start < g.y < end and xs[0] < g.x < xs[-1])
    chunks = [chunk for line in lines for chunk in chunks_of(line, 0)]
    open_at = {k for chunk in chunks for k in _under(chunk, xs)}
    if begins and chunks:
        open_at.update(_under(min(chunks, key=lambda c: c.x0), xs, from_side=True))
    return [x for k, x in enumerate(xs) if 0 < k < len(xs) - 1 and k not in open_at]


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


def _first_below(last: float, glyphs: Sequence[Glyph]) -> list[Chunk]:
    """Texts of the line of print right below a height."""
    line = next(iter(to_lines(g for g in glyphs if g.turn == 0 and g.y > last)), None)
    return chunks_of(line, 0) if line is not None and line.top - last <= NEAR * line.size else []


def _foot_of_page(last: float, xs: Sequence[float], glyphs: Sequence[Glyph]) -> float:
    """Where a row ends that the foot of the page cuts, below the last line of the table; 0 where none is cut: nothing
    but that row stands below, several texts in its first line and none over a border."""
    below = to_lines(g for g in glyphs if g.turn == 0 and g.y > last)
    if len(_first_below(last, glyphs)) < 2:
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
