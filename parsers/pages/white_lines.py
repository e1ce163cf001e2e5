"""White lines: what shows of them on shaded ground, and what of the others goes on with those.

Styles of office programs rule tables in white over bands of shading. A line of such a table shows in the shaded rows
and is lost in those left white, where it parts the columns all the same. A white line that shows nowhere, nor goes on
with one that does, borders nothing that a reader could see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from parsers.pages.content import Ruling
from parsers.pages.drawings import Patch

EDGE = 0.25  # points beside a shaded area at which a line still marks its edge
SAME_LINE = 1.0  # points between white lines that are one
NEXT = 4.0  # points between the ends of two pieces of one line

Box = tuple[float, float, float, float]


def shows_in_part(
    box: Box, width: float, order: int, areas: list[Patch], shows: Callable[[float, float], bool]
) -> bool:
    """Whether a white line shows on any of the areas over which it runs. `shows` tells it of one place."""
    x0, top, x1, bottom = box
    reach = EDGE + (width / 2 if min(x1 - x0, bottom - top) < EDGE else 0.0)  # strokes have no breadth of their own
    x0, x1 = (x0 - reach, x1 + reach) if x1 - x0 < bottom - top else (x0, x1)
    top, bottom = (top - reach, bottom + reach) if bottom - top < x1 - x0 else (top, bottom)
    return any(shows(x, y) for x, y in _places(x0, top, x1, bottom, order, areas))


def _places(
    x0: float, top: float, x1: float, bottom: float, order: int, areas: list[Patch]
) -> Iterator[tuple[float, float]]:
    """The middle of what each area has in common with a box."""
    for area in areas:
        if area.order < order:
            left, right = max(x0, area.x0), min(x1, area.x1)
            upper, lower = max(top, area.top), min(bottom, area.bottom)
            if left <= right and upper <= lower:
                yield (left + right) / 2, (upper + lower) / 2


def going_on(seen: list[Ruling], hidden: list[Ruling]) -> list[Ruling]:
    """Those of the hidden white lines that go on, end to end, with white lines that are seen."""
    ends = [line for line in seen if line.faint]
    rest = hidden
    found: list[Ruling] = []
    while ends and rest:
        new = [h for h in rest if any(_touch(h, line) for line in ends)]
        rest = [h for h in rest if h not in new]
        found += new
        ends = new
    return found


def _touch(one: Ruling, other: Ruling) -> bool:
    return abs(one.at - other.at) <= SAME_LINE and one.start - other.end <= NEXT and other.start - one.end <= NEXT
