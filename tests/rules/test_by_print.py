"""What a report gives does not depend on the reports that were read before it."""

from __future__ import annotations

from decimal import Decimal

from pipeline.rules.printed.rule import printed_rule
from schemas.rubric import Judgement


def test_points_are_told_alike_whichever_report_came_first() -> None:
    criteria = "由评审人员结合工作成效酌情打分"
    told = [printed_rule("工作成效", Decimal(weight), criteria).rule for weight in ("9.00", "9", "9.0")]
    assert [str(rule.points) for rule in told if isinstance(rule, Judgement)] == ["9", "9", "9"]
