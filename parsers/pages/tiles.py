"""Cells painted one by one: rectangles side by side and one under the other, though nothing shows where they meet.

Browsers, typesetters and table writers fill every cell of its own, even where neighbours have one colour or are white.
Where rectangles adjoin in rows and columns, their sides are borders of cells; shaded runs of text adjoin as well, but
at places that no other line repeats.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from parsers.pages.content import Ruling
from parsers.pages.drawings import Patch
from parsers.pages.groups import groups_of

ADJOIN = 0.8  # points between the sides of two rectangles that adjoin
OVERLAP = 1.5  # points by which rectangles may overlap and still be neighbours
SMALLEST = 6.0  # points of a cell's width and height
LEAST_IN_ROW = 3  # rectangles of one row that make one of cells
LEAST = 4  # rectangles that make a table of cells
WHITE_ROWS = 250.0  # points between painted rows of one table
COVERED = 0.97  # share of their hull that names in levels cover
REPEATED = 0.7  # share of the sides that stand in two rows of rectangles or more


def tile_borders(areas: Sequence[Patch], lines: Sequence[Ruling]) -> tuple[list[Ruling], list[Ruling]]:
    """Horizontal and vertical borders of cells painted one by one, not drawn as lines. `lines` are the vertical lines
    of the page, with which the columns of a painted head go on."""
    across: list[Ruling] = []
    down: list[Ruling] = []
    fields = _fields([a for a in areas if min(a.x1 - a.x0, a.bottom - a.top) >= SMALLEST])
    for tiles in _tables(fields):
        is_table = _is_one_row(tiles) if len(tiles) < LEAST or _is_one_row(tiles) else _is_table(tiles, lines)
        for x0, top, x1, bottom, *_ in tiles if is_table else _on_columns_of_head(tiles):
            across += [Ruling(y, x0, x1, 0.0, False) for y in (top, bottom)]
            down += [Ruling(x, top, bottom, 0.0, False) for x in (x0, x1)]
    return across, down


def _fields(areas: list[Patch]) -> list[list[Patch]]:
    """Groups of rectangles that adjoin; what lies under or over others is the ground or a mark, no cell."""
    areas = sorted({a[:4]: a for a in areas}.values(), key=lambda a: (a.top, a.x0))
    flat = [a for a in areas if not any(b is not a and _overlap(a, b) for b in areas)]
    return [[flat[i] for i in group] for group in groups_of(range(len(flat)), _adjoining(flat))]


def _adjoining(flat: list[Patch]) -> Iterator[tuple[int, int]]:
    for i, one in enumerate(flat):
        for j in range(i + 1, len(flat)):
            if flat[j].top > one.bottom + ADJOIN:
                break
            if _adjoin(one, flat[j]):
                yield i, j


def _tables(fields: list[list[Patch]]) -> list[list[Patch]]:
    """Fields one under the other whose sides are sides of each other's rectangles put together: rows of one table with
    rows between them that are left white."""
    groups: list[list[Patch]] = []
    for field in sorted(fields, key=lambda f: min(t.top for t in f)):
        top = min(t.top for t in field)
        for group in groups:
            near = [t for t in group if top - t.bottom <= WHITE_ROWS]
            if near and (_has_sides(near, field) or _has_sides(field, near)):
                group += field
                break
        else:
            groups.append(list(field))
    return groups


def _has_sides(tiles: Sequence[Patch], field: Sequence[Patch]) -> bool:
    """Whether the outer sides of a field of several rectangles are among the sides of these rectangles."""
    ends = (min(t.x0 for t in field), max(t.x1 for t in field))
    sides = [x for t in tiles for x in (t.x0, t.x1)]
    return len(field) > 1 and all(min(abs(end - x) for x in sides) <= 2 * ADJOIN for end in ends)


def _overlap(one: Patch, other: Patch) -> bool:
    return (
        min(one.x1, other.x1) - max(one.x0, other.x0) > OVERLAP
        and min(one.bottom, other.bottom) - max(one.top, other.top) > OVERLAP
    )


def _adjoin(one: Patch, other: Patch) -> bool:
    side_by_side = min(abs(one.x1 - other.x0), abs(other.x1 - one.x0)) <= ADJOIN
    stacked = min(abs(one.bottom - other.top), abs(other.bottom - one.top)) <= ADJOIN
    shared_x = min(one.x1, other.x1) - max(one.x0, other.x0)
    shared_y = min(one.bottom, other.bottom) - max(one.top, other.top)
    return (side_by_side and shared_y > OVERLAP) or (stacked and shared_x > OVERLAP)


def _is_table(tiles: list[Patch], lines: Sequence[Ruling]) -> bool:
    """Whether the rectangles stand in columns: two or more, with the sides of most in several rows, or with lines."""
    left, right = min(t.x0 for t in tiles), max(t.x1 for t in tiles)
    foot = max(t.bottom for t in tiles)
    below = [(v.at, foot) for v in lines if abs(v.start - foot) <= OVERLAP]
    marks = [*((x, t.top) for t in tiles for x in (t.x0, t.x1)), *below]
    sides = sorted((x, top) for x, top in marks if left + SMALLEST < x < right - SMALLEST)
    if not sides:
        return False
    columns: list[list[float]] = [[sides[0][1]]]
    for (before, _), (x, top) in pairwise(sides):
        if x - before > 2 * ADJOIN:
            columns.append([])
        columns[-1].append(top)
    rows = [len({round(top / 2) for top in tops}) for tops in columns]
    return sum(n > 1 for n in rows) >= REPEATED * len(rows)


def _is_one_row(tiles: list[Patch]) -> bool:
    """Whether rectangles of one height stand side by side: the head of a table, or all that a page has of it."""
    first = tiles[0]
    alike = all(abs(t.top - first.top) <= ADJOIN and abs(t.bottom - first.bottom) <= ADJOIN for t in tiles)
    return alike and len(tiles) >= LEAST_IN_ROW


def _on_columns_of_head(tiles: list[Patch]) -> list[Patch]:
    """Names of columns in levels at the head of some rectangles, and those of the others that stand on these columns;
    none where the first rows are no such names."""
    head = min(t.top for t in tiles)
    for foot in sorted({t.bottom for t in tiles}, reverse=True):
        names = [t for t in tiles if t.bottom <= foot + ADJOIN]
        if len(names) >= LEAST and _are_levels(names, head, foot):
            sides = [x for t in names for x in (t.x0, t.x1)]
            return [t for t in tiles if all(min(abs(x - s) for s in sides) <= 2 * ADJOIN for x in (t.x0, t.x1))]
    return []


def _are_levels(tiles: list[Patch], head: float, foot: float) -> bool:
    """Whether rectangles are names of columns in levels, from one height to another: the sides of each are sides of
    some below it as well, and the last row has more of them than the first."""
    left, right = min(t.x0 for t in tiles), max(t.x1 for t in tiles)
    for tile in tiles:
        below = [s for t in tiles if t.bottom > tile.bottom + ADJOIN for s in (t.x0, t.x1)]
        for x in (tile.x0, tile.x1):
            inner = left + SMALLEST < x < right - SMALLEST and tile.bottom < foot - SMALLEST
            if inner and not any(abs(x - s) <= 2 * ADJOIN for s in below):
                return False
    first = [t for t in tiles if t.top <= head + SMALLEST]
    last = [t for t in tiles if t.bottom >= foot - SMALLEST]
    area = sum((t.x1 - t.x0) * (t.bottom - t.top) for t in tiles)
    return len(last) > len(first) > 1 and area >= COVERED * (right - left) * (foot - head)
