"""A rate times the indicator's own points, whatever these are called."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.rules.printed.rule import printed_rule
from schemas.rubric import Proportional, SumOfParts


@pytest.mark.parametrize(
    "criteria",
    [
        "得分=政府采购执行率×本项分值（3分），最高3分。",
        "政府采购执行率×权重3分，最高不超过3分。",
        "得分=政府采购执行率×指标满分（3分），最高得3分。政府采购执行率=实际采购金额/采购计划金额×100%。",
        "按政府采购执行率与指标分值的乘积计分，超过100%的按100%计算。",
        "按政府采购执行率（实际采购金额÷采购计划金额×100%）与权重的乘积计分，最高3分。",
        "得分=（实际采购金额÷采购计划金额）×100%×指标分值（3分），最高3分。",
    ],
)
def test_the_indicators_own_points(criteria: str) -> None:
    found = printed_rule("政府采购执行率", Decimal(3), criteria)
    rule = found.rule
    assert found.understood
    assert isinstance(rule, Proportional)
    assert (rule.metric.metric, rule.points, rule.cap) == ("procurement_execution_rate", Decimal(3), Decimal(3))


@pytest.mark.parametrize(
    ("criteria", "weight", "parts"),
    [
        (
            "“三公”经费控制率（3分）：控制率≤95%得3分；95%-100%（含）得1.5分；超过100%不得分。"
            "日常公用经费控制率（3分）：控制率≤95%得3分；95%-100%（含）得1.5分；超过100%不得分。",
            6,
            2,
        ),
    ],
)
def test_parts_under_headings_without_numbers(criteria: str, weight: int, parts: int) -> None:
    found = printed_rule("财务合规性", Decimal(weight), criteria)
    assert found.understood
    assert isinstance(found.rule, SumOfParts)
    assert len(found.rule.parts) == parts
