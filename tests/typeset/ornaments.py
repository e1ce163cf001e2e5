"""What stands on a page and is not part of the text: seal, watermark, hidden text, lines that do not show."""

from __future__ import annotations

import math

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from .fonts import draw_outline, registered, width
from .pages import Page

RED = "#E02020"


def draw_watermark(canvas: Canvas, page: Page, text: str, face: str) -> None:
    """Light grey text, turned by 45 degrees, repeated over the page."""
    canvas.saveState()
    canvas.setFillColor(HexColor("#D8D8D8"))
    canvas.setFont(registered(face), 28)
    for x in (0.3, 0.7):
        for y in (0.2, 0.5, 0.8):
            canvas.saveState()
            canvas.translate(page.width * x, page.height * y)
            canvas.rotate(45)
            canvas.drawString(-width(face, text, 28) / 2, 0, text)
            canvas.restoreState()
    canvas.restoreState()


def draw_hidden_text(canvas: Canvas, page: Page, text: str, face: str) -> None:
    """Text in render mode 3: in the file, not on the paper."""
    for share in (0.25, 0.5, 0.75):
        line = canvas.beginText(page.width * 0.3, page.height * share)
        line.setFont(registered(face), 10)
        line.setTextRenderMode(3)
        line.textOut(text)
        line.setTextRenderMode(0)
        canvas.drawText(line)


def draw_white_lines(canvas: Canvas, page: Page) -> None:
    """White strokes through the middle of every table: nothing to see, and no border."""
    canvas.saveState()
    canvas.setStrokeColor(HexColor("#FFFFFF"))
    canvas.setLineWidth(0.5)
    for fragment in page.fragments:
        x0, y0, x1, y1 = fragment.box
        for share in (0.37, 0.63):
            x, y = x0 + (x1 - x0) * share, page.height - y0 - (y1 - y0) * share
            canvas.line(x, page.height - y0, x, page.height - y1)
            canvas.line(x0, y, x1, y)
    canvas.restoreState()


def draw_clipped_lines(canvas: Canvas, page: Page) -> None:
    """Black strokes outside the clipping path: they do not show either."""
    canvas.saveState()
    corner = canvas.beginPath()
    corner.rect(0, 0, 5, 5)
    canvas.clipPath(corner, stroke=0, fill=0)
    for fragment in page.fragments:
        x0, y0, x1, y1 = fragment.box
        x = x0 + (x1 - x0) * 0.41
        canvas.line(x, page.height - y0, x, page.height - y1)
        canvas.line(x0, page.height - (y0 + y1) / 2, x1, page.height - (y0 + y1) / 2)
    canvas.restoreState()


def draw_seal(canvas: Canvas, page: Page, name: str, x: float, y: float, radius: float = 58) -> None:
    """A round red seal with a star; the name runs along the ring as outlines, so that it is no text."""
    canvas.saveState()
    canvas.translate(x, page.height - y)
    canvas.setStrokeColor(HexColor(RED))
    canvas.setFillColor(HexColor(RED))
    canvas.setLineWidth(2.2)
    canvas.circle(0, 0, radius, stroke=1, fill=0)
    star = canvas.beginPath()
    for point in range(5):
        angle = math.pi / 2 + point * 4 * math.pi / 5
        spot = (radius * 0.3 * math.cos(angle), radius * 0.3 * math.sin(angle))
        star.moveTo(*spot) if point == 0 else star.lineTo(*spot)
    star.close()
    canvas.drawPath(star, stroke=0, fill=1)
    size, sweep = radius * 0.27, 240.0
    for number, char in enumerate(name):
        turn = sweep / 2 - sweep * (number + 0.5) / len(name)
        canvas.saveState()
        canvas.rotate(turn)
        canvas.translate(-size / 2, radius * 0.64)
        canvas.scale(size / 1000, size / 1000)
        outline = canvas.beginPath()
        draw_outline(char, outline)
        canvas.drawPath(outline, stroke=0, fill=1, fillMode=1)
        canvas.restoreState()
    canvas.restoreState()
