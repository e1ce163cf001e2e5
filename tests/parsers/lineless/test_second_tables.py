"""Two tables with nothing but white between them, and what looks like that within one table."""

from __future__ import annotations

import pytest

from tests.parsers.sheets import Sheet, cells_of, read

FIRST = [
    ["支出类型", "年初预算", "调整金额", "调整后预算", "决算支出"],
    ["基本支出", "1,962.13", "89.94", "2,052.07", "2,030.09"],
    ["项目支出", "4,379.26", "10.67", "4,389.93", "3,744.61"],
    ["合计", "6,341.39", "100.61", "6,442.00", "5,774.70"],
]
SECOND = [["年度", "收入", "支出"], ["上年", "4,897.21", "4,880.05"], ["本年", "5,326.21", "5,300.00"]]


def sheet_of(white: float, with_rules: bool) -> Sheet:
    sheet, y = Sheet().write("表2 预算调整与执行情况", 300, 70), 100.0
    for rows, xs in ((FIRST, (90, 190, 290, 390, 500)), (SECOND, (120, 300, 480))):
        for row in rows:
            if with_rules:
                sheet.rule(y - 9)
            for text, x in zip(row, xs, strict=True):
                sheet.write(text, x, y)
            y += 18
        if with_rules:
            sheet.rule(y - 9)
        y += white
    return sheet


@pytest.mark.parametrize("with_rules", [False, True])
def test_a_second_table_below_white_alone_is_a_table_of_its_own(with_rules: bool) -> None:
    tables = read(sheet_of(14, with_rules)).tables
    assert [(t.rows, t.cols) for t in tables] == [(4, 5), (3, 3)]
    assert [tables[1].text_at(1, c) for c in range(1, 4)] == SECOND[0]
    assert [tables[0].text_at(4, c) for c in range(1, 6)] == FIRST[3]


def test_a_row_of_words_among_figures_begins_no_table() -> None:
    sheet = Sheet().write("表3 各季度支付进度", 300, 70)
    rows = [
        ["指标", "一季度", "二季度", "三季度"],
        ["累计支出", "210.00", "480.00", "700.00"],
        ["是否达到进度", "否", "否", "是"],
        ["累计进度", "21.00%", "48.00%", "70.00%"],
        ["序时进度", "25.00%", "50.00%", "75.00%"],
    ]
    for n, row in enumerate(rows):
        for text, x in zip(row, (100, 220, 340, 460), strict=True):
            sheet.write(text, x, 100 + 20 * n)
    (table,) = read(sheet).tables
    assert (table.rows, table.cols) == (5, 4)


def test_a_section_of_a_form_with_sentences_begins_no_table() -> None:
    sheet = Sheet().write("表4 项目自评表", 300, 60).rule(76)
    xs = (110, 230, 350, 470)
    for n, row in enumerate([["资金", "预算数", "执行数", "执行率"], ["总额", "98.29", "90.10", "91.67%"]]):
        for text, x in zip(row, xs, strict=True):
            sheet.write(text, x, 90 + 20 * n)
    sheet.write("目标", 110, 150).write("按计划完成。", 270, 150).write("已经完成。", 440, 150)
    for n, row in enumerate(
        [["指标", "目标值", "完成值", "得分"], ["数量", "12", "12", "10"], ["质量", "95", "96", "9"]]
    ):
        for text, x in zip(row, xs, strict=True):
            sheet.write(text, x, 186 + 20 * n)
    (table,) = read(sheet.rule(240)).tables
    assert table.rows == 6
    assert "按计划完成。" in cells_of(table).values()


def test_a_paragraph_of_one_line_parts_two_tables_with_lines_between_rows() -> None:
    sheet, y = Sheet().write("表2 预算调整与执行情况", 300, 70), 100.0
    for n, (rows, xs) in enumerate(((FIRST, (90, 190, 290, 390, 500)), (SECOND, (120, 300, 480)))):
        if n:
            sheet.write("后续将持续提升资金使用效益。", 74, y + 4, middle=False, size=12)
            y += 26
        for row in rows:
            for text, x in zip(row, xs, strict=True):
                sheet.write(text, x, y)
            y += 18
            sheet.rule(y - 9)
        y += 8
    sheet.write("以下为其他情况的说明，各项工作按照年初计划有序推进并取得成效。", 50, y + 40, middle=False, size=12)
    assert [(t.rows, t.cols) for t in read(sheet).tables] == [(4, 5), (3, 3)]


