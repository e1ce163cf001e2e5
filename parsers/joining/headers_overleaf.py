"""Headers at a page break: cut in two, or printed again.

A header of several levels that a page break cuts between its levels.

Rows at the top of a part that print the header of its table again.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import pairwise

from parsers.headings.title_cells import names_to_repeat
from parsers.joining.joined import JoinedTable, TableCell, is_open, is_whole, pairs_at_break
from parsers.parts.part import Part, PartCell

LONGEST_REST = 8  # characters of a name that a page break cuts


def rest_of_header(table: JoinedTable, top: dict[int, PartCell]) -> dict[int, TableCell]:
    """Cells of a part that go on with names of columns above the break, by identity; none where the part does not go on
    with the header that is all the table has so far.

    Below a name over several columns each of these has its own; names beside it are merged over those rows, empty or
    with the rest of their text.
    """
    last = [cell for cell in table.bottom if cell is not None]
    beside = pairs_at_break(table, top)
    single = {id(above) for above, _ in beside}
    spread = {id(cell): cell for cell in last if cell.col_span > 1 and cell.text and id(cell) not in single}
    if not spread or any(cell.is_figure for cell in top.values()):
        return {}
    for over in spread.values():
        below = {id(top[c]): top[c] for c in range(over.col, over.col + over.col_span) if c in top}
        if len(below) < 2 or not all(cell.text for cell in below.values()):
            return {}
    if not beside or all(cell.text for _, cell in beside) or not all(_is_rest_of_name(*pair) for pair in beside):
        return {}
    return {id(cell): above for above, cell in beside}


def _is_rest_of_name(above: TableCell, cell: PartCell) -> bool:
    """Whether a cell is the rest of a name of columns: merged over the levels overleaf, empty below a whole name, or
    with what found no room in a full line above the break."""
    if cell.row_span > 1 or not cell.text:
        return cell.row_span > 1 or bool(above.text)
    whole = len(above.text) + len(cell.text) <= LONGEST_REST
    return whole and bool(above.lines) and above.lines[-1].is_full


def are_cut_names(table: JoinedTable, top: dict[int, PartCell]) -> bool:
    """Whether the first row of a part holds what the page break cut off the names of columns above it: a bracket that
    is opened above closes below, and nothing stands below the names that are whole."""
    pairs = pairs_at_break(table, top)
    if len(pairs) != len({id(cell) for cell in top.values()}):
        return False
    rests = [(above, cell) for above, cell in pairs if cell.text]
    closes = any(is_open(above.text) and is_whole(above.text + cell.text) for above, cell in rests)
    return closes and len(rests) < len(pairs) and all(cell.text for above, cell in pairs if is_open(above.text))


READ_ALIKE = 0.9  # likeness of two headers read from pictures that are one
MOST_HEADS = 3  # rows that may stand alone at the foot of a page and be printed again overleaf

Texts = tuple[str, ...]


def repeated_rows(table: JoinedTable, part: Part, columns: list[int]) -> int:
    """How many rows at the top of the part repeat the table's first rows. `columns`: for each column border of the part
    its index among the table's."""
    first = table.header
    if not first and table.rows <= MOST_HEADS:  # all that stands on the page before may be the header
        first = [part_row for r in range(table.last.rows) if any(part_row := table.last.row_texts(r))]
        if len(table.pieces) > 1 or part.rows <= len(first):
            return 0
    first = names_to_repeat(first, part)
    rows = [spread(part.row_texts(r), columns) for r in range(min(part.rows, len(first) + 1))]
    if not first:
        return 0
    if _begin_with(rows, first, part):
        return len(first)
    aligned = part.grid.engine == table.last.grid.engine == "alignment"
    if not aligned or len(first) != table.header_rows:
        return 0
    if len(first) > 1 and _has_groups(first[0]) and _begin_with(rows, first[1:], part):
        return len(first) - 1  # the name over several columns has been lost, here
    over = _has_groups(rows[0]) and _begin_with(rows[1:], first, part)
    return len(first) + 1 if over else 0  # or on the first page


def _begin_with(rows: list[Texts], header: list[Texts], part: Part) -> bool:
    if len(rows) < len(header):
        return False
    return all(any(b) and _says_the_same(a, b, part) for a, b in zip(rows, header, strict=False))


def _has_groups(row: Texts) -> bool:
    """Whether a row of a header holds a name over several columns, with names of columns below it or beside it."""
    return any(a and a == b for a, b in pairwise(row)) and len(set(row)) > 1


def spread(row: Texts, borders: list[int]) -> Texts:
    """A row's texts, each as often as the table has columns where the part has one."""
    return tuple(text for i, text in enumerate(row) for _ in range(borders[i + 1] - borders[i]))


def _says_the_same(one: Texts, other: Texts, part: Part) -> bool:
    """Whether two rows are one header: the same texts or, where they were read from pictures, most of the same ones and
    the rest alike (dust beside a name, a character misread)."""
    if one == other:
        return True
    if all(glyph.confidence == 1 for cell in part.cells for placed in cell.lines for glyph in placed.line.glyphs):
        return False
    return SequenceMatcher(None, "\n".join(one), "\n".join(other)).ratio() >= READ_ALIKE
