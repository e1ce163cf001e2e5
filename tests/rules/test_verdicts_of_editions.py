"""Editions on file applied to figures: the verdict an auditor would reach with a pencil."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.rules.choose import ChosenRule, RubricChoice, find_indicator
from pipeline.rules.score_lines import leaf_indicators
from pipeline.rules.verdict import score_indicators
from rubrics.load import edition
from schemas.audit import IndicatorScore, Verdict
from schemas.records import Fact, QuarterlyExecution
from tests.rules.small_reports import fact, quarters, report, score_line

FUTIAN, LONGGANG = "shenzhen_futian_2021", "shenzhen_longgang_2021"
HIGH = quarters(
    ("30,545.63", "8,745.73", "25"),
    ("32,093.47", "16,072.77", "50"),
    ("34,618.37", "26,206.89", "75"),
    ("36,681.11", "35,571.89", "100"),
)
LOW = quarters(
    ("504.18", "208.99", "25"), ("504.22", "274.07", "50"), ("535.29", "363.90", "75"), ("531.16", "483.75", "100")
)
PROCUREMENT = (fact("procurement_planned", "8,445.96"), fact("procurement_actual", "8,369.01"))


def judge(
    rubric_id: str,
    name: str,
    score: str | None,
    facts: tuple[Fact, ...] = (),
    quarterly: tuple[QuarterlyExecution, ...] = (),
) -> IndicatorScore:
    known = find_indicator(edition(rubric_id), name)
    assert known is not None
    # a second score fixes the precision at hundredths, as a score table does
    lines = (score_line(name, str(known.weight), score), score_line("另一指标", "6", "5.58"))
    made = report(lines, facts, quarterly)
    leaf = leaf_indicators(made)[0]
    chosen = ChosenRule(leaf, known.rule, known.weight, rubric_id)
    return score_indicators(made, RubricChoice(rubric_id, (chosen,)))[0]


CASES = [
    (FUTIAN, "政府采购执行情况", "2", PROCUREMENT, (), Verdict.DISAGREES, "0.99", "1.99"),
    (FUTIAN, "政府采购执行情况", "1.99", PROCUREMENT, (), Verdict.WITHIN_RANGE, "0.99", "1.99"),
    (
        LONGGANG,
        "政府采购执行情况",
        "2",
        (fact("procurement_planned", "33.83"), fact("procurement_actual", "33.83")),
        (),
        Verdict.WITHIN_RANGE,
        "1",
        "2",
    ),
    (FUTIAN, "预算执行率", "6", (), HIGH, Verdict.AMBIGUOUS, "5.97", "6"),
    (LONGGANG, "预算执行率", "5.82", (), LOW, Verdict.AGREES, "5.82", "5.82"),
    (LONGGANG, "预算执行率", "5.92", (), LOW, Verdict.DISAGREES, "5.82", "5.82"),
    (
        FUTIAN,
        "财务合规性",
        "2",
        (fact("original_budget", "28,856.15"), fact("revised_budget", "36,681.11")),
        (),
        Verdict.WITHIN_RANGE,
        "0",
        "2",
    ),
    (
        FUTIAN,
        "项目完成及时性",
        "5.58",
        (fact("projects_planned", "43"), fact("projects_unfinished", "3")),
        (),
        Verdict.AGREES,
        "5.58",
        "5.58",
    ),
    (
        LONGGANG,
        "公用经费控制率",
        "5",
        (
            fact("three_public_budget", "0", unit="yuan"),
            fact("three_public_outturn", "0", unit="yuan"),
            fact("operating_expense_budget", "35.27"),
            fact("operating_expense_outturn", "35.27"),
        ),
        (),
        Verdict.AMBIGUOUS,
        "2",
        "5",
    ),
    (
        FUTIAN,
        "公用经费控制率",
        "6",
        (
            fact("three_public_budget", "37.94"),
            fact("three_public_outturn", "31.49"),
            fact("revised_budget", "520.98", item_code="operating", item="公用经费", source="table"),
            fact("outturn", "448.82", item_code="operating", item="公用经费", source="table"),
        ),
        (),
        Verdict.AGREES,
        "6",
        "6",
    ),
    (
        FUTIAN,
        "编外人员控制率",
        "0",
        (fact("dispatched_staff", "406"), fact("staff_in_post", "104")),
        (),
        Verdict.AGREES,
        "0",
        "0",
    ),
    (LONGGANG, "编外人员控制率", "1", (), (), Verdict.NOT_VERIFIABLE, None, None),
    (
        LONGGANG,
        "公众或服务对象满意度",
        None,
        (fact("satisfaction_rate", "95.83%"),),
        (),
        Verdict.NOT_VERIFIABLE,
        "6",
        "6",
    ),
    (FUTIAN, "公众或服务对象满意度", "6", (fact("satisfaction_rate", "95.83%"),), (), Verdict.AGREES, "6", "6"),
    # a rate of exactly the threshold, as printed, is on the threshold
    (FUTIAN, "公众或服务对象满意度", "6", (fact("satisfaction_rate", "95%"),), (), Verdict.AGREES, "6", "6"),
    (FUTIAN, "公众或服务对象满意度", "6", (fact("satisfaction_rate", "94.9%"),), (), Verdict.DISAGREES, "4", "4"),
    (FUTIAN, "重点工作完成情况", "8", (), (), Verdict.WITHIN_RANGE, "0", "8"),
]


@pytest.mark.parametrize(("rubric_id", "name", "score", "facts", "quarterly", "verdict", "low", "high"), CASES)
def test_verdict(
    rubric_id: str,
    name: str,
    score: str | None,
    facts: tuple[Fact, ...],
    quarterly: tuple[QuarterlyExecution, ...],
    verdict: Verdict,
    low: str | None,
    high: str | None,
) -> None:
    found = judge(rubric_id, name, score, facts, quarterly)
    expected = (verdict, None if low is None else Decimal(low), None if high is None else Decimal(high))
    assert (found.verdict, found.low, found.high) == expected, found.trace.model_dump_json(indent=1)


def test_over_ten_percent_by_a_broken_number_of_points_is_read_three_ways() -> None:
    facts = (fact("original_budget", "1,000.00"), fact("revised_budget", "1,123.00"))
    low = judge(FUTIAN, "财务合规性", "2.77", facts)  # the part gives 0.77, 0.8 or 0.7; two more parts are judged
    assert low.verdict is Verdict.AMBIGUOUS
    assert (low.low, low.high) == (Decimal("0.00"), Decimal("2.80"))


def test_missing_figure_is_named_in_the_trace() -> None:
    found = judge(LONGGANG, "编外人员控制率", "1")
    assert "劳务派遣人员数量" in "".join(t.missing for t in found.trace.walk())


def test_places_of_the_figures_are_in_the_trace() -> None:
    found = judge(FUTIAN, "政府采购执行情况", "2", PROCUREMENT)
    assert {p.fact_id for p in found.trace.all_places()} == {f.fact_id for f in PROCUREMENT}


def test_a_score_that_the_stated_rate_explains_is_not_called_wrong() -> None:
    facts = (
        fact("fixed_assets_in_use", "80.00"),
        fact("fixed_assets_original", "100.00"),
        fact("fixed_asset_utilisation_rate", "95%"),
    )
    explained = judge(FUTIAN, "固定资产利用率", "1", facts)
    # the rule has one reading; that the report prints 95% for 80 of 100 is another finding's matter
    assert explained.verdict is Verdict.AGREES
    assert {t.reading for t in explained.trace.walk()} >= {"按报告所述比率", "按列示的原始数计算"}
    assert judge(FUTIAN, "固定资产利用率", "0.4", facts).verdict is Verdict.DISAGREES


def test_whole_points_do_not_hide_that_readings_differ() -> None:
    """6 is what the rule gives if only the indicator is capped; 5.97, with capped parts, only rounds to it."""
    known = find_indicator(edition(FUTIAN), "预算执行率")
    assert known is not None
    made = report((score_line("预算执行率", "6", "6"), score_line("另一指标", "6", "5")), (), HIGH)
    chosen = ChosenRule(leaf_indicators(made)[0], known.rule, known.weight, FUTIAN)
    assert score_indicators(made, RubricChoice(FUTIAN, (chosen,)))[0].verdict is Verdict.AMBIGUOUS


def test_between_two_bands_there_is_nothing() -> None:
    """9 of 10, both rounded, may be less than 90%: 1 or 0.7 points, and never 0.8."""
    facts = (fact("fixed_assets_in_use", "9"), fact("fixed_assets_original", "10"))
    assert judge(FUTIAN, "固定资产利用率", "1", facts).verdict is Verdict.AGREES
    assert judge(FUTIAN, "固定资产利用率", "0.8", facts).verdict is Verdict.DISAGREES
