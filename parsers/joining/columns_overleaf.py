"""Tables whose columns go on over the page: printed in blocks, each under the same names of rows.

A table wider than the paper (分地区情况表: 合计 and some regions on the first pages, others on those that follow)
prints its names of rows again beside each block of columns. The blocks are one table; read as tables of their own, or
as one below the other, they would set a total against a part of its parts. Which pages come first is the printer's
choice: all rows of the first columns and then the others, or all columns of the first rows. A spreadsheet prints no
names of rows again; there the heights of the rows tell.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from parsers.joining.joined import JoinedTable, Piece, TableCell
from parsers.joining.page_work import Found
from parsers.joining.sheet_over_pages import cells_cut, same_rows
from parsers.lineless.regions import DASHES
from parsers.parts.part import Part, PlacedLine
from parsers.texts.caption_lines import CHINESE_NUMBER, without_mark
from parsers.texts.figures import FIGURE
from schemas.white_space import without_space

LEAST_ROWS = 3  # rows of the body that two blocks must share: fewer may agree by chance
BLOCK_NUMBER = re.compile(rf"[（(]?(?:之|续)?[{CHINESE_NUMBER}\d]{{1,2}}[)）]?$|[-—－]\d{{1,2}}$")


def names_other_columns(table: JoinedTable, part: Part, depth: int) -> bool:
    """Whether a part begins with the first name of the table's header and goes on with other names: columns that found
    no room on the pages before, or another table."""
    if not table.header or not depth or depth != table.header_rows or depth >= part.rows:
        return False
    own, first = part.row_texts(0), table.header[0]
    others = {text for text in own[1:] if text}
    return bool(own[0]) and own[0] == first[0] and len(others - set(first)) * 2 > len(others)


def join_columns(found: Sequence[Found]) -> list[Found]:
    """The tables in their order, those that are blocks of columns of one put together."""
    joined: list[Found] = []
    for table in found:
        joined.append(table)
        while len(joined) > 1 and (whole := _together(joined[-2], joined[-1])) is not None:
            joined[-2:] = [replace(joined[-2], table=whole)]
    return joined


def _together(left: Found, right: Found) -> JoinedTable | None:
    a, b = left.table, right.table
    if b.pieces[0].page - a.pieces[-1].page not in (0, 1) or not _have_one_name(left, right):
        return None
    if a.header and a.header == b.header:
        return _below(a, b) if _is_joined(a) and _is_joined(b) else None
    names = _shared_columns(a, b)
    rows = _rows_of(a, b, names) if names else same_rows(a, b, right.caption)
    if rows is None:
        return None
    cut = [] if names else list(cells_cut(a, b, (left.first, right.first)))
    whole = _beside(a, b, names, rows)
    return _with_cut_cells(whole, cut, a.cols) if whole is not None and cut else whole


def _with_cut_cells(table: JoinedTable, cut: list[TableCell], col: int) -> JoinedTable:
    """The table with the cells that the side of the paper cut as one each; `col` is the right block's first column."""
    rests = {(c.row, c.row_span): c for c in table.cells if c.col == col}
    joined = {}
    for one in cut:
        rest = rests[one.row, one.row_span]
        wide = replace(
            one, col_span=one.col_span + rest.col_span, lines=one.lines + rest.lines, boxes=one.boxes + rest.boxes
        )
        joined[id(one)] = joined[id(rest)] = wide
    cells = {id(wide): wide for wide in (joined.get(id(c), c) for c in table.cells)}
    return replace(table, cells=list(cells.values()))


def _have_one_name(left: Found, right: Found) -> bool:
    """Whether two blocks bear one caption (表三十九（一） and 表三十九（二）), or the second none."""
    one, other = (_bare_name(found.caption.label, found.caption.title) for found in (left, right))
    return one == other or not any(other)


def _bare_name(label: str, title: str) -> tuple[str, str]:
    return label, BLOCK_NUMBER.sub("", without_mark(without_space(title)))


def _is_joined(table: JoinedTable) -> bool:
    """Whether a table was put together from blocks of columns: pieces that stand beside each other."""
    return any(b.first_row <= a.first_row for a, b in zip(table.pieces, table.pieces[1:], strict=False))


def _head(table: JoinedTable) -> list[tuple[str, ...]]:
    """The names above each column, top to bottom."""
    return list(zip(*table.header, strict=True)) if table.header else []


def _shared_columns(a: JoinedTable, b: JoinedTable) -> int:
    """How many columns from the left both blocks print: the names of the rows. 0 where the blocks are no parts of one
    table: another depth of header, no names of rows in common, in the second one no column of its own or no figures."""
    if a.header_rows != b.header_rows or a.rows - a.header_rows < LEAST_ROWS:
        return 0
    one, other = _head(a), _head(b)
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count] and any(one[count]):
        count += 1
    rest = other[count:]
    own = [names for names in rest if names not in one]
    apart = len(set(rest)) == len(rest) > 0 and len(one) > count
    return count if apart and len(own) * 2 > len(rest) and _holds_figures(b, count) else 0


