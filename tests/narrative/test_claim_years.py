"""Scores of other years are not held against this year's table."""

from __future__ import annotations

import pytest

from pipeline.normalize.narrative.claims.stated import narrative_claims
from tests.narrative.documents import YEAR, document

SAID = {
    f"部门整体绩效自评得分94.9分，比{YEAR - 1}年度自评得分93.1分高1.8分。": True,
    "自评总分94.9分，上年度总分93.1分。": False,
    f"{YEAR - 1}年度，我局自评得分93.1分；{YEAR}年度，我局自评得分94.9分。": True,
    "自评得分94.9分（去年自评得分93.1分）。": True,
    f"{YEAR}年度本局自评得分为94.9分。": True,
    f"{YEAR - 1}年度整体自评得分90分，财政复核得分93.1分；本次自评得分94.9分。": True,
    f"{YEAR - 1}年自评得分为90.6分，财政部门核定后为93.1分。": False,
    f"{YEAR - 1}年自评得分为90.6分，{YEAR}年自评得分为94.9分。": True,
    f"{YEAR - 1}年自评得分为90.6分，本年自评得分为94.9分。": True,
    f"根据{YEAR - 1}年印发的办法，本局自评得分为94.9分。": True,
    "较上年有所进步，本局自评得分为94.9分。": True,
}


@pytest.mark.parametrize(("text", "told"), SAID.items(), ids=SAID)
def test_scores_of_other_years(text: str, told: bool) -> None:
    found = narrative_claims(document((text,), ()), ("执行率",), ("决策",), YEAR)
    scores = {c.figure.plain for c in found if c.figure and c.kind in ("score", "weight")}
    assert "93.1" not in scores
    assert not told or "94.9" in scores
