"""Whether a page break runs through a row: what stands first overleaf is the rest of the row above the break."""

from __future__ import annotations

import re
from itertools import pairwise

from parsers.joining.joined import JoinedTable, TableCell, pairs_at_break
from parsers.parts.part import Part, PartCell
from parsers.texts.figures import FIGURE

SHORTER = 0.8  # share of the usual height of rows below which a row was cut
LONGEST_NAME = 40  # characters of a name
SHORT_END = 2.0  # sizes by which the last line of a complete text falls short of the others
STOP = re.compile(r"[。；;：:，,、）)]$")
SAME_END = 0.3  # sizes between the ends of full lines
ENDS_AT_POINT = re.compile(r"[-－]?\d[\d,，]*[.．]")
NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|其中|合计|小计|总计")


def is_cut_row(table: JoinedTable, part: Part, row: int, top: dict[int, PartCell]) -> bool:
    """Whether the page break runs through a row: the first row of the part goes on with the last row of the table.

    Only some cells have text left, none of them starts anew: text goes on from a cell that was full, figures do not
    stand again, and something that every row of its own would state is missing.
    """
    pairs = pairs_at_break(table, top)
    cells = list({id(c): c for c in top.values()}.values())
    if _is_rest_of_figure(table, top):
        return True
    if len(pairs) != len(cells):
        return False
    with_text = [(above, cell) for above, cell in pairs if cell.text]
    if not with_text:
        return _is_remainder(table, part, row)
    ended = [above for above, cell in pairs if above.text and not cell.text and above.row_span == 1]
    texts_go_on = all(a.lines and _ends_full(a) for a, _ in with_text)
    if row == 0 and part.grid.open_head and table.last.grid.open_end:  # names in the middle of the row stand overleaf
        over = [above for above, _ in with_text if above.lines]
        texts_go_on = texts_go_on or (bool(over) and all(map(_ends_full, over)))
    if _is_open_between(table, part, row) and (ended or texts_go_on):
        return not any(_is_figure_anew(table, above, cell) for above, cell in with_text if above.text)
    broken = any(_is_broken_figure(table, above, cell) for above, cell in with_text)
    if not (ended or broken) or any(not above.text and cell.row_span == 1 for above, cell in with_text):
        return False
    if _lacks_what_rows_state(table, pairs):
        return not any(_is_figure_anew(table, above, cell) for above, cell in with_text if above.text)
    with_text = [(above, cell) for above, cell in with_text if above.text or cell.row_span == 1]
    if not with_text or any(not above.text for above, _ in with_text):
        return False  # a cell merged over rows may have all its text overleaf, no other
    first_above, first_cell = with_text[0]
    if len(first_above.lines) == 1 and NUMBERED.match(first_above.text) and NUMBERED.match(first_cell.text):
        return False  # 一、… above, 二、… below: a row with a name and nothing else yet
    if len(with_text) > 1 and len(_lacking(table, pairs)) > 1 and (texts_go_on or with_text[0][0].lines[-1].is_full):
        return not any(_is_figure_anew(table, above, cell) for above, cell in with_text)
    goes_on = False
    for above, cell in with_text:
        last = above.lines[-1]
        if _is_figure_anew(table, above, cell):
            return False
        goes_on = goes_on or last.is_full or (len(above.lines) > 1 and last.is_at_foot)
        if not (last.is_full or last.is_at_foot) or (not broken and _has_ended(above)):
            return False
    return goes_on


def _is_rest_of_figure(table: JoinedTable, top: dict[int, PartCell]) -> bool:
    """Whether nothing stands in a row but the last digits of a figure that the page break cuts at its point."""
    with_text = {col: cell for col, cell in top.items() if cell.text}
    if len(with_text) != 1:
        return False
    ((col, cell),) = with_text.items()
    above = table.bottom[col]
    return above is not None and bool(ENDS_AT_POINT.fullmatch(above.text)) and cell.text.rstrip("%％").isdigit()


