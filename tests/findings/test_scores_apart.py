"""A wrong score and a wrong rate of its level in the text are two slips, unless the one explains the other."""

from __future__ import annotations

import pytest

from schemas.audit import Severity
from tests.normalize.grids import table
from tests.small_audits import audited

GRID = """
    一级指标 | 三级指标 | 评分标准 | 分值 | 得分
    部门管理 | 重点任务完成情况 | 重点任务全部完成的得4分；每有一项未完成扣1分，扣完为止。 | 4 | 4
    ^ | 制度健全性 | 制度健全的得满分，否则酌情扣分 | 6 | 5
    部门绩效 | 社会效益 | 效益明显的得满分，否则酌情扣分 | 90 | 85
    合计 | < | | 100 | 94
    """
SAID = "重点任务完成情况：共确定重点任务26项，完成25项，未完成1项。"


@pytest.mark.parametrize(
    ("rate", "errors"),
    [
        ("90.00", {"4"}),  # of the scores as printed
        ("80.00", {"4"}),  # of the score as it should be
        ("86.00", {"4", "86.00"}),
    ],
)
def test_the_rate_of_a_level(rate: str, errors: set[str]) -> None:
    said = (SAID, f"部门管理（10分）：自评得分9分，得分率为{rate}%。")
    found = audited(table(GRID), text=said).findings
    assert {f.reported for f in found if f.severity is Severity.ERROR} == errors


@pytest.mark.parametrize(("stated", "errors"), [("3", {"4"}), ("5", {"4", "5"})])
def test_the_number_of_indicators_hangs_on_no_score(stated: str, errors: set[str]) -> None:
    said = (SAID, f"评价指标体系共设置三级指标{stated}个。")
    found = audited(table(GRID), text=said).findings
    assert {f.reported for f in found if f.severity is Severity.ERROR} == errors


@pytest.mark.parametrize(("done", "undone", "errors"), [("25", "1", {"3.5", "94.5"}), ("26", "0", {"3"})])
def test_a_score_that_its_rule_gives_is_not_what_two_totals_blame(done: str, undone: str, errors: set[str]) -> None:
    grid = """
    一级指标 | 三级指标 | 评分标准 | 分值 | 得分
    部门管理 | 重点任务完成情况 | 重点任务全部完成的得4分；每有一项未完成扣1分，扣完为止。 | 4 | 3
    部门绩效 | 社会效益 | 效益明显的得满分，否则酌情扣分 | 96 | 91
    合计 | < | | 100 | 94.5
    """
    task = f"重点任务完成情况：共确定重点任务26项，完成{done}项，未完成{undone}项。"
    found = audited(table(grid), text=(task, "部门管理（4分）：自评得分3.5分。")).findings
    accused = {f.reported for f in found if f.severity is Severity.ERROR}
    assert errors <= accused
    assert ("3" in accused) is ("3" in errors)


def test_a_level_printed_wrong_twice_is_not_a_score_that_leaves_the_total_wrong() -> None:
    """Another score of 社会效益 would explain both 9.5, but not the total: that is wrong by another amount."""
    grid = """
    一级指标 | 三级指标 | 评分标准 | 分值 | 得分
    部门管理 | 制度健全性 | 制度健全的得满分，否则酌情扣分 | 6 | 5
    ^ | 制度执行 | 执行到位的得满分，否则酌情扣分 | 4 | 4
    部门绩效 | 社会效益 | 效益明显的得满分，否则酌情扣分 | 90 | 85
    合计 | < | | 100 | 95
    """
    said = ("部门管理（10分）：自评得分9.5分。", "其中，部门管理得9.5分。")
    found = audited(table(grid), text=said).findings
    accused = {f.reported for f in found if f.severity is Severity.ERROR}
    assert {"9.5", "95"} <= accused
    assert not accused & {"5", "4"}
