"""What scanners, offices and layouts add to a page or take from it does not change what the page says."""

from __future__ import annotations

import io

import numpy as np
import numpy.typing as npt
import pypdfium2
import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from parsers.pictures.dark_areas import on_paper
from parsers.pictures.streaks import without_streaks
from parsers.read import read_document
from parsers.recognition.models import ocr_available
from schemas.document import Table as ReadTable
from tests.typeset import WORD, Paragraph, Report, Table, typeset

pytestmark = pytest.mark.skipif(not ocr_available(), reason="text recognition is not installed: pip install fuhe[ocr]")

Picture = npt.NDArray[np.uint8]
DPI = 150
WANTED = [
    ["项目", "全年预算数", "调增数"],
    ["一、基本支出", "179,256,469.76", "/"],
    ["二、项目支出", "9.50", "-1.50"],
]


def report(rows: int = 2) -> Report:
    """A table with figures that wrap in a narrow column, and a slash that is all of its cell."""
    more = [["三、其他", str(n), "0"] for n in range(rows - 2)]
    table = Table("表1", [WANTED[0]], [*WANTED[1:], *more], [6, 1.9, 2], caption="表1 预算情况表", unit="元")  # type: ignore[list-item]
    return Report("spoilt", [Paragraph("本年预算如下。"), table])


def pages(rows: int = 2) -> list[Picture]:
    pdf, _ = typeset(report(rows), WORD)
    return [np.array(page.render(scale=DPI / 72).to_pil().convert("L")) for page in pypdfium2.PdfDocument(pdf)]


def read(*pictures: Picture) -> list[ReadTable]:
    file = io.BytesIO()
    first, *rest = (Image.fromarray(picture) for picture in pictures)
    first.save(file, "PDF", resolution=DPI, save_all=True, append_images=rest)
    return list(read_document(file.getvalue(), name="spoilt.pdf").tables)


def texts(table: ReadTable) -> list[list[str]]:
    return [[table.text_at(r, c) for c in range(1, table.cols + 1)] for r in range(1, table.rows + 1)]


def test_streaks_of_the_scanner_and_the_open_lid_are_no_lines() -> None:
    [picture] = pages()
    for x in (300, 640, 660):
        picture[:, x : x + 2] = np.maximum(picture[:, x : x + 2].astype(np.int16) - 110, 0)
    spoilt = np.full_like(picture, 20)
    spoilt[:, 30:] = picture[:, :-30]
    [table] = read(spoilt)
    assert texts(table) == WANTED


def test_a_table_goes_on_where_the_next_sheet_lay_elsewhere() -> None:
    first, second = pages(44)[:2]
    [table] = read(first, np.roll(second, 70, axis=1))
    assert table.pages == (1, 2)
    assert table.cols == 3
    part = table.parts[1]
    borders = np.flatnonzero((second < 128).mean(axis=0) > 0.3)
    assert part.box.x0 == pytest.approx((borders.min() + 70) * 72 / DPI, abs=2)  # where it is on the page


def test_a_pasted_picture_of_a_table_is_read_in_its_place() -> None:
    [picture] = pages()
    rows = np.flatnonzero((picture < 128).mean(axis=1) > 0.5)
    top, bottom = int(rows.min()) - 4, int(rows.max()) + 4
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842))
    canvas.setFont("Helvetica", 12)
    canvas.drawString(90, 780, "A sentence that the file holds as text, before the picture.")
    high = (bottom - top) * 72 / DPI
    canvas.drawImage(ImageReader(Image.fromarray(picture[top:bottom])), 0, 400, picture.shape[1] * 72 / DPI, high)
    canvas.save()
    document = read_document(file.getvalue(), name="pasted.pdf")
    [table] = document.tables
    assert texts(table) == WANTED
    assert document.blocks[0].text.startswith("A sentence")
    assert 842 - 400 - high - 3 < table.parts[0].box.top < table.parts[0].box.bottom < 842 - 400 + 3


def test_a_photograph_in_a_page_says_nothing() -> None:
    chance = np.random.default_rng(1)
    photo = Image.fromarray(chance.integers(0, 255, (40, 60), dtype=np.uint8)).resize((600, 400))
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842))
    canvas.drawString(90, 780, "A sentence that the file holds as text, before the picture.")
    canvas.drawImage(ImageReader(photo), 90, 300, 400, 270)
    canvas.save()
    document = read_document(file.getvalue(), name="photo.pdf")
    assert document.tables == ()
    assert len(document.blocks) == 1


def test_a_chart_of_bars_in_a_page_is_no_table() -> None:
    """The edges of its bars are straight, and meet nothing but the axis that they stand on."""
    chart = Image.new("RGB", (1080, 560), "white")
    draw = ImageDraw.Draw(chart)
    draw.line((350, 60, 350, 520), fill=(120, 120, 120), width=2)
    for n, length in enumerate((560, 224, 112, 76, 38)):
        draw.rectangle((352, 76 + 86 * n, 352 + length, 118 + 86 * n), fill=(79, 129, 189))
        draw.text((360 + length, 88 + 86 * n), f"{length / 10.83:.2f}%", fill="black", font_size=26)
        draw.text((120, 88 + 86 * n), f"Section {n}", fill="black", font_size=26)
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842))
    canvas.drawString(90, 780, "A sentence that the file holds as text, before the picture.")
    canvas.drawImage(ImageReader(chart), 90, 300, 390, 202)
    canvas.save()
    document = read_document(file.getvalue(), name="chart.pdf")
    assert (document.tables, len(document.blocks)) == ((), 1)


def test_white_print_on_dark_becomes_dark_print_on_paper() -> None:
    """Bold print is no dark area, a figure in a dark cell is print."""
    grey = np.full((400, 600), 250, np.uint8)
    grey[50:110, 60:500] = 40
    grey[70:90, 100:115] = 245
    grey[200:215, 60:75] = 10
    turned = on_paper(grey, DPI / 72)
    assert turned[60, 80] > 230
    assert turned[80, 108] < 60
    assert turned[207, 67] == 10


def test_a_line_that_ends_within_the_page_is_no_streak() -> None:
    grey = np.full((800, 600), 255, np.uint8)
    grey[60:740, 200:202] = 100  # a table's
    grey[:, 400:402] = 100
    cleaned = without_streaks(grey, DPI / 72)
    assert cleaned[300, 201] == 100
    assert cleaned[300, 401] == 255


def test_a_clean_page_is_left_alone() -> None:
    [picture] = pages()
    assert (on_paper(picture, DPI / 72) == picture).all()
    assert (without_streaks(picture, DPI / 72) == picture).all()
