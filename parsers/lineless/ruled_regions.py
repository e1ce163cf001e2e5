"""Tables between rules with the same ends: three-line tables and parts of them that a page cuts."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from parsers.lineless.alignment import columns_under
from parsers.lineless.borderless import Region
from parsers.lineless.column_runs import LAST_LINES, OTHER_SIZE, WIDEST_STEP, is_other_type
from parsers.lineless.headers.header_lines import CENTRED, NEAR_RULE, are_names, names_over, stand_side_by_side
from parsers.lineless.second_tables import Wall
from parsers.lineless.textblocks import NAME_GAP, Chunk, chunks_of, is_total
from parsers.lineless.white_columns import find_columns
from parsers.pages.content import Ruling
from parsers.pages.lines import Line
from parsers.texts.figures import FIGURE, YEAR

SET_IN_COLUMNS = 0.25  # share of the lines of a slab that must show several cells
LONGEST_TOTAL = 30  # characters of a line of totals over the whole width


@dataclass(slots=True)
class _Extent:
    """Where a table stands among the rules of its group: lines of its header and its body, its top and bottom, the foot
    of the header, and whether it goes on from the page before."""

    head: list[int]
    body: list[int]
    top: float
    bottom: float
    head_bottom: float | None
    goes_on: bool = False


class RuledGroup:
    """Rules with the same ends, top to bottom, and the lines of the page; arguments as `find_regions` takes them."""

    def __init__(
        self,
        page: int,
        lines: list[Line],
        chunked: list[list[Chunk]],
        rules: list[Ruling],
        floor: float,
        barred: set[int],
        rules_of_page: list[Ruling],
    ) -> None:
        self.page, self.lines, self.chunked, self.rules = page, lines, chunked, rules
        self.floor, self.barred = floor, barred
        self.x0, self.x1 = rules[0].start, rules[0].end
        self.rules_of_page = rules_of_page
        self.levels = [r.at for r in rules_of_page if self.x0 - 6 <= r.start and r.end <= self.x1 + 6]
        self.ys = [r.at for r in rules]
        self.inside = [i for i, line in enumerate(lines) if self.x0 - 6 <= line.x0 and line.x1 <= self.x1 + 6]
        self.slabs = [[i for i in self.inside if a < lines[i].y < b] for a, b in pairwise(self.ys)]

    def is_part_of_wider(self) -> bool:
        """Whether most lines of print between the rules run beyond them or stand on their right, where no other rules
        are: they part cells of a wider table."""
        top, foot = self.ys[0], self.ys[-1]
        if any(r.start > self.x1 and top - 1 <= r.at <= foot + 1 for r in self.rules_of_page):
            return False
        between = [line for line in self.lines if top < line.y < foot]
        return 2 * sum(line.x1 > self.x1 + line.size for line in between) > len(between)

    def regions(self, going_on: bool) -> list[tuple[Region, set[int]]]:
        """Tables that the rules close in, open ones at the head and foot of the page included, with their lines.
        `going_on`: the page before ends with a table, so that one line may be all that is left of it."""
        found: list[tuple[Region, set[int]]] = []
        start = 0
        while start < len(self.ys):
            end = start
            while end < len(self.slabs) and _is_set_in_columns([self.chunked[i] for i in self.slabs[end]]):
                end += 1
            at = self._extent(start, end)
            if at.head or len(at.body) > 1 or (at.body and going_on):
                found.append((self._region(at), {*at.head, *at.body}))
            start = end + 1
        return found

    def _region(self, at: _Extent) -> Region:
        goes_on = at.goes_on or not any(line.y < at.top for line in self.lines)
        return Region(
            self.page, self.x0, self.x1, at.top, at.bottom,
            [chunks_of(self.lines[i], i, NAME_GAP) for i in at.head], [self.chunked[i] for i in at.body],
            at.head_bottom, goes_on, True, _is_last_on_page(self.lines, at.bottom), self._rules_of_head(at),
        )  # fmt: skip

    def _rules_of_head(self, at: _Extent) -> tuple[Ruling, ...]:
        """Rules within the header."""
        foot = at.head_bottom if at.head_bottom is not None else at.top
        within = (r for r in self.rules_of_page if self.x0 - 6 <= r.start and r.end <= self.x1 + 6)
        return tuple(sorted((r for r in within if at.top < r.at < foot), key=lambda r: r.at))

    def _extent(self, start: int, end: int) -> _Extent:
        """The table between two rules of the group, all slabs between which are set in columns."""
        chain = range(start, end)
        head: list[int] = self.slabs[start] if chain else []
        levels = 1
        while levels + 1 < len(chain) and self._parts_names(self.slabs[start + levels - 1], self.slabs[start + levels]):
            head = [*head, *self.slabs[start + levels]]
            levels += 1
        body = [i for k in chain[levels:] for i in self.slabs[k]]
        at = _Extent(head, body, self.ys[start], self.ys[end], self.ys[start + levels] if chain else None)
        if len(chain) <= 1:
            self._reach_beyond(at, start, end)
        if any(FIGURE.fullmatch(c.text) and not YEAR.fullmatch(c.text) for i in at.head for c in self.chunked[i]):
            # rows of figures between the last rules of a table
            at.body, at.head, at.head_bottom = [*at.head, *at.body], [], None
        if at.body and not at.head:
            self._open_ends(at, start, end)
        elif at.head and chain:
            self._take_groups(at, start)
        return at

    def _take_groups(self, at: _Extent, start: int) -> None:
        """Take the names of groups of columns right above the first rule, which parts them from the columns' own."""
        names = names_over(self.lines, self.chunked, self.inside, self.ys[start], self.barred, self.levels)
        if names and names[-1] < at.head[0] and self._parts_names(names, at.head):
            at.head, at.top = [*names, *at.head], min(self.lines[i].top for i in names) - 2

    def _open_ends(self, at: _Extent, start: int, end: int) -> None:
        """Take the names right above the first rule, where the table has no rule above them, and with them the rows
        right below its last one: that of totals has its rule above it."""
        names = names_over(self.lines, self.chunked, self.inside, self.ys[start], self.barred, self.levels)
        if not at.goes_on and names and names[-1] < at.body[0]:
            at.head, at.head_bottom, at.top = names, self.ys[start], min(self.lines[i].top for i in names) - 2
        elif not at.goes_on:
            return
        rows = _rows_below(self.lines, self.chunked, self.inside, self.rules[end], at.head or at.body, self.barred)
        rows = [i for i in rows if i > at.body[-1]]
        if rows and (at.head or is_total(self.chunked[rows[0]][0].text)):
            at.body, at.bottom = [*at.body, *rows], max(self.lines[i].bottom for i in rows) + 2

    def _parts_names(self, above: list[int], below: list[int]) -> bool:
        """Whether what stands between two rules parts the names above into names of more columns, each of them."""
        over = [c for i in above for c in self.chunked[i]]
        names = [c for i in below for c in self.chunked[i]]
        if len(names) <= len(over) or len(over) < 2 or any(FIGURE.fullmatch(c.text) for c in (*over, *names)):
            return False
        cuts = [(a.x + b.x) / 2 for a, b in pairwise(sorted(over, key=lambda c: c.x))]
        counts = Counter(bisect_right(cuts, (x0 + x1) / 2) for x0, x1 in _side_by_side(names))
        return len(counts) == len(over) and min(counts.values()) > 1

    def _reach_beyond(self, at: _Extent, start: int, end: int) -> None:
        """Widen what stands at one rule, or between two, by the lines below and above that belong to its table."""
        chain = end > start
        names: list[int] = []
        if not chain:
            names = names_over(self.lines, self.chunked, self.inside, self.ys[start], self.barred, self.levels)
        below = self._below(at, end, names)
        is_first = start == 0 and not any(self.lines[i].y < self.ys[start] for i in self.barred)
        above = _lead(self.lines, self.chunked, self.inside, self.ys[start], is_first)
        if below and (chain or names):
            at.body, at.head, at.head_bottom = below, at.head or names, self.ys[end]
            at.top = at.top if chain else min(self.lines[i].top for i in names) - 2
            bottom = max(self.lines[i].bottom for i in below)
            white = _margin(self.lines, below, self.ys[end])
            bottom = min(self.floor, bottom + white) if self.floor > bottom else bottom + 2
            at.bottom = min([bottom, *(line.top for line in self.lines if line.y > bottom)])
        elif above and (not chain or not below):
            at.head_bottom = None
            at.body, at.head, at.goes_on = [*above, *at.head], [], True
            at.bottom = self.ys[end]
            at.top = min(self.lines[i].top for i in above) - max(2.0, self.ys[start] - self.lines[above[-1]].bottom)
        elif chain and _is_last_on_page(self.lines, self.ys[end]):
            at.body = []
        elif names and _is_last_on_page(self.lines, self.ys[end]):  # a header left at the foot of the page
            at.head, at.head_bottom, at.top = names, self.ys[end], min(self.lines[i].top for i in names) - 2
        elif chain:
            at.body, at.head, at.head_bottom = at.head, [], None

    def _below(self, at: _Extent, end: int, names: list[int]) -> list[int]:
        """Lines below a rule that belong to its table."""
        below = _tail(self.lines, self.chunked, self.inside, self.ys[end], names or at.head, self.barred)
        if names or are_names([self.chunked[i] for i in at.head]):
            rows = _rows_below(self.lines, self.chunked, self.inside, self.rules[end], names or at.head, self.barred)
            if not below or (rows and all(len(self.chunked[i]) == 1 for i in below if i not in rows)):
                return rows  # what follows, if anything, is text
        return below


