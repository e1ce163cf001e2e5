"""Points of each quarter and of their mean, in the words of many offices."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.rules.printed.rule import printed_rule
from schemas.rubric import Proportional, SumOfParts

SAID = [
    (
        "各季度各占2分。季度执行率达到100%的得2分，未达到100%的按季度执行率×2分计算。季度执行率=支出进度/序时进度×100%。",
        8,
        None,
    ),
    ("四个季度各1分，得分=季度执行率×1分，每个季度最高得1分。", 4, None),
    ("（1）四个季度各计1分，按序时进度执行率×1分计算，每季度最高1分；（2）全年平均执行率×2分，最高2分。", 6, "2"),
    (
        "1.一至四季度分别计分，每季度得分=（季度末累计支付进度÷序时进度）×1.5分，单季最高1.5分；"
        "2.全年平均得分=四个季度执行率的算术平均值×2分，最高2分。序时进度依次为25%、50%、75%、100%。",
        8,
        "2",
    ),
    (
        "一、二、三、四季度末目标进度为25%、50%、75%、95%。每季度1.5分：达到目标进度的得1.5分，"
        "未达到的按（实际累计进度/目标进度）×1.5分计算。",
        6,
        None,
    ),
    ("各季度满分1.5分，未达到序时进度的，按实际进度占序时进度的比例×1.5分计算，达到序时进度的得1.5分。", 6, None),
]


@pytest.mark.parametrize(("criteria", "weight", "mean"), SAID)
def test_four_quarters_and_their_mean(criteria: str, weight: int, mean: str | None) -> None:
    rule = printed_rule("预算支出均衡性", Decimal(weight), criteria).rule
    assert isinstance(rule, SumOfParts)
    parts = [p for p in rule.parts if isinstance(p, Proportional)]
    assert [p.metric.period for p in parts][:4] == ["Q1", "Q2", "Q3", "Q4"]
    each = (weight - Decimal(mean or 0)) / 4
    assert [(p.points, p.cap) for p in parts[:4]] == [(each, each)] * 4
    assert [(p.metric.metric, str(p.points)) for p in parts[4:]] == ([("average_execution_rate", mean)] if mean else [])


def test_points_of_the_mean_told_before_its_formula() -> None:
    criteria = (
        "1.一至四季度分别计分，每季度1分：季度得分=（截至季末累计支出进度÷序时进度）×1分，超过1分的按1分计。"
        "2.全年平均执行率2分：得分=全年平均执行率×2分，超过2分的按2分计。"
    )
    rule = printed_rule("预算支出均衡性", Decimal(6), criteria).rule
    assert isinstance(rule, SumOfParts)
    assert [p.cap for p in rule.parts if isinstance(p, Proportional)] == [Decimal(1)] * 4 + [Decimal(2)]


def test_targets_of_their_own_stand_for_the_schedule() -> None:
    rule = printed_rule("预算支出均衡性", Decimal(6), SAID[4][0]).rule
    assert isinstance(rule, SumOfParts)
    found = [(p.metric.metric, p.full_at) for p in rule.parts if isinstance(p, Proportional)]
    assert found == [("cumulative_progress", Decimal(n)) for n in (25, 50, 75, 95)]


@pytest.mark.parametrize(
    "criteria",
    [
        "四个季度各1分，得分=季度执行率×1分，未按月报送的每次扣0.5分。",  # something else is said
        "四个季度各1分，得分=季度执行率×1.5分。",  # points that do not agree
        "四个季度各2分，得分=季度执行率×2分。",  # more than the weight
    ],
)
def test_what_does_not_come_to_the_weight_is_left_open(criteria: str) -> None:
    rule = printed_rule("预算支出均衡性", Decimal(4), criteria).rule
    assert not (isinstance(rule, SumOfParts) and len(rule.parts) == 4 and rule.cap == Decimal(4))


@pytest.mark.parametrize(
    ("criteria", "bounds"),
    [
        ("满意度90%（含）以上得4分；80%（含）以上不足90%得3分半；不足80%不得分。", ["0", "3.5", "4"]),
        ("满意度不足80%计0分，80%以上（含80%）至90%（含90%）计3分，90%以上计4分。", ["0", "3", "4"]),
        ("满意度90%以内（含本数）的，得0分；90%以上95%以内（含本数）的，得3分；超过95%的，得4分。", ["0", "3", "4"]),
    ],
)
def test_bounds_side_by_side(criteria: str, bounds: list[str]) -> None:
    found = printed_rule("服务对象满意度", Decimal(4), criteria)
    points = sorted({str(b.points) for b in found.rule.bands})  # type: ignore[union-attr]
    assert points == sorted(bounds)
    assert found.understood
