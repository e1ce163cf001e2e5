"""A rate times the indicator's own points, whatever these are called."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.rules.printed.rule import printed_rule
from schemas.rubric import Proportional


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
