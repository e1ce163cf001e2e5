"""Rates beside the counts they divide, and what is left at the end of the year: only where the words settle it."""

from __future__ import annotations

import pytest

from pipeline.normalize.narrative.topics.carried_forward import carried_forward_facts
from pipeline.normalize.narrative.topics.sentence_rates import sentence_rate_facts
from tests.narrative.documents import document


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年交办重点工作 28 项，已完成 27 项，重点工作完成率为 96.43%。", ["96.43%", "27", "28"]),
        ("已完成的 8 个项目中，7 个项目质量达标，质量达标率为 87.50%。", ["87.50%", "7", "8"]),
        ("计划完成巡查 40 次，实际完成巡查 38 次，巡查完成率 95.00%。", ["95.00%", "38", "40"]),
        # of those finished in time another rate is stated, and of the unfinished none
        ("全年交办工作 28 项，按时完成 20 项，完成率为 96.43%。", []),
        ("全年交办工作 28 项，1 项未完成，完成率为 96.43%。", []),
        ("全年交办工作 28 项，已完成 27 项，好评率为 98.00%。", []),
        ("检查 30 家，发现问题 28 项，已整改 27 项，整改率为 96.43%。", []),
        ("要求全年完成 28 项，实际完成 27 项，完成率目标为 90%。", []),
        ("招收学员 150 人，2019 级 112 人合格，合格率为 80.76%。", []),  # of those of that year
    ],
)
def test_rates_of_two_counts(text: str, expected: list[str]) -> None:
    assert [f.figure.text for f in sentence_rate_facts(document([text]), 2022)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年末结转结余资金 120.00 万元，结转结余率为 4.31%。", ["120.00", "4.31%"]),
        ("年末结转结余 120.00 万元，占全年预算数的比例（结转结余率）为 4.31%。", ["120.00", "4.31%"]),
        ("年末结转结余数为 120.00 万元，占预算的比重即结转结余率为 4.31%。", ["120.00", "4.31%"]),
        ("截至年末，部门结转结余资金 120.00 万元，占全年预算数的 4.31%。", ["120.00", "4.31%"]),
        ("年底本单位结转结余 120.00 万元。", ["120.00"]),
        ("年末，其他部门结转结余 120.00 万元。", []),
        ("上年末结转结余资金 120.00 万元。", ["120.00"]),  # of the year before
        ("结转结余率不超过 5%。", []),
        ("其中项目支出年末结转结余 20.00 万元。", []),
    ],
)
def test_what_is_carried_forward(text: str, expected: list[str]) -> None:
    assert [f.figure.text for f in carried_forward_facts(document([text]), 2022)] == expected


def test_what_was_done_late_is_no_whole() -> None:
    late = "收到群众来件366件，办理回复率100%，有1件超过规定时限，按时办结365件，按时办结率99.73%。"
    assert [f for f in sentence_rate_facts(document([late]), 2022) if f.metric == "counted_whole"] == []


def test_a_part_above_its_whole_by_a_slip_of_one_digit_is_the_part() -> None:
    said = "窗口受理办件486,213件，按时办结{}件，按时办结率99.57%。"
    for part, stated in (("484,119", True), ("684,119", True), ("912,377", False)):
        found = sentence_rate_facts(document([said.format(part)]), 2022)
        assert bool(found) is stated
