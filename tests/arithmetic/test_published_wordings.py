"""How published budgets, final accounts and monthly statements tell shares, rates and changes: found where wrong, and
nobody accused of an amount, plan or year that the words do not mean."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.arithmetic.test_stated_arithmetic import checks, wrong

CASES = yaml.safe_load((Path(__file__).parent / "published_wordings.yaml").read_text("utf-8"))


@pytest.mark.parametrize(("text", "right", "mistaken"), CASES["found"])
def test_a_figure_that_does_not_come_out_is_found(text: str, right: str, mistaken: str) -> None:
    assert wrong(*text.format(right).split("|")) == []
    assert any(c.outcome.value == "consistent" for c in checks(*text.format(right).split("|")))
    assert mistaken in wrong(*text.format(mistaken).split("|"))


@pytest.mark.parametrize("text", CASES["nobody"])
def test_nobody_is_accused_of_what_the_words_do_not_mean(text: str) -> None:
    assert wrong(*text.split("|")) == []


def test_parts_that_exceed_their_whole_by_one_digit_are_found_beside_rounder_ones() -> None:
    text = "安排资金 24.096 万元。其中，甲级 {} 万元、乙级 6 万元、丙级 3.986 万元，均已到位。"
    assert wrong(text.format("14.110")) == []
    assert wrong(text.format("17.110")) == ["3.986"]
