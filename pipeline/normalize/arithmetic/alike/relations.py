"""How a number may come from others of its paragraph: as a share, a quotient, a growth or a difference, whatever the
words say, and how likely it does so by chance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from pipeline.normalize.arithmetic.terms import Term, same_kind
from pipeline.normalize.arithmetic.worked import Reading
from pipeline.normalize.narrative.reading.measures import POINTS
from pipeline.vocabulary.formulas import evaluate_formula
from schemas.figure import Interval

MOST_APART = 40  # places between two numbers that are divided
FARTHEST = 12  # places between a number and one that it comes from
SPREAD = Decimal("0.5")  # of a number: how far around it others lie
SLACK = Decimal("1.2")  # on the rounding of what a number comes from, before it is reckoned exactly
LEAST_PRINTED, LEAST_RATE = 100, 30  # units of the last digit: smaller numbers come out with anything

SHARE, MOVED, APART, SINCE, QUOTIENT = "share", "moved", "apart", "since", "quotient"
FORMULA = "f1 / f2 * 100"
UP, DOWN, LESS, BACK = "(f1 - f2) / f2 * 100", "(f2 - f1) / f2 * 100", "f1 - f2", "f2 - f1"

Key = tuple[str, int, int]
"""How a number comes out: the form, how many places before it the first number stands, and the same of the second or,
for a share, the place of the whole."""


@dataclass(frozen=True, slots=True)
class _Number:
    """A term with what is asked of it again and again: its size, how far rounding may move it (as a part of it), and
    what it measures."""

    term: Term
    size: Decimal
    loose: Decimal
    unit: str
    is_percent: bool
    is_points: bool


class Relations:
    """The numbers of a paragraph and what each may come from."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self.terms = terms
        self._numbers = [_number(t) for t in terms]
        self._told = [n for n in self._numbers if n.size > 0]

    def that_hold(self, result: Term) -> Iterator[tuple[Key, Reading]]:
        """The relations that give a number, by rounding alone."""
        yield from (x for x in self._tried(result, near=True) if _meets(result, x[1]))

    def every(self, result: Term) -> Iterator[tuple[Key, Reading]]:
        """What a number would come from, in all ways that are tried."""
        yield from self._tried(result, near=False)

    def _tried(self, result: Term, *, near: bool) -> Iterator[tuple[Key, Reading]]:
        """`near`: only what comes near the number as it is printed."""
        own = self._numbers[result.index]
        half = own.size * own.loose
        if own.is_percent:
            yield from self._rates(own, half, near=near)
            return
        beside = [n for n in self._told if n is not own and abs(result.index - n.term.index) <= FARTHEST]
        for a in beside:
            if _is_difference(own, a):
                place = result.index - a.term.index
                yield from self._differences(own, half, a, place, beside, near=near)

    @cached_property
    def _pairs(self) -> list[tuple[_Number, _Number, Decimal, Decimal]]:
        """Numbers over others of their kind, in percent, and how far rounding may move that."""
        found = []
        for a in self._told:
            if not a.is_points:
                for b in self._told:
                    if b is not a and abs(a.term.index - b.term.index) <= MOST_APART and _alike(a, b):
                        times = a.size * 100 / b.size
                        found.append((a, b, times, times * (a.loose + b.loose) * SLACK))
        return found

    def _rates(self, own: _Number, half: Decimal, *, near: bool) -> Iterator[tuple[Key, Reading]]:
        here = own.term.index
        for a, b, times, rounding in self._pairs:
            reach = half + rounding
            if near and abs(times - own.size) > reach and abs(abs(times - 100) - own.size) > reach:
                continue
            place = here - a.term.index
            if a is own or b is own or abs(place) > FARTHEST:
                continue
            comes_near = not near or abs(times - own.size) <= reach
            if comes_near and not a.is_percent and b.term.role not in ("change", "average"):
                yield (SHARE, place, b.term.index), Reading(FORMULA, (a.term, b.term))
            second = here - b.term.index
            if abs(second) > FARTHEST:
                continue
            if comes_near:
                yield (QUOTIENT, place, second), Reading(FORMULA, (a.term, b.term))
            if a.size != b.size and (not near or abs(abs(times - 100) - own.size) <= reach):
                yield (MOVED, place, second), Reading(UP if a.size > b.size else DOWN, (a.term, b.term))

    def _differences(
        self, own: _Number, half: Decimal, a: _Number, place: int, beside: Sequence[_Number], *, near: bool
    ) -> Iterator[tuple[Key, Reading]]:
        before = self._before(a) if place > 0 else None
        others = [(SINCE, 0, before)] if before is not None else []
        for b in beside:
            second = own.term.index - b.term.index
            if b is not a and place < second and (second > 0 or own.is_points) and _alike(a, b):
                others.append((APART, second, b))
        for form, second, b in others:
            reach = half + (a.size * a.loose + b.size * b.loose) * SLACK
            if not near or abs(abs(a.size - b.size) - own.size) <= reach:
                yield (form, place, second), Reading(LESS if a.size > b.size else BACK, (a.term, b.term))

    def _before(self, a: _Number) -> _Number | None:
        """What was told of the same kind before an amount: 1-3 月 A，1-6 月 B，增加 C；1-9 月 D，增加 E."""
        for number in reversed(self._numbers[: a.term.index]):
            if number.term.role in ("amount", "rate") and number.unit == a.unit and number.size > 0:
                return number
        return None


def _number(term: Term) -> _Number:
    size = term.size
    loose = term.interval.width / 2 / size if size > 0 else Decimal(0)
    return _Number(term, size, loose, term.unit, term.is_percent, term.measure.unit == POINTS)


def _alike(a: _Number, b: _Number) -> bool:
    return a.unit == b.unit or same_kind(a.term, b.term)


def _is_difference(own: _Number, of: _Number) -> bool:
    if own.is_points:
        return of.is_percent
    return own.term.role in ("change", "rest") and _alike(own, of)


def may_come_out(term: Term) -> bool:
    """Whether a number is printed finely enough to say something when it comes out."""
    q = term.quantity
    least = LEAST_RATE if term.is_percent and q.decimals else LEAST_PRINTED
    round_number = term.is_percent and q.value == 100
    return term.usable and term.role != "base" and q.value.scaleb(q.decimals) >= least and not round_number


def _meets(result: Term, reading: Reading) -> bool:
    value = _value(reading)
    return value is not None and value.meets(result.interval)


def by_chance(result: Term, reading: Reading) -> Decimal:
    """How likely a number that has nothing to do with others comes out with them."""
    value = _value(reading, exact=True)
    if value is None or not value.meets(result.interval):
        value = _value(reading)
    assert value is not None  # it comes out
    width = result.interval.width + value.width + (0 if result.interval.width else 1)
    return min(Decimal(1), width / (abs(result.size) * SPREAD))


def _value(reading: Reading, *, exact: bool = False) -> Interval | None:
    """`exact`: with whole percentages as they are set (序时进度 75%), not as rounded."""
    values = {f"f{n}": _as_set(t) if exact else t.interval for n, t in enumerate(reading.terms, 1)}
    try:
        return evaluate_formula(reading.formula, values)
    except ZeroDivisionError:
        return None


def _as_set(term: Term) -> Interval:
    return Interval.exactly(term.size) if term.is_percent and not term.quantity.decimals else term.interval
