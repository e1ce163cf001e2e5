"""Tables whose names are painted and whose rows have lines between them, but none between columns."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from parsers.read import read_document
from schemas.document import Table
from tests.parsers.pdfs import Sheet, pdf_of

XS = [80.0, 220.0, 300.0, 380.0, 460.0]
ROWS = [["一、基本支出", "4,881.22", "4,860.10", "99.57%"], ["二、项目支出", "23,974.93", "23,000.00", "95.93%"]]


def painted(sheet: Sheet, y: float, names: list[str], height: float = 20.0) -> float:
    """A row of painted cells; the y below it."""
    for x0, x1, name in zip(XS, XS[1:], names, strict=False):
        sheet.canvas.setFillGray(0.85)
        sheet.fill(x0, y, x1, y + height)
        sheet.canvas.setFillGray(0)
        sheet.text(x0 + 6, y + height / 2 + 4, name)
    return y + height


def rows_with_rules(sheet: Sheet, y: float, rows: list[list[str]]) -> float:
    for n, row in enumerate(rows):
        for x, text in zip(XS, row, strict=False):
            sheet.text(x + 6, y + 20 * n + 14, text)
        sheet.line(XS[0], y + 20 * n + 20, XS[-1], y + 20 * n + 20)
    return y + 20 * len(rows)


def tables_of(*pages: Callable[[Sheet], None]) -> tuple[Table, ...]:
    return read_document(pdf_of(*pages)).tables


def test_columns_go_on_below_the_painted_names() -> None:
    def page(sheet: Sheet) -> None:
        y = painted(sheet, 100, ["支出项目", "全年预算数", "决算数", "执行率"])
        y = rows_with_rules(sheet, y, [*ROWS, ROWS[0], ["", "", "", "97.10%"]])
        sheet.text(193, y - 6, "全年平均执行率")
        sheet.text(90, y + 40, "从上表可以看出各项支出的执行情况。", 12)

    (table,) = tables_of(page)
    assert (table.rows, table.cols, table.header_rows) == (5, 4, 1)
    assert [table.text_at(3, c) for c in (1, 2, 3, 4)] == ROWS[1]
    assert (table.text_at(5, 1), table.grid[5, 1].col_span, table.text_at(5, 4)) == ("全年平均执行率", 3, "97.10%")


def test_a_row_that_the_foot_of_the_page_cuts_goes_on_overleaf() -> None:
    names = ["指标", "分值", "标准", "得分"]

    def first(sheet: Sheet) -> None:
        y = rows_with_rules(sheet, painted(sheet, 690, names), [*ROWS, ROWS[0]])
        for x, text in zip(XS, ("预算执行率", "6", "达到进度的", "6"), strict=False):
            sheet.text(x + 6, y + 14, text)

    def second(sheet: Sheet) -> None:
        y = painted(sheet, 60, names)
        sheet.text(XS[2] + 6, y + 14, "得满分")
        sheet.line(XS[0], y + 20, XS[-1], y + 20)
        rows_with_rules(sheet, y + 20, [["管理制度", "3", "健全的得分", "3"], ["资金合规", "3", "合规的得分", "3"]])

    (table,) = tables_of(first, second)
    assert [table.text_at(r, 1) for r in (5, 6, 7)] == ["预算执行率", "管理制度", "资金合规"]
    assert table.text_at(5, 3) == "达到进度的得满分"


def test_a_painted_head_in_a_frame_needs_no_rule_under_it() -> None:
    """As Word's list tables print it: a frame, a rule below each row and none below the head; the total comes first."""
    xs = [60.0, 90.0, 220.0, 290.0, 360.0, 430.0, 530.0]
    head = ["序号", "项目", "部门", "预算数", "支出数", "说明"]
    rows = [[str(n), f"第{n}项工作经费", "综合科", f"{n}1.50", f"{n}0.25", "招标节约"] for n in range(1, 7)]

    def page(sheet: Sheet) -> None:
        sheet.canvas.setFillGray(0.7)
        for a, b in pairwise(xs):
            sheet.fill(a, 100, b, 120)
        sheet.canvas.setFillGray(0)
        for x, text in ((130, "合计"), (296, "219.00"), (366, "211.50")):
            sheet.text(x, 134, text)
        for y, row in zip((100, *range(140, 260, 20)), [head, *rows], strict=True):
            for x, text in zip(xs, row, strict=False):
                sheet.text(x + 6, y + 14, text)
            sheet.line(xs[0], y, xs[-1], y)
        sheet.line(xs[0], 260, xs[-1], 260)
        for x in (xs[0], xs[-1]):
            sheet.line(x, 100, x, 260)

    (table,) = tables_of(page)
    assert (table.rows, table.cols, table.header_rows) == (8, 6, 1)
    assert [table.text_at(1, c) for c in range(1, 7)] == head
    assert (table.text_at(2, 1), table.grid[2, 1].col_span, table.text_at(2, 4)) == ("合计", 3, "219.00")


def test_a_painted_first_column_beside_white_ones_tells_no_columns() -> None:
    """Names of rows and of columns in dark cells, all others white: the paint shows three columns of six."""
    xs = [60.0, 90.0, 220.0, 290.0, 360.0, 430.0, 520.0]
    head = ["序号", "项目", "部门", "预算数", "支出数", "说明"]
    rows = [[str(n), f"第{n}项工作经费", "综合科", f"{n}1.50", f"{n}0.25", "招标节约"] for n in range(1, 7)]

    def page(sheet: Sheet) -> None:
        def dark(k: int, end: int, y: float) -> None:
            sheet.canvas.setFillGray(0.7)
            sheet.fill(xs[k], y, xs[end], y + 20)
            sheet.canvas.setFillGray(0)

        for n, row in enumerate([head, *rows]):
            for k, text in enumerate(row):
                if not n or not k:
                    dark(k, k + 1, 100 + 20 * n)
                sheet.text(xs[k] + 6, 114 + 20 * n, text)
        dark(0, 3, 240)
        for x, text in ((130, "合计"), (296, "219.00"), (366, "211.50")):
            sheet.text(x, 254, text)

    (table,) = tables_of(page)
    assert (table.rows, table.cols, table.header_rows) == (8, 6, 1)
    assert [[table.text_at(r, c) for c in range(1, 7)] for r in range(1, 8)] == [head, *rows]
