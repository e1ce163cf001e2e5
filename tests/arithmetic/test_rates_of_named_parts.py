"""Rates whose part stands behind 其中, or that are called 执行度; means of the quarters; totals behind a semicolon."""

from __future__ import annotations

import pytest

from tests.arithmetic.test_stated_arithmetic import wrong

RIGHT_AND_WRONG = [
    ("毕业生 554 人，其中就业（含升学）540 人，就业率 {}%；取得证书 478 人。", "97.47", "94.87"),
    ("全年抽检食品 400 批次，其中合格 388 批次，合格率 {}%。", "97.0", "79.0"),
    ("受理投诉 250 件，其中，办结 245 件，办结率 {}%。", "98.0", "89.0"),
    ("参训学员 320 人，其中考核合格 304 人，考核合格率 {}%。", "95.0", "59.0"),
    ("应届学生 500 人，其中：升学 430 人，升学率为 {}%。", "86.0", "68.0"),
    ("采购计划 980.25 万元，实际采购 925.11 万元，采购计划执行度 {}%。其中货物 463.09 万元。", "94.38", "94.98"),
    ("任务计划 120 项，实际完成 114 项，任务完成度 {}%。", "95.0", "59.0"),
]
LEFT_OPEN = [
    "支出 500.00 万元，其中完成采购 120.00 万元，采购完成率 93.00%。",
    "收入 500.00 万元，其中征缴 300.00 万元，征缴率 98.00%。",
    "受理 250 件，其中办结 245 件，按期办结率 99.5%。",
]


@pytest.mark.parametrize(("text", "right", "mistaken"), RIGHT_AND_WRONG)
def test_worked_out(text: str, right: str, mistaken: str) -> None:
    assert wrong(text.format(right)) == []
    assert wrong(text.format(mistaken)) == [mistaken]


@pytest.mark.parametrize("text", LEFT_OPEN)
def test_left_open(text: str) -> None:
    assert wrong(text) == []
