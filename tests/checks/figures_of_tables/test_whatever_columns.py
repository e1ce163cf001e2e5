"""Tables whose columns no vocabulary knows: what their figures say of each other, and what they do not."""

from __future__ import annotations

import pytest

from tests.normalize.grids import table
from tests.small_audits import audited, errors


def wrong(grid: str, unit: str = "") -> set[tuple[str, str, str]]:
    """(kind, row, printed) of every error in a table."""
    found = errors(audited(table(grid, unit=unit, title="情况表")))
    return {(kind, row, reported) for kind, row, _, reported in found}


NET = """
    类别 | 原价 | 已提旧额 | 账面余值
    房屋 | 5,210.44 | 1,302.61 | 3,907.83
    车辆 | 318.20 | 201.75 | {}
    设备 | 1,846.92 | 977.30 | 869.62
    家具 | 96.35 | 40.12 | 56.23
    """
PRICES = """
    品名 | 台数 | 价格（元） | 购置金额（元）
    打印机 | 12 | 1,850.00 | 22,200.00
    电脑 | 35 | 4,620.00 | {}
    投影仪 | 4 | 6,310.50 | 25,242.00
    服务器 | 3 | 48,900.00 | 146,700.00
    合计 | 54 | | 355,842.00
    """
DONE = """
    事项 | 计划（宗） | 办成（宗） | 办成比例
    甲 | 140 | 133 | 95.00%
    乙 | 36 | 31 | {}
    丙 | 208 | 199 | 95.67%
    丁 | 77 | 70 | 90.91%
    """
RUNNING = """
    批次 | 下达金额 | 累计下达
    第一批 | 310.25 | 310.25
    第二批 | 127.40 | {}
    第三批 | 96.11 | 533.76
    第四批 | 58.02 | 591.78
    """
HEADS = """
    社区 | 场次 | 参加人数 | 发放册数
    东社区 | 12 | 431 | 1,205
    西社区 | 9 | 377 | 986
    南社区 | 15 | 512 | 1,444
    合计 | {} | 1,320 | 3,635
    """


@pytest.mark.parametrize(
    ("grid", "right", "printed", "kind", "row"),
    [
        (NET, "116.45", "161.45", "difference", "车辆"),
        (PRICES, "161,700.00", "167,100.00", "ratio", "电脑"),
        (DONE, "86.11%", "81.61%", "ratio", "乙"),
        (RUNNING, "437.65", "473.65", "sum", "第二批"),
        (HEADS, "36", "39", "sum", "合计"),
    ],
)
def test_the_row_that_does_not_follow(grid: str, right: str, printed: str, kind: str, row: str) -> None:
    assert wrong(grid.format(right)) == set()
    assert (kind, row, printed.replace(",", "").rstrip("%")) in wrong(grid.format(printed))


def test_rounding_is_no_error() -> None:
    grid = """
    项目 | 预计 | 落实 | 落实占比
    甲 | 33.33 | 31.02 | 93.06%
    乙 | 66.67 | 61.98 | 92.97%
    丙 | 12.34 | 11.87 | 96.19%
    丁 | 87.66 | 80.14 | 91.42%
    """
    assert wrong(grid, unit="万元") == set()


@pytest.mark.parametrize(
    "grid",
    [
        # small numbers that agree by chance in most rows
        """
        组别 | 甲 | 乙 | 丙
        一组 | 3 | 2 | 1
        二组 | 4 | 2 | 2
        三组 | 5 | 1 | 4
        四组 | 6 | 2 | 3
        """,
        # a mean does not add up, and stands in a total row all the same
        """
        类别 | 案件（宗） | 罚款（元） | 宗均罚款（元）
        占道 | 214 | 18,190 | 85.00
        倾倒 | 106 | 31,800 | 300.00
        噪声 | 80 | 4,010 | 50.13
        合计 | 400 | 54,000 | 135.00
        """,
        # posts of one sort of staff only: the total leaves out the others
        """
        类别 | 核定数 | 在岗数 | 空缺数
        行政 | 64 | 61 | 3
        事业 | 40 | 38 | 2
        参公 | 12 | 11 | 1
        聘用 | - | 185 | -
        合计 | 116 | 295 | 6
        """,
    ],
)
def test_columns_that_follow_from_nothing_accuse_nobody(grid: str) -> None:
    assert wrong(grid) == set()


def test_the_total_of_posts_leaves_out_those_that_have_none() -> None:
    grid = """
    人员类别 | 编制数 | 实有人数 | 空编数
    行政人员 | 64 | 61 | 3
    事业人员 | 40 | 38 | 2
    编外人员 | - | 185 | -
    合计 | 104 | 284 | {}
    """
    assert wrong(grid.format("5"), unit="人") == set()


