"""Parts on following pages -> one logical table: repeated headers dropped, rows and merged cells that the page break
cut put together again."""

from __future__ import annotations

from itertools import pairwise

from parsers.headings.headers import header_depth, is_marked_header, is_set_apart
from parsers.joining.columns_overleaf import names_other_columns
from parsers.joining.cut_header import are_cut_names, rest_of_header
from parsers.joining.cut_rows import is_cut_row
from parsers.joining.joined import (
    JoinedTable,
    Piece,
    TableCell,
    is_rest_in_brackets,
    lies_under_wider,
    pairs_at_break,
)
from parsers.joining.parts import FIGURE, Part, PartCell
from parsers.joining.repeated_header import repeated_rows, spread
from parsers.ruled.crossed_borders import borders_of_both
from schemas.white_space import without_space

SAME_COLUMN = 4.0  # points between column borders of two parts of one table, after the parts' left sides are aligned
MIRRORED_MARGIN = 45.0  # points by which left and right pages' margins differ in bound reports
SAME_BORDER = 1.0  # points between borders of one form drawn by one hand
FORM_COLUMNS = 5


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
    _set_bottom(table)
    return table


def continues(table: JoinedTable, part: Part) -> bool:
    """Whether a part at the head of the next page goes on with the table: same columns, and its header repeated or
    none at all."""
    if part.page != table.last.page + 1:
        return False
    if _column_map(table, part) is None:
        return borders_of_both(table, part) is not None
    if _repeated_rows(table, part):
        return True
    depth = header_depth(part)
    if names_other_columns(table, part, depth):
        return False
    if not is_marked_header(part, depth) or depth >= part.rows:
        return True
    head = [c for r in range(depth) for c in part.row_cells(r)]
    filled = [c for c in head if c.text]
    a_header_of_its_own = len(filled) >= 2 and len(filled) * 2 > len(head)
    if not a_header_of_its_own or table.rows == table.header_rows:
        return True
    return _is_block_of_form(table, part) and not is_set_apart(part, depth)


def repeats_header(table: JoinedTable, part: Part) -> bool:
    """Whether a part for which `continues` holds begins with the header of the table."""
    return _repeated_rows(table, part) > 0


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


def add_part(table: JoinedTable, part: Part, feet_tell: bool = False) -> None:
    """Append a part for which `continues` holds.

    `feet_tell`: the document leaves cells open at the foot of a page when they go on, so that closed ones do not.
    """
    columns = _column_map(table, part)
    if columns is None:
        both = borders_of_both(table, part)
        assert both is not None
        _renumber(table, both)
        columns = _column_map(table, part)
    assert columns is not None
    repeated = _repeated_rows(table, part)
    if not table.header and 0 < repeated < part.rows:
        table.header_rows = repeated
    if repeated >= part.rows:  # a header alone, printed again
        table.last = part
        return
    header_only = table.rows <= table.header_rows
    top = _row_cells(part, repeated, columns)
    blank = not any(cell.text for cell in top.values())
    no_line = table.last.grid.open_end and part.grid.open_head and not repeated
    split = (blank or not header_only or no_line) and is_cut_row(table, part, repeated, top)
    split = split or (header_only and not repeated and are_cut_names(table, part, top))
    head_rows = table.rows - 1 + header_depth(part) if header_only and split and not blank else 0
    cut_head = rest_of_header(table, part, top) if header_only and not split and not repeated else {}
    merged = cut_head or (
        {} if header_only and not split else _merged_columns(table, part, repeated, top, split, feet_tell)
    )
    offset = table.rows - repeated - (1 if split else 0)
    reached = 0  # columns from the left whose cells go on
    for cell in part.cells:
        if cell.row + cell.row_span <= repeated:
            continue
        first = max(cell.row, repeated)
        col, end = columns[cell.col], columns[cell.col + cell.col_span]
        span = cell.row + cell.row_span - first
        above = merged.get(id(cell))
        if split and above is None and first == repeated and not cell.text and lies_under_wider(table, col, end):
            continue  # what a page break leaves of that cell
        gap = above is None and first == repeated + split
        going_on = (
            [above] if above is not None else _over_gap(table, cell, col, end, reached, split and blank) if gap else []
        )
        if going_on and col == reached and first == repeated + split:
            reached = end
        for over in going_on:
            over.row_span = first + offset + span - over.row
            if not cell.text or without_space(over.text) != cell.text:  # a merged name may be printed on each page
                over.lines += cell.lines
            over.boxes.append((part.page, cell.box))
        if not going_on:
            table.cells.append(
                TableCell(first + offset, col, span, end - col, list(cell.lines), [(part.page, cell.box)])
            )
    first_row = repeated + offset
    table.header_rows = max(table.header_rows, head_rows)
    if cut_head:
        table.header_rows = max(over.row + over.row_span for over in cut_head.values())
    table.rows = part.rows + offset
    box = (part.grid.xs[0], part.grid.ys[repeated], part.grid.xs[-1], part.grid.ys[-1])
    table.pieces.append(Piece(part.page, box, first_row, table.rows - 1))
    table.confidence = min(table.confidence, part.grid.confidence)
    table.last = part
    _set_bottom(table)


