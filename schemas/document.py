"""A document as it stands on its pages: words, blocks of text, logical tables. Knows geometry, knows no budgets."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Literal, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field

from schemas.geometry import Box, Origin

TextSource = Literal["digital", "ocr", "none"]
BlockKind = Literal["heading", "paragraph", "caption", "unit", "note"]


class GlyphPlace(NamedTuple):
    """Where one character of a text stands: page number and box in points."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


class PlacedText(BaseModel):
    """Text that knows where each of its characters stands.

    `places` holds one entry per character of `text`; None for a character that is not printed (a joining space).
    `confidence` is that of the weakest character; `confidences`, one per character, stand only in text that was read
    from a picture. `others` is what else the reader of the picture made of a figure in doubt, `read_as` what it made of
    it at first, where arithmetic chose another of its readings.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    text: str
    places: tuple[GlyphPlace | None, ...]
    origin: Origin = "digital"
    confidence: float = 1.0
    confidences: tuple[float, ...] = ()
    others: tuple[str, ...] = ()
    read_as: str = ""

    def confidence_of(self, start: int, end: int) -> float:
        """Confidence of the weakest character of `text[start:end]`."""
        return min(self.confidences[start:end], default=1.0) if self.confidences else self.confidence

    def boxes(self, start: int = 0, end: int | None = None) -> tuple[Box, ...]:
        """One box per printed line of `text[start:end]`, in reading order (at least one if any character is placed)."""
        known = self.boxes_told.get((start, end))
        if known is None:
            known = self.boxes_told[start, end] = self._line_boxes(start, end)
        return known

    @cached_property
    def boxes_told(self) -> dict[tuple[int, int | None], tuple[Box, ...]]:
        """What `boxes` has answered: several readers ask where the same number stands."""
        return {}

    def _line_boxes(self, start: int, end: int | None) -> tuple[Box, ...]:
        lines: list[list[GlyphPlace]] = []
        line: list[GlyphPlace] = []
        last_page, last_x0, last_top, last_bottom = 0, 0.0, 0.0, 0.0
        for place in self.places[start:end]:
            if place is None:
                continue
            page, x0, top, bottom = place[0], place[1], place[2], place[4]
            if page == last_page and top < last_bottom and last_top < bottom and x0 >= last_x0:
                line.append(place)
            else:
                line = [place]
                lines.append(line)
            last_page, last_x0, last_top, last_bottom = page, x0, top, bottom
        return tuple(_around(line, self.origin) for line in lines)

    def __copy__(self) -> Self:
        """A copy is made in order to be changed: it works its boxes out anew."""
        copied = super().__copy__()
        copied.__dict__.pop("boxes_told", None)
        return copied

    def hulls(self) -> tuple[Box, ...]:
        """The smallest box around what stands on each page, page by page."""
        placed = [place for place in self.places if place is not None]
        pages = sorted({place[0] for place in placed})
        if len(pages) == 1:
            return (_around(placed, self.origin),)
        return tuple(_around([place for place in placed if place[0] == page], self.origin) for page in pages)


def _around(places: list[GlyphPlace], origin: Origin) -> Box:
    """The smallest box around places of one page."""
    pages, x0s, tops, x1s, bottoms = zip(*places, strict=True)
    return Box(pages[0], min(x0s), min(tops), max(x1s), max(bottoms), origin)


class Block(BaseModel):
    """A heading, paragraph, table caption, unit line or note of the body, in reading order.

    `level` is the depth of a heading (1 = 一、, 2 = （一）, 3 = 1., 4 = （1）…; 0 for what is not a heading).
    `section` is the path of headings above the block.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    order: int
    kind: BlockKind
    level: int = 0
    section: tuple[str, ...] = ()
    content: PlacedText

    @property
    def text(self) -> str:
        return self.content.text

    @property
    def page(self) -> int:
        return next((p.page for p in self.content.places if p is not None), 1)


