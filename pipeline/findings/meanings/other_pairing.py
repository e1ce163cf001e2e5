"""Numbers of a sentence that come out exactly with other numbers of the report than those they were held against.

Which budget a rate is of, which total a part was taken from, which year a growth is held against, is read from words,
and words can be misread. A number that was worked out rightly then still comes out with *some* figures of the report,
to its last digit; one that is a slip of the pen comes out with none, but by chance. So before a number of a sentence
is called wrong, it is tried with the report's other amounts in the place of one of those it was held against, as far
as so many tries leave little to chance (`pairing_trial.MOST_CHANCE`).

An amount that stands by itself near the one that would fit is no other amount but the slip, and so is a number with two
digits swapped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cached_property

from pipeline.findings.worked_back import Node, node_of, swapped_within
from pipeline.normalize.narrative.reading.measures import PERCENT
from pipeline.vocabulary.names import MONEY_WORDS
from schemas.audit import Check, CheckCode, Outcome
from schemas.figure import Figure, Interval, Unit

from .far_off import is_one_slip
from .other_meaning import item_of
from .other_relations import related
from .pairing_trial import RELATED_CHANCE, Trial
from .printed_numbers import FEWEST_DIGITS, PrintedNumbers
from .right_before import right_before

_AGAINST_ITS_CHANGE = "0 - "  # a rate whose verb goes the other way than that of its change
HUNDRED = Decimal(100)
_UNIT = re.compile(rf"\d\s*({'|'.join(sorted(MONEY_WORDS, key=len, reverse=True))})")
_UNITS_APART = tuple(Decimal(10) ** power for power in (-8, -4, 4, 8))  # 元, 万元, 亿元
OF_SENTENCES = frozenset({CheckCode.RATIO, CheckCode.SUM, CheckCode.DIFFERENCE, CheckCode.AVERAGE})


def _is_slip(check: Check, reported: Figure) -> bool:
    """Whether one slip makes the figure of what a check expects."""
    if check.expected_low is None or check.expected_high is None:
        return False
    half = reported.interval.width / 2  # what is printed is rounded
    return is_one_slip(reported, Interval(check.expected_low - half, check.expected_high + half))


def _in_another_unit(check: Check, reported: Figure) -> bool:
    """Whether an amount has the very digits of the one it was held against, with another unit behind them than others
    of its sentence (6,081.43 元 beside 5,928.86 万元): that is no other amount."""
    mixed = len({reported.unit, *(MONEY_WORDS[m] for m in _UNIT.findall(check.inputs[0].text))}) > 1
    if not mixed:
        return False
    figures = check.relation.figures if check.relation is not None else ()
    if not reported.unit.is_money or reported.significant_digits < FEWEST_DIGITS or len(figures) != 1:
        return False
    held = figures[0].interval
    return any(reported.interval.times(factor).meets(held) for factor in _UNITS_APART)


class OtherPairings:
    """Looks for what else a failed check's number may come from. `checks` are all of the report; `numbers` is asked
    only where a check has failed."""

    def __init__(self, checks: Sequence[Check], numbers: Callable[[], PrintedNumbers]) -> None:
        self._checks = checks
        self._make = numbers

    @cached_property
    def _numbers(self) -> PrintedNumbers:
        return self._make()

    @cached_property
    def _vouched(self) -> set[Node]:
        """Where figures stand that come out with others in a sentence."""
        passed = (c for c in self._checks if c.outcome is Outcome.CONSISTENT and c.code in OF_SENTENCES)
        return {node_of(place) for check in passed for place in check.inputs}

    def explain(self, check: Check) -> bool:
        """Whether the number that a check calls wrong is right of other figures of the report."""
        reported, relation = check.reported, check.relation
        if check.outcome is not Outcome.INCONSISTENT or check.locus.table or not check.inputs or reported is None:
            return False
        if check.code is CheckCode.SCORE_CLAIM:
            return self._told_rightly(check) or self._of_another_total(check, reported)
        if check.code is CheckCode.SAME_FIGURE:
            if self._of_another_row(check, reported) or self._worked_out_there(check, reported):
                return True
            own = self._comes_out(check) or (
                check.variant != "text_and_table_beside" and self._has_its_own(check, reported)
            )
            return own and not (_is_slip(check, reported) or _in_another_unit(check, reported))
        if check.code not in OF_SENTENCES or relation is None or reported.unit is Unit.POINTS:
            return False
        if check.expected_low is None or check.expected_high is None:
            return False
        if relation.formula.startswith(_AGAINST_ITS_CHANGE):
            return False  # whatever else has this rate, the sentence says that it rose and that it fell
        if self._of_another_whole(check, reported):
            return True
        half = reported.interval.width / 2  # what is printed is rounded
        expected = Interval(check.expected_low - half, check.expected_high + half)
        here = self._numbers.sentence(check.inputs[0].text)
        if not here:
            return False  # a number of a table
        tried = Trial(self._numbers, self._vouched, check, reported, relation, expected, here)
        if tried.is_proven():
            return True
        return swapped_within(reported, expected) is None and tried.comes_out()  # swapped digits tell themselves

    def _of_another_whole(self, check: Check, reported: Figure) -> bool:
        """Whether the very rate is told elsewhere, and rightly, of the same part of another whole (全部用工 A 人，其中
        购买服务 B 人，占 x%; 编外人员占比 x%, which was held against B and the posts alone)."""
        marked = reported.significant_digits >= FEWEST_DIGITS and reported.decimals > 0
        if check.code is not CheckCode.RATIO or not marked or not check.relation:
            return False
        held = {f.value for f in check.relation.figures if f.value}
        told = node_of(check.inputs[0])
        return any(
            other.outcome is Outcome.CONSISTENT
            and other.code is CheckCode.RATIO
            and other.reported is not None
            and (other.reported.interval, other.reported.unit) == (reported.interval, reported.unit)
            and other.relation is not None
            and held & {f.value for f in other.relation.figures}
            and node_of(other.inputs[0]) != told
            for other in self._checks
        )

    def _told_rightly(self, check: Check) -> bool:
        """Whether what an indicator got is told rightly as well, so that the number in doubt is of a step of its
        criteria (得 10 分，90%—95% 得 9 分); what it lost, in the same sentence (甲扣 1 分，共扣 10 分)."""
        if not check.locus.indicator or check.variant not in ("score", "deduction"):
            return False
        sentence = check.inputs[0].text
        rightly = (c for c in self._checks if c.outcome is Outcome.CONSISTENT and c.code is check.code and c.inputs)
        told = (c for c in rightly if (c.variant, c.locus.indicator) == (check.variant, check.locus.indicator))
        return any(check.variant == "score" or c.inputs[0].text == sentence for c in told)

    def _of_another_row(self, check: Check, reported: Figure) -> bool:
        """Whether a table prints this very figure in another row, which the sentence tells of."""
        if reported.significant_digits < FEWEST_DIGITS or not any(p.prints(reported) for p in self._numbers.in_tables):
            return False
        here = self._numbers.sentence(check.inputs[0].text)
        own = item_of("", check.locus.row)
        return bool(here) and any(item_of("", p.label) != own for p in self._numbers.rows_told(reported, here))

    def _has_its_own(self, check: Check, reported: Figure) -> bool:
        """Whether a figure that no slip makes of the one it was held against has a print of its own in some table, or
        the other one stands beside it in the sentence: then the words are read for the other. (On 130 right reports in
        26 unseen forms it took back all 16 such errors, of 99 planted ones none.)"""
        if reported.significant_digits < FEWEST_DIGITS:
            return False
        if any(p.prints(reported) for p in self._numbers.in_tables):
            return True
        here = self._numbers.sentence(check.inputs[0].text)
        return any(p.is_marked and p.value in check.nominals for p in here)

    def _comes_out(self, check: Check) -> bool:
        """Whether the number comes out with others in its sentence: then it is of these (年初预算 A 万元，年中追加 B
        万元，调整后 A+B 万元), and no misprint of what some table prints under such a name."""
        passed = (c for c in self._checks if c.outcome is Outcome.CONSISTENT and c.code in OF_SENTENCES and c.relation)
        return any(node_of(check.inputs[0]) in map(node_of, c.inputs) for c in passed)

    def _of_another_total(self, check: Check, reported: Figure) -> bool:
        """Whether a score of the whole is another than that of the score table: it is told beside that one (单位自评
        95.9 分，与专家评分加权后 94.5 分), or the table prints it as a total too (自评得分 | 最终得分)."""
        if check.variant != "score" or check.locus.indicator:
            return False
        here = self._numbers.sentence(check.inputs[0].text)
        if any(p.is_marked and p.value in check.nominals for p in here):
            return True
        if reported.significant_digits < FEWEST_DIGITS:
            return False
        printed = [p for p in self._numbers.in_tables if p.prints(reported)]
        totals = {(p.table, p.row) for p in self._numbers.in_tables if p.value in (HUNDRED, *check.nominals)}
        return any((p.table, p.row) in totals for p in printed)

    def _worked_out_there(self, check: Check, reported: Figure) -> bool:
        """Whether a rate that differs from one told elsewhere is what the numbers right before it give: then it is of
        these (三级资金合计 A 万元，已支出 B 万元，总支出率 x%)."""
        if reported.unit is not Unit.PERCENT or reported.significant_digits < FEWEST_DIGITS:
            return False
        here = self._numbers.sentence(check.inputs[0].text)
        own = [p for p in here if p.prints(reported)]
        if not own or check.expected_low is None or check.expected_high is None:
            return False
        before, told_there = right_before(here, own[0]), Interval(check.expected_low, check.expected_high)
        if related(before, told_there, PERCENT, Decimal(1)):
            return False  # 2.79 亿元 and 2.67 亿元 give both rates: they tell nothing
        return bool(related(before, own[0].values, PERCENT, RELATED_CHANCE))
