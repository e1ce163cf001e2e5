"""Tables in Word's built-in styles: lines between columns in every second row, bands of paint within a frame."""

from __future__ import annotations

from itertools import pairwise

from reportlab.lib.colors import HexColor

from parsers.read import read_document
from tests.parsers.pdfs import Sheet, pdf_of

XS = [70.0, 190.0, 290.0, 390.0, 520.0]
NAMES = ["支出内容", "安排数", "完成数", "完成比例"]
ROWS = [[f"第{n}类支出", f"{n}20.50", f"{n}10.25", f"9{n}.15%"] for n in range(1, 8)]


def write(sheet: Sheet, rows: list[list[str]], y: float = 100) -> None:
    sheet.canvas.setFillColor(HexColor("#000000"))
    for n, row in enumerate(rows):
        for x, text in zip(XS, row, strict=False):
            sheet.text(x + 6, y + 18 * n + 13, text, 9)


def read(pdf: bytes) -> list[list[str]]:
    (table,) = read_document(pdf).tables
    return [[table.text_at(r, c) for c in range(1, table.cols + 1)] for r in range(1, table.rows + 1)]


def rows_in_light_list(sheet: Sheet, rows: list[list[str]]) -> None:
    """Lines below all rows, lines between columns in every second one only."""
    foot = 100 + 18 * len(rows)
    for n in range(len(rows) + 1):
        sheet.line(XS[0], 100 + 18 * n, XS[-1], 100 + 18 * n)
    for x in (XS[0], XS[-1]):
        sheet.line(x, 100, x, foot)
    for n in range(1, len(rows), 2):
        for x in XS[1:-1]:
            sheet.line(x, 100 + 18 * n, x, 118 + 18 * n)
    write(sheet, rows)


def test_columns_that_every_second_row_draws_part_the_others_too() -> None:
    rows = [NAMES, *ROWS]
    assert read(pdf_of(lambda sheet: rows_in_light_list(sheet, rows))) == rows


def test_rows_of_one_text_stay_merged_beside_drawn_columns() -> None:
    rows = [NAMES, ROWS[0], ["一、本部门年初安排的基本支出"], ROWS[1], ["二、年中追加的项目支出共计三笔"], ROWS[2]]
    found = read(pdf_of(lambda sheet: rows_in_light_list(sheet, rows)))
    assert found[2] == rows[2] * 4
    assert found[4] == rows[4] * 4


def test_bands_of_paint_within_a_frame_are_rows() -> None:
    """Names on dark cells with lines between them, every second row painted, a frame around all."""

    def page(sheet: Sheet) -> None:
        for n in range(0, len(ROWS) + 1, 2):
            sheet.canvas.setFillColor(HexColor("#d3dfee" if n else "#4f81bd"))
            for a, b in pairwise(XS):
                sheet.fill(a, 100 + 18 * n, b, 118 + 18 * n)
        foot = 118 + 18 * len(ROWS)
        sheet.canvas.setStrokeColor(HexColor("#7ba0cd"))
        for y in (100, 118, foot):
            sheet.line(XS[0], y, XS[-1], y)
        for x in (XS[0], XS[-1]):
            sheet.line(x, 100, x, foot)
        for x in XS[1:-1]:
            sheet.line(x, 100, x, 118)
        write(sheet, [NAMES, *ROWS])

    assert read(pdf_of(page)) == [NAMES, *ROWS]


def test_a_row_with_one_text_over_columns_is_parted_where_nothing_runs_through() -> None:
    merged = ["全年工作", "各项支出依照批复执行，重点任务如期完成，资金结余已经交回财政。"]
    rows = [NAMES, *ROWS[:3], merged, *ROWS[3:]]
    found = read(pdf_of(lambda sheet: rows_in_light_list(sheet, rows)))
    assert found[4] == [merged[0], *[merged[1]] * 3]
    assert found[5:] == ROWS[3:]


