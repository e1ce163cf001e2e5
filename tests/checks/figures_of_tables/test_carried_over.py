"""What was left from the year before stands in a column of its own: then it is no part of the adjustment."""

from __future__ import annotations

import pytest

from pipeline.checks.all_checks import all_checks
from pipeline.findings.build import build_findings
from schemas.audit import Finding, Severity
from tests.checks.tables import Sheet
from tests.normalize.grids import table
from tests.small_audits import audited

COLUMNS = ("original_budget", "carried_over", "adjustment", "revised_budget")


def errors(total: str) -> list[Finding]:
    rows = [
        ("1", "人员经费", "100.00", "-", "12.50", "112.50"),
        ("1", "公用经费", "40.00", "-", "-3.00", "37.00"),
        ("1", "设备购置", "60.00", "25.00", "-", "85.00"),
        ("total", "合计", "200.00", "25.00", total, "234.50"),
    ]
    sheet = Sheet().table("预算调整情况表", COLUMNS, rows)
    found = build_findings(sheet.report, list(all_checks(sheet.document, sheet.report, [])))
    return [f for f in found if f.severity is Severity.ERROR]


def test_an_adjustment_beside_what_was_carried_over() -> None:
    assert errors("9.50") == []
    [finding] = errors("5.90")
    assert (finding.reported, finding.expected_low) == ("5.90", "9.50")


@pytest.mark.parametrize(
    "text",
    [
        "年中净追加60.04万元。",
        "年初预算1,000.20万元，年中净追加60.04万元，全年预算1,100.35万元。",
        "与年初预算和上年结转之和相比，年中净追加60.04万元，预算调整率5.77%。",
        "全年预算较年初增加100.15万元，调增率10.01%。",
    ],
)
def test_what_was_carried_over_is_no_adjustment(text: str) -> None:
    grid = """
    项目 | 年初预算 | 上年结转 | 年中追加 | 全年预算 | 决算数
    基本支出 | 500.10 | 0.00 | 10.00 | 510.10 | 500.00
    项目支出 | 500.10 | 40.11 | 50.04 | 590.25 | 550.00
    合计 | 1,000.20 | 40.11 | 60.04 | 1,100.35 | 1,050.00
    """
    report = audited(table(grid, title="预算调整及执行情况表"), text=(text,))
    assert [f for f in report.findings if f.severity is not Severity.NOTICE] == []


def test_the_income_of_the_year_leaves_out_what_was_carried_over_wherever_that_stands() -> None:
    grid = """
    收入项目 | 金额
    一、一般公共预算拨款收入 | 1,980.20
    二、事业收入 | 135.20
    三、上年结转结余 | 60.00
    本年收入合计 | 2,115.40
    总计 | 2,175.40
    """
    found = audited(table(grid, title="收入情况表", unit="万元")).findings
    assert [f for f in found if f.severity is not Severity.NOTICE] == []
