"""Rules in one line, in Chinese and in English."""

from __future__ import annotations

from decimal import Decimal

from pipeline.rules.describe import describe
from pipeline.rules.printed.rule import printed_rule
from pipeline.vocabulary.english_rule import english_rule


def line(criteria: str) -> str:
    return describe(printed_rule("预算执行率", Decimal(10), criteria).rule)


def test_a_scale_of_pieces() -> None:
    told = line("执行率≥95%得10分；执行率＜95%的，得分=执行率×9分。")
    assert told == "预算执行率≥95% 得10分；预算执行率<95% 按[预算执行率×9分]"
    assert english_rule(told).endswith("< 95%: [execution rate × 9 points]")


def test_steps_to_either_side() -> None:
    told = line("执行率100%得10分，每超过（降低）1%扣1分，扣完为止。")
    assert told == "10分，预算执行率偏离100%每1个百分点扣1分，扣完为止"
    assert "away from 100%" in english_rule(told)
