"""One number of a sentence tried with the report's other amounts: in the place of one of those it was held against,
with one more, with other signs, as a share of what is told beside it. How much may be left to chance is said here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property

from pipeline.findings.relation_units import bare_formula, factor_of_result, unit_factor
from pipeline.findings.worked_back import Node, implied, node_of_figure
from pipeline.normalize.arithmetic.amounts import key_of
from pipeline.normalize.narrative.reading.measures import MONEY, PERCENT, POINTS
from schemas.audit import Check, CheckCode, Relation
from schemas.figure import Figure, Interval, Unit

from .far_off import GROWTHS, has_slip_in_inputs, is_one_slip
from .other_relations import holds_its_total, is_mean_of_some, of_the_same, related, shared, shares
from .printed_numbers import FEWEST_DIGITS, Printed, PrintedNumbers, may_be
from .right_before import right_before, stand_together

MOST_CHANCE = Decimal("0.03")  # that some of the numbers tried comes out without having to do with it
LEAST_CHANCE = Decimal("0.02")  # the same, where one changed digit would set the number right as well
SPREAD = 9  # natural logarithm of how far apart the amounts of a report lie (some 10,000 times)
AROUND = (Decimal("0.75"), Decimal("1.33"))  # times a number: where its neighbours are counted
RELATED_IN_SENTENCE, RELATED_CHANCE = Decimal("0.02"), Decimal("0.01")  # the same, of all relations around a number
PROVEN_CHANCE = Decimal("0.005")  # the same, where one changed digit would set the number right
ONE_DIGIT = 10
FEWEST_LISTED = 3  # numbers of a list that come to their whole by no chance
TELLING_NAME = 4  # characters of a name that is of one amount: 可用资金, 调整预算, and not 预算
NEAR_ITSELF = (Decimal("0.9"), Decimal("1.1"))  # times an amount: where it may be printed by a slip
FAR = Decimal("0.2")  # of a number: what lies further from it is no slip of one part
PART_OF_ALL = (Decimal(1), Decimal("99.4"))  # percent of a whole that its parts come to, where they are not all
_AGAINST_FIRST = re.compile(r"[较比](?:年初|期初)")
_FIRST = re.compile(r"年初|期初|批复")
_OF_ALL = re.compile(r"合计|总计|小计|总")
GROWTH = "增减幅度"
QUOTIENT = "f1 / f2 * 100"


class Trial:
    """One failed check of a sentence, tried in all the ways that its number may come out.

    `vouched`: where figures stand that come out with others in a sentence; `reported`, `relation`: the check's own,
    which must have them; `expected`: what the check gives, with the rounding of the print; `here`: the numbers of its
    sentence.
    """

    def __init__(
        self,
        numbers: PrintedNumbers,
        vouched: set[Node],
        check: Check,
        reported: Figure,
        relation: Relation,
        expected: Interval,
        here: Sequence[Printed],
    ) -> None:
        self.numbers, self.vouched, self.here = numbers, vouched, here
        self.check, self.reported, self.relation, self.expected = check, reported, relation, expected
        self.slip = is_one_slip(reported, expected) or has_slip_in_inputs(check)
        self.chance = LEAST_CHANCE if is_one_slip(reported, expected) else MOST_CHANCE
        self.amounts = [f.interval.times(unit_factor(relation, n)) for n, f in enumerate(relation.figures)]
        self.formula = bare_formula(relation.formula)

    def comes_out(self) -> bool:
        """Whether the number is right of other figures of the report than those it was held against."""
        if self._in_one_row():
            return True
        if any(self._replaced(n) for n in range(len(self.relation.figures))):
            return True
        if self._nearest() or self._one_more() or self._portion() or self._copied():
            return True
        if self._other_signs() or self._of_few_digits() or self._with_subtotal() or self._mean_of_others():
            return True
        if self.slip and self.reported.decimals:
            # 执行率 x%，不含结转的执行率 y%，预算 A，支出 B: of y; 超支 B-A 万元，结余 C 万元, of A and B
            return self._told_elsewhere()
        return not self.slip and (self._told_elsewhere() or self._all_vouched() or self._related())

    def _in_one_row(self) -> bool:
        """Whether a row of a table prints the rate beside the amount it is said of: 人员经费 | 164.52 | 5.93%."""
        if self.reported.unit is not Unit.PERCENT or self.reported.significant_digits < FEWEST_DIGITS:
            return False
        part = self.relation.figures[0]
        rows = {(p.table, p.row) for p in self.numbers.in_tables if p.prints(self.reported)}
        marked = part.unit.is_money and part.significant_digits > FEWEST_DIGITS
        return marked and any((p.table, p.row) in rows and p.prints(part) for p in self.numbers.in_tables)

    def is_proven(self) -> bool:
        """Whether a rate is, to its last digit, one of other amounts of its sentence or paragraph, slip or no slip:
        what it was held against is then by chance one digit away from it. What stands right before a rate is what it
        is of, unless the same sentence proves another."""
        if self.reported.unit is not Unit.PERCENT or self.formula != QUOTIENT or (target := self._target) is None:
            return False
        if not target.width:
            return False
        own = next(p for p in self.here if p.prints(self.reported))
        paragraph = [p for p in self.numbers.in_text if p.paragraph == own.paragraph]
        rings = (self.here,) if stand_together(self.check) else (self.here, paragraph)
        chance = PROVEN_CHANCE if self.slip or len(rings) == 1 else RELATED_IN_SENTENCE
        proofs = [used for ring in rings for used in shares(ring, own, chance)]
        return any(not (all(map(self._is_used, used)) or self._of_the_same_base(used)) for used in proofs)

    def _of_the_same_base(self, used: Sequence[Printed]) -> bool:
        """Whether a rate comes out of what it was held against and another base than its words name, or of a growth's
        own amounts over the wrong one."""
        named = self._named_base is not None and any(self._is_used(p) for p in used)
        return named or all(map(self._of_the_growth, used))

    def _replaced(self, n: int) -> bool:
        """Whether another amount in the place of the n-th figure gives the number."""
        figure, relation = self.relation.figures[n], self.relation
        if sum(node_of_figure(f) == node_of_figure(figure) for f in relation.figures) > 1:
            return False
        wanted = implied([self.check], node_of_figure(figure), figure)
        if wanted is None or wanted.low <= 0 <= wanted.high or not figure.value:
            return False
        wanted = -wanted if wanted.high < 0 < figure.value else wanted
        factor = unit_factor(relation, n)
        measure = self._measure(figure, factor)
        if not self._stands_by_itself(figure, factor, measure, wanted):
            return False
        others = [p for p in self._all(measure) if p.value not in (figure.value, self.reported.value)]
        others = [p for p in others if not (self._is_used(p) or self._of_the_growth(p))]
        if n == 1 and self._named_base is not None:
            others = [p for p in others if self._named_base.search(p.name)]
        return self._found(others, wanted.times(factor), whole=figure.exact)

    @cached_property
    def _named_base(self) -> re.Pattern[str] | None:
        """What the words of a share or growth say that it is of (完成可用资金的 x%, 较年初增长 x%), where the amount
        that it was held against goes by that very name: then it is of no amount with another."""
        own = [p for p in self.here if p.prints(self.reported)]
        if not own or self.formula != QUOTIENT:
            return None
        base = key_of(own[0].whole)
        name = re.compile(re.escape(base)) if len(base) >= TELLING_NAME else None
        name = _FIRST if _AGAINST_FIRST.match(own[0].name) else name
        held = [p for p in self.numbers.in_text if p.prints(self.relation.figures[1]) and self._is_used(p)]
        return name if name is not None and any(name.search(p.name) for p in held) else None

    def _stands_by_itself(self, figure: Figure, factor: Decimal, measure: str, wanted: Interval) -> bool:
        """Whether an amount is no slip for the one that would fit: other figures come out with it, it is printed
        elsewhere too, or lies far from that one."""
        marked = figure.significant_digits >= FEWEST_DIGITS  # 10 is printed of many things
        again = marked and len(self.numbers.like(figure.interval.times(factor), measure)) > 1
        if again or node_of_figure(figure) in self.vouched:
            return True
        ends = sorted(abs(wanted.low + wanted.high) / 2 * times for times in NEAR_ITSELF)
        return not ends[0] <= abs(figure.value) <= ends[1] and not is_one_slip(figure, wanted)

    def _nearest(self) -> bool:
        """Whether a rate is the amount right before it over any other."""
        if self.reported.unit is not Unit.PERCENT or self.formula != QUOTIENT or self.reported.interval.low <= 0:
            return False
        own = [p for p in self.here if p.measure == PERCENT and p.prints(self.reported)]
        before = [p for p in self.here if own and p.index < own[0].index and p.measure not in (PERCENT, POINTS)]
        if len(own) != 1 or not before or not before[-1].value:
            return False
        top = before[-1]
        if self._is_used(top):
            return False  # it is what the check took: `_replaced` has tried it
        wanted = (top.values / self.reported.interval).times(100)
        return self._found([p for p in self._all(top.measure) if p.values != top.values], wanted, whole=False)

    def _one_more(self) -> bool:
        """Whether a sum or difference comes out with one more number of its sentence: a member of the list that stands
        apart, or one that another member holds."""
        if re.search(r"[*/]", self.formula) or self.reported.unit is Unit.PERCENT:
            return False
        factor = factor_of_result(self.relation, self.reported)
        gap = (self.expected - Interval.exactly(self.reported.value)).times(factor)
        gap = gap if gap.low > 0 else -gap
        measure = self._measure(self.reported, factor)
        others = [p for p in self.here if may_be(p.measure, measure) and not self._is_used(p)]
        others = [p for p in others if p.value and not p.prints(self.reported)]
        return gap.low > 0 and self._found(others, gap, whole=self.reported.exact)

    def _portion(self) -> bool:
        """Whether the paragraph itself says what share of the whole the parts come to: they are not all of it."""
        if self.check.code is not CheckCode.SUM or "-" in self.formula or not self.check.nominals:
            return False
        share = self.check.nominals[0] / self.reported.value * 100 if self.reported.value else Decimal(0)
        if not PART_OF_ALL[0] <= share <= PART_OF_ALL[1]:
            return False
        rates = [p for p in self.numbers.in_text if p.paragraph == self.here[0].paragraph and p.measure == PERCENT]
        return any(p.values.holds(share) and p.decimals for p in rates)

    def _copied(self) -> bool:
        """Whether a table prints this very rate in a row that has nothing to do with the amounts it was held against,
        each of which the tables print as well."""
        if self.reported.unit is not Unit.PERCENT or self.reported.significant_digits < FEWEST_DIGITS:
            return False
        printed = [p for p in self.numbers.in_tables if p.prints(self.reported)]
        if self.check.code is CheckCode.AVERAGE:  # the rate of all, and no mean of the rates of its parts
            return any(_OF_ALL.search(p.label) for p in printed)
        cells = [p for p in self.numbers.in_tables if p.measure != PERCENT]
        if self.check.code is not CheckCode.RATIO:
            return False
        if not all(any(p.values.meets(v) for p in cells) for v in self.amounts):
            return False  # one of them may be the slip
        rows = {(p.table, p.row) for p in self.numbers.rows_told(self.reported, self.here)}
        held = {(p.table, p.row) for p in cells if any(p.values.meets(v) for v in self.amounts)}
        return bool(rows) and not rows & held

    @property
    def _target(self) -> Interval | None:
        """The number as its sentence prints it, in the plain unit and without a sign."""
        own = [p for p in self.here if p.prints(self.reported)]
        return (own[0].values if own[0].value > 0 else -own[0].values) if own else None

    def _other_signs(self) -> bool:
        """Whether the same figures give the number when some are taken away that were added, or are left out."""
        plain = self.check.code in (CheckCode.SUM, CheckCode.DIFFERENCE) and not re.search(r"[*/]", self.formula)
        target = self._target if plain and self.reported.unit is not Unit.PERCENT else None
        return target is not None and of_the_same(self.amounts, target, RELATED_IN_SENTENCE)

    def _with_subtotal(self) -> bool:
        """Whether the parts of a sum hold what some of them come to."""
        added = self.check.code is CheckCode.SUM and not re.search(r"[-*/]", self.formula)
        return added and holds_its_total(self.amounts)

    def _mean_of_others(self) -> bool:
        """Whether a mean is that of more or fewer of the numbers of its sentence."""
        target = self._target if self.check.code is CheckCode.AVERAGE else None
        own = {p.measure for p in self.here if p.prints(self.reported)}
        others = [p for p in self.here if p.measure in own and not p.prints(self.reported)]
        return target is not None and is_mean_of_some(others, target)

    def _of_few_digits(self) -> bool:
        """Whether a small count is what one of the figures leaves of another number of its sentence, or a rate of one
        digit its share of another."""
        reported = self.reported
        counted = self.check.code is CheckCode.DIFFERENCE and reported.exact and not reported.decimals
        rounded = reported.unit is Unit.PERCENT and not reported.decimals and abs(reported.value) < ONE_DIGIT
        few = (counted and reported.significant_digits < FEWEST_DIGITS) or rounded
        if not few or (target := self._target) is None:
            return False
        measure = next(p.measure for p in self.here if p.prints(self.reported))
        listed = [p.values for p in self.here if p.measure == measure and not p.values.meets(self.amounts[0])]
        if counted and len(listed) >= FEWEST_LISTED and sum(listed[1:], listed[0]).meets(self.amounts[0]):
            return True  # 五项任务，超额完成 3 项、完成 1 项、未完成 1 项
        others = [p for p in self.here if not p.prints(self.reported)]
        return shared(others, self.amounts, target, measure)

    def _told_elsewhere(self) -> bool:
        """Whether another number of the sentence is what these figures give (在编 A 人、台聘 B 人，采编人员共 C 人，
        占总数 A+B 人的 x%): then that is their result, and the one in doubt is not."""
        if not self.check.nominals:
            return False
        factor = factor_of_result(self.relation, self.reported)
        values = Interval.rounded_to(self.check.nominals[0], self.reported.decimals).times(factor)
        own = {p.measure for p in self.here if p.prints(self.reported)}
        # 23,489.24 万元（2.35 亿元）: the total again, cut to fewer digits, is no other number
        others = [p for p in self.here if p.measure in own and p.values.width <= values.width and p.is_marked]
        return any(p.values.meets(values) and not self._is_used(p) and not p.prints(self.reported) for p in others)

    def _all_vouched(self) -> bool:
        """Whether each of the figures, the one in doubt as well, comes out elsewhere: then none of them is the slip."""
        figures = (self.reported, *self.relation.figures)
        marked = all(f.significant_digits >= FEWEST_DIGITS for f in figures)
        return marked and all(node_of_figure(f) in self.vouched for f in figures)

    def _related(self) -> bool:
        """Whether the number comes out of others beside it in another way. A total that does may be right and one of
        the parts that it was held against wrong, unless these are among the others or all far from it."""
        if (target := self._target) is None:
            return False
        paragraph = [p for p in self.numbers.in_text if p.paragraph == self.here[0].paragraph]
        own = next(p for p in self.here if p.prints(self.reported))
        just_before = (right_before(self.here, own), RELATED_IN_SENTENCE)
        for ring, chance in (just_before, (self.here, RELATED_IN_SENTENCE), (paragraph, RELATED_CHANCE)):
            others = [p for p in ring if not p.prints(self.reported)]
            for used in related(others, target, own.measure, chance):
                if self._of_the_same_base(used):
                    continue
                if self._is_far or any(self._is_used(p) for p in used):
                    return True
        return False

    def _of_the_growth(self, number: Printed) -> bool:
        """Whether a number is the change, its base or what that came to, where a growth is worked out from two of them:
        whatever else these give is no growth but one over the wrong base."""
        if self.check.locus.column != GROWTH or self.formula not in (QUOTIENT, *GROWTHS):
            return False
        one, base = self.amounts
        others = (base - one, base + one) if self.formula == QUOTIENT else (base - one, one - base)
        return self._is_used(number) or any(number.values.meets(v) for v in others)

    @property
    def _is_far(self) -> bool:
        middle, value = (self.expected.low + self.expected.high) / 2, self.reported.value
        return abs(middle - value) > abs(value) * FAR

    def _measure(self, figure: Figure, factor: Decimal) -> str:
        """What a figure measures: money and rates by their unit, else as its own print in a sentence."""
        if figure.unit.is_money or figure.unit is Unit.PERCENT:
            return MONEY if figure.unit.is_money else PERCENT
        values = figure.interval.times(factor)
        beside = (p for p in (*self.here, *self.numbers.in_text) if p.measure not in (MONEY, PERCENT))
        return next((p.measure for p in beside if p.values == values), "")

    def _all(self, measure: str) -> list[Printed]:
        return [p for p in self.numbers.every if p.value and may_be(p.measure, measure)]

    def _is_used(self, number: Printed) -> bool:
        return any(number.values.meets(v) for v in self.amounts)

    def _found(self, others: Sequence[Printed], wanted: Interval, *, whole: bool) -> bool:
        """Whether one of the numbers is what is wanted, of no more than leave little to chance: all of the report, else
        those of the paragraph, else those of the sentence. `whole`: only whole numbers can be meant."""
        own = self.here[0]
        every = [p for p in others if not (whole and p.decimals)]
        paragraph = [p for p in every if p.paragraph == own.paragraph]
        for ring in (every, paragraph, [p for p in paragraph if p.sentence == own.sentence]):
            hits = [p for p in ring if p.values.meets(wanted)]
            if hits and _by_chance(ring, hits, wanted, whole) <= self.chance:
                return True
        return False


def _by_chance(ring: Sequence[Printed], hits: Sequence[Printed], wanted: Interval, whole: bool) -> Decimal:
    """How many of so many numbers come within what is wanted by chance: spread evenly over some powers of ten, or as
    thick as they lie around it."""
    middle = abs(wanted.low + wanted.high) / 2
    width = max(wanted.width + min(p.values.width for p in hits), Decimal(1 if whole else 0))
    apart = {p.values.low for p in ring}
    low, high = (middle * times for times in AROUND)
    near = sum(low <= v <= high for v in apart) - 1
    return max(len(apart) * width / middle / SPREAD, near * width / (high - low))
