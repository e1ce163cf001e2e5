"""A scanned page says what the printed page said: figures, spans, places, whatever way it lies and whatever is stamped
on it."""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image

from parsers.pages.content import PageContent
from parsers.read import read_document
from parsers.recognition.models import ocr_available
from schemas.document import Document
from schemas.document import Table as ReadTable
from tests.typeset import WORD, Cell, Heading, Paragraph, Report, Scan, Style, Table, Truth, typeset

pytestmark = pytest.mark.skipif(not ocr_available(), reason="text recognition is not installed: pip install fuhe[ocr]")

SCAN = Scan(dpi=200, skew=0.9, noise=4.0)
SENTENCE = "本年安排采购资金 8,445.96 万元，支出 8,369.01 万元，执行率为 99.08%（见表 1）；结余“零”元。"


def report() -> Report:
    """A page with a sentence, figures, dashes, spans both ways and stacked characters."""
    scores = Table(
        "评分",
        [[Cell("指标", cols=2), Cell("说明", rows=2)], [Cell("名称", stacked=True), Cell("参考分值", stacked=True)]],
        [
            [Cell("效果", rows=2), "5", "利用率≥90%的，得1分；75%≤利用率＜90%的，得0.7分。"],
            ["10", "超过一项扣0.5分，扣完为止。"],
        ],
        [1, 1, 7],
    )
    money = Table(
        "表1",
        [["项目", "年初预算数", "决算数", "执行率"]],
        [
            ["一、基本支出", "4,881.22", "-1,234.50", "97.02%"],
            ["二、项目支出", "10,036.81", "-", "100%"],
            ["三、上缴支出", "0", "0.00", "—"],
            [Cell("合计", cols=3), "1"],
        ],
        [3, 2, 2, 2],
        caption="表1 预算执行情况表",
        unit="万元",
    )
    return Report("scan", [Heading("一、基本情况"), Paragraph(SENTENCE), money, Paragraph("评分如下。"), scores])


def folded(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def read_scan(style: Style) -> tuple[Document, Truth]:
    pdf, truth = typeset(report(), style)
    return read_document(pdf, name="scan.pdf"), truth


def texts(table: ReadTable) -> dict[tuple[int, int, int, int], str]:
    return {(c.row, c.col, c.row_span, c.col_span): folded(c.text) for c in table.cells}


def assert_tables_right(document: Document, truth: Truth) -> None:
    assert len(document.tables) == len(truth.tables)
    for found, wanted in zip(document.tables, truth.tables, strict=True):
        cells = {(c.row + 1, c.col + 1, c.row_span, c.col_span): folded(c.text) for c in wanted.cells}
        assert texts(found) == cells


@pytest.fixture(scope="module")
def leaning() -> tuple[Document, Truth]:
    return read_scan(replace(WORD, scan=SCAN))


def test_tables_of_a_leaning_scan_are_right(leaning: tuple[Document, Truth]) -> None:
    assert_tables_right(*leaning)
    assert leaning[0].text_source == "ocr"


def test_prose_of_a_scan_is_right(leaning: tuple[Document, Truth]) -> None:
    document, _ = leaning
    assert folded(SENTENCE) in [folded(b.text) for b in document.blocks]
    assert document.blocks[0].kind == "heading"


def test_boxes_lie_on_the_page_as_displayed(leaning: tuple[Document, Truth]) -> None:
    """Each cell's box is where the leaning print is: within two points of the straight place turned by the scan."""
    document, truth = leaning
    width, height = document.pages[0].width, document.pages[0].height
    for found, wanted in zip(document.tables, truth.tables, strict=True):
        places = {(c.row + 1, c.col + 1): c.places[0][1] for c in wanted.cells}
        for cell in found.cells:
            x0, top, x1, bottom = places[cell.row, cell.col]
            dx, dy = (x0 + x1) / 2 - width / 2, (top + bottom) / 2 - height / 2
            lean = 0.9 * 3.14159 / 180  # counter-clockwise: what is on the right goes up
            x, y = width / 2 + dx + lean * dy, height / 2 + dy - lean * dx
            box = cell.boxes[0]
            assert abs((box.x0 + box.x1) / 2 - x) < 2
            assert abs((box.top + box.bottom) / 2 - y) < 2
            assert box.origin == "ocr"


def test_a_grey_seal_free_reading_under_a_red_seal() -> None:
    """Print under the seal is read, the seal's own letters are not."""
    document, truth = read_scan(replace(WORD, seal="街道办事处", scan=replace(SCAN, skew=0.0, dpi=150)))
    assert_tables_right(document, truth)
    everything = "".join(b.text for b in document.blocks)
    assert "办事处" not in everything


def test_a_bad_text_layer_loses_against_the_picture() -> None:
    document, truth = read_scan(replace(WORD, scan=replace(SCAN, text_layer="bad")))
    assert_tables_right(document, truth)


def test_a_watermark_and_shading_leave_no_trace() -> None:
    style = replace(WORD, watermark="内部资料", shade_header=True, rulings="cells", scan=replace(SCAN, noise=8.0))
    assert_tables_right(*read_scan(style))


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_on_its_side_or_head_is_read(quarters: int) -> None:
    """Boxes then lie where the turned print lies."""
    pdf, truth = typeset(report(), WORD)
    page = pypdfium2.PdfDocument(pdf)[0]
    picture = page.render(scale=150 / 72).to_pil().convert("L").rotate(90 * quarters, expand=True)
    file = io.BytesIO()
    picture.save(file, "PDF", resolution=150)
    document = read_document(file.getvalue(), name="turned.pdf")
    assert_tables_right(document, truth)
    shown = document.pages[0]
    assert (shown.width > shown.height) == (picture.width > picture.height)
    x0, top, x1, bottom = truth.tables[0].cells[0].places[0][1]
    wide, high = page.get_size()
    x, y = (x0 + x1) / 2, (top + bottom) / 2
    wanted = {1: (y, wide - x), 2: (wide - x, high - y), 3: (high - y, x)}[quarters]  # counter-clockwise
    box = document.tables[0].cells[0].boxes[0]
    assert ((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2) == pytest.approx(wanted, abs=2)


def test_a_blank_page_stays_empty() -> None:
    from parsers.recognition.page import read_picture_page

    file = io.BytesIO()
    Image.new("L", (600, 800), 250).save(file, "PDF", resolution=72)
    content: PageContent = read_picture_page(pypdfium2.PdfDocument(file.getvalue())[0], 1)
    assert content.glyphs == []
    assert content.horizontals == content.verticals == []