def test_names_merged_over_rows_without_a_line_between_them_are_cells_each() -> None:
    """The lines between the last rows of one name and the first of the next stop short of the names."""
    groups = [("投入", 2), ("过程", 3), ("产出", 2)]
    xs, ys = [70.0, 150.0, 300.0, 400.0], [100.0 + 18 * n for n in range(9)]

    def page(sheet: Sheet) -> None:
        for n, y in enumerate(ys):
            sheet.line(xs[0] if n in {0, 1, len(ys) - 1} else xs[1], y, xs[-1], y)
        for x in xs:
            sheet.line(x, ys[0], x, ys[-1])
        for x, text in zip(xs, ("一级指标", "三级指标", "得分"), strict=False):
            sheet.text(x + 6, ys[0] + 13, text, 9)
        for n in range(7):
            sheet.text(xs[1] + 6, ys[n + 1] + 13, f"第{n}项指标", 9)
            sheet.text(xs[2] + 6, ys[n + 1] + 13, f"{n}.5", 9)
        first = 1
        for name, rows in groups:
            sheet.text(xs[0] + 6, (ys[first] + ys[first + rows]) / 2 + 4, name, 9)
            first += rows

    found = read(pdf_of(page))
    assert [row[0] for row in found] == ["一级指标", *["投入"] * 2, *["过程"] * 3, *["产出"] * 2]


def test_two_paragraphs_of_one_cell_stay_in_it() -> None:
    xs, ys = [70.0, 250.0, 400.0], [100.0, 118.0, 136.0, 154.0, 172.0]

    def page(sheet: Sheet) -> None:
        for y in ys:
            sheet.line(xs[0] if y in {ys[0], ys[-1]} else xs[1], y, xs[-1], y)
        for x in xs:
            sheet.line(x, ys[0], x, ys[-1])
        sheet.text(xs[0] + 6, ys[0] + 12, "年度总体目标", 9)
        sheet.text(xs[0] + 6, ys[0] + 36, "完成道路养护", 9)
        for n in range(4):
            sheet.text(xs[1] + 6, ys[n] + 13, f"第{n}项", 9)

    assert [row[0] for row in read(pdf_of(page))] == ["年度总体目标完成道路养护"] * 4


def test_names_of_a_second_level_left_white_under_dark_names() -> None:
    """The first row is dark without lines; below it lines are drawn around the white names only."""
    xs, ys = [70.0, 150.0, 240.0, 330.0, 420.0, 510.0], [100.0, 118.0, 136.0, *(154.0 + 18 * n for n in range(4))]

    def page(sheet: Sheet) -> None:
        sheet.canvas.setFillColor(HexColor("#4f81bd"))
        for a, b, foot in ((xs[0], xs[1], ys[2]), (xs[1], xs[3], ys[1]), (xs[3], xs[5], ys[2])):
            sheet.fill(a, ys[0], b, foot)
        sheet.canvas.setFillColor(HexColor("#000000"))
        for y in (ys[0], *ys[3:]):
            sheet.line(xs[0], y, xs[-1], y)
        for y in ys[1:3]:
            sheet.line(xs[1], y, xs[3], y)
        for n, x in enumerate(xs):
            sheet.line(x, ys[1] if 0 < n < 4 else ys[0] if n in {0, 5} else ys[2], x, ys[-1])
        for x, y, text in ((76, 122, "支出"), (210, 113, "预算数"), (336, 122, "决算数"), (426, 122, "执行率"),
                           (156, 131, "年初"), (246, 131, "调整后")):  # fmt: skip
            sheet.text(x, y, text, 9)
        for n in range(4):
            for x, text in zip(xs, (f"第{n}类", f"{n}1.20", f"{n}2.30", f"{n}0.40", f"9{n}.5%"), strict=False):
                sheet.text(x + 6, ys[n + 2] + 13, text, 9)

    (table,) = read_document(pdf_of(page)).tables
    head = {(c.row, c.col, c.row_span, c.col_span): c.text for c in table.cells if c.row < 3}
    assert head == {
        (1, 1, 2, 1): "支出", (1, 2, 1, 2): "预算数", (1, 4, 2, 1): "决算数", (1, 5, 2, 1): "执行率",
        (2, 2, 1, 1): "年初", (2, 3, 1, 1): "调整后",
    }  # fmt: skip
    assert [table.text_at(n + 3, 1) for n in range(4)] == [f"第{n}类" for n in range(4)]
