"""Columns that add up another, columns of growth and of shares, and sentences that name their row."""

from __future__ import annotations

import pytest

from .test_honest_tables import wrong

QUARTERS = """
    时点 | 预算数 | 本季支付 | 累计支付 | 支付进度 | 序时进度 | 执行率
    一季度 | 1,000.00 | {} | 263.40 | 26.34% | 25% | 105.36%
    二季度 | 1,010.00 | {} | 521.75 | 51.66% | 50% | 103.32%
    {} | 1,010.00 | {} | 521.75 | 51.66% | 50% | 103.32%
    三季度 | 1,010.00 | 201.11 | 722.86 | 71.57% | 75% | 95.43%
    四季度 | 1,020.00 | 248.89 | 971.75 | 95.27% | 100% | 95.27%
    """


@pytest.mark.parametrize("half", ["上半年", "半年度", "1-6月", "前两个季度"])
def test_what_came_in_a_quarter_is_held_against_the_running_sum(half: str) -> None:
    assert wrong(QUARTERS.format("263.40", "258.35", half, "521.75")) == set()
    assert wrong(QUARTERS.format("263.40", "285.35", half, "521.75")) == {("二季度", "285.35")}
    assert wrong(QUARTERS.format("263.40", "258.35", half, "512.75")) == {(half, "512.75")}


@pytest.mark.parametrize("read", ["722 86", ""])
def test_a_running_figure_that_is_not_there_leaves_no_step_over_two_rows(read: str) -> None:
    assert wrong(QUARTERS.format("263.40", "258.35", "上半年", "521.75").replace("722.86", read)) == set()


def test_the_first_running_figure_is_what_came_first() -> None:
    broken = QUARTERS.format("263.40", "258.35", "上半年", "521.75").replace("263.40 | 26.34%", "236.40 | 26.34%")
    assert ("一季度", "236.40") in wrong(broken) or ("第1季度", "236.40") in wrong(broken)


def test_a_running_column_in_another_scope_accuses_nobody() -> None:
    other = QUARTERS.format("163.40", "101.00", "上半年", "264.40").replace("201.11", "99.20").replace("248.89", "1.30")
    assert wrong(other) == set()


TRAINED = """
    时间 | 当季培训人次 | 累计培训人次
    一季度 | 142 | 142
    二季度 | 118 | 260
    三季度 | 203 | {}
    四季度 | 151 | {}
    """


def test_counts_of_three_digits_run_on_from_their_first() -> None:
    assert wrong(TRAINED.format("463", "614")) == set()
    assert wrong(TRAINED.format("963", "614")) == {("三季度", "963")}
    assert wrong(TRAINED.format("463", "641")) == {("四季度", "641")}
    assert wrong(TRAINED.format("500", "690")) == set()  # another scope


GROWTH = """
    事项 | 去年决算数 | 本年决算数 | 增减情况
    甲类 | 812.40 | 840.05 | 增长3.40%
    乙类 | 95.20 | 88.31 | 下降{}
    丙类 | 310.66 | 310.66 | 持平
    丁类 | 1,530.66 | 1,498.72 | 下降2.09%
    合计 | 2,748.92 | 2,737.74 | 下降0.41%
    """


def test_growth_may_have_its_sign_in_words() -> None:
    assert wrong(GROWTH.format("7.24%"), title="支出对比表") == set()
    assert wrong(GROWTH.format("4.27%"), title="支出对比表") == {("乙类", "-4.27")}


def test_rows_beside_a_total_do_not_hide_it() -> None:
    grid = """
        类别 | 计划采购 | 实采金额 | 少用金额 | 少用率
        货物 | 236.37 | 224.79 | 11.58 | 4.90%
        工程 | 551.02 | 489.31 | 61.71 | 11.20%
        服务 | 2,568.50 | 2,496.58 | 71.92 | {}
        合计 | 3,355.89 | 3,210.68 | 145.21 | 4.33%
        其中：面向小微企业 | — | 679.37 | — | —
        """
    assert wrong(grid.format("2.80%")) == set()
    assert wrong(grid.format("2.08%")) == {("服务", "2.08")}


def test_shares_of_one_decimal_are_shares() -> None:
    grid = """
        来源 | 可用资金 | 占比
        本级资金 | 15,211.98 | 93.1%
        上级资金 | 665.20 | 4.1%
        结转资金 | 312.83 | {}
        存量资金 | 141.76 | 0.9%
        合计 | 16,331.77 | 100.0%
        """
    assert wrong(grid.format("1.9%")) == set()
    assert wrong(grid.format("2.9%")) == {("结转资金", "2.9")}


def test_two_years_in_the_heads_leave_one_formula_though_units_differ() -> None:
    grid = """
        指标 | 2021年 | 2022年 | 增减 | 增减（%）
        借阅人次（人次） | 186,420 | 102,318 | -84,102 | {}
        活动场次（场） | 236 | 198 | -38 | -16.10%
        平均等候（分钟） | 17.84 | 17.91 | 0.07 | 0.39%
        到馆率（%） | 86.4 | 71.2 | -15.2 |
        """
    assert wrong(grid.format("-45.11%"), unit="") == set()
    assert wrong(grid.format("-41.51%"), unit="") == {("借阅人次（人次）", "-41.51")}


BUDGET = """
    类别 | 年初预算 | 上年结转 | 年中调整 | 调整后预算 | 决算支出 | 执行率
    基本支出 | 4,961.78 | 0.00 | 27.61 | 4,989.39 | 4,855.25 | 97.31%
    项目支出 | 7,809.83 | 248.49 | 2,840.13 | 10,898.45 | 10,089.62 | 92.58%
    合计 | 12,771.61 | 248.49 | 2,867.74 | 15,887.84 | 14,944.87 | 94.06%
    """
