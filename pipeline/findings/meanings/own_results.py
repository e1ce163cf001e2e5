"""Numbers of sentences that were held against figures which they are not of: such a check has found nothing.

Words are read for the wrong thing, and what a sentence works out is then held against a neighbour. Three things tell
it beyond what a person has to look at: no slip makes a number ten times as large as what it does not stand beside; a
number that no slip makes of what was expected comes out to its last digit in the plainest way, of what stands right
before it in its own sentence (甲 A 万元、乙 B 万元，占 C 万元的 x%, of both; 净增 A 户，比年初增长 x%, of what there
was before); or the figures that were paired are of two kinds, or each has a rate of its own. Everything else stays a
question or an accusation (`other_pairing`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property

from pipeline.findings.relation_units import bare_formula, unit_factor
from pipeline.findings.worked_back import Node, node_of_figure
from pipeline.normalize.narrative.reading.measures import MONEY, PERCENT, POINTS
from schemas.audit import Check, CheckCode, Outcome
from schemas.figure import Figure, Interval, Unit
from schemas.trusted import changed

from .far_off import GROWTHS, has_slip_in_inputs, is_one_slip, over_other_base
from .other_pairing import OF_SENTENCES
from .pairing_trial import QUOTIENT
from .printed_numbers import FEWEST_DIGITS, Printed, PrintedNumbers
from .right_before import stand_together

BEYOND = 10  # times: no slip but one of the point or the unit makes a number so much larger
MOST_CHANCE = Decimal("0.03")  # that one of the relations tried gives the number without having to do with it
LEAST_CHANCE = Decimal("0.004")  # the same, where one slip would make the number right
SPREAD = 5  # natural logarithm of how far apart the results of such relations lie
LONGEST_RUN = 6  # numbers told one after the other that are added up
MOST_NUMBERS = 24  # of a sentence: of more so many relations are made that one always fits
NEAREST = 2  # numbers right before a rate, one of which it is of
_MOVES = re.compile("[增减升降涨幅变]|节[约支]|压|偏|[多少高低]")
_FELL, _ROSE = re.compile("[减降]|压[缩减]"), re.compile("[增升涨]|提高")
_LAST_YEAR = re.compile(r"(?:上|去)一?年")
REASON = "the sentence's own numbers give it in another way, or it was held against what it is not of"


def without_own_results(checks: Iterable[Check], numbers: Callable[[], PrintedNumbers]) -> tuple[Check, ...]:
    """The checks, those of them open whose number was held against what it is not of; `numbers` of the document are
    asked for only where a check of a sentence has failed."""
    every = tuple(checks)
    own = OwnResults(every, numbers)
    explained = {id(c) for c in every if own.explain(c)}
    # what a number was held against may be the slip: where that is accused as well, all of it is told
    failed = [c for c in every if c.outcome is Outcome.INCONSISTENT and id(c) not in explained]
    accused = {node_of_figure(c.reported) for c in failed if c.reported is not None}
    explained -= {id(c) for c in every if id(c) in explained and accused & _operands(c)}
    return left_open(every, [c for c in every if id(c) in explained])


def left_open(checks: Iterable[Check], explained: Iterable[Check]) -> tuple[Check, ...]:
    """The checks, those of them `explained` that have found nothing not checkable."""
    known = set(map(id, explained))
    return tuple(
        changed(c, outcome=Outcome.NOT_CHECKABLE, variant="own_result", reason=REASON) if id(c) in known else c
        for c in checks
    )


def figures_of(check: Check) -> set[Node]:
    """Where the figures of a check stand: what it calls wrong and what that was worked out from."""
    return _operands(check) | ({node_of_figure(check.reported)} if check.reported is not None else set())


def _operands(check: Check) -> set[Node]:
    return {node_of_figure(f) for f in check.relation.figures} if check.relation is not None else set()


class OwnResults:
    """Looks for what the number of a failed check is of, in its own sentence."""

    def __init__(self, checks: Sequence[Check], numbers: Callable[[], PrintedNumbers]) -> None:
        self._checks = checks
        self._make = numbers

    @cached_property
    def _numbers(self) -> PrintedNumbers:
        return self._make()

    @cached_property
    def _rated(self) -> dict[Node, set[Node]]:
        """Where figures stand whose rates come out, with the figures that they are divided by or divide."""
        found: dict[Node, set[Node]] = defaultdict(set)
        for check in self._checks:
            if check.code is not CheckCode.RATIO or check.outcome is not Outcome.CONSISTENT or check.relation is None:
                continue
            if bare_formula(check.relation.formula) == QUOTIENT:
                nodes = {node_of_figure(f) for f in check.relation.figures}
                for node in nodes:
                    found[node] |= nodes - {node}
        return found

    def explain(self, check: Check) -> bool:
        """Whether a failed check of a sentence held its number against what it is not of."""
        reported, low, high = check.reported, check.expected_low, check.expected_high
        if check.outcome is not Outcome.INCONSISTENT or check.code not in OF_SENTENCES or check.locus.table:
            return False
        if reported is None or low is None or high is None or check.relation is None or not check.inputs:
            return False
        if reported.unit is Unit.POINTS or not reported.value or has_slip_in_inputs(check) or over_other_base(check):
            return False
        if reported.interval.meets(Interval(low=-high, high=-low)):
            return False  # 减少 A 万元，增长 x%: the verb is what is wrong
        half = reported.interval.width / 2  # what is printed is rounded
        slip = is_one_slip(reported, Interval(low - half, high + half))
        here = self._numbers.sentence(check.inputs[0].text)
        own = next((p for p in here if p.prints(reported)), None)
        if own is None or len(here) > MOST_NUMBERS or _over_what_it_came_to(check, own, reported):
            return False
        if self._each_has_its_own(check, here) or self._of_two_kinds(check, here):
            return True
        if not slip and (_is_of_others(check, here, reported, low, high) or self._parts_of_another(check, here, own)):
            return True
        return _comes_out(check, here, own, LEAST_CHANCE if slip else MOST_CHANCE)

    def _each_has_its_own(self, check: Check, here: Sequence[Printed]) -> bool:
        """Whether a rate was made of two figures of its sentence that each are part or whole of another one there, at a
        rate that comes out: they are of two groups (甲组 A 人，满意 B 人，x%，乙组 C 人，满意 D 人，y%)."""
        figures = check.relation.figures if check.relation else ()
        if check.code is not CheckCode.RATIO or len(figures) != 2 or stand_together(check):
            return False
        if not all(any(p.prints(f) for p in here) for f in figures):
            return False
        one, other = map(node_of_figure, figures)
        partners = self._rated.get(one, set()) - {other}, self._rated.get(other, set()) - {one}
        return all(partners) and not (partners[0] & partners[1])

    def _of_two_kinds(self, check: Check, here: Sequence[Printed]) -> bool:
        """Whether a growth was worked out of people and cases (事故 12 起、死亡 3 人，起数比上年的 15 起下降 20%)."""
        relation = check.relation
        if relation is None or bare_formula(relation.formula) not in GROWTHS:
            return False
        kinds = [{p.measure for p in here if p.prints(f)} - {"", PERCENT} for f in relation.figures]
        return all(len(kind) == 1 for kind in kinds) and kinds[0] != kinds[1]

    def _parts_of_another(self, check: Check, here: Sequence[Printed], own: Printed) -> bool:
        """Whether the parts of a sum come to another total that their sentence prints (全年 A+B 件，其中甲 A 件、乙 B
        件，比上年 C 件增长 x%), or the number is the year's before."""
        relation = check.relation
        if check.code is not CheckCode.SUM or relation is None or re.search(r"[-*/]", bare_formula(relation.formula)):
            return False
        amounts = [f.interval.times(unit_factor(relation, n)) for n, f in enumerate(relation.figures)]
        parts = [p for p in here if p is not own and any(p.values.meets(a) for a in amounts)]
        if _LAST_YEAR.search(own.name) and not any(_LAST_YEAR.search(p.name) for p in parts):
            return True
        total = sum(amounts[1:], amounts[0])
        others = [p for p in here if p is not own and p.measure == own.measure and p.is_marked]
        return any(p.values.meets(total) and not any(p.values.meets(a) for a in amounts) for p in others)


