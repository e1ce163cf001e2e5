"""One scale of four quarters in ever other words: 25% of the year's budget by March, and so on."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.rules.printed.rule import printed_rule
from rubrics.check import metrics_of
from schemas.rubric import Bands, Proportional, SumOfParts

DEFINITION = "各季度累计支出进度与序时进度的匹配情况。"
CAPPED = [
    "各季度得分=匹配度×2分（匹配度=累计支出进度/序时进度，大于100%的按100%计算），四个季度得分之和即为本指标得分。",
    "每个季度2分，累计支出进度达到序时进度（25%、50%、75%、100%）的得满分，未达到的按比例计分。",
    "一至四季度各占2分，季度得分=季度末累计支出率÷时间进度×2，单个季度得分不超过2分。",
    "本指标分季度考核，每季度2分：季度末支出进度达到序时进度的，得2分；未达到的，按支出进度÷序时进度×2分计算得分。",
    "季度得分=∑（各季度支出进度÷各季度序时进度×2分），单个季度得分上限为2分。",
    "各季度分值为2分，实际得分=支出进度÷序时进度×分值，得满分为止。",
    "按季考核，每季2分，得分=当季末累计支出进度÷当季末序时进度×2分，超过100%按100%计。",
    "以季度为单位计分，每季度2分；得分=2分×（季度末累计支出进度÷序时进度），单季最高2分，四季度累计得分即为本指标得分。",
    "每季度得分=2×季度执行率，季度执行率=累计支出进度÷序时进度，大于1的按1计。",
    "每季度2分，完成序时进度的得2分，未完成的按完成比例得分。",
]


@pytest.mark.parametrize("criteria", CAPPED)
def test_each_quarter_at_most_its_own_points(criteria: str) -> None:
    found = printed_rule("预算执行率", Decimal(8), criteria, DEFINITION)
    assert found.understood
    rule = found.rule
    assert isinstance(rule, SumOfParts)
    told = [(p.metric.metric, p.metric.period, p.points, p.cap) for p in rule.parts if isinstance(p, Proportional)]
    assert told == [("quarterly_execution_rate", f"Q{n}", Decimal(2), Decimal(2)) for n in range(1, 5)]


@pytest.mark.parametrize(
    "criteria",
    [
        "各季度支出进度÷序时进度×1分（每季度最高得1分），加全年平均执行率×2分（最高得2分）。",
        "季度预算执行率（季度末累计支出进度÷序时进度）：四个季度各1分，得分=季度预算执行率×1分，最高1分；全年平均执行率2分，"
        "得分=全年平均执行率×2分，最高2分。全年平均执行率为四个季度预算执行率的平均数。",
        "一季度得分=一季度支出进度÷25%×1分；二季度得分=二季度支出进度÷50%×1分；三季度得分=三季度支出进度÷75%×1分；"
        "四季度得分=四季度支出进度÷100%×1分；平均执行率得分=全年平均执行率×2分。各项最高不超过各自分值。",
    ],
)
def test_quarters_and_their_mean(criteria: str) -> None:
    found = printed_rule("预算执行率", Decimal(6), criteria, DEFINITION)
    assert found.understood
    assert isinstance(found.rule, SumOfParts)
    caps = [(p.points, p.cap) for p in found.rule.parts if isinstance(p, Proportional)]
    assert caps == [(Decimal(1), Decimal(1))] * 4 + [(Decimal(2), Decimal(2))]


@pytest.mark.parametrize(
    "criteria",
    [
        "1.各季度执行率=该季度末累计支出进度/序时进度×100%，各季度得分=该季度执行率×1.5分，每季度最高1.5分；2.全年平均执行率=四个季度"
        "执行率之和÷4，得分=全年平均执行率×2分，最高2分。",
        "四个季度各1.5分，季度得分=季度末累计支出进度/序时进度×1.5分，超过1.5分按1.5分计；全年平均执行率得分=（四个季度执行率之和/4）×2分，"
        "超过2分按2分计。",
        "按季度评分。季度得分=该季度预算执行率×1.5分（最高1.5分）；平均得分=四个季度平均预算执行率×2分（最高2分）。",
        "各季度支出进度与序时进度之比乘以1.5分为该季度得分，最高1.5分；四个季度执行率平均值乘以2分为平均得分，最高2分。",
    ],
)
def test_the_mean_of_quarters_in_other_words(criteria: str) -> None:
    found = printed_rule("预算执行率", Decimal(8), criteria, DEFINITION)
    assert found.understood
    assert isinstance(found.rule, SumOfParts)
    points = [(p.points, p.cap) for p in found.rule.parts if isinstance(p, Proportional)]
    assert points == [(Decimal("1.5"), Decimal("1.5"))] * 4 + [(Decimal(2), Decimal(2))]


def test_that_quarters_are_scored_one_by_one_is_said_before_the_points_of_each() -> None:
    criteria = (
        "按季度考核，每季度1.5分。季度执行率（累计支出进度/序时进度）≥96%的，得1.5分；"
        "91%≤季度执行率＜96%的，得1分；季度执行率＜91%的，不得分。"
    )
    found = printed_rule("支出均衡性", Decimal(6), criteria)
    assert found.understood
    assert {(m.metric, m.period) for m in metrics_of(found.rule)} == {
        ("quarterly_execution_rate", f"Q{n}") for n in (1, 2, 3, 4)
    }


@pytest.mark.parametrize(
    "criteria",
    [
        "四个季度平均进度比在95%以上（含）得5分，90%（含）至95%得4分，90%以下得2分。",
        "四个季度平均序时执行率≥95%得5分；90%≤平均值＜95%得4分；平均值＜90%得2分。",
        "四个季度平均执行率≥95%得5分；90%≤平均执行率＜95%得4分；平均执行率＜90%得2分。",
        "各季度序时进度执行率平均值≥95%，得5分；≥90%，得4分；＜90%，得2分。",
        "各季度支出进度与序时进度比率的平均值≥95%得5分，90%≤平均值＜95%得4分，＜90%得2分。",
    ],
)
def test_bands_of_the_mean_under_other_names(criteria: str) -> None:
    rule = printed_rule("支出均衡性", Decimal(5), criteria, "").rule
    assert isinstance(rule, Bands)
    assert rule.metric.metric == "average_execution_rate"
    assert [(b.low, b.points) for b in rule.bands] == [
        (Decimal(95), Decimal(5)),
        (Decimal(90), Decimal(4)),
        (None, Decimal(2)),
    ]


@pytest.mark.parametrize(
    ("criteria", "kind"),
    [
        ("支出进度一季度达到25%、二季度达到50%、三季度达到75%、四季度达到95%的，各得2分，未达标不得分。", Bands),
        (
            "一季度支出进度目标25%、二季度50%、三季度75%、四季度95%，各占2分，达到目标的得满分，未达标按比例得分。",
            Proportional,
        ),
    ],
)
def test_targets_told_one_after_the_other(criteria: str, kind: type) -> None:
    rule = printed_rule("支出进度率", Decimal(8), criteria, "").rule
    assert isinstance(rule, SumOfParts)
    assert all(isinstance(part, kind) for part in rule.parts)
    assert [(m.metric, m.period) for m in metrics_of(rule)] == [("cumulative_progress", f"Q{n}") for n in range(1, 5)]


def test_bands_of_the_mean_with_what_a_quarters_rate_is_behind_them() -> None:
    criteria = "四个季度平均执行率≥95%得4分；85%（含）-95%得3分；低于85%不得分。季度执行率=实际支出进度÷序时进度×100%。"
    rule = printed_rule("支出进度率", Decimal(4), criteria, "").rule
    assert isinstance(rule, Bands)
    assert rule.metric.metric == "average_execution_rate"


ENDS = "一季度末25%、二季度末50%、三季度末75%、四季度末100%"


@pytest.mark.parametrize(
    "criteria",
    [
        f"支出进度以序时进度为标准（{ENDS}），达标一个季度得2分，满分8分。",
        f"季度末支出进度不低于序时进度要求（{ENDS}）的，每季度计2分，否则该季度不计分。",
        "四个季度各占2分：一季度支出进度达25%以上、二季度达50%以上、三季度达75%以上、四季度达100%以上的得该季度满分，"
        "否则该季度不得分。",
        "（1）一季度末支出进度≥25%，2分；（2）二季度末支出进度≥50%，2分；（3）三季度末支出进度≥75%，2分；"
        "（4）四季度末支出进度≥100%，2分。低于要求的该项0分。",
    ],
)
def test_each_quarter_that_meets_its_target(criteria: str) -> None:
    rule = printed_rule("支出进度率", Decimal(8), criteria, "").rule
    assert isinstance(rule, SumOfParts)
    parts = [p for p in rule.parts if isinstance(p, Bands)]
    assert [(p.bands[0].low, p.bands[0].points, p.otherwise) for p in parts] == [
        (Decimal(25 * n), Decimal(2), Decimal(0)) for n in range(1, 5)
    ]


def test_a_mean_told_in_brackets_is_no_progress_of_the_year() -> None:
    criteria = "平均支出进度（四个季度实际支出进度与序时进度之比的平均值）×8分，最高不超过8分。"
    rule = printed_rule("支出进度率", Decimal(8), criteria, "").rule
    assert isinstance(rule, Proportional)
    assert rule.metric.metric == "average_execution_rate"


@pytest.mark.parametrize("quarters", ["前三个季度", "前三季度", "一至三季度"])
def test_the_first_three_quarters(quarters: str) -> None:
    found = printed_rule(
        "支出均衡性", Decimal(3), f"{quarters}各1分，季度得分=季度支出执行率×1分，最高1分。", DEFINITION
    )
    assert found.understood
    assert {(m.metric, m.period) for m in metrics_of(found.rule)} == {
        ("quarterly_execution_rate", f"Q{n}") for n in (1, 2, 3)
    }
