"""Tables of quarters under other names, and what is not a quarter."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.normalize.quarter_names import quarter_named, quarters_named
from pipeline.normalize.report import normalize
from schemas.records import QuarterlyExecution
from tests.normalize.grids import document, table

TITLE = "甲区乙街道办事处2022年度部门整体支出绩效自评报告"


@pytest.mark.parametrize(
    ("text", "quarter"),
    [
        ("第1季度", 1),
        ("第二季度", 2),
        ("三季度", 3),
        ("2022年第四季度", 4),
        ("Q3", 3),
        ("1-6月", 2),
        ("截至9月底", 3),
        ("１季度", 1),
        ("第4季度末", 4),
        ("3月末（第一季度）", 1),
        ("第二季度（1-6月）", 2),
        ("第二季度（9月末）", None),
        ("全年", None),
        ("季度平均", None),
        ("第五季度", None),
        ("3", None),
    ],
)
def test_names_of_quarters(text: str, quarter: int | None) -> None:
    assert quarter_named(text) == quarter


def read(grid: str) -> tuple[QuarterlyExecution, ...]:
    return normalize(document(table(grid), text=[TITLE])).quarters


def test_other_column_names_and_order() -> None:
    found = read(
        """
        季度 | 序时进度 | 预算指标金额 | 累计支出 | 累计支出进度 | 季度执行率
        一季度 | 25% | 400.00 | 80.00 | 20.00% | 80.00%
        二季度 | 50% | 400.00 | 200.00 | 50.00% | 100.00%
        三季度 | 75% | 420.00 | 315.00 | 75.00% | 100.00%
        四季度 | 100% | 410.00 | 400.16 | 97.60% | 97.60%
        """
    )
    assert [q.quarter for q in found] == [1, 2, 3, 4]
    assert {k: v.plain for k, v in found[3].figures.items()} == {
        "budget": "410.00",
        "cumulative_outturn": "400.16",
        "cumulative_progress": "97.60",
        "scheduled_progress": "100",
        "execution_rate": "97.60",
    }


def test_a_rate_is_what_the_figures_make_of_it() -> None:
    of_budget = read(
        """
        时间 | 全年预算数 | 支出数 | 执行率
        1-3月 | 400.00 | 80.00 | 20.00%
        1-6月 | 400.00 | 200.00 | 50.00%
        1-9月 | 400.00 | 300.00 | 75.00%
        1-12月 | 400.00 | 396.00 | 99.00%
        """
    )
    of_schedule = read(
        """
        季度 | 预算数 | 支出数 | 序时进度 | 执行率
        第一季度 | 400.00 | 80.00 | 25% | 80.00%
        第二季度 | 400.00 | 200.00 | 50% | 100.00%
        """
    )
    assert "cumulative_progress" in of_budget[0].figures
    assert "execution_rate" not in of_budget[0].figures
    assert of_schedule[0].figures["execution_rate"].value == Decimal("80.00")


def test_facts_carry_the_quarter_and_the_average_is_a_fact_of_its_own() -> None:
    grid = """
        季度 | 预算金额 | 累计支出金额 | 序时进度 | 季度预算执行率
        第1季度 | 400.00 | 80.00 | 25% | 80.00%
        第2季度 | 400.00 | 200.00 | 50% | 100.00%
        全年平均执行率：90.00% | < | < | < | <
        """
    facts = normalize(document(table(grid), text=[TITLE])).facts
    assert {(f.metric, f.period) for f in facts} >= {
        ("cumulative_outturn", "2022Q1"),
        ("revised_budget", "2022Q2"),
        ("average_execution_rate", "2022"),
    }
    average = next(f for f in facts if f.metric == "average_execution_rate")
    assert average.figure.value == Decimal("90.00")


def test_a_table_that_lies_on_its_side() -> None:
    grid = """
        项目 | 第一季度 | 第二季度
        预算数 | 400.00 | 410.00
        累计支出数 | 80.00 | 205.00
        序时进度 | 25% | 50%
        季度执行率 | 80.00% | 100.00%
        """
    report = normalize(document(table(grid), text=[TITLE]))
    assert [q.figures["cumulative_outturn"].plain for q in report.quarters] == ["80.00", "205.00"]
    rate = next(f for f in report.facts if f.metric == "quarterly_execution_rate" and f.period == "2022Q2")
    assert (rate.row, rate.col, rate.figure.plain) == (5, 3, "100.00")


def test_two_columns_that_could_both_be_rates_of_execution() -> None:
    found = read(
        """
        季度 | 预算指标数 | 累计支付数 | 资金支付进度 | 序时进度 | 预算执行率
        第一季度 | 400.00 | 80.00 | 20.00% | 25% | 80.00%
        第二季度 | 400.00 | 180.00 | 45.00% | 50% | 90.00%
        """
    )
    assert [(q.figures["cumulative_progress"].plain, q.figures["execution_rate"].plain) for q in found] == [
        ("20.00", "80.00"),
        ("45.00", "90.00"),
    ]


@pytest.mark.parametrize(
    "name", ["平均季度执行率", "平均", "四个季度平均执行率", "季度平均值", "全年平均预算执行率", "执行率平均值"]
)
def test_the_row_of_the_average_by_its_names(name: str) -> None:
    grid = f"""
        季度 | 预算金额 | 累计支出金额 | 序时进度 | 季度预算执行率
        第1季度 | 400.00 | 80.00 | 25% | 80.00%
        第2季度 | 400.00 | 200.00 | 50% | 100.00%
        {name} | < | < | < | 90.00%
        """
    facts = normalize(document(table(grid), text=[TITLE])).facts
    assert [f.figure.plain for f in facts if f.metric == "average_execution_rate"] == ["90.00"]


@pytest.mark.parametrize("name", ["匹配率", "达标比", "与时间要求之比", "均衡度", "折算进度"])
def test_a_rate_of_the_schedule_under_a_name_of_its_own(name: str) -> None:
    grid = f"""
        季度 | 可执行预算 | 累计支付 | 累计支付进度 | {name}
        一季度 | 14,281.41 | 3,300.43 | 23.11% | 92.44%
        二季度 | 14,303.58 | 7,420.70 | 51.88% | 103.76%
        三季度 | 14,358.98 | 10,449.03 | 72.77% | 95.43%
        四季度 | 14,414.38 | 13,674.52 | 94.87% | 94.87%
        """
    found = normalize(document(table(grid, title="季度支付进度表"))).quarters
    assert [q.figures["execution_rate"].plain for q in found] == ["92.44", "103.76", "95.43", "94.87"]


def test_a_column_that_the_schedule_does_not_make_is_no_rate_of_it() -> None:
    grid = """
        季度 | 可执行预算 | 累计支付 | 累计支付进度 | 较上年
        一季度 | 14,281.41 | 3,300.43 | 23.11% | 3.40%
        二季度 | 14,303.58 | 7,420.70 | 51.88% | 103.76%
        三季度 | 14,358.98 | 10,449.03 | 72.77% | 5.12%
        四季度 | 14,414.38 | 13,674.52 | 94.87% | 94.87%
        """
    found = normalize(document(table(grid, title="季度支付进度表"))).quarters
    assert not any("execution_rate" in q.figures for q in found)


def test_figures_so_far_under_names_of_half_and_whole_years() -> None:
    found = read(
        """
        期间 | 预算数 | 累计支出 | 支出进度 | 序时进度 | 序时进度执行率
        一季度 | 300.00 | 60.00 | 20.00% | 25% | 80.00%
        上半年 | 300.00 | 150.00 | 50.00% | 50% | 100.00%
        前三季度 | 320.00 | 240.00 | 75.00% | 75% | 100.00%
        全年 | 310.00 | 303.80 | 98.00% | 100% | 98.00%
        平均执行率 | < | < | < | < | 94.50%
        """
    )
    assert [q.quarter for q in found] == [1, 2, 3, 4]
    assert found[3].figures["cumulative_outturn"].plain == "303.80"


def test_half_and_whole_years_beside_all_quarters_are_subtotals() -> None:
    names = ("一季度", "二季度", "上半年", "三季度", "四季度", "全年")
    assert quarters_named(names) == [1, 2, None, 3, 4, None]
    assert quarters_named(("上半年", "下半年", "全年")) == [None, None, None]


def test_a_rate_of_the_printed_schedule_needs_no_known_name() -> None:
    grid = table(
        """
        时点 | 可用预算指标 | 累计支付数 | 累计支付率 | 既定进度 | 达标比
        3月末（第一季度） | 400.00 | 80.00 | 20.00% | 22% | 90.91%
        6月末（第二季度） | 410.00 | 196.80 | 48.00% | 45% | 106.67%
        9月末（第三季度） | 420.00 | 302.40 | 72.00% | 75% | 96.00%
        12月末（第四季度） | 440.00 | 418.00 | 95.00% | 100% | 95.00%
        """,
        title="季度支付进度表",
    )
    read = normalize(document(grid, text=(TITLE,))).quarters
    assert [q.quarter for q in read] == [1, 2, 3, 4]
    assert [q.figures["execution_rate"].text for q in read] == ["90.91%", "106.67%", "96.00%", "95.00%"]
    assert [q.figures["cumulative_outturn"].text for q in read][-1] == "418.00"