def _side_by_side(names: list[Chunk]) -> list[tuple[float, float]]:
    """Sides of names that stand beside each other: lines of one name count once, and so do a name and what is below."""
    found: list[tuple[float, float]] = []
    for x0, x1 in sorted((c.x0, c.x1) for c in names):
        if found and x0 < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], x1))
        else:
            found.append((x0, x1))
    return found


def _is_set_in_columns(lines: list[list[Chunk]]) -> bool:
    several = sum(len(line) > 1 for line in lines) or sum(stand_side_by_side(a, b) for a, b in pairwise(lines))
    if not several:
        return False
    if several >= SET_IN_COLUMNS * len(lines):
        return True
    columns = find_columns(lines, [])
    widest = max((right - left for left, right in columns), default=0.0)
    return len(columns) > 1 and all(line[-1].x1 - line[0].x0 <= widest + 1 for line in lines if len(line) == 1)


def _margin(lines: list[Line], below: list[int], top: float) -> float:
    """White under the last line of a table that the foot of the page cuts, as above its first line."""
    return max(2.0, lines[below[0]].top - top)


def _is_last_on_page(lines: list[Line], y: float) -> bool:
    return not any(line.y > y for line in lines)


def _tail(
    lines: list[Line], chunked: list[list[Chunk]], inside: list[int], top: float, names: list[int], barred: set[int]
) -> list[int]:
    """Lines below the last rule that go on with its table, down to the foot of the page. `names`: lines of its
    header."""
    found: list[int] = []
    edge = top
    for i in [i for i in range(len(lines)) if lines[i].y > top]:
        line = lines[i]
        near = (NEAR_RULE if not found else WIDEST_STEP) * line.size
        if i not in inside or line.top - edge > near or isinstance(line, Wall) or (found and i in barred):
            break
        if found and is_other_type(line, [lines[j] for j in (*names, *found[-LAST_LINES:])]):
            break
        found.append(i)
        edge = max(edge, line.bottom)
    return found if _is_set_in_columns([chunked[i] for i in found]) and _ends_page(lines, found, barred) else []


