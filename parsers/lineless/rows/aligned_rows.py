"""Rows and cells of the body of a table without rules: merged over rows by the place of names, over columns by what
runs across or stands in the middle."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.lineless.alignment import EVEN, centred_over, columns_of, find_rows, is_set_alike, row_of
from parsers.lineless.headers.header_names import Span
from parsers.lineless.levels_at_top import levels_at_edge
from parsers.lineless.textblocks import Chunk, TextBlock, blocks_of, is_grand_total, is_total, spaced_together
from parsers.texts.figures import FIGURE

from .merged_rows import merged_columns
from .row_fit import fit_rows
from .shared_rows import RowText, share_columns, under_merged
from .touching_rows import cut_beside_figures, cut_stacks

NUMBERS_OF_COLUMNS = frozenset({"栏次", "行次"})  # names of the row that numbers the columns
CODE = re.compile(r"\d{3,11}")
TOTAL_FOR_ROW = 3.0  # the same of the name of a total
HIDDEN_LEFT = 3.5  # sizes that it may be left of their middle where the table's left side is not known
STANDS_FOR_ROW = 2.0  # sizes that the first text of a row may be off the middle of the columns that it takes


@dataclass(frozen=True, slots=True)
class Frame:
    """Sides of the columns' text, the borders between columns, and the size of most type. `open_sides`: no rule shows
    where the table begins, so that its first column may be wider than its texts."""

    columns: list[tuple[float, float]]
    xs: list[float]
    size: float
    open_sides: bool = False

    def stacks(self, lines: list[list[Chunk]]) -> list[list[Chunk]]:
        """Chunks in each column, top to bottom; a chunk over several columns stands in each."""
        found: list[list[Chunk]] = [[] for _ in self.columns]
        for line in lines:
            seats = [columns_of(chunk, self.columns, self.xs) for chunk in line]
            for chunk, seat in spaced_together(line, seats):
                for c in seat:
                    found[c].append(chunk)
        return found

    def reach(self, block: TextBlock) -> tuple[int, int]:
        """First and last column that a text reaches into."""
        covered = [c for chunk in block.chunks for c in columns_of(chunk, self.columns, self.xs)]
        return min(covered), max(covered)

    def is_over(self, block: TextBlock) -> bool:
        """Whether a line of a text reaches into several columns."""
        return any(len(columns_of(chunk, self.columns, self.xs)) > 1 for chunk in block.chunks)


def cells_of(
    lines: list[list[Chunk]], frame: Frame, pitch: float, goes_on: bool = False, ends_page: bool = False
) -> list[list[TextBlock]]:
    """Texts of each column as cells, top to bottom; one over several columns stands in each. `goes_on` and `ends_page`:
    a page break may cut the first row, or the last one."""
    stacks = frame.stacks(lines)
    told = cut_stacks([blocks_of(stack, pitch) for stack in stacks], frame.size)
    return cut_beside_figures(fit_rows(stacks, told, frame.size, goes_on, ends_page))


def body_cells(
    lines: list[list[Chunk]],
    frame: Frame,
    top: float,
    bottom: float,
    pitch: float,
    goes_on: bool,
    ends_page: bool,
    habit: frozenset[int],
    names_end: int,
    names_at_top: bool = False,
) -> tuple[list[float], list[Span]]:
    """Row borders of the body and the cells that span rows or columns.

    `names_end` is the last column below the first name of the header: names of total lines take all of them. `goes_on`,
    `ends_page`, `habit`: see `merged_columns`; `names_at_top`: see `Grid`, of the page before.
    """
    blocks = cells_of(lines, frame, pitch, goes_on, ends_page)
    ys = [top, *find_rows([*blocks, *_beside_totals(blocks)]), bottom]
    over = {id(b) for column in blocks for b in column if frame.is_over(b)}
    alone = [[b for b in column if id(b) not in over] for column in blocks]
    whole = {row_of(b, ys) for column in blocks[:-1] for b in column if id(b) in over or is_grand_total(b.text)}
    bounds = _whole_rows(whole, alone, ys)
    merged = levels_at_edge(alone, ys, bounds, frame.size, goes_on, ends_page, names_at_top)
    if merged is None:
        merged = merged_columns(alone, ys, bounds, frame.size, goes_on, ends_page, habit)
    spans: list[Span] = [(r0, c, r1, c) for c, rows in merged.items() for r0, r1 in rows]
    taken = {(r, c) for r0, c, r1, _ in spans if r1 > r0 for r in range(r0, r1 + 1)}
    filled = {(row_of(b, ys), c) for c, column in enumerate(alone) for b in column} - taken
    texts: list[dict[tuple[Chunk, ...], tuple[int, TextBlock]]] = [{} for _ in ys[1:]]
    for c, column in enumerate(blocks):
        for block in column:
            texts[row_of(block, ys)].setdefault(tuple(block.chunks), (c, block))
    above: list[Span] = []
    for number, here in enumerate(texts):
        row = _Row(
            number, frame, {c for r, c in filled if r == number}, {c for r, c in taken if r == number}, names_end
        )
        own = [(c, b) for c, b in here.values() if c not in row.taken]
        above = row.spans(own, blocks, over, above)
        spans += above
    return ys, [s for s in spans if s[:2] != s[2:]]


def _beside_totals(blocks: list[list[TextBlock]]) -> list[list[TextBlock]]:
    """Names of totals with the texts next above and below them, whatever their column: a line of totals is a row."""
    texts = [b for column in blocks for b in column]
    found: list[list[TextBlock]] = []
    for total in (b for b in texts if is_grand_total(b.text)):
        above = max((b for b in texts if b.bottom <= total.top), key=lambda b: b.bottom, default=None)
        below = min((b for b in texts if b.top >= total.bottom), key=lambda b: b.top, default=None)
        found += [[a, b] for a, b in ((above, total), (total, below)) if a is not None and b is not None]
    return found


def _whole_rows(whole: set[int], alone: list[list[TextBlock]], ys: list[float]) -> list[set[int]]:
    """For each column the rows that no cell of it reaches into from above or below: the `whole` ones (lines of totals,
    rows with a text over several columns), unless a text of the column stands on such a row's border."""
    found = []
    for column in alone:
        crossed = {i for b in column for i, y in enumerate(ys) if b.top < y < b.bottom}
        found.append(whole - crossed - {i - 1 for i in crossed})
    return found


