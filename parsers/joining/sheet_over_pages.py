"""A sheet wider than the paper, printed in blocks of columns without the names of its rows: told by where rows end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from parsers.headings.captions import Caption
from parsers.joining.joined import JoinedTable, TableCell
from parsers.parts.grid import DRAWN
from parsers.parts.part import Part
from parsers.texts.figures import FIGURE

LEAST_ROWS = 4
AMOUNT = re.compile(r"[.,%．，％]")  # in a figure that numbers no row
SAME_PLACE = 0.8  # points by which the border of a row may lie elsewhere in the other block
DIFFERENT = 3.0  # points between heights of rows that the text in them has made different
LEAST_DIFFERENT = 3  # heights: rows of one or two heights are alike in many tables
LEAST_CHANGES = 5  # from one of two heights to the other, which come so in no other table


def same_rows(left: JoinedTable, right: JoinedTable, caption: Caption) -> list[int] | None:
    """For each row of the right block the left one's row at which it begins, and one past the last; None where nothing
    says that they are rows of one sheet. Rows that their texts have made different in height come again on other pages
    in the same order, wherever pages end; a header of the right block may be one row beside two.

    `caption` is that of the right block.
    """
    if caption.lines or caption.label or not {left.engine, right.engine} <= DRAWN:
        return None
    if not left.header or not right.header or _columns(left) & _columns(right):
        return None
    one, other = _borders(left), _borders(right)
    rows = [_nearest(one, y) for y in other]
    if any(abs(one[row] - y) > SAME_PLACE for row, y in zip(rows, other, strict=True)):
        return None
    heights = [round((b - a) / DIFFERENT) for a, b in pairwise(other)]
    told = (
        _stand_alike(left, right)
        or len(set(heights)) >= LEAST_DIFFERENT
        or sum(a != b for a, b in pairwise(heights)) >= LEAST_CHANGES
    )
    alike = len(rows) == right.rows + 1 and rows[-1] == left.rows and rows[right.header_rows] == left.header_rows
    return rows if alike and right.rows >= LEAST_ROWS and told else None


def _stand_alike(left: JoinedTable, right: JoinedTable) -> bool:
    """Whether the blocks begin and end at the same heights of their pages, and the right one does not begin with names
    of rows: texts, codes or numbers, in every row another."""
    ends = zip(left.pieces, right.pieces, strict=False)
    alike = all(abs(a.box[n] - b.box[n]) <= SAME_PLACE for a, b in ends for n in (1, 3))
    names = [c.text for c in right.cells if c.col == 0 and c.row >= right.header_rows]
    words = {name for name in names if not (FIGURE.fullmatch(name) and AMOUNT.search(name))} - {""}
    return alike and len(left.pieces) == len(right.pieces) and 2 * len(words) < len(names)


def cells_cut(left: JoinedTable, right: JoinedTable, parts: tuple[Part, Part]) -> Iterator[TableCell]:
    """The left block's cells at its right side that the side of the paper cuts: their page leaves the side open, and so
    does that of the right block beside them. `parts` are the first of each block."""
    beside = {(c.row, c.row_span): c for c in right.cells if c.col == 0}
    for cell in left.cells:
        other = beside.get((cell.row, cell.row_span))
        if cell.col + cell.col_span == left.cols and other is not None:
            open_at = zip((cell, other), parts, (1, 0), strict=True)
            if all(_is_open(*at) for at in open_at):
                yield cell


def _is_open(cell: TableCell, part: Part, side: int) -> bool:
    page, (_, top, _, bottom) = cell.boxes[0]
    extents = part.grid.open_sides[side] if page == part.page else ()
    inside = [(a, b) for a, b in extents if top - SAME_PLACE <= a and b <= bottom + SAME_PLACE]
    return sum(b - a for a, b in inside) >= bottom - top - 2 * SAME_PLACE if inside else False


def _nearest(borders: list[float], y: float) -> int:
    return min(range(len(borders)), key=lambda i: abs(borders[i] - y))


def _columns(table: JoinedTable) -> set[tuple[str, ...]]:
    """The names over each column, top to bottom: blocks of two years have names in common, but no such path."""
    return {names for names in zip(*table.header, strict=True) if any(names)}


def _borders(table: JoinedTable) -> list[float]:
    """The borders of a table's rows in points below the first one, its pages put one below the other."""
    found = [0.0]
    for piece in table.pieces:
        top, start = piece.box[1], found[-1]
        places = {y for cell in table.cells for page, box in cell.boxes if page == piece.page for y in (box[1], box[3])}
        for y in sorted(places):
            if start + y - top > found[-1] + SAME_PLACE:
                found.append(start + y - top)
    return found
