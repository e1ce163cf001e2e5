"""Whether two prints can be of one value: the same digits at the same precision, else the one rounded or cut off."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from schemas.figure import Figure, Interval

# A shared figure says something only if it is marked enough not to be shared by chance (520.98, not 100%).
MARKED_DIGITS = 3


def same(a: Figure, b: Figure) -> bool:
    """Whether two prints can be of one value: same digits at the same precision, else one is the other rounded."""
    if a.unit is not b.unit:
        if not (a.unit.is_money and b.unit.is_money):
            return True
        b = b.in_unit(a.unit)
    if a.value == b.value:
        return True
    fine, coarse = (a, b) if a.decimals > b.decimals else (b, a)
    if fine.decimals == coarse.decimals:
        return False
    return coarse.interval.holds(fine.value) or coarse.interval_if_cut.holds(fine.value)


def one_unit_apart(a: Figure, b: Figure) -> bool:
    """Whether two prints differ by one unit in the last digit of the coarser one."""
    if a.unit.is_money and b.unit.is_money:
        b = b.in_unit(a.unit)
    unit = Interval.rounded_to(a.value * 0, min(a.decimals, b.decimals)).width
    return abs(a.value - b.value) <= unit


def prints_as(a: Figure, b: Figure) -> bool:
    """Whether two prints have the same digits in the same unit: 804.44万元 is not 804.44元."""
    return a.value == b.value and (a.unit is b.unit or not (a.unit.is_money and b.unit.is_money))


def prints_rounded(cell: Figure, told: Figure) -> bool:
    """Whether a number of the text is what a cell prints, in its unit and rounded to its decimals; a cell without a
    unit may be of either sort."""
    if cell.unit.is_money and not told.unit.is_money:
        return False
    printed = cell.in_unit(told.unit) if cell.unit.is_money and told.unit.is_money else cell
    return printed.value.quantize(Decimal(1).scaleb(-told.decimals), rounding=ROUND_HALF_UP) == told.value
