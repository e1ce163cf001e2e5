"""Criteria as editions of other places word them: each is read whole, and the figures decide the score."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.rules.describe import describe
from pipeline.rules.printed.rule import printed_rule
from rubrics.check import metrics_of
from schemas.audit import Severity
from schemas.rubric import Bands, Deduction, Judgement, Proportional, Rule, SumOfParts
from tests.normalize.grids import table
from tests.small_audits import audited

D = Decimal


def read(indicator: str, weight: int, criteria: str, definition: str = "") -> Rule:
    found = printed_rule(indicator, D(weight), criteria, definition)
    assert found.understood, (found.unread, found.problems)
    return found.rule


def ends(rule: Rule) -> list[tuple[Decimal | None, bool, Decimal | None, bool, Decimal]]:
    assert isinstance(rule, Bands)
    return [(b.low, b.low_open, b.high, b.high_open, b.points) for b in rule.bands]


@pytest.mark.parametrize(
    "criteria",
    [
        "占比处于[0，5%]的得3分，（5%，10%]的得2分，（10%，20%]的得1分，20%以上的得0分。",
        "编外人员占比落在[0%，5%]得3分；(5%，10%]得2分；(10%，20%]得1分；(20%，+∞)得0分。",
    ],
)
def test_intervals_with_square_brackets_wherever_they_stand(criteria: str) -> None:
    assert ends(read("编外人员占比", 3, criteria)) == [
        (D(0), False, D(5), False, D(3)),
        (D(5), True, D(10), False, D(2)),
        (D(10), True, D(20), False, D(1)),
        (D(20), True, None, False, D(0)),
    ]


def test_two_round_brackets_are_an_interval_only_where_one_can_begin() -> None:
    rule = printed_rule("预算执行率", D(5), "执行率≥90%得5分（90%，85%两档酌情评定），其余不得分。").rule
    assert isinstance(rule, Judgement)


def test_what_is_the_rest_may_be_worth_the_most() -> None:
    rule = read("财政供养人员控制率", 2, "控制率大于100%的得0分，其余得2分。", "控制率=在编人数/核定编制数×100%")
    assert isinstance(rule, Bands)
    assert (rule.otherwise, rule.metric.metric) == (D(2), "staffing_control_rate")


@pytest.mark.parametrize(
    ("criteria", "targets", "full"),
    [
        (
            "一、二、三、四季度末累计支出进度分别达到20%、45%、70%、95%的，每达到一个节点得1分，未达到的该节点不得分。",
            (20, 45, 70, 95),
            1,
        ),
        ("累计支出进度不低于序时进度的季度，每个得1分。", (25, 50, 75, 100), 1),
        ("支出进度达到序时进度的，每个季度得1分。", (25, 50, 75, 100), 1),
    ],
)
def test_marks_of_the_four_quarters(criteria: str, targets: tuple[int, ...], full: int) -> None:
    rule = read("支出均衡性", 4, criteria)
    assert isinstance(rule, SumOfParts)
    told = [
        (p.metric.metric, p.metric.period, p.bands[0].low, p.bands[0].points)
        for p in rule.parts
        if isinstance(p, Bands)
    ]
    assert told == [("cumulative_progress", f"Q{n}", D(at), D(full)) for n, at in enumerate(targets, 1)]


def test_months_in_chinese_numerals_and_the_target_said_as_a_number() -> None:
    rule = read(
        "支付进度率",
        3,
        "六月末支付进度达到50%的，计一点五分，未达到的按支付进度/50%×1.5分计；"
        "九月末支付进度达到75%的，计一点五分，未达到的按支付进度/75%×1.5分计。",
    )
    assert isinstance(rule, SumOfParts)
    assert [(p.metric.period, p.full_at, p.cap) for p in rule.parts if isinstance(p, Proportional)] == [
        ("Q2", D(50), D("1.5")),
        ("Q3", D(75), D("1.5")),
    ]


@pytest.mark.parametrize(
    "criteria",
    [
        "按四个季度执行率的平均值计分，得分=平均执行率×8分。季度执行率=季度末累计支出进度/序时进度×100%，单个季度执行率高于100%的按100%计算。",
        "得分=季度平均执行率×指标分值，任一季度执行率超过100%的，按100%计。",
    ],
)
def test_a_mean_of_what_is_cut_off_is_a_quarter_of_the_points_for_each(criteria: str) -> None:
    rule = read("预算执行率", 8, criteria)
    assert isinstance(rule, SumOfParts)
    assert [(p.metric.period, p.points, p.cap) for p in rule.parts if isinstance(p, Proportional)] == [
        (f"Q{n}", D(2), D(2)) for n in range(1, 5)
    ]


def test_quarters_as_one_part_of_several_and_that_parts_are_added() -> None:
    rule = read(
        "预算执行",
        12,
        "（1）全年执行率（6分）：得分=全年预算执行率×6分，执行率超过100%的按100%计算；（2）支出均衡（6分）：每个季度执行率"
        "（累计支出进度/序时进度）不低于95%的得1.5分，低于95%但不低于85%的得1分，低于85%的得0.5分，四个季度得分相加。两部分相加为本指标得分。",
    )
    assert isinstance(rule, SumOfParts)
    year, quarters = rule.parts
    assert isinstance(quarters, SumOfParts)
    assert {m.metric for m in metrics_of(year)} == {"execution_rate"}
    assert [ends(p) for p in quarters.parts] == [
        [(D(95), False, None, False, D("1.5")), (D(85), False, D(95), True, D(1)), (None, False, D(85), True, D("0.5"))]
    ] * 4


def test_a_formula_behind_the_name_belongs_to_its_own_part() -> None:
    rule = read(
        "人员管理",
        6,
        "（1）在编人员控制率不高于100%的得3分，高于100%的得0分；（2）编外人员控制率（编外人员数/在职人员总数×100%）"
        "低于15%的得3分，15%至25%（含15%，不含25%）的得1.5分，25%及以上的不得分。",
    )
    assert {m.metric for m in metrics_of(rule)} == {"staffing_control_rate", "dispatched_staff_rate"}


def test_points_by_the_number_of_unfinished_projects() -> None:
    rule = read(
        "项目完成率",
        6,
        "年度项目全部完成的得6分；有1个项目未完成的扣1分，有2个项目未完成的扣3分，有3个及以上项目未完成的不得分。",
    )
    assert isinstance(rule, Bands)
    assert rule.metric.metric == "projects_unfinished"
    assert [(b.low, b.high, b.points) for b in rule.bands] == [
        (D(0), D(0), D(6)),
        (D(1), D(1), D(5)),
        (D(2), D(2), D(3)),
        (D(3), None, D(0)),
    ]


def test_steps_told_as_points_times_their_number() -> None:
    rule = read(
        "“三公”经费预算控制",
        4,
        "不超预算得4分；超预算的按超出百分点数×0.5分扣分（可带小数），扣完为止。",
        "“三公”经费支出数÷“三公”经费预算数×100%",
    )
    assert isinstance(rule, Deduction)
    assert (rule.metric.metric, rule.threshold, rule.each, rule.part_step) == (
        "three_public_control_rate",
        D(100),
        D("0.5"),
        "share",
    )


@pytest.mark.parametrize(
    ("indicator", "criteria", "full_at"),
    [
        ("老年人健康管理率", "达到目标值70%得6分，未达到的按比例计分（实际值÷70%×6分）。", 70),
        ("垃圾回收利用率", "达到目标值45%得满分，未达到的按实际值/目标值×指标分值计分。", 45),
        ("新增藏书", "目标值6万册，得分=实际新增册数/目标册数×6分，最高得6分。", 6),
        ("体检人次", "得分=实际完成值÷目标值×6分，超过目标值的按6分计。", 100),
    ],
)
def test_shares_of_a_target_told_with_its_number(indicator: str, criteria: str, full_at: int) -> None:
    rule = read(indicator, 6, criteria)
    share = getattr(rule, "rule", rule)
    assert isinstance(share, Proportional)
    assert (share.full_at, share.cap) == (D(full_at), D(6))


@pytest.mark.parametrize(
    ("criteria", "at", "each"),
    [
        ("目标值480场，每少1场扣0.2分，扣完为止。", 480, "0.2"),
        ("每周活动不少于63场得8分；不足63场的，每少1场扣1分。", 63, "1"),
    ],
)
def test_steps_below_a_target_of_things(criteria: str, at: int, each: str) -> None:
    rule = read("读者活动场次", 8, criteria)
    assert isinstance(rule, Deduction)
    assert (rule.direction, rule.threshold, rule.each) == ("below", D(at), D(each))


def test_in_proportion_and_the_formula_is_one_statement() -> None:
    rule = read("政府采购执行率", 4, "按比例计分：得分=政府采购执行率×指标分值；执行率低于70%的，不得分。")
    assert {m.metric for m in metrics_of(rule)} == {"procurement_execution_rate"}


def test_nobody_outside_the_posts_is_a_step_of_the_scale() -> None:
    rule = read(
        "编外人员控制率",
        2,
        "未使用编外人员的得2分；编外人员占在职人员总数不足5%的得1.5分；5%以上不足10%的得1分；10%以上的不得分。",
    )
    assert ends(rule)[:2] == [(D(0), False, D(0), False, D(2)), (D(0), True, D(5), True, D("1.5"))]
    assert "0%" in describe(rule)


GRID = """
    一级指标 | 三级指标 | 评分标准 | 分值 | 得分
    管理 | {name} | {criteria} | 4 | {score}
    ^ | 制度健全性 | 制度健全的得满分，否则酌情扣分 | 96 | 90
    """
SHARES = (
    "（1）采购执行率（2分）：得分=采购执行率×2分，采购执行率=实际采购金额/采购计划金额×100%；（2）面向中小企业采购份额（2分）："
    "面向中小企业采购金额占实际采购金额的比例达到40%的得2分，未达到40%的，得分=实际占比/40%×2分。"
)
BOUGHT = (
    "政府采购计划金额800.00万元，实际采购金额720.00万元，采购执行率90.00%；"
    "其中面向中小企业采购金额216.00万元，占实际采购金额的比例为30.00%。"
)


def test_a_share_of_what_was_bought_is_not_the_execution_rate() -> None:
    """A part of a sum, for whose name the sum's own figure was once taken: 30% of 40% earns 1.5 of 2."""
    found = audited(table(GRID.format(name="政府采购", criteria=SHARES, score="3.3")), text=(BOUGHT,))
    score = next(s for s in found.scores if s.indicator == "政府采购")
    assert (score.verdict.value, score.low, score.high) == ("agrees", D("3.3"), D("3.3"))
    assert not [f for f in found.findings if f.severity is Severity.ERROR]


