"""Names of columns in three-line tables: levels of names over columns, some of them in stacked characters."""

from __future__ import annotations

import pytest

from tests.parsers.sheets import Sheet, cells_of, read

MIDDLES = [70.0, 110.0, 150.0, 190.0, 300.0, 430.0, 510.0]


def three_line_table(sheet: Sheet, score_at: float) -> Sheet:
    """Seven columns: two names over two columns each, stacked names of weights, an empty last column."""
    sheet.rule(60)
    sheet.write("评价指标", 130, 70)
    for x, name in ((90.0, "一级指标"), (170.0, "二级指标")):
        sheet.write(name, x, 88)
    for x in (70.0, 150.0):
        sheet.write("名称", x, 120)
    for x in (110.0, 190.0):
        for n, sign in enumerate("分数值"):
            sheet.write(sign, x, 106 + 12 * n)
    sheet.write("评分标准", 300, 100)
    for n, sign in enumerate("得分情况"):
        sheet.write(sign, 430, 76 + 12 * n)
    sheet.write("扣分说明", 510, 100)
    sheet.rule(140)
    for n in range(5):
        y = 152 + 24 * n
        for x, text in zip(MIDDLES, ("决策", "20", "编制", "10", "按照规定编制并且及时报送的得分"), strict=False):
            sheet.write(text, x, y)
        sheet.write(f"{n + 3}", score_at, y)
    return sheet.rule(262)


@pytest.mark.parametrize("score_at", [430.0, 436.0])  # in the middle of the column, or at its right
def test_levels_of_names_with_stacked_ones_and_an_empty_column(score_at: float) -> None:
    (table,) = read(three_line_table(Sheet(), score_at)).tables
    cells = cells_of(table)
    assert table.cols == 7
    assert cells[1, 1, 1, 4] == "评价指标"
    assert cells[2, 1, 1, 2] == "一级指标"
    assert cells[2, 3, 1, 2] == "二级指标"
    assert [cells[3, c, 1, 1] for c in range(1, 5)] == ["名称", "分数值"] * 2
    assert cells[1, 6, 3, 1] == "得分情况"
    assert cells[1, 7, 3, 1] == "扣分说明"
    assert [table.text_at(4 + n, 6) for n in range(5)] == ["3", "4", "5", "6", "7"]


@pytest.mark.parametrize("pitch", [11.0, 14.0])
def test_letters_and_formulas_under_the_names_are_a_row_of_their_own(pitch: float) -> None:
    sheet = Sheet().rule(60).write("项目", 90, 70 + pitch / 2)
    for x, name, formula in ((200.0, "全年预算数", "A"), (320.0, "决算数", "B"), (450.0, "执行率", "b=B/A")):
        sheet.write(name, x, 70).write(formula, x, 70 + pitch)
    sheet.rule(80 + pitch)
    for n in range(4):
        y = 110 + 18 * n
        sheet.write(f"项目{n}", 90, y).write("1,234.50", 200, y).write("1,034.50", 320, y).write("83.80%", 450, y)
    sheet.rule(180)
    (table,) = read(sheet).tables
    assert table.header_rows == 2
    assert [table.text_at(1, c) for c in range(1, 5)] == ["项目", "全年预算数", "决算数", "执行率"]
    assert [table.text_at(2, c) for c in range(1, 5)] == ["项目", "A", "B", "b=B/A"]


def test_formula_in_the_last_line_of_a_name_is_part_of_it() -> None:
    sheet = Sheet().rule(60).write("季度", 90, 76)
    for x, name, formula in (
        (200.0, "预算金额", "（A）"),
        (320.0, "支出金额", "（B）"),
        (450.0, "执行率", "（C=B/A）"),
    ):
        sheet.write(name, x, 70).write(formula, x, 82)
    sheet.rule(92)
    for n in range(4):
        y = 110 + 18 * n
        sheet.write(f"第{n}季度", 90, y).write("1,234.50", 200, y).write("1,034.50", 320, y).write("83.80%", 450, y)
    sheet.rule(180)
    (table,) = read(sheet).tables
    assert [table.text_at(1, c) for c in range(1, 5)] == ["季度", "预算金额（A）", "支出金额（B）", "执行率（C=B/A）"]


def test_a_total_alone_under_the_head_of_the_last_page() -> None:
    """Its figure takes two lines, none of them on the height of its name."""
    first, last = Sheet(1), Sheet(2)
    for sheet in (first, last):
        sheet.rule(60)
        for x, name in ((90.0, "指标"), (260.0, "标准"), (450.0, "得分")):
            sheet.write(name, x, 72)
        sheet.rule(84)
    for n in range(30):
        first.write(f"指标{n}", 90, 100 + 20 * n).write("按规定完成的得分", 260, 100 + 20 * n).write(
            "3.00", 450, 100 + 20 * n
        )
    last.write("未完成的不得分", 260, 96).write("92.", 450, 116).write("合计", 170, 122).write("58", 450, 128).rule(138)
    (table,) = read(first, last).tables
    assert table.text_at(table.rows, 3) == "92.58"
    assert "合计" in {table.text_at(table.rows, c) for c in (1, 2)}