def _over_gap(
    table: JoinedTable, cell: PartCell, col: int, end: int, reached: int, after_rest: bool
) -> list[TableCell]:
    """The cells above the break that go on over it in the columns of an empty one below it, which is no cell then but
    what was left undrawn of theirs: by browsers, which leave them open at the foot of the page, and by writers of
    tables that draw a merged cell on its first page only.

    `reached`: so many columns from the left go on. `after_rest`: an empty rest of the last row stands between.
    """
    if cell.text or (end - col < 2 and not after_rest):
        return []
    open_columns = table.last.grid.open_foot if table.last.cols == table.cols else frozenset()
    merged_in_body = end - col > 1 and any(
        c.col == col and c.col_span == end - col and c.row >= table.header_rows for c in table.cells
    )
    if not set(range(col, end)) <= open_columns and (col != reached or merged_in_body):
        return []
    over = list({id(c): c for c in table.bottom[col:end] if c is not None}.values())
    fit = bool(over) and over[0].col == col and over[-1].col + over[-1].col_span == end
    return over if fit and all(c.row >= table.header_rows for c in over) else []


def _as_cell(cell: PartCell, page: int) -> TableCell:
    return TableCell(cell.row, cell.col, cell.row_span, cell.col_span, list(cell.lines), [(page, cell.box)])


def _set_bottom(table: JoinedTable) -> None:
    table.bottom = [None] * table.cols
    for cell in table.cells:
        if cell.row + cell.row_span == table.rows:
            for c in range(cell.col, min(cell.col + cell.col_span, table.cols)):
                table.bottom[c] = cell


def _column_map(table: JoinedTable, part: Part) -> list[int] | None:
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
        if _repeated_rows(table, part) or all(a[0] < b[1] and b[0] < a[1] for a, b in pairs):
            return list(range(len(own)))
    if abs(own[-1] - table.xs[-1]) > SAME_COLUMN:
        return None
    found = _subset(own, table.xs)
    if found is not None:
        return found
    if _subset(table.xs, own) is None:
        return None
    _renumber(table, own)
    return list(range(len(own)))


def _renumber(table: JoinedTable, borders: list[float]) -> None:
    """Give the table more column borders, its own among them."""
    places = _subset(table.xs, borders)
    assert places is not None
    for cell in table.cells:
        end = places[cell.col + cell.col_span]
        cell.col = places[cell.col]
        cell.col_span = end - cell.col
    table.xs = borders
    table.header = [spread(row, places) for row in table.header]
    _set_bottom(table)


def _subset(few: list[float], many: list[float]) -> list[int] | None:
    found: list[int] = []
    for x in few:
        index = min(range(len(many)), key=lambda i: abs(many[i] - x))
        if abs(many[index] - x) > SAME_COLUMN or (found and index <= found[-1]):
            return None
        found.append(index)
    return found


def _repeated_rows(table: JoinedTable, part: Part) -> int:
    """How many rows at the top of the part repeat the table's first rows."""
    if part.cols > table.cols:
        return 0
    columns = list(range(table.cols + 1)) if part.cols == table.cols else _column_map(table, part)
    if columns is None:
        return 0
    return repeated_rows(table, part, columns)


def _row_cells(part: Part, row: int, columns: list[int]) -> dict[int, PartCell]:
    """Table column -> cell of the part that covers it in a row."""
    found: dict[int, PartCell] = {}
    for cell in part.row_cells(row):
        for c in range(columns[cell.col], columns[cell.col + cell.col_span]):
            found[c] = cell
    return found


