"""Marks, layers and fonts as found in published files: what is no text is left out, what is not told is recognised."""

from __future__ import annotations

import io
import zlib

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from parsers.pages.layers import may_name_layers
from parsers.pages.quality import noise_in
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
    pdfmetrics.registerFont(UnicodeCIDFont(name))  # reportlab knows one font of a name: the level one again, for others
    (table,) = read_document(file.getvalue(), name="down.pdf").tables
    assert table.text_at(1, 1) == "部门管理"
    assert table.text_at(2, 3) == ROWS[2][1]


@pytest.mark.parametrize("face", ["Times-Roman", "Helvetica-Bold", "Courier"])
def test_figures_in_a_standard_font_without_widths_stand_where_they_are_printed(face: str) -> None:
    """Type1 fonts of the standard 14 need neither file nor widths; Chinese text goes on right behind the figures."""
    chinese = "STSong-Light"
    pdfmetrics.registerFont(UnicodeCIDFont(chinese))
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842), invariant=1)
    x = 90.0
    for font, text in ((chinese, "截至"), (face, "2023"), (chinese, "年末支出"), (face, "1,254.07"), (chinese, "万元")):
        canvas.setFont(font, 12)
        canvas.drawString(x, 700, text)
        x += pdfmetrics.stringWidth(text, font, 12)
    canvas.showPage()
    canvas.save()
    assert b"/Widths" not in file.getvalue()
    document = read_document(file.getvalue(), name="standard.pdf")
    assert [block.text for block in document.blocks] == ["截至2023年末支出1,254.07万元"]


def _layered(state: str) -> bytes:
    """A page with words on a layer, and a form of words on it, in the given state of the layer: ON or OFF."""
    shown, marked = b"BT /F 12 Tf 50 200 Td (Seen 12.50) Tj ET", b"BT /F 12 Tf 50 100 Td (Draft 99.99) Tj ET"
    content = shown + b" /OC /L BDC " + marked + b" EMC /X Do"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    form = b"BT /F 12 Tf 50 50 Td (Form 77.77) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[5 0 R]/D<</%s[5 0 R]>>>>>>" % state.encode(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 6 0 R>>"
        b"/XObject<</X 7 0 R>>/Properties<</L 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/OCG/Name(draft)>>",
        font,
        b"<</Type/XObject/Subtype/Form/BBox[0 0 300 300]/OC 5 0 R/Resources<</Font<</F 6 0 R>>>>/Length %d>>"
        b"stream\n%s\nendstream" % (len(form), form),
    ]
    out, places = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        size, table, size, len(out)
    )  # fmt: skip


@pytest.mark.parametrize(("state", "seen"), [("OFF", "Seen 12.50"), ("ON", "Seen 12.50 Draft 99.99 Form 77.77")])
def test_what_stands_on_layers_that_are_switched_off_is_not_read(state: str, seen: str) -> None:
    blocks = read_document(_layered(state), name="layers.pdf").blocks
    assert sorted(" ".join(block.text for block in blocks).split()) == sorted(seen.split())


def _object_stream(objects: bytes, head: bytes = b"/Filter/FlateDecode") -> bytes:
    packed = zlib.compress(objects)
    return b"%%PDF-1.5\n1 0 obj\n<</Type/ObjStm/N 2/First 8%s/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
        head, len(packed), packed
    )  # fmt: skip


def test_a_file_with_packed_objects_is_opened_for_its_layers_only_where_it_may_have_some() -> None:
    """Word packs its objects; what opens such files took a twentieth of a report's time, and found no layer."""
    plain, layered = b"2 0 3 9 <</Type/Catalog>> <</Type/Pages>>", b"2 0 3 9 <</OCProperties 4 0 R>> <<>>"
    assert not may_name_layers(b"%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj")
    assert not may_name_layers(_object_stream(plain) + _object_stream(plain))
    assert may_name_layers(_object_stream(plain) + _object_stream(layered))
    assert may_name_layers(_layered("ON"))
    # what cannot be told here is left to the library
    assert may_name_layers(_object_stream(plain)[:-60])
    assert may_name_layers(_object_stream(plain, b"/Filter/FlateDecode/DecodeParms<</Predictor 12>>"))
    assert may_name_layers(_object_stream(plain).replace(b"stream\nx", b"stream\ny"))
