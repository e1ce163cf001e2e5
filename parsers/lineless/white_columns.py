"""The columns of a table that no rules show: what is left and right of the gaps that most lines share.

The idea is that of Anssi Nurminen's thesis (2013), which camelot's stream and network methods follow; what a gap is,
and what the texts and names beside it say, is ours.
"""

from __future__ import annotations

from itertools import pairwise
from math import inf

from parsers.lineless.alignment import NARROWEST_GAP, columns_under, union
from parsers.lineless.column_names import lowest_names, with_names
from parsers.lineless.textblocks import Chunk, is_total

ROUNDED = 1.5  # points by which counting in whole points makes columns wider
CROSSED = 0.2  # share of the lines parted by a gap that may run across it
WIDEST = 5000  # points of a line; text set wider is no table that anybody could print
ONE_OF = 3  # lines parted by a gap that one other line may cross
BESIDE = 1.5  # sizes from a gap within which texts end or start beside it
MOSTLY = 0.6  # share of a text's width that stands in a column
NEARLY_FULL = 0.7  # share of the texts of the fullest row
LEAST_FULL = 4  # rows nearly as full as the fullest one that show the columns


def find_columns(
    lines: list[list[Chunk]], heads: list[list[Chunk]], full: list[list[Chunk]] | None = None
) -> list[tuple[float, float]]:
    """Left and right side of the text of each column. `heads` are lines of the header: they add columns that are empty
    below. `full` are the lines that show the gaps between columns best, if that is known."""
    dense = _dense_columns(lines if full is None else full)
    if len(dense) < 2:
        dense = _dense_columns([*heads, *lines])
    if len(dense) < 2:
        return dense
    seats = [(c, columns_under(c.x0, c.x1, c.size, dense)) for line in lines for c in line]
    known = _with_text_of_their_own(dense, seats, heads)
    if known is not dense:
        dense = known
        seats = [(c, columns_under(c.x0, c.x1, c.size, dense)) for line in lines for c in line]
    kept = [c for c, under in seats if len(under) < 2 and not (c.x0 > dense[0][1] and is_total(c.text))]
    lowest = [c for c in lowest_names(heads, dense) if len(columns_under(c.x0, c.x1, c.size, dense)) < 2]
    if full is not None:  # what stands in the white of a row with few texts is no column of its own
        shown = {id(c) for line in full for c in line}
        kept = [c for c in kept if id(c) in shown or columns_under(c.x0, c.x1, c.size, dense)]
    columns = _widened(dense, kept)
    return with_names(columns, sorted(lowest, key=lambda c: c.x0))


def _with_text_of_their_own(
    dense: list[tuple[float, float]], seats: list[tuple[Chunk, list[int]]], heads: list[list[Chunk]]
) -> list[tuple[float, float]]:
    """The columns in which some text stands alone: what a long text leaves beside a gap that all others share is none,
    and that text stands over one column less. `seats`: the texts of the body with the columns that they reach into."""
    own: set[int] = set()
    for text, under in seats:
        if len(under) == 1 and under[0] not in own and not is_total(text.text):
            own.add(under[0])
    if len(own) == len(dense):
        return dense
    for name in (c for line in heads for c in line):
        under = columns_under(name.x0, name.x1, name.size, dense)
        if len(under) == 1:
            own.add(under[0])
    return [column for k, column in enumerate(dense) if k in own] if 1 < len(own) < len(dense) else dense


def fullest(rows: list[list[Chunk]]) -> list[list[Chunk]]:
    """Rows with texts in most columns, where there are several such; else all rows."""
    most = max(map(len, rows), default=0)
    full = [row for row in rows if len(row) >= NEARLY_FULL * most]
    return full if len(full) >= LEAST_FULL else rows


def _widened(dense: list[tuple[float, float]], chunks: list[Chunk]) -> list[tuple[float, float]]:
    """Columns widened by the texts that stand in one of them alone, and columns of what stands between. A text that
    would close the white between two columns stands over both."""
    between: list[tuple[float, float]] = []
    inside: list[tuple[float, int, Chunk]] = []
    for chunk in chunks:
        under = columns_under(chunk.x0, chunk.x1, chunk.size, dense)
        if under:
            left, right = dense[under[0]]
            inside.append((max(left - chunk.x0, 0.0) + max(chunk.x1 - right, 0.0), under[0], chunk))
        else:
            between.append((chunk.x0, chunk.x1))
    found: dict[int, tuple[float, float]] = {}
    for _, k, chunk in sorted(inside, key=lambda entry: entry[0]):  # what sticks out least first
        left = max((found.get(c, dense[c])[1] for c in range(k)), default=-inf) + NARROWEST_GAP
        right = min((found.get(c, dense[c])[0] for c in range(k + 1, len(dense))), default=inf) - NARROWEST_GAP
        if left <= chunk.x0 and chunk.x1 <= right:
            x0, x1 = found.get(k, (inf, -inf))
            found[k] = (min(x0, chunk.x0), max(x1, chunk.x1))
    return union([*found.values(), *between])


def _dense_columns(lines: list[list[Chunk]]) -> list[tuple[float, float]]:
    """Columns between the gaps that most lines leave white."""
    rows = [line for line in lines if line]
    if not rows:
        return []
    left = min(c.x0 for line in rows for c in line)
    right = max(c.x1 for line in rows for c in line)
    width = int(right - left) + 1
    if width > WIDEST:
        return []
    crossing = [0] * (width + 2)
    parted = [0] * (width + 2)
    ends = [0] * (width + 2)
    starts = [0] * (width + 2)
    for line in rows:
        for chunk in line:
            first, last = int(chunk.x0 - left), int(chunk.x1 - left) + 1
            crossing[first] += 1
            crossing[last] -= 1
            ends[last] += 1
            ends[min(last + int(BESIDE * chunk.size), width + 1)] -= 1
            starts[max(first - int(BESIDE * chunk.size), 0)] += 1
            starts[first] -= 1
        for a, b in pairwise(line):
            parted[int(a.x1 - left) + 1] += 1
            parted[int(b.x0 - left)] -= 1
    columns: list[tuple[float, float]] = []
    across = apart = before = after = 0
    inside = False
    for x in range(width + 1):
        across += crossing[x]
        apart += parted[x]
        before += ends[x]
        after += starts[x]
        beside = min(before, after)
        is_gap = across <= CROSSED * (apart + beside) or (across == 1 and (apart >= ONE_OF or apart + beside > ONE_OF))
        if not is_gap and not inside:
            columns.append((left + x, left + x))
        if not is_gap:
            columns[-1] = (columns[-1][0], left + x + 1)
        inside = not is_gap
    return union([_to_texts(column, rows) for column in columns if _holds_text(column, rows)])


def _holds_text(column: tuple[float, float], rows: list[list[Chunk]]) -> bool:
    """Whether some text stands in a column for the most part; else it is an end of the few texts of a narrow column
    that the lines without them leave white."""
    x0, x1 = column
    return any(min(c.x1, x1) - max(c.x0, x0) > MOSTLY * (c.x1 - c.x0) for line in rows for c in line)


def _to_texts(column: tuple[float, float], rows: list[list[Chunk]]) -> tuple[float, float]:
    """A column counted in whole points with its sides at those of the texts that begin or end there."""
    x0, x1 = column
    left = min((c.x0 for line in rows for c in line if x0 <= c.x0 <= x0 + ROUNDED), default=x0)
    right = max((c.x1 for line in rows for c in line if x1 - ROUNDED <= c.x1 <= x1), default=x1)
    return (left, right) if left < right else column
