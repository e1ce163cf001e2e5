"""Posts and staff of sentences that name them in the shortest words, and when they are nobody's."""

from __future__ import annotations

import pytest

from pipeline.normalize.narrative.topics.posts_and_staff import counts_before_nouns, staff_facts
from tests.narrative.documents import document, facts

PAIRS = [
    ("本局核定编制 75 人，在职 78 人，其中超编人员均为转业安置。", ["75", "78"]),
    ("核定事业编制 64 名，2022 年末在编在岗 62 人，退休人员 21 人。", ["64", "62"]),
    ("核定行政编制 32 名、事业编制 168 名，共计 200 名；年末在职 206 人。", ["200", "206"]),
    (
        "核定事业编制 51 名、工勤编制 4 名，合计 55 名；年末在编 50 人，其中事业编制人员 47 人、工勤人员 3 人。",
        ["55", "50"],
    ),
    ("核定事业编制 51 名、工勤编制 4 名，合计 55 名；在编 50 人；编外人员 9 人，在职人员总数 59 人。", ["55", "50"]),
    ("学校核定事业编制 86 名，年末在编教职工 79 人。", ["86", "79"]),
    ("机关编制 24 人，实有 23 人；所属事业单位 3 个。", ["24", "23"]),
    ("机关及所属事业单位编制 75 人，在职 78 人。", ["75", "78"]),
    ("本中心为全额拨款事业单位，核定编制 40 人，年末实有 37 人。", ["40", "37"]),
    ("编制总数 28 人，年末在编在职 28 人，另聘用编外人员 2 人。", ["28", "28"]),
    ("实有在职职工 88 人，编制 92 人。", ["92", "88"]),
    ("全系统编制数为142（行政 29、参公 31、事业 82），年末在编 137 人。", ["142", "137"]),
    (
        "年末行政编制 30 名、事业编制 26 名、政法专项编制 40 名，共计 96 名；实有 29 人、25 人和 38 人，共 92 人。",
        ["96", "92"],
    ),
]
NOBODY_S = [
    "下属单位 3 个，编制 20 人，在职 18 人。",
    "行政编制 18 人，实有 17 人；事业编制 55 人，实有 53 人。",
    "核定行政编制 32 名、事业编制 168 名，共计 190 名；年末在职 206 人。",  # the total is a slip
    "编制报告 5 份，在职人员 6 人参加培训。",
    "空缺编制 3 名，实有车辆 7 辆。",
]


@pytest.mark.parametrize(("text", "pair"), PAIRS)
def test_one_number_of_each_is_the_unit_s(text: str, pair: list[str]) -> None:
    assert [f.figure.plain for f in staff_facts(document([text]), [], 2022)] == pair


@pytest.mark.parametrize("text", NOBODY_S)
def test_parts_and_other_things_are_nobody_s(text: str) -> None:
    assert staff_facts(document([text]), [], 2022) == []


def test_two_pairs_that_differ_state_nothing() -> None:
    texts = ["本局编制 75 人，在职 78 人。", "县图书馆编制 12 人，在职 11 人。"]
    assert staff_facts(document(texts), [], 2022) == []


def test_what_the_report_states_elsewhere_is_not_stated_again() -> None:
    text = "本局核定编制数 75 人，在职 78 人。"
    known = facts(text)
    assert [f.metric for f in staff_facts(document([text]), known, 2022)] == ["staff_in_post"]


def test_staff_outside_posts_counted_before_their_noun() -> None:
    texts = (
        "编外用工占比偏高，21名编外人员占全部人员的26.58%。",
        "当年清退3名编外人员，其中2名派遣人员，培训18名聘用人员。",
    )
    assert [f.figure.plain for f in counts_before_nouns(document(texts), 2022)] == ["21"]
