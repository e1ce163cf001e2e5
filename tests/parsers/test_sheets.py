"""Which pages of the report the sheets of a file hold: two side by side, or one that was scanned twice."""

from __future__ import annotations

from itertools import groupby

from parsers.pages.content import Glyph, PageContent
from parsers.pages.sheets import pages_of_report
from parsers.read import read_document
from tests.parsers.pdfs import Sheet, pdf_of

LYING = (841.89, 595.28)
MIDDLE = LYING[0] / 2
WIDTHS = [110.0, 80.0, 80.0]
ROWS = [[f"项目{n}", f"{n}1.50", f"{n}0.25"] for n in range(1, 9)]
PROSE = "本年度各项目按计划推进，资金使用合规，"


def _half(sheet: Sheet, left: float, number: int, rows: list[list[str]], lines: int) -> None:
    for n in range(lines):
        sheet.text(left + 50, 80 + 24 * n, PROSE, 14)
    top = 80.0 + 24 * lines
    sheet.table(left + 70, top, WIDTHS, rows)
    sheet.text(left + MIDDLE / 2 - 10, 560, f"- {number} -", 10)


def test_a_table_goes_on_from_the_left_page_of_a_sheet_to_the_right_one() -> None:
    def draw(sheet: Sheet) -> None:
        _half(sheet, 0, 4, [["项目", "预算数", "支出数"], *ROWS[:4]], 15)
        _half(sheet, MIDDLE, 5, ROWS[4:], 0)

    document = read_document(pdf_of(draw, size=LYING), name="two.pdf")
    (table,) = document.tables
    assert [table.text_at(r, 1) for r in range(2, 10)] == [row[0] for row in ROWS]
    assert [(page.number, round(page.width)) for page in document.pages] == [(1, 842)]
    last = table.grid[9, 3]
    assert {box.page for box in last.boxes} == {1}
    assert last.boxes[0].x0 > MIDDLE
    assert not any("- 5 -" in block.text for block in document.blocks)


def test_prose_of_two_pages_on_a_sheet_is_read_page_by_page() -> None:
    def draw(sheet: Sheet) -> None:
        for left, word in ((0.0, "左"), (MIDDLE, "右")):
            for n in range(12):
                sheet.text(left + 50, 80 + 24 * n, word * 20, 14)

    document = read_document(pdf_of(draw, draw, size=LYING), name="two.pdf")
    text = "".join(block.text for block in document.blocks)
    assert [sign for sign, _ in groupby(text)] == ["左", "右", "左", "右"]


def test_a_lying_page_with_a_gap_in_its_middle_is_one_page() -> None:
    def draw(sheet: Sheet) -> None:
        sheet.text(MIDDLE - 80, 60, "收入支出决算总表（单位：万元）", 16)
        for n, (name, budget, outturn) in enumerate(ROWS):
            for x, text in ((60, name), (200, budget), (520, f"支出{n}"), (680, outturn)):
                sheet.text(x, 100 + 20 * n, text)

    (page,) = read_document(pdf_of(draw, size=LYING), name="wide.pdf").pages
    assert page.width > page.height
    contents = [PageContent(1, *LYING, [_glyph("入", 100 + 40 * k, 90) for k in range(16)])]
    assert pages_of_report(contents) == contents


def _glyph(text: str, x: float, y: float) -> Glyph:
    return Glyph(text, x, y, x + 10, y + 10, 10.0, confidence=0.97)


def _scan(number: int, *lines: str, foot: str, quality: float = 0.97) -> PageContent:
    glyphs = [_glyph(c, 72 + 10 * k, 100 + 30 * n) for n, line in enumerate(lines) for k, c in enumerate(line)]
    glyphs += [_glyph(c, 290 + 10 * k, 780) for k, c in enumerate(foot)]
    return PageContent(number, 595, 842, glyphs, text_source="ocr", quality=quality)


LINES = [
    "本年度部门预算为1,234.50万元，支出1,200.25万元，",
    "执行率为97.23%，比上年提高3.20个百分点，其中",
    "基本支出800.10万元，项目支出400.15万元。",
]


def test_a_sheet_scanned_twice_is_taken_once_in_its_better_scan() -> None:
    first, again = _scan(3, *LINES, foot="-3-", quality=0.93), _scan(4, *LINES, foot="-3-", quality=0.98)
    pages = pages_of_report([first, again, _scan(5, "完", foot="-4-")])
    assert [(page.number, page.sheet) for page in pages] == [(1, 4), (2, 5)]
    assert any("page 4" in problem for problem in first.problems)


def test_forms_filled_alike_are_different_sheets() -> None:
    other = [LINES[0].replace("1,200.25", "1,180.30"), LINES[1].replace("97.23", "95.61"), LINES[2]]
    sheets = [_scan(1, *LINES, foot=""), _scan(2, *other, foot="")]
    assert pages_of_report(sheets) == sheets
    counted = [_scan(1, *LINES, foot="-1-"), _scan(2, *LINES, foot="-2-")]
    assert pages_of_report(counted) == counted
