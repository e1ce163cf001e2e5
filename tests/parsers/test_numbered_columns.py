"""The row that counts the columns belongs to the header, also where each half of a table counts its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from parsers.read import read_document
from parsers.texts.formula_rows import is_row_of_formulas
from tests.parsers.pdfs import Sheet, pdf_of


@pytest.mark.parametrize(
    "row", ["栏次 1 2 3", "栏次 1 2 3 栏次 1 2 3", "1 2 3 1 2 3", "栏次 1 2 栏次 1 2", "栏次 1 2 栏次 3 4", "A B C=A/B"]
)
def test_a_row_that_names_the_columns_once_more(row: str) -> None:
    assert is_row_of_formulas(row.split())


@pytest.mark.parametrize("row", ["1 2 4", "1 1 1 1", "2 3 3 2", "1 2 1 2", "5 4 3", "栏次 1"])
def test_a_row_of_figures(row: str) -> None:
    assert not is_row_of_formulas(row.split())


def test_two_halves_that_count_their_columns() -> None:
    head = ["项目", "执行数", "预算数", "项目", "执行数", "预算数"]
    numbers = ["栏次", "1", "2", "栏次", "1", "2"]
    body = [["利润收入", "13", "7", "改革支出", "24", "9"], ["产权收入", "16", "9", "注资支出", "23", "12"]]

    def page(sheet: Sheet) -> None:
        sheet.table(60, 100, [80.0, 70.0, 70.0] * 2, [head, numbers, *body])

    (table,) = read_document(pdf_of(page)).tables
    assert table.header_rows == 2


def test_names_that_reach_down_into_the_row_of_numbers() -> None:
    """项目 reaches over the row that counts the columns; the table goes on overleaf under the same head."""

    def page(first: int) -> Callable[[Sheet], None]:
        def draw(sheet: Sheet) -> None:
            sheet.text(190, 90, "某市收入执行情况和预算（草案）")
            for x in (60, 200, 290, 380, 470):
                sheet.line(x, 100, x, 240)
            for y, x0 in ((100, 60), (120, 200), (140, 200), (160, 60), (180, 60), (200, 60), (220, 60), (240, 60)):
                sheet.line(x0, y, 470, y)
            sheet.text(110, 134, "项目")
            for x, texts in zip(
                (205, 295, 385),
                (("年初", "预算", "1"), ("本年", "执行", "2"), ("完成", "比例", "3=2/1*100")),
                strict=True,
            ):
                for n, text in enumerate(texts):
                    sheet.text(x, 114 + 20 * n, text, 9)
            for n in range(4):
                for x, text in zip((65, 205, 295, 385), (f"收入{first + n}", "50", "40", "80.0"), strict=True):
                    sheet.text(x, 174 + 20 * n, text, 9)

        return draw

    (table,) = read_document(pdf_of(page(1), page(5))).tables
    assert (table.header_rows, table.rows) == (3, 11)
    assert table.text_at(4, 1) == "收入1"
