"""Readings of a scan in doubt: would one misread digit explain a discrepancy?

Where a figure was read from a picture, a slip of the reader is likelier than a slip of the agency. A discrepancy that
disappears once one digit of a figure that was read from a picture is another one is a matter for the scan.
"""

from __future__ import annotations

from decimal import Decimal

from schemas.audit import Check, CheckCode, Outcome
from schemas.figure import Figure, Interval


def one_digit_explains(check: Check) -> bool:
    """Whether the reported figure comes from a picture and meets the expected values with one digit changed."""
    if check.reported is None or check.outcome is not Outcome.INCONSISTENT or check.expected_low is None:
        return False
    if check.reported.box.origin != "ocr" or check.expected_high is None or check.code is CheckCode.SCORE:
        return False
    expected = Interval(low=check.expected_low, high=check.expected_high)
    return any(v.meets(expected) for v in _neighbours(check.reported))


def _neighbours(figure: Figure) -> list[Interval]:
    """The intervals of all figures that differ from this one in one digit."""
    digits = figure.plain
    found = []
    for i, old in enumerate(digits):
        if old.isdigit():
            for new in "0123456789":
                if new != old:
                    found.append(Interval.rounded_to(Decimal(digits[:i] + new + digits[i + 1 :]), figure.decimals))
    return found
