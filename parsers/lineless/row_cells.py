"""Cells of a table whose rows have rules under them and whose columns have none.

A rule that stops before the table's side belongs to the columns that it runs under: where it is missing, the cell goes
on below. What is left to find is where cells are merged over columns, which only their text can tell: it runs across,
or it stands in the middle of several columns and not where its own column sets its texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import inf

from parsers.lineless.alignment import NARROWEST_GAP, columns_of, is_set_alike
from parsers.lineless.rows.shared_rows import RowText, share_columns, under_merged
from parsers.lineless.textblocks import Chunk, is_grand_total
from parsers.pages.content import Ruling
from parsers.parts.borders import COVERED, SAME_POSITION

OFF_MIDDLE = 1.2  # sizes that a text may be off the middle of several columns that it stands in
NAMELESS = 2.0  # sizes that a column of the header without a name costs
MERGED = 0.4  # sizes that it costs to merge cells of the body
IN_MIDDLE = 1.5  # the same where they are all that is empty around the name of a total, or a text that runs across
TOTAL_IN_MIDDLE = 3.0  # the same of the name of a total, in columns whose borders text tells
LEFT_NAME = 1.0  # sizes that a name at the left side of columns without a name costs
OVER_ONE = 0.3  # sizes that a name over a single other one costs: names with names below stand over several
AT_SIDE = 1.2  # sizes from a cell's left side to a text that is set there
CLOSE_TO_MIDDLE = 0.05  # widths of a text that it may be off the middle of two columns that are one there
AT_HOME = 0.6  # sizes that a text may be off the place that its column gives its texts

Rows = tuple[int, int]  # first and last row of a cell
Seat = tuple[int, int, int, int]  # first row, first column, last row, last column


@dataclass(slots=True)
class _Text:
    """What stands together in one cell: its sides and the columns that it reaches into."""

    x0: float
    x1: float
    first: int
    last: int
    total: bool

    @property
    def x(self) -> float:
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True, slots=True)
class _Frame:
    """Sides of the columns' text and the borders between them, the sides of the texts that stand in each column of the
    body, and the size of most type."""

    columns: list[tuple[float, float]]
    xs: list[float]
    homes: list[list[tuple[float, float]]]
    size: float


def heights_of(rules: Iterable[Ruling], ends: Iterable[float]) -> list[float]:
    """Heights of row borders: rules at nearly one height are one border. `ends` are the table's top and foot."""
    found: list[float] = []
    for y in sorted([*(r.at for r in rules), *ends]):
        if not found or y - found[-1] > SAME_POSITION:
            found.append(y)
    return found


def floors_of(rules: list[Ruling], ys: list[float], xs: list[float]) -> list[set[int]]:
    """For each row border the columns that a rule runs along there; the table's top and foot are closed."""
    floors: list[set[int]] = []
    for y in ys:
        here = [r for r in rules if abs(r.at - y) <= SAME_POSITION]
        floors.append(
            {
                c
                for c, (left, right) in enumerate(pairwise(xs))
                if sum(max(0.0, min(r.end, right) - max(r.start, left)) for r in here) >= COVERED * (right - left)
            }
        )
    return floors


def column_rows(floors: list[set[int]], c: int) -> list[Rows]:
    """Rows of the cells of a column, top to bottom."""
    last = len(floors) - 1
    at = [i for i, floor in enumerate(floors) if i in (0, last) or c in floor]
    return [(a, b - 1) for a, b in pairwise(at)]


def pieces_of(chunks: Iterable[Chunk]) -> list[Chunk]:
    """Texts of a row left to right; what stands one over the other is one."""
    found: list[Chunk] = []
    for chunk in sorted(chunks, key=lambda c: c.x0):
        if found and chunk.x0 - found[-1].x1 < NARROWEST_GAP:
            last = found[-1]
            found[-1] = last._replace(
                x1=max(last.x1, chunk.x1),
                top=min(last.top, chunk.top),
                bottom=max(last.bottom, chunk.bottom),
                text=last.text + chunk.text,
            )
        else:
            found.append(chunk)
    return found


