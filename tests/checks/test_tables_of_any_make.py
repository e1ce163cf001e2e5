"""Clean tables that were accused once: each for a reason of its own, and with nothing wrong in them."""

from __future__ import annotations

import pytest

from tests.checks.test_honest_tables import wrong

CARRIED = """
    项目 | 年初预算 | 上年结转 | 年中调整 | 全年预算 | 决算数
    甲类 | 1,280.30 | | -98.75 | 1,181.55 | 1,012.20
    乙类 | 1,423.40 | 39.65 | {} | 1,635.30 | 1,248.70
    丙类 | 143.40 | | 31.05 | 174.45 | 129.40
    合计 | 2,847.10 | 39.65 | 104.55 | 2,991.30 | 2,390.30
    """
ON_ITS_SIDE = """
    指标 | 小计 | 甲类 | 乙类 | 丙类
    上年决算数 | 4,681.53 | 1,325.32 | 1,171.63 | 2,184.58
    本年决算数 | 4,796.80 | 1,510.38 | 1,248.04 | 2,038.38
    比上年增减 | 2 | 14 | 7 | -7
    完成预算比例 | 83 | 89 | 79 | 80
    变动（百分点） | 1.20 | 4.58 | -9.44 | 2.23
    """
PICKED = """
    项目 | 支出金额 | 人数（人）
    ★甲类 | 166.05 | 317
    ★乙类 | 13.37 | 360
    丙类 | 90.75 | 388
    丁类 | 33.75 | 54
    重点项目小计 | 179.42 | 677
    合计 | 303.92 | 1119
    """
OPEN_LISTS = """
    项目 | 支出金额
    甲类 | 8,162.40
    其中：子一 | 2,631.94
    子二 | 3,523.31
    乙类 | 6,558.10
    其中：子三 | 3,234.52
    合计 | {}
    """
UNADJUSTED = """
    项目 | 年初预算 | 调整后预算 | 决算数 | 结余
    甲类 | 28.58 | 26.98 | 22.50 | 4.48
    乙类 | 15.03 | 15.03 | 15.03 | /
    丙类 | 16.82 | 16.82 | 15.50 | 1.32
    丁类 | 23.68 | 23.68 | 22.34 | 1.34
    戊类 | 42.39 | 42.39 | 40.07 | 2.32
    """
SAVED = """
    项目 | 计划金额 | 中标金额 | 节约率
    甲类 | 139 | 136 | 2
    乙类 | 87 | 80 | 8
    丙类 | 47 | 39 | 17
    丁类 | 378 | 367 | 3
    戊类 | 399 | 327 | 18
    """
ONE_FUND_MORE = """
    项目 | 合计 | 甲资金 | 乙资金 | 其他资金
    甲类 | 5,752.84 | 2,572.32 | 3,180.52 | —
    乙类 | 3,285.53 | 1,803.42 | 1,482.11 | —
    丙类 | 2,208.74 | 1,255.11 | 953.63 | —
    丁类 | 475.80 | 275.64 | 200.16 | —
    戊类 | 1,982.66 | 886.39 | 1,050.91 | 45.36
    """
TWICE = """
    项目 | 支出金额 | 备注
    专项类 | 470.63 |
    甲类 | 298.24 |
    乙类 | 172.39 |
    运转类 | 93.65 |
    丙类 | 93.65 |
    合计 | 564.28 |
    """
WHOLE = """
    项目 | 年初预算 | 年中调整
    合计 | 58 | 1
    甲类 | 41 | 0
    乙类 | 17 | 0
    """
CONTROLLED = """
    项目 | 预算控制数 | 实际支出数 | 控制率 | 上年支出数
    甲类 | 2145.85 | 1989.56 | 92.72 | 2554.97
    乙类 | 508.88 | 508.88 | 100.00 | 401.91
    丙类 | - | - | - | -
    合计 | 2654.73 | 2498.44 | 94.11 | 2956.88
    """
