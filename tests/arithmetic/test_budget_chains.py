"""Budgets told move by move: what they come to, and what a net change is made of."""

from __future__ import annotations

import pytest

from schemas.audit import Outcome
from tests.arithmetic.test_stated_arithmetic import checks


def wrong(*paragraphs: str) -> list[str]:
    """The numbers that are called wrong, and not only doubted."""
    found = [c for c in checks(*paragraphs) if c.outcome is Outcome.INCONSISTENT and c.variant != "sentence"]
    return sorted({c.reported.plain for c in found if c.reported})


TOLD = [
    (
        "年初预算 627.45 万元，人员类追加 47.26 万元，公用类追减 87.96 万元，项目类削减 3.14 万元，全年预算 {} 万元。",
        "583.61",
        "538.61",
    ),
    ("年初预算 400.00 万元，上年结转 12.50 万元，年中净追加 35.70 万元，调整后全年预算 {} 万元。", "448.20", "484.20"),
    ("公用支出年初预算 60.40 万元，核减 4.20 万元，调整后 {} 万元，决算 50.10 万元。", "56.20", "65.20"),
    (
        "“三公”经费年初预算 50.00 万元，其中公务接待费 8.00 万元、公车运行维护费 42.00 万元，未安排出国费用。"
        "按照过紧日子要求，年中压减 6.50 万元，调整后预算 {} 万元，决算 40.00 万元。",
        "43.50",
        "45.30",
    ),
    (
        "三公经费年初预算 50.00 万元（接待 8.00 万元，公车 42.00 万元），压减 6.50 万元，压减后为 {} 万元。",
        "43.50",
        "34.50",
    ),
    (
        "年初批复预算 400.00 万元。加上上年结转 12.50 万元，追加 35.70 万元，调减 8.20 万元，调整为 {} 万元。",
        "440.00",
        "404.00",
    ),
]


@pytest.mark.parametrize(("text", "right", "slip"), TOLD)
def test_what_the_moves_come_to(text: str, right: str, slip: str) -> None:
    assert wrong(text.format(right)) == []
    assert wrong(text.format(slip)) == [slip]


@pytest.mark.parametrize(
    "text",
    [
        "年初预算 100.00 万元，年中追加人员经费 5.00 万元，调整后预算 120.00 万元。",
        "年初预算 100.00 万元，上年结转 5.00 万元，调整后预算 120.00 万元。",
        "年初预算 100.00 万元，其中项目支出追加 5.00 万元，全年预算 130.00 万元。",
        "三公经费年初预算 30.00 万元。公用经费压减 5.00 万元，调整后预算 95.00 万元。",
        "年中净增 80.00 万元，主要是养老补贴追加 60.00 万元，设备费追加 30.00 万元，社工岗位核减 15.00 万元。",
        "年初预算 100.00 万元，比 2021 年年初预算 90.00 万元增长 11.11%。追加 5.00 万元，调整后预算 105.00 万元。",
        "年初预算 100.00 万元，支出 40.00 万元，追加 5.00 万元，全年预算 130.00 万元。",
    ],
)
def test_moves_that_may_be_some_of_them_accuse_nobody(text: str) -> None:
    assert wrong(text) == []
