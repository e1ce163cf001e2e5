"""Points off for each person beyond the posts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.rules.describe import describe
from pipeline.rules.printed.rule import printed_rule
from schemas.audit import Verdict
from tests.normalize.grids import table
from tests.small_audits import audited

WORDINGS = [
    "在编人数未超过核定编制数的，得2分；每超编1人扣0.5分，扣完为止。",
    "未超编得2分；超编的，每超1人扣0.5分，扣完为止。",
    "实有人数未超出核定编制的得2分，每超出1人扣0.5分，扣完为止。",
    "财政供养人员控制率=在编人数/核定编制数×100%。未超编的得2分；每超编1人扣0.5分，扣完为止。",
    "在职人员控制率≤100%得2分；每超编一人扣0.5分，扣完2分为止。",
    "无超编得2分，每超编1名扣0.5分。",
    "人员控制在编制数以内的得2分；每超过编制1人，扣0.5分。",
]


@pytest.mark.parametrize("criteria", WORDINGS)
def test_the_rule_is_read_in_any_words(criteria: str) -> None:
    assert (
        describe(printed_rule("编制执行情况", Decimal(2), criteria).rule) == "2分，超编人数超出0每1人扣0.5分，扣完为止"
    )


@pytest.mark.parametrize(
    ("staff", "score", "verdict"),
    [
        ("88", "2", Verdict.AGREES),
        ("93", "0.5", Verdict.AGREES),
        ("93", "2", Verdict.DISAGREES),
        ("99", "0", Verdict.AGREES),
    ],
)
def test_the_score_follows_from_posts_and_staff(staff: str, score: str, verdict: Verdict) -> None:
    grid = f"""
    一级指标 | 三级指标 | 评分标准 | 分值 | 得分
    管理 | 编制执行情况 | {WORDINGS[0]} | 2 | {score}
    绩效 | 社会效益 | 效益明显的得满分，否则酌情扣分 | 98 | 90
    """
    said = f"本局核定编制90名，年末实有在编人员{staff}名。"
    assert audited(table(grid, unit=""), text=(said,)).scores[0].verdict is verdict
