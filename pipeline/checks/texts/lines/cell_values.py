"""Whether a number of a sentence is what a cell prints, may be, or would be but for a slip of the pen."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.checks.calculations import one_slip
from pipeline.normalize.narrative.reading.measures import PERCENT, Measure
from schemas.figure import Figure, Interval, Unit
from schemas.slips import LeastDigits, slip_makes
from schemas.trusted import changed

from .told_names import Cell, measures_of

_OF_POINTS = re.compile(r"分(?!布|类|工|项)|权重")
_POINTS = (Decimal(10), Decimal(100), Decimal(1000))
_UNITS_APART = (Decimal(10**4), Decimal(10**8))
_NEAR, _NEAR_POINTS = Decimal("0.6"), Decimal(10)
_OF_COUNTS, _OF_OTHERS = LeastDigits(changed=2, swapped=2), LeastDigits(changed=3, swapped=3)


def printed_as(told: Figure, measure: Measure, cell: Cell, head: str) -> Figure | None:
    """What a cell prints in the unit of a number; None where the two cannot be of one sort: a rate, an amount, a
    count of the same things, so many of the same measure (万吨)."""
    unit, printed = told.unit, cell.figure
    if unit.is_money or printed.unit.is_money:
        return printed.in_unit(unit) if unit.is_money and printed.unit.is_money else None
    measures = [*measures_of(head), *measures_of(cell.grid.printed[cell.row])]
    if unit is Unit.PERCENT or printed.unit is Unit.PERCENT:
        named = printed.unit is Unit.NONE and any(m.unit == PERCENT for m in measures)
        return printed if unit is printed.unit or (named and unit is Unit.PERCENT) else None
    if unit is Unit.POINTS and printed.unit in (Unit.NONE, unit):
        return printed if _OF_POINTS.search(head) else None
    if not (measure.unit and measures):
        return None if told.decimals or printed.decimals else printed
    of = next((m for m in measures if m.unit == measure.unit), None)
    return None if of is None else _scaled(printed, of.factor, measure.factor)


def _scaled(printed: Figure, factor: int, told: int) -> Figure:
    if factor == told:
        return printed
    shift = len(str(factor)) - len(str(told))  # both are powers of ten
    return changed(printed, value=printed.value.scaleb(shift), decimals=max(0, printed.decimals - shift))


def agrees(told: Figure, printed: Figure) -> bool:
    """Whether a number is what a cell prints, rounded or cut as it may be; signs are told in words."""
    fine, coarse = (told, printed) if told.decimals > printed.decimals else (printed, told)
    size, of = abs(fine.value), abs(coarse.value)
    step = Decimal(1).scaleb(-coarse.decimals)
    return size == of or (fine.decimals > coarse.decimals and (abs(size - of) <= step / 2 or 0 <= size - of < step))


def wanted_of(told: Figure, printed: Figure) -> Interval:
    """The value of a cell without its sign; a range where it is printed more roundly than a number."""
    values = printed.interval if printed.decimals < told.decimals else Interval.exactly(printed.value)
    return -values if values.high < 0 else values


def is_slip(told: Figure, cell: Figure, printed: Figure, least: int) -> bool:
    """Whether one slip of the pen, another unit or a shifted point makes a number, of so many digits at `least`, of
    a cell. `printed`: what the `cell` prints in the unit of the number."""
    if told.significant_digits < least:
        return False
    wanted, money = wanted_of(told, printed), told.unit.is_money
    if money and printed.decimals < told.decimals:
        told = told.in_unit(cell.unit)  # 13,328,200.00 元 for 1,332.82 万元
        told = changed(told, value=told.value.quantize(Decimal(1).scaleb(-cell.decimals)), decimals=cell.decimals)
        wanted = Interval.exactly(abs(cell.value))
    if one_slip(told, wanted):
        return True
    factors = (*_POINTS, *_UNITS_APART) if money else ()
    return any(wanted.times(f).meets(told.interval) or told.interval.times(f).meets(wanted) for f in factors)


def is_slip_in_company(told: Figure, printed: Figure) -> bool:
    """The same of a number of few digits, where others of its sentence leave no doubt which cell it is of."""
    rough = told.unit.is_money or told.unit is Unit.PERCENT or told.decimals
    wanted = wanted_of(told, printed)
    return slip_makes(told.value, told.decimals, wanted, _OF_OTHERS if rough else _OF_COUNTS, 2)


def is_near(told: Figure, wanted: Interval) -> bool:
    """Whether a number lies so near a value that it can have been meant for it."""
    if told.unit is Unit.PERCENT:
        return abs(told.value - wanted.low) <= _NEAR_POINTS
    small, large = sorted((told.value, wanted.low))
    return large > 0 and small / large >= _NEAR
