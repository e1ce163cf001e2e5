"""Figures that lie far from what they are held against: something misunderstood rather than a slip.

Whoever copies or works out a figure wrongly prints one near the right one: a digit changed, left out or swapped, a
point or a unit moved, a stale or otherwise rounded figure. A sentence whose words are read for the wrong thing gives
any number at all, and so does a table of scores whose levels are counted twice or not at all. (On eight reports of a
maker who did not know the rule it took back 8 of 12 errors falsely raised and no planted one; of those found in 503
earlier reports, half of them with planted slips, ten, most of them told with a wrong reason.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.findings.near_prints import TEN_THOUSAND, one_slip_away
from pipeline.findings.worked_back import Node, implied, node_of, node_of_figure, swapped_within
from schemas.audit import Check, CheckCode, Outcome
from schemas.figure import Figure, Interval, Unit
from schemas.records import Report

# What a sentence is of, and what it is worked out from, the words around a figure say.
OF_SENTENCES = frozenset(
    {
        *(CheckCode.RATIO, CheckCode.DIFFERENCE, CheckCode.SUM, CheckCode.AVERAGE),
        *(CheckCode.SAME_FIGURE, CheckCode.SCORE_CLAIM),
    }
)
FIXED = frozenset({"head_count"})  # parts that go by fixed names of their own, whatever the sentence is like
OF_SCORE_TABLES = frozenset({CheckCode.SCORE_SUM, CheckCode.SCORE_COPY, CheckCode.WEIGHT, CheckCode.COUNT})
# Times the expected value: any print between the two may be a slip. What stands in a table is of many figures, of which
# one slip moves the sum but little.
NEAR = (Decimal("0.6"), Decimal("1.6"))
NEAR_IN_TABLES = (Decimal("0.85"), Decimal("1.15"))
NEAR_POINTS = {Unit.PERCENT: Decimal(10), Unit.POINTS: Decimal(1), Unit.ITEMS: Decimal(2)}  # and so may one this near
MANY_TIMES = 10  # a rate that is so many times another is not near it, however few points lie between
POINTS_IN_TABLES = Decimal(5)  # a level of 25 points printed as 30
COUNTED = frozenset({Unit.ITEMS, Unit.PERSONS, Unit.NONE})
FEW = 10  # every digit is one slip away from every other
MOST_MISCOUNTED = 3
FACTORS = (10, 100, 1000, TEN_THOUSAND, 100_000_000)


class FarOff:
    """The figures of a report that stand in sentences."""

    def __init__(self, report: Report) -> None:
        self._in_sentences = set(_in_sentences(report))

    def explain(self, check: Check) -> bool:
        """Whether a failed check holds a figure against a value that no slip makes of it."""
        reported = check.reported
        if check.outcome is not Outcome.INCONSISTENT or reported is None:
            return False
        near = self._near(check)
        if not near or check.expected_low is None or check.expected_high is None:
            return False
        expected = Interval(low=check.expected_low, high=check.expected_high)
        if check.code is CheckCode.SAME_FIGURE and check.relation and len(check.relation.figures) == 1:
            expected = check.relation.figures[0].interval  # the other print may be the coarser one
        reach = list(_reach(reported, expected, near))
        if reported.unit is Unit.PERCENT and _many_times(reported.value, expected):
            reach = reach[:1]  # 0.61% for 7.1%: within ten points, but no slip of 7.1
        if any(r.meets(reported.interval) for r in reach):
            return False
        if is_one_slip(reported, expected):
            return False
        return check.code in OF_SCORE_TABLES or not _has_slip_in_inputs(check)  # of many small numbers one always fits

    def _near(self, check: Check) -> tuple[Decimal, ...]:
        """How many times the expected value may be printed by a slip; nothing where any value may."""
        if check.code in OF_SCORE_TABLES:
            return NEAR if check.code is CheckCode.COUNT else NEAR_IN_TABLES
        if check.code not in OF_SENTENCES or check.variant in FIXED or check.locus.table or not check.inputs:
            return ()
        return NEAR if node_of(check.inputs[0]) in self._in_sentences else ()


def _in_sentences(report: Report) -> Iterator[Node]:
    for fact in report.facts:
        if fact.source == "text":
            yield node_of_figure(fact.figure)
    for claim in report.claims:
        yield node_of(claim.place)
    for number in report.quarter_numbers:
        yield node_of_figure(number.figure)
    for calculation in report.calculations:
        yield node_of_figure(calculation.result.figure)


def _many_times(value: Decimal, expected: Interval) -> bool:
    small, large = sorted((abs(value), abs(expected.low + expected.high) / 2))
    return small * MANY_TIMES < large


def _reach(figure: Figure, expected: Interval, near: Sequence[Decimal]) -> Iterator[Interval]:
    ends = [value * factor for value in (expected.low, expected.high) for factor in near]
    yield Interval(low=min(ends), high=max(ends))
    points = POINTS_IN_TABLES if near is NEAR_IN_TABLES else NEAR_POINTS.get(figure.unit, Decimal(0))
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
    if figure.unit in COUNTED and abs(figure.value) < FEW:
        return expected.low - MOST_MISCOUNTED <= figure.value <= expected.high + MOST_MISCOUNTED
    return any(other.meets(expected) for other in one_slip_away(figure))
