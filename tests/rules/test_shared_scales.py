"""Criteria whose parts share one scale, or whose last words stand in brackets."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.rules.describe import describe
from pipeline.rules.printed.rule import printed_rule
from rubrics.check import metrics_of
from schemas.audit import Verdict
from schemas.rubric import Bands, Judgement, SumOfParts
from tests.normalize.grids import table
from tests.small_audits import audited

TWO_RATES = [
    "“三公”经费控制率（3分）：控制率＜90%的，得3分；控制率在90%至100%之间（含90%、100%）的，得2分；"
    "控制率＞100%的，得0分。日常公用经费控制率（3分）：控制率＜90%的，得3分；控制率在90%至100%之间（含90%、100%）的，"
    "得2分；控制率＞100%的，得0分。",
    "分别考核“三公”经费和日常公用经费，各占3分。控制率=实际支出数/预算安排数×100%，控制率小于90%的得3分，"
    "90%（含）至100%（含）的得2分，大于100%的不得分。",
    "“三公”经费控制率、日常公用经费控制率各3分：控制率＜90%的，得3分；90%≤控制率≤100%的，得2分；控制率＞100%的，得0分。",
    "“三公”经费控制率小于90%的得3分，在90%至100%之间（含）的得2分，大于100%的得0分；"
    "日常公用经费控制率小于90%的得3分，在90%至100%之间（含）的得2分，大于100%的得0分。",
]


TWO_RATES += [
    "“三公”经费控制率=“三公”经费实际支出数/“三公”经费预算安排数×100%。得分：（1）＜90%，3分；（2）≥90%且≤100%，2分；（3）＞100%，0分。"
    "日常公用经费控制率=日常公用经费决算数/日常公用经费调整预算数×100%。得分：（1）＜90%，3分；（2）≥90%且≤100%，2分；（3）＞100%，0分。",
    "1.“三公”经费控制率＜90%得3分，90%≤“三公”经费控制率≤100%得2分，“三公”经费控制率＞100%得0分；2.日常公用经费控制率同上。",
    "“三公”经费控制率＜90%的，得3分；90%≤“三公”经费控制率≤100%的，得2分；“三公”经费控制率＞100%的，得0分。"
    "日常公用经费控制率评分标准同“三公”经费控制率。",
]


@pytest.mark.parametrize("criteria", TWO_RATES)
def test_two_rates_on_one_scale(criteria: str) -> None:
    rule = printed_rule("公用经费控制率", Decimal(6), criteria).rule
    assert isinstance(rule, SumOfParts)
    assert [p.metric.metric for p in rule.parts if isinstance(p, Bands)] == [
        "three_public_control_rate",
        "operating_expense_control_rate",
    ]
    for part in rule.parts:
        assert isinstance(part, Bands)
        assert [(b.points, b.high, b.high_open) for b in part.bands[:2]] == [(3, 90, True), (2, 100, False)]


def test_a_scale_of_other_points_than_the_weight_is_left_to_a_person() -> None:
    assert isinstance(printed_rule("公用经费控制率", Decimal(5), TWO_RATES[1]).rule, Judgement)


@pytest.mark.parametrize(
    ("indicator", "criteria", "told"),
    [
        ("政府采购执行率", "得分=政府采购执行率×2分（执行率超过100%的不得分）。", "100%"),
        ("政府采购执行率", "得分=政府采购执行率×2分（如实际采购金额大于采购计划金额，本项得0分）。", "采购"),
        ("政府采购执行率", "政府采购执行率≥95%，得2分；每降低1个百分点扣0.1分；超过100%的，得0分。", "100%"),
        ("信访办结情况", "办结率=100%，得2分；办结率＜100%，按实际办结率×2分计分。", "办结率"),
        ("重点工作完成情况", "重点工作共10项，完成一项得0.2分。", "完成率"),
        ("固定资产利用率", "90%以上（含90%）得2分；90%以下75%以上（含75%）得1.4分；75%以下不得分。", "75"),
        ("满意度", "满意度得分=实际满意度/目标满意度（95%）×2分，最高2分。", "95"),
    ],
)
def test_what_stands_at_the_end_of_a_statement_counts(indicator: str, criteria: str, told: str) -> None:
    found = printed_rule(indicator, Decimal(2), criteria)
    assert found.understood
    assert not isinstance(found.rule, Judgement)
    assert told in describe(found.rule)


@pytest.mark.parametrize("whole", ["编制数", "核定编制总数", "在编人员"])
def test_a_share_of_another_whole_is_no_rate_of_the_indicators_name(whole: str) -> None:
    criteria = f"编外人员占{whole}的比例不超过20%得2分；20%＜比例≤40%得1分；＞40%不得分。"
    rule = printed_rule("编外人员控制率", Decimal(2), criteria).rule
    assert not isinstance(rule, Bands) or rule.metric.metric != "dispatched_staff_rate"


@pytest.mark.parametrize(
    ("indicator", "criteria", "metric"),
    [
        ("三公经费控制", "控制率＝决算数/预算数×100%，小于90%得4分，大于等于90%得2分。", "three_public_control_rate"),
        (
            "日常公用经费",
            "控制率＜90%得4分，控制率≥90%得2分。控制率=决算数/调整预算数。",
            "operating_expense_control_rate",
        ),
        (
            "公用经费控制率",
            "公用经费决算数占调整预算数的比例，低于90%得4分，90%及以上得2分。",
            "operating_expense_control_rate",
        ),
        (
            "三公经费",
            "“三公”经费决算数小于年初预算数得4分，等于年初预算数得3分，大于年初预算数得0分。",
            "three_public_control_rate",
        ),
        ("培训费控制", "控制率＝决算数/预算数×100%，小于90%得4分，大于等于90%得2分。", ""),
        ("预算执行率", "执行率＝决算数/预算数×100%，大于90%得4分，小于等于90%得2分。", "execution_rate"),
        (
            "预算控制率",
            "预算控制率=（本年追加预算/年初预算）×100%。0计4分；0-10%（含），计2分；大于10%不得分。",
            "adjustment_rate",
        ),
        ("财政供养人员控制率", "R≤100%，得4分；R＞100%，得0分。其中R为财政供养人员控制率。", "staffing_control_rate"),
        ("编外用工控制", "编外人员占全部人员比重10%以内（含）得4分，超过10%得2分。", "dispatched_staff_rate"),
        ("编外控制", "编外人员占在职总人数比例＜5%得4分，≥5%得2分。", "dispatched_staff_rate"),
    ],
)
def test_whose_budget_a_bare_formula_divides_by(indicator: str, criteria: str, metric: str) -> None:
    rule = printed_rule(indicator, Decimal(4), criteria).rule
    assert isinstance(rule, Bands)
    assert rule.metric.metric == metric


def test_a_plan_is_that_of_the_purchases() -> None:
    found = printed_rule(
        "政府采购执行率", Decimal(3), "得分=实际采购金额÷采购计划金额×3分；实际大于计划的，本项不得分。"
    )
    assert found.understood
    assert "实际/计划" not in describe(found.rule)


def test_judged_points_that_make_the_weight_are_no_contradiction() -> None:
    assert not printed_rule(
        "立项和验收", Decimal(4), "立项规范得2分，验收规范得2分，每发现一项不规范扣0.5分。"
    ).problems


def test_satisfactions_under_headings_keep_whose_they_are() -> None:
    criteria = (
        "居民满意度（3分）：达到90%及以上得3分，低于90%的，得分=居民满意度÷90%×3分；"
        "职工满意度（3分）：达到90%及以上得3分，低于90%的，得分=职工满意度÷90%×3分。"
    )
    found = printed_rule("服务对象满意度", Decimal(6), criteria)
    assert found.understood
    assert {m.name for m in metrics_of(found.rule)} == {"居民满意度", "职工满意度"}


@pytest.mark.parametrize(
    ("indicator", "criteria"),
    [
        (
            "政府采购执行情况",
            "1.政府采购执行率得分（1分）=政府采购执行率×1分；2.政策功能的落实情况（1分），不到位的酌情扣分。",
        ),
        ("政府采购执行情况", "政府采购执行率占1分，得分=政府采购执行率×1；政策功能落实情况占1分，落实不到位酌情扣分。"),
        (
            "财务合规性",
            "支出规范得1分；调整、调剂资金占部门预算总规模的比例在10%以内得1分，每超1个百分点扣0.1分。存在违规支出的不得分。",
        ),
        ("人员控制率", "（在编人数÷编制数）×100%≤100%得2分，每超1个百分点扣0.5分。"),
        ("编制控制", "在职在编人数未突破核定编制数得2分，突破不得分。"),
        ("服务满意度", "根据满意度调查结果计分：95%以上得2分，90%以上得1分，90%以下不得分。"),
        ("编外人员控制率", "编外人员数/（在编人员数+编外人员数）＜5%得2分，5%-10%得1分，＞10%得0分。"),
        ("公务用车运行费控制", "公务用车运行维护费不超过预算得2分，超预算的，每超1%扣0.1分，扣完为止。"),
        ("综合满意度", "综合满意度≥90分得2分，80（含）-90分得1分，低于80分不得分。"),
        (
            "行政成本",
            "“三公”经费支出占预算比例不高于90%的得2分，高于110%的不得分，介于90%至110%之间的按（110%－实际比例）÷20%×2分计算。",
        ),
        ("信息公开", "按时公开部门预算、决算各得1分，未按时公开的不得分。"),
    ],
)
def test_whole_criteria_are_understood(indicator: str, criteria: str) -> None:
    found = printed_rule(indicator, Decimal(2), criteria)
    assert found.understood, (found.unread, found.problems)


@pytest.mark.parametrize(
    ("indicator", "criteria", "said"),
    [
        (
            "项目完成及时性",
            "项目按时完成率≥95%得4分；项目按时完成率＜95%得2分。",
            "全年计划完成项目40个，已完成39个，项目数量完成率97.50%。",
        ),
        (
            "“三公”经费支出控制率",
            "“三公”经费支出控制率≤100%得4分；＞100%得2分。",
            "“三公”经费预算数20.00万元，决算数18.00万元。",
        ),
        ("信访办理情况", "信访事项按期办结率×4分。", "全年受理信访50件，信访及时办理回复率100%。"),
    ],
)
def test_a_rate_may_stand_under_its_usual_name(indicator: str, criteria: str, said: str) -> None:
    grid = f"""
    一级指标 | 三级指标 | 评分标准 | 分值 | 得分
    管理 | {indicator} | {criteria} | 4 | 4
    绩效 | 社会效益 | 效益明显的得满分，否则酌情扣分 | 96 | 90
    """
    assert audited(table(grid, unit=""), text=(said,)).scores[0].verdict is Verdict.AGREES


@pytest.mark.parametrize(
    "criteria",
    [
        "“三公”经费实际支出未超过预算数的得4分；超过预算数的，每超出1%扣1分，扣完为止。",
        "“三公”经费决算数不超过年初预算的得4分，超预算的，每超1%扣1分。",
        "“三公”经费支出控制在预算以内的得4分；超支的，每超支1%扣1分，扣完为止。",
    ],
)
def test_points_off_for_what_is_spent_beyond_the_budget(criteria: str) -> None:
    found = printed_rule("“三公”经费控制率", Decimal(4), criteria)
    assert found.understood
    assert [m.metric for m in metrics_of(found.rule)] == ["three_public_control_rate"]
