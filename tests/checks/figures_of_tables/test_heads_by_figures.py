"""Tables whose heads, units and row names are other than usual: right ones accuse nobody, slips are told."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import AuditedReport, Severity
from tests.normalize.grids import document, table

TITLE = "甲县乙局2023年度部门整体支出绩效自评报告"


def audited(grid: str, title: str = "", unit: str = "万元", text: tuple[str, ...] = ()) -> AuditedReport:
    return audit(document(table(grid, title=title, unit=unit), text=(TITLE, *text)))


def errors(found: AuditedReport) -> set[tuple[str, str]]:
    return {(f.locus.row, f.reported) for f in found.findings if f.severity is Severity.ERROR}


def metrics(grid: str, title: str = "") -> list[str]:
    return [c.metric or c.role for c in audited(grid, title).report.readings[0].columns]


TWO_UNITS = """
季度 | 预算数（万元） | 累计支出（元） | 支出进度 | 序时进度
一季度 | 41,014.48 | 108,633,300.00 | {} | 25.00%
二季度 | 41,014.48 | 207,310,800.00 | 50.55% | 50.00%
三季度 | 41,014.48 | 266,154,000.00 | 64.89% | 75.00%
四季度 | 41,014.48 | 407,151,000.00 | 99.27% | 100.00%
"""
BUDGET_IN_TWO_UNITS = """
项目 | 调整预算数（万元） | 决算数（元） | 执行率
基本支出 | 6,000.00 | 59,100,000.00 | 98.50%
项目支出 | 6,031.66 | 52,979,400.00 | {}
"""
FRACTIONS = """
季度 | 支出进度 | 序时进度 | 季度执行率
一季度 | 0.2670 | 0.2500 | 1.0680
二季度 | 0.4574 | 0.5000 | {}
三季度 | 0.6413 | 0.7500 | 0.8551
四季度 | 0.9689 | 1.0000 | 0.9689
"""
ONE_BUDGET = """
季度 | 预算指标 | 当季支出 | 占比
一季度 | 34,601.42 | 10,000.24 | 28.90%
二季度 | 34,601.42 | {} | 20.69%
三季度 | 34,601.42 | 6,962.70 | 20.12%
四季度 | 34,601.42 | 10,020.64 | 28.96%
合计 | 34,601.42 | 34,143.31 | 98.68%
"""
MONTHS = """
月份 | 当月支出 | 累计支出
1-1月 | 100.12 | 100.12
1-2月 | 110.13 | 210.25
1-3月 | 90.14 | {}
1-4月 | 97.31 | 397.70
1-5月 | 120.00 | 517.70
1-6月 | 80.55 | 598.25
"""
LAST_YEAR = """
项目 | 上年决算数 | 决算数 | 增减额 | 增减率
公务接待费 | 59.18 | 61.80 | 2.62 | 4.43%
公务用车运行费 | 173.04 | 158.97 | {} | -8.13%
合计 | 232.22 | 220.77 | -11.45 | -4.93%
"""
UNKNOWN_BUDGET = """
经费类型 | 年初批复数 | 统筹后 | 决算数 | 完成率
基本支出 | 31,320.31 | 33,344.54 | 29,927.34 | 89.75%
项目支出 | 10,293.42 | 9,669.81 | 8,828.12 | {}
"""
STAFF = """
项目 | 定编数 | 在册人数 | 余编数 | 满编率
行政 | 42 | 40 | 2 | 95.24%
事业 | 47 | 42 | 5 | 89.36%
合计 | 89 | {} | 7 | 92.13%
"""
CARRIED = """
项目 | 年初结余 | 当年拨款 | 本年支出 | 期末结转
基本支出 | 363.61 | 8,546.24 | 8,671.74 | 238.11
项目支出 | 120.40 | 16,256.19 | 15,391.00 | {}
合计 | 484.01 | 24,802.43 | 24,062.74 | 1,223.70
"""
CLEAN = [
    (TWO_UNITS, "26.49%", "28.49%", "一季度", ""),
    (BUDGET_IN_TWO_UNITS, "87.84%", "", "项目支出", ""),
    (FRACTIONS, "0.9148", "0.9184", "二季度", ""),
    (ONE_BUDGET, "7,159.73", "7,519.73", "合计", ""),
    (MONTHS, "300.39", "303.39", "1-3月", ""),
    (LAST_YEAR, "-14.07", "-14.70", "公务用车运行费", ""),
    (UNKNOWN_BUDGET, "91.30%", "", "项目支出", ""),
    (STAFF, "82", "62", "合计", "人员编制情况表"),
    (CARRIED, "985.59", "983.59", "项目支出", ""),
]


@pytest.mark.parametrize(("grid", "right", "slip", "row", "title"), CLEAN)
def test_a_right_table_accuses_nobody_and_a_slip_is_told_at_its_row(
    grid: str, right: str, slip: str, row: str, title: str
) -> None:
    assert errors(audited(grid.format(right), title)) == set()
    if slip:
        assert row in {r for r, _ in errors(audited(grid.format(slip), title))}


@pytest.mark.parametrize(
    ("grid", "expected"),
    [
        (LAST_YEAR.format("-14.07"), ["item", "other_year", "outturn", "", ""]),
        (
            """
            项目 | 人大批复预算数 | 变动后预算 | 追加率 | 年度支出 | 使用率 | 余额
            甲项 | 37,156.95 | 34,233.16 | -7.87% | 33,450.75 | 97.71% | 782.41
            乙项 | 36,359.66 | 43,584.00 | 19.87% | 36,946.08 | 84.77% | 6,637.92
            丙项 | 8,872.50 | 10,250.23 | 15.53% | 8,640.95 | 84.30% | 1,609.28
            """,
            ["item", "original_budget", "revised_budget", "adjustment_rate", "outturn", "execution_rate", "unspent"],
        ),
        (
            """
            项目 | 部门预算批复数 | 预算调整数 | 年末调整预算 | 决算数
            甲项 | 20,485.78 | -196.10 | 20,289.68 | 18,373.75
            乙项 | 27,283.01 | 113.59 | 27,396.60 | 23,400.84
            """,
            ["item", "original_budget", "adjustment", "revised_budget", "outturn"],
        ),
        (CARRIED.format("985.59"), ["item", "carried_over", "income", "outturn", "carried_forward"]),
    ],
)
def test_columns_are_known_by_what_they_are_called_and_by_what_the_figures_bear_out(
    grid: str, expected: list[str]
) -> None:
    assert metrics(grid) == expected


@pytest.mark.parametrize(
    ("title", "grid", "expected"),
    [
        (
            "固定资产使用情况表",
            "类别 | 账面总额 | 在用金额 | 使用效率\n房屋 | 800.00 | 760.00 | 95.00%\n设备 | 200.00 | 150.00 | 75.00%",
            ["item", "fixed_assets_original", "fixed_assets_in_use", "fixed_asset_utilisation_rate"],
        ),
        (
            "政府采购情况表",
            "类别 | 计划金额 | 采购支出数 | 完成率\n货物 | 80.00 | 76.00 | 95.00%\n服务 | 20.00 | 15.00 | 75.00%",
            ["item", "procurement_planned", "procurement_actual", "procurement_execution_rate"],
        ),
        (
            "人员编制情况表",
            STAFF.format("82"),
            ["item", "authorised_posts", "staff_in_post", "vacant_posts", "staffing_control_rate"],
        ),
    ],
)
def test_short_heads_mean_what_the_title_speaks_of(title: str, grid: str, expected: list[str]) -> None:
    assert metrics(grid, title) == expected


def test_a_table_on_its_side_may_hold_rows_that_nobody_knows() -> None:
    grid = """
        项目 | 货物类 | 工程类 | 合计
        采购预算 | 5,492.54 | 7,853.14 | 13,345.68
        实际采购金额 | 5,200.55 | 7,833.86 | 13,034.41
        供应商家数 | 5 | 3 | 8
        """
    facts = {(f.metric, f.figure.text) for f in audited(grid, "政府采购情况表").report.facts}
    assert {("procurement_planned", "7,853.14"), ("procurement_actual", "5,200.55")} <= facts


def test_the_total_under_one_kind_of_project_is_not_all_project_expenditure() -> None:
    grid = """
        专项名称 | 到位资金 | 已使用 | 结余
        甲专项 | 355.59 | 320.03 | 35.56
        乙专项 | 153.14 | 114.85 | 38.29
        合计 | 508.73 | 434.88 | 73.85
        """
    text = ("2023年项目支出决算数为627.36万元。",)
    assert errors(audited(grid, "项目资金使用情况表", text=text)) == set()


def test_the_row_that_numbers_the_columns_is_no_row_of_figures() -> None:
    grid = """
        季度 | 占全年比例 | 份额 | 年度总额 | 当季 | 累计
        栏次 | 1 | 2 | 3 | 4 | 5
        一季度 | 26.88% | 26.88% | 4477.18 | 1203.50 | 1203.50
        二季度 | 21.30% | 21.30% | 4477.18 | 953.62 | 2157.12
        三季度 | 24.87% | 24.87% | 4477.18 | 1113.42 | 3270.54
        四季度 | 23.76% | 23.76% | 4477.18 | 1063.66 | 4334.20
        """
    assert errors(audited(grid)) == set()
