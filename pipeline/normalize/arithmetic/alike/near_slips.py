"""Whether one slip of the pen makes a printed number of another: a digit changed, or two neighbours swapped."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from pipeline.normalize.arithmetic.terms import Term
from schemas.figure import Interval

LEAST_DIGITS = 4  # of a number in which one changed digit is no chance
MOST_VALUES = 12  # roundings of what is wanted that are compared


def is_slip_of(term: Term, wanted: Interval) -> bool:
    """Whether a number differs in one digit, or two swapped ones, from a value of `wanted` (in its plain unit)."""
    step = Decimal(1).scaleb(-term.quantity.decimals)
    low, high = wanted.low / term.factor, wanted.high / term.factor
    printed = _digits(term.quantity.value, step)
    value = low.quantize(step, rounding=ROUND_HALF_UP)
    for _ in range(MOST_VALUES):
        if value > high + step / 2:
            return False
        if _one_apart(printed, _digits(value, step)):
            return True
        value += step
    return False


def _digits(value: Decimal, step: Decimal) -> str:
    return str(abs(value).quantize(step)).replace(".", "")


def _one_apart(printed: str, wanted: str) -> bool:
    if len(printed) != len(wanted) or len(wanted.lstrip("0")) < LEAST_DIGITS:
        return False
    apart = [i for i, (a, b) in enumerate(zip(printed, wanted, strict=True)) if a != b]
    if len(apart) == 1:
        return True
    swapped = any((i, j) == tuple(apart) for i, j in pairwise(range(len(printed))))
    return swapped and printed[apart[0]] == wanted[apart[1]] and printed[apart[1]] == wanted[apart[0]]
