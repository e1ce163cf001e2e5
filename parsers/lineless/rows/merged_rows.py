"""Leading columns of a table without lines whose cells span rows: told by names that stand in the middle of their rows.

A column of merged cells covers all rows, each name in the middle of its own; what is merged in a column further right
lies within one cell of the column before it. Names of total lines stand in one row. At the head and at the foot of a
page the name of a cell that goes on may stand on the other page.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import inf

from parsers.lineless.alignment import row_of
from parsers.lineless.textblocks import TextBlock

MIDDLE = 0.75  # sizes that a name may be off the middle of its rows
EXACT = 0.3  # sizes that names may be off on the average where nothing but their place tells that cells are merged
NEARER = 0.35  # sizes by which a name may be nearer to the middle of one of its rows than to that of all
LOOSE = 0.3  # sizes that a name may stick out of its rows
EMPTY = 0.8  # sizes that a first row without any name costs
AT_TOP = 0.8  # sizes of white above a text at the top of a cell that the page cuts
SAME_TOP = 0.5  # points between the tops of texts that begin on one height
MOST_LEVELS = 4  # leading columns whose last cell is tried both ways
CUT = 0.25  # sizes that such a place costs
SAME_PAD = 1.0  # points by which the white above texts that hang there may differ
CUT_ALIKE = 0.05  # sizes that such a place costs where other texts hang as far below the top of their cells
NAMELESS = 0.2  # sizes that rows at the page's edge cost whose name would stand on another page

Rows = tuple[int, int]  # first and last row of a cell
Cell = tuple[Rows, TextBlock | None]  # with its text, if that stands on the page


def merged_columns(
    blocks: Sequence[Sequence[TextBlock]],
    ys: list[float],
    whole: Sequence[set[int]],
    size: float,
    open_start: bool,
    open_end: bool,
    habit: frozenset[int],
) -> dict[int, list[Rows]]:
    """Leading columns with cells that span rows, with the rows of each cell.

    `blocks`: texts of each column that stand in it alone, top to bottom; `whole`: for each column the rows that no cell
    reaches into, such as lines of totals; `open_start` and `open_end`: the table may go on from the page before and
    overleaf; `habit`: columns with merged cells on the page before.
    """
    rows = len(ys) - 1
    columns = _Columns(blocks, ys, whole, size, open_start, open_end)
    found = columns.explained(0, [i in (0, rows) for i in range(rows + 1)]) if len(blocks) > 1 else []
    proven = max((c for c, shared in enumerate(found) if _is_proven(shared, ys, size, c in habit)), default=-1)
    return {c: [cell for cell, _ in found[c]] for c in range(proven + 1)}  # names left of merged ones are merged too


class _Columns:
    """The texts of a table's leading columns and what may stand between them, as `merged_columns` takes them."""

    def __init__(
        self,
        blocks: Sequence[Sequence[TextBlock]],
        ys: list[float],
        whole: Sequence[set[int]],
        size: float,
        open_start: bool,
        open_end: bool,
    ) -> None:
        self.blocks, self.ys, self.whole, self.size = blocks, ys, whole, size
        self.open_start, self.open_end = open_start, open_end
        self.hung, self.pad = _hung(blocks, ys) if open_end else (set(), None)

    def explained(self, c: int, parted: list[bool], hangs: bool = False) -> list[list[Cell]]:
        """Cells of this column and of as many following it as can be explained together. `parted`: the row borders that
        no cell crosses; `hangs`: the last name of the column before hangs at the top of a cell that the page cuts, so
        that the last one of this column may as well."""
        best: list[list[Cell]] = []
        tried: list[list[Rows]] = []
        column = self.blocks[c]
        ways = [self.hung, self.hung | {id(column[-1])}] if _may_hang(column, c, self.open_end) else [self.hung]
        for hanging in reversed(ways) if hangs else ways:
            shared = self._shared_in(c, parted, hanging)
            cells = [cell for cell, _ in shared or ()]
            if shared is None or cells in tried:
                continue
            tried.append(cells)
            ends = {last + 1 for _, last in cells} | self.whole[c] | {row + 1 for row in self.whole[c]}
            walls = [is_wall or i in ends for i, is_wall in enumerate(parted)]
            goes_on = c + 2 < len(self.blocks)
            found = [shared, *(self.explained(c + 1, walls, _hangs(shared, self.ys, self.size)) if goes_on else [])]
            best = found if len(found) > len(best) else best
        return best

    def _shared_in(self, c: int, parted: list[bool], hanging: set[int]) -> list[Cell] | None:
        """Cells of a column that cross none of these walls."""
        rows, whole = len(self.ys) - 1, self.whole[c]
        edges = [i in (0, rows) or i in whole or i - 1 in whole for i in range(rows + 1)]
        walls = [a or b for a, b in zip(edges, parted, strict=True)]
        shared: list[Cell] = []
        for first, last in (s for s in _stretches(edges) if s[0] not in whole):
            own = [b for b in self.blocks[c] if first <= row_of(b, self.ys) <= last]
            head, foot = self.open_start and first == 0, self.open_end and last == rows - 1
            piece = _share(own, first, last, self.ys, walls, self.size, head, foot, hanging, self.pad)
            if piece is None:
                return None
            shared += piece
        return shared or None


