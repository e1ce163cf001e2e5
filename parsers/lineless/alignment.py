"""How texts stand to columns and rows that no rules show: which they reach into, and where the cuts between them are.

Rows are the fewest cuts that part every two cells standing one under the other (stabbing of intervals). Merged cells
are found by their middles: a name that is set in the middle of its rows says by its place how many they are.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

from parsers.lineless.textblocks import Chunk, TextBlock
from parsers.texts.figures import PLAIN_FIGURE

SAME_START = 2.0  # points between the left sides of texts in one column
NARROWEST_GAP = 3.0  # points of white between two columns
OVERLAP = 0.5  # sizes by which a chunk must reach into a column to stand in it
MIDDLE = 0.75  # sizes that a centred text may be off the middle of what it is centred in
WIDER_FIGURE = 1.0  # sizes by which a figure may stick out of its column
OFF_MIDDLE = 3.0  # sizes that a text centred in its column is off the middle of several that it is not set in
EVEN = 0.6  # sizes that a text may be off the place that its column's alignment gives it
SAME_PLACE = 0.2  # sizes between the sides or middles of texts that are set alike


def columns_under(x0: float, x1: float, size: float, columns: list[tuple[float, float]]) -> list[int]:
    """Indices of the columns that a text reaches into."""
    least = min(OVERLAP * size, 0.5 * (x1 - x0))
    return [
        i
        for i, (left, right) in enumerate(columns)
        if left < x1 and x0 < right and min(x1, right) - max(x0, left) > min(least, 0.5 * (right - left))
    ]


def runs_on(chunk: Chunk, columns: list[tuple[float, float]]) -> bool:
    """Whether a text runs over several columns from the left side of one that is not the first: what a form says beside
    a name."""
    under = columns_under(chunk.x0, chunk.x1, chunk.size, columns)
    return len(under) > 1 and under[0] > 0 and abs(chunk.x0 - columns[under[0]][0]) <= SAME_START


def columns_of(chunk: Chunk, columns: list[tuple[float, float]], xs: list[float]) -> list[int]:
    """Indices of the columns that a text reaches into, by the columns' text or over the borders `xs` between them; the
    nearest column where it stands in the white."""
    found = set(columns_under(chunk.x0, chunk.x1, chunk.size, columns))
    for c, (left, right) in enumerate(pairwise(xs)):
        if min(chunk.x1, right) - max(chunk.x0, left) > min(OVERLAP * chunk.size, 0.5 * (chunk.x1 - chunk.x0)):
            found.add(c)
    if not found:
        return [min(range(len(columns)), key=lambda i: abs((columns[i][0] + columns[i][1]) / 2 - chunk.x))]
    if len(found) > 1 and PLAIN_FIGURE.fullmatch(chunk.text):
        own = next((c for c, (left, right) in enumerate(pairwise(xs)) if left <= chunk.x < right), min(found))
        if max(xs[own] - chunk.x0, chunk.x1 - xs[own + 1]) < WIDER_FIGURE * chunk.size:
            return [own]  # a figure as wide as its column
    return list(range(min(found), max(found) + 1))


def union(extents: list[tuple[float, float]]) -> list[tuple[float, float]]:
    joined: list[tuple[float, float]] = []
    for x0, x1 in sorted(extents):
        if joined and x0 - joined[-1][1] < NARROWEST_GAP:
            joined[-1] = (joined[-1][0], max(joined[-1][1], x1))
        else:
            joined.append((x0, x1))
    return joined


def is_set_alike(x0: float, x1: float, others: list[tuple[float, float]], size: float, middle: float) -> bool:
    """Whether a text begins, ends or is centred as most of several others, given by their sides, do, and does not stand
    at `middle`. That a text is centred in its own column as well tells less than that it stands at a side of it."""
    off = abs(middle - (x0 + x1) / 2)
    sides = max(
        sum(abs(x0 - a) <= SAME_PLACE * size for a, _ in others),
        sum(abs(x1 - b) <= SAME_PLACE * size for _, b in others),
    )
    centred = sum(abs(x0 + x1 - a - b) <= 2 * SAME_PLACE * size for a, b in others)
    at_side, in_middle = (len(others) > 1 and 2 * n > len(others) for n in (sides, centred))
    return (at_side and off > MIDDLE * size) or (in_middle and off > OFF_MIDDLE * size)


def column_borders(columns: list[tuple[float, float]], x0: float, x1: float) -> list[float]:
    """Borders in the middle of the white between columns, and the table's own sides."""
    inner = [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]
    return [min(x0, columns[0][0] - 1), *inner, max(x1, columns[-1][1] + 1)]


def find_rows(stacks: list[list[TextBlock]]) -> list[float]:
    """Heights of the fewest cuts that part all blocks which stand one under the other in a column.

    `stacks`: blocks of each column, top to bottom; a block that spans columns stands in each of them.
    """
    intervals = sorted(
        {(a.bottom, b.top) for stack in stacks for a, b in pairwise(stack)},
        key=lambda interval: (interval[1], -interval[0]),
    )
    groups: list[tuple[float, float]] = []
    for start, end in intervals:
        if groups and start < groups[-1][1] and end > groups[-1][0]:
            groups[-1] = (max(groups[-1][0], start), min(groups[-1][1], end))
        else:
            groups.append((start, end) if start <= end else (end, start))
    solid = [(b.top, b.bottom) for stack in stacks for b in stack]
    return sorted(_free_height(start, end, solid) for start, end in groups)


def _free_height(start: float, end: float, solid: list[tuple[float, float]]) -> float:
    """The middle of the largest part of an interval through which no text runs."""
    free = [(start, end)]
    for top, bottom in solid:
        pieces = []
        for a, b in free:
            if bottom <= a or top >= b:
                pieces.append((a, b))
                continue
            pieces += [(x, y) for x, y in ((a, top), (bottom, b)) if y > x]
        if pieces:
            free = pieces
    a, b = max(free, key=lambda piece: piece[1] - piece[0])
    return (a + b) / 2


def row_of(block: TextBlock, ys: list[float]) -> int:
    """The row between borders `ys` in which the middle of a text stands."""
    return min(max(bisect_right(ys, block.y) - 1, 0), len(ys) - 2)


def centred_over(
    block: TextBlock, columns: list[tuple[float, float]], borders: list[float], first: int, last: int, size: float
) -> tuple[int, int] | None:
    """The columns (first, last) between `first` and `last` in whose middle a text stands, at least those it covers."""
    covered = columns_under(block.x0, block.x1, size, columns)
    low = min(covered, default=last)
    high = max(covered, default=first)
    best: tuple[float, int, int] | None = None
    for i in range(first, last + 1):
        for j in range(i, last + 1):
            if covered and (i > low or j < high):
                continue
            if block.x0 < borders[i] - 1 or block.x1 > borders[j + 1] + 1:
                continue
            off = min(
                abs((borders[i] + borders[j + 1]) / 2 - block.x),
                abs((columns[i][0] + columns[j][1]) / 2 - block.x),
            )
            if off <= MIDDLE * size * 1.5 and (best is None or off < best[0] - 0.5):
                best = (off, i, j)
    return (best[1], best[2]) if best else None
