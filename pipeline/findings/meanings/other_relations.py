"""Numbers that come out of other numbers beside them in another way than the one they were held against.

A sentence that was read for the wrong relation (a share for a growth, a rest for a part, the whole of its neighbour) is
as a rule right of the numbers beside it: some two of them give the quotient, or some run of them the sum. How many such
relations lie near the number says how likely one of them comes out by chance; what is likelier than `most` is no
witness. A slip of the pen is not looked at here: its true relation fails, and others fit by chance alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, permutations

from pipeline.normalize.narrative.reading.measures import PERCENT, POINTS
from schemas.figure import Interval

from .printed_numbers import Printed, may_be

MOST_NUMBERS = 30  # of one kind: more give so many relations that each number comes out of some
DAYS = (365, 366)
MOST_SIGNED = 4  # amounts whose signs are tried
LONGEST_RUN = 9  # numbers told one after the other that are added up
AROUND = (Decimal("0.67"), Decimal("1.5"))  # times a number: where the relations near it are counted

Related = tuple[Interval, tuple[Printed, ...]]
"""What a relation gives, and the numbers that it takes."""


def related(numbers: Sequence[Printed], target: Interval, measure: str, most: Decimal) -> list[tuple[Printed, ...]]:
    """The numbers of each relation that gives `target` (in the plain unit of `measure`), where it is less likely than
    `most` that any does by chance."""
    if measure == POINTS or target.low <= 0:
        return []
    kinds = [list(group) for group in _kinds(numbers, measure)]
    found = [r for group in kinds if len(group) <= MOST_NUMBERS for r in _relations(group, measure)]
    # one of them is what the number was held against, and failed
    return _beyond_chance(found, target, most, known=1, step=0 if target.width else 1)


def shares(numbers: Sequence[Printed], rate: Printed, most: Decimal) -> list[tuple[Printed, ...]]:
    """The numbers whose quotient is `rate`, where that is less likely than `most` by chance: two of them, or what
    stands right before it added up over another (非常满意 A 份、满意 B 份，合计满意率 x%, of C)."""
    found = list(_shares(numbers, rate))
    return _beyond_chance(found, rate.values, most)


def _beyond_chance(
    found: Sequence[Related], target: Interval, most: Decimal, *, known: int = 0, step: int = 0
) -> list[tuple[Printed, ...]]:
    """The numbers of each relation that gives `target`, where so many relations near it that do not (but for those that
    are `known`) leave less than `most` to chance. `step`: between values that can be, of whole numbers."""
    hits = [r for r in found if r[0].meets(target)]
    if not hits:
        return []
    low, high = ((target.low + target.high) / 2 * times for times in AROUND)
    near = {(r[0].low, r[0].high) for r in found if low <= (r[0].low + r[0].high) / 2 <= high}
    others = len(near - {(r[0].low, r[0].high) for r in hits}) - known
    width = target.width + min(r[0].width for r in hits) + step
    return [r[1] for r in hits] if max(others, 1) * width / (high - low) <= most else []


def _shares(numbers: Sequence[Printed], rate: Printed) -> Iterator[Related]:
    plain = [n for n in numbers if n.value > 0 and n.measure not in (PERCENT, POINTS)]
    for unit in dict.fromkeys(n.measure for n in plain):
        alike = [n for n in plain if n.measure == unit]
        for a, b in permutations(alike, 2):
            if b.values.low > 0:
                yield (a.values / b.values).times(100), (a, b)
        before = [n for n in alike if n.sentence == rate.sentence and n.index < rate.index]
        for first in range(max(0, len(before) - LONGEST_RUN), len(before) - 1):
            run = tuple(before[first:])
            total = sum((n.values for n in run[1:]), run[0].values)
            for whole in alike:
                if whole not in run and whole.values.low > 0:
                    yield (total / whole.values).times(100), (*run, whole)
    counts = [n for n in plain if not n.values.width]
    for a, b in permutations(counts, 2):  # 床位 B 张，全年占用 A 床日，使用率 x%: of so many days each
        if b.values.low * DAYS[0] >= a.values.high > b.values.high:
            yield from (((a.values / b.values.times(Decimal(n))).times(100), (a, b)) for n in DAYS)


def of_the_same(amounts: Sequence[Interval], target: Interval, most: Decimal) -> bool:
    """Whether the amounts give `target` when some are taken away or left out: 年末 A 人（编制 A+B 人，空编 B 人） is no
    sum of what the bracket holds, and 两项总额 A+B is of two of what stands before it."""
    if not 1 < len(amounts) <= MOST_SIGNED or target.low <= 0:
        return False
    totals = [Interval.exactly(0)]
    for amount in amounts:
        totals = [t for total in totals for t in (total + amount, total - amount)]
    some = [c for n in range(2, len(amounts)) for c in combinations(amounts, n)]
    totals += [sum(c[1:], c[0]) for c in some]
    hits = [t.width for t in totals if t.meets(target)]
    if not hits:
        return False
    width = target.width + min(hits) + (0 if target.width else 1)
    tried = (1 << len(amounts) - 1) - 1 + len(some)  # but the one that failed, and what differs in its sign only
    return width * tried <= most * target.high


def holds_its_total(parts: Sequence[Interval]) -> bool:
    """Whether one of some parts is what those right before it come to (五星 A 名、四星 B 名，四星以上 A+B 名), so
    that they are no plain list."""
    for last in range(2, len(parts)):
        if parts[last].holds(Decimal(0)):
            continue  # 0 and 0 come to a third 0 in any list
        total = parts[last - 1]
        for first in range(last - 2, -1, -1):
            total += parts[first]
            if total.meets(parts[last]):
                return True
    return False


def shared(numbers: Sequence[Printed], amounts: Sequence[Interval], target: Interval, measure: str) -> bool:
    """Whether one of the amounts that a small count was held against gives it with another number of its kind: 登记 A
    个，参检 A-9 个，合格 B 个，未参检 9 个 is of those that are registered. So few digits are no witness of a slip."""
    kinds = [list(group) for group in _kinds(numbers, measure)]
    found = [r for group in kinds if len(group) <= MOST_NUMBERS for r in _relations(group, measure) if len(r[1]) == 2]
    return any(r[0].meets(target) and any(n.values.meets(a) for n in r[1] for a in amounts) for r in found)


def _kinds(numbers: Sequence[Printed], measure: str) -> Iterator[list[Printed]]:
    """Numbers that can be reckoned with each other: for a percentage those of any one measure."""
    plain = [n for n in numbers if n.value and n.measure not in (PERCENT, POINTS)]
    if measure != PERCENT:
        yield [n for n in plain if may_be(n.measure, measure)]
        return
    for unit in dict.fromkeys(n.measure for n in plain):
        yield [n for n in plain if n.measure == unit]


def _relations(numbers: Sequence[Printed], measure: str) -> Iterator[Related]:
    yield from _quotients(numbers) if measure == PERCENT else _sums(numbers)


def is_mean_of_some(numbers: Sequence[Printed], target: Interval) -> bool:
    """Whether some numbers told one after the other have `target` as their mean."""
    for first in range(len(numbers)):
        total = numbers[first].values
        for last in range(first + 1, len(numbers)):
            total += numbers[last].values
            if (total * Interval.exactly(Decimal(1) / (last - first + 1))).meets(target):
                return True
    return False


def _quotients(numbers: Sequence[Printed]) -> Iterator[Related]:
    """Shares, growths and shares of the sum of both, in percent."""
    for a, b in permutations(numbers, 2):
        if b.values.low <= 0:
            continue
        times = a.values / b.values
        yield times.times(100), (a, b)
        change = (times - Interval.exactly(1)).times(100)
        yield change if change.high > 0 else -change, (a, b)
        both = a.values + b.values
        if both.low > 0:
            yield (a.values / both).times(100), (a, b)


def _sums(numbers: Sequence[Printed]) -> Iterator[Related]:
    """Runs of numbers added up, the difference of two, and what a run leaves of another number."""
    for a, b in combinations(numbers, 2):
        apart = a.values - b.values
        yield apart if apart.high > 0 else -apart, (a, b)
    for first in range(len(numbers)):
        for last in range(first + 2, min(len(numbers), first + LONGEST_RUN) + 1):
            run = tuple(numbers[first:last])
            total = sum((n.values for n in run[1:]), run[0].values)
            yield total, run
            for whole in numbers:
                if whole not in run and whole.values.low > total.high:
                    yield whole.values - total, (whole, *run)