def test_means_do_not_add_up_in_tables_of_amounts() -> None:
    grid = """
    项目 | 预算数 | 决算数 | 户均补助
    甲 | 120.00 | 118.20 | 0.52
    乙 | 80.00 | 79.15 | 0.31
    丙 | 40.00 | 38.60 | 0.44
    合计 | 240.00 | {} | 0.42
    """
    assert wrong(grid.format("235.95"), unit="万元") == set()
    assert wrong(grid.format("253.95"), unit="万元") != set()


LEFT = """
    事项 | 全年指标数 | 已付款 | 留待下年 | 交回财政
    展览 | 342.20 | 294.68 | 32.77 | {}
    修缮 | 1,421.59 | 1,287.05 | 80.55 | 53.99
    设备 | 518.03 | 470.11 | 20.02 | 27.90
    讲座 | 96.40 | 88.15 | 5.15 | 3.10
    借阅 | 77.00 | 77.00 | - | -
    """


def test_three_columns_divide_a_fourth() -> None:
    assert wrong(LEFT.format("14.75"), "万元") == set()
    assert {row for _, row, _ in wrong(LEFT.format("35.74"), "万元")} == {"展览"}
    assert wrong(LEFT.replace("53.99", "50.12").replace("27.90", "30.01").format("14.75"), "万元") == set()


YEARS = """
    年度 | 收入（万元） | 支出（万元） | 支出增幅（%）
    2019年 | 1,070.12 | 1,064.51 | —
    2020年 | 1,158.10 | 1,149.61 | 7.99
    2021年 | 1,119.92 | 1,105.87 | {}
    2022年 | 1,177.66 | 1,154.71 | 4.42
    """


def test_growth_over_the_row_of_the_year_before() -> None:
    assert wrong(YEARS.format("-3.80")) == set()
    assert wrong(YEARS.format("-2.20")) == {("ratio", "2021年", "-2.20")}
    assert wrong(YEARS.replace("7.99", "6.01").format("-2.20")) == set()  # of something else


ON_ITS_SIDE = """
    项目 | 一般预算 | 基金预算 | 其他资金 | 全部资金
    1.年初批复数 | 9,897.94 | 2,848.57 | 39.78 | 12,786.29
    2.调整后指标数 | 11,023.40 | 3,145.70 | 35.80 | 14,204.90
    3.实际列支数 | 10,727.20 | 2,877.80 | 34.61 | 13,639.61
    4.列支率 | 97.31% | {} | 96.68% | 96.02%
    """


def test_rates_in_a_row_below_the_amounts() -> None:
    assert wrong(ON_ITS_SIDE.format("91.48%"), "万元") == set()
    assert {reported for *_, reported in wrong(ON_ITS_SIDE.format("88.48%"), "万元")} == {"88.48"}


def test_formulas_that_are_borne_out_by_other_rows_lose_no_report() -> None:
    """预算 - 支出 and 支出 taken the other way hold for the same number of rows, one of them without a dash."""
    grid = """
        项目 | 年初预算 | 追加 | 全年预算 | 实际支出 | 结余
        甲 | 803.43 | - | 803.43 | 803.43 | 0
        乙 | 1,120.45 | 118.00 | 1,238.45 | 1,227.80 | 10.65
        丙 | 832.28 | 486.50 | 1,318.78 | 1,313.77 | 5.01
        丁 | 477.15 | - | 477.15 | 455.25 | {}
        戊 | 970.68 | - | 970.68 | 969.42 | 1.26
        己 | 1,046.46 | 62.04 | 1,108.50 | 967.28 | 141.22
        """
    assert wrong(grid.format("21.90")) == set()
    assert wrong(grid.format("28.20")) == {("difference", "丁", "28.20")}


CASES = """
    类别 | 结转（件） | 新收（件） | 办结（件） | 未办结（件） | 办结率（%）
    甲 | 29 | 421 | 438 | 12 | {}
    乙 | 139 | 3612 | 3616 | 135 | 96.40
    丙 | 64 | 820 | 851 | 33 | 96.27
    丁 | 100 | 2571 | 2573 | 98 | 96.33
    合计 | 332 | 7424 | 7478 | 278 | 96.42
    """


def test_a_rate_over_two_columns_added_up() -> None:
    assert wrong(CASES.format("97.33")) == set()
    assert wrong(CASES.format("93.77")) == {("ratio", "甲", "93.77")}