def test_first_names_of_a_head_that_comes_again_are_no_running_head() -> None:
    sheets = [Sheet(n) for n in (1, 2, 3)]
    for n, sheet in enumerate(sheets):
        sheet.write("绩效自评报告", 300, 30)
        sheet.rule(50).write("评价指标", 130, 60).rule(70, 50, 210)
        for x, name in ((90.0, "一级"), (170.0, "二级")):
            sheet.write(name, x, 80)
        sheet.write("评分标准", 300, 70).write("得分", 480, 70).rule(90)
        for row in range(20):
            y = 105 + 30 * row
            sheet.write("决策", 90, y).write("编制", 170, y).write(f"按规定完成第{n}{row}项", 300, y).write(
                "3.5", 480, y
            )
            sheet.rule(y + 15)
    document = read(*sheets)
    (table,) = document.tables
    assert table.rows == 62
    assert table.text_at(1, 2) == "评价指标"
    assert not document.blocks


def test_a_mean_over_all_columns_widens_none_of_them() -> None:
    """Figures at the right under names in the middle, and a last line with its figure in it."""
    sheet = Sheet().rule(60)
    for x, name in (
        (80.0, "季度"),
        (180.0, "预算金额（万元）"),
        (300.0, "支出金额（万元）"),
        (410.0, "支出进度"),
        (500.0, "执行率"),
    ):
        sheet.write(name, x, 70)
    sheet.rule(80)
    for n in range(4):
        y = 95 + 18 * n
        sheet.write(f"第{n}季度", 80, y)
        for x, figure in ((210.0, "504.18"), (330.0, "208.99"), (430.0, "41.45"), (520.0, "65.81")):
            sheet.write(figure, x - 5 * len(figure), y, middle=False)
    sheet.write("全年平均执行率：114.06%", 325, 167).rule(177)
    (table,) = read(sheet).tables
    heads = [table.text_at(1, c) for c in range(1, 6)]
    assert heads == ["季度", "预算金额（万元）", "支出金额（万元）", "支出进度", "执行率"]
    assert [table.text_at(2, c) for c in range(1, 6)] == ["第0季度", "504.18", "208.99", "41.45", "65.81"]


def test_names_that_end_with_a_bracket_are_two() -> None:
    sheet = Sheet().rule(60).write("项目", 90, 70).write("预算金额（万元）", 140, 70, middle=False)
    sheet.write("决算金额（万元）", 223, 70, middle=False).rule(80)
    for n in range(4):
        sheet.write(f"项目{n}", 90, 95 + 18 * n).write("504.18", 180, 95 + 18 * n).write("208.99", 263, 95 + 18 * n)
    sheet.rule(170)
    (table,) = read(sheet).tables
    assert [table.text_at(1, c) for c in range(1, 4)] == ["项目", "预算金额（万元）", "决算金额（万元）"]


def test_names_in_the_middle_over_texts_at_the_left_without_any_rule() -> None:
    sheet = Sheet()
    for x, name in ((85.0, "一级指标"), (290.0, "三级指标"), (440.0, "分数"), (520.0, "得分")):
        sheet.write(name, x, 70)
    for n, indicator in enumerate(
        ["预算编制规范性", "绩效目标完整性", "财务合规性", "预算执行率", "固定资产利用率", "群众信访办理"]
    ):
        y = 92 + 22 * n
        sheet.write("部门管理", 85, y).write(indicator, 150, y, middle=False)
        sheet.write("5", 450, y, middle=False).write("4", 530, y, middle=False)
    (table,) = read(sheet).tables
    assert [table.text_at(1, c) for c in range(1, table.cols + 1)] == ["一级指标", "三级指标", "分数", "得分"]
    assert [table.text_at(4, c) for c in range(1, 5)] == ["部门管理", "财务合规性", "5", "4"]


def test_a_sign_that_hangs_out_does_not_join_two_columns() -> None:
    """Full lines of two columns of text 3 points apart, one of them ending with a sign that reaches into that white."""
    sheet = (
        Sheet()
        .rule(50)
        .write("指标", 80, 60)
        .write("说明", 180, 60)
        .write("标准", 330, 60)
        .write("得分", 500, 60)
        .rule(70)
    )
    for n in range(4):
        y = 84 + 40 * n
        sheet.write(f"指标{n}", 80, y + 6).write("5", 500, y + 6)
        sheet.write("按照规定的时间编制预算" + ("内，" if n == 2 else ""), 122, y, middle=False)
        sheet.write("并且报送。", 122, y + 12, middle=False)
        sheet.write("全部按时报送的得满分，迟报的", 255, y, middle=False)
        sheet.write("不得分。", 255, y + 12, middle=False)
    sheet.rule(226)
    (table,) = read(sheet).tables
    assert table.cols == 4
    assert table.text_at(4, 2) == "按照规定的时间编制预算内，并且报送。"
    assert table.text_at(4, 3) == "全部按时报送的得满分，迟报的不得分。"


