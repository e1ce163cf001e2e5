"""Targets and results that stand in a table of their own are those of the indicators that another table scores."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import AuditedReport, Severity
from tests.normalize.grids import document, table

TITLE = "某区河湖事务中心2023年度部门整体支出绩效自评报告"
SCORES = """一级指标|二级指标|三级指标|分值|评分标准|自评得分
产出|数量|河道保洁完成率|10|得分=完成率×10分|{cleaning}
产出|数量|水质监测次数|10|达到目标值得满分，未达到的按完成比例得分|10
产出|质量|巡查问题整改率|10|≥95%得10分；90%（含）-95%得8分；90%以下得5分|{mending}
效果|满意|群众满意度|10|≥90%得10分，每低1个百分点扣1分，扣完为止|9
投入|预算|预算编制合理性|60|合理得60分|60"""
GOALS = [
    """绩效指标|目标值|实际完成值
河道保洁完成率|100%|96%
水质监测次数|120次|126次
巡查问题整改率|≥95%|92%
群众满意度|≥90%|89%""",
    """指标|计划|实际|备注
河道保洁完成率|100%|96%|
水质监测次数|120|126|
巡查问题整改率|95%|92%|
群众满意度|90%|89%|""",
    """序号|指标|单位|目标值|完成值
1|河道保洁完成率|%|100|96
2|水质监测次数|次|120|126
3|巡查问题整改率|%|95|92
4|群众满意度|%|90|89""",
]


def audited(goals: str, cleaning: str = "9.6", mending: str = "8") -> AuditedReport:
    scores = table(SCORES.format(cleaning=cleaning, mending=mending), title="部门整体支出绩效评分表")
    return audit(document(table(goals, title="绩效目标完成情况表"), scores, text=(TITLE,)))


@pytest.mark.parametrize("goals", GOALS)
def test_scores_rest_on_the_table_of_goals(goals: str) -> None:
    assert [s.verdict.value for s in audited(goals).scores[:4]] == ["agrees"] * 4
    wrong = audited(goals, cleaning="9.9", mending="10")
    assert [s.verdict.value for s in wrong.scores[:4]] == ["disagrees", "agrees", "disagrees", "agrees"]
    errors = [f.locus.indicator for f in wrong.findings if f.severity is Severity.ERROR]
    assert errors == ["河道保洁完成率", "巡查问题整改率"]


def test_a_name_that_two_goals_go_by_tells_nothing() -> None:
    twice = GOALS[0] + "\n河道保洁完成率|100%|91%"
    assert audited(twice).scores[0].verdict.value == "not_verifiable"


def test_a_goal_without_a_number_as_its_result_tells_nothing() -> None:
    assert audited(GOALS[0].replace("|96%", "|已完成")).scores[0].verdict.value == "not_verifiable"
