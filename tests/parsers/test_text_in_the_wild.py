"""Marks, layers and fonts as found in published files: what is no text is left out, what is not told is recognised."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from parsers.quality import noise_in
from parsers.read import read_contents, read_document
from parsers.recognition.models import ocr_available
from schemas.document import Document
from tests.parsers.pdfs import Sheet, pdf_of
from tests.typeset.fonts import registered

ROWS = [["项目", "预算数", "决算数"], ["基本支出", "10.00", "9.00"], ["项目支出", "22023.50", "20.50"]]
WIDTHS = [140.0, 90.0, 90.0]


def texts(document: Document) -> list[list[str]]:
    (table,) = document.tables
    return [[table.text_at(r, c) for c in range(1, table.cols + 1)] for r in range(1, table.rows + 1)]


def test_small_pale_words_repeated_level_over_a_page_are_a_mark() -> None:
    def page(sheet: Sheet) -> None:
        sheet.table(90, 100, WIDTHS, ROWS)
        sheet.canvas.setFillGray(0.8)
        for x in (60, 200, 250, 380):
            for y in (112, 131, 300, 500):
                sheet.text(x, y, "内部资料2023", 9)

    document = read_document(pdf_of(page))
    assert texts(document) == ROWS
    assert not document.blocks


def test_pale_words_repeated_within_the_cells_of_a_table_stay() -> None:
    def page(sheet: Sheet) -> None:
        sheet.table(90, 100, WIDTHS, [[row[0], "", ""] for row in [*ROWS, *ROWS]])
        sheet.canvas.setFillGray(0.7)
        for x in (234, 324):
            for row in range(6):
                sheet.text(x, 114 + 20 * row, "未开展评价", 9)

    (table,) = read_document(pdf_of(page)).tables
    assert [table.text_at(r, 3) for r in range(1, 7)] == ["未开展评价"] * 6


def _without_map(pdf: bytes) -> bytes:
    """The file with the maps to characters of its second font taken out (the name of their key spoilt)."""
    first = pdf.index(b"/ToUnicode")
    second = pdf.index(b"/ToUnicode", first + 1)
    return pdf[:second] + b"/ToNothing" + pdf[second + 10 :]


def _two_fonts() -> bytes:
    def page(sheet: Sheet) -> None:
        sheet.text(90, 80, "本年度各项目按计划推进，资金使用合规，执行情况良好，未见异常。" * 1)
        sheet.table(90, 120, WIDTHS, [*ROWS, *ROWS, *ROWS])
        sheet.canvas.setFont(registered("hei"), 14)
        sheet.canvas.drawString(90, sheet.height - 60, "三、存在问题和改进措施")

    return pdf_of(page)


def test_words_of_a_font_without_a_map_are_noise_and_the_others_are_not() -> None:
    (content,) = read_contents(_without_map(_two_fonts()), "two.pdf")
    if content.text_source == "digital":
        assert 0 < len(content.noise) <= 11
    (sound,) = read_contents(_two_fonts(), "two.pdf")
    assert sound.noise == []
    assert noise_in([]) == []


@pytest.mark.skipif(not ocr_available(), reason="text recognition is not installed: pip install fuhe[ocr]")
def test_a_heading_in_a_font_without_a_map_is_recognised_among_text_that_stays() -> None:
    document = read_document(_without_map(_two_fonts()))
    assert document.blocks[0].text == "三、存在问题和改进措施"
    (table,) = document.tables
    assert table.text_at(3, 2) == "22023.50"


def test_text_of_a_vertical_font_in_a_narrow_cell_is_read_downwards() -> None:
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    name = "STSong-Light"
    vertical = UnicodeCIDFont(name, isVertical=True)
    pdfmetrics.registerFont(vertical)
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842), invariant=1)
    sheet = Sheet(canvas, 842)
    for x in (90, 120, 220, 320):
        sheet.line(x, 100, x, 200)
    for y in (100, 200):
        sheet.line(90, y, 320, y)
    sheet.line(120, 150, 320, 150)
    canvas.setFont(vertical.fontName, 12)
    canvas.drawString(105, 842 - 115, "部门管理")
    for y, row in ((128, ROWS[1]), (178, ROWS[2])):
        sheet.text(130, y, row[0])
        sheet.text(230, y, row[1])
    canvas.showPage()
    canvas.save()
    (table,) = read_document(file.getvalue(), name="down.pdf").tables
    assert table.text_at(1, 1) == "部门管理"
    assert table.text_at(2, 3) == ROWS[2][1]