def test_a_header_that_comes_again_at_the_head_of_each_page_is_no_running_line() -> None:
    """Its first line is one name over four columns; what stands below it comes again as well."""
    sheets = []
    for number in range(1, 5):
        sheet = Sheet(number).write("某单位整体支出绩效自评报告", 300, 30, size=9)
        sheet.write("评价指标", 130, 62)
        for x, name in ((90.0, "一级指标"), (170.0, "二级指标"), (300.0, "指标说明"), (430.0, "得分")):
            sheet.write(name, x, 80)
        for x, name in ((70.0, "名称"), (110.0, "权重"), (150.0, "名称"), (190.0, "权重")):
            sheet.write(name, x, 98)
        sheet.write("（分）", 110, 111).write("（分）", 190, 111)
        for n in range(12):
            y = 135 + 24 * n
            for x, text in zip(
                MIDDLES, ("决策", "20", "编制", "10", f"按照规定编制并且及时报送{number}"), strict=False
            ):
                sheet.write(text, x, y)
            sheet.write(f"{n + 3}.5", 430, y)
        sheets.append(sheet)
    [table] = read(*sheets).tables
    assert cells_of(table)[1, 1, 1, 4] == "评价指标"
    assert [table.text_at(r, 6) for r in range(table.rows - 11, table.rows + 1)] == [f"{n + 3}.5" for n in range(12)]


def test_a_group_name_lost_on_one_page_does_not_part_the_table() -> None:
    """On the first page a caption in the cells' own type stands right above the name over four columns."""

    def rows(sheet: Sheet, first: int) -> Sheet:
        for n in range(10):
            y = 135 + 24 * n
            for x, text in zip(MIDDLES, ("决策", "20", "编制", "10", f"按照规定编制并且及时报送{n}"), strict=False):
                sheet.write(text, x, y)
            sheet.write(f"{first + n}.5", 430, y)
        return sheet

    def names(sheet: Sheet) -> Sheet:
        for x, name in zip((70.0, 110.0, 150.0, 190.0), ("一级", "权重", "二级", "分值"), strict=True):
            sheet.write(name, x, 98)
        return sheet.write("指标说明", 300, 98).write("得分", 430, 98)

    one = names(Sheet(1)).rule(108).rule(375)
    two = names(Sheet(2).rule(70).write("评价指标", 130, 80)).rule(108).rule(375)
    [table] = read(rows(one.rule(88), 1), rows(two, 11)).tables
    assert [table.text_at(r, 6) for r in range(2, 22)] == [f"{n}.5" for n in range(1, 21)]


def test_the_last_line_of_a_name_right_above_the_only_rule_of_each_page() -> None:
    pages = [Sheet(1), Sheet(2)]
    pages[0].write("表5 二级项目执行情况表", 300, 70, size=12)
    for page, sheet in enumerate(pages):
        sheet.write("项目类", 80, 93).write("型", 80, 107)
        for name, x in (("项目名称", 200), ("全年预算", 350), ("决算数", 480)):
            sheet.write(name, x, 100)
        sheet.rule(116).write("结转类" if page else "履职类", 80, 174)
        for n in range(5):
            y = 130 + 22 * n
            sheet.write(f"第{page}{n}期", 200, y).write(f"{n}5.20", 350, y).write(f"{n}4.10", 480, y)
    (table,) = read(*pages).tables
    assert (table.rows, table.header_rows) == (11, 1)
    assert [table.grid[1, c].text for c in range(1, 5)] == ["项目类型", "项目名称", "全年预算", "决算数"]


def test_levels_of_names_far_apart_with_a_rule_between_them() -> None:
    sheet = Sheet().write("表6 支出情况表", 300, 60, size=12)
    sheet.write("项目", 90, 107).write("预算数", 270, 92).write("执行率", 500, 107).rule(106, 200, 340)
    sheet.write("年初", 230, 122).write("调整后", 310, 122).rule(138)
    for n in range(5):
        for text, x in ((f"第{n}项支出", 90), (f"{n}1.20", 230), (f"{n}2.20", 310), ("95.10%", 500)):
            sheet.write(text, x, 152 + 24 * n)
    (table,) = read(sheet).tables
    cells = cells_of(table)
    assert (cells[1, 2, 1, 2], cells[1, 1, 2, 1], cells[2, 3, 1, 1]) == ("预算数", "项目", "调整后")