class Cell(BaseModel):
    """A cell of a logical table; a merged cell once. Rows and columns count from 1 over header and body together.

    `content.text` has line breaks removed (lines of one cell are joined without a space between Chinese characters).
    `boxes` holds the cell's rectangle on each page it stands on.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    row: int
    col: int
    row_span: int = 1
    col_span: int = 1
    is_header: bool = False
    content: PlacedText
    boxes: tuple[Box, ...]

    @property
    def text(self) -> str:
        return self.content.text

    @property
    def page(self) -> int:
        return self.boxes[0].page


class TablePart(BaseModel):
    """The part of a logical table that stands on one page."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    page: int
    box: Box
    first_row: int
    last_row: int


class Table(BaseModel):
    """A logical table: parts on several pages joined, repeated headers dropped.

    `label` is the printed number (`表5`, `附表`), empty where there is none; `title` the caption without the label;
    `unit` the printed unit (`万元`), empty where none is printed. `engine` names what found the grid, `confidence`
    (0..1) how sure it was. `order` is the number of body blocks printed before the table.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    table_id: str
    label: str = ""
    title: str = ""
    unit: str = ""
    order: int = 0
    section: tuple[str, ...] = ()
    caption_boxes: tuple[Box, ...] = ()
    rows: int
    cols: int
    header_rows: int
    cells: tuple[Cell, ...]
    parts: tuple[TablePart, ...]
    engine: str
    confidence: float = 1.0

    @property
    def pages(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(p.page for p in self.parts))

    @property
    def name(self) -> str:
        """What a person calls the table: its label or, where there is none, its title."""
        return self.label or self.title

    @cached_property
    def grid(self) -> dict[tuple[int, int], Cell]:
        """(row, col) -> the cell that covers it, from 1."""
        return {
            (r, c): cell
            for cell in self.cells
            for r in range(cell.row, cell.row + cell.row_span)
            for c in range(cell.col, cell.col + cell.col_span)
        }

    def cell_of_column(self, row: int, col: int) -> Cell | None:
        """The cell that begins in a row and stands in one column alone; None where none does."""
        cell = self.grid.get((row, col))
        return cell if cell is not None and cell.row == row and cell.col == col and cell.col_span == 1 else None

    def text_at(self, row: int, col: int) -> str:
        cell = self.grid.get((row, col))
        return cell.text if cell else ""

    def header_path(self, col: int) -> tuple[str, ...]:
        """Header texts above a column, top to bottom, merged cells once, empty ones left out."""
        seen: dict[int, str] = {}
        for row in range(1, self.header_rows + 1):
            cell = self.grid.get((row, col))
            if cell is not None and cell.text:
                seen[id(cell)] = cell.text
        return tuple(seen.values())


class Page(BaseModel):
    """A page as displayed: size in points after /Rotate, and where its text came from.

    `quality` (0..1) is how far the text layer can be trusted; 1 for a sound digital page.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    number: int
    width: float
    height: float
    text_source: TextSource = "digital"
    quality: float = 1.0


class Document(BaseModel):
    """Everything read from one PDF, or of one of several reports in it.

    `problems` are lines for a person about pages that could not be read in full. `part` counts the reports in the
    file from 1; page numbers, orders of blocks and ids of tables are those of the file in every part. On
    `damaged_pages` something may be missing or other than it was printed, because the file is damaged or too odd.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    sha256: str
    file: str
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]
    problems: tuple[str, ...] = Field(default=())
    part: int = 1
    damaged_pages: tuple[int, ...] = ()

    @property
    def report_id(self) -> str:
        """The first 12 hex digits of the file's sha256, with `-2`, `-3` … for further reports in the file."""
        first = re.sub(r"\W", "", self.sha256)[:12]
        return first if self.part == 1 else f"{first}-{self.part}"

    @property
    def text_source(self) -> str:
        """`digital`, `ocr` or `mixed`."""
        sources = {p.text_source for p in self.pages if p.text_source != "none"}
        return "mixed" if len(sources) > 1 else next(iter(sources), "digital")
