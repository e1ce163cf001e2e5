"""Parts of a score in a remark: above the score they contradict it, below it they may be only some."""

from __future__ import annotations

import pytest

from pipeline.checks.scores.score_parts import part_checks
from pipeline.findings.build import severity_of
from schemas.audit import Outcome
from schemas.figure import Unit
from schemas.records import Claim, ScoreLine
from schemas.trace import Place
from tests.checks.tables import Sheet, figure

PARTS = ("第一季度", "第二季度", "平均执行率")


def claim(part: str, text: str, y: float) -> Claim:
    said = figure(text, Unit.POINTS, y=y)
    place = Place(page=1, box=said.box, text=f"{part}得分：{text}")
    return Claim(kind="score", subject=f"预算执行率/{part}", figure=said, place=place)


@pytest.mark.parametrize(
    ("score", "outcome", "severity"),
    [("3.9", Outcome.CONSISTENT, ""), ("3.5", Outcome.INCONSISTENT, "error"), ("4.9", Outcome.INCONSISTENT, "warning")],
)
def test_parts_of_a_score(score: str, outcome: Outcome, severity: str) -> None:
    own = figure(score, Unit.POINTS, x=200)
    line = ScoreLine(
        table_id="t1", order=1, row=2, level1="", level2="", indicator="预算执行率", weight=None, self_score=own,
        boxes=own.boxes,
    )  # fmt: skip
    claims = [claim(p, t, 20.0 * n) for n, (p, t) in enumerate(zip(PARTS, ("1", "0.9", "2"), strict=True), 1)]
    report = Sheet().report.model_copy(update={"score_lines": (line,), "claims": tuple(claims)})
    [check] = part_checks(report)
    assert check.outcome is outcome
    if severity:
        assert severity_of(check).value == severity
        assert len(check.inputs) == 4
