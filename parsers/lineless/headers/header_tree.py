"""Names of columns as a tree: which names stand over which columns, chosen for the whole header at once.

A header parts its columns from left to right and from top to bottom: over any run of columns stands either one name,
with the parts of that run below it, or two runs side by side. All ways to read the printed names so are tried (dynamic
programming over runs of columns), and the one in which names stand best in the middle of what they name is taken. No
name is looked at alone: one that could stand over two columns or three does so as its neighbours leave room.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from math import inf

from parsers.lineless.alignment import columns_under
from parsers.lineless.textblocks import Chunk, TextBlock
from parsers.pages.content import Ruling

NEAR_ENOUGH = 0.5  # sizes off the middle that cost next to nothing …
SLIGHT = 0.2  # … of what each further size costs
AT_SIDE = 0.2  # price of a name that begins or ends with its column rather than stands in the middle
AT_SIDE_OF_GROUP = 0.6  # the same of a name over several columns
AT_SIDE_OF_TABLE = 3.0  # the same at the side of the table: what stands there wraps in the first or the last column
NAMELESS = 1.5  # price of a column without a name
WIDE_LEAF = 0.7  # price of each further column under a name with none below it
STACKED = 0.4  # price of two names one under the other over one column
STEP_OF_LINES = 1.5  # sizes from line to line that names of several lines mostly have
WIDE_STEP = 0.5  # price of each size more than that
BESIDE_NAME = 0.35  # price of a last line that stands beside the first line of another name
ONE_MIDDLE = 0.4  # sizes between the middles or sides of lines of one name
SAME_HEIGHT = 0.3  # sizes between the middles of names beside each other
OFF_HEIGHT = 0.4  # price of each size that a name stands above or below the middle of its cell …
MOST_OFF_HEIGHT = 0.5  # … at most
OTHER_RULE = 1.0  # price of a name over other columns than the rule right below it
RULE_BELOW = 1.0  # sizes of white between a name and that rule
LEAST_AT_SIDE = 3  # names that tell where a header sets its names …
MOST_AT_SIDE = 0.75  # … and the share of them that stand so
SAME_SIDE = 1.0  # points between the side of a name and that of its column
UNTOLD_SIDE = 0.2  # price of taking names to stand at a side of their columns where nothing else tells so
OVER_OTHERS = 0.5  # price of each size that a name reaches over another column's text

Tree = tuple[tuple[TextBlock, int, int], ...]  # names with the first and the last column that they stand over


class _Header:
    """Names as printed, with the columns below them; `price` and `tree` are for a run of columns and a height."""

    def __init__(
        self,
        chunks: Sequence[Chunk],
        columns: list[tuple[float, float]],
        xs: list[float],
        edges: tuple[float, float],
        size: float,
        pitch: float,
        apart: set[int],
        rules: Sequence[Ruling],
    ) -> None:
        self.chunks = sorted(chunks, key=lambda c: (c.y, c.x0))
        self.columns, self.xs, self.size, self.pitch, self.apart = columns, xs, size, pitch, apart
        self.top, self.bottom = edges
        self.rules = [(r.at, *self._under(r)) for r in rules if edges[0] + size / 2 < r.at < edges[1] - size / 2]
        self.first = {id(c) for c in self.chunks if self._is_first(c)}
        self.side: int | None = None  # at which side names over several columns begin or end with these

    def _under(self, rule: Ruling) -> tuple[int, int]:
        """The first and the last column that a rule covers."""
        over = [k for k, (x0, x1) in enumerate(self.columns) if rule.start <= (x0 + x1) / 2 <= rule.end]
        return (over[0], over[-1]) if over else (0, -1)

    def cheapest(self) -> Tree:
        """The tree by the side at which names stand, or by each in turn where single names do not tell it."""
        found: list[tuple[float, int, Tree]] = []
        for side in self._sides():
            self.side = side
            self.best = cache(self._best)
            price, tree = self.best(0, len(self.columns) - 1, -inf, self.top)
            found.append((price + (UNTOLD_SIDE if found else 0.0), len(found), tree))
        return min(found)[2]

    def _sides(self) -> list[int | None]:
        """0 where names begin with their columns, 1 where they end with them, None where they stand in the middle."""
        votes = [0, 0, 0]
        for chunk in self.chunks:
            under = columns_under(chunk.x0, chunk.x1, chunk.size, self.columns)
            left, right = self.columns[under[0]] if len(under) == 1 else (-inf, inf)
            offs = abs(chunk.x0 - left), abs(chunk.x1 - right), abs(chunk.x - (left + right) / 2)
            near = [k for k, off in enumerate(offs) if off <= SAME_SIDE]
            if len(under) == 1 and len(near) <= 1:  # a name as wide as its column tells nothing
                votes[near[0] if near else 2] += 1
        most = max(votes)
        if not most:
            return [None, 0, 1]
        side = votes.index(most)
        if side == 2 or most < LEAST_AT_SIDE or most < MOST_AT_SIDE * sum(votes):
            return [None]
        return [None, side]

    def inside(self, a: int, b: int, start: float) -> list[Chunk]:
        left = self.xs[a] if a else -inf
        right = self.xs[b + 1] if b + 2 < len(self.xs) else inf
        return [c for c in self.chunks if left <= c.x < right and c.y > start]

    def _best(self, a: int, b: int, start: float, ceiling: float) -> tuple[float, Tree]:
        """Price and names of the columns `a` to `b` below a height; `ceiling`: the top of their cells."""
        chunks = self.inside(a, b, start)
        if not chunks:
            return NAMELESS * (b - a + 1), ()
        if (rule := self._rule_between(a, b, ceiling, chunks[0].top)) is not None:
            price, tree = self.best(a, b, start, rule)
            return price + NAMELESS * (b - a + 1), tree  # cells above it without a name
        if a == b:
            return self._stack(a, chunks, ceiling)
        price, tree = inf, ()
        for cut in range(a, b):
            left = self.best(a, cut, start, ceiling)
            if left[0] >= price:
                continue
            right = self.best(cut + 1, b, start, ceiling)
            if left[0] + right[0] < price:
                price, tree = left[0] + right[0], left[1] + right[1]
        for block, rest in self._names_on_top(chunks, a, b):
            if rest is None:
                own, foot = WIDE_LEAF * (b - a), self.bottom
                below: tuple[float, Tree] = (0.0, ())
            else:
                own, foot = 0.0, self._rule_between(a, b, block.y, rest) or (block.bottom + rest) / 2
                below = self._below(a, b, block.chunks[-1].y, foot)
            own += self._off(block, a, b, below[1]) + self._steps(block) + self._off_height(block, ceiling, foot)
            if own + below[0] < price:
                price, tree = own + below[0], ((block, a, b), *below[1])
        return price, tree

    def _below(self, a: int, b: int, start: float, ceiling: float) -> tuple[float, Tree]:
        """Price and names of columns below a name that stands over all of them: two runs, or another such name."""
        price, tree = self.best(a, b, start, ceiling)
        over_all = any((first, last) == (a, b) for _, first, last in tree)
        return (price + STACKED, tree) if over_all else (price, tree)

    def _rule_between(self, a: int, b: int, above: float, below: float) -> float | None:
        """The height of a rule over some columns between two heights, the highest one."""
        return next(
            (y for y, first, last in self.rules if first <= a and b <= last and above + 1 < y < below + 1), None
        )

    def _names_on_top(self, chunks: list[Chunk], a: int, b: int) -> list[tuple[TextBlock, float | None]]:
        """What may be the name over all of these: the topmost line and those that go on with it, as long as nothing
        stands beside them. With it the top of what is left, None where nothing is."""
        found: list[tuple[TextBlock, float | None]] = []
        for n, chunk in enumerate(chunks):
            if n and (
                not self._goes_on(chunks[n - 1], chunk)
                or self._rule_between(a, b, chunks[n - 1].y, chunk.y) is not None
            ):
                break
            rest = chunks[n + 1 :]
            if any(c.top < chunk.bottom - SAME_HEIGHT * self.size for c in rest):
                break
            found.append((TextBlock(chunks[: n + 1]), min((c.top for c in rest), default=None)))
        return found

    def _goes_on(self, line: Chunk, below: Chunk) -> bool:
        """Whether a line may be the next one of the same name."""
        step = below.y - line.y
        near = SAME_HEIGHT * self.size < step < self.pitch * max(line.size, below.size)
        return near and id(below) not in self.apart and _aside(line, below) <= ONE_MIDDLE * self.size

    def _stack(self, c: int, chunks: list[Chunk], ceiling: float) -> tuple[float, Tree]:
        """What stands over one column: one name, or several one under the other."""
        blocks: list[list[Chunk]] = []
        for chunk in _lines_of(chunks, self.size):
            last = blocks[-1][-1] if blocks else None
            step = (chunk.y - last.y) / self.size if last is not None else inf
            near = step < self.pitch and WIDE_STEP * (step - STEP_OF_LINES) <= STACKED
            ruled = last is not None and self._rule_between(c, c, last.y, chunk.y) is not None
            if near and not ruled and id(chunk) not in self.apart:
                blocks[-1].append(chunk)
            else:
                blocks.append([chunk])
        names = [TextBlock(block) for block in blocks]
        price = STACKED * (len(names) - 1) + sum(self._off(n, c, c) + self._steps(n) for n in names)
        if len(names) == 1:
            price += self._off_height(names[0], ceiling, self.bottom)
        return price, tuple((n, c, c) for n in names)

    def _steps(self, block: TextBlock) -> float:
        """Price of lines of one name that stand further apart than lines do, or the last of them beside other names,
        which stand in the middle of a name of several lines."""
        steps = [(below.y - line.y) / self.size for line, below in pairwise(block.chunks)]
        price = WIDE_STEP * sum(max(step - STEP_OF_LINES, 0.0) for step in steps)
        price += sum(max(_aside(a, b) / self.size - ONE_MIDDLE, 0.0) for a, b in pairwise(block.chunks))
        last = block.chunks[-1]
        beside = (c for c in self.chunks if abs(c.y - last.y) <= SAME_HEIGHT * self.size and c is not last)
        return price + BESIDE_NAME if steps and any(id(c) in self.first for c in beside) else price

    def _is_first(self, chunk: Chunk) -> bool:
        """Whether a line is the first of its name: nothing stands close above it."""
        return not any(
            0 < chunk.y - c.y < self.pitch * self.size and c.x0 < chunk.x1 and chunk.x0 < c.x1 for c in self.chunks
        )

    def _off_height(self, block: TextBlock, ceiling: float, foot: float) -> float:
        off = abs((ceiling + foot) / 2 - block.y) / self.size
        return min(OFF_HEIGHT * off, MOST_OFF_HEIGHT)

    def _off(self, block: TextBlock, a: int, b: int, below: Tree = ()) -> float:
        """Price of where a name stands to its columns, and to the names of the first and the last of them (`below`):
        figures at the right of their columns do not show where these begin."""
        left, right = self.columns[a][0], self.columns[b][1]
        middles = [(left + right) / 2, (self.xs[a] + self.xs[b + 1]) / 2]
        ends = [n.x for n, first, last in below if first == last and first in (a, b)]
        if len(ends) == 2:
            middles.append(sum(ends) / 2)
        middle = self._price(min(abs(m - block.x) for m in middles))
        ends_table = a == 0, b == len(self.columns) - 1
        offs = abs(block.x0 - left), abs(block.x1 - right)
        side = min(
            self._price(off) + (AT_SIDE if a == b else AT_SIDE_OF_TABLE if at_end else AT_SIDE_OF_GROUP)
            for off, at_end in zip(offs, ends_table, strict=True)
        )
        if self.side is not None and b > a:
            side = middle = self._price(offs[self.side])
        if any((a, b) != (first, last) for first, last in self._rules_below(block)):
            side += OTHER_RULE
            middle += OTHER_RULE
        others = [*self.columns[:a], *self.columns[b + 1 :]]
        over = max((min(block.x1, x1) - max(block.x0, x0) for x0, x1 in others), default=0.0)
        return min(middle, side) + OVER_OTHERS * max(over / self.size - NEAR_ENOUGH, 0.0)

    def _rules_below(self, block: TextBlock) -> list[tuple[int, int]]:
        """Columns of the rules right below a name that do not cover all columns."""
        return [
            (first, last)
            for y, first, last in self.rules
            if block.bottom - 1 < y < block.bottom + RULE_BELOW * self.size
            and (first > 0 or last < len(self.columns) - 1)
            and self.columns[first][0] <= block.x <= self.columns[last][1]
        ]

    def _price(self, off: float) -> float:
        sizes = off / self.size
        return SLIGHT * sizes if sizes <= NEAR_ENOUGH else SLIGHT * NEAR_ENOUGH + sizes - NEAR_ENOUGH


def _aside(line: Chunk, below: Chunk) -> float:
    """Points that two lines are off each other, in the middle or at the side where they are least."""
    return min(abs(line.x - below.x), abs(line.x0 - below.x0), abs(line.x1 - below.x1))


def _lines_of(chunks: list[Chunk], size: float) -> list[Chunk]:
    """Lines of one column, top to bottom; what stands beside each other is one line (项　　目)."""
    found: list[Chunk] = []
    for chunk in chunks:
        last = found[-1] if found else None
        if last is not None and abs(chunk.y - last.y) <= SAME_HEIGHT * size:
            one, other = sorted((last, chunk), key=lambda c: c.x0)
            found[-1] = one._replace(
                x1=other.x1, top=min(one.top, other.top), bottom=max(one.bottom, other.bottom),
                text=f"{one.text} {other.text}",
            )  # fmt: skip
        else:
            found.append(chunk)
    return found


def header_tree(
    chunks: Sequence[Chunk],
    columns: list[tuple[float, float]],
    xs: list[float],
    edges: tuple[float, float],
    size: float,
    pitch: float,
    apart: set[int],
    rules: Sequence[Ruling] = (),
) -> Tree:
    """Names of a header with the columns that each stands over.

    `columns` are the sides of the columns' text, `xs` the borders between them, `edges` the top and foot of the header;
    `pitch` is the distance in sizes from which lines belong to two names; `apart` are identities of texts that begin a
    name of their own, such as letters and formulas; `rules` are lines drawn within the header.
    """
    header = _Header(chunks, columns, xs, edges, size, pitch, apart, rules)
    return header.cheapest()
