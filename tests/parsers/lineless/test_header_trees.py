"""Names of columns read as one tree: long names beside each other, names over right-aligned figures, rules between."""

from __future__ import annotations

import pytest

from tests.parsers.sheets import Sheet, cells_of, read


def spans_of_head(sheet: Sheet) -> dict[tuple[int, int, int, int], str]:
    (table,) = read(sheet).tables
    return {place: text for place, text in cells_of(table).items() if place[0] <= table.header_rows}


def figures(sheet: Sheet, xs: tuple[float, ...], y: float, rows: int = 4, right: bool = False) -> Sheet:
    for n in range(rows):
        for k, x in enumerate(xs):
            text = f"项目{n + 1}" if k == 0 else f"{(n + 2) * (k + 3)}.{k}{n}"
            sheet.write(text, x - 5 * len(text) / 2 if right and k else x, y + 20 * n)
    return sheet


def test_names_wider_than_their_figures_stand_over_their_own_columns() -> None:
    sheet = Sheet().write("表5 支付进度", 300, 60).rule(80)
    xs = (80.0, 180.0, 290.0, 390.0, 480.0)
    sheet.write("季度", 80, 97)
    for x, name, rest in zip(
        xs[1:], ("全年预算指标（万", "累计支出（万", "支出进度", "支付率"), "元元率率", strict=True
    ):
        sheet.write(name, x, 90).write(f"{rest}）①" if rest == "元" else rest, x, 104)
    names = set(spans_of_head(figures(sheet.rule(114), xs, 126).rule(196)).values())
    assert {"全年预算指标（万元）①", "累计支出（万元）①", "支出进度率", "季度"} <= names


def test_a_name_over_two_names_in_the_middle_of_cells_with_figures_at_the_right() -> None:
    sheet = Sheet().write("表6 资产变动", 300, 60).rule(80)
    for x, name in ((100, "项目"), (220, "年初数"), (460, "年末数")):
        sheet.write(name, x, 97)
    sheet.write("本年变动", 340, 90).write("增加", 300, 104).write("减少", 380, 104)
    xs = (100.0, 250.0, 338.0, 418.0, 498.0)
    cells = spans_of_head(figures(sheet.rule(112), xs, 126, right=True).rule(196))
    assert cells[1, 3, 1, 2] == "本年变动"
    assert {cells[2, 3, 1, 1], cells[2, 4, 1, 1]} == {"增加", "减少"}


def test_a_rule_across_the_header_parts_all_names_above_from_those_below() -> None:
    sheet = Sheet().write("表7 三公经费决算", 300, 60).rule(80).rule(98).rule(134)
    xs = (75.0, 155.0, 235.0, 325.0, 405.0, 485.0)
    sheet.write("预算数", 155, 89).write("决算数", 405, 89)
    for x in (155.0, 405.0):
        sheet.write("合计", x - 80, 116).write("公务用车费", x + 40, 107).rule(116, x, x + 80)
        sheet.write("购置", x, 125).write("运行", x + 80, 125)
    for n in range(3):
        for k, x in enumerate(xs):
            sheet.write(f"{3 + k + n}.{k}5", x, 144 + 20 * n)
    cells = spans_of_head(sheet.rule(194))
    assert cells[1, 1, 1, 3] == "预算数"
    assert cells[1, 4, 1, 3] == "决算数"
    assert cells[2, 1, 2, 1] == "合计"
    assert cells[2, 2, 1, 2] == "公务用车费"
    assert cells[3, 2, 1, 1] == "购置"


def test_names_of_groups_above_the_first_rule_belong_to_the_header() -> None:
    sheet = Sheet().write("表1 收入支出决算", 300, 60).write("收入", 155, 82).write("支出", 405, 82)
    sheet.rule(91).rule(109)
    xs = (75.0, 155.0, 235.0, 325.0, 405.0, 485.0)
    for x, name in zip(xs, ("项目", "行次", "金额") * 2, strict=True):
        sheet.write(name, x, 100)
    for n in range(4):
        for k, x in enumerate(xs):
            sheet.write(f"类款{n}" if k % 3 == 0 else f"{n + 1}" if k % 3 == 1 else f"{n + 3}1.{k}5", x, 120 + 18 * n)
    cells = spans_of_head(sheet)
    assert (cells[1, 1, 1, 3], cells[1, 4, 1, 3]) == ("收入", "支出")


