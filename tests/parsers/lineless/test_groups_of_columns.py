"""Names over several columns in headers without lines, and columns that stand close together."""

from __future__ import annotations

import pytest

from tests.parsers.sheets import Sheet, cells_of, read

XS = (80.0, 200.0, 300.0, 400.0, 500.0)


def with_rows(sheet: Sheet, top: float) -> Sheet:
    for n, name in enumerate(("人员经费", "公用经费", "项目支出", "合计")):
        for k, x in enumerate(XS):
            sheet.write(name if k == 0 else f"{n}{k}7.5{k}", x, top + 20 * n)
    return sheet


@pytest.mark.parametrize("names", [("预算数", "决算数", "结转数"), ("年初预算数", "调整预算数", "决算数")])
@pytest.mark.parametrize("at_top", [True, False])
@pytest.mark.parametrize("rules", [True, False])
def test_a_name_over_three_columns_is_none_of_the_middle_one(names: tuple[str, ...], at_top: bool, rules: bool) -> None:
    sheet = Sheet().write("表1 支出情况表", 300, 70, size=12)
    height = 100.0 if at_top else 107.0
    sheet.write("项目", XS[0], height).write("预算执行情况", XS[2], 100).write("备注说明", XS[4], height)
    for name, x in zip(names, XS[1:4], strict=True):
        sheet.write(name, x, 114)
    with_rows(sheet, 136)
    if rules:
        sheet.rule(90).rule(124).rule(206)
    (table,) = read(sheet).tables
    cells = cells_of(table)
    assert cells[1, 2, 1, 3] == "预算执行情况"
    assert [table.grid[2, c].text for c in range(1, 6)] == ["项目", *names, "备注说明"]
    assert (table.rows, table.header_rows) == (6, 2)


def test_a_name_of_two_lines_stays_one() -> None:
    sheet = Sheet().rule(90).write("项目", XS[0], 107).write("占全部支出", XS[2], 100).write("的比例", XS[2], 114)
    for name, x in zip(("预算数", "决算数", "备注"), (XS[1], XS[3], XS[4]), strict=True):
        sheet.write(name, x, 107)
    (table,) = read(with_rows(sheet.rule(124), 136).rule(206)).tables
    assert [table.grid[1, c].text for c in range(1, 6)] == ["项目", "预算数", "占全部支出的比例", "决算数", "备注"]
    assert table.header_rows == 1


def test_amounts_that_nearly_touch_are_two() -> None:
    sheet = Sheet().rule(90)
    for name, x in (("项目", 80.0), ("预算数", 225.0), ("决算数", 300.0)):
        sheet.write(name, x, 100)
    sheet.rule(110)
    for n, (a, b) in enumerate(
        (("4,315,620.29", "17.81"), ("78.95", "2,878,733.31"), ("2,047,911.81", "4,362,816.99"))
    ):
        y = 120 + 20 * n
        sheet.write("第" + "一二三"[n], 80, y)
        for text, right in ((a, 260.0), (b, 324.5)):  # set to the right; 4.5 points between the longest
            sheet.write(text, right - 5 * len(text), y, middle=False)
    (table,) = read(sheet.rule(170)).tables
    assert [table.grid[4, c].text for c in (2, 3)] == ["2,047,911.81", "4,362,816.99"]


def test_a_rule_between_levels_of_names_where_none_stands_above_them() -> None:
    sheet = Sheet().write("表1 支出情况表", 300, 60, size=12)
    sheet.write("项目", XS[0], 100).write("预算执行情况", XS[2], 100).write("备注说明", XS[4], 100)
    sheet.rule(108, 150, 450)
    for name, x in zip(("年初预算数", "调整预算数", "决算数"), XS[1:4], strict=True):
        sheet.write(name, x, 116)
    sheet.rule(126)
    for n in range(4):
        sheet.rule(146 + 20 * n)
    (table,) = read(with_rows(sheet, 136)).tables
    assert cells_of(table)[1, 2, 1, 3] == "预算执行情况"
    assert (table.rows, table.header_rows) == (6, 2)


@pytest.mark.parametrize("groups", [("2025年3月末", "2024年", "2023年"), ("本年", "上年", "前年")])
@pytest.mark.parametrize("rules", [True, False])
def test_a_short_name_over_two_columns_stands_in_the_white_between_them(groups: tuple[str, ...], rules: bool) -> None:
    """Figures are set to the right: the last digits of one column stand below the name of both."""
    sheet = Sheet().write("表1 负债构成表", 300, 70, size=12)
    lefts = (186.0, 241.0, 304.0, 368.0, 431.0, 494.0)
    sheet.write("项目", 110, 107)
    for k, name in enumerate(groups):
        sheet.write(name, (lefts[2 * k] + lefts[2 * k + 1] + 20) / 2, 100)
    for k, left in enumerate(lefts):
        sheet.write("占比" if k % 2 else "金额", left, 114, middle=False)
    rows = [("短期借款", "37.90", "10.26%"), ("应付账款", "9.91", "2.68%"), ("长期借款", "153.80", "44.56%")]
    for n, (name, amount, share) in enumerate(rows):
        sheet.write(name, 66, 136 + 20 * n, middle=False)
        for k, left in enumerate(lefts):
            text = share if k % 2 else amount
            sheet.write(text, left + 36 - 5 * len(text), 136 + 20 * n, middle=False)
    if rules:
        sheet.rule(90).rule(124).rule(186)
    (table,) = read(sheet).tables
    assert table.cols == 7
    assert [table.grid[1, c].text for c in range(2, 8)] == [name for name in groups for _ in range(2)]
    assert [table.grid[5, c].text for c in range(2, 8)] == ["153.80", "44.56%"] * 3
