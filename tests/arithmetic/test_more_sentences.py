"""More of what sentences work out: right with one number and wrong with the other, whatever office prints it."""

from __future__ import annotations

import pytest

from tests.arithmetic.test_stated_arithmetic import wrong

RIGHT_AND_WRONG = [
    ("发放调查表 514 份，回收 487 份，回收率 {}%。", "94.75", "97.41"),
    ("护士队伍 356 人，其中在编护士 255 人、合同护士 {} 人，医护比 1:1.41。", "101", "105"),
    ("非常满意 500 份、满意 201 份、一般 50 份、不满意 20 份，满意度（含非常满意）为 {}%。", "90.92", "93.92"),
    ("一至三季度进度为 20%、50%、72%，折合执行率分别为 80%、100%、96%，平均 {}%。", "92", "95"),
]


@pytest.mark.parametrize(("text", "right", "slip"), RIGHT_AND_WRONG)
def test_right_and_wrong(text: str, right: str, slip: str) -> None:
    assert wrong(text.format(right)) == []
    assert len(wrong(text.format(slip))) == 1


RIGHT: list[str] = []


@pytest.mark.parametrize("text", RIGHT)
def test_nobody_is_accused(text: str) -> None:
    assert wrong(text) == []
