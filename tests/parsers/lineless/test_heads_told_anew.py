"""Headers that little tells: formulas that wrap, names beside their figures, names whose rows stand overleaf."""

from __future__ import annotations

import pytest

from tests.parsers.sheets import Sheet, cells_of, read

XS = (100, 200, 300, 400, 500)


def written(sheet: Sheet, rows: list[list[str]], y: float, step: float = 20) -> Sheet:
    for n, row in enumerate(rows):
        for text, x in zip(row, XS, strict=True):
            if text:
                sheet.write(text, x, y + step * n)
    return sheet


@pytest.mark.parametrize("row_rules", [False, True])
def test_formulas_that_wrap_in_narrow_columns_stand_in_one_row(row_rules: bool) -> None:
    sheet = Sheet().write("表3 支出分析", 300, 60).rule(90)
    written(sheet, [["", "预算数", "占比", "决算数", "执行率"]], 104)
    sheet.write("科目", 100, 116)
    for text, x, y in (("A", 200, 130), ("a=A/", 300, 124), ("ΣA", 300, 136), ("B", 400, 130), ("b=B/A", 500, 130)):
        sheet.write(text, x, y)
    sheet.rule(146)
    rows = [[f"第{n}项", f"{n}10.20", f"{n}1.50%", f"{n}00.10", f"9{n}.00%"] for n in range(1, 5)]
    written(sheet, rows, 158)
    for n in range(1, 5):
        if row_rules or n == 4:
            sheet.rule(148 + 20 * n)
    (table,) = read(sheet).tables
    assert (table.rows, table.cols) == (6, 5)
    found = cells_of(table)
    assert found[1, 1, 2, 1] == "科目"
    assert [found[1, c, 1, 1] for c in range(2, 6)] == ["预算数", "占比", "决算数", "执行率"]
    assert [found[2, c, 1, 1] for c in range(2, 6)] == ["A", "a=A/ΣA", "B", "b=B/A"]


def test_two_levels_of_names_above_the_only_row_of_a_page() -> None:
    first = Sheet().write("表6 人员情况", 300, 690)
    first.write("上年", 250, 708).write("本年", 450, 708).write("类别", 100, 715)
    written(first, [["", "核定", "在岗", "核定", "在岗"], ["行政", "52", "60", "84", "68"]], 722, 16)
    second = written(Sheet(2), [["事业", "36", "60", "64", "65"], ["合计", "88", "120", "148", "133"]], 60)
    (table,) = read(first, second).tables
    found = cells_of(table)
    assert (table.rows, table.header_rows) == (5, 2)
    assert (found[1, 1, 2, 1], found[1, 2, 1, 2], found[1, 4, 1, 2]) == ("类别", "上年", "本年")


def test_names_in_the_middle_beside_figures_at_the_right() -> None:
    sheet = Sheet().write("表6 人员情况", 300, 60)
    sheet.write("类别", 100, 107).write("上年", 240, 100).write("本年", 440, 100)
    for x in (190, 290, 390, 490):
        sheet.write("在岗数", x, 114)
    for n in range(4):
        sheet.write(f"编制{n}", 100, 132 + 18 * n)
        for k, x in enumerate((190, 290, 390, 490)):
            sheet.write(f"{n + 1}{k + 1}", x + 30, 132 + 18 * n)
    (table,) = read(sheet).tables
    assert (table.rows, table.cols, table.header_rows) == (6, 5, 2)
    assert [table.text_at(3, c) for c in range(2, 6)] == ["11", "12", "13", "14"]


def test_names_that_wrap_at_the_foot_of_a_page() -> None:
    first = Sheet().write("表5 得分表", 300, 720)
    first.write("一级指", 100, 746).write("标", 100, 758)
    for text, x in zip(("二级指标", "评分标准", "分值", "得分"), XS[1:], strict=True):
        first.write(text, x, 752)
    rows = [["决策", "编制", "按要求编制", "5", "4.5"], ["管理", "执行", "按计划执行", "5", "5.0"],
            ["合计", "", "", "10", "9.5"]]  # fmt: skip
    (table,) = read(first, written(Sheet(2), rows, 60)).tables
    assert [table.text_at(1, c) for c in range(1, 6)] == ["一级指标", "二级指标", "评分标准", "分值", "得分"]
    assert table.rows == 4


def test_a_table_that_is_bold_throughout_has_rows_at_the_foot_of_a_page() -> None:
    names = ["科目", "预算数", "占比", "决算数", "执行率"]
    rows = [[f"第{n}项", f"{n}10.20", f"{n}1.50%", f"{n}00.10", f"9{n}.00%"] for n in range(1, 3)]
    sheet = written(Sheet(), [names, *rows], 700)
    sheet.content.glyphs[:] = [g._replace(bold=True) for g in sheet.content.glyphs]
    sheet.write("表2 支出情况", 300, 670)
    (table,) = read(sheet).tables
    assert (table.rows, table.header_rows) == (3, 1)


def test_a_name_that_wraps_where_names_stand_at_the_foot_is_no_title() -> None:
    sheet = Sheet().write("表5 得分表", 300, 60).rule(78).write("一级指", 100, 90)
    for text, x in zip(("标", "二级指标", "评分标准", "分值", "得分"), XS, strict=True):
        sheet.write(text, x, 103)
    sheet.rule(112)
    rows = [["决策", "编制", "按要求编制", "5", "4.5"], ["管理", "执行", "按计划执行", "5", "5.0"]]
    (table,) = read(written(sheet, rows, 126, 24).rule(164)).tables
    assert [table.text_at(1, c) for c in range(1, 6)] == ["一级指标", "二级指标", "评分标准", "分值", "得分"]


def test_a_total_over_all_columns_where_the_first_is_wider_than_its_texts() -> None:
    """Nothing shows where the table begins: the name stands left of the middle of the columns' texts."""
    sheet, xs = Sheet().write("表4 支出进度", 300, 60), (160, 260, 330, 400, 470)
    rows = [["季度", "预算数", "支出数", "序时", "执行率"]]
    rows += [[f"第{n}季度", "4,275.20", f"{n},010.23", f"{n}5%", f"9{n}.10%"] for n in range(1, 5)]
    for n, row in enumerate(rows):
        for text, x in zip(row, xs, strict=True):
            sheet.write(text, x, 100 + 20 * n)
    sheet.write("全年平均执行率", 262, 200).write("95.13%", 470, 200)
    (table,) = read(sheet).tables
    assert cells_of(table)[6, 1, 1, 4] == "全年平均执行率"
