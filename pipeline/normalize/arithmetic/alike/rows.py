"""What numbers told alike have in common: of a row of them all but one come out in the same way, so that one must.

分别为 A、B、C，占 W 的 x%、y%、z%; 甲 A 万元，占 x%；乙 B 万元，占 y%；…: no word has to say what x% is of. Where a
relation holds between the numbers that stand the same number of places apart, again and again and to the last digit, it
is meant; a member of the same row that misses it is a slip. And whatever other words are read for a number that comes
out so, it is right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from pipeline.normalize.arithmetic.alike.near_slips import is_slip_of
from pipeline.normalize.arithmetic.alike.relations import (
    DOWN,
    FARTHEST,
    FORMULA,
    SHARE,
    UP,
    Key,
    Relations,
    by_chance,
    may_come_out,
)
from pipeline.normalize.arithmetic.runs import AND
from pipeline.normalize.arithmetic.terms import Term, same_kind
from pipeline.normalize.arithmetic.worked import Reading, Worked, WorkKind, subject_of
from pipeline.normalize.narrative.reading.measures import POINTS
from schemas.figure import Interval

MOST_TERMS = 60  # of a paragraph: a longer one is a table read as text
FEWEST = 3  # members of a row in which one can be told to be wrong
MOST_CHANCE = Decimal("0.01")  # that as many numbers come out without having to do with each other
MOST_OTHERWISE = Decimal("0.1")  # the same, of one number that is tried with every other
BESIDE, FEW_TRIED = 3, 6  # places beside a number, and the pairs of them that give a rate
STEPS = (2, 3)  # numbers told of each thing in turn, of which a list behind them gives out one more
NARROW = Decimal("0.002")  # of a whole: how well shares have to agree about it
LEAST_SHARE = Decimal(3)  # percent: a smaller one says little about its whole
_TOLD = frozenset({"change", "growth", "share"})


@dataclass(frozen=True, slots=True)
class _Member:
    result: Term
    reading: Reading

    @property
    def numbers(self) -> frozenset[int]:
        return frozenset(t.index for t in (self.result, *self.reading.terms))


def alike_of(terms: Sequence[Term]) -> Iterator[Worked]:
    """Every number of a row whose members come out in one way, those that do and the one that does not."""
    if not 2 * FEWEST - 2 <= len(terms) <= MOST_TERMS or sum(map(may_come_out, terms)) < FEWEST:
        return
    relations = Relations(terms)
    told: set[int] = set()
    used: set[frozenset[int]] = set()  # one relation of three numbers gives each of them
    for (_, key), members in sorted(_rows(relations).items(), key=lambda row: (-len(row[1]), row[0])):
        fresh = [m for m in members if m.result.index not in told and m.numbers not in used]
        if len(fresh) < 2 or _chance(terms, key, fresh) > MOST_CHANCE:
            continue
        missed = _missed(relations, key, fresh)
        row = fresh if missed is None or missed.result.index in told else [*fresh, missed]
        for member in row:
            told.add(member.result.index)
            used.add(member.numbers)
            yield _worked(member, key)
    yield from _with_slip_in_whole(terms, told)


def of_another_whole(worked: Worked, alike: Sequence[Worked]) -> bool:
    """Whether a sum takes two of its parts from another whole than the one that their shares come out with: 年初 A 人，
    …，年末 B 人。其中甲 C 人，占 x%；乙 D 人，占 y%, in percent of B."""
    if worked.kind not in ("sum", "rest") or any("/" in r.formula for r in worked.readings):
        return False
    whole_of = {w.readings[0].terms[0].index: w.readings[0].terms[1] for w in alike if w.kind == "share"}
    for reading in worked.readings:
        numbers = {t.index: t for t in (worked.result, *reading.terms)}
        wholes = {whole_of[n].index: whole_of[n] for n in numbers if n in whole_of}
        if len(wholes) != 1 or sum(n in whole_of for n in numbers) < 2 or set(wholes) & set(numbers):
            continue
        meant = next(iter(wholes.values())).interval
        others = [t for n, t in numbers.items() if n not in whole_of]
        if others and not any(t.interval.meets(meant) or is_slip_of(t, meant) for t in others):
            return True
    return False


def is_rate_of_all(worked: Worked, told: Sequence[Worked]) -> bool:
    """Whether what is called a mean of rates is the rate of all their amounts together: 甲执行 A/B，乙执行 C/D，平均
    (A+C)/(B+D)."""
    if worked.kind != "average" or not worked.result.is_percent or len(worked.readings) != 1:
        return False
    pairs = {w.result.index: w.readings[0] for w in told if w.kind == "rate" and w.readings[0].formula == FORMULA}
    rates = [pairs.get(t.index) for t in worked.readings[0].terms]
    known = [r for r in rates if r is not None]
    if len(known) != len(rates) or len(known) < 2:
        return False
    tops = sum((r.terms[0].interval for r in known[1:]), known[0].terms[0].interval)
    bases = sum((r.terms[1].interval for r in known[1:]), known[0].terms[1].interval)
    return bases.low > 0 and (tops / bases).times(100).meets(worked.result.interval)


def _worked(member: _Member, key: Key) -> Worked:
    result, reading = member.result, member.reading
    return Worked(_kind(key, reading), result, (reading,), True, subject_of(*reading.terms, result))


def _kind(key: Key, reading: Reading) -> WorkKind:
    if key[0].startswith(SHARE):
        return "share"
    if reading.formula in (UP, DOWN):
        return "growth"
    return "rate" if reading.formula == FORMULA else "difference"


def _chance(terms: Sequence[Term], key: Key, members: Sequence[_Member]) -> Decimal:
    """How likely the members of a row come out without having to do with each other: what each leaves to chance, and
    how many ways they were tried in. Of numbers right beside them, and of lists as long as their row, these are few."""
    form, first, second = key
    beside = abs(first) <= BESIDE and (form == SHARE or abs(second) <= BESIDE) and "/" not in form
    of_pairs = range(1 if form.startswith(SHARE) else 2)
    lists = [[_list_around(terms, m.reading.terms[k].index) for m in members] for k in of_pairs]
    beside = beside or all(x == row[0] and len(members) <= len(x) <= len(members) + 1 for row in lists for x in row)
    few = FEW_TRIED * (len(terms) if form.startswith(SHARE) else 1)
    chance = Decimal(few if beside else len(terms) ** 2)
    for member in members:
        chance *= by_chance(member.result, member.reading)
    return chance


def _rows(relations: Relations) -> Mapping[tuple[str, Key], list[_Member]]:
    """The numbers that come out, by the part they play and the way in which they do."""
    rows: dict[tuple[str, Key], list[_Member]] = defaultdict(list)
    terms = relations.terms
    for result in terms:
        if may_come_out(result):
            role = terms[_list_around(terms, result.index)[0]].role
            for key, reading in relations.that_hold(result):
                for told in _keys(terms, result, key):
                    rows[role, told].append(_Member(result, reading))
    return rows


def _keys(terms: Sequence[Term], result: Term, key: Key) -> Iterator[Key]:
    """How a number comes out, as its neighbours would say it: for one of a list also as of every second or third number
    before it (甲预算 A、执行 B，乙预算 C、执行 D，丙预算 E、执行 F，执行率分别为 x%、y%、z%)."""
    yield key
    listed = _list_around(terms, result.index)
    form, first, second = key
    for step in STEPS if len(listed) >= FEWEST else ():
        moved = (step - 1) * (result.index - listed[0])
        yield f"{form}/{step}", first + moved, second if form == SHARE else second + moved


def _missed(relations: Relations, key: Key, members: Sequence[_Member]) -> _Member | None:
    """The one number of the row that does not come out; None where there is none, or several."""
    places = [m.result.index for m in members]
    found = [t for t in _of_the_row(relations.terms, places) if t.index not in places]
    if len(found) != 1 or len(members) + 1 < FEWEST:
        return None
    result = found[0]
    if not result.usable or result.unit != members[0].result.unit or not result.quantity.value:
        return None
    if _comes_out_otherwise(relations, result, key) or _of_another_name(result, members):
        return None
    tried = relations.every(result)
    reading = next((r for k, r in tried if key in _keys(relations.terms, result, k)), None)
    if reading is None or any(not t.usable for t in reading.terms):
        return None
    alike = all(t.unit == m.unit for t, m in zip(reading.terms, members[0].reading.terms, strict=True))
    return _Member(result, reading) if alike else None


def _comes_out_otherwise(relations: Relations, result: Term, key: Key) -> bool:
    """Whether a number comes out with the amount in its place and another than the row's: 甲占基本支出的 x%，乙占基本
    支出的 y%，丙占总支出的 z%."""
    tried = len(relations.terms)
    held = relations.that_hold(result)
    found = ((k, r) for k, r in held if any(told[1] == key[1] for told in _keys(relations.terms, result, k)))
    return any(by_chance(result, r) * tried <= MOST_OTHERWISE for _, r in found)


def _of_another_name(result: Term, members: Sequence[_Member]) -> bool:
    """Whether the words of a share name another whole than those of its row."""
    named = {m.result.whole for m in members if m.result.whole}
    return bool(result.whole) and bool(named) and result.whole not in named


def _of_the_row(terms: Sequence[Term], places: Sequence[int]) -> list[Term]:
    """The numbers that stand in one row with some: those of their list, or those as many places apart that play the
    same part."""
    listed = _list_around(terms, places[0])
    if all(p in listed for p in places):
        return [terms[p] for p in listed]
    steps = [b - a for a, b in pairwise(places)]
    step = min(steps)
    if any(s % step for s in steps):
        return []
    if len(places) == 2 and step % 2 == 0:
        middle = places[0] + step // 2
        if _told_alike(terms, places[0], middle):
            return [terms[p] for p in (*places, middle)]
    row = list(range(places[0], places[-1] + 1, step))
    ends = (places[0] - step, places[-1] + step)
    row += [end for end in ends if 0 <= end < len(terms) and _told_alike(terms, places[0], end)]
    return [terms[p] for p in row]


def _list_around(terms: Sequence[Term], place: int) -> list[int]:
    """The list of numbers of one measure in which one stands (A、B 和 C)."""
    first = last = place
    while first and AND.match(terms[first].lead) and terms[first - 1].unit == terms[place].unit:
        first -= 1
    while last + 1 < len(terms) and AND.match(terms[last + 1].lead) and terms[last + 1].unit == terms[place].unit:
        last += 1
    return list(range(first, last + 1))


def _told_alike(terms: Sequence[Term], place: int, other: int) -> bool:
    """Whether two numbers of one measure play one part, or stand behind the same word."""
    a, b = terms[place], terms[other]
    if a.unit != b.unit or a.role != b.role:
        return False
    return a.role in _TOLD or a.near[-1:] == b.near[-1:]


def _with_slip_in_whole(terms: Sequence[Term], told: set[int]) -> Iterator[Worked]:
    """Shares of a row that agree about their whole, where the text prints one that is a slip of the pen away."""
    for row in _shares(terms, told):
        wholes = [(part.interval / share.interval).times(100) for share, part in row]
        low, high = max(w.low for w in wholes), min(w.high for w in wholes)
        if low > high or high - low > low * NARROW:
            continue
        meant = Interval(low, high)
        others = [t for t in terms if same_kind(t, row[0][1]) and all(t is not p for _, p in row)]
        near = [t for t in others if t.usable and is_slip_of(t, meant)]
        if len(near) != 1 or any(t.interval.meets(meant) for t in others):
            continue
        for share, part in row:
            yield Worked("share", share, (Reading(FORMULA, (part, near[0])),), True, subject_of(part, share))


def _shares(terms: Sequence[Term], told: set[int]) -> Iterator[list[tuple[Term, Term]]]:
    """Rows of percentages, each with the amount that stands as many places before it as the others' do."""
    rates = [t for t in terms if t.is_percent and t.usable and t.index not in told and t.quantity.value >= LEAST_SHARE]
    for first in range(1, FARTHEST):
        row: list[tuple[Term, Term]] = []
        for rate in rates:
            part = terms[rate.index - first] if rate.index >= first else None
            if part is None or part.is_percent or part.measure.unit == POINTS or part.quantity.value <= 0:
                continue
            if not row or (part.unit == row[0][1].unit and part.role == row[0][1].role):
                row.append((rate, part))
        if len(row) >= FEWEST and len({r.role for r, _ in row}) == 1:
            yield row