def test_a_heading_names_the_rate_of_its_formula() -> None:
    criteria = (
        "（1）项目开工率（2分）：得分=已开工项目数/应开工项目数×2分；"
        "（2）项目完工率（2分）：得分=已完工项目数/应完工项目数×2分。"
    )
    told = "应开工项目40个，已开工项目38个，项目开工率95.00%；应完工项目40个，已完工项目36个，项目完工率90.00%。"
    for score, verdict in (("3.7", "agrees"), ("3.9", "disagrees")):
        found = audited(table(GRID.format(name="项目实施", criteria=criteria, score=score)), text=(told,))
        assert next(s for s in found.scores if s.indicator == "项目实施").verdict.value == verdict


def test_no_budget_for_purchases_is_told_without_a_number() -> None:
    criteria = "得分=政府采购执行率×4分。当年未编列政府采购预算的，本项得满分。"
    grid = table(GRID.format(name="政府采购执行率", criteria=criteria, score="4"))
    told = audited(grid, text=("当年未编列政府采购预算，未发生政府采购支出。",))
    assert next(s for s in told.scores if s.indicator == "政府采购执行率").verdict.value == "agrees"
    planned = audited(grid, text=("当年政府采购预算60.00万元，未编列政府采购预算的项目不得采购。",))
    assert next(s for s in planned.scores if s.indicator == "政府采购执行率").verdict.value != "agrees"


def test_a_rate_by_the_end_of_its_name_where_its_counts_are_those_that_the_annex_divides() -> None:
    criteria = "≥98%得满分；低于98%的，每低1个百分点扣0.3分，不足1个百分点按1个百分点计。"
    grid = table(f"""
    一级指标 | 三级指标 | 指标解释 | 评分标准 | 分值 | 得分
    产出 | 案件按期结案率 | 按期结案数/立案数×100% | {criteria} | 4 | 4
    ^ | 制度健全性 | 制度 | 制度健全的得满分，否则酌情扣分 | 96 | 90
    """)
    found = audited(grid, text=("全年立案400宗，按期结案388宗，按期结案率97.00%。",))
    score = next(s for s in found.scores if s.indicator == "案件按期结案率")
    assert (score.verdict.value, score.low) == ("disagrees", D("3.7"))
    assert [f.severity for f in found.findings if f.code == "score"] == [Severity.ERROR]
