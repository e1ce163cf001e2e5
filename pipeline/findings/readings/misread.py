"""Readings of a scan in doubt: would a likely misreading explain a discrepancy?

Where a figure was read from a picture, a slip of the reader may be likelier than a slip of the agency. How likely
depends on the reading: of figures whose weakest character was read with a confidence of 0.995 or more, next to none has
a wrong digit (bench.scans), below 0.7 every second one has; but signs that were not seen at all leave no trace in the
confidence, and neither do rows of a table that were lost. What a sum or a copy of the figure bears out is in no doubt.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal

from pipeline.checks.scores.score_sheet import ScoreSheet
from pipeline.findings.worked_back import Node, implied, node_of, node_of_figure
from schemas.audit import Check, CheckCode, Outcome
from schemas.figure import Figure, Interval, Unit
from schemas.geometry import Box
from schemas.records import Report

from .near_prints import TEN_THOUSAND, one_slip_away
from .unsure_numbers import CERTAIN, UnsureNumbers

SURE = 0.995  # confidence from which no digit of a figure is another: of bilevel pages of 150 dpi one at 0.992 was
SHAKY = 0.7  # confidence below which a figure may be any other; one of odd form from 0.99
FORM = re.compile(r"[-－—+△▲(（]?(\d{1,3}([,，]\d{3})+|\d+)(\.\d+)?\D*")
MOST_DECIMALS = 2  # that reports print; a third is a % or a stroke read as a digit
MOST_PERCENT = 200  # of a whole number without its sign: 1009 may be 100%
MOST_LOST = Decimal("0.9")  # share of the stated total below which the parts found may not be all that are printed
OF_ROWS = frozenset({CheckCode.SCORE_SUM, CheckCode.SCORE_CLAIM, CheckCode.WEIGHT, CheckCode.COUNT})
OF_ONE_ROW = frozenset({"cell", "cell_swapped"})  # variants that are told of one figure
EXACT = frozenset({CheckCode.SUM, CheckCode.DIFFERENCE, CheckCode.SAME_FIGURE})  # hold to the last digit
CONFIRMED_DIGITS = 4  # of a number that comes out by no chance
MOST_ROOM = 10  # last digits that an equation leaves its figure, for the rounding of its parts


class Readings:
    """The figures of a report that were read from pictures, by their places, so that a check can be questioned."""

    def __init__(self, report: Report, checks: Collection[Check] = (), unsure: UnsureNumbers | None = None) -> None:
        self._figures = {node_of_figure(figure): figure for figure in _figures(report) if _is_read(figure)}
        self._unsure = unsure or UnsureNumbers((), ())
        read = bool(self._figures or self._unsure)
        self._confirmed = _confirmed(checks) if read else frozenset()
        self._whole = _is_whole(report, checks) if read else False
        self._criteria: dict[str, list[Box]] = {}
        self._weights: dict[str, list[Figure]] = {}
        for line in report.score_lines if self._unsure else ():
            boxes = [b for b in (line.criteria_box, line.remark_box, line.actual_box) if b is not None]
            self._criteria.setdefault(line.indicator, []).extend(boxes)
            self._weights.setdefault(line.indicator, []).extend([line.weight] if line.weight is not None else [])

    def explain(self, check: Check) -> bool:
        """Whether a failed check may be owed to the reading of a picture."""
        if check.outcome is not Outcome.INCONSISTENT:
            return False
        reported = check.reported
        if reported is not None and _is_read(reported) and self._reported_explains(check, reported):
            return True
        if any(self._input_explains(check, node, figure) for node, figure in self._inputs(check).items()):
            return True
        return self._place_explains(check)

    def _reported_explains(self, check: Check, reported: Figure) -> bool:
        if _is_shaky(reported) and not self._is_confirmed(reported):
            return True
        if check.expected_low is None or check.expected_high is None:
            return False
        expected = Interval(low=check.expected_low, high=check.expected_high)
        return self._is_misread(reported, expected) or self._lacks_rows(check, reported, expected)

    def _inputs(self, check: Check) -> dict[Node, Figure]:
        """The read figures that a check holds its own against."""
        found = {node: self._figures[node] for node in map(node_of, check.inputs[1:]) if node in self._figures}
        weights = self._weights.get(check.locus.indicator, ()) if check.code is CheckCode.SCORE else ()
        for figure in (*(check.relation.figures if check.relation else ()), *weights):
            if _is_read(figure):
                found.setdefault(node_of_figure(figure), figure)
        return found

    def _input_explains(self, check: Check, node: Node, figure: Figure) -> bool:
        if not _is_uncertain(figure) or self._is_confirmed(figure):
            return False
        left = implied([check], node, figure)
        return left is None or _is_shaky(figure) or self._is_misread(figure, left)

    def _place_explains(self, check: Check) -> bool:
        """Whether a number in doubt stands among those that a score's rule reads, or in the sentence of the figure:
        which of a sentence's numbers belong together is told by the others."""
        if not self._unsure:
            return False
        if check.code is CheckCode.SCORE:
            places = [place.box for place in check.inputs[1:]]
            return any(self._unsure.within(box) for box in (*places, *self._criteria.get(check.locus.indicator, ())))
        told = [check.reported] if check.reported is not None else []
        told += check.relation.figures if check.relation else ()
        return any(self._unsure.beside(figure.box) for figure in told if not self._is_confirmed(figure))

    def _is_confirmed(self, figure: Figure) -> bool:
        return figure.significant_digits >= CONFIRMED_DIGITS and node_of_figure(figure) in self._confirmed

    def _is_misread(self, figure: Figure, expected: Interval) -> bool:
        """Whether what may have been printed instead meets the expected values."""
        readings = _unseen(figure)
        if _is_uncertain(figure) and not self._is_confirmed(figure):
            readings += one_slip_away(figure)
        return any(reading.meets(expected) for reading in readings)

    def _lacks_rows(self, check: Check, reported: Figure, expected: Interval) -> bool:
        """Whether the parts of a total come to so little that rows may be missing from what was read."""
        return not self._whole and _is_short(check, reported.value, expected.high)


