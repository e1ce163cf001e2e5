"""What fuhe itself says is said in English too; what a report prints is quoted as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from pipeline.rules.describe import describe, describe_condition
from pipeline.vocabulary.english import english, english_formula
from pipeline.vocabulary.english_rule import english_rule
from rubrics.load import all_editions
from schemas.rubric import Condition, Gate, Readings, Rule, SumOfParts

_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def _conditions(rule: Rule) -> Iterator[Condition]:
    match rule:
        case Gate():
            yield rule.condition
            yield from _conditions(rule.rule)
        case SumOfParts():
            for part in rule.parts:
                yield from _conditions(part)
        case Readings():
            for option in rule.options:
                yield from _conditions(option.rule)


def test_every_rule_on_file_is_told_in_english() -> None:
    for edition in all_editions():
        for indicator in edition.indicators:
            told = english_rule(describe(indicator.rule))
            for condition in _conditions(indicator.rule):  # printed ones are for a person and stay as they are printed
                told = told.replace(describe_condition(condition), "")
            assert not _CHINESE.search(told), f"{indicator.name}: {told}"


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (
            "完成率<60% 得0分；60%≤完成率<75% 得0.4分；其他得1分",
            "完成率 < 60%: 0 points; 60% ≤ 完成率 < 75%: 0.4 points; otherwise 1 points",
        ),
        ("预算执行率/95%×2分，最高2分", "execution rate / 95% × 2 points, at most 2"),
        (
            "2分，预算调整率超出10%每1个百分点扣0.1分（不足一步按一步），扣完为止",
            "2 points, less 0.1 for every 1 percentage points that adjustment rate is above 10% "
            "(a begun step counts as a full one), down to 0",
        ),
        (
            "（本项指该得分点）预算执行率×1分 或 （本项指整个指标）[人工判断0–1分] + [预算执行率×1分]",
            "(“this item” is this part) execution rate × 1 points or "
            "(“this item” is the whole indicator) [0–1 points for a person to judge] + [execution rate × 1 points]",
        ),
        ("酌情给分", "酌情给分"),
    ],
)
def test_rules_in_one_line(rule: str, told: str) -> None:
    assert english_rule(rule) == told


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("一季度预算执行率得分", "Points for Q1 execution rate"),
        ("条件：预算执行率≥90%", "If execution rate ≥ 90%"),
        ("零基数：得满分：5.00；零基数：不得分：2.00", "zero base: full points: 5.00; zero base: no points: 2.00"),
        (
            "报告未直接列示预算执行率，取决算数",
            "the report does not state execution rate itself; outturn stands for it",
        ),
        ("公众满意情况得分", "公众满意情况得分"),
        ("某街道自己的说法", "某街道自己的说法"),
    ],
)
def test_labels_and_notes(zh: str, en: str) -> None:
    assert english(zh) == en


def test_formulas_are_told_term_by_term() -> None:
    assert english_formula("决算数 / 全年预算数 × 100") == "outturn / revised budget × 100"
    assert english_formula("81.00 / 4,881.22 × 100") == "81.00 / 4,881.22 × 100"
