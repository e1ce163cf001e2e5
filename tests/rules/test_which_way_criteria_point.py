"""Which way criteria point: sides of steps, the opposite of a rate, rises and falls, whose rate it is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.rules.printed.rule import printed_rule
from rubrics.check import metrics_of, most_points
from schemas.audit import Severity
from schemas.rubric import Deduction, Proportional, SumOfParts
from tests.normalize.grids import table
from tests.rules.test_criteria_of_other_editions import GRID, ends, read
from tests.small_audits import audited

D = Decimal


@pytest.mark.parametrize(
    ("criteria", "at", "side"),
    [
        ("全年开展应急演练不少于12次，每少一次扣0.5分。", 12, "below"),
        ("办理时长不超过12天，每超1天扣0.5分。", 12, "above"),
        ("全年开展应急演练达到12次得4分，每少一次扣0.5分。", 12, "below"),
    ],
)
def test_what_is_asked_before_a_step_is_on_its_other_side(criteria: str, at: int, side: str) -> None:
    """12 or more were once held for what costs points, and 15 of them accused."""
    rule = read("应急演练", 4, criteria)
    assert isinstance(rule, Deduction)
    assert (rule.direction, rule.threshold) == (side, D(at))


def test_the_whole_belongs_to_the_best_step_unless_another_begins_there() -> None:
    rule = read("满意度", 8, "95（含）-100分得8分，85（含）-95分得6分，75（含）-85分得4分，75分以下不得分。")
    assert ends(rule)[0] == (D(95), False, D(100), False, D(8))
    other = read("利用率", 3, "利用率为100%，得3分；利用率介于95%（含）—100%，得2分；其余得0分。")
    assert (D(95), False, D(100), True, D(2)) in ends(other)


def test_a_share_of_hours_is_of_hours() -> None:
    rule = read(
        "服务时长",
        4,
        "全年服务时长达到2000小时得4分；1500小时（含）至2000小时得3分；不足1500小时的，得分=实际时长÷2000×4分。",
    )
    (share,) = (p.rule for p in rule.pieces if isinstance(p.rule, Proportional))  # type: ignore[union-attr]
    assert (share.full_at, share.metric.measure) == (D(2000), "小时")


def test_up_and_beyond_says_that_the_end_belongs() -> None:
    rule = read("合格率", 4, "合格率达到98%及以上计4分，95%及以上98%以下计3分，90%及以上95%以下计2分，其他计0分。")
    assert ends(rule) == [
        (D(98), False, None, False, D(4)),
        (D(95), False, D(98), True, D(3)),
        (D(90), False, D(95), True, D(2)),
    ]


def test_losses_alone_leave_all_points_above_them() -> None:
    rule = read("政府采购执行率", 2, "采购执行率低于90%扣0.5分，低于80%扣1分，低于60%扣2分。")
    assert [(low, points) for low, _, _, _, points in ends(rule)] == [(90, 2), (80, D("1.5")), (60, 1), (None, 0)]


@pytest.mark.parametrize(
    ("indicator", "weight", "criteria", "definition"),
    [
        (
            "预算执行率",
            8,
            "执行率≥95%，得8分；90%≤执行率＜95%，得6分+（执行率-90%）÷5%×2分；执行率＜90%，得分=执行率÷90%×6分。",
            "",
        ),
        ("预算调整率", 5, "预算调整率每超过10%的一个百分点扣0.25分，10%（含）以内不扣分。", ""),
        (
            "预算调整率",
            3,
            "无预算调整或调整率≤5%的，得3分；5%＜调整率≤15%的，得2分；调整率＞15%的，不得分。",
            "",
        ),
        ("“三公”经费控制率", 4, "“三公”经费实际支出≤预算，得4分；＞预算，得0分。", ""),
        (
            "资产利用率",
            2,
            "以90%为及格线，及格得1分，每增加1个百分点加0.1分，最高2分；不及格不得分。",
            "",
        ),
        (
            "收入完成率",
            5,
            "完成率介于95%（含）和105%（含）之间的，得5分；每偏离1个百分点扣0.2分。",
            "",
        ),
        ("预算执行率", 10, "实际支出进度每低于序时进度1个百分点，扣0.2分，四个季度累计扣分。", ""),
        (
            "预算执行率",
            6,
            "6月底达到45%、9月底达到70%、11月底达到90%，每个时点2分；低于目标的，按（实际执行率÷目标执行率）×2分计算。",
            "",
        ),
        ("支出完成率", 9, "按完成比例计算得分,满分为止.", "支出完成率=本年支出完成数*100%/本年支出年初预算数"),
        ("培训人次", 5, "计划培训1200人次，完成率100%及以上得5分，每少完成1%扣0.1分。", ""),
    ],
)
def test_criteria_are_read_to_their_last_word(indicator: str, weight: int, criteria: str, definition: str) -> None:
    assert most_points(read(indicator, weight, criteria, definition)) == D(weight)


def test_the_first_step_of_a_scale_is_no_measure_before_it() -> None:
    """在编人数/编制数≤1的得4分 was taken for what the rest of the scale is of."""
    rule = read("财政供养人员控制率", 4, "在编人数÷编制数≤1的得4分，＞1的得0分。")
    assert ends(rule) == [(None, False, D(100), False, D(4)), (D(100), True, None, False, D(0))]


def test_one_scale_for_each_quarter_beside_what_its_rate_is() -> None:
    rule = read(
        "季度均衡性",
        8,
        "四个季度分别考核，每季度2分：季度执行率在95%至105%之间（含）的得2分，在85%（含）至95%或105%至115%（含）之间的得1分，"
        "其余得0分。季度执行率=季度末累计支出进度÷序时进度×100%。",
    )
    assert isinstance(rule, SumOfParts)
    assert [len(ends(part)) for part in rule.parts] == [3] * 4
    assert [m.period for m in metrics_of(rule)][:1] == ["Q1"]


def test_a_rate_that_is_best_at_nothing_loses_from_there() -> None:
    rule = read(
        "固定资产闲置率",
        5,
        "固定资产闲置率=闲置固定资产原值÷固定资产总原值×100%。每1个百分点扣0.5分，不足1个百分点的按比例扣分，扣完为止。",
    )
    assert isinstance(rule, Deduction)
    assert (rule.threshold, rule.direction, rule.part_step) == (D(0), "above", "share")


def test_a_number_under_the_indicators_whole_name_is_beyond_doubt() -> None:
    criteria = "有效投诉5宗及以下得4分；6-10宗得2分；11宗及以上得0分。"
    grid = table(GRID.format(name="有效投诉", criteria=criteria, score="4"))
    found = audited(grid, text=("全年发生有效投诉7宗，均已整改。",))
    assert [f.severity for f in found.findings if f.code == "score"] == [Severity.ERROR]
    part = audited(grid, text=("其中三季度发生有效投诉7宗，均已整改。",))
    assert not [f for f in part.findings if f.code == "score" and f.severity is Severity.ERROR]


@pytest.mark.parametrize(
    "criteria",
    [
        "较上年下降5%以上得4分，下降5%以内得3分，上升不得分。",
        "与上年相比，下降5%及以上的得4分；下降不足5%的得3分；上升的不得分。",
    ],
)
@pytest.mark.parametrize(("now", "given"), [("38.00", "4"), ("40.50", "3"), ("44.00", "0")])
def test_a_fall_is_no_rise_of_an_indicator_of_change(criteria: str, now: str, given: str) -> None:
    """下降5% was once held against how far the sum rose, and a report that had cut it was accused."""
    grid = table(GRID.format(name="“三公”经费变动率", criteria=criteria, score=given))
    found = audited(grid, text=(f"“三公”经费上年支出41.20万元，本年支出{now}万元。",))
    score = next(s for s in found.scores if s.indicator == "“三公”经费变动率")
    assert (score.verdict.value, score.low) == ("agrees", D(given))


@pytest.mark.parametrize(
    "criteria",
    [
        "实际支出占预算的比例在80%以下的得4分，80%（含）至100%（含）的得3分，超预算的得0分。",
        "支出数/预算数≤80%得4分，80%＜支出数/预算数≤100%得3分，＞100%得0分。",
    ],
)
def test_spending_over_budget_of_a_part_is_that_parts_rate(criteria: str) -> None:
    """It was once the execution rate of the whole budget."""
    rule = read("“三公”经费控制率", 4, criteria)
    assert {m.metric for m in metrics_of(rule)} == {"three_public_control_rate"}
    assert {m.metric for m in metrics_of(read("预算执行率", 4, criteria))} == {"execution_rate"}


def test_not_more_than_last_year_is_no_rise() -> None:
    rule = read("用电量控制", 3, "用电量不超过上年数得3分，超过上年数的不得分。")
    assert ends(rule) == [(None, False, D(0), False, D(3)), (D(0), True, None, False, D(0))]


def test_spending_over_budget_of_an_item_is_that_items_rate() -> None:
    (metric,) = set(metrics_of(read("基本支出执行率", 5, "决算数÷预算数≥98%得5分，否则得0分。")))
    assert (metric.metric, bool(metric.item)) == ("execution_rate", True)


@pytest.mark.parametrize("given", ["4", "3"])
def test_a_share_of_what_is_undone_is_not_the_rate_of_what_is_done(given: str) -> None:
    """4.55% of the projects were unfinished; the rate of the finished, 95.45%, was once held against the steps."""
    criteria = (
        "未按期完工项目占应完工项目的比例为0的得4分；大于0小于等于5%的得3分；大于5%小于等于10%的得2分；大于10%的得0分。"
    )
    grid = table(GRID.format(name="项目按期完工率", criteria=criteria, score=given))
    told = "应完工项目66个，按期完工项目63个，未按期完工项目3个，项目按期完工率95.45%。"
    found = audited(grid, text=(told,))
    score = next(s for s in found.scores if s.indicator == "项目按期完工率")
    assert score.low is None or (score.low, score.high) == (D(3), D(3))
    accused = [f for f in found.findings if f.code == "score" and f.severity is Severity.ERROR]
    assert not accused or given == "4"


@pytest.mark.parametrize(("now", "given"), [("41.00", "4"), ("42.00", "2"), ("45.00", "0")])
def test_growth_told_twice_is_one_growth(now: str, given: str) -> None:
    criteria = "“三公”经费较上年持平或下降的得4分；较上年增长的，增长率5%（含）以内得2分，增长率5%以上得0分。"
    grid = table(GRID.format(name="“三公”经费变动率", criteria=criteria, score=given))
    found = audited(grid, text=(f"“三公”经费上年支出41.20万元，本年支出{now}万元。",))
    score = next(s for s in found.scores if s.indicator == "“三公”经费变动率")
    assert (score.verdict.value, score.low) == ("agrees", D(given))


def test_overspending_is_saving_below_nothing() -> None:
    rule = read("公用经费控制", 4, "节约率≥10%得4分，5%≤节约率＜10%得3分，0≤节约率＜5%得2分，超支得0分。")
    assert ends(rule)[-1] == (None, False, D(0), True, D(0))


@pytest.mark.parametrize(
    ("indicator", "criteria", "opposite"),
    [
        ("抽检合格率", "合格率=合格批次/抽检批次×100%。不合格率≤2%得4分，＞2%得0分。", "合格率"),
        ("办结率", "办结率=办结件数/受理件数×100%。未办结率≤2%得4分，＞2%得0分。", "办结率"),
    ],
)
def test_the_opposite_of_a_rate_is_not_that_rate(indicator: str, criteria: str, opposite: str) -> None:
    assert opposite not in {m.name for m in metrics_of(printed_rule(indicator, D(4), criteria).rule)}
