"""Cells of a table that go on below a page break: merged ones, names that the break cuts, texts that run on."""

from __future__ import annotations

from parsers.joining.joined import JoinedTable, TableCell, is_rest_in_brackets, pairs_at_break
from parsers.parts.part import Part, PartCell
from parsers.texts.figures import FIGURE

LONGEST_NAME = 12  # characters; longer texts are sentences, and two of them may be as long as others of their column


def going_on_below(
    table: JoinedTable, part: Part, row: int, top: dict[int, PartCell], split: bool, feet_tell: bool
) -> dict[int, TableCell]:
    """Cells of the part that go on with a cell of the table above the break, by identity."""
    pairs = pairs_at_break(table, top)
    if split:
        return {id(cell): above for above, cell in pairs}
    merged: dict[int, TableCell] = {}
    open_columns = table.last.grid.open_foot if table.last.cols == table.cols else frozenset()
    body: list[TableCell | PartCell] = [c for c in table.cells if c.row >= table.header_rows]
    both_pages = body + [c for c in part.cells if c.row > row] if part.cols == table.cols else body
    merged_columns = {c.col for c in body if c.row_span > 1}
    if part.cols == table.cols:
        merged_columns.update(c.col for c in part.cells if c.row_span > 1 and c.row >= row)
    if not feet_tell:
        merged = _levels_going_on(both_pages, pairs, merged_columns)
    leading = True
    reached = 0  # columns from the left that go on so far
    for index, (above, cell) in enumerate(pairs):
        if above.row < table.header_rows:
            continue
        both = bool(above.text and cell.text)
        one_text = not both or _has_one_figure(pairs[index : index + 2], True)
        one_text = one_text or (above.col == reached and len(open_columns) < table.cols and _is_cut_text(above, cell))
        if id(cell) in merged or (above.col in open_columns and one_text):
            merged[id(cell)] = above  # no line at the foot of the page: the cell goes on
            reached = above.col + above.col_span if above.col == reached else reached
            continue
        if _is_cut_name(both_pages, above, cell) or is_rest_in_brackets(above, cell):
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


def _levels_going_on(
    body: list[TableCell | PartCell], pairs: list[tuple[TableCell, PartCell]], merged_columns: set[int]
) -> dict[int, TableCell]:
    """Cells of levels that go on, by identity of the lower ones: a name never stands without one beside it at the next
    level, so that an empty cell below a name of level tells that its level and all those before it go on, whichever of
    the two pages their texts are on."""
    filled = {c.col for c in body if c.text} - {c.col for c in body if not c.text}
    levels: list[tuple[TableCell, PartCell]] = []
    reached = last = 0
    for above, cell in pairs:
        if above.col != reached or above.col not in merged_columns | {0}:
            break
        if above.text and cell.text and not _may_be_one_name(body, above, cell):
            break
        reached = above.col + above.col_span
        levels.append((above, cell))
        if above.text and not cell.text and above.col in filled and above.col in merged_columns:
            last = len(levels)
    return {id(cell): above for above, cell in levels[:last]}


def _may_be_one_name(body: list[TableCell | PartCell], above: TableCell, cell: PartCell) -> bool:
    """Whether two texts together are no longer than another name of their column."""
    if above.text == cell.text:
        return True  # printed on both pages
    others = [len(c.text) for c in body if c.col == above.col and c is not above]
    return len(above.text) + len(cell.text) <= max(others, default=0) and not cell.is_figure


def _is_cut_text(above: TableCell, cell: PartCell) -> bool:
    """Whether no white stands between two texts and the page break between them."""
    if not above.lines or not cell.lines or above.lines[-1].page != above.boxes[-1][0]:
        return False
    if cell.is_figure or FIGURE.fullmatch(above.text):
        return False
    last, first = above.lines[-1].line, cell.lines[0].line
    return above.boxes[-1][1][3] - last.bottom < last.size and first.top - cell.box[1] < first.size


def going_on_over_gap(
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


def _ends_beside(pairs: list[tuple[TableCell, PartCell]], cell: PartCell, row: int) -> bool:
    """Whether another cell over the same rows has its text above the break and nothing below it; the one right beside,
    where it is a single row."""
    span = cell.row + cell.row_span - row
    others = ((above, other) for above, other in pairs if other is not cell)
    beside = (o for o in others if span > 1 or o[1].col in (cell.col + cell.col_span, cell.col - o[1].col_span))
    return any(a.text and not c.text and c.row + c.row_span - row == span for a, c in beside)


def _is_cut_name(body: list[TableCell | PartCell], above: TableCell, cell: PartCell) -> bool:
    """Whether a page break cuts a name set from top to bottom, or one that fills its line: no white below its last
    character, and with what stands overleaf it is as long as others of its column, which are all longer than one of
    its pieces."""
    if not above.lines or not cell.lines or above.lines[-1].page != above.boxes[-1][0]:
        return False
    last = above.lines[-1].line
    stacked = all(len(placed.line.glyphs) == 1 for placed in (*above.lines, *cell.lines))
    words = all(any(char >= "\u4e00" for char in text) for text in (above.text, cell.text))  # 1,204.50 | - are two
    name = words and above.lines[-1].is_full and len(above.text) + len(cell.text) <= LONGEST_NAME
    if not (stacked or name):
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


def _is_always_filled(body: list[TableCell | PartCell], col: int) -> bool:
    """Whether a column has merged cells and no empty ones."""
    column = [c for c in body if c.col == col]
    return all(c.text for c in column) and any(c.row_span > 1 for c in column)