@dataclass(slots=True)
class _Row:
    """A row on its way: columns with a text that stands in them alone (`filled`), and those that cells take already."""

    number: int
    frame: Frame
    filled: set[int]
    taken: set[int]
    names_end: int

    def spans(
        self, own: list[tuple[int, TextBlock]], blocks: list[list[TextBlock]], over: set[int], above: list[Span]
    ) -> list[Span]:
        """Cells over several columns. `own` are the row's texts, each with the first column that it stands in; `above`
        the cells of the row above."""
        texts = [block for _, block in own]
        runs_across = any(id(block) in over for block in texts)
        found = (self._as_above(texts, above) or self._shared(texts)) if runs_across else None
        if found is not None:
            return found
        found = []
        for c, block in sorted(own, key=lambda entry: id(entry[1]) not in over):
            span = self._in_row(block) if id(block) in over else self._of_single(c, block, blocks)
            if span is not None and c not in self.taken:
                found.append((self.number, span[0], self.number, span[1]))
                self.taken |= set(range(span[0], span[1] + 1))
        return found

    def _as_above(self, texts: list[TextBlock], above: list[Span]) -> list[Span] | None:
        """The cells of texts that stand one each under the merged cells of the row above."""
        found = under_merged([(b.x0, b.x1) for b in texts], [(s[1], s[3]) for s in above], self.frame.xs)
        return None if found is None else [(self.number, a, self.number, b) for a, b in found]

    def _shared(self, texts: list[TextBlock]) -> list[Span] | None:
        """The cells of texts that share all columns that are not taken."""
        free = [c for c in range(len(self.frame.columns)) if c not in self.taken]
        if not free or free[-1] - free[0] + 1 != len(free):
            return None
        inside = [RowText(b.x, *self.frame.reach(b)) for b in sorted(texts, key=lambda b: b.x)]
        shared = share_columns(inside, free[0], free[-1], self.frame.xs, self.frame.size)
        return None if shared is None else [(self.number, a, self.number, b) for a, b in shared]

    def _of_single(self, c: int, block: TextBlock, blocks: list[list[TextBlock]]) -> tuple[int, int] | None:
        """First and last column of a text that stands in column `c` alone, where it takes more than that."""
        column = blocks[c]
        if c and c - 1 not in self.filled | self.taken and _is_of_codes(blocks[c - 1]) and _has_no_code(block.text):
            off = abs((self.frame.xs[c - 1] + self.frame.xs[c + 1]) / 2 - block.x)
            if off <= TOTAL_FOR_ROW * self.frame.size and not _begins_as_others(block, column, self.frame.size):
                return c - 1, c
        if c == 0 and is_grand_total(block.text) and self._are_free_up_to(self.names_end):
            return 0, self.names_end
        if c == 0 and is_grand_total(block.text) and _is_of_codes(column) and self._are_free_up_to(1):
            return 0, 1  # no code, and the name of none
        names_row = c > 0 and is_total(block.text) and 0 not in self.filled
        if not names_row and _is_at_home(block, column, self.frame.size):
            return None
        if c and 0 in self.filled and not is_total(block.text):
            return None
        span = self._in_row(block, c)
        if span[0] == span[1] or (c == 1 and names_row and self._is_set_as_its_column(block, column, span)):
            return None
        return span

    def _is_set_as_its_column(self, block: TextBlock, column: list[TextBlock], span: tuple[int, int]) -> bool:
        """Whether a text begins, ends or is centred as most texts of its column, and not in the middle of `span`."""
        middle = (self.frame.xs[span[0]] + self.frame.xs[span[1] + 1]) / 2
        others = [(b.x0, b.x1) for b in column if b is not block]
        return is_set_alike(block.x0, block.x1, others, self.frame.size, middle)

    def _are_free_up_to(self, last: int) -> bool:
        """Whether there are columns behind the first one up to `last`, and nothing stands in them."""
        return last >= 1 and not set(range(1, last + 1)) & (self.filled | self.taken)

    def _in_row(self, block: TextBlock, own: int = -1) -> tuple[int, int]:
        """First and last column of a text that stands over several, or in the middle of empty ones around its `own`."""
        xs, size = self.frame.xs, self.frame.size
        full = (self.filled - {own}) | self.taken
        low, high = self.frame.reach(block)
        first, last = low, high
        while first > 0 and first - 1 not in full:
            first -= 1
        while last < len(self.frame.columns) - 1 and last + 1 not in full:
            last += 1
        if first == 0 or first - 1 in self.taken:  # nothing to the left: the text stands for the row
            off = {j: abs((xs[first] + xs[j + 1]) / 2 - block.x) for j in range(high, last + 1)}
            nearest = min(off, key=lambda j: off[j])
            right = (xs[first] + xs[last + 1]) / 2 - block.x
            if self.frame.open_sides and is_grand_total(block.text) and 0 < right <= HIDDEN_LEFT * size:
                return first, last
            if off[nearest] <= (TOTAL_FOR_ROW if is_grand_total(block.text) else STANDS_FOR_ROW) * size:
                return first, nearest
        return centred_over(block, self.frame.columns, xs, first, last, size) or (low, high)


