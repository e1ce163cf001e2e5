"""A report with several satisfactions: each is that of the people it names, and serves the indicator of them."""

from __future__ import annotations

import pytest

from pipeline.normalize.narrative.topics.satisfactions import of_people, people_of, satisfaction_facts, with_people
from schemas.records import Fact
from tests.narrative.documents import YEAR, document, facts


def told(*texts: str) -> list[Fact]:
    found = [*facts(*texts), *satisfaction_facts(document(texts), YEAR)]
    return [f for f in with_people(found) if f.metric == "satisfaction_rate"]


def pairs(*texts: str) -> list[tuple[str, str]]:
    return [(f.item, f.figure.plain) for f in told(*texts)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "社会公众满意度93.20%；抽取受助对象200名入户访问，服务对象满意度96.40%。",
            [("公众", "93.20"), ("服务对象", "96.40")],
        ),
        ("住院患者满意度97.10%，门诊患者满意度91.30%。", [("住院患者", "97.10"), ("门诊患者", "91.30")]),
        ("调查显示家长满意度为95.2%，教师满意度为97.4%。", [("家长", "95.2"), ("教师", "97.4")]),
        ("居民总体满意度达到92.5%，企业满意率为96.1%。", [("居民", "92.5"), ("企业", "96.1")]),
        ("公众满意度93.20%，低于企业满意度96.40%。", [("公众", "93.20")]),
        ("公众满意度由上年的91.00%提高到93.20%。", []),
        ("第三方测评的患者满意度为88.60%；同期职工满意度为92.40%。", [("患者", "88.60"), ("职工", "92.40")]),
        ("培训学员满意度99.00%。", []),
    ],
)
def test_whose_satisfaction(text: str, expected: list[tuple[str, str]]) -> None:
    found = pairs(text)
    assert found == (expected if len(expected) > 1 else [("", value) for _, value in expected])


def test_several_told_apart_in_different_paragraphs() -> None:
    texts = ("电话访问居民300名，居民满意度94.10%，企业满意度97.00%。", "居民满意度为94.10%，低于95%的标准。")
    assert set(pairs(*texts)) == {("居民", "94.10"), ("企业", "97.00")}


def test_what_the_staff_think_is_not_what_the_public_thinks() -> None:
    assert pairs("职工满意度为92.40%。") == [("职工", "92.40")]


def test_an_indicator_takes_that_of_its_people() -> None:
    found = told("社会公众满意度93.20%；服务对象满意度96.40%；企业满意度90.10%。")
    for indicator, value in (
        ("公众满意度", ["93.20"]),
        ("社会公众满意度", ["93.20"]),
        ("窗口服务对象满意度", ["96.40"]),
        ("受检企业满意度", ["90.10"]),
        ("职工满意度", []),
        ("满意度", []),
    ):
        assert [f.figure.plain for f in of_people(found, indicator)] == value, indicator


def test_two_groups_of_like_people_leave_open_whose_is_meant() -> None:
    found = told("住院患者满意度97.10%，门诊患者满意度91.30%。")
    assert of_people(found, "患者满意度") == []
    assert people_of("患者满意度") == "患者"
