"""Columns under names of an author's own, known by what their figures make of each other."""

from __future__ import annotations

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
