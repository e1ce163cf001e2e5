"""Titles of reviews: of one project, or of the whole unit."""

from __future__ import annotations

import pytest

from pipeline.normalize.narrative.reading.leads import WHOLE, Names
from pipeline.normalize.narrative.reading.sentences import squeeze
from pipeline.normalize.narrative.reading.titles import title_subject

NAMES = Names(agencies=("甲县水利局",), rows=())


@pytest.mark.parametrize(
    ("title", "project"),
    [
        ("1.灌区渠道维修资金绩效自评综述", "灌区渠道维修资金"),
        ("（二）2023年山洪灾害防治项目绩效自评情况", "山洪灾害防治项目"),
    ],
)
def test_a_review_of_one_project(title: str, project: str) -> None:
    subject = title_subject(squeeze(title).text, NAMES)
    assert subject is not None
    assert subject.item == project


@pytest.mark.parametrize(
    "title",
    ["2023年度绩效自评情况", "甲县水利局绩效自评情况", "2023年度项目支出绩效自评结果", "部门整体支出绩效自评情况"],
)
def test_a_section_about_the_whole_unit(title: str) -> None:
    assert title_subject(title, NAMES) == WHOLE
