"""Figures that the text gives by its meaning: a rule that has no other uses them, and accuses nobody by them."""

from __future__ import annotations

import pytest

from schemas.audit import AuditedReport, Severity
from tests.normalize.grids import table
from tests.small_audits import audited

GRID = """
    一级指标 | 三级指标 | {head} | 分值 | 得分
    效果 | {name} | ≥90%得10分，≥80%得8分，＜80%得0分 | 10 | 10
    ^ | 制度健全性 | 制度健全的得满分，否则酌情扣分 | 90 | 85
    合计 | < | | 100 | 95
    """


def score_of(found: AuditedReport, name: str) -> tuple[str, str]:
    score = next(s for s in found.scores if s.indicator == name)
    return score.verdict.value, "" if score.low is None else f"{score.low:.0f}"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("果农满意率", "我们走访了86名果农，满意率为{}。"),
        ("判后服从率", "全年派出法庭判后服从率达到{}。"),
        ("水样合格率", "送检水样420份，合格率{}，其余已复检。"),
    ],
)
def test_a_rate_under_a_shorter_or_longer_name_is_taken_but_accuses_nobody(name: str, sentence: str) -> None:
    grid = table(GRID.format(head="评分标准", name=name))
    assert score_of(audited(grid, text=(sentence.format("93.1%"),)), name) == ("agrees", "10")
    low = audited(grid, text=(sentence.format("83.1%"),))
    assert score_of(low, name) == ("disagrees", "8")
    (told,) = (f for f in low.findings if f.code == "score")
    assert told.severity is Severity.WARNING
    assert "按文意取自正文" in told.message_zh
    assert "扫描" not in told.message_zh


def test_two_values_are_nobodys() -> None:
    grid = table(GRID.format(head="评分标准", name="水样合格率"))
    found = audited(grid, text=("河道水样合格率96.0%。", "湖泊水样合格率81.0%。"))
    assert score_of(found, "水样合格率")[0] == "not_verifiable"


def test_another_years_rate_and_an_aim_are_not_taken() -> None:
    grid = table(GRID.format(head="评分标准", name="果农满意率"))
    for sentence in ("2021年走访果农，满意率为83.1%。", "走访果农，满意率目标为95.0%。"):
        assert score_of(audited(grid, text=(sentence,)), "果农满意率")[0] == "not_verifiable"


@pytest.mark.parametrize("head", ["计算公式/评分细则", "评分要点", "计分办法", "评分说明", "标准"])
def test_criteria_are_known_by_the_words_of_their_head_or_by_their_own(head: str) -> None:
    found = audited(table(GRID.format(head=head, name="群众满意度")), text=("群众满意度为83.1%。",))
    assert score_of(found, "群众满意度") == ("disagrees", "8")


def test_remarks_that_speak_of_deductions_are_no_criteria() -> None:
    grid = """
        一级指标 | 三级指标 | 分值 | 得分 | 评分说明
        效果 | 群众满意度 | 10 | 9 | 满意度未达到目标，扣1分
        ^ | 制度健全性 | 90 | 90 | 制度齐全
        合计 | < | 100 | 99 |
        """
    found = audited(table(grid))
    assert all(not line.criteria for line in found.report.score_lines)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("危旧公厕改造完成率", "危旧临街公厕改造计划40座，实际改造38座，完成95.0%。"),
        ("公厕保洁员培训完成率", "全年培训公厕保洁员1,260人，相当于计划的105%。"),
        ("古籍修复完成率", "古籍修复全年做了1,260页，完成目标1,200页的105%。"),
    ],
)
def test_what_was_completed_of_a_plan_is_a_rate(name: str, sentence: str) -> None:
    grid = table(GRID.format(head="评分标准", name=name))
    assert score_of(audited(grid, text=(sentence,)), name) == ("agrees", "10")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("网签率", "全年备案合同1.2万份，网签率93.4%。"),
        ("果农满意率", "果农问卷收回300份，总体满意率95.7%。"),
        ("果农满意率", "走访果农300户，果农满意率由上半年的83.5%上升为94.0%。"),
    ],
)
def test_short_names_whole_samples_and_what_a_rate_came_to(name: str, sentence: str) -> None:
    grid = table(GRID.format(head="评分标准", name=name))
    assert score_of(audited(grid, text=(sentence,)), name) == ("agrees", "10")


def test_criteria_may_name_the_rate_that_the_text_states() -> None:
    grid = """
        一级指标 | 三级指标 | 评分标准 | 分值 | 得分
        效果 | 隐患排查 | 销号率≥90%得10分，80%≤销号率＜90%得8分，＜80%得0分 | 10 | 10
        ^ | 制度健全性 | 制度健全的得满分，否则酌情扣分 | 90 | 85
        合计 | < | | 100 | 95
        """
    assert score_of(audited(table(grid), text=("发现隐患340处，销号完成率99.5%。",)), "隐患排查") == ("agrees", "10")


def test_a_clause_that_is_all_name_and_number_is_beyond_doubt() -> None:
    grid = table(GRID.format(head="评分标准", name="网签率"))
    found = audited(grid, text=("全年备案合同1.2万份，网签率83.4%。",))
    assert [(f.severity, f.reported) for f in found.findings if f.code == "score"] == [(Severity.ERROR, "10")]
    part = audited(grid, text=("其中二手房备案合同1.2万份，网签率83.4%。",))
    assert [f.severity for f in part.findings if f.code == "score"] == [Severity.WARNING]


def test_of_two_columns_that_may_hold_criteria_the_one_with_rules_does() -> None:
    grid = """
        一级指标 | 三级指标 | 考核要点 | 计分规则 | 分值 | 得分
        效果 | 群众满意度 | 群众对服务是否满意 | ≥90%得10分，≥80%得8分，＜80%得0分 | 10 | 10
        ^ | 制度健全性 | 制度是否齐全 | 制度健全的得满分，否则酌情扣分 | 90 | 85
        合计 | < | | | 100 | 95
        """
    found = audited(table(grid), text=("群众满意度为83.1%。",))
    assert score_of(found, "群众满意度") == ("disagrees", "8")
    assert found.report.score_lines[0].definition == "群众对服务是否满意"


EXECUTION = """
    一级指标 | 三级指标 | 评分标准 | 分值 | 得分
    过程 | 预算执行率 | 得分=预算执行率×10，超过100%按10分计 | 10 | {score}
    ^ | 制度健全性 | 制度健全的得满分，否则酌情扣分 | 90 | 85
    合计 | < | | 100 | 95
    """


@pytest.mark.parametrize(
    "sentence",
    [
        "发放低保金52,310人次，完成年度计划50,000人次的104.62%。",
        "植树31万株，完成年度任务的103.33%。",
        "全年巡查120次，完成计划的120%。",
    ],
)
def test_what_was_completed_of_a_counted_plan_is_no_execution_of_the_budget(sentence: str) -> None:
    found = audited(table(EXECUTION.format(score="9.7")), text=(sentence,))
    assert score_of(found, "预算执行率") == ("not_verifiable", "")


@pytest.mark.parametrize(
    "sentence",
    [
        "2022年度部门预算收入980.00万元，调整后预算数1,000.00万元，决算支出数970.00万元，预算执行率97%。",
        "2022年收入预算980.00万元，全年预算数1,000.00万元，决算数970.00万元，预算执行率97%。",
    ],
)
def test_a_sentence_that_begins_with_the_unit_s_whole_income_tells_its_whole_spending(sentence: str) -> None:
    assert score_of(audited(table(EXECUTION.format(score="9.7")), text=(sentence,)), "预算执行率")[0] == "agrees"
