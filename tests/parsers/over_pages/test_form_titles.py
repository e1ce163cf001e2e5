"""Titles of forms come back on every page of a file and are no running headers; the year below belongs to them."""

from __future__ import annotations

import pytest

from parsers.read import read_document
from schemas.document import Table
from tests.parsers.pdfs import Sheet, pdf_of

ROWS = [["项目名称", "河道保洁", "单位"], ["预算数", "10.00", "万元"], ["执行数", "9.00", "万元"]]
WIDTHS = [160.0, 100.0, 100.0]


def tables_under(*lines: tuple[float, float, str], pages: int = 3) -> list[Table]:
    """One table a page, each under the same lines (baseline, size, text) in the middle."""

    def page(sheet: Sheet) -> None:
        for y, size, text in lines:
            sheet.text(298 - size * len(text) / 2, y, text, size=size)
        sheet.table(118, 110, WIDTHS, ROWS)
        sheet.text(118, 300, "注：本表由填报单位自行填写，各项数据以批复为准，并附说明。")

    return list(read_document(pdf_of(*[page] * pages)).tables)


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("项目支出绩效自评表", "（2022年度）"),
        ("部门整体支出绩效自评表", "2022年度"),
        ("部门预算项目支出绩效自评表", "(2022年)"),
        ("项目绩效目标自评表", "（2022年度）"),
        ("财政专项资金绩效自评表", "2022年"),
    ],
)
@pytest.mark.parametrize("pages", [1, 2, 4])
def test_title_and_year_above_each_form(title: str, year: str, pages: int) -> None:
    found = tables_under((75, 15, title), (96, 10, year), pages=pages)
    assert [t.title for t in found] == [title + year] * pages


def test_the_running_name_of_a_report_is_no_title() -> None:
    assert [t.title for t in tables_under((45, 10, "甲市某局部门整体支出绩效自评报告"))] == [""] * 3


def test_a_year_in_the_same_line_is_part_of_the_title() -> None:
    [table] = tables_under((90, 14, "项目支出绩效自评表（2022年度）"), pages=1)
    assert table.title == "项目支出绩效自评表（2022年度）"