def _may_hang(column: Sequence[TextBlock], c: int, open_end: bool) -> bool:
    """Whether the last text of a column may stand at the top of a cell that the page cuts."""
    return open_end and c < MOST_LEVELS and bool(column)


def _hangs(cells: list[Cell], ys: list[float], size: float) -> bool:
    """Whether the last name of a column stands far above the middle of its rows."""
    (first, last), block = cells[-1]
    return block is not None and last == len(ys) - 2 and _middle(ys, first, last) - block.y > size


def _hung(blocks: Sequence[Sequence[TextBlock]], ys: list[float]) -> tuple[set[int], float | None]:
    """Identities of the last texts of columns that begin on one height at the top of a row, though they are not of one
    height: they hang there and do not stand in the middle. With them the white above them, None where there are none.
    """
    last = [column[-1] for column in blocks if column]
    found: set[int] = set()
    pad: float | None = None
    for block in last:
        row = row_of(block, ys)
        alike = [b for b in last if abs(b.top - block.top) <= SAME_TOP and row_of(b, ys) == row]
        heights = {round(b.bottom - b.top) for b in alike}
        if len(heights) > 1 and block.top - ys[row] <= AT_TOP * block.chunks[0].size:
            found |= {id(b) for b in alike}
            pad = block.top - ys[row]
    return found, pad


def _stretches(walls: list[bool]) -> list[Rows]:
    at = [i for i, is_wall in enumerate(walls) if is_wall]
    return [(a, b - 1) for a, b in pairwise(at)]


def _share(
    own: Sequence[TextBlock],
    first: int,
    last: int,
    ys: list[float],
    walls: list[bool],
    size: float,
    head: bool,
    foot: bool,
    hung: set[int],
    pad: float | None,
) -> list[Cell] | None:
    """Cells of a column between two rows."""
    if own:
        part = share_rows(own, ys[first : last + 2], walls[first : last + 2], size, head, foot, hung, pad)
        return None if part is None else [((a + first, b + first), block) for (a, b), block in part]
    if not head or any(walls[first + 1 : last + 1]):
        return None
    return [((first, last), None)]  # what stands here is printed on the page before


