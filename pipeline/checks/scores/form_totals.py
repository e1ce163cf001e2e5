"""Totals of project forms and the points of the funds, which stand apart from those of the indicators."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.normalize.forms.funds import EXECUTION_INDICATOR
from schemas.records import ScoreLine, ScoreTotal

FULL_WEIGHT = Decimal(100)  # all published editions share out 100 points


def beside_funds(total: ScoreTotal, last: bool, lines: list[ScoreLine]) -> list[ScoreLine] | None:
    """The indicators of a form without the points of its funds, where a total is of these alone: 合计 of 90 points with
    the form's 总分 of 100 below it, or the only total."""
    own = [x for x in lines if x.level1 != EXECUTION_INDICATOR]
    if not own or len(own) == len(lines):
        return None

    printed = total.weight or total.self_score
    if printed is None or (last and total.weight is None):
        return None

    def off(parts: list[ScoreLine]) -> Decimal:
        points = [x.weight if total.weight is not None else x.self_score for x in parts]
        return abs(sum((p.value for p in points if p is not None), Decimal(0)) - printed.value)

    without, whole = off(own), off(lines)
    return own if without < whole and (not last or without == 0) else None


def lacks_funds(lines: Sequence[ScoreLine], total: ScoreTotal) -> bool:
    """Whether a project form's total holds points beside those of its indicators, and no line of the execution rate was
    read: they are the funds'."""
    if not any(x.measured or x.subject for x in lines) or any("执行率" in x.indicator for x in lines):
        return False
    weights = sum((x.weight.value for x in lines if x.weight is not None), Decimal(0))
    scores = sum((x.self_score.value for x in lines if x.self_score is not None), Decimal(0))
    whole = total.weight.value if total.weight is not None else FULL_WEIGHT
    given = total.self_score.value if total.self_score is not None else scores
    return weights < whole and scores <= given <= scores + whole - weights