def _ends_full(cell: TableCell) -> bool:
    """Whether the last line of a cell is full, or as long as its longest."""
    last = cell.lines[-1]
    longest = max(placed.line.x1 for placed in cell.lines if placed.page == last.page)
    return last.is_full or (len(cell.lines) > 1 and longest - last.line.x1 < SAME_END * last.line.size)


def _has_ended(cell: TableCell) -> bool:
    """Whether the text of a cell ends with a short line behind full ones and no stop: a name that is complete, however
    little white its cell leaves below it."""
    lines = [placed.line for placed in cell.lines if placed.page == cell.lines[-1].page]
    room = max(line.x1 for line in lines) - lines[-1].x1
    is_name = len(cell.text) <= LONGEST_NAME  # a line of a sentence may be short for a long word that follows
    return is_name and len(lines) > 1 and room > SHORT_END * lines[-1].size and not STOP.search(lines[-1].text)


def _is_figure_anew(table: JoinedTable, above: TableCell, cell: PartCell) -> bool:
    """Whether a figure stands again overleaf, and is not the rest of one above the break."""
    is_figure = bool(FIGURE.fullmatch(above.text)) or cell.is_figure
    return is_figure and not _is_broken_figure(table, above, cell)


def _is_broken_figure(table: JoinedTable, above: TableCell, cell: PartCell) -> bool:
    """Whether a figure too long for its cell goes on below the break: `96.` and `82`, `2` and `.00`, `2.0` and `0`
    where the column's other figures have two decimals."""
    whole = above.text + cell.text
    if not above.lines or not FIGURE.fullmatch(whole):
        return False
    if cell.text in ("%", "％") and above.text[-1].isdigit():
        return True
    if not above.lines[-1].is_full:
        return False
    if above.text[-1] in ".．,，" or cell.text[:1] in (".", "．"):
        return True
    if not 0 < _decimals(above.text) < _decimals(whole):
        return False
    others = (c.text for c in table.cells if c.col == above.col and c is not above and FIGURE.fullmatch(c.text))
    return _decimals(whole) == max((_decimals(text) for text in others), default=0)


def _decimals(figure: str) -> int:
    return len(figure.rstrip("%％)）").replace("．", ".").partition(".")[2])


def _lacks_what_rows_state(table: JoinedTable, pairs: list[tuple[TableCell, PartCell]]) -> bool:
    """Whether the first row of a part has no name of its own and nothing in another column that is never left empty."""
    single = [(above, cell) for above, cell in pairs if above.row_span == 1 and cell.row_span == 1]
    if not single or single[0][1].text:
        return False
    lacking = _lacking(table, single)
    return len(lacking) >= 2 and lacking[0] is single[0][0]


def _lacking(table: JoinedTable, pairs: list[tuple[TableCell, PartCell]]) -> list[TableCell]:
    """Cells over empty ones in columns that are never left empty."""
    empty = {c.col for c in table.cells if c.row >= table.header_rows and not c.text}
    return [
        above
        for above, cell in pairs
        if above.row_span == 1 and cell.row_span == 1 and above.text and not cell.text and above.col not in empty
    ]


def _is_open_between(table: JoinedTable, part: Part, row: int) -> bool:
    """Whether the page break is drawn without a line: below the last row, or above a part without a header.

    Some browsers and editors rule only where a row ends. Programs that rule only above each row, or only below, look
    alike, so that the text has to speak for it too.
    """
    return table.last.grid.open_end or (row == 0 and part.grid.open_head)


def _is_remainder(table: JoinedTable, part: Part, row: int) -> bool:
    """Whether a row without text is what the page break left of the last row: together they are as tall as others, or
    no other row of the table is empty."""
    filled = {r for c in table.cells if c.lines for r in range(c.row, c.row + c.row_span)}
    if len(filled) == table.rows and sum(any(part.row_texts(r)) for r in range(row, part.rows)) == part.rows - row - 1:
        return True
    above, below = table.last.grid.ys, part.grid.ys
    heights = sorted(b - a for ys in (above, below) for a, b in pairwise(ys))
    usual = heights[len(heights) // 2]
    last, first = above[-1] - above[-2], below[row + 1] - below[row]
    return last < SHORTER * usual and SHORTER * usual <= last + first <= usual / SHORTER
