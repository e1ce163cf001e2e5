"""Printed criteria against an edition on file: other words for the same points are no difference."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.rules.printed.rule import printed_rule
from pipeline.rules.same_rule import same_rule


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("有一项重点任务没有完成扣4分，扣完为止。", "每有一项不合要求扣4分，扣完为止。", True),
        ("有一项重点任务没有完成扣4分，扣完为止。", "每有一项不合要求扣2分，扣完为止。", False),
        ("完成率≥90%的得8分，否则不得分。", "完成率≥95%的得8分，否则不得分。", False),
    ],
)
def test_what_is_counted_may_be_named_by_one_of_them_only(one: str, other: str, same: bool) -> None:
    rules = [printed_rule("重点任务完成情况", Decimal(8), text).rule for text in (one, other)]
    assert same_rule(*rules) is same
