"""Pages put together by hand: texts and lines at given places, without a PDF file."""

from __future__ import annotations

from parsers.assemble import assemble_document
from parsers.pages.content import Glyph, PageContent, Ruling
from schemas.document import Document, Table

SIZE = 10.0


class Sheet:
    """A page of 600 by 800 points on which a test writes and draws."""

    def __init__(self, number: int = 1, height: float = 800.0) -> None:
        self.content = PageContent(number, 600.0, height)

    def write(self, text: str, x: float, y: float, *, middle: bool = True, size: float = SIZE) -> Sheet:
        """A line of text with its middle at height `y`; at `x` stands its middle, or its left side."""
        widths = [size / 2 if c.isascii() else size for c in text]
        left = x - sum(widths) / 2 if middle else x
        for char, width in zip(text, widths, strict=True):
            self.content.glyphs.append(Glyph(char, left, y - size / 2, left + width, y + size / 2, size))
            left += width
        return self

    def rule(self, y: float, start: float = 50.0, end: float = 550.0) -> Sheet:
        self.content.horizontals.append(Ruling(y, start, end, 0.5))
        return self


def read(*sheets: Sheet) -> Document:
    for sheet in sheets:
        sheet.content.horizontals.sort()
    return assemble_document([sheet.content for sheet in sheets], "0" * 64, "made.pdf")


def cells_of(table: Table) -> dict[tuple[int, int, int, int], str]:
    """Texts by (row, column, row span, column span), from 1; empty cells of one square are left out."""
    return {
        (c.row, c.col, c.row_span, c.col_span): c.text
        for c in table.cells
        if c.text or (c.row_span, c.col_span) != (1, 1)
    }
