"""Parts on following pages -> one logical table: repeated headers dropped, rows and merged cells that the page break
cut put together again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from parsers.headings.headers import header_depth, is_marked_header, is_set_apart
from parsers.joining.cells_going_on import going_on_below, going_on_over_gap
from parsers.joining.column_borders import SAME_COLUMN, borders_of_both, column_map, renumber, repeated_in
from parsers.joining.columns_overleaf import names_other_columns
from parsers.joining.cut_rows import is_cut_row
from parsers.joining.headers_overleaf import are_cut_names, rest_of_header
from parsers.joining.joined import JoinedTable, Piece, TableCell, lies_under_wider
from parsers.parts.grid import DRAWN
from parsers.parts.part import Part, PartCell
from schemas.white_space import without_space

SAME_BORDER = 1.0  # points between borders of one form drawn by one hand
FORM_COLUMNS = 5
ROWS_OF_NAMES = 2  # at the head of a form that tell it from the rest of the one before


def start_table(part: Part) -> JoinedTable:
    """A logical table from its first part."""
    depth = header_depth(part)
    x0 = part.grid.xs[0]
    table = JoinedTable(
        xs=[x - x0 for x in part.grid.xs],
        header_rows=depth,
        rows=part.rows,
        cells=[_as_cell(c, part.page) for c in part.cells],
        pieces=[Piece(part.page, part.grid.box, 0, part.rows - 1)],
        header=[part.row_texts(r) for r in range(depth)],
        engine=part.grid.engine,
        confidence=part.grid.confidence,
        last=part,
        marked=is_marked_header(part, depth),
    )
    table.find_bottom()
    return table


def continues(table: JoinedTable, part: Part) -> bool:
    """Whether a part at the head of the next page goes on with the table: same columns, and its header repeated or
    none at all."""
    if part.page != table.last.page + 1 or _begins_anew(table, part):
        return False
    if column_map(table, part) is None:
        return borders_of_both(table, part) is not None
    if repeated_in(table, part):
        return True
    last, names = table.last.grid, part.grid.head_text
    if last.ends_in_total and names and last.head_text and names != last.head_text:
        return False  # other names of columns below a row of totals
    depth = header_depth(part)
    if names_other_columns(table, part, depth):
        return False
    if not is_marked_header(part, depth) or depth >= part.rows:
        return True
    head = [c for r in range(depth) for c in part.row_cells(r)]
    filled = [c for c in head if c.text]
    sentences = any(c.text.endswith("。") for c in filled)  # what a form says beside a name, no names of columns
    a_header_of_its_own = len(filled) >= 2 and len(filled) * 2 > len(head) and not sentences
    if not a_header_of_its_own or table.rows == table.header_rows:
        return True
    return _is_block_of_form(table, part) and not is_set_apart(part, depth)


def _begins_anew(table: JoinedTable, part: Part) -> bool:
    """Whether a part begins with the names that the table begins with, and other texts behind them: 项目名称 | 河道清淤
    above 主管部门 | … is the next form, though it stands on the same columns."""
    if part.rows < ROWS_OF_NAMES or table.rows < ROWS_OF_NAMES:
        return False
    corner = next((c for c in table.cells if c.row == c.col == 0), None)
    own = [_texts(part.cells, row) for row in range(ROWS_OF_NAMES)]
    if corner is None or not own[0] or own[0][0] != without_space(corner.text):
        return False  # said at once: a table may have gone on over a hundred pages
    first = [_texts(table.cells, row) for row in range(ROWS_OF_NAMES)]
    names = [texts[0] if len(texts) > 1 else "" for texts in own]
    same = names == [texts[0] if texts else "" for texts in first] and len(set(names)) == ROWS_OF_NAMES
    return same and all(names) and not any(n[0].isdigit() for n in names) and own[0] != first[0]


def _texts(cells: Sequence[PartCell] | Sequence[TableCell], row: int) -> list[str]:
    """The texts of the cells that begin in a row, from the left."""
    return [without_space(c.text) for c in sorted((c for c in cells if c.row == row), key=lambda c: c.col)]


def repeats_header(table: JoinedTable, part: Part) -> bool:
    """Whether a part for which `continues` holds begins with the header of the table."""
    return repeated_in(table, part) > 0


def _is_block_of_form(table: JoinedTable, part: Part) -> bool:
    """Whether a part stands on the very columns of a form, many and of different widths, and does not begin as that
    one did: forms (项目支出绩效自评表) put block under block, each with a head of its own that nothing but merged
    cells tells."""
    own = [x - part.grid.xs[0] for x in part.grid.xs]
    widths = [b - a for a, b in pairwise(own)]
    same = len(own) == len(table.xs) and all(abs(a - b) <= SAME_BORDER for a, b in zip(own, table.xs, strict=True))
    if not same or len(widths) < FORM_COLUMNS or max(widths) - min(widths) <= SAME_COLUMN:
        return False
    merged = any(c.col_span > 2 and c.row >= table.header_rows for c in table.cells) or table.header_rows > 1
    return merged and part.row_texts(0)[:1] != tuple(table.header[0][:1] if table.header else ())


@dataclass(frozen=True, slots=True)
class _Break:
    """What a page break does to a table: how many rows below it repeat the header, whether it cuts a row or the header,
    and which cells go on over it, by the identity of the lower one."""

    repeated: int
    split: bool
    blank: bool  # nothing is printed in the first row below that is not repeated
    head_rows: int  # of the header with what stands below the break; 0 for no change
    cut_head: dict[int, TableCell]
    merged: dict[int, TableCell]


def add_part(table: JoinedTable, part: Part, feet_tell: bool = False) -> None:
    """Append a part for which `continues` holds.

    `feet_tell`: the document leaves cells open at the foot of a page when they go on, so that closed ones do not.
    """
    columns = column_map(table, part)
    if table.last.grid.engine == "alignment" and part.grid.engine in DRAWN and part.cols == table.cols:
        table.xs = [x - part.grid.xs[0] for x in part.grid.xs]  # borders seen, for those that white space told
    if columns is None:
        both = borders_of_both(table, part)
        assert both is not None
        renumber(table, both)
        columns = column_map(table, part)
    assert columns is not None
    repeated = repeated_in(table, part)
    if not table.header and 0 < repeated < part.rows:
        table.header_rows = repeated
    if repeated >= part.rows:  # a header alone, printed again
        table.last = part
        return
    at = _break_before(table, part, columns, repeated, feet_tell)
    offset = table.rows - repeated - at.split
    _add_cells(table, part, columns, at, offset)
    first_row = repeated + offset
    table.header_rows = max(table.header_rows, at.head_rows)
    if at.cut_head:
        table.header_rows = max(over.row + over.row_span for over in at.cut_head.values())
    table.rows = part.rows + offset
    box = (part.grid.xs[0], part.grid.ys[repeated], part.grid.xs[-1], part.grid.ys[-1])
    table.pieces.append(Piece(part.page, box, first_row, table.rows - 1))
    table.confidence = min(table.confidence, part.grid.confidence)
    table.last = part
    table.find_bottom()


def _break_before(table: JoinedTable, part: Part, columns: list[int], repeated: int, feet_tell: bool) -> _Break:
    header_only = table.rows <= table.header_rows
    top = _row_cells(part, repeated, columns)
    blank = not any(cell.text for cell in top.values())
    no_line = table.last.grid.open_end and part.grid.open_head and not repeated
    split = (blank or not header_only or no_line) and is_cut_row(table, part, repeated, top)
    split = split or (header_only and not repeated and are_cut_names(table, top))
    head_rows = table.rows - 1 + header_depth(part) if header_only and split and not blank else 0
    cut_head = rest_of_header(table, top) if header_only and not split and not repeated else {}
    in_body = split or not header_only
    merged = cut_head or (going_on_below(table, part, repeated, top, split, feet_tell) if in_body else {})
    return _Break(repeated, split, blank, head_rows, cut_head, merged)


def _add_cells(table: JoinedTable, part: Part, columns: list[int], at: _Break, offset: int) -> None:
    """Put the cells of a part below those of the table, or into those that go on. `offset`: from its rows to the
    table's."""
    top = at.repeated + at.split  # the first row that is not the rest of a cut one
    reached = 0  # columns from the left whose cells go on
    for cell in part.cells:
        if cell.row + cell.row_span <= at.repeated:
            continue
        first = max(cell.row, at.repeated)
        col, end = columns[cell.col], columns[cell.col + cell.col_span]
        span = cell.row + cell.row_span - first
        above = at.merged.get(id(cell))
        rest = at.split and above is None and first == at.repeated and not cell.text
        if rest and lies_under_wider(table, col, end):
            continue  # what a page break leaves of that cell
        going_on = [] if above is None else [above]
        if above is None and first == top:
            going_on = going_on_over_gap(table, cell, col, end, reached, at.split and at.blank)
        if going_on and col == reached and first == top:
            reached = end
        for over in going_on:
            over.row_span = first + offset + span - over.row
            if not cell.text or without_space(over.text) != cell.text:  # a merged name may be printed on each page
                over.lines += cell.lines
            over.boxes.append((part.page, cell.box))
        if not going_on:
            boxes = [(part.page, cell.box)]
            table.cells.append(TableCell(first + offset, col, span, end - col, list(cell.lines), boxes))


def _as_cell(cell: PartCell, page: int) -> TableCell:
    return TableCell(cell.row, cell.col, cell.row_span, cell.col_span, list(cell.lines), [(page, cell.box)])


def _row_cells(part: Part, row: int, columns: list[int]) -> dict[int, PartCell]:
    """Table column -> cell of the part that covers it in a row."""
    found: dict[int, PartCell] = {}
    for cell in part.row_cells(row):
        for c in range(columns[cell.col], columns[cell.col + cell.col_span]):
            found[c] = cell
    return found
