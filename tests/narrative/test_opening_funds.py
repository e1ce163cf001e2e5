"""The budget of sentences that put it beside what was left before, or call it income; lists without a head."""

from __future__ import annotations

import pytest

from pipeline.normalize.narrative.topics.opening_funds import opening_facts
from tests.narrative.documents import document, facts, line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2022 年上年结转资金 62.00 万元，年初预算批复 2310.00 万元，年度追加预算 128.00 万元。",
            ["2310.00", "128.00"],
        ),
        ("上年结转 8 万元，年初预算 50 万元，年中调减 5 万元，可用资金 53 万元。", ["50", "-5"]),
        ("我局年初预算收入 3,560.00 万元，本年追加 0.00 万元。", ["3560.00", "0.00"]),
        ("年初部门预算安排 880.00 万元，年内追加资金 56.80 万元。", ["880.00", "56.80"]),
        ("项目资金年初预算 50 万元，年中追加 5 万元。", []),
        ("其中公用经费年初预算 50 万元，年中追加 5 万元。", []),
        ("年初预算 50 万元。", []),  # the general reading states that
    ],
)
def test_what_a_unit_had_and_was_given(text: str, expected: list[str]) -> None:
    assert [f.figure.plain for f in opening_facts(document([text]), [], 2022)] == expected


def test_it_serves_only_where_no_budget_is_stated() -> None:
    known = facts("2022 年年初预算数 2310.00 万元。")
    text = "上年结转资金 62.00 万元，年初预算批复 2310.00 万元。"
    assert opening_facts(document([text]), known, 2022) == []


@pytest.mark.parametrize(
    "text",
    [
        "其中公务接待费 2.94 万元，公务用车运行维护费 8.40 万元，公务用车购置费预算 0 万元、支出 0 万元。",
        "其中：公务接待费 2.94 万元，公务用车运行维护费 8.40 万元，公务用车购置费预算 5 万元，支出 4 万元。",
        "其中，差旅费 2.00 万元，公务接待费 3.00 万元，因公出国费预算 1 万元，支出 1 万元。",
    ],
)
def test_the_last_member_of_a_list_without_a_head_spends_for_itself(text: str) -> None:
    assert not [line(f) for f in facts(text) if f.metric == "outturn" and not f.item]