def test_a_second_table_may_begin_with_the_one_name_of_a_group() -> None:
    sheet, y = Sheet().write("表2 预算调整与执行情况", 300, 70), 100.0
    for row in FIRST:
        for text, x in zip(row, (90, 190, 290, 390, 500), strict=True):
            sheet.write(text, x, y)
        y += 18
    y += 12
    sheet.write("上年结转", 300, y).write("单位", 100, y + 8).write("余额", 500, y + 8)
    sheet.write("基本支出", 250, y + 16).write("项目支出", 350, y + 16)
    for n in range(3):
        for k, x in enumerate((100, 250, 350, 500)):
            sheet.write(f"单位{n}" if k == 0 else f"{n + 1}{k}.{k}0", x, y + 36 + 18 * n)
    tables = read(sheet).tables
    assert [(t.rows, t.cols) for t in tables] == [(4, 5), (5, 4)]
    assert cells_of(tables[1])[1, 2, 1, 2] == "上年结转"


def overleaf(rows: list[list[str]], xs: tuple[int, ...], y: float, number: int = 2) -> Sheet:
    sheet = Sheet(number)
    for n, row in enumerate(rows):
        for text, x in zip(row, xs, strict=True):
            sheet.write(text, x, y + 20 * n)
    return sheet


XS = (90, 190, 290, 390, 500)
OTHERS = (90, 200, 300, 420, 500)
QUARTERS = [
    ["季度", "全年预算", "累计支出", "累计进度", "执行率"],
    ["第一季度", "6,442.00", "1,410.05", "21.89%", "87.55%"],
    ["第二季度", "6,442.00", "3,020.00", "46.88%", "93.76%"],
    ["第三季度", "6,442.00", "4,830.92", "74.99%", "99.99%"],
]


@pytest.mark.parametrize("with_rules", [False, True])
def test_a_table_of_other_names_overleaf_is_no_rest_of_one_that_ended_in_a_total(with_rules: bool) -> None:
    first, second = overleaf(FIRST, XS, 700, 1).write("表2 支出情况", 300, 660), overleaf(QUARTERS, OTHERS, 60)
    for sheet, ys in ((first, (690, 710, 770)), (second, (50, 70, 130))) if with_rules else ():
        for y in ys:
            sheet.rule(y)
    if not with_rules:
        first = overleaf([*FIRST], XS, 680, 1).write("表2 支出情况", 300, 640)
        for text, x in zip(QUARTERS[0], OTHERS, strict=True):  # the names stand alone at the foot of the page
            first.write(text, x, 764)
        second = overleaf(QUARTERS[1:], OTHERS, 60)
    tables = read(first, second).tables
    assert [(t.rows, t.cols) for t in tables] == [(4, 5), (4, 5)]
    assert [tables[1].text_at(1, c) for c in range(1, 6)] == QUARTERS[0]


def test_a_second_table_below_a_total_that_stands_alone_on_its_page() -> None:
    first = overleaf(FIRST[:3], XS, 720, 1).write("表2 支出情况", 300, 690)
    second = overleaf(FIRST[3:], XS, 60)
    for n, row in enumerate(QUARTERS):
        for text, x in zip(row, OTHERS, strict=True):
            second.write(text, x, 94 + 20 * n)
    tables = read(first, second).tables
    assert [(t.rows, t.cols) for t in tables] == [(4, 5), (4, 5)]
    assert tables[0].text_at(4, 1) == "合计"


def test_the_last_rule_of_one_table_right_above_the_first_of_another() -> None:
    """Rows are set so wide that the white between the tables is none more than between rows."""
    sheet = Sheet().write("表2 支出情况", 300, 60).rule(80)
    for n, row in enumerate(FIRST):
        for text, x in zip(row, XS, strict=True):
            sheet.write(text, x, 96 + 34 * n)
    sheet.rule(114).rule(216).rule(225)
    for n, row in enumerate(QUARTERS):
        for text, x in zip(row, OTHERS, strict=True):
            sheet.write(text, x, 241 + 34 * n)
    tables = read(sheet.rule(259).rule(361)).tables
    assert [(t.rows, t.cols) for t in tables] == [(4, 5), (4, 5)]
    assert [tables[1].text_at(1, c) for c in range(1, 6)] == QUARTERS[0]
