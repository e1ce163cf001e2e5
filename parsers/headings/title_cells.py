"""Title and unit of a table that its lines close in: cells over all columns at its top, in sheets and forms.

They stay rows of the table, as printed, and are rows of its header; what they say is its label, title and unit.

Title and unit of a table that a writer painted like rows of it: Excel sheets printed with white cells.
"""

from __future__ import annotations

from dataclasses import replace

from parsers.headings.captions import Caption
from parsers.pages.content import Glyph
from parsers.pages.lines import spaced
from parsers.parts.grid import Grid
from parsers.parts.part import Part, PartCell
from parsers.texts.caption_lines import TITLE_END, UNIT, YEAR_LINE, is_unit_line, split_label
from schemas.white_space import without_space

MOST_TITLE_ROWS = 4  # 附件, title, year or office, unit


def title_rows(part: Part) -> int:
    """How many rows at the top of a part hold a title or a unit and nothing else; 0 where nothing stands below them.

    A unit in a row of its own may stand in its last cell, beside empty ones or the name of the office.
    """
    count = 0
    while count < min(MOST_TITLE_ROWS, part.rows) and (is_banner(part, count) or is_unit_row(part, count)):
        count += 1
    return count if count < part.rows - 1 else 0


def is_banner(part: Part, row: int) -> bool:
    """Whether one text stands in a cell over all columns."""
    cells = part.row_cells(row)
    return len(cells) == 1 and cells[0].col_span == part.cols > 1 and cells[0].row_span == 1 and bool(cells[0].text)


def is_unit_row(part: Part, row: int) -> bool:
    """Whether a row holds the unit and, beside it, at most the office or the number of a form."""
    filled = [c for c in part.row_cells(row) if c.text]
    return bool(filled) and all(c.row_span == 1 for c in filled) and is_unit_line("".join(c.text for c in filled))


def says_title(text: str) -> bool:
    """Whether a text is a table's title (… 表) or its unit."""
    return is_unit_line(text) or bool(TITLE_END.search(split_label(text)[1]))


def read_title_cells(part: Part, caption: Caption) -> None:
    """Give a caption, in place, what it lacks of label, title and unit and the cells at the part's top say."""
    for cell in _cells_over_the_table(part):
        text = "".join(spaced(p.line) for p in cell.lines)
        unit = UNIT.search(text)
        caption.unit = caption.unit or (without_space(unit.group("unit")) if unit else "")
        label, title = split_label(UNIT.sub("", text).strip() if unit else text)
        is_title = bool(label or TITLE_END.search(without_space(title)))
        if is_title and not caption.label and not caption.title:
            caption.label, caption.title = label, without_space(title)
        elif caption.label and not caption.title and not unit and not YEAR_LINE.fullmatch(without_space(text)):
            caption.title = without_space(text)  # 附件2 in a row of its own, the title below it


def names_to_repeat(header: list[tuple[str, ...]], part: Part) -> list[tuple[str, ...]]:
    """The rows of a header, each with a text for every column, that a part overleaf may begin with: without title and
    unit where it begins with neither."""
    if not header or is_banner(part, 0) or is_unit_row(part, 0):
        return header
    texts = [{text for text in row if text} for row in header]
    names = next((i for i, own in enumerate(texts) if len(own) > 1 and not is_unit_line("".join(sorted(own)))), 0)
    return header[names:]


def _cells_over_the_table(part: Part) -> list[PartCell]:
    return [c for row in range(title_rows(part)) for c in part.row_cells(row) if c.text]


LEAST_ROWS = 2  # of what is left of a table


def without_title_rows(grid: Grid, glyphs: list[Glyph]) -> Grid | None:
    """The painted grid without the rows at its top that hold its title over all columns, its label or its unit; None
    where nothing else stands in it. What drawn lines close in stays a table."""
    if grid.engine != "colour":
        return grid
    seats = grid.seats(glyphs)
    texts = [""] * len(grid.cells)
    for glyph, seat in zip(glyphs, seats, strict=True):
        if seat >= 0:
            texts[seat] += glyph[0]
    first = 0
    while first < grid.rows and _stands_above(grid, first, texts):
        first += 1
    if not first:
        return grid
    if grid.rows - first < LEAST_ROWS:
        return None
    cells = [c._replace(row=c.row - first) for c in grid.cells if c.row >= first]
    return replace(grid, ys=grid.ys[first:], cells=cells, header_rows=None)


def _stands_above(grid: Grid, row: int, texts: list[str]) -> bool:
    """Whether a row holds a title over all columns, nothing, or only a label and a unit."""
    own = [(c, texts[i]) for i, c in enumerate(grid.cells) if c.row <= row < c.row + c.row_span]
    if any(c.row != row or c.row_span > 1 for c, _ in own):
        return False
    filled = [(c, without_space(text)) for c, text in own if text.strip()]
    if len(filled) == 1 and filled[0][0].col_span == grid.cols:
        return True
    return all(is_unit_line(text) or split_label(text) == (text, "") for _, text in filled)
