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