def _holds_figures(table: JoinedTable, columns: int) -> bool:
    """Whether most of what stands beside the names of rows is figures, unlike in a form."""
    texts = [c.text for c in table.cells if c.row >= table.header_rows and c.col >= columns and c.text]
    figures = sum(text in DASHES or bool(FIGURE.fullmatch(without_space(text))) for text in texts)
    return figures * 2 > len(texts) or not texts


def _names(table: JoinedTable, columns: int) -> list[str]:
    """The printed names of each row of the body, white left out."""
    texts: list[list[tuple[int, str]]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        if cell.col < columns:
            texts[cell.row].append((cell.col, without_space(cell.text)))
    return ["".join(text for _, text in sorted(row)) for row in texts[table.header_rows :]]


def _rows_of(a: JoinedTable, b: JoinedTable, columns: int) -> list[int] | None:
    """For each row of the second block the first one's row at which it begins, and one past the last; None where the
    names differ. Several rows of the first block may be one of the second: where nothing is ruled between rows, only
    figures tell them, and a block may have none there."""
    one, other = _names(a, columns), _names(b, columns)
    if not any(name and not FIGURE.fullmatch(name) for name in one):
        return None
    rows = list(range(a.header_rows))
    at = 0
    for name in other:
        rows.append(a.header_rows + at)
        end = at + 1
        while end < len(one) and one[at] and len("".join(one[at:end])) < len(name):
            end += 1
        if "".join(one[at:end]) != name:
            return None
        at = end
    return [*rows, a.rows] if at == len(one) else None


def _beside(a: JoinedTable, b: JoinedTable, columns: int, rows: list[int]) -> JoinedTable | None:
    """The first block with the columns of the second one at its right; `rows` are the rows of that in the first."""
    shift = a.cols - columns
    side = a.xs[-1] - b.xs[columns]
    names = {cell.row: cell for cell in b.cells if cell.col == columns - 1}
    header = [b.header[bisect_right(rows, r) - 1] for r in range(a.header_rows)]  # one row may stand beside two
    moved: list[TableCell] = []
    for cell in b.cells:
        if cell.col < columns:
            continue
        first, end = rows[cell.row], rows[cell.row + cell.row_span]
        shared = columns > 0 and end - first > cell.row_span
        pieces = _by_rows(a, cell, names.get(cell.row), columns, first, end) if shared and cell.text else [cell]
        if pieces is None:
            return None
        for piece in pieces:
            alone = shared and cell.text
            row, span = (piece.row, 1) if alone else (first, end - first)
            moved.append(replace(piece, row=row, row_span=span, col=cell.col + shift))
    placed = [Piece(p.page, p.box, rows[p.first_row], rows[p.last_row + 1] - 1) for p in b.pieces]
    return replace(
        a,
        xs=[*a.xs, *(x + side for x in b.xs[columns + 1 :])],
        cells=[*a.cells, *moved],
        pieces=[*a.pieces, *placed],
        header=[(*one, *other[columns:]) for one, other in zip(a.header, header, strict=True)],
        confidence=min(a.confidence, b.confidence),
        last=b.last,
    )


def _by_rows(
    a: JoinedTable, cell: TableCell, name: TableCell | None, columns: int, first: int, end: int
) -> list[TableCell] | None:
    """The figures of a cell each in the row beside whose name it stands; `name` is the cell that holds the names of
    rows `first` to `end` - 1 of the first block. None where two figures or none would be a row's."""
    texts = {c.row: without_space(c.text) for c in a.cells if c.col == columns - 1 and first <= c.row < end}
    if name is None or len(texts) < end - first:
        return None
    lines = list(name.lines)
    heights: dict[int, tuple[float, float]] = {}
    for row in range(first, end):
        own: list[PlacedLine] = []
        while lines and len(without_space("".join(p.line.text for p in own))) < len(texts[row]):
            own.append(lines.pop(0))
        if without_space("".join(p.line.text for p in own)) != texts[row] or not own:
            return None
        heights[row] = own[0].line.top, own[-1].line.bottom
    found: dict[int, TableCell] = {}
    for placed in cell.lines:
        beside = [row for row, (top, bottom) in heights.items() if top <= placed.line.y <= bottom]
        if len(beside) != 1 or beside[0] in found:
            return None
        found[beside[0]] = replace(cell, row=beside[0], lines=[placed])
    return list(found.values())


def _below(a: JoinedTable, b: JoinedTable) -> JoinedTable | None:
    """Two tables of the same blocks of columns, the second with further rows."""
    if _names(a, 1)[:1] == _names(b, 1)[:1]:
        return None
    shift = a.rows - b.header_rows
    rows = [replace(c, row=c.row + shift) for c in b.cells if c.row >= b.header_rows]
    pieces = [
        replace(p, first_row=max(p.first_row, b.header_rows) + shift, last_row=p.last_row + shift) for p in b.pieces
    ]
    return replace(
        a, rows=b.rows + shift, cells=[*a.cells, *rows], pieces=[*a.pieces, *pieces],
        confidence=min(a.confidence, b.confidence), last=b.last,
    )  # fmt: skip
