"""Pictures of pages: the page as displayed, with grids, captions or single boxes drawn on it.

The same picture serves the person who wonders how a table was read and the report that shows where a figure stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from parsers.pages.opening import open_pdf
from parsers.pages.standin import use_system_fonts
from schemas.document import Document, Table
from schemas.geometry import Box

POINTS_PER_INCH = 72
BODY, HEADER, SPAN, CAPTION, MARK = (30, 110, 220), (20, 150, 70), (200, 90, 0), (150, 40, 160), (214, 40, 40)
MOST_PIXELS = 60_000_000  # of one picture: 180 MB; A0 at 144 dpi has half of that
MARGIN = 3.0  # points around a marked box, so that the frame does not cover the figure


class PagePictures:
    """Renders pages of one open PDF. Use as a context manager; raises what `open_pdf` raises."""

    def __init__(self, data: bytes, name: str, password: str | None = None, dpi: int = 110) -> None:
        use_system_fonts()  # the stand-in of the reader draws boxes
        self._pdf: Any = open_pdf(data, name, password)
        self._dpi = dpi
        self.scale = dpi / POINTS_PER_INCH

    def __enter__(self) -> PagePictures:
        return self

    def __exit__(self, *_: object) -> None:
        self._pdf.close()

    def __len__(self) -> int:
        return len(self._pdf)

    def size(self, number: int) -> tuple[float, float]:
        """Width and height of a page as displayed, in points. Raises IndexError for a page that does not exist."""
        if not 1 <= number <= len(self._pdf):
            raise IndexError(f"there is no page {number}")
        page = self._pdf[number - 1]
        width, height = page.get_size()
        page.close()
        return float(width), float(height)

    def page(self, number: int, scale: float | None = None) -> Image.Image:
        """The page as displayed, in `scale` pixels per point where one is given.

        Raises IndexError for a page that does not exist, ValueError for one that would be too large a picture.
        """
        scale = self.scale if scale is None else scale
        width, height = self.size(number)
        if width * height * scale * scale > MOST_PIXELS:
            raise ValueError(f"page {number} is too large to draw at {scale * POINTS_PER_INCH:.0f} dpi")
        page = self._pdf[number - 1]
        picture: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
        page.close()
        return picture

    def marked(self, number: int, boxes: Iterable[Box]) -> Image.Image:
        """The page with boxes framed."""
        picture = self.page(number)
        draw = ImageDraw.Draw(picture)
        for box in boxes:
            if box.page == number:
                draw.rectangle(self._pixels(box, MARGIN), outline=MARK, width=max(2, round(self.scale * 1.4)))
        return picture

    def gridded(self, number: int, document: Document) -> Image.Image:
        """The page with the tables found on it: cells framed (headers green, merged cells orange), captions violet,
        and a line above each part with its id, size, engine and confidence."""
        picture = self.page(number)
        draw = ImageDraw.Draw(picture)
        for table in document.tables:
            if number in table.pages:
                self._draw_table(draw, table, number)
        return picture

    def _draw_table(self, draw: ImageDraw.ImageDraw, table: Table, number: int) -> None:
        for box in table.caption_boxes:
            if box.page == number:
                draw.rectangle(self._pixels(box), outline=CAPTION, width=2)
        for cell in table.cells:
            colour = HEADER if cell.is_header else SPAN if cell.row_span * cell.col_span > 1 else BODY
            for box in cell.boxes:
                if box.page == number:
                    draw.rectangle(self._pixels(box, -1.0), outline=colour, width=2)
        for part in table.parts:
            if part.page == number:
                x0, y0, *_ = self._pixels(part.box)
                text = (
                    f"{table.table_id}  {table.rows} x {table.cols}, header {table.header_rows}  rows "
                    f"{part.first_row}-{part.last_row}  {table.engine} {table.confidence:.2f}"
                )
                draw.text((x0, max(0.0, y0 - 14)), text, fill=MARK)

    def _pixels(self, box: Box, margin: float = 0.0) -> tuple[float, float, float, float]:
        """A box in pixels, grown by `margin` points (shrunk where negative), never turned inside out."""
        x0, y0, x1, y1 = box.x0 - margin, box.top - margin, box.x1 + margin, box.bottom + margin
        return x0 * self.scale, y0 * self.scale, max(x0, x1) * self.scale, max(y0, y1) * self.scale


def write_grids(data: bytes, document: Document, folder: Path, password: str | None = None) -> list[Path]:
    """One PNG per page that holds a table, as `page-NNN.png` in `folder`; returns their paths in page order."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with PagePictures(data, document.file, password) as pictures:
        for number in sorted({n for t in document.tables for n in t.pages}):
            path = folder / f"page-{number:03d}.png"
            pictures.gridded(number, document).save(path)
            written.append(path)
    return written
