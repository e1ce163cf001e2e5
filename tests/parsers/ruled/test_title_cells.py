"""Titles and units that the lines of a table close in; tables that touch; tables without lines side by side."""

from __future__ import annotations

import pytest
from reportlab.lib.pagesizes import A4

from parsers.read import read_document
from schemas.document import Table
from tests.parsers.pdfs import Sheet, pdf_of

WIDTHS = [120.0, 90.0, 90.0]
HEAD = ["支出项目", "预算数", "决算数"]
ROWS = [["人员经费", "310.20", "300.10"], ["公用经费", "45.00", "44.90"], ["合计", "355.20", "345.00"]]
MORE = [["项目经费", "12.00", "11.00"], ["总计", "367.20", "356.00"]]


def closed_in(sheet: Sheet, y: float, titles: list[str], rows: list[list[str]], widths: list[float] = WIDTHS) -> float:
    """Titles in cells over all columns, a table right below them."""
    for title in titles:
        sheet.table(80, y, [sum(widths)], [[title]])
        y += 20
    return sheet.table(80, y, widths, rows)


@pytest.mark.parametrize(
    ("titles", "label", "title", "unit"),
    [
        (["表3 支出决算总表", "单位：万元"], "表3", "支出决算总表", "万元"),
        (["表3 年度支出构成（金额单位：元）"], "表3", "年度支出构成", "元"),
        (["附件2", "支出决算总表", "单位：万元"], "附件2", "支出决算总表", "万元"),
        (["支出决算总表", "编制单位：某局 单位：万元"], "", "支出决算总表", "万元"),
        (["单位：元"], "", "", "元"),
    ],
)
def test_title_and_unit_in_cells_over_all_columns(titles: list[str], label: str, title: str, unit: str) -> None:
    [table] = read_document(pdf_of(lambda sheet: _drop(closed_in(sheet, 100, titles, [HEAD, *ROWS])))).tables
    assert (table.label, table.title, table.unit) == (label, title, unit)
    assert table.header_rows == len(titles) + 1
    assert [table.text_at(table.header_rows, c) for c in (1, 2, 3)] == HEAD


@pytest.mark.parametrize("titles", [[], ["表3 支出决算总表", "单位：万元"]])
def test_names_of_columns_come_again_overleaf_with_the_title_or_without(titles: list[str]) -> None:
    [table] = read_document(
        pdf_of(
            lambda sheet: _drop(closed_in(sheet, 600, ["表3 支出决算总表", "单位：万元"], [HEAD, *ROWS])),
            lambda sheet: _drop(closed_in(sheet, 60, titles, [HEAD, *MORE])),
        )
    ).tables
    assert [table.text_at(r, 1) for r in range(4, table.rows + 1)] == [row[0] for row in ROWS + MORE]


@pytest.mark.parametrize("widths", [WIDTHS, [60.0, 100.0, 80.0, 60.0]])
def test_a_table_right_below_another(widths: list[float]) -> None:
    rows = [["类别", "数量", "原值", "净值"][: len(widths)], ["设备", "12", "30.00", "25.00"][: len(widths)]]
    rows.append(["家具", "40", "9.00", "4.50"][: len(widths)])

    def page(sheet: Sheet) -> None:
        foot = sheet.table(80, 100, WIDTHS, [HEAD, *ROWS])
        closed_in(sheet, foot, ["表6 资产情况"], rows, widths)

    first, second = read_document(pdf_of(page)).tables
    assert (first.rows, first.cols, second.rows, second.cols) == (4, 3, 4, len(widths))
    assert (second.label, second.title) == ("表6", "资产情况")


def test_a_note_over_all_columns_parts_no_table() -> None:
    def page(sheet: Sheet) -> None:
        foot = sheet.table(80, 100, WIDTHS, [HEAD, *ROWS])
        closed_in(sheet, foot, ["其中：年中追加安排的支出"], MORE)

    [table] = read_document(pdf_of(page)).tables
    assert table.rows == 7


@pytest.mark.parametrize("count", [2, 3])
def test_tables_of_three_lines_side_by_side(count: int) -> None:
    def page(sheet: Sheet) -> None:
        for n in range(count):
            x, right = 60 + n * 165, 205 + n * 165
            for y in (100, 118, 175):
                sheet.line(x, y, right, y)
            for k, row in enumerate([HEAD, *ROWS]):
                for at, text in zip((x + 3, x + 55, x + 105), row, strict=True):
                    sheet.text(at, 113 + k * 18, text, size=9)

    tables = read_document(pdf_of(page)).tables
    assert [_texts(t) for t in tables] == [[HEAD, *ROWS]] * count


def test_a_running_head_on_a_landscape_page_parts_no_table() -> None:
    """It stands at another height than on the upright pages, and on one page only."""
    text = "一年来，各单位按照要求做好收支管理，现将有关情况说明如下。"

    def upright(sheet: Sheet) -> None:
        sheet.text(230, 40, "某单位整体支出绩效自评报告", size=9)
        sheet.text(90, 120, text)

    def last(sheet: Sheet) -> None:
        sheet.text(230, 40, "某单位整体支出绩效自评报告", size=9)
        sheet.table(80, 740, WIDTHS, [HEAD, *ROWS])

    def lying(sheet: Sheet) -> None:
        sheet.canvas.setPageSize((A4[1], A4[0]))
        sheet.height = A4[0]
        sheet.text(350, 28, "某单位整体支出绩效自评报告", size=9)
        sheet.table(80, 50, WIDTHS, MORE)

    [table] = read_document(pdf_of(upright, upright, upright, last, lying)).tables
    assert table.rows == 6


def _texts(table: Table) -> list[list[str]]:
    return [[table.text_at(r, c) for c in range(1, table.cols + 1)] for r in range(1, table.rows + 1)]


def _drop(_: float) -> None:
    """What a page's drawing gives back is of no interest."""
