"""Amounts that miss a sum or a difference of those beside them by one slip of the pen, whatever the words say.

A number of six digits that one changed digit makes the sum of those right before it is that sum and wrong, for among
so many numbers hardly one comes so near without having to do with them. How many would by chance is reckoned, of all
that was tried: what is likelier is asked about, or left alone. Amounts that come out with others to their last digit
are right.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.normalize.arithmetic.alike.near_slips import is_slip_of
from pipeline.normalize.arithmetic.alike.other_pairs import bears_out
from pipeline.normalize.arithmetic.fit import fits, rest_of, sum_of, surely_failed
from pipeline.normalize.arithmetic.terms import Term
from pipeline.normalize.arithmetic.worked import Worked, subject_of
from pipeline.normalize.narrative.reading.measures import PERCENT, POINTS
from schemas.figure import Interval

MOST_NUMBERS = 25  # of one measure in a paragraph
LONGEST = 8  # parts of a sum, told one after the other
APART = 4  # places between two numbers that are added or taken from each other
BEHIND = 3  # places between them and what they come to
LEAST_ASKED, LEAST_TOLD = 5, 6  # digits of a number that is asked about, and of one that is told to be wrong
FULL_POINTS = 100
LEAST_ADDED = 2  # digits of a number that all of its like come to by no chance
LEAST_WITNESS = 4  # digits of an amount that the parts of another come to by no chance
MOST_ASKED, MOST_TOLD = Decimal("0.4"), Decimal("0.03")  # numbers that come so near by chance
LEAST_LISTED = 20  # that three parts or more come to by no chance
LEAST_PART = Decimal("0.02")  # of a sum: with a smaller part nearly every number is near it
MARKED = Decimal("0.01")  # of a number: how finely it has to come out to be right
STEPS = 3  # units of the last digit that rounding moves a sum by


@dataclass(frozen=True, slots=True)
class _Sum:
    """A number and those that it may be the sum of. `gap`: what they lack of it; `half`: how far
    rounding moves that."""

    total: Term
    parts: tuple[Term, ...]
    gap: Decimal
    half: Decimal

    @property
    def members(self) -> tuple[Term, ...]:
        return (self.total, *self.parts)

    @property
    def places(self) -> frozenset[int]:
        return frozenset(t.index for t in self.members)


def near_sums_of(terms: Sequence[Term], known: Sequence[Worked]) -> Iterator[Worked]:
    """The amounts of a paragraph that miss a sum by a slip. `known`: what the words give; of it the numbers that come
    out are right, and the sums that do not are told already."""
    kinds: dict[str, list[Term]] = defaultdict(list)
    for term in terms:
        if term.usable and term.size > 0 and term.role != "average" and term.unit not in (PERCENT, POINTS, ""):
            kinds[term.unit].append(term)
    fine = [n for n in kinds.values() if 3 <= len(n) <= MOST_NUMBERS and max(t.digits for t in n) >= LEAST_ASKED]
    if not fine:
        return
    readings = [(w.result, r) for w in known for r in w.readings]
    told = {frozenset(t.index for t in (result, *r.terms)) for result, r in readings}
    right = {t.index for result, r in readings if _is_marked(result) and fits(result, r) for t in (result, *r.terms)}
    failed = surely_failed(known)
    for numbers in fine:
        for w in _slips_among(numbers, right, told):
            if not (failed & {t.index for t in w.every_term} or bears_out(w.result, terms)):
                yield w


def comes_to_another(worked: Worked, terms: Sequence[Term]) -> bool:
    """Whether the parts of a sum that does not come out are to the last digit what another amount of the paragraph
    states (比预算少 A 万元，即 B 减去 C，其中甲 D、乙 E of A), and that is not the same amount with a slip in it."""
    total = worked.result
    if worked.kind in ("rest", "difference"):
        known = _adds_up_its_like(total, terms) or _lacks_of_hundred(total, terms)
        return known and not any(fits(total, r) for r in worked.readings)
    if worked.kind != "sum" or not worked.readings or any(fits(total, r) for r in worked.readings):
        return False
    reading = worked.readings[0]
    parts = {t.index for t in reading.terms}
    if _leaves_another(worked, terms):
        return True
    if re.search(r"[-/]", reading.formula) or any(t.paragraph != total.paragraph for t in reading.terms):
        return False
    given = sum((t.interval for t in reading.terms[1:]), reading.terms[0].interval)
    others = [t for t in terms if t.index not in parts and t is not total and t.unit == total.unit and t.usable]
    others = [t for t in others if t.digits >= LEAST_WITNESS and t.interval.meets(given)]
    return any(not is_slip_of(total, t.interval) for t in others)


def _leaves_another(worked: Worked, terms: Sequence[Term]) -> bool:
    """编制 A 名，在编 B 人，…；按职称分，高级 C 人、中级 D 人、初级 E 人: three or more that come to another number of
    the sentence, told after the one they were taken from, are parts of that one."""
    reading = worked.readings[0] if len(worked.readings) == 1 else None
    if reading is None or not re.fullmatch(r"f1(?: - f\d+){2,}", reading.formula):
        return False
    whole, parts = reading.terms[0], reading.terms[1:]
    given = sum((t.interval for t in parts), worked.result.interval)
    used = {t.index for t in (worked.result, *reading.terms)}
    others = [t for t in terms if t.index not in used and t.sentence == whole.sentence and t.usable]
    others = [t for t in others if whole.index < t.index < min(p.index for p in parts)]
    return any(t.unit == whole.unit and t.size >= LEAST_LISTED and t.interval.meets(given) for t in others)


def _lacks_of_hundred(total: Term, terms: Sequence[Term]) -> bool:
    """合计得 96.8 分，失分 3.2 分: of a hundred, which nobody has to say, and of no two numbers beside it."""
    before = [t for t in terms[: total.index] if t.unit == total.unit == "分" and t.usable]
    return any(t.size + total.size == FULL_POINTS for t in before)


def _adds_up_its_like(total: Term, terms: Sequence[Term]) -> bool:
    """甲节省 A 万元；乙节省 B 万元；合计节省 A+B 万元: what is left or moved in all, and of no two amounts."""
    like = [t for t in terms[: total.index] if t.sentence == total.sentence and t.role == total.role and t.usable]
    like = [t for t in like if t.unit == total.unit and t.down == total.down]
    if not 2 <= len(like) <= LONGEST or total.digits < LEAST_ADDED:
        return False
    return sum((t.interval for t in like[1:]), like[0].interval).meets(total.interval)


def _is_marked(result: Term) -> bool:
    return result.interval.width + (1 if result.exact else 0) < abs(result.size) * MARKED


def _slips_among(numbers: Sequence[Term], known: set[int], told: set[frozenset[int]]) -> Iterator[Worked]:
    sums = [*_sums(numbers)]
    right = known | {t.index for s in sums if _comes_out(s) for t in s.members}
    open_ones = {t.index for t in numbers if t.index not in right and t.digits >= LEAST_ASKED}
    tried = [(s, t) for s in sums for t in s.members if t.index in open_ones]
    off = [(s, t) for s, t in tried if abs(s.gap) > s.half and _may_be_slip(t, abs(s.gap))]
    found = [(s, t) for s, t in off if is_slip_of(t, _wanted(s, t))]
    if not found:
        return
    chance = sum((_chance(t, s.half) for s, t in tried), Decimal(0))
    if chance > MOST_ASKED:
        return
    one, term = found[0]
    if len({s.places for s, _ in found}) > 1:
        both = [t for t in one.members if all(t.index in s.places for s, _ in found)]
        if len(both) != 1 or both[0].index not in {t.index for _, t in found}:
            return  # several slips, or none
        term = both[0]
    if any(s.places in told for s, _ in found):
        return
    asked = chance > MOST_TOLD or term.digits < LEAST_TOLD
    yield _worked(one, term, asked=asked)


def _worked(one: _Sum, term: Term, *, asked: bool) -> Worked:
    if term is one.total:
        return Worked("sum", term, (sum_of(one.parts),), False, subject_of(term), asked=asked)
    reading = rest_of(one.total, [p for p in one.parts if p is not term])
    return Worked("rest", term, (reading,), False, subject_of(term), asked=asked)


def _sums(numbers: Sequence[Term]) -> Iterator[_Sum]:
    """Those that may be, of numbers large enough to tell."""
    sizes, halves = [t.size for t in numbers], [_half(t) for t in numbers]
    for total, parts in _places(len(numbers)):
        added = [sizes[n] for n in parts]
        if min(added) >= sizes[total] * LEAST_PART and not _of_two_years([numbers[n] for n in parts]):
            half = halves[total] + sum([halves[n] for n in parts])
            yield _Sum(numbers[total], tuple([numbers[n] for n in parts]), sizes[total] - sum(added), half)


def _of_two_years(parts: Sequence[Term]) -> bool:
    """出院 A 人次，较上年 B 人次增长 x%: what there was and what there is come to nothing together."""
    levels = {t.old or t.role == "base" for t in parts if t.role in ("amount", "base")}
    return len(levels) > 1 and all(t.role in ("amount", "base") for t in parts)


def _places(count: int) -> Iterator[tuple[int, Sequence[int]]]:
    """Runs with what stands right before or behind them; two numbers near each other with a third near them."""
    for first in range(count):
        for last in range(first + 2, min(count, first + LONGEST) + 1):
            for place in (first - 1, last):
                if 0 <= place < count:
                    yield place, range(first, last)
    for i in range(count):
        for j in range(i + 1, min(count, i + APART + 1)):
            for k in range(max(0, i - BEHIND), min(count, j + BEHIND + 1)):
                in_a_run = j == i + 1 and k in (i - 1, j + 1)
                if k not in (i, j) and not in_a_run:
                    yield k, (i, j)


def _comes_out(one: _Sum) -> bool:
    exact = 0 if one.half else 1
    return abs(one.gap) <= one.half and one.half * 2 + exact < one.total.size * MARKED


def _wanted(one: _Sum, term: Term) -> Interval:
    """What the others of a sum leave for one of its numbers."""
    value = term.size - one.gap if term is one.total else term.size + one.gap
    half = one.half - _half(term)
    return Interval(value - half, value + half)


def _half(term: Term) -> Decimal:
    return Decimal(0) if term.exact else term.factor.scaleb(-term.quantity.decimals) / 2


def _step(term: Term) -> Decimal:
    return term.factor.scaleb(-term.quantity.decimals)


def _may_be_slip(term: Term, gap: Decimal) -> bool:
    """Whether a gap is that of one changed digit or two swapped, but for rounding: a quick look."""
    units = int(gap / _step(term))
    return any(_is_of_one_digit(abs(units + moved)) for moved in range(-STEPS, STEPS + 1))


def _is_of_one_digit(units: int) -> bool:
    while units and units % 10 == 0:
        units //= 10
    return 0 < units < 10 or (units % 9 == 0 and units <= 81)


def _chance(term: Term, half: Decimal) -> Decimal:
    """How many of the prints that one slip makes of a number any other number of its size is by chance."""
    digits = len(str(int(term.quantity.value.scaleb(term.quantity.decimals))))
    values = 2 * half / _step(term) + 1
    return (10 * digits - 1) * values / (2 * abs(term.size) / _step(term))
