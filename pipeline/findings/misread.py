"""Readings of a scan in doubt: would a likely misreading explain a discrepancy?

Where a figure was read from a picture, a slip of the reader may be likelier than a slip of the agency. How likely
depends on the reading: of figures whose weakest character was read with a confidence of 0.97 or more, next to none has
a wrong digit (bench.scans), but signs that were not seen at all leave no trace in the confidence, and neither do rows
of a table that were lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.findings.near_prints import TEN_THOUSAND, one_slip_away
from pipeline.findings.worked_back import Node, implied, node_of, node_of_figure
from schemas.audit import Check, CheckCode, Outcome
from schemas.figure import Figure, Interval
from schemas.records import Report

CERTAIN = 0.97  # confidence of the weakest character from which no digit is in doubt
FORM = re.compile(r"[-－—+△▲(（]?(\d{1,3}([,，]\d{3})+|\d+)(\.\d+)?\D*")
MOST_LOST = Decimal("0.9")  # share of the stated total below which the parts found may not be all that are printed
OF_ROWS = frozenset({CheckCode.SCORE_SUM, CheckCode.SCORE_CLAIM, CheckCode.WEIGHT, CheckCode.COUNT})


class Readings:
    """The figures of a report that were read from pictures, by their places, so that a check can be questioned."""

    def __init__(self, report: Report) -> None:
        self._figures = {node_of_figure(figure): figure for figure in _figures(report) if _is_read(figure)}

    def explain(self, check: Check) -> bool:
        """Whether a failed check may be owed to the reading of a picture."""
        if check.outcome is not Outcome.INCONSISTENT:
            return False
        reported = check.reported
        if reported is not None and check.expected_low is not None and check.expected_high is not None:
            expected = Interval(low=check.expected_low, high=check.expected_high)
            if _is_read(reported) and (_is_misread(reported, expected) or _lacks_rows(check, reported, expected)):
                return True
        nodes: set[Node] = {node_of(place) for place in check.inputs[1:]}
        return any(self._input_explains(check, node) for node in nodes if node in self._figures)

    def _input_explains(self, check: Check, node: Node) -> bool:
        figure = self._figures[node]
        if not _is_uncertain(figure):
            return False
        left = implied([check], node, figure)
        return left is not None and _is_misread(figure, left)


def _figures(report: Report) -> Iterator[Figure]:
    for line in report.budget_lines:
        yield from line.figures.values()
    pairs = [(s.weight, s.self_score) for s in report.score_lines]
    pairs += [(t.weight, t.self_score) for t in report.score_totals]
    yield from (figure for pair in pairs for figure in pair if figure is not None)
    for claim in report.claims:
        if claim.figure is not None:
            yield claim.figure
    for fact in report.facts:
        yield fact.figure


def _is_read(figure: Figure) -> bool:
    """Whether a figure was read from a picture: of the page, or of a table pasted into it."""
    return figure.box.origin == "ocr" or figure.confidence < 1


def _is_uncertain(figure: Figure) -> bool:
    return figure.confidence < CERTAIN or not FORM.fullmatch(figure.text)


def _is_misread(figure: Figure, expected: Interval) -> bool:
    """Whether what may have been printed instead meets the expected values."""
    readings = _unseen(figure)
    if _is_uncertain(figure):
        readings += one_slip_away(figure)
    return any(reading.meets(expected) for reading in readings)


def _lacks_rows(check: Check, reported: Figure, expected: Interval) -> bool:
    """Whether the parts of a total come to so little that rows may be missing from what was read."""
    return check.code in OF_ROWS and reported.value > 0 and expected.high < reported.value * MOST_LOST


def _unseen(figure: Figure) -> list[Interval]:
    """The figure with a minus or a point that was not seen, or in the other unit of money."""
    if not figure.value:
        return []
    found = [Interval.rounded_to(-figure.value, figure.decimals)]
    if figure.decimals == 0:
        found += [Interval.rounded_to(figure.value.scaleb(-k), k) for k in (1, 2, 3)]
    if figure.unit.is_money:
        half = figure.interval.width / 2
        for value, most in ((figure.value * TEN_THOUSAND, half * TEN_THOUSAND), (figure.value / TEN_THOUSAND, half)):
            found.append(Interval(low=value - most, high=value + most))
    return found
