"""Columns, rows and spans of a table that has no rules to show them: from white space and alignment alone.

Columns are what is left and right of gaps that most lines share. Rows are the fewest cuts that part every two cells
standing one under the other (stabbing of intervals). Merged cells are found by their middles: a name that is set in
the middle of its rows says by its place how many they are. The idea of columns from shared gaps is that of Anssi
Nurminen's thesis (2013), which camelot's stream and network methods follow; the rest is ours.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from math import inf

from parsers.lineless.textblocks import ONE_CELL_PITCH, Chunk, TextBlock, is_total
from parsers.texts.figures import PLAIN_FIGURE

NARROWEST_GAP = 3.0  # points of white between two columns
ROUNDED = 1.5  # points by which counting in whole points makes columns wider
CROSSED = 0.2  # share of the lines parted by a gap that may run across it
WIDEST = 5000  # points of a line; text set wider is no table that anybody could print
ONE_OF = 3  # lines parted by a gap that one other line may cross
BESIDE = 1.5  # sizes from a gap within which texts end or start beside it
SAME_HEIGHT = 0.3  # sizes between the middles of names of one line
MOSTLY = 0.6  # share of a text's width that stands in a column
OVERLAP = 0.5  # sizes by which a chunk must reach into a column to stand in it
NEARLY_FULL = 0.7  # share of the texts of the fullest row
LEAST_FULL = 4  # rows nearly as full as the fullest one that show the columns
MIDDLE = 0.75  # sizes that a centred text may be off the middle of what it is centred in
OVER_TWO = 1.2  # the same of a name over two others, which stand at one side of columns of figures
WIDER_FIGURE = 1.0  # sizes by which a figure may stick out of its column
OFF_MIDDLE = 3.0  # sizes that a text centred in its column is off the middle of several that it is not set in
SAME_PLACE = 0.2  # sizes between the sides or middles of texts that are set alike
EVEN = 0.6  # sizes that a text may be off the place that its column's alignment gives it


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
    lowest = [c for c in _lowest(heads, dense) if len(columns_under(c.x0, c.x1, c.size, dense)) < 2]
    if full is not None:  # what stands in the white of a row with few texts is no column of its own
        shown = {id(c) for line in full for c in line}
        kept = [c for c in kept if id(c) in shown or columns_under(c.x0, c.x1, c.size, dense)]
    columns = _widened(dense, kept)
    return _with_names(columns, sorted(lowest, key=lambda c: c.x0))


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
    return _union([*found.values(), *between])


def _with_names(columns: list[tuple[float, float]], names: list[Chunk]) -> list[tuple[float, float]]:
    """Columns widened by the names above them. A name beside its column (text on the left, name in the middle) goes to
    the neighbour that has no name; one with no such neighbour is a column that is empty below."""
    if in_order(columns, names):
        names = _kept_apart(names)
    over = in_order(columns, names) or [
        columns_under(n.x0, n.x1, n.size, columns) or _touched(n, columns) for n in names
    ]
    named = {c for under in over for c in under}
    widened = list(columns)
    for name, under in zip(names, over, strict=True):
        if len(under) > 1:
            continue
        if under:
            c = under[0]
        else:
            beside = [i for i, (left, right) in enumerate(columns) if right <= name.x0][-1:]
            beside += [i for i, (left, _) in enumerate(columns) if left >= name.x1][:1]
            free = [i for i in beside if i not in named]
            if not free:
                widened.append((name.x0, name.x1))
                continue
            c = free[0]
            named.add(c)
        reach = (min(widened[c][0], name.x0), max(widened[c][1], name.x1))
        if any(reach[0] < r + NARROWEST_GAP and left < reach[1] + NARROWEST_GAP for left, r in _others(columns, c)):
            continue  # it would close the white to the next column: it stands over both
        widened[c] = reach
    return _union(widened)


def _kept_apart(names: list[Chunk]) -> list[Chunk]:
    """Names of one column each, those that nearly touch cut back to leave white between their columns."""
    apart = list(names)
    for k, (a, b) in enumerate(pairwise(names)):
        white = NARROWEST_GAP + 0.2 - (b.x0 - a.x1)
        if white > 0 and b.x0 >= a.x1:
            apart[k] = apart[k]._replace(x1=a.x1 - white / 2)
            apart[k + 1] = b._replace(x0=b.x0 + white / 2)
    return apart


def in_order(columns: list[tuple[float, float]], names: list[Chunk]) -> list[list[int]]:
    """One column for each name, from the left, where there are as many of both and no name stands over another's
    column: figures at the right of their columns begin where the next name ends. Empty where it is not so."""
    if len(names) != len(columns):
        return []
    for k, name in enumerate(names):
        for other in (k - 1, k + 1):
            if 0 <= other < len(columns):
                left, right = columns[other]
                if min(name.x1, right) - max(name.x0, left) > min(OVERLAP * name.size, 0.5 * (right - left)):
                    return []
    return [[k] for k in range(len(columns))]


def _touched(name: Chunk, columns: list[tuple[float, float]]) -> list[int]:
    """The one column that a name only touches: its figures stand at the right, their name in the middle."""
    touched = [i for i, (left, right) in enumerate(columns) if left < name.x1 and name.x0 < right]
    return touched if len(touched) == 1 else []


def _others(columns: list[tuple[float, float]], c: int) -> list[tuple[float, float]]:
    return [column for i, column in enumerate(columns) if i != c]


def columns_under(x0: float, x1: float, size: float, columns: list[tuple[float, float]]) -> list[int]:
    """Indices of the columns that a text reaches into."""
    reach = OVERLAP * size
    return [
        i
        for i, (left, right) in enumerate(columns)
        if min(x1, right) - max(x0, left) > min(reach, 0.5 * (right - left), 0.5 * (x1 - x0))
    ]


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
    return _union([_to_texts(column, rows) for column in columns if _holds_text(column, rows)])


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


def _union(extents: list[tuple[float, float]]) -> list[tuple[float, float]]:
    joined: list[tuple[float, float]] = []
    for x0, x1 in sorted(extents):
        if joined and x0 - joined[-1][1] < NARROWEST_GAP:
            joined[-1] = (joined[-1][0], max(joined[-1][1], x1))
        else:
            joined.append((x0, x1))
    return joined


def _lowest(heads: list[list[Chunk]], columns: list[tuple[float, float]]) -> list[Chunk]:
    """Names of the header with no other name below them; the lines of one name as one chunk. `columns` are those that
    the body shows."""
    names: list[Chunk] = []
    chunks = sorted((c for line in heads for c in line), key=lambda c: c.y)
    for chunk in chunks:
        for index, name in enumerate(names):
            close = chunk.bottom - name.bottom <= ONE_CELL_PITCH * chunk.size and chunk.y > name.y
            if close and chunk.x0 < name.x1 and chunk.x1 > name.x0 and not _is_over_both(name, chunk, chunks):
                x0, x1 = min(name.x0, chunk.x0), max(name.x1, chunk.x1)
                names[index] = name._replace(x0=x0, x1=x1, bottom=chunk.bottom, text=name.text + chunk.text)
                break
        else:
            names.append(chunk)
    return [
        n
        for n in names
        if not any(o.top > n.bottom - 1 and o.x0 < n.x1 and o.x1 > n.x0 for o in names)
        and not (_is_topmost(n, names) and not columns_under(n.x0, n.x1, n.size, columns))
        and not _is_over_two(n, names, columns)
    ]


def _is_over_both(name: Chunk, below: Chunk, chunks: list[Chunk]) -> bool:
    """Whether a name stands in the middle over a lower one and that one's neighbour, and not over the first alone."""
    if abs(name.x - below.x) <= MIDDLE * name.size:
        return False
    level = [o for o in chunks if o is not below and abs(o.y - below.y) <= SAME_HEIGHT * below.size]
    left = max((o for o in level if o.x1 <= below.x0), key=lambda o: o.x1, default=None)
    right = min((o for o in level if o.x0 >= below.x1), key=lambda o: o.x0, default=None)
    pairs = [(left, below)] if name.x < below.x else [(below, right)]
    return any(a and b and abs((a.x0 + b.x1) / 2 - name.x) <= MIDDLE * name.size for a, b in pairs)


