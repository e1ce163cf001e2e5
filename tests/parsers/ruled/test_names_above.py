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


def test_one_name_over_several_without_a_rule_and_rows_going_on_overleaf() -> None:
    def names(sheet: Sheet, top: float) -> None:
        sheet.text(328, top, "本年支出")
        for x, y, text in ((140, top + 8, "项目"), (285, top + 16, "预算数"), (395, top + 16, "决算数")):
            sheet.text(x, y, text)

    def first(sheet: Sheet) -> None:
        names(sheet, 690)
        sheet.table(90, 712, WIDTHS, ROWS)

    def second(sheet: Sheet) -> None:
        names(sheet, 60)
        sheet.table(90, 82, WIDTHS, [["（接上页）", "", ""], ["三、其他支出", "10.00", "9.00"]])

    (table,) = read_document(pdf_of(first, second)).tables
    assert table.header_rows == 2
    assert (table.text_at(1, 2), table.grid[1, 2].col_span) == ("本年支出", 2)
    assert [table.text_at(r, 2) for r in (3, 4, table.rows)] == ["4,881.22", "23,974.93", "10.00"]


def test_names_in_boxes_above_rows_without_lines() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(210, 80, "表2 部门支出情况表")
        sheet.table(90, 90, WIDTHS, [["项目", "预算数", "决算数"]])
        for n, row in enumerate([*ROWS, ["合计", "28,856.15", "27,860.10"]]):
            for x, text in zip((94, 285, 395), row, strict=True):
                sheet.text(x, 124 + 18 * n, text)

    (table,) = read_document(pdf_of(page)).tables
    assert (table.rows, table.cols, table.header_rows, table.label) == (4, 3, 1, "表2")
    assert [table.text_at(4, c) for c in (1, 2, 3)] == ["合计", "28,856.15", "27,860.10"]


def test_names_in_boxes_at_the_foot_of_a_page_stay_a_table() -> None:
    def page(sheet: Sheet) -> None:
        sheet.table(90, 740, WIDTHS, [["项目", "预算数", "决算数"]])

    (table,) = read_document(pdf_of(page)).tables
    assert [table.text_at(1, c) for c in (1, 2, 3)] == ["项目", "预算数", "决算数"]
