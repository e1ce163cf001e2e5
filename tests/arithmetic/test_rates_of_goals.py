"""Goal, result and what part of the goal that is, told as 完成当月目标 x%."""

from __future__ import annotations

import pytest

from pipeline.audit import audit
from schemas.audit import Severity
from tests.normalize.grids import document


def _errors(text: str) -> list[str]:
    findings = audit(document(text=("乙县水务局2023年度部门整体支出绩效自评报告", text))).findings
    return [f.reported for f in findings if f.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("6月当月工业投资任务目标6.4亿元，实际填报投资额8.16亿元，完成当月目标{}。", "127.5%", "137.5%"),
        ("培训目标20期，实际举办25期，完成年度目标{}。", "125%", "135%"),
        ("植树任务800亩，已栽植760亩，完成全年任务{}。", "95%", "98%"),
    ],
)
def test_what_part_of_a_goal_was_reached(text: str, right: str, wrong: str) -> None:
    assert not _errors(text.format(right))
    assert _errors(text.format(wrong)) == [wrong.rstrip("%")]


@pytest.mark.parametrize(
    "text",
    [
        "培训目标20期，实际举办25期，超额完成年度目标25%。",
        "共有库塘12座，今年加固8座，完成全年任务100%。",
        "截至6月完成投资45.63亿元，6月完成10.28亿元，完成当月目标125.3%。",
    ],
)
def test_parts_of_goals_that_are_told_elsewhere_are_left_alone(text: str) -> None:
    assert not _errors(text)
