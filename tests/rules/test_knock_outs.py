"""A knock-out inside a numbered part keeps both readings of 本项: the part, or the whole indicator."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.rules.evaluate import evaluate
from pipeline.rules.figures import Figures
from pipeline.rules.printed.fitting.parts_together import THIS_INDICATOR, THIS_PART
from pipeline.rules.printed.rule import printed_rule
from schemas.rubric import Readings
from tests.rules.small_reports import fact, report

FIRST = "1.采购执行率得分=采购执行率×2分，采购执行率=实际采购金额/采购计划金额×100%。"
SECOND = "2.政府采购政策的落实（1分），未落实的酌情扣分。"


@pytest.mark.parametrize("word", ["本项", "该项", "此项"])
@pytest.mark.parametrize("nothing", ["得0分", "计0分", "不得分"])
def test_what_this_item_means_stays_open(word: str, nothing: str) -> None:
    knocked = f"实际采购金额大于采购计划金额的，{word}{nothing}。"
    rule = printed_rule("政府采购执行情况", Decimal(3), FIRST + knocked + SECOND).rule
    assert isinstance(rule, Readings)
    assert {option.name for option in rule.options} == {THIS_PART, THIS_INDICATOR}


def test_the_words_of_a_knock_out_that_does_not_hold_are_not_given_as_the_calculation() -> None:
    text = "执行率低于90%的，得0分；执行率在90%（含）以上的，得分=执行率×10分。"
    rule = printed_rule("预算执行率", Decimal(10), text).rule
    facts = (fact("revised_budget", "1000.00"), fact("outturn", "950.00"))
    found = evaluate(rule, Figures(report(facts=facts)), Decimal(10))
    assert (found.low, found.high) == (Decimal("9.5"), Decimal("9.5"))
    assert "得0分" not in found.trace.formula


def test_no_step_has_begun_by_what_a_rate_is_not_printed_with() -> None:
    """580.02 of 580.00 is 100.003%, which every report prints as 100.00%; 583.00 is 100.52%, and one step."""
    text = "控制率超出100%的，每超出1个百分点扣0.5分（不足1个百分点的按1个百分点计算），扣完为止。"
    rule = printed_rule("日常公用经费控制率", Decimal(6), text).rule
    for spent, points in (("580.02", "6"), ("583.00", "5.5")):
        facts = (fact("operating_expense_budget", "580.00"), fact("operating_expense_outturn", spent))
        found = evaluate(rule, Figures(report(facts=facts)), Decimal(6))
        assert (found.low, found.high) == (Decimal(points), Decimal(points))
