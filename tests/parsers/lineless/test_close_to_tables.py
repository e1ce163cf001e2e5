"""Tables without lines: notes right below them, little white between columns, names over columns not covered."""

from __future__ import annotations

import pytest

from parsers.read import read_document
from schemas.document import Table
from tests.parsers.pdfs import Sheet as Paper
from tests.parsers.pdfs import pdf_of
from tests.parsers.sheets import Sheet, cells_of, read

NAMES = ["甲类支出", "乙类支出", "丙类支出", "合计"]


def texts(table: Table) -> list[list[str]]:
    return [[table.text_at(r, c) for c in range(1, table.cols + 1)] for r in range(1, table.rows + 1)]


@pytest.mark.parametrize(
    "notes",
    [
        ["注：本表金额为决算数，尾差由四舍五入造成。"],
        ["备注：1. 本表金额为决算数；", "2. 尾差由四舍五入造成。"],
        ["数据来源：部门决算报表。"],
        ["说明：本表不含上年结转。"],
    ],
)
def test_a_note_right_below_a_table_without_lines(notes: list[str]) -> None:
    sheet = Sheet().write("表2 支出情况表", 300, 60).write("单位：万元", 540, 78, middle=False, size=9)
    for x, name in zip((120.0, 300.0, 480.0), ("支出类别", "预算数", "决算数"), strict=True):
        sheet.write(name, x, 96)
    for n, name in enumerate(NAMES):
        sheet.write(name, 120, 114 + 18 * n).write(f"{n + 1}10.50", 300, 114 + 18 * n).write(
            f"{n}99.25", 480, 114 + 18 * n
        )
    for n, note in enumerate(notes):
        sheet.write(note, 60, 184 + 13 * n, middle=False, size=9)
    document = read(sheet)
    [table] = document.tables
    assert [table.text_at(r, 1) for r in range(2, 6)] == NAMES
    assert table.rows == 5
    assert any(notes[0] in block.text for block in document.blocks)


@pytest.mark.parametrize("remarks", [{0, 2}, {1}, {0, 1, 2, 3}])
def test_half_a_character_of_white_at_one_place_in_all_lines_parts_columns(remarks: set[int]) -> None:
    """Numbers at the right of their column, names at the left of the next; figures, and remarks beside some."""
    sheet = Sheet().rule(60)
    for x, name in ((85.0, "序号"), (150.0, "项目"), (330.0, "金额"), (450.0, "备注")):
        sheet.write(name, x, 70)
    sheet.rule(80)
    for n, name in enumerate(NAMES):
        y = 92 + 18 * n
        sheet.write(f"{n + 9}", 95 - 5 * len(f"{n + 9}"), y, middle=False).write(name, 100.5, y, middle=False)
        sheet.write(f"{n + 1}10.50", 320, y, middle=False)
        if n in remarks:
            sheet.write("年中追加安排", 355.6, y, middle=False)
    [table] = read(sheet.rule(160)).tables
    assert texts(table)[1:] == [
        [f"{n + 9}", name, f"{n + 1}10.50", "年中追加安排" if n in remarks else ""] for n, name in enumerate(NAMES)
    ]


def test_a_name_over_two_columns_that_covers_one_of_them_only() -> None:
    """Figures and their names stand at the right of the columns, the name over both in the middle of these."""
    sheet = Sheet().rule(60)
    sheet.write("机构", 100, 80).write("编制数", 298, 72, middle=False).write("实有数", 380, 72, middle=False)
    for right, name in ((310, "行政"), (351, "事业"), (392, "在编"), (433, "编外")):
        sheet.write(name, right - 20, 88, middle=False)
    sheet.rule(98)
    for n, name in enumerate(NAMES):
        sheet.write(name, 100, 110 + 16 * n)
        for k, right in enumerate((310, 351, 392, 433)):
            sheet.write(f"{n + k + 3}", right - 5 * len(f"{n + k + 3}"), 110 + 16 * n, middle=False)
    [table] = read(sheet.rule(170)).tables
    cells = cells_of(table)
    assert (cells[1, 2, 1, 2], cells[1, 4, 1, 2]) == ("编制数", "实有数")
    assert [table.text_at(2, c) for c in range(2, 6)] == ["行政", "事业", "在编", "编外"]


def test_a_name_that_begins_below_the_unit_is_no_text_going_on() -> None:
    sheet = Sheet().write(
        "一年来各单位按照要求做好收支管理工作现将有关情况说明如下以供有关方面了解和参考并研究",
        50,
        40,
        middle=False,
        size=12,
    )
    sheet.write("表7 项目情况表", 300, 62, size=12).write("单位：万元", 500, 78, middle=False)
    sheet.rule(86)
    sheet.write("序", 56, 93).write("号", 56, 105)
    for x, name in ((200.0, "项目名称"), (400.0, "预算数")):
        sheet.write(name, x, 99)
    sheet.rule(112)
    for n, name in enumerate(NAMES):
        sheet.write(f"{n + 1}", 56, 122 + 18 * n).write(name, 200, 122 + 18 * n).write("310.50", 400, 122 + 18 * n)
    [table] = read(sheet.rule(186)).tables
    assert texts(table)[0] == ["序号", "项目名称", "预算数"]


def test_narrow_characters_drawn_twice_are_bold_too() -> None:
    """A header in two lines, bold because it is drawn twice, of a table without lines."""

    def page(paper: Paper) -> None:
        for _ in range(2):
            for x, y, text in ((60.3, 100, "目"), (60.3, 112, "号"), (150.3, 106, "项目名称"), (330.3, 106, "金额")):
                paper.text(x - 0.3 * (1 - _), y, text)
        for n, name in enumerate(NAMES):
            paper.text(63, 132 + 18 * n, f"{n + 1}")
            paper.text(150, 132 + 18 * n, name)
            paper.text(330, 132 + 18 * n, f"{n + 1}10.50")

    [table] = read_document(pdf_of(page)).tables
    assert (table.header_rows, texts(table)[0]) == (1, ["目号", "项目名称", "金额"])


def test_a_bold_heading_with_white_behind_its_number_is_no_row_of_names() -> None:
    """At the foot of a page, right below the note of a table."""

    def page(paper: Paper) -> None:
        paper.text(90, 600, "一年来，各单位按照要求做好收支管理，现将有关情况说明如下。")
        for y in (620, 638, 694):
            paper.line(90, y, 480, y)
        for n, row in enumerate([["指标", "数值"], ["甲类", "1.50"], ["乙类", "2.50"], ["丙类", "3.50"]]):
            paper.text(100, 633 + 18 * n, row[0])
            paper.text(400, 633 + 18 * n, row[1])
        paper.text(90, 708, "资料来源：部门决算报表。", 9)
        for shift in (0, 0.3):
            paper.text(90 + shift, 735, "六、", 14)
            paper.text(135 + shift, 735, "其他事项分析", 14)

    document = read_document(pdf_of(page))
    assert [t.rows for t in document.tables] == [4]
    assert any(block.text.startswith("六、") for block in document.blocks)
