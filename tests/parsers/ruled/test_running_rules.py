"""Rules below running heads are no rules of the tables that begin right below them."""

from __future__ import annotations

from parsers.read import read_document
from tests.parsers.pdfs import Sheet, pdf_of

XS = [62.0, 200.0, 330.0, 450.0]
NAMES = ["项目名称", "预算金额", "支出金额"]


def head(sheet: Sheet) -> None:
    sheet.text(60, 50, "某市某局绩效自评材料汇编", 9)
    sheet.line(60, 54, 535, 54)


def rows(sheet: Sheet, y: float, first: int, count: int) -> None:
    sheet.line(60, y, 535, y)
    for n, row in enumerate([NAMES, *([f"第{k}项工作", f"{k}1.50", f"{k}0.25"] for k in range(first, first + count))]):
        for x, text in zip(XS, row, strict=False):
            sheet.text(x, y + 18 * n + 13, text, 9)
        sheet.line(60, y + 18 * n + 18, 535, y + 18 * n + 18)


def prose(sheet: Sheet) -> None:
    head(sheet)
    for n in range(30):
        sheet.text(
            60, 80 + 20 * n, "各科室按照年初确定的目标开展工作，资金支付与工作进度基本一致，未发现明显偏差。", 11
        )


def test_a_title_below_the_rule_of_a_running_head_is_no_row() -> None:
    def first(sheet: Sheet) -> None:
        head(sheet)
        sheet.text(60, 66, "附件：", 10)
        sheet.text(200, 78, "项目支出绩效共性指标体系框架", 10)
        rows(sheet, 84, 10, 36)

    def second(sheet: Sheet) -> None:
        head(sheet)
        rows(sheet, 60, 46, 4)

    (table,) = read_document(pdf_of(prose, first, second, prose)).tables
    read = [[table.text_at(r, c) for c in range(1, table.cols + 1)] for r in range(1, table.rows + 1)]
    assert read[0] == NAMES
    assert len(read) == 41


def test_the_first_rule_of_a_table_that_comes_again_on_each_page_stays() -> None:
    def page(first: int) -> object:
        def draw(sheet: Sheet) -> None:
            sheet.text(60, 50, "某市某局绩效自评材料汇编", 9)
            rows(sheet, 56, first, 30)

        return draw

    tables = read_document(pdf_of(*(page(n) for n in (10, 40, 70)))).tables  # type: ignore[arg-type]
    assert {table.text_at(1, 1) for table in tables} == {"项目名称"}
    assert sum(table.rows - 1 for table in tables) == 90
