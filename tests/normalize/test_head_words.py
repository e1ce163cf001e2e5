"""Heads built from nothing but the words of budgets say what they state, and others are left open."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from pipeline.vocabulary.metrics import metric_of_header
from schemas.audit import Severity
from tests.normalize.grids import document, table

TITLE = "甲县乙局2023年度部门整体支出绩效自评报告"


@pytest.mark.parametrize(
    ("head", "metric"),
    [
        ("年初控制数", "original_budget"),
        ("初始安排指标数", "original_budget"),
        ("全年可用指标数", "revised_budget"),
        ("预算控制数", "revised_budget"),
        ("累计完成支出", "cumulative_outturn"),
        ("资金实际支出额", "outturn"),
        ("未使用资金", "unspent"),
        ("预算支出", ""),  # planned or spent
        ("本年支出", ""),  # the whole that a table of accounts divides
        ("未完成数", ""),  # of tasks
        ("实际完成数", ""),
        ("单位资金", ""),
    ],
)
def test_a_head_of_known_words(head: str, metric: str) -> None:
    assert metric_of_header((head,)) == metric


def test_a_rate_known_by_name_tells_which_amount_was_divided_by_which() -> None:
    grid = """
        类别 | 固定资产利用率 | 登记数 | 启用数
        房屋 | 93.47% | 1,648.68 | 1,541.07
        设备 | 91.55% | 24,456.28 | 22,389.18
        家具 | 97.20% | 812.40 | 789.65
        """
    found = audit(document(table(grid), text=(TITLE,)))
    columns = [c.metric or c.role for c in found.report.readings[0].columns]
    assert columns == ["item", "fixed_asset_utilisation_rate", "fixed_assets_original", "fixed_assets_in_use"]


def test_growth_as_fractions_is_no_amount_that_adds_up() -> None:
    grid = """
        内容 | 去年决算数 | 实际使用数 | 增减变动额 | 增幅
        公务用车运行费 | 259.10 | 316.33 | 57.23 | 0.2209
        公务接待费 | 92.43 | 77.22 | -15.21 | -0.1646
        合计 | 351.53 | 393.55 | 42.02 | 0.1195
        """
    findings = audit(document(table(grid), text=(TITLE,))).findings
    assert [f for f in findings if f.severity is Severity.ERROR] == []
