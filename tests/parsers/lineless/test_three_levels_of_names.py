"""Three levels of names close together over narrow columns of stacked characters and of few figures, as Word sets the
annex with the criteria: a name over all of them, its groups, and a name and a weight in each group."""

from __future__ import annotations

from tests.parsers.sheets import Sheet, cells_of, read

SIZE = 8.0
PITCH = 11.0
GROUPS = (60.0, 110.0, 160.0)  # left sides of three groups of a name and a weight


def head(sheet: Sheet, y: float) -> float:
    """The header below height `y`; its foot."""
    sheet.write("评价指标", 135.0, y + 8, size=SIZE)
    for x, text in zip(GROUPS, ("一级指标", "二级指标", "三级指标"), strict=True):
        sheet.write(text, x + 24, y + 8 + PITCH, size=SIZE)
        for n, sign in enumerate("名称"):
            sheet.write(sign, x + 10, y + 44 + PITCH * n, size=SIZE)
        for n, sign in enumerate("参考分"):
            sheet.write(sign, x + 38, y + 39 + PITCH * n, size=SIZE)
    sheet.write("参考评分标准", 330.0, y + 40, size=SIZE)
    sheet.write("得分情况", 500.0, y + 40, size=SIZE)
    return y + 76


def row(sheet: Sheet, y: float, texts: dict[float, str]) -> None:
    for x, text in texts.items():
        sheet.write(text, x, y, size=SIZE)


def sheet_of() -> Sheet:
    sheet = Sheet().rule(60)
    y = head(sheet, 60)
    sheet.rule(y)
    for n in range(6):
        at = y + 20 + 36 * n
        for k in (-1, 0, 1):
            sheet.write("按照规定编制并且及时报送的得满分否则扣分", 330.0, at + k * PITCH, size=SIZE)
        row(sheet, at, {170.0: "报送", 198.0: f"{n + 1}", 500.0: f"{n + 1}"})
        for k, sign in enumerate("预算编制"):  # every second group, beside two rows
            if n % 2:
                sheet.write(sign, 120.0, at - 18 + (k - 1.5) * PITCH, size=SIZE)
        if n % 2:
            sheet.write("10", 148.0, at - 18, size=SIZE)
        if n == 2:
            for k, sign in enumerate("部门决策"):
                sheet.write(sign, 70.0, at + 18 + (k - 1.5) * PITCH, size=SIZE)
            sheet.write("20", 98.0, at + 18, size=SIZE)
    return sheet.rule(y + 6 * 36 + 2)


def test_the_name_right_over_the_middle_group_is_the_name_of_all() -> None:
    (table,) = read(sheet_of()).tables
    cells = cells_of(table)
    assert cells[1, 1, 1, 6] == "评价指标"
    assert [cells[2, c, 1, 2] for c in (1, 3, 5)] == ["一级指标", "二级指标", "三级指标"]
    assert [cells[3, c, 1, 1] for c in range(1, 7)] == ["名称", "参考分"] * 3


def test_a_column_of_few_figures_is_found() -> None:
    (table,) = read(sheet_of()).tables
    assert table.cols == 8
    cells = cells_of(table)
    assert cells[4, 1, 6, 1] == "部门决策"
    assert cells[4, 2, 6, 1] == "20"
    assert [cells[r, 4, 2, 1] for r in (4, 6, 8)] == ["10"] * 3


def test_a_stacked_name_of_a_group_beside_a_wide_one_under_rules() -> None:
    """Two groups of two columns: the name of the first, in stacked characters, stands between its columns."""
    sheet = Sheet().rule(60).write("评价指标", 150, 70, size=SIZE).rule(80, 50, 250)
    for n, sign in enumerate("一级指标"):
        sheet.write(sign, 93, 90 + PITCH * n, size=SIZE)
    sheet.write("二级指标", 194, 106, size=SIZE).write("得分", 320, 98, size=SIZE).write("说明", 450, 98, size=SIZE)
    sheet.rule(134, 50, 250)
    for x, text in ((70, "名称"), (110, "分值"), (165, "名称"), (228, "分值")):
        sheet.write(text, x, 144, size=SIZE)
    sheet.rule(154)
    for n in range(4):
        y = 166 + 22 * n
        for x, text in ((70, "决策"), (110, "20"), (165, "编制规范性"), (228, "5"), (320, "4"), (450, "按期完成")):
            sheet.write(text, x, y, size=SIZE)
        sheet.rule(y + 11)
    (table,) = read(sheet).tables
    cells = cells_of(table)
    assert cells[1, 1, 1, 4] == "评价指标"
    assert (cells[2, 1, 1, 2], cells[2, 3, 1, 2]) == ("一级指标", "二级指标")


def figures(sheet: Sheet, columns: tuple[float, ...], *texts: tuple[str, float]) -> Sheet:
    """Four rows of names set at the left, and of figures at the right side of columns whose names stand in the
    middle."""
    for n in range(4):
        for text, x in texts:
            sheet.write(text.format(n), x, 166 + 22 * n, middle=False)
        for k, right in enumerate(columns):
            amount = f"{n}1.5{k}"
            sheet.write(amount, right - 5 * len(amount), 166 + 22 * n, middle=False)
    return sheet.rule(246)


def test_single_names_below_the_middle_stand_under_the_group() -> None:
    sheet = Sheet().write("表5 支出明细表", 300, 70, size=12).rule(90)
    sheet.write("项目", 85, 121).write("执行率", 525, 121).write("全年预算", 302, 103)
    sheet.write("合计", 155, 130).write("专项支出", 460, 130).write("基本支出", 305, 121)
    for text, x in (("小计", 230), ("人员", 305), ("公用", 380)):
        sheet.write(text, x, 139)
    (table,) = read(figures(sheet.rule(152), (190, 265, 340, 415, 495, 548), ("第{}项", 60))).tables
    cells = cells_of(table)
    assert (cells[1, 2, 1, 5], cells[2, 3, 1, 3]) == ("全年预算", "基本支出")
    assert (cells[2, 2, 2, 1], cells[2, 6, 2, 1], cells[1, 7, 3, 1]) == ("合计", "专项支出", "执行率")


def test_a_name_over_a_group_and_a_single_name_under_which_it_is_printed() -> None:
    sheet = Sheet().write("表6 支出明细表", 300, 70, size=12).rule(90)
    sheet.write("功能分类科目", 175, 103).write("科目编码", 95, 121).write("科目名称", 220, 130)
    for text, x in (("类", 65), ("款", 95), ("项", 125)):
        sheet.write(text, x, 139)
    sheet.write("决算数", 400, 121).write("执行率", 500, 121).rule(152)
    names = (("201", 57), ("03", 90), ("0{}", 120), ("行政运行第{}项", 146))
    (table,) = read(figures(sheet, (430, 530), *names)).tables
    cells = cells_of(table)
    assert (cells[1, 1, 1, 4], cells[2, 1, 1, 3], cells[2, 4, 2, 1]) == ("功能分类科目", "科目编码", "科目名称")
