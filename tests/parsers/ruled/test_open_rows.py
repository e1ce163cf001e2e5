"""Rows over all columns at the foot and head of tables without an outer frame."""

from __future__ import annotations

import pytest

from parsers.read import read_document
from tests.parsers.pdfs import Sheet, pdf_of

ROWS = [["季度", "预算数", "执行率"], ["第1季度", "504.18", "41.45"], ["第2季度", "504.22", "54.36"]]
WIDTH = 120.0


def inner_lines(sheet: Sheet, y: float, last_sides: int) -> float:
    """A table with lines between its cells only and a last row of `last_sides` + 1 cells; the y below it."""
    for n in range(1, 4):
        sheet.line(80, y + 20 * n, 80 + 3 * WIDTH, y + 20 * n)
    for n in (1, 2):
        sheet.line(80 + n * WIDTH, y, 80 + n * WIDTH, y + (80 if n > 2 - last_sides else 60))
    for r, row in enumerate(ROWS):
        for c, text in enumerate(row):
            sheet.text(84 + c * WIDTH, y + 20 * r + 14, text)
    sheet.text(84, y + 74, "全年平均执行率")
    return y + 80


@pytest.mark.parametrize("last_sides", [0, 1])
def test_last_row_of_a_table_with_inner_lines_only(last_sides: int) -> None:
    def page(sheet: Sheet) -> None:
        foot = inner_lines(sheet, 100, last_sides)
        if last_sides:
            sheet.text(84 + 2 * WIDTH, foot - 6, "103.15%")
        sheet.text(90, foot + 30, "从上表可以看出各季度的执行情况。", 12)

    document = read_document(pdf_of(page))
    (table,) = document.tables
    assert (table.rows, table.cols) == (4, 3)
    assert table.grid[4, 1].text == "全年平均执行率"
    assert table.grid[4, 1].col_span == 3 - last_sides
    assert [b.text for b in document.blocks] == ["从上表可以看出各季度的执行情况。"]


def test_running_text_below_inner_lines_is_no_row() -> None:
    def page(sheet: Sheet) -> None:
        for n in range(1, 3):
            sheet.line(80, 100 + 20 * n, 80 + 3 * WIDTH, 100 + 20 * n)
        for n in (1, 2):
            sheet.line(80 + n * WIDTH, 100, 80 + n * WIDTH, 160)
        for r, row in enumerate(ROWS):
            for c, text in enumerate(row):
                sheet.text(84 + c * WIDTH, 114 + 20 * r, text)
        sheet.text(90, 190, "从上表可以看出各季度的执行情况。", 12)

    (table,) = read_document(pdf_of(page)).tables
    assert table.rows == 3


@pytest.mark.parametrize("between", ["", "单位：万元", "表2 各季度预算执行情况表"])
def test_rule_under_the_running_head_is_no_border_of_an_open_table(between: str) -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(200, 55, "绩效自评报告", 9)
        sheet.line(80, 60, 80 + 3 * WIDTH, 60)
        sheet.text(200, 76, between)
        for n in range(4):
            sheet.line(80, 90 + 20 * n, 80 + 3 * WIDTH, 90 + 20 * n)
        for n in (1, 2):
            sheet.line(80 + n * WIDTH, 90, 80 + n * WIDTH, 150)
        for r, row in enumerate(ROWS):
            for c, text in enumerate(row):
                sheet.text(84 + c * WIDTH, 104 + 20 * r, text)

    (table,) = read_document(pdf_of(page)).tables
    assert table.rows == 3
    assert table.text_at(1, 1) == "季度"


def columns_parted(sheet: Sheet, y: float) -> float:
    """A table with lines between its columns and under its names alone: two names stand under a common one, and the
    last row is one name over two columns with a figure; the y below it."""
    rows = [["第1季度", "504.18", "41.45%"], ["第2季度", "504.22", "54.36%"], ["第3季度", "504.31", "80.16%"]]
    sheet.text(84, y + 34, "季度")
    sheet.text(84 + 1.4 * WIDTH, y + 14, "全年执行")
    for c, text in enumerate(["预算数", "执行率"], 1):
        sheet.text(84 + c * WIDTH, y + 34, text)
    sheet.line(80 + WIDTH, y + 20, 80 + 3 * WIDTH, y + 20)
    sheet.line(80, y + 40, 80 + 3 * WIDTH, y + 40)
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            sheet.text(84 + c * WIDTH, y + 54 + 20 * r, text)
    sheet.text(84 + 0.7 * WIDTH, y + 114, "全年平均执行率")
    sheet.text(84 + 2 * WIDTH, y + 114, "58.66%")
    sheet.line(80 + WIDTH, y, 80 + WIDTH, y + 100)
    sheet.line(80 + 2 * WIDTH, y + 20, 80 + 2 * WIDTH, y + 120)
    return y + 120


def test_lines_between_columns_and_under_the_names_only() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(90, 80, "各季度执行情况如下。", 12)
        foot = columns_parted(sheet, 100)
        sheet.text(90, foot + 40, "从上表可以看出各季度的执行情况。", 12)

    document = read_document(pdf_of(page))
    (table,) = document.tables
    assert (table.rows, table.cols) == (6, 3)
    assert [table.text_at(r, 3) for r in range(2, 7)] == ["执行率", "41.45%", "54.36%", "80.16%", "58.66%"]
    assert (table.text_at(1, 2), table.grid[1, 2].col_span) == ("全年执行", 2)
    assert (table.text_at(6, 1), table.grid[6, 1].col_span) == ("全年平均执行率", 2)
    assert [b.text for b in document.blocks] == ["各季度执行情况如下。", "从上表可以看出各季度的执行情况。"]


def test_last_row_of_a_table_with_a_line_at_its_head_alone() -> None:
    def page(sheet: Sheet) -> None:
        foot = inner_lines(sheet, 100, 1)
        sheet.line(80, 100, 80 + 3 * WIDTH, 100)
        sheet.text(84 + 2 * WIDTH, foot - 6, "103.15%")
        sheet.text(90, foot + 30, "从上表可以看出各季度的执行情况。", 12)

    (table,) = read_document(pdf_of(page)).tables
    assert (table.rows, table.text_at(4, 3)) == (4, "103.15%")
    assert (table.text_at(4, 1), table.grid[4, 1].col_span) == ("全年平均执行率", 2)


@pytest.mark.parametrize("side", [80, 80 + 3 * WIDTH])
def test_a_line_below_the_names_and_one_side_only(side: float) -> None:
    def page(sheet: Sheet) -> None:
        sheet.line(80, 120, 80 + 3 * WIDTH, 120)
        for x in (side, 80 + WIDTH, 80 + 2 * WIDTH):
            sheet.line(x, 100, x, 180)
        for r, row in enumerate([*ROWS, ["第3季度", "504.31", "80.16"]]):
            for c, text in enumerate(row):
                sheet.text(84 + c * WIDTH, 114 + 20 * r, text)

    (table,) = read_document(pdf_of(page)).tables
    assert (table.rows, table.cols) == (4, 3)
    assert [table.text_at(r, 1) for r in range(1, 5)] == ["季度", "第1季度", "第2季度", "第3季度"]
    assert [table.text_at(r, 3) for r in range(1, 5)] == ["执行率", "41.45", "54.36", "80.16"]
