"""Amounts one digit away from what those beside them come to, without a word that says so; lists of another whole."""

from __future__ import annotations

import pytest

from schemas.audit import Severity
from tests.arithmetic.test_stated_arithmetic import wrong
from tests.small_audits import audited


def told(text: str) -> list[tuple[str, str]]:
    return [(f.severity.value, f.reported) for f in audited(text=(text,)).findings if f.severity is not Severity.NOTICE]


@pytest.mark.parametrize(
    ("text", "right", "slip"),
    [
        ("年中多支出 {} 万元（上年 5,204.31 万元，本年 6,518.94 万元），变动主要在项目。", "1,314.63", "1,374.63"),
        ("甲工程概算 7,341.86 万元，前期已付 4,620.52 万元，本期付 {} 万元，均按进度。", "2,721.34", "2,271.34"),
    ],
)
def test_a_number_of_six_digits_one_slip_away_is_told(text: str, right: str, slip: str) -> None:
    assert told(text.format(right)) == []
    assert [severity for severity, _ in told(text.format(slip))] == ["error"]


def test_one_of_five_digits_is_asked_about() -> None:
    text = "甲工程概算 741.86 万元，前期已付 420.52 万元，本期付 {} 万元，均按进度。"
    assert told(text.format("321.34")) == []
    assert told(text.format("381.34")) == [("warning", "381.34")]


@pytest.mark.parametrize(
    "text",
    [
        "甲项目 7,341.86 万元，乙项目 4,620.52 万元，丙项目 2,128.39 万元。",  # near nothing
        "甲项目 340.00 万元，乙项目 100.00 万元，丙项目 210.00 万元。",  # round numbers are near each other
        "全年 7,341.86 万元，甲 7,320.50 万元，乙 91.36 万元。",  # with a small part nearly everything is near
    ],
)
def test_what_is_not_near_is_left_alone(text: str) -> None:
    assert told(text) == []


def test_parts_that_come_to_another_amount_are_of_that_one() -> None:
    text = (
        "支出比预算少 1,882.19 万元，即预算 12,002.19 万元减去决算 10,120.00 万元，"
        "其中基本支出 45.89 万元，项目支出 1,836.30 万元。"
    )
    assert wrong(text) == []


def test_two_rates_of_one_pair_of_amounts_the_one_that_comes_out_is_of_them() -> None:
    text = (
        "全年预算执行率为 95.44%，扣除上年结转后，当年预算执行率为 95.04%；"
        "其中当年预算 6,457.89 万元，支出 6,137.73 万元。"
    )
    found = audited(text=(text,)).findings
    assert [f.reported for f in found if f.severity is Severity.ERROR] == []


def test_two_surveys_are_not_one() -> None:
    found = audited(
        text=(
            "满意度调查共发放问卷 537 份，收回有效问卷 512 份，其中表示满意的 458 份，服务对象满意度为 89.5%。",
            "本次调查共访谈 432 人，其中企业 190 人、居民 123 人、职工 119 人，满意度依次为 98.4%、94.3%、98.3%，"
            "总体满意度 97.2%。",
        )
    ).findings
    assert [f.reported for f in found if f.severity is Severity.ERROR] == []


def test_what_is_lost_of_a_hundred_points_needs_no_hundred() -> None:
    assert wrong("四个方面依次得 9.4 分、18.3 分、29.4 分和 39.7 分，合计得分 96.8 分，失分 3.2 分。") == []
    assert wrong("自评得 96 分，失分 3 项：执行 1.8 分、编制 0.5 分、管理 1.7 分，合计失分 4 分。") == []


@pytest.mark.parametrize(
    "first",
    [
        # of what is left of the budget, and not of the year's
        "扣除上年结转因素后，当年预算执行率为 91.20%；其中当年预算 3,604.20 万元，支出 3,287.03 万元。",
        "其中因政策调整未支出 196.16 万元，剔除政策调整因素，实际执行率为 97.41%。",
        # what was planned to be spent
        "根据批复，本年我局部门预算总支出为 3,790.03 万元。",
    ],
)
def test_other_budgets_are_not_held_against_the_years(first: str) -> None:
    second = "全年预算 4,204.20 万元，全年支出 3,887.03 万元，全年预算执行率 92.46%。"
    found = audited(text=(first, second)).findings
    assert [f.reported for f in found if f.severity is Severity.ERROR] == []


@pytest.mark.parametrize("middle", ["占52.91%；", "占52.91%、硕士8人；"])
def test_a_part_told_as_part_of_another_is_not_added_up_again(middle: str) -> None:
    text = f"学校在编教职工172人，其中高级教师91人，{middle}外聘教师22人，教师总数{{}}人。"
    assert told(text.format("194")) == []
    assert [reported for _, reported in told(text.format("187"))] == ["187"]
