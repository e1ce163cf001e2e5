"""Tables of cells painted one by one, with nothing to be seen where neighbours of one colour meet."""

from __future__ import annotations

from itertools import pairwise

import pytest
from reportlab.lib.colors import HexColor

from parsers.read import read_document
from tests.parsers.pdfs import Sheet, pdf_of

XS = [80.0, 150.0, 200.0, 330.0, 400.0]
HEAD = [
    ("项目", 0, 0, 1, 2),
    ("预算情况", 1, 0, 3, 1),
    ("年初", 1, 1, 1, 1),
    ("说明", 2, 1, 1, 1),
    ("调整", 3, 1, 1, 1),
]
Spot = tuple[str, int, int, int, int]  # text, column, row, columns, rows


def paint(sheet: Sheet, y: float, spots: list[Spot], colour: str) -> None:
    sheet.canvas.setFillColor(HexColor(colour))
    for _, c, r, cols, rows in spots:
        sheet.fill(XS[c], y + 20 * r, XS[c + cols], y + 20 * (r + rows))
    write(sheet, y, spots)


def write(sheet: Sheet, y: float, spots: list[Spot]) -> None:
    sheet.canvas.setFillColor(HexColor("#000000"))
    for text, c, r, cols, rows in spots:
        middle = (XS[c] + XS[c + cols]) / 2
        sheet.text(middle - 4.5 * len(text), y + 20 * r + 10 * rows + 4, text, 9)


def body(first: int, count: int) -> list[Spot]:
    rows = range(first, first + count)
    return [(t, c, r, 1, 1) for r in rows for c, t in enumerate((f"支出{r}", "1.50", "按期", "2.50"))]


def texts(pdf: bytes) -> list[list[str]]:
    (table,) = read_document(pdf).tables
    return [[table.text_at(r, c) for c in range(1, 5)] for r in range(1, table.rows + 1)]


WANTED = [["项目", *["预算情况"] * 3], ["项目", "年初", "说明", "调整"]]


@pytest.mark.parametrize("colour", ["#dde6f3", "#ffffff"])
def test_cells_of_one_colour(colour: str) -> None:
    pdf = pdf_of(lambda sheet: paint(sheet, 100, [*HEAD, *body(2, 4)], colour))
    read = texts(pdf)
    assert read[:2] == WANTED
    assert read[2:] == [[f"支出{r}", "1.50", "按期", "2.50"] for r in range(2, 6)]


def test_painted_head_on_a_body_with_lines() -> None:
    """The body begins with dashes for figures, so that nothing but the paint tells the head."""

    def page(sheet: Sheet) -> None:
        paint(sheet, 100, HEAD, "#1abc9c")
        for r in range(2, 6):
            sheet.line(XS[0], 100 + 20 * r, XS[-1], 100 + 20 * r)
        for x in XS:
            sheet.line(x, 140, x, 200)
        write(
            sheet, 100, [("支出1", 0, 2, 1, 1), ("-", 1, 2, 1, 1), ("按期", 2, 2, 1, 1), ("-", 3, 2, 1, 1), *body(3, 2)]
        )

    read = texts(pdf_of(page))
    assert read[:2] == WANTED
    assert len(read) == 5


def test_shaded_runs_of_text_are_no_table() -> None:
    def page(sheet: Sheet) -> None:
        sheet.canvas.setFillColor(HexColor("#eeeeee"))
        for line, cuts in enumerate(([80, 131, 240, 400], [80, 178, 301, 400], [80, 205, 266, 352])):
            for a, b in pairwise(cuts):
                sheet.fill(a, 100 + 16 * line, b, 116 + 16 * line)
        sheet.canvas.setFillColor(HexColor("#000000"))
        for line in range(3):
            sheet.text(82, 112 + 16 * line, "本年度预算执行情况总体良好各项工作按期完成达到预期目标", 10)

    assert not read_document(pdf_of(page)).tables


