"""The column borders of a part among those of the table that it goes on with.

Forms that a page break cuts where their columns change: neither page has all the column borders.

A form (项目名称 | … above 年初预算数 | 全年预算数 | … above 一级指标 | 二级指标 | …) divides its width anew in every
block. What stands on one page may lack borders that the next has, and the other way round; most are common to both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from parsers.joining.headers_overleaf import repeated_rows, spread
from parsers.joining.joined import JoinedTable
from parsers.parts.grid import DRAWN, Grid
from parsers.parts.part import Part

SAME_COLUMN = 4.0  # points between column borders of two parts of one table, after the parts' left sides are aligned
BEYOND = 1.0  # points by which print may stand over the border of its column
MIRRORED_MARGIN = 45.0  # points by which left and right pages' margins differ in bound reports


def column_map(table: JoinedTable, part: Part) -> list[int] | None:
    """For each column border of the part its index among the table's; None when they do not fit.

    A part may lack borders (all its rows are merged there); when it has more than the table, the table's own cells are
    renumbered.
    """
    x0 = part.grid.xs[0]
    if abs(x0 - table.last.grid.xs[0]) > MIRRORED_MARGIN:
        return None
    own = [x - x0 for x in part.grid.xs]
    if len(own) == len(table.xs) and all(abs(a - b) <= SAME_COLUMN for a, b in zip(own, table.xs, strict=True)):
        return list(range(len(own)))
    aligned = part.grid.engine == table.last.grid.engine == "alignment"
    if aligned and len(own) == len(table.xs):
        pairs = zip(part.grid.columns, table.last.grid.columns, strict=False)
        if repeated_in(table, part) or all(a[0] < b[1] and b[0] < a[1] for a, b in pairs):
            return list(range(len(own)))
    if len(own) == len(table.xs) and _prints_in(part.grid, table.last.grid):
        return list(range(len(own)))
    if abs(own[-1] - table.xs[-1]) > SAME_COLUMN:
        return None
    found = _subset(own, table.xs)
    if found is not None:
        return found
    if _subset(table.xs, own) is None:
        return None
    renumber(table, own)
    return list(range(len(own)))


def _prints_in(one: Grid, other: Grid) -> bool:
    """Whether the text of each column that white space told stands within the same column of a grid that lines or
    colours drew: a painted table of which one page has names and a white row alone."""
    for aligned, drawn in ((one, other), (other, one)):
        told = aligned.engine == "alignment" and drawn.engine in DRAWN
        if told and aligned.cols == drawn.cols == len(aligned.columns):
            sides = zip(aligned.columns, pairwise(drawn.xs), strict=True)
            return all(x0 - BEYOND <= a and b <= x1 + BEYOND for (a, b), (x0, x1) in sides)
    return False


def renumber(table: JoinedTable, borders: list[float]) -> None:
    """Give the table more column borders, its own among them."""
    places = _subset(table.xs, borders)
    assert places is not None
    _reseat(table, borders, places)
    table.header = [spread(row, places) for row in table.header]
    table.find_bottom()


def take_back(table: JoinedTable, borders: list[float]) -> None:
    """Give a table its own `borders` again, where the part that brought it more is a table of its own."""
    places = _subset(borders, table.xs)
    assert places is not None
    own = {place: index for index, place in enumerate(places)}
    _reseat(table, borders, own)
    table.header = [tuple(row[place] for place in places[:-1]) for row in table.header]
    table.find_bottom()


def _reseat(table: JoinedTable, borders: list[float], places: Mapping[int, int] | Sequence[int]) -> None:
    """Put the cells between other `borders`; `places`: which of these each of the old ones is."""
    for cell in table.cells:
        end = places[cell.col + cell.col_span]
        cell.col = places[cell.col]
        cell.col_span = end - cell.col
    table.xs = borders


def _subset(few: list[float], many: list[float]) -> list[int] | None:
    found: list[int] = []
    for x in few:
        index = min(range(len(many)), key=lambda i: abs(many[i] - x))
        if abs(many[index] - x) > SAME_COLUMN or (found and index <= found[-1]):
            return None
        found.append(index)
    return found


def repeated_in(table: JoinedTable, part: Part) -> int:
    """How many rows at the top of the part repeat the table's first rows."""
    if part.cols > table.cols:
        return 0
    columns = list(range(table.cols + 1)) if part.cols == table.cols else column_map(table, part)
    if columns is None:
        return 0
    return repeated_rows(table, part, columns)


SAME_BORDER = 4.0  # points between the places of one border on two pages
PATTERNS = 3  # ways in which the rows of a form divide its width; a table has two or three with those of its header
COMMON = 2 / 3  # share of the fewer inner borders that the other page has as well


def borders_of_both(table: JoinedTable, part: Part) -> list[float] | None:
    """All column borders of a form and of its rest on the next page, from the left side; None where the part is no rest
    of it: other sides, too few common borders, or a first cell that reads like the form's."""
    ruled = "alignment" not in (part.grid.engine, table.last.grid.engine)
    x0 = part.grid.xs[0]
    own = [x - x0 for x in part.grid.xs]
    if not ruled or abs(own[-1] - table.xs[-1]) > SAME_BORDER or not _divides_anew(table) or _begins_again(table, part):
        return None
    extra = [x for x in own if all(abs(x - y) > SAME_BORDER for y in table.xs)]
    fewer = min(len(own), len(table.xs)) - 2
    common = len(own) - len(extra) - 2
    if fewer < PATTERNS or common < COMMON * fewer:
        return None
    return sorted([*table.xs, *extra])


def _divides_anew(table: JoinedTable) -> bool:
    """Whether the rows of a table divide its width in the many ways of a form."""
    starts: dict[int, set[int]] = {row: set() for row in range(table.rows)}
    for cell in table.cells:
        for row in range(cell.row, min(cell.row + cell.row_span, table.rows)):
            starts[row].add(cell.col)
    return len({frozenset(cols) for cols in starts.values()}) >= PATTERNS


def _begins_again(table: JoinedTable, part: Part) -> bool:
    first = next((c.text for c in table.cells if (c.row, c.col) == (0, 0)), "")
    again = part.owner[0][0]
    return bool(first) and again is not None and again.text == first
