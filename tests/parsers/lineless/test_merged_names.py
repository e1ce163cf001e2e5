"""Names of groups left of names of rows, in tables without lines between columns, and totals over both."""

from __future__ import annotations

import pytest

from tests.parsers.sheets import Sheet, cells_of, read

ROWS = ("人员支出", "公用支出", "专项支出", "其他支出", "小计")


def table(group: str, at_side: bool) -> Sheet:
    """A three-line table: the group's name stands in two lines beside its third row, which is in the middle."""
    sheet = Sheet().write("表2 预算执行情况表", 300, 70, size=12).rule(90)
    sheet.write("类别", 130, 100).write("预算数", 300, 100).write("决算数", 450, 100).rule(110)
    for k, name in enumerate(ROWS):
        y = 124 + 22 * k
        sheet.write(name, 116 if at_side else 150, y, middle=not at_side)
        sheet.write(f"{k + 1}00.50", 300, y).write(f"{k + 1}00.25", 450, y)
    sheet.write(group[:3], 82, 162).write(group[3:], 82, 175)
    for k, name in enumerate(("政府性基金预算支出", "合计")):
        y = 234 + 22 * k
        sheet.write(name, 130, y).write(f"8{k}0.50", 300, y).write(f"8{k}0.25", 450, y)
    return sheet.rule(268)


@pytest.mark.parametrize("at_side", [True, False])
def test_a_name_beside_its_rows_and_totals_over_both(at_side: bool) -> None:
    (found,) = read(table("一般公共预算", at_side)).tables
    cells = cells_of(found)
    assert (found.rows, found.cols) == (8, 4)
    assert cells[1, 1, 1, 2] == "类别"
    assert cells[2, 1, 5, 1] == "一般公共预算"
    assert [cells[r, 2, 1, 1] for r in range(2, 7)] == list(ROWS)
    assert (cells[7, 1, 1, 2], cells[8, 1, 1, 2]) == ("政府性基金预算支出", "合计")


def test_levels_of_a_list_that_are_set_in_are_one_column() -> None:
    sheet = Sheet().write("表2 预算安排情况表", 300, 70, size=12).rule(90)
    sheet.write("支出用途", 120, 100).write("预算数", 300, 100).write("占比", 450, 100).rule(110)
    for k, name in enumerate(("一、基本支出", "人员支出", "公用支出", "维修费", "二、上级专项转移支付", "合计")):
        y = 124 + 22 * k
        sheet.write(name, 80 if name[1] in "、计" else 110, y, middle=False)
        sheet.write(f"{k + 1}00.50", 300, y).write(f"{k + 1}0.25%", 450, y)
    (found,) = read(sheet.rule(246)).tables
    assert (found.rows, found.cols) == (7, 3)
