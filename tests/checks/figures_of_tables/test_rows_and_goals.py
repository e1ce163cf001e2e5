"""Rows that follow from rows above, goals with units of their own, codes in three columns, rates without a schedule."""

from __future__ import annotations

import pytest

from tests.normalize.grids import table
from tests.small_audits import audited

from .test_honest_tables import wrong

SURPLUS = """
    项目 | 上年数 | 本年数
    场馆收入 | 2,871.50 | 2,951.14
    拨款收入 | 8,811.10 | 9,310.07
    收入合计 | 11,682.60 | 12,261.21
    人员费用 | 6,310.25 | 6,402.80
    其他费用 | 5,102.40 | 6,001.33
    费用合计 | 11,412.65 | 12,404.13
    {} | 269.95 | {}
    加：年初累计盈余 | 301.20 | 571.15
    年末累计盈余 | 571.15 | {}
    """


@pytest.mark.parametrize("name", ["本期盈余", "本年收支差额", "本期结余"])
def test_a_surplus_follows_from_income_and_cost(name: str) -> None:
    assert wrong(SURPLUS.format(name, "（142.92）", "428.23"), title="收入费用表") == set()
    assert wrong(SURPLUS.format(name, "（124.92）", "428.23"), title="收入费用表") == {(name, "-124.92")}
    assert wrong(SURPLUS.format(name, "（142.92）", "482.23"), title="收入费用表") == {("年末累计盈余", "482.23")}


def test_a_balance_that_no_column_bears_out_accuses_nobody() -> None:
    grid = """
        项目 | 甲单位 | 乙单位
        年初数 | 3,841.35 | 1,832.10
        本年增加 | 4,717.42 | 1,778.12
        本年减少 | 4,795.85 | 1,776.85
        可用结余 | 1,305.92 | 929.60
        """
    assert wrong(grid) == set()


GOALS = """
    指标 | 年度目标值 | 实际完成值 | 完成率
    受理申请 | ≥600项 | 642项 | {}
    立项 | ≥260项 | 247项 | 95.00%
    新增企业 | 120家 | 131家 | 109.17%
    活动场次 | 不少于50场 | 50场 | 100.00%
    差错率 | ≤2% | 1.2% | 达标
    """


def test_a_rate_of_a_goal_is_held_against_goal_and_result() -> None:
    assert wrong(GOALS.format("107.00%"), unit="") == set()
    assert wrong(GOALS.format("102.00%"), unit="") == {("受理申请", "102.00")}


def test_rates_capped_at_a_hundred_are_no_errors() -> None:
    grid = """
        指标 | 目标值 | 完成值 | 完成率
        受理申请 | 600 | 642 | 100%
        立项 | 260 | 247 | 95%
        新增企业 | 120 | 131 | 100%
        检查 | 80 | 71 | 88.75%
        """
    assert wrong(grid, unit="") == set()


CODES = """
    科目编码 | < | < | 科目名称 | 决算数
    类 | 款 | 项 | ^ | ^
    合计 | < | < | < | 1,402.13
    205 | | | 教育支出 | 1,001.03
    | 02 | | 普通教育 | {}
    | | 01 | 学前教育 | 300.55
    | | 02 | 小学教育 | 200.15
    | 08 | | 进修及培训 | 500.33
    | | 01 | 教师进修 | 500.33
    221 | | | 住房保障支出 | 401.10
    | 02 | | 住房改革支出 | 401.10
    | | 01 | 住房公积金 | 401.10
    """


def test_codes_of_three_columns_go_on_from_the_row_above() -> None:
    assert wrong(CODES.format("500.70"), title="支出决算表", header_rows=2) == set()
    assert wrong(CODES.format("507.00"), title="支出决算表", header_rows=2) == {("普通教育", "507.00")}


def test_rates_of_quarters_need_no_column_for_the_schedule() -> None:
    grid = """
        期间 | 预算数 | 累计支出 | 支出进度 | 序时执行率
        1季度 | 1,000.00 | 220.40 | 22.04% | 88.16%
        2季度 | 1,000.00 | 461.10 | 46.11% | 92.22%
        3季度 | 1,000.00 | 701.50 | 70.15% | {}
        4季度 | 1,000.00 | 932.00 | 93.20% | 93.20%
        """
    assert wrong(grid.format("93.53%"), title="季度执行情况") == set()
    assert {r for _, r in wrong(grid.format("91.43%"), title="季度执行情况")} == {"91.43"}


def test_a_share_behind_a_named_amount_says_which_column_it_is_of() -> None:
    grid = """
        来源 | 年初预算（万元） | 决算数（元） | 决算占比
        总收入 | 43,363.11 | 420201378.83 | 100.00%
        拨款收入 | 41,194.96 | 408897961.73 | 97.31%
        事业收入 | 2,168.15 | 11303417.10 | 2.69%
        """
    told = "全年决算收入42,020.14万元，其中拨款收入{}万元，占97.31%。"
    assert wrong(grid, told.format("40,889.80"), title="资金来源", unit="") == set()
    assert {r for _, r in wrong(grid, told.format("40,902.30"), title="资金来源", unit="")} == {"40902.30"}


def test_each_of_two_columns_of_income_adds_up() -> None:
    grid = """
        项目 | 年初预算 | 实际完成
        场馆收入 | 310.20 | {}
        培训收入 | 110.09 | 105.12
        拨款收入 | 920.45 | 931.07
        收入合计 | 1,340.74 | 1,331.33
        """
    assert wrong(grid.format("295.14"), title="收入执行表") == set()
    assert wrong(grid.format("259.14"), title="收入执行表") != set()


def test_of_two_totals_the_score_is_the_one_that_the_indicators_make() -> None:
    levels = "指标 | 权重 | 得分\n合计 | 100 | 94.90\n过程 | 40 | 36.90\n产出 | 60 | 57.00"
    leaves = """
        一级指标 | 二级指标 | 三级指标 | 分值 | 得分
        过程 | 执行 | 预算执行率 | 25 | 23.40
        ^ | ^ | 支出管理 | 15 | 13.50
        产出 | 履职 | 重点工作 | 60 | 57.00
        合计 | < | < | 100 | 93.90
        """
    found = audited(table(levels, title="得分汇总表", unit=""), table(leaves, title="评分表", unit=""))
    assert str(found.self_total) == "93.90"


def test_a_weight_below_its_own_score_is_the_one_that_is_wrong() -> None:
    leaves = """
        一级指标 | 二级指标 | 三级指标 | 分值 | 得分
        过程 | 执行 | 预算执行率 | 25 | 23.40
        ^ | ^ | 支出管理 | 5 | 13.50
        产出 | 履职 | 重点工作 | 60 | 57.00
        合计 | < | < | 100 | 93.90
        """
    weights = [f.locus for f in audited(table(leaves, title="评分表", unit="")).findings if f.code.value == "weight"]
    assert [x.indicator or x.row for x in weights] == ["支出管理"]