def _is_topmost(name: Chunk, names: list[Chunk]) -> bool:
    """Whether a name stands as high as any other and between two lower ones: over the white between their columns. A
    name of one column that is empty below stands lower, in the middle of the header's height."""
    if any(o.y < name.y - SAME_HEIGHT * name.size for o in names):
        return False
    below = [o for o in names if o.top > name.bottom - 1]
    return any(o.x1 <= name.x0 for o in below) and any(o.x0 >= name.x1 for o in below)


def _is_over_two(name: Chunk, names: list[Chunk], columns: list[tuple[float, float]]) -> bool:
    """Whether a name stands over the white between the two lower names next to it, in their middle, and others beside
    it stand so too (2024年 over 金额 and 占比), or all others stand lower. One of those beside may be long enough to
    stand over names of its own."""
    below = [o for o in names if o.top > name.bottom - 1]
    left = max((o for o in below if o.x1 <= name.x0), key=lambda o: o.x1, default=None)
    right = min((o for o in below if o.x0 >= name.x1), key=lambda o: o.x0, default=None)
    if left is None or right is None or abs(left.y - right.y) > SAME_HEIGHT * name.size:
        return False
    level = [o for o in names if o is not name and abs(o.y - name.y) <= SAME_HEIGHT * name.size]
    parted = any((left.x0 < o.x1 and o.x0 < left.x1) or (right.x0 < o.x1 and o.x0 < right.x1) for o in level)
    topmost = all(o.y > name.y + SAME_HEIGHT * name.size for o in names if o is not name)
    if parted or not (level or topmost):
        return False
    under = [k for o in (left, right) for k in columns_under(o.x0, o.x1, o.size, columns)]
    sides = [(left.x0, right.x1), *([(columns[min(under)][0], columns[max(under)][1])] if under else [])]
    return any(abs((a + b) / 2 - name.x) <= OVER_TWO * name.size for a, b in sides)


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
