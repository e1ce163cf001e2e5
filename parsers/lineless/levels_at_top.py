"""Leading columns with cells merged over rows in a table without lines that sets all texts at the top of their cells,
or all at the foot.

Word does the one unless it is told otherwise, Excel the other. At the top a name stands beside the first line of its
first row, and its cell goes down to the next name; at the foot it is the other way round. Where texts are set is told
by rows of several lines beside which others have fewer; where all rows have one, by two levels of names of which the
first has each of its names beside one of the second; or by the page before.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from parsers.lineless.alignment import row_of
from parsers.lineless.headers.header_names import Span
from parsers.lineless.textblocks import Chunk, TextBlock
from parsers.texts.figures import FIGURE

NEAR = 0.25  # sizes that a text may be off the top or the middle of its row
TALLER = 0.8  # sizes by which the tallest text of a row is higher than one that tells where texts are set
LEAST = 3  # texts that tell it …
SURE = 0.8  # … and the share of them that must stand at the top
LEAST_NAMES = 2  # of each level that show it
LEAST_COLUMNS = 4  # of a table with two levels of names
MOST_LEVELS = 4  # leading columns of names of groups and of their weights

Rows = tuple[int, int]  # first and last row of a cell


def levels_at_edge(
    blocks: Sequence[Sequence[TextBlock]],
    ys: list[float],
    whole: Sequence[set[int]],
    size: float,
    open_start: bool,
    open_end: bool,
    told: bool = False,
) -> dict[int, list[Rows]] | None:
    """Rows of each cell of the leading columns with merged cells; None where texts or names are set neither at the top
    of their cells nor at the foot.

    `blocks`: texts of each column that stand in it alone; `whole`: for each column the rows that no cell reaches into;
    `open_start` and `open_end`: the table may go on from the page before and overleaf; `told`: names stand at the top
    on the page before.
    """
    found = _levels_at_top(blocks, ys, whole, size, open_start, told or _are_nested(blocks, ys, whole))
    if found is not None:
        return found
    last = len(ys) - 2  # the same upside down
    turned = [[_turned(b) for b in reversed(column)] for column in blocks]
    found = _levels_at_top(turned, [-y for y in reversed(ys)], [{last - r for r in w} for w in whole], size, open_end)
    if found is None:
        return None
    return {c: [(last - b, last - a) for a, b in reversed(cells)] for c, cells in found.items()}


def _turned(block: TextBlock) -> TextBlock:
    return TextBlock([c._replace(top=-c.bottom, bottom=-c.top) for c in reversed(block.chunks)])


def stand_at_top(spans: Sequence[Span], ys: Sequence[float], xs: Sequence[float], chunks: Sequence[Chunk]) -> bool:
    """Whether the names of all cells merged over rows of one column stand in the first of these, two names at least.
    Those of cells that the page cuts do anyway."""
    tall = [s for s in spans if len(ys) - 2 > s[2] > s[0] and s[1] == s[3]]
    names = [[c for c in chunks if xs[b] < c.x < xs[b + 1] and ys[a] < c.y < ys[d + 1]] for a, b, d, _ in tall]
    named = [(s, own) for s, own in zip(tall, names, strict=True) if own]
    return len(named) >= LEAST_NAMES and all(
        c.bottom <= ys[s[0] + 1] and c.bottom < (ys[s[0]] + ys[s[2] + 1]) / 2 for s, own in named for c in own
    )


def _are_nested(blocks: Sequence[Sequence[TextBlock]], ys: list[float], whole: Sequence[set[int]]) -> bool:
    """Whether two levels of names begin with the first row, and each name of the first level stands in a row with one
    of the second, which has more: in the middle of their rows few would."""
    if len(blocks) < LEAST_COLUMNS or any(FIGURE.fullmatch(b.text) for column in blocks[:2] for b in column):
        return False
    first, second = ({row_of(b, ys) for b in column} - whole[c] for c, column in enumerate(blocks[:2]))
    free = set(range(len(ys) - 1)) - first - whole[0]
    return (
        0 in first
        and len(first) >= LEAST_NAMES
        and len(second) >= len(first) + LEAST_NAMES
        and first < second
        and len(free) >= LEAST
        and len(second) < len(first) + len(free)
    )


def _levels_at_top(
    blocks: Sequence[Sequence[TextBlock]],
    ys: list[float],
    whole: Sequence[set[int]],
    size: float,
    open_start: bool,
    told: bool = False,
) -> dict[int, list[Rows]] | None:
    """The same where they are set at the top."""
    rows: list[list[tuple[int, TextBlock]]] = [[] for _ in ys[1:]]
    for c, column in enumerate(blocks):
        for block in column:
            rows[row_of(block, ys)].append((c, block))
    tops = [min((b.top for _, b in row), default=0.0) for row in rows]
    if not told and not _are_at_top(rows, size):
        return None
    found: dict[int, list[Rows]] = {}
    walls = {0, len(rows)}
    named: set[int] = set()  # rows with a name of the level before
    for c, column in enumerate(blocks[: min(MOST_LEVELS, len(blocks) - 2)]):
        if any(b.top - tops[row_of(b, ys)] > NEAR * size for b in column):
            return None if c == 0 else found
        starts = {row_of(b, ys) for b in column}
        if sum(bool(FIGURE.fullmatch(b.text)) for b in column) * 2 > len(column):
            if c - 1 in found and starts - whole[c] == named - whole[c]:  # the weights of those names
                found[c] = found[c - 1]
                continue
            break
        edges = walls | whole[c] | {r + 1 for r in whole[c]}
        nameless = {r for r in edges - starts - whole[c] if r < len(rows) and not (open_start and r == 0)}
        if nameless:
            break
        cells = [(a, b - 1) for a, b in pairwise(sorted(starts | edges)) if a not in whole[c]]
        if all(a == b for a, b in cells):
            break
        found[c], named = cells, starts
        walls |= {a for a, _ in cells} | {b + 1 for _, b in cells}
    return found


def _are_at_top(rows: list[list[tuple[int, TextBlock]]], size: float) -> bool:
    """Whether texts beside taller ones stand at the top of their rows."""
    above = middle = 0
    for row in rows:
        tall = max((b.bottom - b.top for _, b in row), default=0.0)
        top = min((b.top for _, b in row), default=0.0)
        for _, block in row:
            if tall - (block.bottom - block.top) >= TALLER * size:
                above += block.top - top <= NEAR * size
                middle += abs(block.y - top - tall / 2) <= NEAR * size
    return above >= LEAST and above >= SURE * (above + middle)