def test_merged_cells_drawn_on_their_first_page_only_go_on() -> None:
    """Two levels beside the rows: the writer of the table leaves their columns out after the page break."""

    def grid(sheet: Sheet, y: float, first_row: int, rows: int, left: float) -> None:
        for r in range(rows + 1):
            sheet.line(left, y + 20 * r, XS[-1], y + 20 * r)
        for x in [x for x in XS if x >= left]:
            sheet.line(x, y, x, y + 20 * rows)
        for r in range(rows):
            write(sheet, y, [(f"指标{first_row + r}", 2, r, 1, 1), ("3.00", 3, r, 1, 1)])

    def first(sheet: Sheet) -> None:
        write(sheet, 700, [("一级", 0, 0, 1, 1), ("分值", 1, 0, 1, 1), ("指标", 2, 0, 1, 1), ("得分", 3, 0, 1, 1)])
        for x in XS:
            sheet.line(x, 700, x, 720)
        sheet.line(XS[0], 700, XS[-1], 700)
        grid(sheet, 720, 1, 3, XS[2])
        for x in XS[:2]:
            sheet.line(x, 720, x, 780)
        for y in (720, 780):
            sheet.line(XS[0], y, XS[2], y)
        write(sheet, 720, [("管理", 0, 0, 1, 3), ("24", 1, 0, 1, 3)])

    def second(sheet: Sheet) -> None:
        grid(sheet, 75, 4, 2, XS[2])
        grid(sheet, 115, 6, 2, XS[2])
        for x in XS[:2]:
            sheet.line(x, 115, x, 155)
        for y in (115, 155):
            sheet.line(XS[0], y, XS[2], y)
        write(sheet, 115, [("绩效", 0, 0, 1, 2), ("76", 1, 0, 1, 2)])

    (table,) = read_document(pdf_of(first, second)).tables
    assert [table.text_at(r, 1) for r in range(2, 9)] == ["管理"] * 5 + ["绩效"] * 2
    assert [table.text_at(r, 2) for r in range(2, 9)] == ["24"] * 5 + ["76"] * 2


def test_columns_painted_in_turn_whose_cells_tell_the_rows_of_the_white_ones() -> None:
    """No edge of paint parts the cells of a white column; the figures in the middle of each row do."""
    names = ["项目", "预算数", "支出数", "比例", "结余"]
    rows = [names, *([f"第{n}项", f"{n}0.50", f"{n}0.10", f"9{n}.00%", "0.40"] for n in range(1, 6))]
    xs = [60.0, 160.0, 250.0, 340.0, 430.0, 520.0]

    def page(sheet: Sheet) -> None:
        for n, row in enumerate(rows):
            y = 100 + 16 * n
            for k in range(5) if n == 5 else (0, 2, 4):
                sheet.canvas.setFillColor(HexColor("#eef3f8" if n % 2 else "#e4ebf2"))
                sheet.fill(xs[k], y, xs[k + 1], y + 16)
            sheet.canvas.setFillColor(HexColor("#000000"))
            for x, text in zip(xs, row, strict=False):
                sheet.text(x + 30, y + 11.2, text, 9)

    (table,) = read_document(pdf_of(page)).tables
    assert [[table.text_at(r, c) for c in range(1, 6)] for r in range(1, 7)] == rows
    assert all(cell.row_span == 1 for cell in table.cells)


def test_columns_painted_in_turn_leave_the_rows_to_white_space() -> None:
    """Every second column in one colour from head to foot, with cells left empty: nothing but white parts the rows."""
    xs = [60.0, 190.0, 260.0, 330.0, 400.0, 470.0, 540.0]
    head = ["部门", "年初预算", "调整数", "全年预算", "支出数", "执行率"]
    rows = [
        ["综合管理科", "31.50", "2.10", "33.60", "30.12", "89.64%"],
        ["公共服务站", "12.40", "", "12.40", "12.40", "100.00%"],
        ["市政设施所", "80.25", "", "80.25", "", ""],
        ["安全监管办", "45.00", "-5.00", "40.00", "", ""],
        ["文化服务站", "18.30", "", "18.30", "11.02", ""],
        ["信息中心", "27.60", "", "27.60", "", ""],
    ]

    def page(sheet: Sheet) -> None:
        for n, row in enumerate([head, *rows]):
            y = 100 + 20 * n
            for k in (0, 2, 4):
                sheet.canvas.setFillGray(0.85)
                sheet.fill(xs[k], y, xs[k + 1], y + 20)
                sheet.canvas.setFillGray(0)
            for k in (1, 3, 5):
                if not n:
                    sheet.canvas.setFillGray(0.7)
                    sheet.fill(xs[k], y, xs[k + 1], y + 20)
                    sheet.canvas.setFillGray(0)
            for x, text in zip(xs, row, strict=False):
                sheet.text(x + 6, y + 14, text)

    (table,) = read_document(pdf_of(page)).tables
    assert (table.rows, table.cols, table.header_rows) == (7, 6, 1)
    assert [[table.text_at(r, c) for c in range(1, 7)] for r in range(1, 8)] == [head, *rows]
