"""Rates held against their own of the year before move by points, and criteria of another base ask a person."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.rules.evaluate import evaluate
from pipeline.rules.figures import Figures
from pipeline.rules.printed.rule import printed_rule
from schemas.rubric import Judgement
from tests.rules.small_reports import fact, report


def points(criteria: str, now: str, before: str, name: str = "结转结余率", metric: str = "carry_rate") -> set[Decimal]:
    facts = (fact(metric, now), fact(metric, before, period="2020"))
    found = evaluate(printed_rule(name, Decimal(4), criteria).rule, Figures(report(facts=facts)), Decimal(4))
    return {found.low, found.high}


@pytest.mark.parametrize(
    ("criteria", "now", "wanted"),
    [
        ("（结转结余率-上年结转结余率）≤0得4分，每增加1个百分点扣1分。", "6.00%", "3"),
        ("（结转结余率-上年结转结余率）≤0得4分，每增加1个百分点扣1分。", "5.00%", "4"),
        ("结转结余率-去年同期结转结余率为负或零得4分，为正不得分。", "7.00%", "0"),
        ("结转结余率不高于上年得4分，每高于上年1个百分点扣0.5分。", "7.00%", "3"),
    ],
)
def test_a_rate_moves_by_points(criteria: str, now: str, wanted: str) -> None:
    assert points(criteria, now, "5.00%") == {Decimal(wanted)}


def test_a_difference_of_other_things_is_none_of_its_parts() -> None:
    rule = printed_rule("编制管理", Decimal(4), "（核定编制数-在编人数）≥0得4分，否则不得分。").rule
    assert isinstance(rule, Judgement)


@pytest.mark.parametrize("base", ["不含上级专款", "剔除年底追加资金", "扣除框架协议采购后", "不包括结转资金"])
def test_a_rate_of_another_base_is_for_a_person(base: str) -> None:
    rule = printed_rule("预算执行率", Decimal(4), f"预算执行率（{base}）≥95%得4分，每低1个百分点扣1分。").rule
    found = evaluate(rule, Figures(report(facts=(fact("execution_rate", "92.00%"),))), Decimal(4))
    assert (found.low, found.high) == (0, 4)
