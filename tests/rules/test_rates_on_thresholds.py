"""Rates that are printed as just the threshold of a band."""

from __future__ import annotations

import pytest

from schemas.audit import Verdict
from tests.normalize.grids import table
from tests.small_audits import audited

CRITERIA = "结转结余率≤5%的，得4分；5%＜结转结余率≤10%的，得2分；＞10%的，不得分。"


@pytest.mark.parametrize(
    ("rate", "score", "verdict"),
    [
        ("5.00%", "4", Verdict.AGREES),
        ("5.00%", "2", Verdict.DISAGREES),
        ("5%", "2", Verdict.DISAGREES),
        ("5.0%", "4", Verdict.AGREES),
        ("5.0%", "2", Verdict.WITHIN_RANGE),  # of 5.02%
        ("5.0%", "0", Verdict.DISAGREES),
    ],
)
def test_a_rate_cut_to_one_decimal_may_lie_beside_the_threshold(rate: str, score: str, verdict: Verdict) -> None:
    grid = f"""
    一级指标 | 三级指标 | 评分标准 | 分值 | 得分
    管理 | 结转结余率 | {CRITERIA} | 4 | {score}
    绩效 | 社会效益 | 效益明显的得满分，否则酌情扣分 | 96 | 90
    """
    said = f"本单位年末结转结余率为{rate}。"
    assert audited(table(grid, unit=""), text=(said,)).scores[0].verdict is verdict
