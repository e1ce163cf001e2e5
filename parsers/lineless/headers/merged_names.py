"""Columns whose white the names of merged cells run across: names of rows right of the name of their group, and totals
that stand in the middle over both.

Most rows of such a table show one text there, so that white shared by lines does not tell two columns. What tells them
is that names of rows keep to the right, that a name on their left stands beside one of them or between two rows, and
that all texts over both stand in one middle, each alone in its row. In a list whose lower levels are set in, a name on
the left has a row of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from parsers.lineless.alignment import NARROWEST_GAP, columns_under
from parsers.lineless.textblocks import Chunk

LEAST_ROWS = 3  # names of rows that stand right of the name of their group
ONE_MIDDLE = 0.5  # sizes between the middles of texts over both columns
ONE_SIDE = 0.3  # sizes between the left sides of names set at one side
OVERLAP = 0.25  # sizes by which texts beside each other overlap in height

Column = tuple[float, float]


def part_at_names(columns: list[Column], lines: Sequence[list[Chunk]]) -> list[Column]:
    """The columns of a table with its first one parted, where it holds names of groups and names of rows."""
    if len(columns) < 2:
        return columns
    own: list[Chunk] = []
    others: list[Chunk] = []
    for line in lines:
        for chunk in line:
            inside = columns_under(chunk.x0, chunk.x1, chunk.size, columns) in ([0], [])
            (own if inside and chunk.x < columns[0][1] else others).append(chunk)
    if len(own) <= LEAST_ROWS:
        return columns
    for start in sorted({c.x0 for c in own}):
        across = next((c for c in own if c.x0 < start < c.x1), None)
        if across is None:
            continue
        over = [c for c in own if abs(c.x - across.x) <= ONE_MIDDLE * c.size and abs(c.x0 - start) > ONE_SIDE * c.size]
        left = [c for c in own if c.x1 <= start - NARROWEST_GAP and c not in over]
        right = [c for c in own if c.x0 >= start and c not in over]
        if left and len(left) + len(right) + len(over) == len(own) and _are_names(left, right, over, others):
            return [(columns[0][0], max(c.x1 for c in left)), (start, max(c.x1 for c in right)), *columns[1:]]
    return columns


def _are_names(left: list[Chunk], right: list[Chunk], over: list[Chunk], others: list[Chunk]) -> bool:
    """Whether texts left and right of a height are names of groups and of their rows, and the rest stands over both."""
    size = left[0].size
    rows = [c for c in right if any(_are_beside(c, o) for o in others)]
    if len(rows) < LEAST_ROWS:
        return False
    at_side = max(c.x0 for c in right) - min(c.x0 for c in right) <= ONE_SIDE * size
    if not at_side and max(c.x for c in right) - min(c.x for c in right) > ONE_MIDDLE * size:
        return False
    if any(_are_beside(c, o) for c in over for o in (*left, *right)):
        return False
    return all(
        any(_are_beside(c, o) for o in right) or not any(_are_beside(c, o) for o in others) for c in left
    ) and any(_are_beside(c, o) or abs(c.y - o.y) < 2 * size for c in left for o in rows)


def _are_beside(one: Chunk, other: Chunk) -> bool:
    return min(one.bottom, other.bottom) - max(one.top, other.top) > OVERLAP * one.size