def _has_no_code(text: str) -> bool:
    """Whether a row of that name has no code: one of totals, or of the numbers of columns."""
    return is_total(text) or text.replace(" ", "") in NUMBERS_OF_COLUMNS


def _begins_as_others(block: TextBlock, column: Sequence[TextBlock], size: float) -> bool:
    """Whether a text begins where most others of its column do."""
    others = [b for b in column if b is not block]
    return 2 * sum(abs(b.x0 - block.x0) <= EVEN * size for b in others) > len(others)


def _is_of_codes(column: Sequence[TextBlock]) -> bool:
    """Whether a column holds codes of items, and nothing else but names of totals."""
    others = [b.text for b in column if not is_grand_total(b.text)]
    return bool(others) and all(CODE.fullmatch(text) for text in others)


def _is_at_home(block: TextBlock, column: Sequence[TextBlock], size: float) -> bool:
    """Whether a block starts, ends or is centred like others of its column."""
    others = [b for b in column if b is not block]
    if not others:
        return not is_total(block.text)
    if not FIGURE.fullmatch(block.text) and sum(bool(FIGURE.fullmatch(o.text)) for o in others) * 2 > len(others):
        return False  # a name in a column of figures
    return any(
        abs(block.x0 - o.x0) <= EVEN * size or abs(block.x1 - o.x1) <= EVEN * size or abs(block.x - o.x) <= EVEN * size
        for o in others
    )
