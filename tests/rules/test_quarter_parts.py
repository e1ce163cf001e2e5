"""Points of each quarter and of their mean, in the words of many offices."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.rules.printed.rule import printed_rule
from schemas.audit import Verdict
from schemas.rubric import Proportional, Readings, SumOfParts
from tests.normalize.grids import table
from tests.small_audits import audited

SAID = [
    (
        "各季度各占2分。季度执行率达到100%的得2分，未达到100%的按季度执行率×2分计算。季度执行率=支出进度/序时进度×100%。",
        8,
        None,
    ),
    ("四个季度各1分，得分=季度执行率×1分，每个季度最高得1分。", 4, None),
    ("（1）四个季度各计1分，按序时进度执行率×1分计算，每季度最高1分；（2）全年平均执行率×2分，最高2分。", 6, "2"),
    (
        "各季度得分=（季度末累计支出进度÷序时进度）×1.5分，单个季度最高1.5分，四个季度得分之和为本指标得分。"
        "序时进度：一季度25%，二季度50%，三季度75%，四季度100%。",
        6,
        None,
    ),
    (
        "一季度预算执行率得分=（一季度支出进度/序时进度25%）×1分；二季度预算执行率得分=（二季度支出进度/序时进度50%）×1分；"
        "三季度预算执行率得分=（三季度支出进度/序时进度75%）×1分；四季度预算执行率得分=（四季度支出进度/序时进度100%）×1分；"
        "全年平均支出进度得分=全年平均执行率×2分。以上各项得分最高不超过该项满分。",
        6,
        "2",
    ),
    (
        "季度预算执行率得分=（季度部门预算支出进度/序时进度）×1分（每季度最高1分），"
        "全年平均支出进度得分=全年平均执行率×2分（最高2分）。",
        6,
        "2",
    ),
    (
        "第一季度：（支出进度/25%）×1分；第二季度：（支出进度/50%）×1分；第三季度：（支出进度/75%）×1分；"
        "第四季度：（支出进度/100%）×1分；全年：平均执行率×2分。每项最高不超过该项分值。",
        6,
        "2",
    ),
    ("每季度1分，按季度执行率×1分计算，超过1分按1分计；全年平均执行率2分，按全年平均执行率×2分计算。", 6, "2"),
    (
        "预算执行率得分=一季度得分+二季度得分+三季度得分+四季度得分+全年平均得分。各季度得分=季度末累计支出进度"
        "/序时进度×1分，最高1分；全年平均得分=全年平均执行率×2分，最高2分。",
        6,
        "2",
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


def test_rates_cut_off_at_full_leave_open_what_their_mean_is_of() -> None:
    criteria = (
        "一至四季度各1分，季度得分=季度执行率×1分，季度执行率超过100%的按100%计算；全年平均执行率2分，"
        "得分=全年平均执行率×2分。"
    )
    rule = printed_rule("预算支出均衡性", Decimal(6), criteria).rule
    assert isinstance(rule, Readings)
    kinds = [[p.metric.metric for p in o.rule.parts][4:] for o in rule.options]  # type: ignore[union-attr]
    assert kinds == [["average_execution_rate"], ["quarterly_execution_rate"] * 4]


UNEVEN = [
    "一季度得分=一季度累计执行率/25%×1分，二季度得分=二季度累计执行率/50%×1分，三季度得分=三季度累计执行率/75%×1分，"
    "四季度得分=四季度累计执行率/100%×2分；每项得分以该项分值为限。",
]


@pytest.mark.parametrize("criteria", UNEVEN)
def test_quarters_may_have_different_points(criteria: str) -> None:
    rule = printed_rule("预算支出进度", Decimal(5), criteria).rule
    assert isinstance(rule, SumOfParts)
    found = [(p.metric.metric, p.points, p.cap) for p in rule.parts if isinstance(p, Proportional)]
    assert found == [("quarterly_execution_rate", Decimal(n), Decimal(n)) for n in (1, 1, 1, 2)]


@pytest.mark.parametrize(
    "criteria",
    [
        "（1）季度执行率得分（4分）：一、二、三、四季度各1分，季度得分=季度末支出进度÷对应序时进度（25%、50%、75%、100%）×1分，"
        "每季度最高1分。（2）全年平均执行率得分（2分）：得分=四个季度执行率的平均值×2分，最高2分。",
    ],
)
def test_headings_and_ratios_in_words(criteria: str) -> None:
    found = printed_rule("支出进度", Decimal(6), criteria)
    assert found.understood
    assert isinstance(found.rule, SumOfParts)
    assert {p.cap for p in found.rule.parts[:4] if isinstance(p, Proportional)} <= {Decimal(1), Decimal("1.5")}


@pytest.mark.parametrize(
    "criteria",
    [
        "一季度末支出进度不低于20%、二季度末不低于45%、三季度末不低于70%、四季度末不低于95%，每达到一个季度要求得1分。",
        "3月末、6月末、9月末、12月末支出进度分别不低于20%、45%、70%、95%的，每达到一次得1分。",
        "各季度末支出进度达到序时进度（20%、45%、70%、95%）的，每个季度得1分，否则该季度不得分。",
        "一季度末达到20%、二季度末达到45%、三季度末达到70%、四季度末达到95%，每达标一个季度得1分，未达标的季度不得分。",
    ],
)
def test_targets_that_are_met_or_not(criteria: str) -> None:
    rule = printed_rule("支出进度", Decimal(4), criteria).rule
    assert isinstance(rule, SumOfParts)
    found = [(p.metric.period, [(b.low, b.points) for b in p.bands], p.otherwise) for p in rule.parts]  # type: ignore[union-attr]
    targets = zip(("Q1", "Q2", "Q3", "Q4"), (20, 45, 70, 95), strict=True)
    assert found == [(q, [(Decimal(n), Decimal(1))], Decimal(0)) for q, n in targets]


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


@pytest.mark.parametrize(
    ("said", "score", "verdict"),
    [
        (
            "2022年各季度末累计支出进度分别为：一季度24.00%、二季度51.00%、三季度80.00%、四季度97.00%。",
            "3.93",
            Verdict.AGREES,
        ),
        (
            "项目支出中，企业扶持210.00万元。一至四季度累计执行率分别为24.00%、51.00%、80.00%和97.00%。",
            "3.93",
            Verdict.AGREES,
        ),
        (
            "各季度执行率分别为：一季度96.00%、二季度98.00%、三季度101.00%、四季度97.00%。",
            "3.91",
            Verdict.NOT_VERIFIABLE,
        ),
    ],
)
def test_quarters_that_only_a_sentence_tells(said: str, score: str, verdict: Verdict) -> None:
    grid = f"""
    一级指标 | 三级指标 | 评分标准 | 分值 | 得分
    管理 | 预算支出进度 | 各季度得分=（季度末累计支出进度÷序时进度）×1分，单个季度最高1分。 | 4 | {score}
    绩效 | 社会效益 | 效益明显的得满分，否则酌情扣分 | 96 | 90
    """
    assert audited(table(grid, unit=""), text=(said,)).scores[0].verdict is verdict
