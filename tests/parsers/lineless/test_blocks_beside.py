"""Tables without lines side by side, and pages of two columns."""

from __future__ import annotations

from parsers.read import read_document
from schemas.document import Table
from tests.parsers.pdfs import Sheet, pdf_of

PROSE = "全年资金支付总体平稳未发现超出范围使用"


def table(sheet: Sheet, x: float, y: float, title: str, rows: list[list[str]], pitch: float) -> None:
    """A title in the middle and rows below it, in columns 60 points wide, no line anywhere."""
    wide = 60.0 * len(rows[0])
    sheet.text(x + wide / 2 - 5.5 * len(title), y, title, 11)
    for n, row in enumerate(rows):
        for c, text in enumerate(row):
            sheet.text(x + 60 * c + 6, y + 22 + pitch * n, text, 9)


def texts(found: Table) -> list[list[str]]:
    return [[found.text_at(r, c) for c in range(1, found.cols + 1)] for r in range(1, found.rows + 1)]


def rows_of(names: list[str], count: int, unit: int) -> list[list[str]]:
    return [names, *([f"第{n}项", *(f"{unit + n}{c}.50" for c in range(1, len(names)))] for n in range(1, count))]


def test_two_tables_under_two_titles_are_two() -> None:
    """Some of their rows stand at one height, the others between each other's."""
    left, right = rows_of(["来源", "上年", "本年"], 7, 1), rows_of(["去向", "安排", "完成", "结余"], 5, 4)

    def page(sheet: Sheet) -> None:
        sheet.text(60, 80, PROSE * 2 + "。", 11)
        table(sheet, 60, 120, "表1 资金来源情况表", left, 18)
        table(sheet, 290, 120, "表2 资金去向情况表", right, 24)
        sheet.text(60, 290, PROSE * 2 + "。", 11)

    first, second = read_document(pdf_of(page)).tables
    assert (first.label, texts(first)) == ("表1", left)
    assert (second.label, texts(second)) == ("表2", right)


def test_names_that_end_in_table_over_one_table_do_not_part_it() -> None:
    rows = [["序号", "收支总表", "收入总表", "支出总表"], *([str(n), "5.00", "6.50", "7.25"] for n in range(1, 6))]

    def page(sheet: Sheet) -> None:
        table(sheet, 120, 120, "表3 报送情况表", rows, 18)
        sheet.text(60, 290, PROSE * 2 + "。", 11)

    (found,) = read_document(pdf_of(page)).tables
    assert found.cols == 4


def test_text_in_two_columns_with_a_table_in_each() -> None:
    left, right = rows_of(["来源", "上年", "本年"], 6, 1), rows_of(["去向", "安排", "完成"], 6, 4)

    def page(sheet: Sheet) -> None:
        for x in (60, 310):
            for n in range(5):
                sheet.text(x, 100 + 18 * n, f"{PROSE}{n}{x}。", 11)
        table(sheet, 70, 220, "表1 资金来源", left, 18)
        for n in range(5):
            sheet.text(310, 190 + 18 * n, f"{PROSE}8{n}。", 11)
        table(sheet, 320, 300, "表2 资金去向", right, 20)

    document = read_document(pdf_of(page))
    assert [texts(t) for t in document.tables] == [left, right]
    text = "".join(block.text for block in document.blocks)
    assert text.count(PROSE) == 15