def _is_of_others(check: Check, here: Sequence[Printed], reported: Figure, low: Decimal, high: Decimal) -> bool:
    """Whether a number lies beyond any slip from what figures of its sentence give that it does not follow upon, or
    another rate there is what they give (法定期限结案率 100%，结案率 96.7%)."""
    figures = check.relation.figures if check.relation else ()
    if check.code is CheckCode.SUM or stand_together(check):
        return False
    if not all(any(p.prints(f) for p in here) for f in figures):
        return False
    small, large = sorted((abs(reported.value), abs(low + high) / 2))
    if 0 < small * BEYOND < large:
        return True
    told = Interval(low, high)
    return check.code is CheckCode.RATIO and any(
        p.measure == PERCENT and not p.prints(reported) and p.is_marked and p.values.meets(told) for p in here
    )


def _over_what_it_came_to(check: Check, own: Printed, reported: Figure) -> bool:
    """Whether a change was divided by what there was after it instead of before (比上年的 A 万元减少 B 万元，下降 x%,
    over A - B): a common slip, and of no other numbers."""
    relation, fell = check.relation, _FELL.search(own.name)
    if relation is None or bare_formula(relation.formula) != QUOTIENT or not (fell or _ROSE.search(own.name)):
        return False
    change, before = (f.interval.times(unit_factor(relation, n)) for n, f in enumerate(relation.figures))
    after = before - change if fell else before + change
    return after.low > 0 and (change / after).times(100).meets(reported.interval)


