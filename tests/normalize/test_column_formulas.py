"""Columns under names of an author's own, known by what their figures make of each other."""

from __future__ import annotations

import pytest

from pipeline.normalize.report import normalize
from tests.normalize.grids import document, table

TITLE = "甲区乙街道办事处2022年度部门整体支出绩效自评报告"


def test_quarters_with_names_of_their_own() -> None:
    found = normalize(
        document(
            table(
                """
                期间 | 已拨指标合计 | 累计支出数 | 支出进度 | 应到位置 | 与应到位置之比
                第一季度 | 400.00 | 82.00 | 20.50% | 25% | 82.00%
                第二季度 | 410.00 | 200.00 | 48.78% | 50% | 97.56%
                第三季度 | 420.00 | 310.00 | 73.81% | 75% | 98.41%
                第四季度 | 430.00 | 420.16 | 97.71% | 100% | 97.71%
                """
            ),
            text=[TITLE],
        )
    ).quarters
    assert {k: v.plain for k, v in found[1].figures.items()} == {
        "budget": "410.00",
        "cumulative_outturn": "200.00",
        "cumulative_progress": "48.78",
        "scheduled_progress": "50",
        "execution_rate": "97.56",
    }


def test_a_rate_tells_what_it_was_divided_by() -> None:
    lines = normalize(
        document(
            table(
                """
                支出类别 | 可动用额度 | 决算数 | 执行率
                基本支出 | 200.00 | 180.00 | 90.00%
                项目支出 | 400.00 | 350.00 | 87.50%
                合计 | 600.00 | 530.00 | 88.33%
                """
            ),
            text=[TITLE],
        )
    ).budget_lines
    assert [x.figures["revised_budget"].plain for x in lines] == ["200.00", "400.00", "600.00"]


def test_two_columns_that_fit_alike_stay_open() -> None:
    lines = normalize(
        document(
            table(
                """
                支出类别 | 甲列 | 乙列 | 决算数 | 执行率
                基本支出 | 200.00 | 200.00 | 180.00 | 90.00%
                项目支出 | 400.00 | 400.00 | 350.00 | 87.50%
                合计 | 600.00 | 600.00 | 530.00 | 88.33%
                """
            ),
            text=[TITLE],
        )
    ).budget_lines
    assert all("revised_budget" not in x.figures for x in lines)


def test_a_column_that_fits_by_chance_in_few_rows_stays_open() -> None:
    lines = normalize(
        document(
            table(
                """
                支出类别 | 上年决算 | 决算数 | 执行率
                基本支出 | 200.00 | 180.00 | 90.00%
                项目支出 | 390.00 | 350.00 | 87.50%
                其他支出 | 10.00 | 8.00 | 60.00%
                合计 | 600.00 | 538.00 | 88.33%
                """
            ),
            text=[TITLE],
        )
    ).budget_lines
    assert all("revised_budget" not in x.figures for x in lines)


def metrics(grid: str, title: str = "") -> list[str]:
    return [c.metric or c.role for c in normalize(document(table(grid, title=title), text=[TITLE])).readings[0].columns]


def test_two_amounts_and_their_shares_are_told_by_one_rate() -> None:
    assert metrics(
        """
        支出类别 | 可动用额度 | 甲构成 | 当年拨出 | 乙构成 | 执行率 | 位移
        基本支出 | 210.00 | 34.43% | 180.00 | 33.90% | 85.71% | -0.53%
        项目支出 | 390.00 | 63.93% | 344.00 | 64.78% | 88.21% | 0.85%
        其他支出 | 10.00 | 1.64% | 7.00 | 1.32% | 70.00% | -0.32%
        合计 | 610.00 | 100.00% | 531.00 | 100.00% | 87.05% | 0.00%
        """
    ) == ["item", "revised_budget", "budget_share", "outturn", "outturn_share", "execution_rate", "share_change"]


def test_what_was_added_to_the_first_budget() -> None:
    assert metrics(
        """
        支出类别 | 年初预算数 | 丙列 | 丁列 | 增减率
        基本支出 | 200.00 | 0.00 | 200.00 | 0.00%
        人员支出 | 150.00 | 0.00 | 150.00 | 0.00%
        项目支出 | 400.00 | 52.00 | 452.00 | 13.00%
        总计 | 600.00 | 52.00 | 652.00 | 8.67%
        """
    ) == ["item", "original_budget", "adjustment", "revised_budget", "adjustment_rate"]


