"""Turns of phrase by which a text works out its numbers: nothing is wrong with the right one, one changed digit is."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.small_audits import audited, errors

TURNS = yaml.safe_load(Path(__file__).with_name("further_turns.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("turn", TURNS, ids=[turn["text"][:12] for turn in TURNS])
def test_a_changed_number_is_told_and_the_right_one_is_not(turn: dict[str, str]) -> None:
    assert not errors(audited(text=(turn["text"].format(turn["right"]),)))
    assert errors(audited(text=(turn["text"].format(turn["wrong"]),)))


ROWS = (
    "全年预算1191.37万元，实际支出1143.29万元，执行率95.96%。人员经费预算{}万元、支出435.00万元；"
    "公用经费预算54.13万元、支出50.67万元；专项业务费预算698.56万元、支出657.62万元。"
)


def test_columns_told_row_by_row_come_to_the_amounts_before_them() -> None:
    assert not errors(audited(text=(ROWS.format("438.68"),)))
    assert [(row, printed) for _, row, _, printed in errors(audited(text=(ROWS.format("431.68"),)))] == [
        ("预算", "1191.37")
    ]


def test_rows_that_are_some_of_all_are_no_error() -> None:
    """Of neither column the rows are all."""
    some = "人员经费预算431.68万元、支出405.00万元；公用经费预算54.13万元、支出50.67万元。"
    assert not errors(audited(text=("全年预算1191.37万元，实际支出1143.29万元。" + some,)))
