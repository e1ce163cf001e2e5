"""What the note of a form says of scoring, and what it leaves for targets that were missed and results in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.audit import audit
from pipeline.rules.form_method import form_method
from schemas.audit import Verdict
from tests.normalize.grids import document, table

SHARE = [
    "定量指标达到目标的得满分，没有达到的按完成值与目标值之间的比例记分。",
    "注：定量指标没有完成的，按照完成率计分。",
    "正向指标得分=分值×实际完成值/年度指标值。",
    "定量指标：得分=权重*（实际完成值B/指标值A）。",
    "定量指标完成的记满分，未完成的依完成情况按比例得分。",
    "正向的定量指标（即目标为≥某数），得分计算方法应用全年实际值（B）/年度指标值（A）×该指标分值。",
]
TIERS = "定性指标分三档，分别在分值的100%-80%（含）、80%-60%（含）、60%-0%之间打分。"


@pytest.mark.parametrize("note", SHARE)
def test_notes_that_bind_a_missed_target_to_its_share(note: str) -> None:
    assert form_method(note).by_share


@pytest.mark.parametrize(
    "note", ["定量指标由单位据实填写。", "请按比例填写各项资金。", "定性指标酌情打分。", "得分按四舍五入保留两位小数。"]
)
def test_notes_that_bind_nothing(note: str) -> None:
    assert not form_method(note).by_share
    assert form_method(note).tiers == ()


@pytest.mark.parametrize(
    "note",
    [
        TIERS,
        "分别按100%—80%(含)、80%—60%(含)、60%—0%确定得分",
        "三档对应100-80%（含）、80-60%（含）、60-0%",
        "按指标分值的100%～80%（含80%）、80%～60%（含60%）、60%～0%评分",
    ],
)
def test_tiers(note: str) -> None:
    tiers = form_method(note).tiers
    assert [(t.low, t.high) for t in tiers] == [
        (Decimal("0.8"), 1),
        (Decimal("0.6"), Decimal("0.8")),
        (0, Decimal("0.6")),
    ]


FORM = """
项目名称 | < | 河道保洁 | < | < | < | <
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
产出指标 | 数量指标 | 巡查次数 | {target} | {actual} | 20 | {score}
^ | 质量指标 | 整改率 | ≥95% | 96% | 80 | 80
总分 | < | < | < | < | 100 | 100
"""


def verdict(note: str, target: str, actual: str, score: str) -> Verdict:
    grid = FORM.format(target=target, actual=actual, score=score)
    found = audit(document(table(grid, header_rows=0, unit=""), text=[note]))
    return next(s.verdict for s in found.scores if s.indicator == "巡查次数")


@pytest.mark.parametrize(
    ("target", "actual", "score", "wanted"),
    [
        ("≥12次", "9次", "15", Verdict.AGREES),
        ("≥12次", "9次", "14.8", Verdict.WITHIN_RANGE),  # rounded on the way
        ("≥12次", "9次", "12", Verdict.DISAGREES),
        ("≥12次", "9次", "20", Verdict.DISAGREES),
        ("≤10天", "16天", "12", Verdict.WITHIN_RANGE),  # how an upper limit is scored is not said
        ("有效改善", "部分达成年度指标并具有一定效果", "14", Verdict.WITHIN_RANGE),
        ("有效改善", "部分达成年度指标并具有一定效果", "20", Verdict.DISAGREES),
        ("有效改善", "达成年度指标", "20", Verdict.WITHIN_RANGE),
        ("有效改善", "未达成年度指标且效果较差", "18", Verdict.DISAGREES),
        ("有效改善", "有所改善", "9", Verdict.WITHIN_RANGE),  # words of its own are for a person
        ("有效改善", "已完成", "9", Verdict.WITHIN_RANGE),
    ],
)
def test_verdicts_below_a_note(target: str, actual: str, score: str, wanted: Verdict) -> None:
    assert verdict(SHARE[0] + TIERS, target, actual, score) is wanted


def test_without_a_note_less_than_the_share_is_for_the_person_who_gave_it() -> None:
    assert verdict("", "≥12次", "9次", "12") is Verdict.WITHIN_RANGE
    assert verdict("", "有效改善", "部分达成年度指标并具有一定效果", "20") is Verdict.WITHIN_RANGE


@pytest.mark.parametrize(
    "note",
    [
        "正向指标得分=分值×实际完成值/年度指标值；反向指标得分=分值×年度指标值/实际完成值。",
        "定量指标若为反向指标（指标值为≤某数），则得分计算公式为年度指标值（A）/全年实际值（B）×分值。",
    ],
)
def test_upper_limits_where_the_note_turns_the_share_around(note: str) -> None:
    assert verdict(note, "≤10天", "16天", "12.5") is Verdict.AGREES
    assert verdict(note, "≤10天", "16天", "20") is Verdict.DISAGREES


@pytest.mark.parametrize(
    "note",
    [
        "预算执行率达到90%（含）以上的，得10分；80%（含）-90%的，得8分；其余不得分。",
        "执行率≥95%得满分，每低1个百分点扣0.5分。",
        "支出率低于90%的，每低一个百分点扣1分，扣完为止。",
        "预算执行率不低于92%的计10分，低于92%的按比例扣分。",
    ],
)
def test_a_scale_of_its_own_for_the_execution_rate(note: str) -> None:
    assert form_method(note).rate_scale


@pytest.mark.parametrize(
    "note",
    [
        "预算执行情况得分=分值×执行率，最高不超过该项分值。",
        "预算执行率=执行数/预算数×100%，未达到90%的需说明原因。",
        "全年预算执行率95.30%，自评得9.53分，各项产出达到预期。",
    ],
)
def test_no_scale_for_the_execution_rate(note: str) -> None:
    assert not form_method(note).rate_scale


@pytest.mark.parametrize("label", ["", "执行率得分：", "1.执行率计分规则：", "（1）预算执行率评分标准："])
def test_steps_of_the_execution_rate_behind_a_label(label: str) -> None:
    steps = "执行率≥95%得10分；90%（含）—95%得8分；90%以下不得分"
    assert form_method(f"{label}{steps}。定性指标由评价小组打分。").rate_scale == steps