ADDED_AND_CUT = """
    项目 | 年初预算 | 追加 | 追减 | 调整后预算
    甲类 | 22.30 | - | 0.07 | 22.23
    乙类 | 4.33 | 0.48 | - | 4.81
    丙类 | 9.90 | 0.44 | 1.17 | 9.17
    合计 | 36.53 | 0.92 | 1.24 | 36.21
    """
PER_HEAD = """
    指标 | 合计 | 甲类 | 乙类
    支出金额 | 1,020.88 | 638.66 | 382.22
    人数（人） | 445 | 81 | 364
    人均（元） | 22941.12 | 78846.91 | 10500.55
    """
ONE_CARRIED = """
    指标 | 甲单位 | 乙单位 | 丙单位
    年初数 | 6,566.84 | 3,262.08 | 2,165.51
    上年结转数 | 0.00 | 0.00 | 48.72
    支出数 | 6,423.65 | 2,467.15 | 1,969.98
    年末结转 | 143.19 | 794.93 | 244.25
    """
CARRIED_ON = """
    项目 | 年初预算数 | 上年结转数 | 支出数 | 年末结转
    甲类 | 10.50 | 0 | 7.90 | 2.60
    乙类 | 24.90 | 0.20 | 22.55 | 2.55
    丙类 | 8.40 | 0 | 8.10 | 0.30
    合计 | 43.80 | 0.20 | 38.55 | 5.45
    """


@pytest.mark.parametrize(
    "grid",
    [
        CARRIED.format("172.25"), ON_ITS_SIDE, PICKED, OPEN_LISTS.format("14,720.50"), UNADJUSTED, SAVED, ONE_FUND_MORE,
        TWICE, WHOLE, CARRIED_ON, CONTROLLED, ADDED_AND_CUT, PER_HEAD, ONE_CARRIED,
    ],
)  # fmt: skip
@pytest.mark.parametrize("title", ["支出情况表", "2022年预算执行情况表"])
def test_a_clean_table_is_accused_of_nothing(grid: str, title: str) -> None:
    assert wrong(grid, title=title) == set()


def test_a_total_at_the_right_end_sums_what_stands_to_its_left() -> None:
    grid = """
        项目 | 一季度 | 二季度 | 三季度 | 四季度 | 全年合计
        甲类 | 236.70 | 292.19 | 165.78 | {} | 853.87
        乙类 | 48.52 | 33.92 | 27.73 | 26.91 | 137.08
        丙类 | 82.09 | 68.13 | 54.58 | 63.58 | 268.38
        """
    assert wrong(grid.format("159.20")) == set()
    assert wrong(grid.format("195.20")) == {("甲类", "853.87")}


def test_amounts_in_tenths_fit_more_than_one_formula() -> None:
    grid = """
        项目 | 年初数 | 增补 | 核销 | 期末数
        甲类 | 17.4 | 0.9 | 0.5 | 17.7
        乙类 | 7.6 | 0.4 | 0.2 | 7.8
        丙类 | 24.1 | 1.2 | 0.7 | 24.6
        丁类 | 16.6 | 0.8 | 0.5 | 16.9
        戊类 | 88.5 | 4.4 | 2.7 | 90.3
        """
    assert wrong(grid) == set()


def test_what_is_wrong_in_such_tables_is_still_found() -> None:
    assert wrong(CARRIED.format("127.25")) != set()
    assert wrong(ON_ITS_SIDE.replace("4,796.80", "4,976.80"), title="支出情况表") != set()
    assert wrong(PICKED.replace("303.92", "330.92")) != set()
    assert wrong(OPEN_LISTS.format("14,270.50")) == {("合计", "14270.50")}
    assert ("甲类", "4.84") in wrong(UNADJUSTED.replace("4.48", "4.84"))
    assert wrong(ONE_FUND_MORE.replace("2,572.32", "2,752.32")) != set()
    assert wrong(CONTROLLED.replace("1989.56", "1998.56")) != set()
    assert wrong(ADDED_AND_CUT.replace("36.21", "36.12")) != set()
    assert wrong(CARRIED_ON.replace("2.55", "5.25")) != set()
