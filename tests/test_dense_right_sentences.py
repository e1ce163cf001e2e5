"""Right sentences of dense reports that were accused: numbers near each other that are not of each other. Behind each
stands the same with a slip, which is told as before."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import Severity
from tests.normalize.grids import document, table

TITLE = "某区城管局2023年度部门整体支出绩效自评报告"
SCORES = """一级指标|二级指标|分值|得分
A投入|A1目标|10|9.5
B过程|B1执行|25|24
C产出|C1数量|30|28
D效果|D1效益|35|33.1
合计||100|94.6"""
BUDGET = """支出类别|全年预算|决算数|执行率
基本支出|2104.31|2081.16|98.90%
项目支出|4448.05|4219.40|94.86%
合计|6552.36|6300.56|96.16%"""


def severities(*sentences: str, grid: str = "", title: str = "", unit: str = "") -> list[Severity]:
    tables = (table(grid, title=title, unit=unit),) if grid else ()
    return [f.severity for f in audit(document(*tables, text=(TITLE, *sentences))).findings]


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("四个项目自评分最高97.8分、最低90.4分，平均94.70分。", False),  # the others are not told
        ("三个项目自评分依次为97.8分、90.4分、93.7分，三项平均94.97分。", True),
        ("开工39台、竣工31台（含上年开工6台），2019年以来累计竣工80台。", False),
        ("收回有效问卷303份，“满意”和“基本满意”合计283份，满意度93.4%，其中“满意”209份，占有效问卷69.0%。", False),
        ("收回有效问卷303份，满意283份，满意度93.4%。同期电话抽访56位家长，满意度94.5%。", False),
        ("收回有效问卷303份，满意283份，满意度94.3%。", True),
        ("代表委员评议70人，测评满意68人，满意率97.1%。法定审限内结案率99.48%。", False),  # the two have their rate
        ("检查66家，合格65家，合格率98.48%，复查率100%。", False),
        ("检查66家，合格65家，合格率94.88%。", True),
    ],
)
def test_numbers_that_are_not_of_each_other(sentence: str, wrong: bool) -> None:
    assert (Severity.ERROR in severities(sentence)) is wrong


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("自评得分90分及以上的项目3个，80—90分的2个。", False),  # a limit
        ("自评得分90分（含90分）以上的项目3个。", False),
        ("投入指标得9.5分（权重10分），过程指标得24分（权重25分），综合得分94.6分。", False),  # of levels
        ("指标总分值为90分，自评得分94.6分。", True),
    ],
)
def test_points_that_are_not_the_whole_sheets(sentence: str, wrong: bool) -> None:
    assert (Severity.ERROR in severities(sentence, grid=SCORES, title="自评得分表")) is wrong


def test_what_is_left_when_an_amount_is_taken_out_is_no_budget_of_the_year() -> None:
    told = "扣除上缴收回的109.40万元，可用预算为6442.96万元，按此口径执行率97.79%。"
    assert Severity.ERROR not in severities(told, grid=BUDGET, title="预算执行情况", unit="万元")
    wrong = "全年预算为6525.36万元，支出6300.56万元。"
    assert Severity.ERROR in severities(wrong, grid=BUDGET, title="预算执行情况", unit="万元")


def test_content_with_a_case_is_not_content_with_the_unit() -> None:
    survey = "发放问卷320份，收回290份，满意270份，满意度93.10%。"
    assert Severity.ERROR not in severities(survey, "办结诉求336件，群众满意率97.48%。")


def test_two_digits_of_a_short_share_beside_a_number_of_another_paragraph() -> None:
    """565 of 1928 pupils are 29.3%; of the 612 who sat an examination they would be 92.3%."""
    told = (
        "参加中考612人，优秀145人，优秀率23.7%；良好以上489人，良好以上率79.9%；及格595人，及格率97.2%。",
        "参加课后服务学生1714人，参与率88.9%；享受营养餐565人（寄宿生），占在校生的29.3%，每人每天补助5元，全年192天共需54.24万元。",
    )
    assert Severity.ERROR not in severities(*told)


def test_numbers_of_two_sentences_that_share_nothing_but_a_short_rate() -> None:
    told = (
        "财政拨款3,460.04万元，占8.43%，其他收入769.26万元。",
        "总支出37,587.56万元，收支相抵结余3,460.34万元，结余率为8.43%。",
    )
    assert Severity.ERROR not in severities(*told)