def test_a_first_row_without_figures_is_no_part_of_a_header_without_rules() -> None:
    sheet = Sheet().write("表7 三公经费", 300, 60).write("本年", 400, 80)
    sheet.write("项目", 100, 91).write("上年数", 210, 91)
    for x, name in ((310, "预算数"), (400, "决算数"), (490, "增减")):
        sheet.write(name, x, 102)
    sheet.write("因公出国费用", 100, 120)
    for n, name in enumerate(("公务接待费", "公务用车费", "合计")):
        sheet.write(name, 100, 140 + 20 * n)
        for k, x in enumerate((210, 310, 400, 490)):
            sheet.write(f"{n + 2}{k}.{k}5", x, 140 + 20 * n)
    (table,) = read(sheet).tables
    assert (table.rows, table.cols, table.header_rows) == (6, 5, 2)
    assert cells_of(table)[3, 1, 1, 1] == "因公出国费用"
    assert cells_of(table)[1, 3, 1, 3] == "本年"


def test_a_header_left_at_the_foot_of_a_page_above_its_lower_rule_heads_the_next_page() -> None:
    xs = (90.0, 200.0, 310.0, 420.0, 510.0)
    first = Sheet(1).write("各项支出比上年增减的原因，详见下表所列各项内容的说明。", 50, 600, middle=False, size=12)
    first.write("表3 增减变动", 300, 700).write("比上年增减", 465, 724).rule(731, 385, 550)
    for x, name in zip(xs, ("支出类别", "上年数", "本年数", "金额", "增减率"), strict=True):
        first.write(name, x, 738 if x > 400 else 731)
    second = Sheet(2)
    for n in range(4):
        for k, x in enumerate(xs):
            second.write(f"支出{n}" if k == 0 else f"{n + 2}{k}.{k}5", x, 60 + 20 * n)
        second.rule(70 + 20 * n)
    (table,) = read(first.rule(746), second).tables
    assert (table.rows, table.header_rows) == (6, 2)
    assert cells_of(table)[1, 4, 1, 2] == "比上年增减"


def test_a_header_without_rules_above_one_row_of_figures_names_its_columns() -> None:
    sheet = Sheet().write("表7 三公经费决算", 300, 60).write("预算数", 170, 82).write("决算数", 420, 82)
    xs = (90.0, 170.0, 250.0, 340.0, 420.0, 500.0)
    for k, x in enumerate(xs):
        sheet.write(("合计", "出国费", "接待费")[k % 3], x, 100).write(f"{k + 3}.{k}5", x, 120)
    cells = spans_of_head(sheet)
    assert (cells[1, 1, 1, 3], cells[1, 4, 1, 3]) == ("预算数", "决算数")
    assert cells[2, 6, 1, 1] == "接待费"


def test_a_total_in_the_right_half_stands_over_code_and_name() -> None:
    sheet = Sheet().write("表2 基本支出明细", 300, 60)
    names = (("编码", 70), ("名称", 150), ("决算数", 250), ("编码", 330), ("名称", 410), ("决算数", 510))
    for name, x in names:
        sheet.write(name, x, 84)
    for n in range(5):
        for code, left, word in ((3010, 60, "基本工资与津贴"), (3020, 320, "办公费")):
            sheet.write(f"{code}{n + 1}", left, 104 + 18 * n, middle=False)
            sheet.write(word[: 7 - n], left + 45, 104 + 18 * n, middle=False)
            sheet.write(f"{n + 4}1.0{n}", left + 190, 104 + 18 * n)
    sheet.write("人员经费合计", 130, 194).write("305.10", 250, 194).write("公用经费合计", 385, 194).write(
        "305.10", 510, 194
    )
    (table,) = read(sheet).tables
    assert cells_of(table)[table.rows, 4, 1, 2] == "公用经费合计"


@pytest.mark.parametrize("right", [False, True])
@pytest.mark.parametrize("names", ["预算 支出 结余 比例", "预算数 完成 结余额 比例"])
def test_names_that_begin_or_end_with_the_columns_they_stand_over(right: bool, names: str) -> None:
    sheet = Sheet().write("表8 两年对比", 300, 60).rule(80)
    xs = [150.0 + 50 * k + (40 if right else 0) for k in range(8)]

    def put(text: str, x: float, y: float) -> None:
        width = sum(5.0 if char.isascii() else 10.0 for char in text)
        sheet.write(text, x - (width if right else 0), y, middle=False)

    sheet.write("部门", 60, 97, middle=False)
    for k, group in ((3, "上年") if right else (0, "上年"), (7, "本年") if right else (4, "本年")):
        put(group, xs[k], 90)
    for k, name in enumerate(names.split() * 2):
        put(name, xs[k], 104)
    sheet.rule(114)
    for n in range(4):
        sheet.write(f"第{n + 1}所", 60, 126 + 20 * n, middle=False)
        for k, x in enumerate(xs):
            put(f"{(n + 1) * (k + 2)}.{k}5", x, 126 + 20 * n)
    cells = spans_of_head(sheet.rule(196))
    assert cells[1, 2, 1, 4] == "上年"
    assert cells[1, 6, 1, 4] == "本年"