def test_quarters_across_with_rows_of_other_names() -> None:
    found = normalize(
        document(
            table(
                """
                项目 | 一季度 | 二季度 | 三季度 | 四季度
                该到位置 | 25% | 50% | 75% | 100%
                已拨指标合计 | 400.00 | 410.00 | 420.00 | 430.00
                累计花费 | 82.00 | 200.00 | 310.00 | 420.16
                实际支付进度 | 20.50% | 48.78% | 73.81% | 97.71%
                """
            ),
            text=[TITLE],
        )
    ).quarters
    assert [(q.quarter, q.figures["budget"].plain, q.figures["cumulative_outturn"].plain) for q in found] == [
        (1, "400.00", "82.00"),
        (2, "410.00", "200.00"),
        (3, "420.00", "310.00"),
        (4, "430.00", "420.16"),
    ]


def test_a_column_of_kinds_behind_the_names_names_no_row() -> None:
    lines = normalize(
        document(
            table(
                """
                序号 | 具体内容 | 类别 | 全年预算数 | 决算数
                1 | 道路养护 | 履职类 | 20.00 | 19.00
                2 | 绿化管养 | 履职类 | 30.00 | 30.00
                3 | 就业补助 | 专项类 | 10.00 | 9.00
                4 | 河道清淤 | 履职类 | 40.00 | 39.00
                合计 | < | < | 100.00 | 97.00
                """
            ),
            text=[TITLE],
        )
    ).budget_lines
    assert [x.item for x in lines] == ["道路养护", "绿化管养", "就业补助", "河道清淤", "合计"]


def test_amounts_that_only_figures_tell_are_in_the_tables_unit() -> None:
    grid = table(
        """
        支出类别 | 可动用额度 | 当年拨出 | 执行率
        基本支出 | 2000000.00 | 1800000.00 | 90.00%
        项目支出 | 4000000.00 | 3500000.00 | 87.50%
        合计 | 6000000.00 | 5300000.00 | 88.33%
        """,
        unit="元",
    )
    columns = normalize(document(grid, text=[TITLE])).readings[0].columns
    assert [(c.metric, c.unit) for c in columns[1:3]] == [("revised_budget", "yuan"), ("outturn", "yuan")]


def test_a_budget_that_the_change_is_added_to_is_the_first() -> None:
    assert metrics(
        """
        支出类别 | 预算批复数 | 丁列 | 调整金额
        基本支出 | 200.00 | 214.00 | 14.00
        项目支出 | 400.00 | 452.00 | 52.00
        其他支出 | 10.00 | 9.00 | -1.00
        总计 | 610.00 | 675.00 | 65.00
        """
    ) == ["item", "original_budget", "revised_budget", "adjustment"]


def test_a_change_in_few_rows_is_told_where_the_others_fit() -> None:
    assert metrics(
        """
        支出类别 | 年初预算数 | 调整预算数 | 丙列
        基本支出 | 200.00 | 200.00 | 0.00
        人员支出 | 150.00 | 150.00 | 0.00
        项目支出 | 400.00 | 452.00 | 52.00
        总计 | 600.00 | 652.00 | 52.00
        """
    ) == ["item", "original_budget", "revised_budget", "adjustment"]


def test_the_only_amount_of_a_table_of_the_years_beginning() -> None:
    grid = "支出类别 | 预算批复数\n基本支出 | 200.00\n项目支出 | 400.00\n合计 | 600.00"
    assert metrics(grid, "2022年年初预算构成情况表")[1] == "original_budget"
    assert metrics(grid, "2022年预算执行情况表")[1] == "revised_budget"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("项目名称", "类别"),
        ("项目名称", "项目类型"),
        ("支出内容", "资金性质"),
        ("二级项目", "分类"),
        ("任务名称", "任务类别"),
    ],
)
def test_names_stay_names_before_few_rows_of_ever_other_kinds(name: str, kind: str) -> None:
    grid = f"""
        序号 | {name} | {kind} | 全年预算数 | 决算数 | 执行率
        1 | 图书馆运行 | 文化类 | 1,680.40 | 1,633.20 | 97.19%
        2 | 旅游推广 | 旅游类 | 385.70 | 338.09 | 87.66%
        3 | 健身活动 | 体育类 | 568.25 | 566.40 | 99.67%
        """
    lines = normalize(document(table(grid, title="项目支出明细表"))).budget_lines
    assert [x.item for x in lines] == ["图书馆运行", "旅游推广", "健身活动"]
