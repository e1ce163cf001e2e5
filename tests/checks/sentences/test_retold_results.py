"""What an indicator came to, told again by a sentence in its own words."""

from __future__ import annotations

import pytest

from tests.normalize.grids import table
from tests.small_audits import audited, errors

GOALS = table(
    """
    一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
    产出指标 | 数量指标 | 群众文化活动场次 | ≥120场 | 126场 | 10 | 10
    产出指标 | 数量指标 | 举办就业技能培训班次 | =12次 | 12次 | 10 | 10
    产出指标 | 数量指标 | 新改建旅游厕所数量 | ≥15座 | 18座 | 10 | 10
    产出指标 | 质量指标 | 残疾人培训合格率 | ≥80% | 83.6% | 10 | 10
    产出指标 | 数量指标 | 培训残疾人数量 | ≥400人次 | 436人次 | 10 | 10
    """,
    title="部门整体支出绩效自评表",
    unit="",
)


@pytest.mark.parametrize(
    ("told", "name", "number"),
    [
        ("全年举办群众文化活动162场，培训残疾人436人次。", "群众文化活动场次", "162"),
        ("（1）数量指标。举办就业技能培训11期，培训残疾人436人次。", "举办就业技能培训班次", "11"),
        ("培训残疾人436人次，培训合格率达86.3%。", "残疾人培训合格率", "86.3"),
        ("年内新改建旅游厕所16座、举办群众文化活动126场。", "新改建旅游厕所数量", "16"),
        ("数量指标方面，新改建旅游厕所数量为16座（指标值≥15座），培训残疾人436人次。", "新改建旅游厕所数量", "16"),
    ],
)
def test_a_slip_beside_results_told_right_is_found(told: str, name: str, number: str) -> None:
    assert ("same_figure", name, "实际完成值", number) in errors(audited(GOALS, text=(told,)))


@pytest.mark.parametrize(
    "told",
    [
        "2022年计划举办群众文化活动120场，实际举办群众文化活动126场，新改建旅游厕所18座。",
        "上年举办群众文化活动116场，培训残疾人436人次。",
        "举办群众文化活动136场（含下属馆10场），培训残疾人436人次。",
        "县图书馆举办群众文化活动16场，培训残疾人436人次。",
        "全市举办群众文化活动136场，其中市本级126场，培训残疾人436人次。",
        "近三年累计举办群众文化活动1126场，培训残疾人436人次。",
        "培训残疾人436人次，举办线上就业技能培训11期。",
        "就业技能培训11期由区级承办，1期由街道承办，培训残疾人436人次。",
        "培训残疾人436人次，新改建旅游厕所16座通过验收，2座在建。",
        "培训残疾人436人次，考核合格率86.3%。",
        "举办就业技能培训11期。",  # tells no other result: no more than asked about
    ],
)
def test_a_part_another_time_or_an_aim_is_no_result(told: str) -> None:
    assert not errors(audited(GOALS, text=(told,)))
