"""Points lost one after the other, and in all."""

from __future__ import annotations

import pytest

from tests.arithmetic.test_budget_chains import wrong

TOLD = [
    "扣分情况：1.目标明确性：扣 0.8 分，缺成本指标；2.执行率：扣 0.06 分；3.满意度：扣 1 分。合计扣 {} 分。",
    "15 个指标得满分，3 个指标合计扣 {} 分，分别是目标明确性扣 0.8 分、执行率扣 0.06 分、满意度扣 1 分。",
    "目标明确性失 0.8 分，执行率失 0.06 分。满意度失 1 分，累计失 {} 分。",
    "共丢 {} 分：目标明确性丢 0.8 分；执行率丢 0.06 分；满意度丢 1 分。",
]
SOME = [
    "共扣 6.86 分，主要是目标明确性扣 0.8 分、执行率扣 0.06 分。",
    "2.执行率：扣 0.06 分；3.满意度：扣 1 分。合计扣 1.86 分。",
    "按规定每超一个百分点扣 0.1 分，扣完为止，执行率扣 0.3 分、采购扣 0.2 分，合计扣 1.5 分。",
    "扣 1.86 分。其中目标明确性扣 0.8 分，执行率扣 0.06 分。",
]


@pytest.mark.parametrize("text", TOLD)
def test_the_losses_of_a_paragraph_come_to_what_it_says(text: str) -> None:
    assert wrong(text.format("1.86")) == []
    assert wrong(text.format("1.96")) == ["1.96"]


@pytest.mark.parametrize("text", SOME)
def test_some_of_the_losses_are_not_all(text: str) -> None:
    assert wrong(text) == []
