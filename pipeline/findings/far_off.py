"""Figures of sentences that lie far from what they are held against: a sentence misunderstood rather than a slip.

Whoever copies or works out a figure wrongly prints one near the right one: a digit changed, left out or swapped, a
point or a unit moved, a stale or otherwise rounded figure. A sentence whose words are read for the wrong thing gives
any number at all. (Of 133 errors raised falsely from sentences of other authors' reports 83 lie this far off; of all
errors found in 503 such reports, half of them with planted slips, the rule takes back nine, most with a wrong reason.)
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pipeline.findings.near_prints import TEN_THOUSAND, one_slip_away
from pipeline.findings.worked_back import Node, implied, node_of, node_of_figure, swapped_within
from schemas.audit import Check, CheckCode, Outcome
from schemas.figure import Figure, Interval, Unit
from schemas.records import Report

# What is worked out from the words around a figure. Two prints of one named quantity are compared as they stand.
DOUBTED = frozenset({CheckCode.RATIO, CheckCode.DIFFERENCE, CheckCode.SUM, CheckCode.AVERAGE, CheckCode.SCORE_CLAIM})
FIXED = frozenset({"head_count"})  # parts that go by fixed names of their own, whatever the sentence is like
NEAR = (Decimal("0.5"), Decimal(2))  # times the expected value: any print between may be a slip
NEAR_POINTS = {Unit.PERCENT: Decimal(10), Unit.POINTS: Decimal(1)}  # and so may one this near
FACTORS = (10, 100, 1000, TEN_THOUSAND, 100_000_000)


class FarOff:
    """The figures of a report that stand in sentences."""

    def __init__(self, report: Report) -> None:
        self._in_sentences = set(_in_sentences(report))

    def explain(self, check: Check) -> bool:
        """Whether a failed check holds a sentence's figure against a value that no slip makes of it."""
        reported = check.reported
        if check.outcome is not Outcome.INCONSISTENT or check.code not in DOUBTED or check.locus.table:
            return False
        if check.variant in FIXED:
            return False
        if reported is None or check.expected_low is None or check.expected_high is None:
            return False
        if not check.inputs or node_of(check.inputs[0]) not in self._in_sentences:
            return False
        expected = Interval(low=check.expected_low, high=check.expected_high)
        if any(reach.meets(reported.interval) for reach in _reach(reported, expected)):
            return False
        return not is_one_slip(reported, expected) and not _has_slip_in_inputs(check)


def _in_sentences(report: Report) -> Iterator[Node]:
    for fact in report.facts:
        if fact.source == "text":
            yield node_of_figure(fact.figure)
    for claim in report.claims:
        yield node_of(claim.place)
    for calculation in report.calculations:
        yield node_of_figure(calculation.result.figure)


def _reach(figure: Figure, expected: Interval) -> Iterator[Interval]:
    ends = [value * factor for value in (expected.low, expected.high) for factor in NEAR]
    yield Interval(low=min(ends), high=max(ends))
    points = NEAR_POINTS.get(figure.unit, Decimal(0))
    yield Interval(low=expected.low - points, high=expected.high + points)


def _has_slip_in_inputs(check: Check) -> bool:
    """Whether one slip in a figure that the value is worked out from explains it all (10.15 元 for 10.15 万元)."""
    figures = check.relation.figures if check.relation else ()
    left = [(figure, implied([check], node_of_figure(figure), figure)) for figure in figures]
    return any(value is not None and is_one_slip(figure, value) for figure, value in left)


def is_one_slip(figure: Figure, expected: Interval) -> bool:
    """Whether one digit, a swap, the point or the unit makes `figure` of a value within `expected` (in its unit)."""
    moved = (expected.times(f) for factor in FACTORS for f in (Decimal(factor), 1 / Decimal(factor)))
    if any(figure.interval.meets(m) for m in moved) or swapped_within(figure, expected) is not None:
        return True
    return any(other.meets(expected) for other in one_slip_away(figure))
