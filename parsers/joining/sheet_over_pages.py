"""A sheet wider than the paper, printed in blocks of columns without the names of its rows: told by where rows end."""

from __future__ import annotations

from itertools import pairwise

from parsers.headings.captions import Caption
from parsers.joining.joined import JoinedTable
from parsers.parts.grid import DRAWN

LEAST_ROWS = 4
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
    told = len(set(heights)) >= LEAST_DIFFERENT or sum(a != b for a, b in pairwise(heights)) >= LEAST_CHANGES
    alike = len(rows) == right.rows + 1 and rows[-1] == left.rows and rows[right.header_rows] == left.header_rows
    return rows if alike and right.rows >= LEAST_ROWS and told else None


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
