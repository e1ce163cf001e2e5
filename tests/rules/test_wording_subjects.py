"""Criteria that call what they score by words of their own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.rules.describe import describe
from pipeline.rules.printed.rule import printed_rule

THREE = "90%（含）以下 4 分；90%-100%（含）3 分；100%以上 0 分。"
PEOPLE = "不高于 50%得 2 分；50%-100%（含）得 1 分；高于 100%不得分。"
USED = "90%（含）以上 2 分，80%（含）-90%得 1 分，80%以下 0 分。"
QUARTERS = "每季度末执行率不低于 95%的得 1 分，四个季度共 4 分；低于 95%的该季度不得分。"
EVENLY = (
    "四个季度各 1 分。季度支出进度达到或超过序时进度（25%、50%、75%、100%）的得 1 分；"
    "未达到的，得分=支出进度÷序时进度×1 分。"
)
SATISFIED = "群众满意度达到 100%的，得 4 分；群众满意度未达到 100%的，得分=满意人数/调查人数×4 分。"


@pytest.mark.parametrize(
    ("indicator", "weight", "criteria", "rule"),
    [
        ("三公经费控制", 4, "决算占预算比例：" + THREE, "三公经费控制率≤90% 得4分"),
        ("公用经费控制", 4, "支出数占调整后预算数的比例：" + THREE, "日常公用经费控制率≤90% 得4分"),
        ("资产利用", 2, "在用固定资产占比：" + USED, "固定资产利用率≥90% 得2分"),
        ("编外用工", 2, "编外人员数与在编人员数之比：" + PEOPLE, "比率≤50% 得2分"),
        ("季度进度", 4, QUARTERS, "一季度执行率≥95% 得1分"),
        ("支出均衡", 4, EVENLY, "最高1分"),
        ("服务对象满意度", 4, SATISFIED, "否则 满意度×4分"),
    ],
)
def test_the_subject_is_understood(indicator: str, weight: int, criteria: str, rule: str) -> None:
    found = printed_rule(indicator, Decimal(weight), criteria)
    assert found.understood
    assert rule in describe(found.rule)


def test_the_ratio_of_two_counts_is_that_of_the_criteria() -> None:
    """编外 over 在编 is not what the vocabulary calls 编外人员控制率 (over all staff)."""
    rule = printed_rule("编外用工", Decimal(2), "编外人员数与在编人员数之比不高于 50%得 2 分，高于 50%不得分。").rule
    assert "控制率" not in describe(rule)


def test_a_share_of_the_budget_of_something_else_stays_what_it_is() -> None:
    rule = printed_rule("项目结余", Decimal(4), "支出占预算的比例：90%以上得 4 分；90%以下得 0 分。").rule
    assert "经费控制率" not in describe(rule)
