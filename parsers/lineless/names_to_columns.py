"""Names in a header without lines that take columns beside those they are printed over."""

from __future__ import annotations

from parsers.lineless.textblocks import TextBlock

SAME_LINE = 0.3  # sizes between the middles of two names that stand on one line
BELOW_MIDDLE = 0.4  # sizes off the header's middle from which a name stands under or over another one
CENTRED = 1.5  # sizes that a name may be off the middle of the columns that it takes for lack of other names


def take_nameless(
    order: list[TextBlock],
    reach: dict[int, tuple[int, int]],
    columns: list[tuple[float, float]],
    xs: list[float],
    size: float,
) -> None:
    """Columns without any name go to the name beside them that stands in the middle of both, in place."""
    for c in range(len(columns)):
        if any(first <= c <= last for first, last in reach.values()):
            continue
        best: tuple[float, TextBlock, tuple[int, int]] | None = None
        for block in order:
            first, last = reach[id(block)]
            if c not in (first - 1, last + 1):
                continue
            wider = (min(first, c), max(last, c))
            off = abs((xs[wider[0]] + xs[wider[1] + 1]) / 2 - block.x)
            middle = (columns[first][0] + columns[last][1]) / 2
            is_nearer = off < abs(middle - block.x) or off < 0.3 * size
            if off <= CENTRED * size and is_nearer and (best is None or off < best[0]):
                best = (off, block, wider)
        if best is not None:
            reach[id(best[1])] = best[2]


def take_lower(
    order: list[TextBlock], reach: dict[int, tuple[int, int]], xs: list[float], middle: float, size: float
) -> None:
    """Single names below the middle of the header stand under the name of the group beside them, where that one then
    stands in the middle of all its columns, in place. Other single names must stand in the header's middle: where all
    stand at its foot, the height tells nothing."""
    alone = {
        reach[id(b)][0]: b
        for b in order
        if reach[id(b)][0] == reach[id(b)][1]
        and not any(o is not b and touch(reach[id(o)], reach[id(b)]) for o in order)
    }
    lower = {c for c, b in alone.items() if b.y - middle > BELOW_MIDDLE * size}
    if not any(abs(b.y - middle) <= SAME_LINE * size for b in alone.values()):
        return
    for group in [b for b in order if reach[id(b)][0] < reach[id(b)][1] and middle - b.y > BELOW_MIDDLE * size]:
        first, last = reach[id(group)]
        while first - 1 in lower:
            first -= 1
        while last + 1 in lower:
            last += 1
        off = abs((xs[first] + xs[last + 1]) / 2 - group.x)
        if (first, last) != reach[id(group)] and off <= CENTRED * size:
            reach[id(group)] = (first, last)


def touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two names share a column."""
    return one[0] <= other[1] and other[0] <= one[1]