def _comes_out(check: Check, here: Sequence[Printed], own: Printed, most: Decimal) -> bool:
    """Whether the number comes out of what stands right before it in its sentence, in one of the plainest ways."""
    target = own.values if own.value > 0 else -own.values
    if abs(own.value).scaleb(own.decimals) < 10 ** (FEWEST_DIGITS - 1) or not target.low > 0:
        return False
    plain = [p for p in here if p is not own and p.value > 0 and p.measure not in (PERCENT, POINTS)]
    if check.code is CheckCode.AVERAGE:
        results = list(_averages(plain, own, [p for p in here if p.measure == PERCENT]))
    elif own.measure == PERCENT:
        moves = _MOVES.search(own.name + check.locus.column) is not None
        results = [*_rates(plain, own, moves), *_of_run(plain, own, check)]
    else:
        results = list(_totals([p for p in plain if p.measure == own.measure], own, check))
    hits = [r for r in results if r.meets(target)]
    if not hits:
        return False
    step = 0 if own.decimals or own.measure in (PERCENT, MONEY) else 1  # of whole numbers
    width = target.width + min(r.width for r in hits) + step
    tried = len({(r.low, r.high) for r in results})
    return tried * width / (target.high + target.low) * 2 / SPREAD <= most


def _runs(numbers: Sequence[Printed]) -> Iterator[tuple[Printed, ...]]:
    """Numbers told one after the other, two at the least."""
    for first in range(len(numbers)):
        for last in range(first + 2, min(len(numbers), first + LONGEST_RUN) + 1):
            yield tuple(numbers[first:last])


def _sum(run: Sequence[Printed]) -> Interval:
    return sum((p.values for p in run[1:]), run[0].values)


def _rates(plain: Sequence[Printed], own: Printed, moves: bool) -> Iterator[Interval]:
    """Shares and, of a rate that `moves`, growths of the numbers right before it, and of those added up that end
    there."""
    before = [p for p in plain if p.index < own.index]
    for near in before[-NEAREST:]:
        alike = [p for p in plain if p.measure == near.measure]
        until = [p for p in alike if p.index <= near.index]
        for run in ((near,), *(run for run in _runs(until) if run[-1] is near)):
            total = _sum(run)
            if len(run) > 1:
                yield (near.values / total).times(100)
            for base in (p for p in alike if p not in run and p.values.low > 0):
                share = (total / base.values).times(100)
                change = share - Interval.exactly(Decimal(100))
                yield share
                if moves:
                    yield change if change.high > 0 else -change
        for base in (p for p in alike if moves and p is not near):
            for rest in (base.values - near.values, base.values + near.values):
                if rest.low > 0:
                    yield (near.values / rest).times(100)


def _of_run(plain: Sequence[Printed], own: Printed, check: Check) -> Iterator[Interval]:
    """Shares that the numbers told right before a rate have together in what it was said to be of."""
    relation = check.relation
    if relation is None or bare_formula(relation.formula) != QUOTIENT:
        return
    base = relation.figures[1].interval.times(unit_factor(relation, 1))
    before = [p for p in plain if p.index < own.index]
    for run in (run for run in _runs(before) if base.low > 0 and run[-1] is before[-1]):
        if len({p.measure for p in run}) == 1:
            yield (_sum(run) / base).times(100)


def _totals(alike: Sequence[Printed], own: Printed, check: Check) -> Iterator[Interval]:
    """Totals of numbers told one after the other, what they leave of another, and differences of two."""
    runs = list(_runs(alike))
    if check.code is CheckCode.SUM:
        yield from map(_sum, runs)
        return
    before = [p for p in alike if p.index < own.index]
    for taken in [*((p,) for p in before), *(run for run in _runs(before))]:
        for whole in (p for p in alike if p not in taken):
            left = whole.values - _sum(taken)
            if left.low > 0:
                yield left


def _averages(plain: Sequence[Printed], own: Printed, percents: Sequence[Printed]) -> Iterator[Interval]:
    """Amounts, or those told one after the other added up, over counts; also of the share that the sentence names."""
    before = [p for p in plain if p.index < own.index]
    amounts = [(p.measure, p.values) for p in before]
    amounts += [(run[0].measure, _sum(run)) for run in _runs(before) if len({p.measure for p in run}) == 1]
    for count in (p for p in before if not p.values.width):
        for amount in (values for measure, values in amounts if measure != count.measure):
            each = amount / count.values
            yield each
            yield from (each.times(p.value / 100) for p in percents if not p.values.holds(Decimal(100)))