def _merged_columns(
    table: JoinedTable, part: Part, row: int, top: dict[int, PartCell], split: bool, feet_tell: bool
) -> dict[int, TableCell]:
    """Cells of the part that go on with a cell of the table above the break, by identity."""
    pairs = pairs_at_break(table, part, top)
    if split:
        return {id(cell): above for above, cell in pairs}
    merged: dict[int, TableCell] = {}
    open_columns = table.last.grid.open_foot if table.last.cols == table.cols else frozenset()
    body = [c for c in table.cells if c.row >= table.header_rows]
    merged_columns = {c.col for c in body if c.row_span > 1}
    if part.cols == table.cols:
        merged_columns.update(c.col for c in part.cells if c.row_span > 1 and c.row >= row)
    leading = True
    reached = 0  # columns from the left that go on so far
    for index, (above, cell) in enumerate(pairs):
        if above.row < table.header_rows:
            continue
        both = bool(above.text and cell.text)
        if above.col in open_columns and (not both or _has_one_figure(pairs[index : index + 2], True)):
            merged[id(cell)] = above  # no line at the foot of the page: the cell goes on
            continue
        if _is_cut_name(body, above, cell) or is_rest_in_brackets(above, cell):
            merged[id(cell)] = above
            reached = above.col + above.col_span
            continue
        if feet_tell:
            continue
        leading = leading and above.col == reached
        reached = above.col + above.col_span
        habit = above.row_span > 1 or cell.row + cell.row_span - row > 1 or above.col in merged_columns
        habit = habit or (leading and above.col > 0 and not cell.text)  # beside a cell that goes on
        ended = habit and not cell.text and (above.text or above.row_span > 1)
        one = _is_one_text(above, cell, list(top.values())) or _has_one_figure(pairs[index : index + 2], False)
        if not one and _has_one_figure(pairs[index : index + 2], True):
            one = table.last.grid.open_end or _is_always_filled(body, above.col + above.col_span)
        part_of_table = above.row_span < table.rows - table.header_rows
        overleaf = habit and bool(cell.text) and not above.text and (part_of_table or _ends_beside(pairs, cell, row))
        if leading and (ended or (habit and one) or overleaf):
            merged[id(cell)] = above
        else:
            leading = False
            if not cell.text and cell.row + cell.row_span - row > 1 and above.text and above.row_span > 1:
                merged[id(cell)] = above
    return merged if len(merged) < len(pairs) else {}


def _ends_beside(pairs: list[tuple[TableCell, PartCell]], cell: PartCell, row: int) -> bool:
    """Whether another cell over the same rows has its text above the break and nothing below it; the one right beside,
    where it is a single row."""
    span = cell.row + cell.row_span - row
    others = ((above, other) for above, other in pairs if other is not cell)
    beside = (o for o in others if span > 1 or o[1].col in (cell.col + cell.col_span, cell.col - o[1].col_span))
    return any(a.text and not c.text and c.row + c.row_span - row == span for a, c in beside)


def _is_cut_name(body: list[TableCell], above: TableCell, cell: PartCell) -> bool:
    """Whether a page break cuts a name set from top to bottom: no white below its last character, and with what stands
    overleaf it is as long as others of its column, which are all longer than one of its pieces."""
    if not above.lines or not cell.lines or above.lines[-1].page != above.boxes[-1][0]:
        return False
    last = above.lines[-1].line
    if any(len(placed.line.glyphs) > 1 for placed in (*above.lines, *cell.lines)):
        return False
    lengths = {len(c.text) for c in body if c.col == above.col and c is not above and c.text}
    foot = above.boxes[-1][1][3] - last.bottom
    pieces = len(above.text), len(cell.text)
    return foot < last.size and sum(pieces) in lengths and min(pieces) < min(lengths) and not cell.is_figure


def _is_one_text(above: TableCell, cell: PartCell, row: list[PartCell]) -> bool:
    """Whether a text set in the middle of its cell runs on over the page break: no white below it on the one page, none
    above it on the other but much below it, though the rest of that `row` is set in the middle."""
    if not above.lines or not cell.lines or FIGURE.fullmatch(above.text) or cell.is_figure:
        return False
    if above.lines[-1].page != above.boxes[-1][0]:
        return False  # all of it stands on earlier pages
    over, under = _white(cell)
    size = cell.lines[0].line.size
    foot = above.boxes[-1][1][3] - above.lines[-1].line.bottom
    if foot > size or over > size or under - over < size:
        return False
    whites = [_white(other) for other in row if other is not cell and other.lines]
    return any(abs(a - b) < 0.5 * size and a > size for a, b in whites)


def _has_one_figure(pairs: list[tuple[TableCell, PartCell]], is_open: bool) -> bool:
    """Whether the text of the first pair fills its cell to the page break, and its neighbour, over the same rows, has a
    figure above the break and nothing below it. `is_open`: the text need not fill its cell, because no line stands at
    the break, or because the neighbour's column is never empty."""
    if len(pairs) < 2:
        return False
    (above, cell), (figure, rest) = pairs
    if not above.lines or not cell.lines or cell.is_figure or not FIGURE.fullmatch(figure.text) or rest.text:
        return False
    tight = above.boxes[-1][1][3] - above.lines[-1].line.bottom < above.lines[-1].line.size
    return (tight or is_open) and above.row_span == figure.row_span and cell.row_span == rest.row_span


def _white(cell: PartCell) -> tuple[float, float]:
    """Heights of the white over and under the text of a cell."""
    _, top, _, bottom = cell.box
    return cell.lines[0].line.top - top, bottom - cell.lines[-1].line.bottom


def _is_always_filled(body: list[TableCell], col: int) -> bool:
    """Whether a column has merged cells and no empty ones."""
    column = [c for c in body if c.col == col]
    return all(c.text for c in column) and any(c.row_span > 1 for c in column)
