"""Sentences whose own words leave one base only, and staff told under the heading of an office's tasks."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import Severity
from schemas.document import Document
from tests.normalize.grids import document
from tests.small_audits import TITLE, audited


def told(*text: str) -> list[tuple[str, str]]:
    return [(f.severity.value, f.reported) for f in audited(text=text).findings if f.severity is not Severity.NOTICE]


AT_HAND = "年初预算6,833.15万元，年中调整后预算7,135.90万元；加上上年结转231.18万元，全年可用资金7,367.08万元。"


def test_a_share_of_what_its_words_name_is_of_no_other_amount() -> None:
    said = "全年支出7,026.00万元，完成可用资金的{}。"
    assert told(AT_HAND, said.format("95.37%")) == []
    assert told(AT_HAND, said.format("98.46%")) == [("error", "98.46")]  # of the budget beside it


FIRST = "年初部门预算为19,982.88万元，其中基本支出4,623.44万元，项目支出15,359.44万元。"


@pytest.mark.parametrize(
    ("first", "later"),
    [
        (FIRST, "年中按程序追加预算1,100.91万元，全年预算21,083.79万元，较年初增长{}。"),
        (FIRST, "执行中调增1,100.91万元，调整后预算21,083.79万元，比年初预算增加{}。"),
        (FIRST, "年中追加困难群众救助资金1,100.91万元，全年预算21,083.79万元，比年初增长{}。"),
        (FIRST, "年度中追加资金1,100.91万元，年末预算21,083.79万元，较年初预算数增加{}。"),
    ],
)
def test_a_growth_since_the_beginning_is_on_what_there_was_then(first: str, later: str) -> None:
    assert told(first, later.format("5.51%")) == []
    assert told(first, later.format("5.22%")) == [("error", "5.22")]  # on what it grew to


@pytest.mark.parametrize(
    "text",
    [
        "年初预算5,833.15万元，年中调整净增加{}万元，其中追加河道资金352.65万元、调增人员经费47.68万元、收回保护资金97.59万元，"
        "调整后预算6,135.90万元。",
        "年初批复5,833.15万元，净追加{}万元，调整为6,135.90万元。",
    ],
)
def test_what_was_moved_on_the_whole_lies_between_the_two_budgets(text: str) -> None:
    assert told(text.format("302.75")) == []
    assert told(text.format("312.75")) == [("error", "312.75")]


POSTS = "核定编制109名，其中行政编制68名、事业编制41名；实有在编人员98人，其中行政61人、事业37人，在职人员控制率为{}。"
OUTSIDE = "另有编外聘用人员249人，在编与编外合计347人，编外人员占比71.76%。"


def under(heading: str, *text: str) -> Document:
    found = document(text=(TITLE, *text))
    blocks = [found.blocks[0], *(b.model_copy(update={"section": ("一、概况", heading)}) for b in found.blocks[1:])]
    return found.model_copy(update={"blocks": tuple(blocks)})


def test_staff_under_the_heading_of_tasks_is_the_units() -> None:
    right = audit(under("（一）部门职责与机构设置", POSTS.format("89.91%") + OUTSIDE))
    assert right.findings == ()
    assert {"authorised_posts", "staff_in_post", "total_staff"} <= {f.metric for f in right.report.facts}
    wrong = audit(under("（一）部门职责与机构设置", POSTS.format("91.74%") + OUTSIDE))
    assert [(f.severity.value, f.reported) for f in wrong.findings] == [("error", "91.74")]


def test_staff_of_several_bodies_under_that_heading_is_nobodys() -> None:
    bodies = ("机关核定编制40名，实有在编人员38人。", "质监站核定编制20名，实有在编人员19人。")
    found = audit(under("（一）主要职责及机构设置", *bodies))
    assert found.findings == ()
    assert not [f for f in found.report.facts if f.metric == "authorised_posts" and not f.item]


@pytest.mark.parametrize("more", ["，另聘用辅助人员23人。", "，另外派遣用工23人。", "，另有辅警23人。"])
def test_those_who_come_beside_a_list_are_no_part_of_it(more: str) -> None:
    text = "年末实有180人，其中行政人员118人、事业人员{}人、工勤人员5人" + more
    assert told(text.format(57)) == []
    assert told(text.format(61)) == [("error", "180")]


def test_both_kinds_of_staff_are_added_up_and_no_posts() -> None:
    text = (
        "核定编制109名；实有在编人员98人，其中行政人员61人、事业人员37人。另有编外聘用人员249人，在编与编外合计{}人。"
    )
    assert told(text.format(347)) == []
    assert [reported for _, reported in told(text.format(358))] == ["358"]


@pytest.mark.parametrize(
    ("text", "right", "over_what_it_came_to"),
    [
        ("接待费支出13.11万元，比上年17.80万元减少4.69万元，下降{}。", "26.35%", "35.77%"),
        ("接待费支出13.11万元，比上年17.80万元减少4.69万元，变动率{}。", "-26.35%", "-35.77%"),
        ("接待费支出17.80万元，比上年13.11万元增加4.69万元，增长{}。", "35.77%", "26.35%"),
    ],
)
def test_a_change_is_over_what_there_was_before(text: str, right: str, over_what_it_came_to: str) -> None:
    assert told(text.format(right)) == []
    assert told(text.format(over_what_it_came_to)) == [("error", over_what_it_came_to.rstrip("%"))]
