"""Columns and rows that are worked out of others, under whatever names: the slip is named where it stands, with what it
should be, and what may be right in another way accuses nobody."""

from __future__ import annotations

import pytest

from tests.normalize.grids import table
from tests.small_audits import audited, errors


def wrong(grid: str, unit: str = "", header_rows: int = 1) -> set[tuple[str, str, str]]:
    """(row, column, printed) of every error in a table."""
    found = errors(audited(table(grid, unit=unit, title="情况表", header_rows=header_rows)))
    return {(row, column, reported) for _, row, column, reported in found}


LETTERS = """
    内容 | 期初安排 | 追加安排 | 可用资金 | 已用资金 | 使用程度
    栏次 | A | B | C=A+B | D | E=D÷C×100%
    甲类 | 812.40 | 35.16 | {} | 790.02 | 93.21%
    乙类 | 233.75 | 12.08 | 245.83 | 221.60 | {}
    """
CIRCLES = """
    内容 | 应缴（①） | 实缴（②） | 欠缴（③=①-②） | 入库程度（④=②/①）
    甲镇 | 512.30 | 487.66 | {} | 95.19%
    乙镇 | 266.05 | 240.71 | 25.34 | {}
    """


@pytest.mark.parametrize(
    ("grid", "values", "told"),
    [
        (LETTERS, ("847.56", "90.14%"), set()),
        (LETTERS, ("874.56", "90.14%"), {("甲类", "可用资金", "874.56")}),
        (LETTERS, ("847.56", "94.80%"), {("乙类", "使用程度", "94.80")}),  # over the first budget
        (CIRCLES, ("24.64", "90.48%"), set()),
        (CIRCLES, ("25.34", "90.48%"), {("甲镇", "欠缴（③=①-②）", "25.34")}),  # the row below's
        (CIRCLES, ("24.64", "9.52%"), {("乙镇", "入库程度（④=②/①）", "9.52")}),
    ],
)
def test_a_formula_in_the_head_is_what_its_column_says(grid: str, values: tuple[str, str], told: set[object]) -> None:
    assert wrong(grid.format(*values), "万元") == told


def test_a_difference_printed_without_its_sign_is_no_slip() -> None:
    """预算 1, 决算 2, 差额 3=1-2 with 超支 or 节约 behind it."""
    grid = """
        内容 | 预算数1 | 决算数2 | 差额3=1-2 | 说明
        甲 | 812.40 | 790.02 | 22.38 | 节约
        乙 | 233.75 | 245.83 | 12.08 | 超支
        丙 | 640.11 | 602.57 | 37.54 | 节约
        丁 | 118.96 | 101.20 | 17.76 | 节约
        """
    assert not wrong(grid, "万元")


PER_HEAD = """
    单位 | 供养人数 | 日常公用支出（万元） | 人均水平（元）
    甲所 | 46 | 117.35 | 25,510.87
    乙所 | 81 | 230.48 | {}
    丙站 | 29 | 64.91 | 22,382.76
    丁站 | 112 | 301.27 | 26,899.11
    合计 | 268 | 714.01 | {}
    """


def test_what_comes_to_each_is_held_against_its_row() -> None:
    assert not wrong(PER_HEAD.format("28,454.32", "26,642.16"))
    assert wrong(PER_HEAD.format("28,854.32", "26,642.16")) == {("乙所", "人均水平（元）", "28854.32")}
    # the mean of the rows in place of the quotient of the totals may be meant
    assert not wrong(PER_HEAD.format("28,454.32", "25,811.77"))


def test_what_is_left_of_two_less_one() -> None:
    grid = """
        任务 | 期初余额 | 当年拨入 | 当期列支 | 期末余额
        甲 | 31.20 | 240.00 | 219.47 | 51.73
        乙 | 12.66 | 88.50 | 93.04 | {}
        丙 | 47.05 | 310.75 | 288.19 | 69.61
        丁 | 20.38 | 151.22 | 160.03 | 11.57
        """
    assert not wrong(grid.format("8.12"), "万元")
    assert wrong(grid.format("69.61"), "万元") == {("乙", "期末余额", "69.61")}


YEARS = """
    内容 | 2021年 | 2022年 | 2023年 | 三年累计 | 年平均数
    甲 | 812.40 | 790.02 | 655.31 | 2,257.73 | 752.58
    对乙补助 | 233.75 | 245.83 | 301.92 | {} | 260.50
    丙 | 640.11 | 602.57 | 588.26 | 1,830.94 | {}
    丁 | 118.96 | 101.20 | 97.45 | 317.61 | 105.87
    """


