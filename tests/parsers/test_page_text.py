"""What counts as text of a page: what a reader sees, once, in the characters that are printed."""

from __future__ import annotations

import pytest
from reportlab.lib.colors import HexColor, white

from parsers.read import read_contents, read_document
from schemas.document import Document
from tests.parsers.pdfs import Sheet, pdf_of


def text_of(document: Document) -> str:
    return "".join(block.text for block in document.blocks)


def test_text_drawn_twice_is_read_once() -> None:
    def twice(sheet: Sheet) -> None:
        for shift in (0.0, 0.35):
            sheet.text(90 + shift, 100, "一、部门基本情况")

    assert text_of(read_document(pdf_of(twice))) == "一、部门基本情况"


def test_same_digits_side_by_side_are_all_kept() -> None:
    assert text_of(read_document(pdf_of(lambda s: s.text(90, 100, "合计11,000.00元——完")))) == "合计11,000.00元——完"


def test_what_does_not_show_is_left_out() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(90, 100, "看得见")
        sheet.canvas.setFillColor(white)
        sheet.text(90, 130, "白纸白字")
        sheet.canvas.setFillColor(HexColor("#000000"))
        sheet.text(900, 160, "纸外")
        sheet.text(90, 190, "盖住")
        sheet.canvas.setFillColor(white)
        sheet.fill(80, 170, 200, 200)

    assert text_of(read_document(pdf_of(page))) == "看得见"


def test_white_text_on_dark_ground_is_kept() -> None:
    def page(sheet: Sheet) -> None:
        sheet.canvas.setFillColor(HexColor("#203864"))
        sheet.fill(80, 80, 300, 110)
        sheet.canvas.setFillColor(white)
        sheet.text(90, 100, "指标名称")

    assert text_of(read_document(pdf_of(page))) == "指标名称"


def test_text_on_a_slant_is_a_watermark() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(90, 100, "正文")
        sheet.canvas.saveState()
        sheet.canvas.translate(300, 400)
        sheet.canvas.rotate(30)
        sheet.canvas.drawString(0, 0, "DRAFT")
        sheet.canvas.restoreState()

    assert text_of(read_document(pdf_of(page))) == "正文"


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("⼀、总体情况", "一、总体情况"),  # radicals that fonts give for ideographs
        ("４，８８１．２２", "４，８８１．２２"),  # full-width figures stay as printed
        ("-1,234.50", "-1,234.50"),
        ("\u20102.30%", "-2.30%"),  # TeX and Word: one glyph for hyphen and minus, with the hyphen's code
        ("\u00ad0.16%", "-0.16%"),
    ],
)
def test_characters_are_those_a_person_would_type(printed: str, read: str) -> None:
    from parsers.pages.printed_signs import printed as printed_sign

    assert "".join(printed_sign(ord(c)) for c in printed) == read


def test_spaces_stand_between_latin_words_and_figures_only() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(90, 100, "2021 年 采购 Word 2010 软件 12 34 套。")

    assert text_of(read_document(pdf_of(page))) == "2021年采购Word 2010软件12 34套。"


def test_every_character_knows_its_place() -> None:
    document = read_document(pdf_of(lambda s: s.text(90, 100, "预算36,681.11万元", 10)))
    content = document.blocks[0].content
    assert len(content.places) == len(content.text)
    (box,) = content.boxes(2, 11)
    assert content.text[2:11] == "36,681.11"
    assert box.x0 == pytest.approx(110, abs=0.5)
    assert box.top < 100 < box.bottom + 1


def test_rotated_page_is_read_as_displayed() -> None:
    def page(sheet: Sheet) -> None:
        sheet.canvas.setPageRotation(90)  # turned clockwise for display: page space (x, y) shows at (y, x)
        sheet.canvas.translate(100, 60)
        sheet.canvas.rotate(90)
        sheet.text(0, sheet.height, "横向页面")

    document = read_document(pdf_of(page))
    place = document.blocks[0].content.places[0]
    assert place is not None
    assert document.blocks[0].text == "横向页面"
    assert (place.x0, place.bottom) == (pytest.approx(60, abs=1), pytest.approx(101, abs=2))
    assert document.pages[0].width < document.pages[0].height


def test_text_on_its_side_is_read_upright_and_placed_where_it_shows() -> None:
    def page(sheet: Sheet) -> None:
        sheet.canvas.translate(100, 60)
        sheet.canvas.rotate(90)  # the page must be held with its right side down
        sheet.table(
            0,
            sheet.height - 60,
            [150, 100, 100],
            [["项目名称", "预算数", "决算数"], ["一、基本支出情况", "10.00", "9.00"]],
        )

    document = read_document(pdf_of(page))
    (table,) = document.tables
    assert [table.text_at(2, c) for c in (1, 2, 3)] == ["一、基本支出情况", "10.00", "9.00"]
    assert (round(document.pages[0].width), round(document.pages[0].height)) == (595, 842)
    box = table.grid[2, 1].boxes[0]
    assert box.height == pytest.approx(150, abs=1)  # its width as printed runs up the page
    assert box.bottom == pytest.approx(842 - 60, abs=1)


