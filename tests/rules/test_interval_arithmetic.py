"""Products and quotients of intervals: the ends that their signs tell are those of all four corners."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest

from schemas.figure import Interval

_NUMBERS = [Decimal(text) for text in ("-12.5", "-3", "-0.00", "0", "0.00", "0.25", "1.0", "7", "1234.56")]
_INTERVALS = [Interval(low, high) for low, high in product(_NUMBERS, repeat=2) if low <= high]
_INTERVALS += [Interval.exactly(number) for number in _NUMBERS]


def _printed(interval: Interval) -> tuple[str, str]:
    """Also the digits: what is exported shows them."""
    return str(interval.low), str(interval.high)


@pytest.mark.parametrize("one", _INTERVALS, ids=str)
def test_the_ends_are_the_least_and_the_greatest_corner(one: Interval) -> None:
    for other in _INTERVALS:
        products = [a * b for a in (one.low, one.high) for b in (other.low, other.high)]
        told = one * other
        assert (told.low, told.high) == (min(products), max(products)), other
        if other.low <= 0 <= other.high:
            with pytest.raises(ZeroDivisionError):
                one / other
            continue
        quotients = [a / b for a in (one.low, one.high) for b in (other.low, other.high)]
        assert _printed(one / other) == _printed(Interval(min(quotients), max(quotients))), other


def test_a_factor_turns_the_ends_round_where_it_is_negative() -> None:
    assert Interval(Decimal("1.5"), Decimal(2)).times(-2) == Interval(Decimal(-4), Decimal("-3.0"))
    assert Interval.exactly("0.35").times(100) == Interval.exactly(35)
