"""Slips of the pen in a printed number: one digit changed, or two neighbours swapped."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import NamedTuple

from schemas.figure import Interval


class LeastDigits(NamedTuple):
    """Digits, without zeros before them, that a number must have for a slip in it to be no chance."""

    changed: int
    swapped: int


_TEN = Decimal(10)
_OF_COUNTS = LeastDigits(changed=2, swapped=2)  # below 10 any two counts are a digit apart


def slip_makes(printed: Decimal, decimals: int, wanted: Interval, least: LeastDigits, most_values: int) -> bool:
    """Whether one slip makes `printed`, a number of so many decimals, of a value of `wanted` (in the same unit). Signs
    are not looked at; of a wide interval the first `most_values` roundings are compared."""
    step = Decimal(1).scaleb(-decimals)
    size = abs(printed)
    if (size >= 1 and wanted.low > _TEN * size) or (wanted.low >= 1 and size > _TEN * (wanted.high + step)):
        return False  # not as many digits: most pairs that are asked about
    digits = digits_of(printed, decimals)
    value = wanted.low.quantize(step, rounding=ROUND_HALF_UP)
    for _ in range(most_values):
        if value > wanted.high + step / 2:
            return False
        if _one_apart(digits, digits_of(value, decimals), least):
            return True
        value += step
    return False


def is_count_slip(told: Decimal, right: Decimal, least: LeastDigits = _OF_COUNTS) -> bool:
    """Whether a whole number is another after one slip: one too many or too few, or as in `slip_makes`."""
    return abs(told - right) == 1 or _one_apart(digits_of(told, 0), digits_of(right, 0), least)


def digits_of(value: Decimal, decimals: int) -> str:
    """All digits that a number prints with so many decimals, without sign and point."""
    return str(abs(value).quantize(Decimal(1).scaleb(-decimals))).replace(".", "")


def _one_apart(printed: str, wanted: str, least: LeastDigits) -> bool:
    if len(printed) != len(wanted) or printed == wanted:
        return False
    significant = len(wanted.lstrip("0"))
    apart = [i for i, (a, b) in enumerate(zip(printed, wanted, strict=True)) if a != b]
    if len(apart) == 1:
        return significant >= least.changed
    neighbours = any((i, j) == tuple(apart) for i, j in pairwise(range(len(printed))))
    crossed = neighbours and printed[apart[0]] == wanted[apart[1]] and printed[apart[1]] == wanted[apart[0]]
    return crossed and significant >= least.swapped
