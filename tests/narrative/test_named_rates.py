"""Rates that only a report's own criteria name are taken from the sentence that states them, and from no other."""

from __future__ import annotations

import pytest

from pipeline.normalize.narrative.topics.named_rates import named_rate_facts
from schemas.geometry import Box
from schemas.records import ScoreLine
from tests.narrative.documents import document

LINES = (
    ScoreLine(
        table_id="t01",
        row=2,
        order=1,
        level1="产出",
        level2="质量",
        indicator="项目质量情况",
        weight=None,
        self_score=None,
        definition="质量达标率=（质量达标项目数/实际完成项目数）×100%。",
        boxes=(Box(page=1, x0=0, top=0, x1=9, bottom=9),),
    ),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("经验收，完成项目 8 个，质量达标率为 87.50%。", ["87.50%"]),
        ("质量达标率的目标值为 95%，实际质量达标率达到 87.5%。", ["87.5%"]),
        ("上年质量达标率为 90%。", []),
        ("要求质量达标率不低于 90%。", []),
        ("环保设施质量达标率为 99%。", []),
        ("2021 年质量达标率为 90%，2022 年质量达标率为 91%。", ["91%"]),
    ],
)
def test_stated_rates(text: str, expected: list[str]) -> None:
    found = named_rate_facts(document([text]), LINES, 2022)
    assert [f.figure.text for f in found] == expected
    assert all(f.item == "质量达标率" for f in found)


@pytest.mark.parametrize("whose", ["同类部门", "兄弟单位", "全市平均", "全省同行业平均", "同行业"])
def test_a_rate_of_others_is_no_rate_of_the_report(whose: str) -> None:
    told = [f"{whose}质量达标率为97.00%。", "质量达标率为91.00%，低于同类部门。"]
    facts = named_rate_facts(document(told), LINES, 2022)
    assert [f.figure.text for f in facts] == ["91.00%"]
