"""A project's form against the summary table and the sentences that speak of the same project."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import Finding, Severity
from tests.normalize.grids import document, table

FORM = """
项目名称 | < | {name} | < | < | < | < | <
项目资金（万元） | 来源 | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
^ | 年度资金总额 | {initial} | {budget} | {spent} | 10 | {rate}% | {points}
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 原因
产出指标 | 数量指标 | 巡查次数 | ≥12次 | 12次 | 90 | 90 |
总分 | < | < | < | < | 100 | {total} |
"""
ROAD = {
    "name": "道路养护项目", "initial": "120.00", "budget": "132.50", "spent": "119.25", "rate": "90.00", "points": "9",
    "total": "99",
}  # fmt: skip
RIVER = {
    "name": "河道清淤专项", "initial": "80.40", "budget": "80.40", "spent": "61.22", "rate": "76.14", "points": "7.61",
    "total": "97.61",
}  # fmt: skip
SUMMARY = """
序号 | 项目名称 | 全年预算数 | 全年执行数 | 执行率 | 自评得分
1 | 道路养护项目 | 132.50 | {spent} | 90.00% | {score}
2 | 河道清淤专项 | 80.40 | 61.22 | 76.14% | 97.61
合计 | < | 212.90 | 180.47 | 84.77% |
"""


def errors(text: str = "", spent: str = "119.25", score: str = "99") -> list[Finding]:
    forms = [table(FORM.format(**values), header_rows=0, unit="") for values in (ROAD, RIVER)]
    found = audit(document(table(SUMMARY.format(spent=spent, score=score)), *forms, text=[text] if text else []))
    return [f for f in found.findings if f.severity is Severity.ERROR]


def test_what_agrees_is_not_accused() -> None:
    assert errors() == []


@pytest.mark.parametrize(
    ("values", "reported", "expected"),
    [({"score": "98.20"}, "98.20", "99"), ({"spent": "110.25"}, "110.25", "119")],
)
def test_a_row_of_the_summary_that_is_not_its_form(values: dict[str, str], reported: str, expected: str) -> None:
    [finding] = errors(**values)
    assert finding.locus.row == "道路养护项目"
    assert finding.reported == reported
    assert finding.expected_low.startswith(expected)


@pytest.mark.parametrize(
    "sentence",
    [
        "（一）道路养护项目。全年预算数{budget}万元，执行数{spent}万元，预算执行率90.00%，自评得分{score}分。",
        "1.道路养护项目：全年预算数{budget}万元，执行数{spent}万元，自评得分{score}分。",
        "道路养护项目全年预算数{budget}万元，执行数{spent}万元，自评得分为{score}分。",
    ],
)
def test_a_sentence_about_the_project_states_what_its_form_states(sentence: str) -> None:
    right = {"budget": "132.50", "spent": "119.25", "score": "99"}
    assert errors(sentence.format(**right)) == []
    assert errors(sentence.format(**right | {"budget": "120.00"})) == []  # the one that was approved at first
    for wrong in ({"spent": "111.25"}, {"score": "96.5"}):
        [finding] = errors(sentence.format(**right | wrong))
        assert finding.reported in wrong.values()


def test_a_sentence_that_shares_nothing_with_the_form_is_of_something_else() -> None:
    text = "道路养护项目：一般公共预算安排全年预算数100.00万元，执行数88.00万元，自评得分95分。"
    assert errors(text) == []


REVIEW = (
    "{head}：根据年初设定的绩效目标，项目自评得分{score}分。全年预算数为132.50万元，执行数为119.25万元，"
    "完成预算的{rate}%。项目绩效目标完成情况：养护质量达标。"
)


@pytest.mark.parametrize("head", ["1.道路养护项目绩效自评综述", "2023年道路养护项目绩效自评情况", "（二）道路养护项目"])
def test_a_paragraph_that_reviews_one_project(head: str) -> None:
    """The sentences behind the title name nothing: they are of the project, not of the whole department."""
    assert errors(REVIEW.format(head=head, score="99", rate="90.00")) == []
    [finding] = errors(REVIEW.format(head=head, score="93", rate="90.00"))
    assert (finding.locus.row, finding.reported) == ("道路养护项目", "93")
    assert [f.reported for f in errors(REVIEW.format(head=head, score="99", rate="86.00"))] == ["86.00"]


def test_a_paragraph_that_reviews_several_projects() -> None:
    assert errors(REVIEW.format(head="道路养护项目与河道清淤专项绩效自评综述", score="97", rate="90.00")) == []
