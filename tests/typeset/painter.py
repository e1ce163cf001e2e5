"""Pages onto a PDF file, with reportlab."""

from __future__ import annotations

import io

from reportlab.lib.colors import HexColor
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from .content import Report
from .fonts import ASCENT, advance, registered
from .ornaments import draw_clipped_lines, draw_hidden_text, draw_seal, draw_watermark, draw_white_lines
from .pages import Page, Run
from .rulings import draw_table_ground
from .style import Style


def paint(report: Report, pages: list[Page], style: Style, pictures: dict[int, bytes] | None = None) -> bytes:
    """The file. `pictures` holds, by page number, a JPEG that takes the place of what the page says."""
    buffer = io.BytesIO()
    lock = None
    if style.password is not None and pictures is not None:
        lock = StandardEncryption(style.password, ownerPassword="owner", strength=128)
    canvas = Canvas(buffer, invariant=1, pageCompression=1, encrypt=lock)
    canvas.setTitle(report.title or report.id)
    canvas.setAuthor(report.author)
    canvas.setCreator(report.producer or "tests.typeset")
    canvas.setSubject("")
    for page in pages:
        turned = style.rotate == "all" or (style.rotate == "landscape" and page.landscape)
        canvas.setPageSize((page.width, page.height))  # as displayed: reportlab turns the media box itself
        canvas.setPageRotation(90 if turned else 0)
        if turned:
            canvas.transform(0, 1, -1, 0, page.height, 0)
        picture = (pictures or {}).get(page.number)
        if picture is None:
            _page(canvas, page, style, page is pages[-1])
        else:
            if style.scan and style.scan.text_layer:
                _invisible(canvas, page, style)
            canvas.drawImage(ImageReader(io.BytesIO(picture)), 0, 0, page.width, page.height)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _page(canvas: Canvas, page: Page, style: Style, last: bool) -> None:
    if style.watermark:
        draw_watermark(canvas, page, style.watermark, style.body_face)
    if style.white_lines:
        draw_white_lines(canvas, page)
    if style.clipped_lines:
        draw_clipped_lines(canvas, page)
    for number, fragment in enumerate(page.fragments):
        runs = [run for part in fragment.cells for run in part.runs]
        if style.in_form:
            name = f"table{page.number}x{number}"
            canvas.beginForm(name, 0, 0, page.width, page.height)
        draw_table_ground(canvas, fragment, style, page.height)
        for run in runs:
            draw_run(canvas, run, page.height, style)
        if style.in_form:
            canvas.endForm()
            canvas.doForm(name)
    for run in page.runs:
        draw_run(canvas, run, page.height, style)
    if style.hidden_text:
        draw_hidden_text(canvas, page, style.hidden_text, style.body_face)
    if style.seal and last:
        draw_seal(canvas, page, style.seal, page.width * 0.72, min(page.height * 0.6, page.height - 80))


def draw_run(canvas: Canvas, run: Run, height: float, style: Style, mode: int | None = None) -> None:
    """One line of text; bold as the style has it."""
    base = height - run.top - ASCENT * run.size
    twice = run.bold and style.bold == "double"
    for shift in (0.0, style.bold_shift) if twice else (0.0,):
        text = canvas.beginText(run.x + shift, base)
        text.setFont(registered(run.face), run.size)
        text.setFillColor(HexColor(run.colour))
        if mode is not None:
            text.setTextRenderMode(mode)
        elif run.bold and style.bold == "stroke":
            text.setTextRenderMode(2)
            text.setStrokeColor(HexColor(run.colour))
            canvas.setLineWidth(0.3)
        if style.runs == "char":
            x = run.x + shift
            for char in run.text:
                text.setTextOrigin(x, base)
                text.textOut(char)
                x += advance(run.face, char) * run.size + run.spacing
        else:
            if run.spacing:
                text.setCharSpace(run.spacing)
            text.textOut(run.text)
            if run.spacing:
                text.setCharSpace(0)
        if mode is not None or (run.bold and style.bold == "stroke"):
            text.setTextRenderMode(0)
        canvas.drawText(text)


def _invisible(canvas: Canvas, page: Page, style: Style) -> None:
    """The text layer of a scanner: right, or as a poor program reads Chinese."""
    runs = page.runs + [r for f in page.fragments for part in f.cells for r in part.runs]
    for run in runs:
        text = run.text
        if style.scan is not None and style.scan.text_layer == "bad":
            text = "".join(c if c.isascii() and n % 3 else "口曰囗丨"[n % 4] for n, c in enumerate(text))
        draw_run(canvas, Run(run.x, run.top, text, run.face, run.size), page.height, style, mode=3)
