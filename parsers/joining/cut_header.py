"""A header of several levels that a page break cuts between its levels."""

from __future__ import annotations

from parsers.joining.joined import JoinedTable, TableCell, pairs_at_break
from parsers.parts.part import PartCell


def rest_of_header(table: JoinedTable, top: dict[int, PartCell]) -> dict[int, TableCell]:
    """Cells of a part that go on with names of columns above the break, by identity; none where the part does not go on
    with the header that is all the table has so far.

    Below a name over several columns each of these has its own; names beside it are merged over those rows, empty or
    with the rest of their text.
    """
    last = [cell for cell in table.bottom if cell is not None]
    spread = {id(cell): cell for cell in last if cell.col_span > 1 and cell.text}
    if not spread or any(cell.is_figure for cell in top.values()):
        return {}
    for over in spread.values():
        below = {id(top[c]): top[c] for c in range(over.col, over.col + over.col_span) if c in top}
        if len(below) < 2 or not all(cell.text for cell in below.values()):
            return {}
    beside = [(above, cell) for above, cell in pairs_at_break(table, top) if id(above) not in spread]
    if not beside or any(cell.row_span < 2 for _, cell in beside) or all(cell.text for _, cell in beside):
        return {}
    return {id(cell): above for above, cell in beside}


def are_cut_names(table: JoinedTable, top: dict[int, PartCell]) -> bool:
    """Whether the first row of a part holds what the page break cut off the names of columns above it: a bracket that
    is opened above closes below, and nothing stands below the names that are whole."""
    pairs = pairs_at_break(table, top)
    if len(pairs) != len({id(cell) for cell in top.values()}):
        return False
    rests = [(above, cell) for above, cell in pairs if cell.text]
    closes = any(_is_open(above.text) and _is_whole(above.text + cell.text) for above, cell in rests)
    return closes and len(rests) < len(pairs) and all(cell.text for above, cell in pairs if _is_open(above.text))


def _is_open(text: str) -> bool:
    return sum(text.count(c) for c in "(（") > sum(text.count(c) for c in ")）")


def _is_whole(text: str) -> bool:
    return sum(text.count(c) for c in "(（") == sum(text.count(c) for c in ")）")