TOLD = (
    "年初部门预算12,771.61万元（不含上年结转），上年结转248.49万元，年中调整2,867.74万元，"
    "调整后预算15,887.84万元，决算支出14,944.87万元，{}{}。"
)


@pytest.mark.parametrize("words", ["总体执行率", "整体执行率", "预算执行率", "部门预算执行率", "年度预算执行率"])
def test_a_rate_at_the_end_of_a_row_told_in_a_sentence(words: str) -> None:
    assert wrong(BUDGET, TOLD.format(words, "94.06%"), title="预算执行情况表") == set()
    assert {r for _, r in wrong(BUDGET, TOLD.format(words, "95.36%"), title="预算执行情况表")} == {"95.36"}


def test_rates_below_amounts_are_of_no_formula_of_the_amounts() -> None:
    grid = """
        指标 | 人员经费 | 公用经费 | 基本支出
        年初预算 | 1,155.17 | 198.93 | 1,354.10
        调整后预算 | 1,181.81 | 164.01 | 1,345.82
        决算数 | 1,167.57 | {} | 1,317.22
        结余 | 14.24 | 14.36 | 28.60
        执行率 | 98.80% | 91.24% | 97.87%
        """
    assert wrong(grid.format("149.65"), title="收支情况表") == set()
    assert {r for _, r in wrong(grid.format("194.65"), title="收支情况表")} == {"194.65"}


SIDEWAYS = """
    指标 | 2020年 | 2021年 | 2022年 | 2023年
    部门预算（亿元） | 9.18 | 11.15 | 10.82 | 11.20
    部门支出（亿元） | 8.83 | 10.10 | 10.38 | 10.91
    预算执行率（%） | {} | 90.60 | 95.92 | 97.40
    支出比上年增长（%） | — | {} | 2.79 | 5.13
    """
THREE_YEARS = """
    项目 | 2017年 | 2018年 | 2019年 | 本年比上年增减
    公务接待费 | 14.11 | 19.70 | 20.98 | 6.53%
    公务用车运行维护费 | 13.69 | 29.06 | 24.92 | △{}%
    公务用车购置费 | — | — | — | —
    合计 | 27.80 | 48.76 | 45.90 | △5.86%
    """


def test_few_years_tell_the_print_of_a_slip() -> None:
    three = "\n".join(row.rpartition("|")[0] for row in SIDEWAYS.strip().splitlines())
    assert wrong(three.format("96.15", "14.35"), unit="亿元") == set()
    assert {printed for _, printed in wrong(three.format("46.15", "14.35"), unit="亿元")} == {"46.15"}
    assert wrong(three.format("88.30", "14.35"), unit="亿元") == set()  # of another budget, as no digit makes it


def test_years_beside_each_other_are_held_against_the_year_before() -> None:
    assert wrong(SIDEWAYS.format("96.15", "14.35"), unit="亿元") == set()
    assert {printed for _, printed in wrong(SIDEWAYS.format("96.15", "41.35"), unit="亿元")} == {"41.35"}


def test_a_total_whose_parts_left_out_the_same_rows_bears_out_their_growth() -> None:
    assert wrong(THREE_YEARS.format("14.26")) == set()
    assert wrong(THREE_YEARS.format("84.26")) == {("公务用车运行维护费", "-84.26")}


ACCIDENTS = """
    指标 | 2020年 | 2021年 | 增减数 | 增减幅度（%）
    事故起数（起） | 188 | 164 | {} | {}
    死亡人数（人） | 26 | 24 | -2 | -7.69
    受伤人数（人） | 163 | 164 | 1 | 0.61
    直接损失（万元） | 25.36 | 17.55 | -7.81 | -30.80
    """


def test_rows_that_say_what_they_count_are_counts() -> None:
    assert wrong(ACCIDENTS.format("-24", "-12.77"), unit="") == set()
    assert wrong(ACCIDENTS.format("-24", "-12.37"), unit="") == {("事故起数（起）", "-12.37")}
    assert wrong(ACCIDENTS.format("-23", "-12.77"), unit="") == {("事故起数（起）", "-23")}


SERVICES = """
    购买服务内容 | 合同金额 | 已付金额 | 服务点位（处）
    村道养护 | 2,200,999 | 2,104,177 | {}
    河道保洁 | 1,075,374 | 1,014,899 | 9
    垃圾收运 | 2,084,881 | 2,023,222 | 16
    绿化管护 | 1,109,853 | 1,007,335 | 11
    合计 | 6,471,107 | 6,149,633 | 48
    """
OWN_MEANS = """
    项目 | 决算数 | 预算数
    支出总额 | 85,689,706 | 91,187,262
    减：上级专款安排的支出 | {} | 7,568,542
    本级财力安排的支出 | 78,834,530 | 83,618,720
    """


def test_a_head_that_says_what_it_counts_makes_counts() -> None:
    assert wrong(SERVICES.format("12"), unit="元") == set()
    assert wrong(SERVICES.format("14"), unit="元") == {("合计", "48")}


def test_what_is_left_below_a_row_that_is_taken_off() -> None:
    assert wrong(OWN_MEANS.format("6,855,176"), unit="元") == set()
    (told,) = wrong(OWN_MEANS.format("6,855,576"), unit="元")
    assert told == ("本级财力安排的支出", "78834530")  # nothing says which of the three it is
