"""Lines of a table that stand alone.

A page of a table on which only the lines between its columns stand: no side, no row and no header is drawn again.

Vertical lines that touch no horizontal line of the table to which they belong.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from parsers.pages.content import Glyph, Ruling
from parsers.parts.borders import SAME_POSITION
from parsers.parts.grid import Grid, GridCell

LONE_CONFIDENCE = 0.85
LEAST_BORDERS = 2  # between columns


def columns_alone(page: int, down: Sequence[Ruling], across: Sequence[Ruling], before: Grid) -> Grid | None:
    """One row as high as the lines that stand where the grid of the page before has all its inner borders; None where
    they do not begin on one height, or a line crosses them. Some may end above a last row merged over columns."""
    inner = before.xs[1:-1]
    own = [r for r in down if any(abs(r.at - x) <= SAME_POSITION for x in inner)]
    if len(inner) < LEAST_BORDERS or not own:
        return None
    top, bottom = own[0].start, max(r.end for r in own)
    level = all(abs(r.start - top) <= SAME_POSITION for r in own)
    stands = all(any(abs(r.at - x) <= SAME_POSITION for r in own) for x in inner)
    if not (level and stands) or any(top < r.at < bottom for r in across):
        return None
    xs = before.xs
    cells = [GridCell(0, k, 1, 1, x0, top, x1, bottom) for k, (x0, x1) in enumerate(pairwise(xs))]
    return Grid(page, list(xs), [top, bottom], cells, "rulings", LONE_CONFIDENCE, open_head=True, open_end=True)


SIDE_ENDS = 6.0  # points by which the ends of a lone side may miss those of its table
SAME_END = 2.0  # points between ends of lines drawn from one height to another
HEAD = 30.0  # points from a rule to the running head that stands over it
WIDEST_SIDE_CELL = 150.0  # points between a lone side and the next vertical line


def adopt_side(line: Ruling, components: list[tuple[list[Ruling], list[Ruling]]], glyphs: Sequence[Glyph]) -> None:
    """Give a lone vertical line to the table in which it runs from one row border to another: beside a cell merged over
    all rows of a page, or one drawn too short, it touches no horizontal line; nor does one between columns that begins
    below a name over both, where no line parts the names from the rows."""
    for hs, vs in components:
        heights = [min(v.start for v in vs), max(v.end for v in vs), *(h.at for h in hs)]
        near = min(abs(line.at - v.at) for v in vs)
        meets = [min(abs(end - y) for y in heights) <= SIDE_ENDS for end in (line.start, line.end)]
        x0, x1 = min(h.start for h in hs), max(h.end for h in hs)
        is_inner = x0 < line.at < x1 and meets[1] and line.start > min(heights)
        if near <= WIDEST_SIDE_CELL and (all(meets) or is_inner):
            if not x0 <= line.at <= x1 and not _is_side_beyond(line, x0, x1, vs, glyphs):
                continue
            vs.append(line)
            vs.sort()
            return


def _is_side_beyond(line: Ruling, x0: float, x1: float, down: list[Ruling], glyphs: Sequence[Glyph]) -> bool:
    """Whether a line beyond the horizontal ones is a side of the table: it begins and ends with another one, or print
    stands between. The rule at the running head of a turned page has that head, turned, on its other side."""
    low, high = sorted((line.at, x0 if line.at < x0 else x1))
    if any(g.turn == 0 and low < g.x < high and line.start < g.y < line.end for g in glyphs):
        return True
    if not any(abs(line.start - v.start) <= SAME_END and abs(line.end - v.end) <= SAME_END for v in down):
        return False
    beyond = (line.at - HEAD, line.at) if line.at < x0 else (line.at, line.at + HEAD)
    return not any(g.turn and beyond[0] < g.x < beyond[1] and line.start < g.y < line.end for g in glyphs)
