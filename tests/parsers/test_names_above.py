"""Names of columns printed above the ruled body of a table belong to it; other text above it does not."""

from __future__ import annotations

from parsers.read import read_document
from tests.parsers.pdfs import Sheet, pdf_of

WIDTHS = [160.0, 110.0, 110.0]
ROWS = [["一、基本支出", "4,881.22", "4,860.10"], ["二、项目支出", "23,974.93", "23,000.00"]]
MORE = [["一、基本支出", "1", "2"], ["二、项目支出", "3", "4"], ["三、其他支出", "5", "6"]]


def test_names_above_the_first_line_are_the_header() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(210, 80, "表2 部门支出情况表")
        sheet.text(380, 96, "单位：万元")
        for x, text in ((140, "项目"), (285, "预算数"), (395, "决算数")):
            sheet.text(x, 114, text)
        sheet.table(90, 120, WIDTHS, ROWS)

    (table,) = read_document(pdf_of(page)).tables
    assert (table.label, table.title, table.unit) == ("表2", "部门支出情况表", "万元")
    assert table.header_rows == 1
    assert [table.text_at(1, c) for c in (1, 2, 3)] == ["项目", "预算数", "决算数"]
    assert [table.text_at(2, c) for c in (1, 2, 3)] == ROWS[0]


def test_two_levels_of_names_with_rules_under_them() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(344, 102, "支出数")
        sheet.line(250, 106, 470, 106)
        for x, y, text in ((140, 110, "项目"), (285, 120, "预算数"), (395, 120, "决算数")):
            sheet.text(x, y, text)
        sheet.table(90, 126, WIDTHS, ROWS)

    (table,) = read_document(pdf_of(page)).tables
    assert table.header_rows == 2
    head = [(c.text, c.row, c.col, c.row_span, c.col_span) for c in table.cells if c.is_header]
    assert head == [
        ("项目", 1, 1, 2, 1), ("支出数", 1, 2, 1, 2), ("预算数", 2, 2, 1, 1), ("决算数", 2, 3, 1, 1),
    ]  # fmt: skip


def test_form_lines_and_text_above_figures_are_no_names() -> None:
    def form(sheet: Sheet) -> None:
        sheet.text(95, 110, "编制单位：某局")
        sheet.text(265, 110, "2023年度")
        sheet.text(380, 110, "单位：万元")
        sheet.table(90, 120, WIDTHS, MORE)

    def text(sheet: Sheet) -> None:
        sheet.text(95, 110, "本年支出构成情况见下。")
        sheet.table(90, 120, WIDTHS, MORE)

    tables = read_document(pdf_of(form, text)).tables
    assert [t.rows for t in tables] == [3, 3]
    assert [t.unit for t in tables] == ["万元", ""]
