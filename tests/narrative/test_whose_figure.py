"""Figures whose subject or measure the words of the number before would say wrongly."""

from __future__ import annotations

import pytest

from tests.narrative.documents import facts

TOLD = [
    # what all items come to, behind items that have their own
    (
        "基本支出执行率97.44%，项目支出执行率91.22%，总体执行率92.21%。",
        {
            ("execution_rate", "基本支出", "97.44%"),
            ("execution_rate", "项目支出", "91.22%"),
            ("execution_rate", "", "92.21%"),
        },
    ),
    # what was bought is not what was planned
    ("采购预算合计56.82万元，实际合计52.42万元。", {("procurement_planned", "", "56.82")}),
    # added for one thing, and again for another
    ("年中追加76.00万元用于排水抢修；追加人员经费16.80万元。", set()),
]


@pytest.mark.parametrize(("text", "told"), TOLD)
def test_whose_figure_it_is(text: str, told: set[tuple[str, str, str]]) -> None:
    wanted = {"execution_rate", "procurement_planned", "adjustment"}
    assert {
        (f.metric, f.item, f.figure.text) for f in facts(text) if f.metric in wanted and f.item != "追加人员经费"
    } == told
