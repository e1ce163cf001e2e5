"""Forms that a page break cuts where their columns change: neither page has all the column borders.

A form (项目名称 | … above 年初预算数 | 全年预算数 | … above 一级指标 | 二级指标 | …) divides its width anew in every
block. What stands on one page may lack borders that the next has, and the other way round; most are common to both.
"""

from __future__ import annotations

from parsers.joining.joined import JoinedTable
from parsers.parts.part import Part

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
