"""Failed checks of whose number the figures themselves say that it is of something else, near though it may lie.

Each is something that words read for the wrong thing bring about and that a slip of the pen does not: all of a table
counted twice, the number without one of its parts, the same size under the other sign. (Of 43 kinds of errors that
right reports were given by earlier states of the house they explain six; of 1,486 planted ones that were told none.)
"""

from __future__ import annotations

import re
from decimal import Decimal

from schemas.audit import Check, CheckCode, Outcome
from schemas.figure import Figure, Interval, Unit
from schemas.white_space import without_space

from .far_off import COUNTED, MOST_MISCOUNTED, is_one_slip
from .right_before import stand_together

_TOTALS = frozenset({CheckCode.WEIGHT, CheckCode.SCORE_SUM, CheckCode.SCORE_CLAIM, CheckCode.SUM})
_TIMES = (2, 3)  # levels, indicators and their points
_FEWEST_STEPS = 50  # of the last digit: 1 may be a slip of 2
_MARKED = 3  # digits of a number that comes out by no chance
_MARKED_PART = 10
_A_YEAR = 4  # digits
_AMOUNT = re.compile(r"(\d[\d,]*(?:\.\d+)?)[亿万千]?元")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
ALL = Decimal(100)


def of_other_scope(check: Check) -> bool:
    """Whether a failed check's number is most likely none of what it was held against."""
    reported = check.reported
    if check.outcome is not Outcome.INCONSISTENT or reported is None:
        return False
    if check.expected_low is None or check.expected_high is None:
        return False
    expected = Interval(low=check.expected_low, high=check.expected_high)
    if _counted_twice(check, reported, expected) or _of_other_sign(check, reported, expected):
        return True
    if check.locus.table or not check.inputs:
        return False
    return (
        _of_part_of_year(check, reported)
        or _without_a_part(check, reported, expected)
        or _all_of_another(check, reported)
        or _is_no_weight(check, reported)
        or (not is_one_slip(reported, expected) and (_of_two_places(check, reported, expected) or _of_its_own(check)))
    )


_PART = re.compile(r"中期(?:评估|自评|评价|调整|检查)时?|截至(?:当年)?(?:[1-9]|1[01])月|上半年|剔除|扣除|下属")


def _of_part_of_year(check: Check, reported: Figure) -> bool:
    """Whether the words before a number, and no words of the cell it is held against, say that it is of a part: of the
    year, of the unit, of what was spent (中期评估时, 截至9月底, 剔除一次性因素后, 下属中心)."""
    if check.code is not CheckCode.SAME_FIGURE or check.variant != "text_and_table" or "季度" in check.locus.row:
        return False
    said, found, _ = without_space(check.inputs[0].text).partition(reported.text)
    clause = re.split("[；。]", said)[-1]
    cell = check.locus.row + check.locus.column + check.inputs[-1].text
    return bool(found) and any(m.group() not in cell for m in _PART.finditer(clause))


def _counted_twice(check: Check, reported: Figure, expected: Interval) -> bool:
    """Whether the lines come to exactly so many times the total: a level is among them, or a table told twice."""
    steps = abs(reported.value).scaleb(reported.decimals)
    return (
        check.code in _TOTALS
        and steps >= _FEWEST_STEPS
        and not (check.relation is not None and re.search(r"[-*/]", check.relation.formula))
        and any(expected.low == expected.high == reported.value * n for n in _TIMES)
    )


def _of_other_sign(check: Check, reported: Figure, expected: Interval) -> bool:
    """Whether two prints of a change differ in nothing but their sign (调整率 2.39% of what was cut)."""
    return check.code is CheckCode.SAME_FIGURE and bool(reported.value) and (-expected).meets(reported.interval)


def _without_a_part(check: Check, reported: Figure, expected: Interval) -> bool:
    """Whether a sum of a sentence comes out to its last digit without one of its parts: that one is an age, a standard
    or of something else (60 周岁以上 A 人)."""
    relation = check.relation if check.code is CheckCode.SUM else None
    if relation is None or re.search(r"[-*/]", relation.formula) or len(relation.figures) <= 2:
        return False
    if reported.significant_digits < _MARKED or expected.low != expected.high:
        return False
    left = expected.low - reported.value
    return left >= _MARKED_PART and any(f.value == left for f in relation.figures)


def _all_of_another(check: Check, reported: Figure) -> bool:
    """Whether all of something is told beside counts of two kinds (检查 29 次，整改隐患 28 处，整改率 100%), or of
    money that other numbers part from it."""
    relation = check.relation if check.code is CheckCode.RATIO else None
    if relation is None or reported.value != ALL or reported.unit is not Unit.PERCENT:
        return False
    if any(f.unit.is_money for f in relation.figures):
        return not stand_together(check)
    sentence = without_space(check.inputs[0].text)
    counted = (re.search(rf"(?<![\d.,]){re.escape(f.text)}([\u4e00-\u9fff])", sentence) for f in relation.figures)
    return len({found[1] for found in counted if found}) > 1


def _is_no_weight(check: Check, reported: Figure) -> bool:
    """Whether the points of the whole sheet are told with decimals: nobody has 97.51 of them to give."""
    whole = check.code is CheckCode.SCORE_CLAIM and check.variant == "weight" and not check.locus.indicator
    return whole and reported.value != reported.value.to_integral_value()


def _of_two_places(check: Check, reported: Figure, expected: Interval) -> bool:
    """Whether two sentences tell counts or amounts under one name that no slip makes of each other (劳务派遣, of two
    units). A survey's result that is told twice may be stale."""
    if check.code is not CheckCode.SAME_FIGURE or check.variant != "two_sentences" or reported.unit is Unit.PERCENT:
        return False
    told = [{n for n in _NUMBER.findall(without_space(p.text)) if len(n) > _A_YEAR} for p in check.inputs[:2]]
    if len(told) > 1 and told[0] & told[1]:
        return False  # other numbers stand beside both
    return reported.unit not in COUNTED or abs(reported.value - expected.low) > MOST_MISCOUNTED


def _of_its_own(check: Check) -> bool:
    """Whether a rate was held against amounts that its sentence does not print, though amounts stand before it there:
    it is of those (公务用车支出 A 万元，完成预算的 x%, against all that was spent)."""
    relation, reported = check.relation, check.reported
    if check.code is not CheckCode.RATIO or relation is None or reported is None:
        return False
    sentence = without_space(check.inputs[0].text)
    place = sentence.find(reported.text.rstrip("%％"))
    before = [Decimal(n.replace(",", "")) for n in _NUMBER.findall(sentence[: max(place, 0)])]
    held = [abs(f.value) for f in relation.figures]
    told = _AMOUNT.search(sentence[: max(place, 0)]) is not None
    return told and not any(_prints(n, value) for n in before for value in held)


def _prints(number: Decimal, value: Decimal) -> bool:
    """Whether a number is the print of a value, in whatever unit of money."""
    half = Decimal(1).scaleb(int(number.as_tuple().exponent)) / 2
    return any(abs(value.scaleb(shift) - number) <= half for shift in (0, -4, 4, -8, 8))