def _rows_below(
    lines: list[Line],
    chunked: list[list[Chunk]],
    inside: list[int],
    rule: Ruling,
    names: list[int],
    barred: set[int],
) -> list[int]:
    """Rows below the last rule of a table that has none at its foot, in the middle of a page: as long as texts stand
    each in a column that the header names."""
    columns = find_columns([chunked[i] for i in names], [])
    found: list[int] = []
    edge, x0, x1 = rule.at, rule.start, rule.end
    for i in [i for i, line in enumerate(lines) if line.y > rule.at]:
        line = lines[i]
        over = any(len(columns_under(c.x0, c.x1, c.size, columns)) > 1 for c in chunked[i])
        if i in barred or i not in inside or line.top - edge > NEAR_RULE * line.size:
            break
        if over and len(chunked[i]) < 2:
            if abs((line.x0 + line.x1 - x0 - x1) / 2) <= CENTRED * line.size and len(line.text) <= LONGEST_TOTAL:
                found.append(i)  # one cell over the whole width
            break
        if not line.has_type_of(lines[names[0]], 0.0, OTHER_SIZE):
            break
        found.append(i)
        edge = max(edge, line.bottom)
    rows = [chunked[i] for i in found if len(chunked[i]) > 1]
    are_rows = any(FIGURE.fullmatch(c.text) for row in rows for c in row) or all(len(r) == len(columns) for r in rows)
    return found if are_rows and _is_set_in_columns([chunked[i] for i in found]) else []


def _ends_page(lines: list[Line], found: list[int], barred: set[int]) -> bool:
    """Whether nothing stands below some lines but notes, captions and running text."""
    return bool(found) and all(i in barred for i in range(found[-1] + 1, len(lines)))


def _lead(lines: list[Line], chunked: list[list[Chunk]], inside: list[int], bottom: float, first: bool) -> list[int]:
    """Lines from the head of the page down to a rule that closes the table of the page before."""
    above = [i for i in range(len(lines)) if lines[i].y < bottom]
    if not first or not above or any(i not in inside for i in above):
        return []
    if bottom - lines[above[-1]].bottom > NEAR_RULE * lines[above[-1]].size:
        return []
    if any(not lines[above[-1]].has_type_of(lines[i], 0.0, OTHER_SIZE) for i in above):
        return []
    return above if _is_set_in_columns([chunked[i] for i in above]) else []
