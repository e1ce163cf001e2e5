"""Tables whose outer sides are left open, over a page break."""

from __future__ import annotations

from parsers.read import read_document
from tests.parsers.pdfs import Sheet, pdf_of

XS = [80.0, 140.0, 240.0, 340.0]


def test_a_merged_first_column_of_which_one_line_shows_the_side() -> None:
    """On the second page one line only reaches the open side; the page before tells that a column stands there."""

    def first(sheet: Sheet) -> None:
        for y in (700, 720, 760):
            sheet.line(XS[0], y, XS[-1], y)
        sheet.line(XS[1], 740, XS[-1], 740)
        for x in XS[1:-1]:
            sheet.line(x, 700, x, 760)
        for x, text in zip(XS, ("层级", "指标", "得分"), strict=False):
            sheet.text(x + 4, 714, text, 9)
        sheet.text(84, 742, "管理", 9)
        for n in range(2):
            sheet.text(144, 734 + 20 * n, f"指标{n}", 9)
            sheet.text(244, 734 + 20 * n, f"{n}.50", 9)

    def second(sheet: Sheet) -> None:
        for y in (75, 95, 115):
            sheet.line(XS[1], y, XS[-1], y)
        sheet.line(XS[0], 135, XS[-1], 135)
        for x in XS[1:-1]:
            sheet.line(x, 75, x, 135)
        for n in range(2, 5):
            sheet.text(144, 49 + 20 * n, f"指标{n}", 9)
            sheet.text(244, 49 + 20 * n, f"{n}.50", 9)

    (table,) = read_document(pdf_of(first, second)).tables
    assert table.cols == 3
    assert [table.text_at(r, 2) for r in range(2, table.rows + 1)] == [f"指标{n}" for n in range(5)]


def test_a_name_of_two_rows_beside_a_group_without_an_outer_frame() -> None:
    def page(sheet: Sheet) -> None:
        for y in (135, 155, 175, 195):
            sheet.line(XS[0], y, XS[-1], y)
        sheet.line(XS[1], 115, XS[-1], 115)  # below the name of the group
        sheet.line(XS[1], 95, XS[1], 215)
        sheet.line(XS[2], 115, XS[2], 215)
        sheet.text(84, 119, "支出内容", 9)
        sheet.text(220, 109, "三公经费", 9)
        sheet.text(150, 129, "预算数", 9)
        sheet.text(250, 129, "决算数", 9)
        for n in range(4):
            for x, text in ((84, f"第{n}项"), (150, f"{n}1.20"), (250, f"{n}2.20")):
                sheet.text(x, 149 + 20 * n, text, 9)

    (table,) = read_document(pdf_of(page)).tables
    assert (table.rows, table.cols) == (6, 3)
    assert [table.text_at(1, c) for c in (1, 2)] == ["支出内容", "三公经费"]
    assert [table.text_at(2, c) for c in (2, 3)] == ["预算数", "决算数"]


def test_rows_of_one_cell_over_all_columns_between_rows_of_figures() -> None:
    """No line between columns reaches such a row, and no side closes it: it had parted the table in two."""
    rows = [
        ["支出内容", "安排数", "完成数"],
        ["甲、人员类支出"],
        ["工资", "10.50", "9.20"],
        ["补贴", "2.50", "2.00"],
        ["乙、项目类支出（含上年结转和当年追加的资金）"],
        ["道路保洁", "30.00", "28.10"],
        ["合计", "43.00", "39.30"],
    ]

    def page(sheet: Sheet) -> None:
        for n, row in enumerate(rows):
            top = 100 + 20 * n
            sheet.line(XS[0], top, XS[-1], top)
            for x in XS[1:-1] if len(row) > 1 else ():
                sheet.line(x, top, x, top + 20)
            for x, text in zip(XS, row, strict=False):
                sheet.text(x + 4, top + 14, text, 9)
        sheet.line(XS[0], 240, XS[-1], 240)

    (table,) = read_document(pdf_of(page)).tables
    assert (table.rows, table.cols) == (7, 3)
    assert [table.grid[r, 1].col_span for r in range(1, 8)] == [1, 3, 1, 1, 3, 1, 1]


def test_a_title_between_two_tables_of_the_same_columns_parts_them() -> None:
    def page(sheet: Sheet) -> None:
        for top in (100, 160):
            for n in range(3):
                sheet.line(XS[0], top + 20 * n, XS[-1], top + 20 * n)
            for x in XS[1:-1]:
                sheet.line(x, top, x, top + 40)
            for n, row in enumerate([["项目", "预算", "支出"], ["会议费", f"{top}.00", "1.00"]]):
                for x, text in zip(XS, row, strict=False):
                    sheet.text(x + 4, top + 14 + 20 * n, text, 9)
        sheet.text(180, 154, "三、其他支出情况", 9)

    assert len(read_document(pdf_of(page)).tables) == 2
