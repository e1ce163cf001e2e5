"""Criteria about the course of the year, whichever way they score it: every quarter, points of the year, their mean."""

from __future__ import annotations

from decimal import Decimal

from pipeline.rules.printed.quarters.parts import of_quarters_and_mean
from pipeline.rules.printed.quarters.weights import of_quarter_losses, of_weighted_quarters
from pipeline.rules.printed.scales.time_points import of_time_points
from schemas.rubric import Readings, SumOfParts


def of_the_year(text: str, definition: str, weight: Decimal) -> SumOfParts | Readings | None:
    """The rule of criteria that hold spending against the schedule at several points of the year."""
    return (
        of_time_points(text, weight)
        or of_quarters_and_mean(text, weight)
        or of_weighted_quarters(text, definition, weight)
        or of_quarter_losses(text, weight)
        or of_time_points(text, weight, missed_unsaid=True)
    )
