"""Tables that a plain sum would accuse, and the same tables with a figure that is wrong."""

from __future__ import annotations

import pytest

from tests.normalize.grids import table
from tests.small_audits import audited, errors


def wrong(
    grid: str, *text: str, title: str = "情况表", unit: str = "万元", header_rows: int = 1
) -> set[tuple[str, str]]:
    """(row, printed) of every error in a table and the sentences beside it."""
    found = errors(audited(table(grid, unit=unit, title=title, header_rows=header_rows), text=text))
    return {(row, reported) for _, row, _, reported in found}


INCOME = """
    项目 | 上年实际数 | 年初预算 | 实际收入
    场馆服务收入 | 287.50 | 310.20 | 295.14
    其中：门票收入 | 190.25 | 200.11 | 190.02
    培训收入 | 97.25 | 110.09 | {}
    拨款收入 | 881.10 | 920.45 | 931.07
    其中：基本拨款 | 680.00 | 700.40 | 701.05
    项目拨款 | 201.10 | 220.05 | 230.02
    捐赠收入 | 5.20 | 3.10 | 4.00
    收入合计 | 1,173.80 | 1,233.75 | {}
    """


@pytest.mark.parametrize(
    ("part", "total", "found"),
    [
        ("105.12", "1,230.21", set()),
        ("107.12", "1,230.21", {("场馆服务收入", "295.14")}),
        ("105.12", "1,233.21", {("收入合计", "1233.21")}),
    ],
)
def test_a_list_that_qizhong_begins_ends_where_it_adds_up(part: str, total: str, found: set[tuple[str, str]]) -> None:
    assert wrong(INCOME.format(part, total), title="收入预算执行表") == found


def test_points_between_two_rates_have_no_total() -> None:
    grid = """
        事项 | 预算数 | 决算数 | 去年完成率 | 变动（百分点）
        合计 | 300.00 | 285.00 | 96.10% | -1.10
        甲项 | 100.00 | 92.00 | 97.00% | -5.00
        乙项 | 120.00 | 116.40 | 95.00% | 2.00
        丙项 | 80.00 | 76.60 | 96.50% | -0.75
        """
    assert wrong(grid) == set()


ASSETS = """
    类别 | 账面原值 | 在用原值
    房屋 | 2,300.15 | 2,201.40
    设备 | 860.70 | 811.25
    固定资产小计 | 3,160.85 | 3,012.65
    无形资产 | 145.30 | 145.30
    合计 | 3,306.15 | 3,157.95
    """


def test_fixed_assets_are_those_of_their_own_row_where_there_are_others() -> None:
    told = "年末固定资产原值{}万元，其中在用固定资产3,012.65万元。"
    assert wrong(ASSETS, told.format("3,160.85"), title="资产情况表") == set()
    assert ("固定资产账面原值", "3610.85") in {
        (c, r) for _, _, c, r in errors(audited(table(ASSETS, title="资产情况表"), text=(told.format("3,610.85"),)))
    }


YEARS = """
    类别 | 2021年决算 | 2022年决算 | 增减率
    人员经费 | 812.40 | 840.05 | 3.40%
    公用经费 | 95.20 | 88.31 | -7.24%
    项目支出 | 1,530.66 | 1,498.72 | {}
    合计 | 2,438.26 | 2,427.08 | -0.46%
    """


def test_growth_between_years_is_no_adjustment_of_the_budget() -> None:
    told = "2022年年初预算2,400.00万元，调整后预算2,460.00万元，预算调整率2.50%。"
    assert wrong(YEARS.format("-2.09%"), told, title="支出对比表") == set()
    assert wrong(YEARS.format("-2.90%"), told, title="支出对比表") == {("项目支出", "-2.90")}


SPENT = """
    类别 | 计划金额 | 实际金额 | 节约（超支）额
    货物 | 152.40 | 149.16 | 3.24
    工程 | 842.86 | 861.07 | {}
    服务 | 410.31 | 398.20 | 12.11
    合计 | 1,405.57 | 1,408.43 | (2.86)
    """


def test_a_row_is_held_against_its_columns_though_the_total_is_a_sum() -> None:
    assert wrong(SPENT.format("(18.21)"), title="采购情况表") == set()
    assert wrong(SPENT.format("(9.21)"), title="采购情况表") == {("工程", "-9.21")}


def test_how_many_there_are_does_not_name_a_row() -> None:
    grid = """
        名称 | 数量 | 原价 | 已提旧额 | 余值
        车辆 | 21辆 | 310.20 | 101.15 | 209.05
        电脑 | 140台/套 | 96.40 | 60.25 | 63.15
        仪器 | 33台/套 | 218.75 | 90.10 | 128.65
        家具 | 260件 | 40.11 | 12.01 | 28.10
        """
    assert wrong(grid) == {("电脑", "63.15")}


@pytest.mark.parametrize(
    "sentence",
    [
        "前三季度平均执行率105.60%，全年平均执行率101.91%。",
        "上半年平均执行率108.81%，四个季度平均执行率101.91%。",
        "一至三季度平均执行率105.60%，全年平均执行率101.91%。",
    ],
)
def test_the_mean_of_some_quarters_is_not_that_of_the_year(sentence: str) -> None:
    grid = """
        季度 | 预算数 | 累计支出 | 累计进度 | 序时进度 | 执行率
        第一季度 | 1,000.00 | 270.00 | 27.00% | 25% | 108.00%
        第二季度 | 1,000.00 | 548.10 | 54.81% | 50% | 109.62%
        第三季度 | 1,000.00 | 743.85 | 74.39% | 75% | 99.19%
        第四季度 | 1,000.00 | 908.50 | 90.85% | 100% | 90.85%
        """
    assert wrong(grid, sentence) == set()
    assert wrong(grid, sentence.replace("101.91", "103.91"))


@pytest.mark.parametrize(
    "sentence",
    [
        "本年收入合计1,473.10万元，加上年初结转和结余28.80万元，收入总计1,501.90万元。本年支出合计1,494.40万元，年末结转和结余7.50万元。",
        "年初结转和结余28.80万元，收入总计1,501.90万元，本年支出1,494.40万元，年末结转和结余7.50万元。",
        "全年可用资金合计1,633.10万元，其中本年一般公共预算1,521.15万元，上年结转资金31.20万元。",
    ],
)
def test_income_in_all_holds_what_was_brought_forward(sentence: str) -> None:
    assert errors(audited(text=(sentence,))) == []
    if "本年收入合计" in sentence:
        parts = sentence.replace("万元，加上", "万元，其中拨款收入1,200.00万元，其他收入200.00万元；加上")
        assert errors(audited(text=(parts.replace("结余7.50", "结余9.50"),)))
        assert errors(audited(text=(sentence.replace("结余7.50", "结余9.50"),)))


def test_a_rate_that_a_row_prints_beside_its_amount_is_of_that_row() -> None:
    grid = """
        类别 | 上年决算 | 本年决算 | 增加额 | 增幅
        人员经费 | 2,773.34 | 2,937.86 | 164.52 | 5.93%
        公用经费 | 395.20 | 402.18 | 6.98 | 1.77%
        """
    budget = "年初预算总额3,262.58万元，其中基本支出预算3,262.58万元（人员经费2,860.40万元、日常公用经费402.18万元）。"
    told = "与上年决算相比，人员经费增加164.52万元，增长{}。"
    assert wrong(grid, budget, told.format("5.93%"), title="支出对比表") == set()