def share_rows(
    blocks: Sequence[TextBlock],
    ys: list[float],
    walls: list[bool],
    size: float,
    open_start: bool,
    open_end: bool,
    hung: set[int] | frozenset[int] = frozenset(),
    pad: float | None = None,
) -> list[Cell] | None:
    """Rows of each block of a column, so that each stands in the middle of its rows and all rows are covered; None when
    that cannot explain where the blocks stand. No cell crosses a wall. The first and the last cell may be without text
    where the table goes on at that end of the page. `hung`: identities of texts at the top of their cells; `pad`: the
    white above texts that hang there, where it is known."""
    rows, count = len(ys) - 1, len(blocks)
    walled = [0]  # walls above each border
    for is_wall in walls:
        walled.append(walled[-1] + is_wall)
    before = [0.0] + [inf] * rows
    for start in range(1, rows if open_start else 1):
        if walled[start] == walled[1]:
            before[start] = NAMELESS * size
    if not open_start and rows > 1:
        before[1] = EMPTY * size  # a first row without a name
    best, back = _cheapest(blocks, ys, walled, before, size, open_end, hung, pad)
    end = rows
    if open_end:
        cost = best[count]
        ends = [e for e in range(1, rows) if walled[rows] == walled[e + 1] and cost[e] + NAMELESS * size < cost[end]]
        end = min(ends, key=lambda e: cost[e], default=end)
    if best[count][end] == inf or best[count][end] / count > MIDDLE * size * 1.5:
        return None
    shared: list[Cell] = [((end, rows - 1), None)] if end < rows else []
    for n in range(count, 0, -1):
        start = back[n][end]
        shared.insert(0, ((start, end - 1), blocks[n - 1]))
        end = start
    if end > 0:
        shared.insert(0, ((0, end - 1), None))
    return shared


def _cheapest(
    blocks: Sequence[TextBlock],
    ys: list[float],
    walled: list[int],
    before: list[float],
    size: float,
    open_end: bool,
    hung: set[int] | frozenset[int],
    pad: float | None,
) -> tuple[list[list[float]], list[list[int]]]:
    """For each number of blocks and each row border what it costs at the least that these blocks fill the rows down to
    it, and the border where the last of them begins then. `walled`: walls above each border; `before`: the costs of no
    block at all."""
    rows, count = len(ys) - 1, len(blocks)
    best = [before, *([inf] * (rows + 1) for _ in range(count))]
    back = [[-1] * (rows + 1) for _ in range(count + 1)]
    for n, block in enumerate(blocks, 1):
        for end in range(n, rows + 1):
            for start in range(end - 1, n - 2, -1):
                if walled[end] > walled[start + 1]:
                    break
                if best[n - 1][start] == inf:
                    continue
                if block.top < ys[start] - LOOSE * size or block.bottom > ys[end] + LOOSE * size:
                    continue
                off = abs((ys[start] + ys[end]) / 2 - block.y)
                if open_end and n == count and end == rows and block.top - ys[start] <= AT_TOP * size:
                    # the page cuts the cell: browsers leave its text at the top
                    as_others = pad is not None and abs(block.top - ys[start] - pad) <= SAME_PAD
                    off = 0.0 if id(block) in hung else min(off, (CUT_ALIKE if as_others else CUT) * size)
                elif id(block) in hung:
                    off += size
                cost = best[n - 1][start] + off
                if cost < best[n][end]:
                    best[n][end], back[n][end] = cost, start
    return best, back


def _is_proven(shared: list[Cell], ys: list[float], size: float, habit: bool) -> bool:
    """Whether cells are merged: a name stands on a border or off the middle of any one row, or all names stand exactly
    in the middle of their rows though some rows have none."""
    named = [(rows, block) for rows, block in shared if block is not None]
    if not named:
        return True
    if any(block.top < y < block.bottom for _, block in named for y in ys[1:-1]):
        return True
    if any(abs(_middle(ys, row_of(b, ys), row_of(b, ys)) - b.y) > 0.5 * size for _, b in named):
        return True
    if all(first == last for (first, last), _ in shared):
        return False
    if any(_stands_in_one(rows, block, ys, size) for rows, block in named):
        return False
    exact = sum(abs(_middle(ys, *rows) - block.y) for rows, block in named) <= EXACT * size * len(named)
    return exact and (habit or any(last > first for (first, last), _ in named))


def _stands_in_one(rows: Rows, block: TextBlock, ys: list[float], size: float) -> bool:
    """Whether a name stands in the middle of one row rather than of all that it would take: those beside have none."""
    own = row_of(block, ys)
    return abs(_middle(ys, *rows) - block.y) > abs(_middle(ys, own, own) - block.y) + NEARER * size


def _middle(ys: list[float], first: int, last: int) -> float:
    return (ys[first] + ys[last + 1]) / 2
