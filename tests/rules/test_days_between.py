"""Criteria of dates: 批复后20日内公开, 3月31日前报送; the dates stand in the row or in the text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.rules.printed.rule import computable, printed_rule
from tests.normalize.grids import table
from tests.small_audits import audited, errors, verdicts

TWO = "部门预算批复后20日内公开的得1分，部门决算批复后20日内公开的得1分，逾期公开的对应项不得分。"
ONE = "在财政部门批复后20日内将部门预算向社会公开，得2分；否则不得分。"
EACH = "部门预算应于批复后二十日以内公开，部门决算应于批复后20日内公开，按时公开的每项得1分，未按时公开的该项不得分。"
DAILY = "部门预算批复后20日内公开得2分，每逾期1天扣0.1分，扣完为止。"
BY = "于3月31日前报送部门决算的得2分，逾期报送不得分。"


def _annex(criteria: str, score: str, remark: str) -> str:
    return f"""三级指标 | 分值 | 评分标准 | 自评得分 | 自评说明
公开及时性 | 2 | {criteria} | {score} | {remark}
社会效益 | 98 | 根据效益实现情况酌情计分。 | 90 | """


@pytest.mark.parametrize(
    ("criteria", "remark", "right"),
    [
        (TWO, "2022年2月3日批复部门预算，2月18日公开；8月1日批复部门决算，8月30日公开。", "1.00"),
        (TWO, "部门预算于2月18日公开（批复时间2月3日），部门决算于8月15日公开（批复时间8月1日）。", "2.00"),
        (EACH, "2022年2月3日批复部门预算，2月18日公开；8月1日批复部门决算，8月30日公开。", "1.00"),
        (ONE, "批复日期：2022-02-03；公开日期：2022-02-28。", "0.00"),
        (ONE, "县财政局2月3日下达预算批复，我站2月18日按要求完成公开。", "2.00"),
        (BY, "2023年4月6日向财政部门上报。", "0.00"),
        (BY, "报送时间：2023年3月20日。", "2.00"),
    ],
)
def test_the_dates_give_the_points(criteria: str, remark: str, right: str) -> None:
    found = audited(table(_annex(criteria, right, remark)))
    assert verdicts(found)["公开及时性"] == ("agrees", right, right)
    wrong = "0.5" if right != "0.50" else "1"
    found = audited(table(_annex(criteria, wrong, remark)))
    assert [e[:2] for e in errors(found)] == [("score", "公开及时性")]


def test_whether_the_first_day_counts_stays_open() -> None:
    remark = "2月3日批复部门预算，2月23日公开。"
    for score in ("0", "2"):
        found = audited(table(_annex(ONE, score, remark)))
        assert verdicts(found)["公开及时性"] == ("ambiguous", "0.00", "2.00")
    found = audited(table(_annex(DAILY, "1.5", "2月3日批复部门预算，2月28日公开。")))
    assert verdicts(found)["公开及时性"][1:] == ("1.40", "1.50")


def test_dates_in_the_text() -> None:
    text = ("财政部门2022年2月3日批复部门预算，我单位2月28日公开；8月1日批复部门决算，8月15日公开。",)
    found = audited(table(_annex(TWO, "1", "")), text=text)
    assert verdicts(found)["公开及时性"] == ("agrees", "1.00", "1.00")


@pytest.mark.parametrize(
    ("criteria", "remark"),
    [
        (ONE, "部门预算于2022年3月20日公开。"),
        (ONE, "部门预算2022年2月批复，3月公开。"),
        (ONE, "上年度部门预算2021年2月3日批复，3月20日公开。"),
        (ONE, "2022年2月3日批复部门预算，预计3月20日公开。"),
        (ONE, "2022年2月3日批复，2月20日公开；因系统故障，3月30日重新公开。"),
        (ONE, "2022年2月3日批复部门决算，3月20日公开部门决算。"),
        (ONE, "下属学校2022年2月3日批复部门预算，3月20日公开。"),
        (ONE, "2022年2月25日批复部门预算，2月3日公开。"),
        (ONE, "第一批2022年3月1日批复，3月10日公开；第二批5月6日批复，7月1日公开。"),
        (BY, "2023年4月6日组织开展决算报送培训。"),
        (BY, "2023年3月20日报送，4月10日根据审核意见重新报送。"),
        (BY, "2023年4月6日报送部门预算。"),
        (BY, "按《关于报送决算的通知》（2023年4月5日印发）要求报送。"),
    ],
)
def test_dates_that_leave_it_open_accuse_nobody(criteria: str, remark: str) -> None:
    for score in ("0", "1", "2"):
        found = audited(table(_annex(criteria, score, remark)))
        assert errors(found) == []
        assert verdicts(found)["公开及时性"] == ("within_range", "0.00", "2.00")


@pytest.mark.parametrize(
    "criteria",
    [
        "部门预决算批复后20日内公开的得2分，逾期不得分。",
        "部门预算、决算均在批复后20日内公开的得2分；有一项逾期的扣1分。",
    ],
)
def test_two_budgets_with_one_score_are_left_to_a_person(criteria: str) -> None:
    assert not computable(printed_rule("公开及时性", Decimal(2), criteria).rule)


def test_working_days_are_no_days_of_the_calendar() -> None:
    found = printed_rule("公开及时性", Decimal(2), "部门预算批复后20个工作日内公开的得2分，逾期不得分。")
    assert not computable(found.rule)
