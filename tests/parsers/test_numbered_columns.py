"""The row that counts the columns belongs to the header, also where each half of a table counts its own."""

from __future__ import annotations

import pytest

from parsers.formulas import is_row_of_formulas
from parsers.read import read_document
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
