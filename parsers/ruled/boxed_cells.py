"""Cells that are boxes of their own with white between them -> lines that meet, as other tables have them.

Styles with spacing between cells (border-spacing, gutters) draw every cell's four sides. Where the ends of two lines at
one height face each other over a narrow gap, and a side of a box stands at each of the two ends, the gap is a border:
both sides are put in its middle.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from parsers.pages.content import Glyph, Ruling
from parsers.pages.rulings import by_position

NARROWEST, WIDEST = 1.5, 14.0  # points of a gap between boxes
APART, NO_PRINT = 3.0, 6.0  # points between parallel sides of neighbouring boxes; no print fits in less
SHORTEST = 8.0  # points of a box's side
TOUCH = 2.0  # points that a side may stand off the end of the line that meets it
CORNER = 3.0  # the same of a line that ends where a round corner begins
SAME = 1.0  # points between positions of one border, or of sides at one height
ON = 60.0  # points along a border from one gap to the next
BEYOND = 8.0  # points beyond a border's ends in which it counts
NEAR = 60.0  # points from a line within which print shows that a gap is a row
ALONG = 0.8  # share of a side that those of the boxes along it cover
LEAST = 4  # gaps on a page that make a style


class Gap(NamedTuple):
    """Where one box ends and the next one begins, and along which stretch of the other axis."""

    low: float
    high: float
    start: float
    end: float

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


def close_gaps(
    across: Sequence[Ruling], down: Sequence[Ruling], glyphs: Sequence[Glyph] = ()
) -> tuple[list[Ruling], list[Ruling]]:
    """Horizontal and vertical lines with the sides of neighbouring boxes put on one another; unchanged where cells are
    no boxes. What holds print is no gap, but a row left white between two painted ones."""
    gaps_x = [*_gaps(across, down), *_pairs(down)]
    gaps_y = [*_gaps(down, across), *_pairs(across)]
    if any(gap.high - gap.low > NO_PRINT for gap in gaps_y):
        print_at = sorted((g.y, g.x) for g in glyphs if g.turn == 0)
        rows = [gap for gap in gaps_y if _holds_print(gap, print_at)]
        gaps_y = [gap for gap in gaps_y if not any(abs(gap.middle - row.middle) <= SAME for row in rows)]
    if not gaps_x:
        gaps_y = [gap for gap in gaps_y if _goes_on_below(gap, down)]
    if len(gaps_x) + len(gaps_y) < LEAST:
        return list(across), list(down)
    columns, rows = _borders(gaps_x), _borders(gaps_y)
    return _all_moved(across, rows, columns), _all_moved(down, columns, rows)


def _holds_print(gap: Gap, print_at: list[tuple[float, float]]) -> bool:
    """Whether a gap between rows is high enough for print and has some near the line that it parts. `print_at`: height
    and place of the middles of characters, in order."""
    if gap.high - gap.low <= NO_PRINT:
        return False
    first, last = bisect_left(print_at, (gap.low + 1, 0.0)), bisect_right(print_at, (gap.high - 1, 0.0))
    return any(gap.start - NEAR <= x <= gap.end + NEAR for _, x in print_at[first:last])


def _goes_on_below(gap: Gap, down: Sequence[Ruling]) -> bool:
    """Whether the vertical lines that end at a gap between rows go on behind it, but for those within merged cells: of
    those of a second table some stand elsewhere, on both sides of the gap."""
    ends = [v.at for v in down if abs(v.end - gap.low) <= TOUCH]
    starts = [v.at for v in down if abs(v.start - gap.high) <= TOUCH]
    facing = sum(any(abs(x - other) <= SAME for other in starts) for x in ends)
    return facing == min(len(ends), len(starts)) or 3 * facing > len(ends) + len(starts)


def _all_moved(lines: Sequence[Ruling], own: list[Gap], other: list[Gap]) -> list[Ruling]:
    """Lines put in the middle of their gaps; what stood within one, from box to box, has no length left and goes."""
    moved = (_moved(line, own, other) for line in lines)
    return sorted(line for line in moved if line.end > line.start)


def _gaps(lines: Sequence[Ruling], sides: Sequence[Ruling]) -> list[Gap]:
    """Gaps between lines at one height with a side of a box at both ends."""
    found: list[Gap] = []
    for level in by_position(lines, SAME):
        for a, b in pairwise(sorted(level, key=lambda line: line.start)):
            if min(a.end - a.start, b.end - b.start) < SHORTEST or not NARROWEST <= b.start - a.end <= WIDEST:
                continue
            if any(_crosses(side, line) for side in sides for line in (a, b)):
                continue  # a border of many cells, broken by one that spans columns
            if all(any(_meets(side, end, a.at) for side in sides) for end in (a.end, b.start)):
                found.append(Gap(a.end, b.start, a.at, a.at))
    return found


def _pairs(lines: Sequence[Ruling]) -> list[Gap]:
    """Gaps between parallel sides of boxes of one length, or between the side of one and those of the boxes along it,
    too near for print between them, where the lines that cross them were joined over the gap."""
    found: list[Gap] = []
    ordered = sorted(lines)
    beside: dict[tuple[Ruling, float], list[Ruling]] = {}  # of a side and a place next to it: shorter sides there
    for i, line in enumerate(ordered):
        for other in ordered[i + 1 :]:
            if other.at - line.at > NO_PRINT:
                break
            if other.at - line.at < APART:
                continue
            if abs(line.start - other.start) <= TOUCH and abs(line.end - other.end) <= TOUCH:
                found.append(Gap(line.at, other.at, line.start, line.end))
            elif _holds(line, other):
                beside.setdefault((line, round(other.at)), []).append(other)
            elif _holds(other, line):
                beside.setdefault((other, round(line.at)), []).append(line)
    for (line, _), sides in beside.items():
        if len(sides) > 1 and sum(s.end - s.start for s in sides) >= ALONG * (line.end - line.start):
            low, high = sorted((line.at, sides[0].at))
            found.append(Gap(low, high, line.start, line.end))
    return found


def _holds(line: Ruling, other: Ruling) -> bool:
    """Whether a line runs beside all of another, which is one shorter."""
    return line.start - TOUCH <= other.start and other.end <= line.end + TOUCH


def _crosses(side: Ruling, line: Ruling) -> bool:
    """Whether a line runs through another: the side of a box meets others at its ends only."""
    inside = line.start + TOUCH < side.at < line.end - TOUCH
    return inside and side.start < line.at - SAME and side.end > line.at + SAME


def _meets(side: Ruling, end: float, at: float) -> bool:
    return abs(side.at - end) <= CORNER and side.start - CORNER <= at <= side.end + CORNER


def _borders(gaps: list[Gap]) -> list[Gap]:
    """Gaps at one place, one after the other, as one."""
    found: list[Gap] = []
    for gap in sorted(gaps, key=lambda gap: gap.start):
        for i, other in enumerate(found):
            if abs(gap.low - other.low) <= SAME and abs(gap.high - other.high) <= SAME and gap.start - other.end <= ON:
                found[i] = other._replace(end=max(other.end, gap.end))
                break
        else:
            found.append(gap)
    return found


def _moved(line: Ruling, own: list[Gap], other: list[Gap]) -> Ruling:
    """A line put in the middle of the gap at which it stands, its ends in the middle of those at which they stand."""
    return line._replace(
        at=_middle(line.at, line.start, line.end, own),
        start=_middle(line.start, line.at, line.at, other, CORNER),
        end=_middle(line.end, line.at, line.at, other, CORNER),
    )


def _middle(position: float, start: float, end: float, gaps: list[Gap], reach: float = TOUCH) -> float:
    """The middle of the gap that a position, on this stretch of the other axis, is a side of; else the position."""
    near = [
        (min(abs(position - gap.low), abs(position - gap.high)), gap.middle)
        for gap in gaps
        if gap.start - BEYOND <= end and start <= gap.end + BEYOND
    ]
    off, middle = min(near, default=(reach + 1, position))
    return middle if off <= reach else position
