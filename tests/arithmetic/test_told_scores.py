"""The score of a report against those of its levels that one paragraph tells with their weights."""

from __future__ import annotations

import pytest

from tests.arithmetic.test_stated_arithmetic import wrong

RIGHT = [
    "自评得分93.6分，其中投入15分得14.5分，过程30分得28.1分，产出（30分）得28分，效果满分25分，得分23分。",
    "部门决策（满分20分）得18.5分，管理（满分20分）得19.2分，绩效（满分60分）得57.37分，综合得分95.07分。",
    "自评总分（满分100分）为93.4分：投入类20分，得19分；过程类30分，得27.4分；产出效益类50分，得47分。",
    "一级指标投入分值15分，得分15分；过程分值35分，得分33分；产出分值50分，得分47分；合计得分95分。",
    "本次评价总得分91.2分，其中：投入权重10分，实得9.2分；过程权重40分，实得37分；产出权重50分，实得45分。",
    "指标共分四类：投入10分、过程30分、产出40分、效果20分；得分分别为9分、28分、38分、18分，合计93分。",
]
SLIPS = [
    ("93.6", "96.3"),
    ("95.07", "95.70"),
    ("93.4", "92.4"),
    ("合计得分95", "合计得分94"),
    ("91.2", "92.1"),
    ("合计93", "合计95"),
]
# Not all levels are told, or another score than their sum: nobody is accused.
OTHERS = [
    "自评得分93.6分，其中投入15分得14.5分，过程30分得28.1分。",
    "上年得分91.6分；本年投入20分得18.5分，过程30分得28.1分，产出50分得48分。",
]


@pytest.mark.parametrize("text", [*RIGHT, *OTHERS])
def test_right_scores_stand(text: str) -> None:
    assert not wrong(text)


@pytest.mark.parametrize(("text", "slip"), list(zip(RIGHT, SLIPS, strict=True)))
def test_a_total_that_its_levels_do_not_come_to(text: str, slip: tuple[str, str]) -> None:
    assert wrong(text.replace(*slip))