def find_seats(
    chunks: list[Chunk],
    ys: list[float],
    floors: list[set[int]],
    columns: list[tuple[float, float]],
    xs: list[float],
    head_rows: int,
) -> list[Seat]:
    """All cells of a table. `head_rows` of its rows hold names of columns."""
    spans = [column_rows(floors, c) for c in range(len(xs) - 1)]
    seats: list[Seat] = []
    size = sorted(c.size for c in chunks)[len(chunks) // 2]
    frame = _Frame(columns, xs, _homes(chunks, ys, columns, xs, spans, head_rows), size)
    names_end = 0  # last column below the first name of the header
    for rows in sorted({r for column in spans for r in column}):
        inside = [c for c in chunks if ys[rows[0]] < c.y < ys[rows[1] + 1]]
        for first, last in _runs([rows in column for column in spans]):
            own = [k for k in inside if xs[first] <= k.x < xs[last + 1]]
            texts = _texts(own, columns, xs)
            above = [(a, b) for _, a, r, b in seats if r == rows[0] - 1 and first <= a and b <= last]
            cells = _as_above(texts, above, first, last, xs)
            cells = cells or _parted(texts, first, last, frame, rows[1] < head_rows, rows[1] < head_rows - 1)
            if first == 0 and rows[1] >= head_rows:
                cells = _with_names_end(cells, texts, names_end)
            seats += [(rows[0], a, rows[1], b) for a, b in cells]
            if first == 0 and rows[1] == head_rows - 1:
                names_end = cells[0][1]
    return sorted(seats)


def _runs(held: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """The first and the last of each run of columns that are held."""
    start = 0
    for is_held, run in groupby(held):
        end = start + sum(1 for _ in run)
        if is_held:
            yield start, end - 1
        start = end


def _homes(
    chunks: list[Chunk],
    ys: list[float],
    columns: list[tuple[float, float]],
    xs: list[float],
    spans: list[list[Rows]],
    head_rows: int,
) -> list[list[tuple[float, float]]]:
    """Left and right sides of the texts of the body in each column, each cell's text once: `spans` are the rows of the
    cells of each column. Names in the middle of the first two columns are none of the second."""
    found: list[list[tuple[float, float]]] = [[] for _ in columns]
    over_two = (xs[0] + xs[2]) / 2 if len(xs) > 2 else -inf
    for first, last in sorted({rows for column in spans for rows in column if rows[0] >= head_rows}):
        for n, text in enumerate(_texts([c for c in chunks if ys[first] < c.y < ys[last + 1]], columns, xs)):
            if text.first != text.last or text.total or (first, last) not in spans[text.first]:
                continue
            if n > 0 or text.first != 1 or abs(text.x - over_two) > CLOSE_TO_MIDDLE * (text.x1 - text.x0):
                found[text.first].append((text.x0, text.x1))
    return found


def _texts(chunks: list[Chunk], columns: list[tuple[float, float]], xs: list[float]) -> list[_Text]:
    """Chunks put together where they stand in the same columns, left to right."""
    found: list[_Text] = []
    for chunk in chunks:
        under = columns_of(chunk, columns, xs)
        found.append(_Text(chunk.x0, chunk.x1, min(under), max(under), is_grand_total(chunk.text)))
    found.sort(key=lambda t: (t.first, t.x0))
    joined: list[_Text] = []
    for text in found:
        last = joined[-1] if joined else None
        if last is not None and text.first <= last.last:
            joined[-1] = _Text(
                min(last.x0, text.x0), max(last.x1, text.x1), last.first, max(last.last, text.last), last.total
            )
        else:
            joined.append(text)
    return joined


def _as_above(
    texts: list[_Text], above: list[tuple[int, int]], first: int, last: int, xs: list[float]
) -> list[tuple[int, int]] | None:
    """Columns `first` to `last` of a row parted as the row above, if some text runs across as those cells do."""
    if not any(t.first < t.last for t in texts):
        return None
    found = under_merged([(t.x0, t.x1) for t in texts], above, xs)
    if found is None:
        return None
    taken = {c for a, b in found for c in range(a, b + 1)}
    return sorted([*found, *((c, c) for c in range(first, last + 1) if c not in taken)])


def _with_names_end(cells: list[tuple[int, int]], texts: list[_Text], names_end: int) -> list[tuple[int, int]]:
    """Cells of a row of totals, the name of which takes all columns below the first name of the header if they are
    empty."""
    if not texts or not texts[0].total or texts[0].first > names_end or cells[0][1] >= names_end:
        return cells
    if any(t.first <= names_end for t in texts[1:]) or any(a <= names_end < b for a, b in cells):
        return cells
    return [(0, names_end), *(c for c in cells if c[0] > names_end)]


def _parted(
    texts: list[_Text], first: int, last: int, frame: _Frame, is_head: bool, over_names: bool = False
) -> list[tuple[int, int]]:
    """Columns `first` to `last` of a row parted into cells, so that the texts stand in them as they are printed.
    `over_names`: there are more names below these ones."""
    if not is_head:
        found = share_columns([RowText(t.x, t.first, t.last) for t in texts], first, last, frame.xs, frame.size)
        if found is not None:
            return found
    count, width = len(texts), last - first + 1
    best = [[inf] * (count + 1) for _ in range(width + 1)]
    back: list[list[tuple[int, int]]] = [[(0, 0)] * (count + 1) for _ in range(width + 1)]
    best[0][0] = 0.0
    for start in range(width):
        for done in range(count + 1):
            so_far = best[start][done]
            if so_far == inf:
                continue
            next_text = texts[done] if done < count else None
            if next_text is None or start + first < max(next_text.first, first):
                cost = so_far + (NAMELESS if is_head and count else 0.0)
                if cost < best[start + 1][done]:
                    best[start + 1][done], back[start + 1][done] = cost, (start, done)
            if next_text is None or start + first > max(next_text.first, first):
                continue
            for end in range(max(min(next_text.last, last) - first, start), width):
                limit = texts[done + 1].first - first if done + 1 < count else width
                if end >= limit:
                    break
                free = (texts[done - 1].last + 1 if done else first, limit - 1 + first)
                cost = _cost(next_text, start + first, end + first, free, done == 0, frame, is_head)
                if is_head and count == 1 and end - start == width - 1:
                    cost = min(cost, OFF_MIDDLE)  # one name over a rule that runs under several columns
                if over_names and start == end:
                    cost += OVER_ONE
                if so_far + cost < best[end + 1][done + 1]:
                    best[end + 1][done + 1], back[end + 1][done + 1] = so_far + cost, (start, done)
    if best[width][count] == inf:
        return [(c, c) for c in range(first, last + 1)]
    cells: list[tuple[int, int]] = []
    at, done = width, count
    while at > 0:
        start, before = back[at][done]
        cells.append((start + first, at - 1 + first))
        at, done = start, before
    return cells[::-1]


def _cost(
    text: _Text, start: int, end: int, free: tuple[int, int], is_first: bool, frame: _Frame, is_head: bool
) -> float:
    """What speaks against a text in a cell over these columns, in sizes; infinite where that cannot be. `free` are the
    columns around the text that no other text stands in."""
    columns, xs, size = frame.columns, frame.xs, frame.size
    off = min(abs((xs[start] + xs[end + 1]) / 2 - text.x), abs((columns[start][0] + columns[end][1]) / 2 - text.x))
    if start == end:
        home = frame.homes[start]
        if is_head or (text.total and not home):
            return min(off / size, 2 * OFF_MIDDLE)
        alike = sum(
            min(abs(text.x0 - a), abs(text.x1 - b), abs(text.x - (a + b) / 2)) <= AT_HOME * size for a, b in home
        )
        if text.total and free[0] < start:
            return MERGED + min(off / size, 2 * OFF_MIDDLE)
        if alike > (not text.total) or len(home) == (not text.total):
            return 0.0  # set like another text of its column, or the only one
        return min(off / size, 2 * OFF_MIDDLE)
    at_side = text.x0 - xs[start] <= AT_SIDE * size
    runs_across = text.first < text.last
    middle = (xs[start] + xs[end + 1]) / 2
    alone = text.total and text.first == text.last == 1
    if alone and is_set_alike(text.x0, text.x1, frame.homes[text.first], size, middle):
        return inf  # set as the names of its own column
    in_middle = (TOTAL_IN_MIDDLE if text.total and start == 0 else IN_MIDDLE) * size
    if (start, end) == free and (text.total or runs_across) and (off <= in_middle or (runs_across and at_side)):
        return 0.0
    if is_head and end == free[1] and at_side:
        return min(LEFT_NAME, off / size)
    if (start, end) == (text.first, text.last):
        return 0.5 + min(off / size, OFF_MIDDLE)
    if off > OFF_MIDDLE * size or not (is_head or is_first or text.total):
        return inf
    return off / size + (0.0 if is_head else MERGED)
