"""Numbers of sentences so far from what they were held against that a person would be asked in vain.

A question is worth its time where the words hardly leave another meaning (A 件，办结 B 件，办结率 x%), where the two
are of one size, or where a slip may stand behind it. Of 18 questions about numbers far off on 40 dense right reports
none was of any use; of 270 digits changed one by one in these reports two were told by such a question alone, and both
still are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from pipeline.normalize.narrative.reading.measures import PERCENT
from schemas.audit import Check, CheckCode, Outcome
from schemas.figure import Interval, Unit
from schemas.records import Report

from .far_off import WORKED, FarOff, is_of_its_size, is_one_slip, nothing_is_left
from .own_results import LONGEST_RUN, figures_of, left_open
from .printed_numbers import FEWEST_DIGITS, Printed, PrintedNumbers
from .right_before import stand_together

_ALL_POINTS = Decimal(100)


def without_vain_questions(
    checks: Sequence[Check], report: Report, numbers: Callable[[], PrintedNumbers]
) -> tuple[Check, ...]:
    """The checks, those of them open that nobody need be asked about; `numbers` of the document are asked for only
    where such a check has failed."""
    far = FarOff(report)
    vain = [c for c in checks if _in_vain(c, far) and not _nearly_comes_out(c, numbers().sentence(c.inputs[0].text))]
    vain += [c for c in checks if _tells_both(c, lambda quote: numbers().sentence(quote))]
    # a number that another check does not bear out either is doubted by more than this one
    known = set(map(id, vain))
    others = (c for c in checks if c.outcome is Outcome.INCONSISTENT and id(c) not in known)
    doubted = {node for c in others for node in figures_of(c)}
    return left_open(checks, [c for c in vain if not doubted & figures_of(c)])


def _tells_both(check: Check, here: Callable[[str], Sequence[Printed]]) -> bool:
    """Whether a rate that a table prints otherwise stands in a sentence that tells the table's as well, of something
    else (执行率 x%，其中项目支出 A 万元（y%）), so that neither is meant for the other."""
    reported = check.reported
    if check.code is not CheckCode.SAME_FIGURE or check.outcome is not Outcome.INCONSISTENT or check.locus.table:
        return False
    if reported is None or reported.unit is not Unit.PERCENT or not check.nominals:
        return False
    told = [p for p in here(check.inputs[0].text) if p.is_marked and p.measure == PERCENT]
    return any(p.value in check.nominals for p in told) and not is_one_slip(
        reported, Interval.exactly(check.nominals[0])
    )


def _in_vain(check: Check, far: FarOff) -> bool:
    reported, low, high = check.reported, check.expected_low, check.expected_high
    if check.code not in WORKED or check.locus.table or reported is None or low is None or high is None:
        return False
    if not far.explain(check):
        return False
    expected = Interval(low, high)
    if reported.unit is Unit.POINTS and (expected + reported.interval).holds(_ALL_POINTS):
        return True  # 自评 94.6 分，其中甲扣 1.9 分、乙扣 2.0 分，其余扣 1.5 分
    if nothing_is_left(check, reported, expected):
        return True
    if is_one_slip(reported, expected):
        return False
    return not (is_of_its_size(check, reported, expected) or stand_together(check, either_side=True))


def _nearly_comes_out(check: Check, here: Sequence[Printed]) -> bool:
    """Whether one slip makes an amount of what two others of its sentence add up to or leave, another pair than it was
    held against (预算 A 较上年 B 增加 C，决算 D 较上年减少 E，较当年预算减少 A-D)."""
    reported = check.reported
    if reported is None or reported.unit is Unit.PERCENT or reported.significant_digits < FEWEST_DIGITS:
        return False
    own = next((p for p in here if p.prints(reported) and p.measure != PERCENT), None)
    alike = [p for p in here if own and p is not own and p.measure == own.measure and p.is_marked]
    if len(alike) > LONGEST_RUN:
        return False  # of so many pairs one always fits
    factor = 1 / reported.unit.to_yuan() if reported.unit.is_money else Decimal(1)
    pairs = [(a.values, b.values) for a in alike for b in alike if a is not b]
    results = [r for a, b in pairs for r in (a - b, a + b) if r.low > 0]
    return any(is_one_slip(reported, r.times(factor)) for r in results)