def test_sums_and_means_of_years() -> None:
    assert not wrong(YEARS.format("781.50", "610.31"), "万元")
    assert wrong(YEARS.format("718.50", "610.31"), "万元") == {("对乙补助", "三年累计", "718.50")}
    assert wrong(YEARS.format("781.50", "640.31"), "万元") == {("丙", "年平均数", "640.31")}


def test_a_mean_of_two_counts_may_be_weighted() -> None:
    grid = """
        单位 | 年初人数 | 年末人数 | 平均人数
        甲所 | 46 | 52 | 49.0
        乙所 | 81 | 95 | {}
        丙站 | 29 | 20 | 24.5
        丁站 | 112 | 119 | 115.5
        戊站 | 37 | 44 | 40.5
        """
    assert not wrong(grid.format("90.2"), "人")
    assert wrong(grid.format("188.0"), "人") == {("乙所", "平均人数", "188.0")}


MEAN_ROW = """
    单位 | 职工数 | 培训开支（万元） | 办班期数 | 人均（元）
    甲所 | 46 | 11.73 | 12 | 2,550.00
    乙所 | 81 | 23.04 | 20 | 2,844.44
    丙站 | 29 | 6.49 | 7 | 2,237.93
    丁站 | 112 | 30.12 | 31 | 2,689.29
    单位平均 | 67.00 | 17.85 | {} | 2,663.43
    """


def test_a_row_of_means() -> None:
    """What comes to each in such a row is the quotient of the row, and no mean."""
    assert not wrong(MEAN_ROW.format("17.50"))
    assert wrong(MEAN_ROW.format("11.50")) == {("单位平均", "办班期数", "11.50")}


MONTHS = """
    月份 | 当月拨付 | 累计拨付 | 累计支付率
    1月 | 205.62 | 205.62 | 5.75%
    2月 | 179.34 | 384.96 | 10.76%
    3月 | 177.46 | 562.42 | 15.72%
    4月 | 367.07 | 929.49 | {}
    5月 | 142.29 | 1,071.78 | 29.95%
    6月 | 370.32 | 1,442.10 | {}
    """


def test_rates_of_a_budget_that_the_table_does_not_print() -> None:
    assert not wrong(MONTHS.format("25.98%", "40.30%"), "万元")
    assert wrong(MONTHS.format("10.26%", "40.30%"), "万元") == {("4月", "累计支付率", "10.26")}  # of the month alone
    assert not wrong(MONTHS.format("25.98%", "38.79%"), "万元")  # the budget of June may be another


def test_points_between_two_rates_are_named_themselves() -> None:
    grid = """
        单位 | 去年支出进度 | 今年支出进度 | 同比升降（百分点）
        甲所 | 76.34 | 87.16 | 10.82
        乙所 | 96.85 | 90.71 | {}
        丙站 | 73.41 | 97.80 | 24.39
        丁站 | 81.63 | 85.73 | 4.10
        """
    assert not wrong(grid.format("-6.14"))
    assert wrong(grid.format("-6.74")) == {("乙所", "同比升降（百分点）", "-6.74")}


def test_how_far_quarters_are_from_the_schedule() -> None:
    grid = """
        内容 | 一季度 | 上半年 | 前三季度 | 全年
        累计支出 | 404.14 | 845.04 | 1,195.88 | 1,654.84
        全年预算数 | 1,840.87 | 1,840.87 | 1,840.87 | 1,840.87
        支出进度 | 21.95% | 45.90% | 64.96% | 89.89%
        序时进度 | 25% | 50% | 75% | 100%
        比序时快（慢） | -3.05 | -4.10 | {} | -10.11
        """
    assert not wrong(grid.format("-10.04"), "万元")
    assert len(wrong(grid.format("-11.04"), "万元")) == 1


def test_few_rows_are_borne_out_by_another_column_or_the_total() -> None:
    """Three rows are few; the amount of the change, or the total of the column, says the same."""
    growth = """
        类别 | 去年金额 | 今年金额 | 变动额 | 变动率
        甲 | 1,666.82 | 1,699.30 | 32.48 | 1.95%
        乙 | 948.84 | 1,100.64 | 151.80 | {}
        合计 | 2,615.66 | 2,799.94 | 184.28 | 7.05%
        """
    assert not wrong(growth.format("16.00%"), "万元")
    assert wrong(growth.format("13.79%"), "万元") == {("乙", "变动率", "13.79")}
    saved = """
        品目 | 最高限价 | 成交价 | 压减金额
        甲 | 412.60 | 389.15 | 23.45
        乙 | 96.30 | 90.72 | {}
        合计 | 508.90 | 479.87 | 29.03
        """
    assert not wrong(saved.format("5.58"), "万元")
    assert wrong(saved.format("23.45"), "万元") == {("乙", "压减金额", "23.45")}


