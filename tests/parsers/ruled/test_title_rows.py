"""Title and unit that a spreadsheet paints like rows of its table stand above it."""

from __future__ import annotations

import pytest

from parsers.read import read_document
from tests.parsers.pdfs import Sheet, pdf_of

from .test_painted_cells import Spot, body, paint

NAMES: list[Spot] = [("项目", 0, 0, 1, 1), ("预算", 1, 0, 1, 1), ("说明", 2, 0, 1, 1), ("决算", 3, 0, 1, 1)]
TITLE: list[Spot] = [("表3 支出决算总表", 0, 0, 4, 1)]
UNIT: list[Spot] = [("", 0, 1, 1, 1), ("", 1, 1, 1, 1), ("", 2, 1, 1, 1), ("单位：万元", 3, 1, 1, 1)]


@pytest.mark.parametrize("unit", [UNIT, [("单位：万元", 0, 1, 4, 1)], [*UNIT[:2], ("", 2, 1, 1, 1), UNIT[3]]])
def test_title_and_unit_painted_as_rows(unit: list[Spot]) -> None:
    rows = [(text, c, r + 2, cols, span) for text, c, r, cols, span in [*NAMES, *body(1, 4)]]
    (table,) = read_document(pdf_of(lambda sheet: paint(sheet, 100, [*TITLE, *unit, *rows], "#ffffff"))).tables
    assert (table.label, table.title, table.unit) == ("表3", "支出决算总表", "万元")
    assert [table.text_at(1, c) for c in range(1, 5)] == ["项目", "预算", "说明", "决算"]
    assert table.rows == 5


def test_a_title_and_a_unit_alone_are_no_table() -> None:
    """The table below is drawn with lines."""

    def page(sheet: Sheet) -> None:
        paint(sheet, 100, [*TITLE, *UNIT], "#ffffff")
        sheet.table(80, 145, [70, 60, 120, 60], [["项目", "预算", "说明", "决算"], ["支出1", "1.50", "按期", "2.50"]])

    (table,) = read_document(pdf_of(page)).tables
    assert (table.title, table.unit, table.rows) == ("支出决算总表", "万元", 2)