def test_light_large_text_on_every_page_is_a_watermark() -> None:
    def page(sheet: Sheet) -> None:
        sheet.canvas.setFillGray(0.8)
        sheet.text(150, 400, "内部资料", 40)
        sheet.canvas.setFillGray(0)
        sheet.table(100, 350, [160, 160], [["项目", "金额"]] + [[f"第{n}项", f"{n}.00"] for n in range(1, 6)])

    document = read_document(pdf_of(*[page] * 3))
    assert "资料" not in text_of(document) + "".join(c.text for t in document.tables for c in t.cells)


def test_light_names_on_a_dark_header_stay() -> None:
    def page(sheet: Sheet) -> None:
        sheet.canvas.setFillColor(HexColor("#203864"))
        sheet.fill(100, 350, 420, 370)
        sheet.canvas.setFillColor(white)
        sheet.text(104, 365, "项目", 16)
        sheet.canvas.setFillColor(HexColor("#000000"))
        sheet.table(100, 350, [160, 160], [["", ""]] + [[f"第{n}项", f"{n}.00"] for n in range(1, 6)])

    document = read_document(pdf_of(*[page] * 3))
    assert document.tables[0].text_at(1, 1) == "项目"


def test_letters_of_a_seal_are_no_text() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(90, 100, "单位盖章处")
        sheet.canvas.setFillColor(HexColor("#E02020"))
        for number, char in enumerate("某某街道办事处"):
            sheet.canvas.saveState()
            sheet.canvas.translate(300, sheet.height - 300)
            sheet.canvas.rotate(90 - 30 * number)
            sheet.canvas.drawString(-5, 50, char)
            sheet.canvas.restoreState()

    assert text_of(read_document(pdf_of(page))) == "单位盖章处"


def test_filled_form_fields_are_read() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(90, 100, "填报单位")
        form = sheet.canvas.acroForm
        form.textfield(name="score", value="96.82", x=90, y=600, width=100, height=20, fontSize=10, borderWidth=0)

    assert "96.82" in text_of(read_document(pdf_of(page)))


def test_text_on_its_side_within_a_cell_is_read_along_its_lines() -> None:
    def page(sheet: Sheet) -> None:
        sheet.table(
            100, 100, [60, 200, 100], [["", "评分标准写在这一格里", "5.00"], ["", "另一条评分标准", "3.00"]], height=60
        )
        sheet.canvas.saveState()
        sheet.canvas.translate(125, sheet.height - 155)
        sheet.canvas.rotate(90)
        sheet.canvas.drawString(0, 0, "部门")
        sheet.canvas.drawString(0, -14, "管理")
        sheet.canvas.restoreState()

    (table,) = read_document(pdf_of(page)).tables
    assert table.text_at(1, 1) == "部门管理"


def test_pale_large_text_across_a_table_is_a_watermark_on_a_single_page_too() -> None:
    def page(sheet: Sheet) -> None:
        sheet.table(90, 100, [140, 90, 90], [["项目", "预算数", "决算数"], ["基本支出", "10.00", "9.00"]])
        sheet.canvas.setFillColor(HexColor("#DDDDDD"))
        sheet.text(95, 140, "内部资料", 44)

    (table,) = read_document(pdf_of(page)).tables
    assert [cell.text for cell in table.cells] == ["项目", "预算数", "决算数", "基本支出", "10.00", "9.00"]


def test_cell_does_not_repeat_the_table_inside_it() -> None:
    def page(sheet: Sheet) -> None:
        sheet.canvas.rect(80, sheet.height - 300, 420, 200)
        sheet.line(180, 100, 180, 300)
        sheet.line(80, 140, 500, 140)
        sheet.text(90, 120, "栏目")
        sheet.text(200, 120, "内容")
        sheet.text(90, 220, "支出明细")
        sheet.text(200, 290, "以上为全部支出")
        sheet.table(210, 160, [100, 60, 60], [["项目", "预算数", "决算数"], ["基本支出", "10.00", "9.00"]])

    outer, inner = read_document(pdf_of(page)).tables
    assert [cell.text for cell in outer.cells] == ["栏目", "内容", "支出明细", "以上为全部支出"]
    assert inner.text_at(2, 2) == "10.00"


def test_characters_that_marked_content_spells_out_stand_where_their_form_puts_them() -> None:
    """Browsers spell out some characters (ActualText), and put two pages side by side as forms."""

    def page(sheet: Sheet) -> None:
        sheet.canvas.beginForm("half", 0, 0, 300, 842)
        sheet.text(40, 100, "部", 12)
        sheet.canvas._code.append("/Span <</ActualText <FEFF95E8>>> BDC")
        sheet.text(52, 100, "门", 12)
        sheet.canvas._code.append("EMC")
        sheet.text(64, 100, "预算", 12)
        sheet.canvas.endForm()
        sheet.canvas.doForm("half")
        sheet.canvas.saveState()
        sheet.canvas.transform(0.5, 0, 0, 0.5, 300, 200)
        sheet.canvas.doForm("half")
        sheet.canvas.restoreState()

    (content,) = read_contents(pdf_of(page), "x")
    left, right = (sorted((g for g in content.glyphs if (g.x0 > 300) == side), key=lambda g: g.x0) for side in (0, 1))
    assert "".join(g.text for g in left) == "".join(g.text for g in right) == "部门预算"
    assert [abs(g.x0 - right[0].x0 - 6 * n) <= 1 for n, g in enumerate(right)] == [True] * 4
    assert max(g.y for g in right) - min(g.y for g in right) < 1
