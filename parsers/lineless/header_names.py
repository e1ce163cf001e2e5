"""Names of columns in a table without lines between them: which lines make a name, and which columns it stands over.

A name over several columns stands in their middle; a name of one column takes all rows of the header that nothing else
stands in. What is printed below a name closely may be its next line or the first name below it: it is the latter where
several names stand below, or where one column below would have no name at all.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

from parsers.lineless.alignment import centred_over, columns_under, find_rows
from parsers.lineless.names_to_columns import CENTRED, SAME_LINE, take_lower, take_nameless, touch
from parsers.lineless.textblocks import Chunk, TextBlock, spaced_together
from parsers.texts.formula_rows import is_row_of_formulas

Span = tuple[int, int, int, int]  # first row, first column, last row, last column

NAME_PITCH = 1.75  # sizes from line to line inside a name of a column, at least
CROSSES = 0.35  # sizes by which a name must reach over a border to stand over both columns
FULL = 1.0  # sizes left over in its column from which a line is not full, so that the name need not go on below it
LEAST_FORMULAS = 3
OFF_MIDDLE = 0.6  # sizes off the middle of a name at which its next line does not stand


def header_cells(
    lines: list[list[Chunk]],
    columns: list[tuple[float, float]],
    xs: list[float],
    top: float,
    bottom: float,
    size: float,
    pitch: float,
) -> tuple[list[float], list[Span]]:
    """Row borders of the header (with `top` and `bottom`) and its merged cells.

    `columns` are the sides of the columns' text, `xs` the borders between them; `pitch` is the distance in sizes from
    which lines of the table belong to two rows.
    """
    order = _blocks(lines, columns, xs, size, max(pitch, NAME_PITCH))
    reach = _reaches(order, columns, xs, (top + bottom) / 2, size)
    take_nameless(order, reach, columns, xs, size)
    take_lower(order, reach, xs, (top + bottom) / 2, size)
    stacks = [
        sorted((b for b in order if reach[id(b)][0] <= c <= reach[id(b)][1]), key=lambda b: b.y)
        for c in range(len(columns))
    ]
    ys = [top, *find_rows(stacks), bottom]
    rows = len(ys) - 1
    spans: list[Span] = []
    done: set[int] = set()
    for stack in stacks:
        for block, (r0, r1) in zip(stack, _rows_of_names(stack, ys), strict=True):
            if id(block) not in done:
                done.add(id(block))
                spans.append((r0, reach[id(block)][0], min(r1, rows - 1), reach[id(block)][1]))
    return ys, spans


def _covered(x0: float, x1: float, columns: list[tuple[float, float]], xs: list[float], size: float) -> tuple[int, int]:
    """First and last column that a name stands over by its ink."""
    last_column = len(xs) - 2
    under = columns_under(x0, x1, size, columns)
    first = min(max(bisect_right(xs, x0 + CROSSES * size) - 1, 0), last_column)
    last = min(max(bisect_right(xs, x1 - CROSSES * size) - 1, first), last_column)
    return (min(first, under[0]), max(last, under[-1])) if under else (first, last)


def _blocks(
    lines: list[list[Chunk]], columns: list[tuple[float, float]], xs: list[float], size: float, pitch: float
) -> list[TextBlock]:
    """Names, lowest first."""
    seats = [[_covered(c.x0, c.x1, columns, xs, size) for c in line] for line in lines]
    joined = [
        spaced_together(line, [list(range(a, b + 1)) for a, b in seat]) for line, seat in zip(lines, seats, strict=True)
    ]
    chunks = sorted((c for line in joined for c, _ in line), key=lambda c: (c.y, c.x0))
    cover = {id(c): _covered(c.x0, c.x1, columns, xs, size) for c in chunks}
    blocks: list[TextBlock] = []
    for chunk in chunks:
        above = [b for b in blocks if _may_go_on(b.chunks[-1], chunk, cover, size, pitch)]
        best = max(above, key=lambda b: b.chunks[-1].y, default=None)
        if best is not None and not _is_name_below(best.chunks[-1], chunk, chunks, cover, columns, size):
            best.chunks.append(chunk)
        else:
            blocks.append(TextBlock([chunk]))
    return sorted(blocks, key=lambda b: -b.y)


def _may_go_on(line: Chunk, below: Chunk, cover: dict[int, tuple[int, int]], size: float, pitch: float) -> bool:
    return (
        SAME_LINE * size < below.y - line.y < pitch * max(line.size, below.size)
        and touch(cover[id(line)], cover[id(below)])
        and line.x0 < below.x1
        and below.x0 < line.x1
    )


def _is_name_below(
    line: Chunk,
    below: Chunk,
    chunks: list[Chunk],
    cover: dict[int, tuple[int, int]],
    columns: list[tuple[float, float]],
    size: float,
) -> bool:
    """Whether what stands below a line is a name of its own."""
    beside = [c for c in chunks if abs(c.y - below.y) <= SAME_LINE * size and c is not below]
    if _are_formulas([below.text, *(c.text for c in beside)]):
        return True
    if any(touch(cover[id(c)], cover[id(line)]) for c in beside):
        return True  # several names below one
    low, high = cover[id(line)]
    room = columns[high][1] - columns[low][0]
    if below.text[:1] in "（(":
        return False
    if _is_group(line, below, beside, chunks, cover, size) or _is_one_of_names(line, below, chunks, cover, size):
        return True
    if line.x1 - line.x0 > room - FULL * size:
        return False
    nearest = [c for c in beside if abs(cover[id(c)][0] - high) == 1 or abs(cover[id(c)][1] - low) == 1]
    return any(
        not any(o.y < c.y - SAME_LINE * size and touch(cover[id(o)], cover[id(c)]) for o in chunks)
        and not any(o.y > below.y + SAME_LINE * size and touch(cover[id(o)], cover[id(below)]) for o in chunks)
        for c in nearest
    )


def _are_formulas(texts: list[str]) -> bool:
    """Whether a line gives the columns letters and formulas: three or more, none in brackets, as `(C=B/A)` stands in
    the last line of a name."""
    whole = all(t[0] not in "（(" and sum(map(t.count, "（(")) == sum(map(t.count, "）)")) for t in texts)
    return whole and len(texts) >= LEAST_FORMULAS and is_row_of_formulas(texts)


def _is_one_of_names(
    line: Chunk, below: Chunk, chunks: list[Chunk], cover: dict[int, tuple[int, int]], size: float
) -> bool:
    """Whether what stands below the name of several columns, off its middle, is the name of one of them, while another
    has its own further down: names in stacked characters begin higher than those beside them."""
    low, high = cover[id(line)]
    if low == high or abs(below.x - line.x) < OFF_MIDDLE * size or cover[id(below)] == (low, high):
        return False
    return any(
        o.y > below.y and touch(cover[id(o)], (low, high)) and not touch(cover[id(o)], cover[id(below)]) for o in chunks
    )


def _is_group(
    line: Chunk,
    below: Chunk,
    beside: list[Chunk],
    chunks: list[Chunk],
    cover: dict[int, tuple[int, int]],
    size: float,
) -> bool:
    """Whether a line is the name of several columns, above the one in their middle: the columns next to that one have
    names on its height and none above, while another single name stands higher, so that names do not stand at the foot,
    or all of these names on one height have several names of their own below them.
    """

    def is_single(c: Chunk) -> bool:
        return not any(abs(o.y - c.y) > SAME_LINE * size and touch(cover[id(o)], cover[id(c)]) for o in chunks)

    def is_first(c: Chunk) -> bool:
        return not any(o.y < c.y - SAME_LINE * size and touch(cover[id(o)], cover[id(c)]) for o in chunks)

    def parts(c: Chunk) -> set[tuple[int, int]]:
        return {cover[id(o)] for o in chunks if o.y > c.y + SAME_LINE * size and touch(cover[id(o)], cover[id(c)])}

    low, high = cover[id(line)]
    left = [c for c in beside if cover[id(c)][1] == low - 1 and is_first(c)]
    right = [c for c in beside if cover[id(c)][0] == high + 1 and is_first(c)]
    if not left or not right:
        return _parts_lower_names(line, chunks, cover, size)
    return all(len(parts(c)) > 1 for c in (below, *left, *right)) or any(
        c.y < below.y - SAME_LINE * size and c.y > line.y - SAME_LINE * size and c is not line and is_single(c)
        for c in chunks
    )


def _parts_lower_names(line: Chunk, chunks: list[Chunk], cover: dict[int, tuple[int, int]], size: float) -> bool:
    """Whether names with nothing above or below stand on both sides of a name lower than others of that sort, which
    stand in the middle of the whole header: only what is above in their middle can push them down."""
    single = [c for c in chunks if sum(touch(cover[id(o)], cover[id(c)]) for o in chunks) == 1]
    middle = min((c.y for c in single), default=0.0) + SAME_LINE * size
    low, high = cover[id(line)]
    left = max((c for c in single if cover[id(c)][1] < low), key=lambda c: c.x, default=None)
    right = min((c for c in single if cover[id(c)][0] > high), key=lambda c: c.x, default=None)
    return left is not None and right is not None and min(left.y, right.y) > middle


def _reaches(
    order: list[TextBlock], columns: list[tuple[float, float]], xs: list[float], middle: float, size: float
) -> dict[int, tuple[int, int]]:
    """First and last column of each name, by its identity. `order`: lowest first; `middle`: that of the header."""
    reach: dict[int, tuple[int, int]] = {}
    for block in order:
        covered = _covered(block.x0, block.x1, columns, xs, size)
        below = [
            o for o in order if id(o) in reach and o.top >= block.bottom - 0.3 * size and touch(reach[id(o)], covered)
        ]
        if not below and covered[0] == covered[1]:
            reach[id(block)] = covered
            continue
        # names higher than those below it stand beside it, in the middle of the header's whole height
        floor = min((o.y for o in below), default=block.y) - SAME_LINE * size
        beside = [
            reach[id(o)]
            for o in order
            if id(o) in reach
            and (
                abs(o.y - block.y) < 0.6 * size
                or ((o.y < floor or abs(o.y - middle) <= SAME_LINE * size) and not _has_names_below(o, order, reach))
            )
        ]
        first = max((b for _, b in beside if b < covered[0]), default=-1) + 1
        last = min((a for a, _ in beside if a > covered[1]), default=len(columns)) - 1
        found = centred_over(block, columns, xs, first, last, size)
        if found is not None and (found[0] > covered[0] or found[1] < covered[1]):
            found = None
        found = _over_groups(block, below, order, reach, columns, xs, size) or found
        if below and (found is None or found[0] == found[1]):
            found = _reach_of_group(block, below, order, reach, columns, xs, size)
        if below and found is None:
            low, high = min(reach[id(o)][0] for o in below), max(reach[id(o)][1] for o in below)
            found = (min(low, covered[0]), max(high, covered[1]))
        lower = [reach[id(o)] for o in order if id(o) in reach and o.top >= block.bottom - 0.3 * size]
        reach[id(block)] = _with_whole_groups(found or covered, lower)
    return reach


def _with_whole_groups(columns: tuple[int, int], groups: list[tuple[int, int]]) -> tuple[int, int]:
    """Columns of a name widened to all columns of the groups below of which it has some."""
    first, last = columns
    for a, b in sorted(groups, key=lambda group: group[0] - group[1]):
        if touch((first, last), (a, b)):
            first, last = min(first, a), max(last, b)
    return first, last


def _has_names_below(block: TextBlock, order: list[TextBlock], reach: dict[int, tuple[int, int]]) -> bool:
    """Whether a name stands over others: its height is that of its level and not the middle of the header."""
    return any(id(o) in reach and o.top >= block.bottom and touch(reach[id(o)], reach[id(block)]) for o in order)


def _over_groups(
    block: TextBlock,
    below: list[TextBlock],
    order: list[TextBlock],
    reach: dict[int, tuple[int, int]],
    columns: list[tuple[float, float]],
    xs: list[float],
    size: float,
) -> tuple[int, int] | None:
    """Columns of a name that stands in the middle of several groups of columns, above the middle one: groups are names
    on one height with several names below each, and none above those beside."""
    nearest = min(below, key=lambda o: o.y, default=None)
    if nearest is None:
        return None

    def is_group(o: TextBlock) -> bool:
        parts = {reach[id(k)] for k in order if id(k) in reach and k.y > o.bottom}
        return sum(touch(part, reach[id(o)]) for part in parts) > 1

    level = [o for o in order if id(o) in reach and abs(o.y - nearest.y) <= SAME_LINE * size and is_group(o)]
    low, high = reach[id(nearest)]
    if nearest not in level:
        return None
    first, last = low, high
    for a, b in sorted((reach[id(o)] for o in level), reverse=True):
        first = a if b == first - 1 else first
    for a, b in sorted(reach[id(o)] for o in level):
        last = b if a == last + 1 else last
    off = abs((columns[first][0] + columns[last][1]) / 2 - block.x)
    off = min(off, abs((xs[first] + xs[last + 1]) / 2 - block.x))
    return (first, last) if first < low and last > high and off <= CENTRED * size else None


def _reach_of_group(
    block: TextBlock,
    below: list[TextBlock],
    order: list[TextBlock],
    reach: dict[int, tuple[int, int]],
    columns: list[tuple[float, float]],
    xs: list[float],
    size: float,
) -> tuple[int, int] | None:
    """Columns of a name above the one in their middle: those around it whose single names stand on the height of the
    name below it, with none above. All of them where it stands in their middle, else those that suit it best."""
    low, high = min(reach[id(o)][0] for o in below), max(reach[id(o)][1] for o in below)
    names = [o for o in order if id(o) in reach and abs(o.y - below[0].y) <= SAME_LINE * size]
    higher = [_covered(o.x0, o.x1, columns, xs, size) for o in order if o is not block and o.bottom <= below[0].top + 1]
    free = {a for a, b in (reach[id(o)] for o in names) if a == b and not any(touch((a, a), h) for h in higher)}
    first, last = low, high
    while first - 1 in free:
        first -= 1
    while last + 1 in free:
        last += 1
    best: tuple[float, int, int] | None = None
    for a in range(first, low + 1):
        for b in range(high, last + 1):
            off = abs((xs[a] + xs[b + 1]) / 2 - block.x)
            off = min(off, abs((columns[a][0] + columns[b][1]) / 2 - block.x))
            if (a, b) == (first, last) and a < b and off <= CENTRED * size:
                return a, b
            if a < b and off <= CENTRED * size and (best is None or off < best[0]):
                best = off, a, b
    return (best[1], best[2]) if best else None


def _rows_of_names(stack: list[TextBlock], ys: list[float]) -> list[tuple[int, int]]:
    """Rows of each name of a header column: the borders between names next to the middle of the white between them."""
    rows = len(ys) - 1
    if not stack:
        return []
    cuts = [0]
    for a, b in pairwise(stack):
        inside = [i for i in range(1, rows) if a.bottom - 1 <= ys[i] <= b.top + 1]
        middle = (a.bottom + b.top) / 2
        cuts.append(min(inside, key=lambda i: abs(ys[i] - middle)) if inside else cuts[-1] + 1)
    cuts.append(rows)
    return [(min(a, rows - 1), min(max(a, b - 1), rows - 1)) for a, b in pairwise(cuts)]
