"""Printed numbers: exact decimals that remember how they were printed, and the interval of values they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_UP, Context, Decimal, InvalidOperation
from enum import StrEnum
from functools import cached_property
from typing import ClassVar, Final, Self

from pydantic import BaseModel, ConfigDict

from schemas.geometry import Box
from schemas.trusted import changed


class Unit(StrEnum):
    """Units of figures. The value of a figure is always in its own unit; nothing is converted in silence."""

    YUAN = "yuan"
    QIAN_YUAN = "1k_yuan"  # 千元
    WAN_YUAN = "10k_yuan"  # 万元
    BAIWAN_YUAN = "1m_yuan"  # 百万元
    YI_YUAN = "100m_yuan"  # 亿元
    PERCENT = "percent"
    POINTS = "points"  # 分
    PERSONS = "persons"
    ITEMS = "items"  # 个, 项, 宗, 件 …
    NONE = ""

    @property
    def is_money(self) -> bool:
        return self in _IN_YUAN

    def to_yuan(self) -> Decimal:
        """Yuan in one of this unit. Raises KeyError for a unit that is not money."""
        return _IN_YUAN[self]

    @property
    def plain_factor(self) -> Decimal:
        """How many of the plain unit of its kind one is: yuan for amounts, else the unit itself."""
        return _IN_YUAN.get(self, _ONE)


_ONE = Decimal(1)
_IN_YUAN = {
    Unit.YUAN: Decimal(1),
    Unit.QIAN_YUAN: Decimal(1000),
    Unit.WAN_YUAN: Decimal(10_000),
    Unit.BAIWAN_YUAN: Decimal(1_000_000),
    Unit.YI_YUAN: Decimal(100_000_000),
}


_HALVES = tuple(Decimal(5).scaleb(-decimals - 1) for decimals in range(12))
"""Half a unit of the last digit, by decimals."""


_UNITS = tuple(Decimal(1).scaleb(-decimals) for decimals in range(12))
"""One unit of the last digit, by decimals."""


def unit_of_last_digit(decimals: int) -> Decimal:
    """What one more of the last digit comes to in a number of so many decimals."""
    return _UNITS[decimals] if 0 <= decimals < len(_UNITS) else Decimal(1).scaleb(-decimals)


@dataclass(slots=True, unsafe_hash=True)  # `frozen` would take three times as long to make; `Final` says the same
class Interval:
    """A closed interval of exact decimals, with interval arithmetic.

    The arithmetic gives every value that the operands' values can give (operands taken as independent). No pydantic
    model, because rules and checks make hundreds of them for each page; what is loaded from outside is validated as
    part of the model that holds it.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    low: Final[Decimal]
    high: Final[Decimal]

    @classmethod
    def exactly(cls, value: Decimal | int | str) -> Interval:
        exact = Decimal(value)
        return cls(exact, exact)

    @classmethod
    def rounded_to(cls, value: Decimal, decimals: int) -> Interval:
        """Every value that rounds to `value` at `decimals` places, ends included (XBRL Calculations 1.1)."""
        half = _HALVES[decimals] if 0 <= decimals < len(_HALVES) else Decimal(5).scaleb(-decimals - 1)
        return cls(value - half, value + half)

    @classmethod
    def cut_to(cls, value: Decimal, decimals: int) -> Interval:
        """Every value that gives `value` when its further digits are cut off (towards zero)."""
        step = Decimal(1).scaleb(-decimals)
        if value > 0:
            return cls(low=value, high=value + step)
        if value < 0:
            return cls(low=value - step, high=value)
        return cls(low=-step, high=step)

    @property
    def is_exact(self) -> bool:
        return self.low == self.high

    @property
    def width(self) -> Decimal:
        return self.high - self.low

    def meets(self, other: Interval) -> bool:
        """Whether the two share a value."""
        return self.low <= other.high and other.low <= self.high

    def holds(self, value: Decimal) -> bool:
        return self.low <= value <= self.high

    def join(self, other: Interval) -> Interval:
        return Interval(min(self.low, other.low), max(self.high, other.high))

    def clamp(self, low: Decimal | None = None, high: Decimal | None = None) -> Interval:
        """The interval of values after each is raised to `low` and lowered to `high`."""
        a, b = self.low, self.high
        if low is not None:
            a, b = max(a, low), max(b, low)
        if high is not None:
            a, b = min(a, high), min(b, high)
        return Interval(a, b)

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: Interval) -> Interval:
        if other.low is other.high:  # `exactly`: most factors are
            return self.times(other.low)
        if 0 <= self.low < self.high and 0 <= other.low < other.high:
            return Interval(self.low * other.low, self.high * other.high)
        corners = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(corners), max(corners))

    def __truediv__(self, other: Interval) -> Interval:
        """Raises ZeroDivisionError when the divisor can be zero."""
        low, high, least, most = self.low, self.high, other.low, other.high
        if least <= 0 <= most:
            raise ZeroDivisionError("the divisor's interval holds zero")
        if least > 0 and (low < high or low is high):  # as a rule: the ends follow from the signs
            return Interval(low / (most if low > 0 else least), high / (most if high < 0 else least))
        corners = [a / b for a in (low, high) for b in (least, most)]
        return Interval(min(corners), max(corners))

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def times(self, factor: Decimal | int) -> Interval:
        exact = Decimal(factor)
        one = self.low * exact
        if self.low is self.high:
            return Interval(one, one)
        two = self.high * exact
        return Interval(one, two) if one < two else Interval(two, one) if two < one else Interval(one, one)


