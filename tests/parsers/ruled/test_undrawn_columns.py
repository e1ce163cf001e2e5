"""Ruled tables that leave figures of several columns to white space."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parsers.read import read_document
from schemas.document import Table
from tests.parsers.pdfs import Sheet, pdf_of

NAMES = ["粮食", "油料", "蔬菜", "瓜果", "水产品"]
Figures = list[list[str]]


def table_of(head: list[str], figures: Figures, rights: list[float]) -> Table:
    """Names in a drawn column, figures that end at `rights` in another one; their names in the middle over them."""

    def page(sheet: Sheet) -> None:
        sheet.table(80, 100, [120.0, 330.0], [["产品", ""], *([name, ""] for name in NAMES)])
        for row, texts in enumerate([head, *figures]):
            for text, right in zip(texts, rights, strict=True):
                width = sum(5.0 if c.isascii() else 10.0 for c in text)
                sheet.text(right - (width if row else 20 + width / 2), 114 + 20 * row, text, size=10)

    [table] = read_document(pdf_of(page)).tables
    return table


def texts(table: Table) -> Figures:
    return [[table.text_at(r, c) for c in range(2, table.cols + 1)] for r in range(1, table.rows + 1)]


@pytest.mark.parametrize("count", [2, 3, 4])
def test_figures_side_by_side_are_columns(count: int) -> None:
    head = ["产量", "比上年增长%", "面积", "单产"][:count]
    rows = [[f"{n}03.2", f"-{n}.5", f"1{n},200.00", f"{n}.1"][:count] for n in range(1, 6)]
    assert texts(table_of(head, rows, [280.0, 360.0, 450.0, 520.0][:count])) == [head, *rows]


def test_a_figure_that_is_missing() -> None:
    rows = [[f"{n}03.2", f"-{n}.5"] for n in range(1, 5)] + [["9.9", ""]]
    assert texts(table_of(["产量", "增长"], rows, [300.0, 420.0]))[1:] == rows


def test_sentences_with_figures_are_no_columns() -> None:
    def page(sheet: Sheet) -> None:
        notes = [f"全年产量 {n}03.2 万吨 增长 {n}.5" for n in range(1, 6)]
        sheet.table(80, 100, [120.0, 330.0], [["产品", "说明"], *map(list, zip(NAMES, notes, strict=True))])

    [table] = read_document(pdf_of(page)).tables
    assert table.cols == 2


def test_the_frame_of_a_table_over_three_pages_adds_no_columns() -> None:
    """On the middle page the frame has neither top nor foot, and the rows' lines reach its sides' height."""

    def page(first: int, top: bool, foot: bool) -> Callable[[Sheet], None]:
        def draw(sheet: Sheet) -> None:
            rows = [[f"指标{n}", f"{n}.5", "按期完成"] for n in range(first, first + 5)]
            bottom = sheet.table(100, 60, [120.0, 60.0, 120.0], rows)
            for x in (92, 408):
                sheet.line(x, 52 if top else 60, x, bottom + (8 if foot else 0))
            for y, shown in ((52, top), (bottom + 8, foot)):
                if shown:
                    sheet.line(92, y, 408, y)
            if not (top or foot):  # the program closes the frame's rows at the page's edges
                for y in (60, bottom):
                    sheet.line(92, y, 408, y)

        return draw

    tables = read_document(pdf_of(page(1, True, False), page(6, False, False), page(11, False, True))).tables
    table = max(tables, key=lambda t: t.rows)
    assert (table.rows, table.cols) == (15, 3)