def _confirmed(checks: Iterable[Check]) -> Collection[Node]:
    """The figures of equations that come out."""
    sound = (c for c in checks if c.outcome is Outcome.CONSISTENT and c.code in EXACT and _is_tight(c))
    return frozenset(node_of(place) for check in sound for place in check.inputs)


def _is_tight(check: Check) -> bool:
    """Whether a check leaves its figures no more room than rounding does: an equation of like figures, no limit. A rate
    comes out whatever the last digits of its amounts are."""
    relation, reported = check.relation, check.reported
    if relation is None or reported is None or check.expected_low is None or check.expected_high is None:
        return False
    alike = all(figure.unit is reported.unit for figure in relation.figures) and "/" not in relation.formula
    return alike and check.expected_high - check.expected_low <= Decimal(MOST_ROOM).scaleb(-reported.decimals)


def _is_short(check: Check, stated: Decimal, found: Decimal) -> bool:
    """Whether what was found of a total over rows is so little that rows may be missing."""
    of_rows = check.code in OF_ROWS and check.variant not in OF_ONE_ROW
    return of_rows and stated > 0 and found < stated * MOST_LOST


def _is_whole(report: Report, checks: Collection[Check]) -> bool:
    """Whether the score table lacks no row: its weights come to the total and to those of its levels, and each of its
    lines has a score."""
    sheet = ScoreSheet(report)
    lines = list(sheet.lines.values())
    if sheet.total is None or sheet.total.weight is None or any(x.subject for x in report.score_lines):
        return False
    if any(x.weight is None or x.self_score is None for x in lines):
        return False
    for c in checks:
        failed = c.outcome is Outcome.INCONSISTENT and c.code in (CheckCode.WEIGHT, CheckCode.COUNT)
        if failed and c.reported and c.expected_high is not None and _is_short(c, c.reported.value, c.expected_high):
            return False
    return sum((x.weight.value for x in lines if x.weight is not None), Decimal(0)) == sheet.total.weight.value


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


def _is_odd(figure: Figure) -> bool:
    printed = any(c.isdigit() for c in figure.text)  # 全部完成 tells a number in words
    return figure.decimals > MOST_DECIMALS or (printed and not FORM.fullmatch(figure.text))


def _is_uncertain(figure: Figure) -> bool:
    return figure.confidence < SURE or _is_odd(figure)


def _is_shaky(figure: Figure) -> bool:
    return figure.confidence < SHAKY or (figure.confidence < CERTAIN and _is_odd(figure))


def _unseen(figure: Figure) -> list[Interval]:
    """The figure with a minus, a point or a per cent sign that was not seen, or in the other unit of money."""
    if not figure.value:
        return []
    found = [Interval.rounded_to(-figure.value, figure.decimals)]
    if figure.decimals == 0:
        found += [Interval.rounded_to(figure.value.scaleb(-k), k) for k in (1, 2, 3)]
    if figure.unit is Unit.PERCENT:
        found += _without_sign(figure)
    if figure.unit.is_money:
        half = figure.interval.width / 2
        for value, most in ((figure.value * TEN_THOUSAND, half * TEN_THOUSAND), (figure.value / TEN_THOUSAND, half)):
            found.append(Interval(low=value - most, high=value + most))
    return found


def _without_sign(figure: Figure) -> Iterator[Interval]:
    """A rate whose % was read as one or two more digits: 30.298 for 30.29%, 1009 for 100%."""
    odd = figure.decimals > MOST_DECIMALS or (figure.decimals == 0 and figure.value >= MOST_PERCENT)
    for lost in (1, 2) if odd else ():
        text = figure.plain[:-lost]
        if text.strip("-") and not text.endswith("."):
            yield Interval.rounded_to(Decimal(text), max(0, figure.decimals - lost))
