"""Results of surveys that do not repeat what was asked."""

from __future__ import annotations

import pytest

from pipeline.normalize.narrative.topics.survey_results import survey_result_facts
from tests.narrative.documents import document


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("开展社会公众满意度调查，结果为94.50%。", ["94.50"]),
        ("组织服务对象满意度问卷调查，调查结果显示为94.50%。", ["94.50"]),
        ("经满意度测评，总体结果达到94.50%。", ["94.50"]),
        ("开展培训满意度调查，结果为94.50%。", []),
        ("开展满意度调查，结果为94.50%以上。", []),
        ("开展满意度调查，目标为94.50%。", []),
        ("居民满意度为94.5分。", ["94.5"]),
        ("第三方测评显示，群众满意度得分达到94.5分。", ["94.5"]),
        ("公众满意度指标得94.5分，满分100分。", []),
        ("“公众满意度”自评得分94.5分。", []),
    ],
)
def test_results(text: str, wanted: list[str]) -> None:
    assert [f.figure.plain for f in survey_result_facts(document([text]), 2022)] == wanted
