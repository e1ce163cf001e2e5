"""Whether one slip of the pen makes a number of the text of another."""

from __future__ import annotations

from pipeline.normalize.arithmetic.terms import Term
from schemas.figure import Interval
from schemas.slips import LeastDigits, slip_makes

LEAST_DIGITS = LeastDigits(changed=4, swapped=4)  # beside the numbers that one belongs to
MOST_VALUES = 12  # roundings of what is wanted that are compared


def is_slip_of(term: Term, wanted: Interval) -> bool:
    """Whether a number differs in one digit, or two swapped ones, from a value of `wanted` (in its plain unit)."""
    inside = Interval(wanted.low / term.factor, wanted.high / term.factor)
    return slip_makes(term.quantity.value, term.quantity.decimals, inside, LEAST_DIGITS, MOST_VALUES)
