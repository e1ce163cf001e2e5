"""What the names above columns say of them: how far each reaches, and which column is empty below its name."""

from __future__ import annotations

from itertools import pairwise

from parsers.lineless.alignment import MIDDLE, NARROWEST_GAP, OVERLAP, columns_under, union
from parsers.lineless.textblocks import ONE_CELL_PITCH, Chunk

SAME_HEIGHT = 0.3  # sizes between the middles of names of one line
OVER_TWO = 1.2  # the same of a name over two others, which stand at one side of columns of figures


def with_names(columns: list[tuple[float, float]], names: list[Chunk]) -> list[tuple[float, float]]:
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
    return union(widened)


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


def lowest_names(heads: list[list[Chunk]], columns: list[tuple[float, float]]) -> list[Chunk]:
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