class Figure(BaseModel):
    """One printed number: its exact value, the decimals that were printed, its unit and where it stands.

    `text` is the number as printed. `exact` marks a number that was not rounded (a count, a weight, a printed dash or
    a bare 0 that stands for nothing): its interval is a point.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    value: Decimal
    decimals: int
    unit: Unit
    text: str
    boxes: tuple[Box, ...]
    exact: bool = False
    confidence: float = 1.0  # of the reading; below 1 only where it was read from a picture

    @property
    def box(self) -> Box:
        return self.boxes[0]

    @property
    def plain_value(self) -> Decimal:
        """The printed value in the plain unit of its kind (yuan, percent, as a count)."""
        return self.value * self.unit.plain_factor

    @cached_property  # asked for by most checks and by all that group them
    def spot(self) -> tuple[int, int, int]:
        """Where it stands, to know it again: page, left and top in tenths of a point."""
        return self.boxes[0].spot

    @cached_property  # asked for by all that reckon with it
    def interval(self) -> Interval:
        """The values this print stands for, in `unit`."""
        return Interval.exactly(self.value) if self.exact else Interval.rounded_to(self.value, self.decimals)

    @property
    def interval_if_cut(self) -> Interval:
        """The values this print stands for if digits were cut off instead of rounded."""
        return Interval.exactly(self.value) if self.exact else Interval.cut_to(self.value, self.decimals)

    def in_unit(self, unit: Unit) -> Figure:
        """The same figure in another unit of money. Raises KeyError where either unit is not money."""
        if unit is self.unit:
            return self
        factor = self.unit.to_yuan() / unit.to_yuan()
        shift = -factor.adjusted()
        return changed(self, value=self.value * factor, decimals=self.decimals + shift, unit=unit)

    def __copy__(self) -> Self:
        """A copy is made in order to be changed: it works its values out anew."""
        copied = super().__copy__()
        for worked_out in ("interval", "plain", "spot"):
            copied.__dict__.pop(worked_out, None)
        return copied

    @property
    def significant_digits(self) -> int:
        """How many digits are printed, zeros at either end left out: few are met by chance."""
        return len(self.plain.strip("-0.").replace(".", ""))

    @cached_property
    def plain(self) -> str:
        """The value as a plain decimal at its printed precision (`36681.11`, `27.11`, `-0.16`)."""
        return plain_decimal(self.value, self.decimals)


def plain_decimal(value: Decimal, decimals: int | None = None) -> str:
    """A decimal without exponent, optionally rounded half up to `decimals` places."""
    if decimals is not None and decimals >= 0:
        unit = unit_of_last_digit(decimals)
        try:
            value = value.quantize(unit, rounding=ROUND_HALF_UP)
        except InvalidOperation:  # more digits than arithmetic keeps: cells run together, account numbers
            kept = Context(prec=max(value.adjusted(), 0) + decimals + 2, Emin=MIN_EMIN, Emax=MAX_EMAX)
            value = value.quantize(unit, rounding=ROUND_HALF_UP, context=kept)
    text = format(value, "f")
    return "0" + text[2:] if text.startswith("-0") and not text.strip("-0.") else text


def in_one_unit(figures: Mapping[str, Figure], unit: Unit = Unit.NONE) -> dict[str, Figure]:
    """The figures of a formula with all amounts in one unit of money, `unit` where it is one, else that of the first:
    a table may print its budgets in 万元 and its payments in 元. Everything else is left as it is."""
    units = [f.unit for f in figures.values() if f.unit.is_money]
    if not unit.is_money:
        unit = units[0] if units else unit
    if all(u is unit for u in units):
        return dict(figures)
    return {name: f.in_unit(unit) if f.unit.is_money else f for name, f in figures.items()}
