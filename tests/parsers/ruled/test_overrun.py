"""Print that runs out of the side of its cell belongs to the cell that it is printed in one run with."""

from __future__ import annotations

import pytest

from parsers.read import read_document
from tests.parsers.pdfs import Sheet, pdf_of

HEAD = ["指标", "评分标准", "得分", "备注"]


def third_row(x: float, text: str, widths: list[float]) -> list[str]:
    """Texts of the third row of a table in which `text` begins at `x`, wherever its cell ends."""

    def page(sheet: Sheet) -> None:
        sheet.table(60, 100, widths, [HEAD, ["预算编制", "按规定编制", "5", "无"], ["", "", "", ""]])
        sheet.text(64, 154, "预算执行")
        sheet.text(x, 154, text, 10)

    (table,) = read_document(pdf_of(page)).tables
    return [table.text_at(3, c) for c in range(2, 5)]


@pytest.mark.parametrize(
    ("x", "text", "read"),
    [
        (205, "按进度计算（2分）", ["按进度计算（2分）", "", ""]),  # a bracket that hangs out
        (288, "96.82", ["", "96.82", ""]),  # too long for its column, at the left of it
        (276, "96.82", ["", "96.82", ""]),  # the same, in the middle of it
        (276, "1,096.82%", ["", "1,096.82%", ""]),
    ],
)
def test_run_over_the_side_of_a_cell(x: float, text: str, read: list[str]) -> None:
    assert third_row(x, text, [80.0, 143.0, 22.0, 120.0]) == read


def test_figures_that_touch_are_two() -> None:
    def page(sheet: Sheet) -> None:
        sheet.table(60, 100, [80.0, 50.0, 50.0], [["项目", "预算数", "决算数"], ["基本支出", "", ""]])
        sheet.text(141, 134, "1,273.31", 11)
        sheet.text(189, 134, "1,273.30", 11)

    (table,) = read_document(pdf_of(page)).tables
    assert [table.text_at(2, c) for c in (2, 3)] == ["1,273.31", "1,273.30"]


def test_sign_that_hangs_out_of_the_last_column_stays_in_it() -> None:
    def page(sheet: Sheet) -> None:
        sheet.table(60, 100, [80.0, 100.0], [["科室", "职责"], ["办公室", "负责会务和文书、"]], 30)
        sheet.text(144, 158, "档案等工作；机要保密。", 9.2)

    document = read_document(pdf_of(page))
    (table,) = document.tables
    assert table.text_at(2, 2).endswith("保密。")
    assert not document.blocks


def test_a_stop_past_the_line_belongs_to_the_text_before_it_and_not_to_the_longer_one_behind() -> None:
    def page(sheet: Sheet) -> None:
        sheet.table(60, 100, [80.0, 183.0], [["说明", "评分标准"], ["", ""]])
        sheet.text(62, 134, "匹配进度的情况。", 11)
        sheet.text(146, 134, "按四个季度执行率分别计算后取平均", 10.6)

    (table,) = read_document(pdf_of(page)).tables
    assert [table.text_at(2, c) for c in (1, 2)] == ["匹配进度的情况。", "按四个季度执行率分别计算后取平均"]


@pytest.mark.parametrize("widths", [[100.0, 60.0, 60.0, 120.0], [100.0, 130.0, 60.0, 60.0]])
def test_a_long_name_that_runs_on_over_empty_cells(widths: list[float]) -> None:
    name = "二、项目类支出（含上年结转和当年追加的各项资金）"

    def page(sheet: Sheet) -> None:
        foot = sheet.table(60, 100, widths, [["项目", "预算数", "决算数", "比例"], [""] * 4])
        sheet.text(64, 134, name, 9)
        sheet.table(60, foot, widths, [["道路养护", "12.00", "11.00", "91.67%"]])

    (table,) = read_document(pdf_of(page)).tables
    assert [table.text_at(2, c) for c in range(1, 5)] == [name, "", "", ""]
    assert [table.text_at(3, c) for c in range(1, 5)] == ["道路养护", "12.00", "11.00", "91.67%"]
