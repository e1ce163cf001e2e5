"""Narrow white that stands at one place through all lines of a table without lines: a border between two columns.

TeX and narrow margins leave little more than half a character between a figure at the right side of its column and a
text at the left side of the next one. In one line that is a space; at the same place in all lines it is none. Sheets of
a spreadsheet leave next to nothing there: that amounts end and texts begin at one place tells two columns even so.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from parsers.lineless.textblocks import CELL_GAP, ends_whole_amount, goes_on_behind_amount
from parsers.pages.lines import Line

LEAST_GAP = 0.35  # sizes of white between two texts
LEAST_LINES = 3  # that have such white at the same place; more, where all that tells is that figures end there
LEAST_SURE = 2  # of these whose text cannot go on with the amount before it, as 项 or 万 might
SAME_END = 0.5  # points between the ends of figures at the right side of one column
ENDS_AMOUNT, INSIDE_AMOUNT = frozenset("0123456789%％"), frozenset("0123456789.．,，%％")
OVERLAP = 0.1  # points by which two texts without white between them may overlap
SHARED = 0.2  # sizes of white that all of them share


def steady_whites(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """Left and right sides of the white that several lines have between texts close to each other, and through which
    no line prints."""
    gaps = sorted(
        (
            (a.x1, b.x0, line.size)
            for line in lines
            for a, b in pairwise(line.glyphs)
            if _is_narrow(b.x0 - a.x1, line.size)
        ),
    )
    found: list[tuple[float, float]] = []
    while gaps:
        left, right, size = gaps[0]
        shared = 0
        rest: list[tuple[float, float, float]] = []
        for a, b, own in gaps:
            if min(right, b) - max(left, a) >= SHARED * size:
                left, right, shared = max(left, a), min(right, b), shared + 1
            else:
                rest.append((a, b, own))
        gaps = rest
        ends = sum(any(abs(g.x1 - left) <= SAME_END for g in line.glyphs) for line in lines)
        if (shared >= LEAST_LINES or ends > LEAST_LINES) and not any(
            _prints_through(line, left, right) for line in lines
        ):
            found.append((left, right))
    return [*found, *_behind_amounts(lines)]


def _behind_amounts(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """White, if any, where amounts end on one height of several lines and texts begin right behind them."""
    gaps = [
        (a.x1, b.x0, goes_on_behind_amount(b))
        for line in lines
        for k, (a, b) in enumerate(pairwise(line.glyphs), 1)
        if a[0] in ENDS_AMOUNT and b[0] not in INSIDE_AMOUNT and -OVERLAP < b[1] - a[3] < LEAST_GAP * line.size
        if ends_whole_amount(line.glyphs, k)
    ]
    found: list[tuple[float, float]] = []
    for left, right, _ in sorted(gaps):
        alike = [goes_on for a, b, goes_on in gaps if abs(a - left) <= SAME_END and abs(b - right) <= SAME_END]
        known = any(abs(a - left) <= SAME_END for a, _ in found)
        sure = len(alike) >= LEAST_LINES and alike.count(False) >= LEAST_SURE
        sure = sure or (False in alike and len(alike) + _begin_at(right, lines) > LEAST_LINES)
        if sure and not known and not any(_prints_through_any(line, left, right) for line in lines):
            found.append((left, right))
    return found


def _begin_at(x: float, lines: Sequence[Line]) -> int:
    """How many lines have a text that begins at a place, with wide white or nothing before it: the other lines of
    texts that wrap there."""
    starts = [
        g.x0
        for line in lines
        for before, g in pairwise([None, *line.glyphs])
        if g is not None and (before is None or g.x0 - before.x1 > CELL_GAP * line.size)
    ]
    return sum(abs(start - x) <= SAME_END for start in starts)


def _prints_through_any(line: Line, left: float, right: float) -> bool:
    """Whether a character of a line stands in some white, however narrow that is."""
    return any(g.x0 < right - SAME_END and g.x1 > left + SAME_END for g in line.glyphs)


def _is_narrow(white: float, size: float) -> bool:
    return LEAST_GAP * size <= white <= CELL_GAP * size + 0.5


def _prints_through(line: Line, left: float, right: float) -> bool:
    """Whether a character stands in the white, or two that touch at its sides."""
    middle = (left + right) / 2
    before = max((g.x1 for g in line.glyphs if g.x <= middle), default=float("-inf"))
    after = min((g.x0 for g in line.glyphs if g.x > middle), default=float("inf"))
    return after - before < SHARED * line.size or before > middle or after < middle
