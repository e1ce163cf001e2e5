"""What stands below the last line of a table and belongs to it, or parts it from nothing; lines beside a table."""

from __future__ import annotations

from parsers.read import read_document
from tests.parsers.pdfs import SONG, Sheet, pdf_of
from tests.typeset.fonts import registered

XS = [80.0, 100.0, 130.0, 260.0, 340.0]


def grid(sheet: Sheet, y: float, heights: list[float], merged: int, ends: bool = True) -> list[float]:
    """Rows of the given heights; the first `merged` columns have no lines between the rows below the first."""
    ys = [y]
    for height in heights:
        ys.append(ys[-1] + height)
    for n, at in enumerate(ys):
        whole = n < 2 or (n == len(ys) - 1 and ends)
        sheet.line(XS[0 if whole else merged], at, XS[-1], at)
    for x in XS:
        sheet.line(x, ys[0], x, ys[-1])
    return ys


HEAD = ["层级", "分值", "指标", "得分"]


def head(sheet: Sheet, y: float) -> None:
    for x, text in zip(XS, HEAD, strict=False):
        sheet.text(x + 1, y + 14, text, 8)


def stacked(sheet: Sheet, x: float, y: float, text: str) -> None:
    for n, char in enumerate(text):
        sheet.text(x, y + 15 * n, char, 10)


def test_a_name_that_runs_out_of_the_foot_of_its_page() -> None:
    """Typesetters set a merged cell's name around the middle of what rows the page has, whatever room there is."""

    def first(sheet: Sheet) -> None:
        ys = grid(sheet, 700, [20, 40], 2, ends=False)
        head(sheet, 700)
        stacked(sheet, 85, ys[-1] - 18, "过程管理")
        sheet.text(110, ys[-1] + 6, "30", 10)
        sheet.text(132, ys[1] + 24, "资金使用", 10)
        sheet.text(300, ys[1] + 24, "12", 10)

    def second(sheet: Sheet) -> None:
        ys = grid(sheet, 75, [20, 40, 40], 2)
        head(sheet, 75)
        for n, name in enumerate(("项目监管", "资产安全")):
            sheet.text(132, ys[1] + 40 * n + 24, name, 10)
            sheet.text(300, ys[1] + 40 * n + 24, "9", 10)

    (table,) = read_document(pdf_of(first, second)).tables
    assert [table.text_at(r, 1) for r in range(2, 5)] == ["过程管理"] * 3
    assert [table.text_at(r, 2) for r in range(2, 5)] == ["30"] * 3


def test_a_note_right_under_a_table_is_no_part_of_it() -> None:
    def page(sheet: Sheet) -> None:
        foot = sheet.table(
            80, 100, [60, 100, 100], [["层级", "指标", "得分"], ["管理", "资金", "5"], ["产出", "数量", "6"]]
        )
        sheet.text(84, foot + 9, "注：得分由各单位自行填写，以年度目标为准。", 9)

    document = read_document(pdf_of(page))
    assert document.tables[0].text_at(3, 1) == "产出"
    assert any(block.text.startswith("注：得分") for block in document.blocks)


def test_a_note_at_each_foot_parts_no_marked_table() -> None:
    """The next page says that the table goes on and prints its header again."""
    rows = [[f"事项{n}", f"{n}.50"] for n in range(4)]

    def first(sheet: Sheet) -> None:
        foot = sheet.table(80, 700, [120, 100], [["事项", "金额"], *rows[:2]])
        sheet.text(84, foot + 16, "注：金额不含税。", 9)

    def second(sheet: Sheet) -> None:
        sheet.text(300, 70, "（续表）", 9)
        sheet.table(80, 80, [120, 100], [["事项", "金额"], *rows[2:]])

    document = read_document(pdf_of(first, second))
    (table,) = document.tables
    assert [table.text_at(r, 1) for r in range(1, table.rows + 1)] == ["事项", *(row[0] for row in rows)]
    assert any(block.text.startswith("注：金额") for block in document.blocks)


def test_the_rule_at_a_turned_running_head_is_no_side() -> None:
    def page(sheet: Sheet) -> None:
        sheet.table(
            80, 100, [120, 100, 100], [["事项", "预算", "决算"], *[[f"事项{n}", "3.5", "4.5"] for n in range(6)]]
        )
        sheet.line(430, 99, 430, 241)
        sheet.canvas.translate(440, sheet.height - 120)
        sheet.canvas.rotate(-90)
        sheet.canvas.setFont(registered(SONG), 9)
        sheet.canvas.drawString(0, 0, "绩效自评报告")

    (table,) = read_document(pdf_of(page)).tables
    assert table.cols == 3


def test_a_side_that_touches_no_line_across_closes_the_column_of_a_merged_name() -> None:
    """Beside a cell merged over all rows of its page only the outer side is drawn, and nothing crosses it."""

    def page(sheet: Sheet) -> None:
        rows = [[f"事项{n}", "3.5", "4.5"] for n in range(6)]
        foot = sheet.table(160, 100, [120, 100, 100], rows)
        sheet.line(90, 100, 90, foot)
        sheet.text(95, 164, "履职效能")

    (table,) = read_document(pdf_of(page)).tables
    assert (table.rows, table.cols) == (6, 4)
    assert [(c.text, c.row_span) for c in table.cells if c.col == 1] == [("履职效能", 6)]


def test_a_lone_line_beside_a_table_with_nothing_between_is_no_side_of_it() -> None:
    def page(sheet: Sheet) -> None:
        sheet.table(160, 100, [120, 100, 100], [[f"事项{n}", "3.5", "4.5"] for n in range(6)])
        sheet.line(90, 103, 90, 217)

    (table,) = read_document(pdf_of(page)).tables
    assert table.cols == 3