def test_a_difference_of_two_units() -> None:
    grid = """
        任务 | 安排（万元） | 实付（元） | 剩余（元）
        甲 | 320.00 | 2,871,204.55 | 328,795.45
        乙 | 85.00 | 790,330.18 | {}
        丙 | 146.00 | 1,311,846.02 | 148,153.98
        丁 | 57.00 | 498,260.71 | 71,739.29
        """
    assert not wrong(grid.format("59,669.82"))
    assert wrong(grid.format("95,669.82")) == {("乙", "剩余（元）", "95669.82")}


def test_what_all_come_to_each_is_no_total() -> None:
    grid = """
        单位 | 使用面积 | 耗电 | 单位面积耗电
        甲所 | 1,460 | 83,951 | 57.50
        乙所 | 2,318 | 101,992 | 44.00
        丙站 | 905 | 56,112 | 62.00
        合计 | 4,683 | 242,055 | 51.69
        """
    assert not wrong(grid)


def test_shares_of_the_line_above_them_come_to_all_of_it() -> None:
    grid = """
        类别 | 支出 | 占比（%）
        一、基本支出 | 613.20 | 41.14
        人员类 | 498.31 | 81.26
        运转类 | 114.89 | 18.74
        二、项目支出 | 877.35 | 58.86
        甲项目 | 402.16 | 45.84
        乙项目 | 301.77 | 34.40
        丙项目 | 173.42 | 19.77
        """
    assert not wrong(grid, "万元")


def test_a_sum_that_a_column_apart_belongs_to_as_well_is_none_of_its_neighbours() -> None:
    """合计 of three years, one of which stands on its other side."""
    grid = """
        类别 | 2022年 | 年均 | 合计 | 2023年 | 2021年
        甲 | 790.02 | 752.58 | {} | 655.31 | 812.40
        乙 | 245.83 | 260.50 | 781.50 | 301.92 | 233.75
        丙 | 602.57 | 610.31 | 1,830.94 | 588.26 | 640.11
        丁 | 101.20 | 105.87 | 317.61 | 97.45 | 118.96
        """
    assert not wrong(grid.format("2,257.73"), "万元")
    found = errors(audited(table(grid.format("2,275.73"), unit="万元", title="情况表")))
    assert [(row, reported) for _, row, _, reported in found] == [("甲", "2275.73")]


def test_a_column_of_which_most_rows_print_nothing_belongs_to_the_formula() -> None:
    """年初 + 追加 - 追减: that 年初 is 年末 less 追加 holds where nothing was taken away, and accuses nobody."""
    grid = """
        支出 | 年初预算 | 追加 | 追减 | 年末预算
        基本支出 | 1,691.77 | 104.37 | 12.65 | 1,783.49
        1.工资福利 | 1,386.42 | 96.17 | — | 1,482.59
        2.商品服务 | 241.80 | — | 12.65 | 229.15
        3.补助 | 63.55 | 8.20 | — | 71.75
        项目支出 | 1,353.60 | {} | 41.75 | 1,528.55
        1.阵地建设 | 620.00 | 55.40 | 18.00 | 657.40
        2.线路推广 | 480.00 | 120.00 | — | 600.00
        3.比赛 | 155.00 | — | 23.75 | 131.25
        4.古建修缮 | 98.60 | 41.30 | — | 139.90
        合计 | 3,045.37 | 321.07 | 54.40 | 3,312.04
        """
    assert wrong(grid.format("216.70"), "万元") == set()
    assert wrong(grid.format("215.70"), "万元") == {("项目支出", "追加", "215.70")}


def test_a_row_goes_by_its_name_and_not_by_the_measure_beside_it() -> None:
    grid = """
        序号 | 任务 | 计量单位 | 计划 | 完成 | 完成率
        1 | 送戏下乡 | 场 | 160 | 156 | 97.50%
        2 | 书屋更新 | 个 | 1020 | 986 | 96.67%
        3 | 古建巡查 | 处 | 214 | 208 | 97.20%
        4 | 骨干培训 | 人次 | 300 | 287 | 96.57%
        """
    assert wrong(grid, "") == {("骨干培训", "完成率", "96.57")}
