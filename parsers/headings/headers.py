"""How many rows of a table are its header."""

from __future__ import annotations

from parsers.headings.title_cells import is_banner, is_unit_row, says_title
from parsers.parts.part import Part, PartCell
from parsers.texts.figures import YEAR
from parsers.texts.formula_rows import is_row_of_formulas

MOST_HEADER_ROWS = 6  # title row, unit row, three levels of names, one row of formulas or numbers


def header_depth(part: Part) -> int:
    """Number of header rows at the top of a part, 0 when it starts with figures."""
    if part.grid.header_rows is not None:
        return part.grid.header_rows
    if not part.rows or _holds_figures(part.row_cells(0)):
        return 0
    depth = _closed(part, 1)
    while depth < min(part.rows, MOST_HEADER_ROWS) and _belongs_to_header(part, depth):
        depth = _closed(part, depth + 1)
    return min(depth, part.rows)


def is_marked_header(part: Part, depth: int) -> bool:
    """Whether print sets the header apart: bold, shaded, or merged over columns, unlike the row below it."""
    return is_set_apart(part, depth) or any(c.col_span > 1 and c.text for r in range(depth) for c in part.row_cells(r))


def is_set_apart(part: Part, depth: int) -> bool:
    """Whether the header is bold or shaded, unlike the row below it."""
    head = [c for row in range(depth) for c in part.row_cells(row) if c.text]
    body = [c for c in part.row_cells(depth) if c.text] if depth < part.rows else []
    if not head:
        return False
    bold = sum(c.bold for c in head) * 3 > 2 * len(head) and not (body and all(c.bold for c in body))
    return bold or (all(c.shaded for c in head) and not (body and all(c.shaded for c in body)))


def _closed(part: Part, depth: int) -> int:
    """`depth` grown until no cell that starts in the header reaches below it.

    A cell that reaches further than any header does, or past the last row, is a row name merged over body rows.
    """
    grown = depth
    while True:
        reach = max(
            (c.row + c.row_span for r in range(min(grown, part.rows)) for c in part.row_cells(r)), default=grown
        )
        if reach <= grown:
            return grown
        if reach > MOST_HEADER_ROWS or reach >= part.rows + 1:
            return depth
        if any(_holds_figures(part.row_cells(r)) and not _names_once_more(part, r) for r in range(grown, reach)):
            return depth
        grown = reach


def _names_once_more(part: Part, row: int) -> bool:
    """Whether the cells that begin in a row beside names that reach down into it count or work out the columns."""
    return is_row_of_formulas([c.text for c in part.row_cells(row) if c.text and c.row == row])


def _belongs_to_header(part: Part, row: int) -> bool:
    cells = part.row_cells(row)
    filled = [c for c in cells if c.text]
    if not filled:
        return False
    if is_row_of_formulas([c.text for c in filled]):
        return True
    if any(c.is_figure for c in filled):
        return False
    above = part.row_cells(row - 1)
    if all(is_banner(part, r) or is_unit_row(part, r) for r in range(row)):
        return len(filled) > 1 or says_title(filled[0].text)  # a title inside the table, then the header proper
    spread = [c for c in above if c.col_span > 1 and c.text]
    if spread and all(_is_split(part, c, row) for c in spread):
        return True
    return _is_shaded_apart(part, row)


def _is_split(part: Part, name: PartCell, row: int) -> bool:
    """Whether a name merged over columns has a name of its own for each below it."""
    below = {id(c): c for c in part.owner[row][name.col : name.col + name.col_span] if c is not None}
    return len(below) > 1 and all(c.text for c in below.values())


def _is_shaded_apart(part: Part, row: int) -> bool:
    """Whether a row is shaded like the first one while a later row is not."""
    first, here = part.row_cells(0), part.row_cells(row)
    if not (all(c.shaded for c in first) and all(c.shaded for c in here)):
        return False
    return any(not c.shaded for r in range(row + 1, part.rows) for c in part.row_cells(r))


def _holds_figures(cells: list[PartCell]) -> bool:
    return any(c.is_figure and not YEAR.fullmatch(c.text) for c in cells)
