"""Small PDF files drawn for one test each, with reportlab; coordinates from the top left, as the parsers give them."""

from __future__ import annotations

import io
from collections.abc import Callable

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tests.typeset.fonts import registered

SONG = "song"


class Sheet:
    """A canvas with its origin at the top left of the page."""

    def __init__(self, canvas: Canvas, height: float) -> None:
        self.canvas = canvas
        self.height = height

    def text(self, x: float, y: float, text: str, size: float = 10.5) -> None:
        """Text with its baseline at `y`."""
        self.canvas.setFont(registered(SONG), size)
        self.canvas.drawString(x, self.height - y, text)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def fill(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.rect(x0, self.height - y1, x1 - x0, y1 - y0, stroke=0, fill=1)

    def table(self, x: float, y: float, widths: list[float], rows: list[list[str]], height: float = 20) -> float:
        """A ruled table without spans, text at the left; the y below it."""
        edges = [x]
        for width in widths:
            edges.append(edges[-1] + width)
        foot = y + height * len(rows)
        for k in range(len(rows) + 1):
            self.line(x, y + k * height, edges[-1], y + k * height)
        for edge in edges:
            self.line(edge, y, edge, foot)
        for k, row in enumerate(rows):
            for edge, text in zip(edges, row, strict=False):
                self.text(edge + 4, y + k * height + 14, text)
        return foot


def pdf_of(*pages: Callable[[Sheet], None], size: tuple[float, float] = A4, **options: object) -> bytes:
    """One page per function."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=size, invariant=1, **options)
    for draw in pages:
        draw(Sheet(canvas, size[1]))
        canvas.showPage()
    canvas.save()
    return stream.getvalue()
