"""Grades by the scale that a report prints itself, told behind the scores of its levels."""

from __future__ import annotations

import pytest

from pipeline.checks.scores.grades import prints_other_scale
from tests.normalize.grids import document, table
from tests.small_audits import audited, errors

SCORES = """
一级指标 | 二级指标 | 三级指标 | 分值 | 得分
过程 | 预算执行 | 预算执行率 | 15 | 13.80
产出 | 履职 | 重点工作完成率 | 85 | 73.50
合计 | < | < | 100 | 87.30
"""
HEAD = "自评总分87.30分，其中过程13.80分、产出73.50分，评价等次为“{}”。"
# a scale, the grade of 87.30 points by it, and another grade
SCALES = [
    ("90分（含）以上为优秀，75分（含）至90分为良好，60分（含）至75分为合格，60分以下为不合格。", "良好", "优秀"),
    ("等级标准：优（85≤得分≤100）、良（70≤得分＜85）、中（60≤得分＜70）、差（得分＜60）。", "优", "良"),
    ("得分不低于95分的为优秀，不低于85分的为良好，不低于60分的为一般，其余为较差。", "良好", "一般"),
    ("评价结果分为优、良、中、差四档：90-100分为优；80（含）-90分为良；60（含）-80分为中；60分以下为差。", "良", "优"),
    ("", "良", "优"),
]


@pytest.mark.parametrize(("scale", "right", "wrong"), SCALES)
def test_the_grade_that_the_printed_scale_gives(scale: str, right: str, wrong: str) -> None:
    assert errors(audited(table(SCORES), text=(HEAD.format(right) + scale,))) == []
    found = errors(audited(table(SCORES), text=(HEAD.format(wrong) + scale,)))
    assert [code for code, *_ in found] == ["score_claim"]


def test_a_criterion_that_grades_a_rate_is_no_scale_of_the_total() -> None:
    rule = "优：比率≥85%，得满分；良：85%＞比率≥75%，得8分；中：75%＞比率≥65%，得6分；差：比率＜65%，不得分。"
    assert not prints_other_scale(document(text=(rule,)))
    assert prints_other_scale(document(text=("优：85分以上；良：75-85分；中：65-75分；差：65分以下。",)))


def test_two_scales_settle_nothing() -> None:
    other = "项目评价：80分（含）以上为优秀，70分（含）至80分为良好，70分以下为合格。"
    text = HEAD.format("优秀") + SCALES[0][0]
    assert errors(audited(table(SCORES), text=(text, other))) == []


def test_a_grade_of_one_level_is_not_that_of_the_whole() -> None:
    text = "其中过程得13.80分，等级为优；自评总分87.30分。" + SCALES[0][0]
    assert errors(audited(table(SCORES), text=(text,))) == []


@pytest.mark.parametrize(
    "scale",
    [
        "（优：90分（含）以上，良：80分（含）至90分，中：60分（含）至80分，差：60分以下）",
        "（90分以上为优，80-90分为良，60-80分为中，60分以下为差）",
    ],
)
def test_a_scale_in_a_bracket_behind_the_grade(scale: str) -> None:
    head = "自评总分87.30分，其中过程13.80分、产出73.50分，评价等次为“{}”"
    assert errors(audited(table(SCORES), text=(head.format("良") + scale + "。",))) == []
    assert [e[0] for e in errors(audited(table(SCORES), text=(head.format("优") + scale + "。",)))] == ["score_claim"]


@pytest.mark.parametrize("head", ["两个一级指标得分依次为：", "各一级指标得分分别为：", "两大类指标得分如下："])
def test_levels_listed_behind_a_colon(head: str) -> None:
    text = "本单位自评得87.30分，" + head + "过程13.80分、产出{}分。"
    assert errors(audited(table(SCORES), text=(text.format("73.50"),))) == []
    assert len(errors(audited(table(SCORES), text=(text.format("75.50"),)))) == 1
