"""Numbers of the text that other numbers of the text give (pipeline.normalize.arithmetic), recomputed.

Where the words leave no other figures to reckon with, a result that none of its readings gives is wrong. Where they
leave some, it is held to be wrong only if it is one slip of the pen away from what its nearest reading gives: one digit
changed or two neighbouring digits swapped, in a number long enough that this is hardly chance.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from pipeline.checks.compare import compared, judge, not_checkable
from pipeline.vocabulary.formulas import evaluate_formula
from schemas.audit import FAILED, Check, CheckCode, Outcome, Relation, locus_at
from schemas.figure import Figure, Interval, Unit
from schemas.records import Calculation, CalculationReading, Operand
from schemas.slips import LeastDigits, digits_of, slip_makes

_CODES = {
    "sum": CheckCode.SUM,
    "difference": CheckCode.DIFFERENCE,
    "rest": CheckCode.DIFFERENCE,
    "growth": CheckCode.RATIO,
    "share": CheckCode.RATIO,
    "rate": CheckCode.RATIO,
    "average": CheckCode.AVERAGE,
}
_COLUMNS = {"difference": "增减额", "growth": "增减幅度", "share": "占比", "average": "平均"}
_SCALES = {10_000: "万", 100_000_000: "亿"}
LEAST_DIGITS_CHANGED = 4  # of a number in which one changed digit is no chance
LEAST_DIGITS_SWAPPED = 3
LEAST_ODD_DIGITS = 5  # of a number that comes out at face value with rounder ones by no chance
LEAST_WITH_UNIT = 3  # numbers of a sum of which one in another unit is no chance
NEAREST = 2  # readings that a slip is looked for in
MOST_TRIED, _QUOTIENT = 16, "f1 / f2 * 100"
MOST_MISSING = Decimal("0.1")  # of the whole, where the parts named seem to be meant as all there are
FEW_UNITS = 99  # of the last digit printed
MOST_NARROW = 8  # roundings of one expected interval among which a slip is told by as few digits
MOST_VALUES = 12  # roundings of one expected interval that are compared

Spot = tuple[int, int, int]


def spot_of(figure: Figure) -> Spot:
    """Where a figure stands, to know it again: page, left and top."""
    return figure.spot


def calculation_checks(
    found: Sequence[Calculation],
    settled: Collection[Spot],
    told: Collection[tuple[CheckCode, Spot]] = (),
    *,
    lists_leave_out: bool = False,
) -> Iterator[Check]:
    """One check for each calculation. Figures in `settled` were judged by a check that knows what they mean, those in
    `told` found wrong by one of that code. `lists_leave_out`: what 其中 begins names the main parts only, as a rule, so
    that such a list is in doubt where it comes to more than its whole."""
    for calculation in found:
        if calculation.counted is not None:
            yield _count(calculation)
        elif calculation.kind == "part":
            yield _part(calculation)
        elif calculation.readings:
            check = _check(calculation, lists_leave_out=lists_leave_out)
            known = check.outcome in FAILED and spot_of(calculation.result.figure) in settled
            again = (check.code, spot_of(calculation.result.figure)) in told
            known = known and (again or not _slip_in_a_part(calculation, settled))
            yield _open(calculation, "a check that knows what the figure means has judged it") if known else check


def _slip_in_a_part(calculation: Calculation, settled: Collection[Spot]) -> bool:
    """Whether a total that another check bears out divides for certain into parts of which no check knows at least one:
    then it is that part that cannot be right."""
    if calculation.kind != "sum" or not calculation.certain:
        return False
    return any(spot_of(o.figure) not in settled for o in calculation.readings[0].operands)


def _count(calculation: Calculation) -> Check:
    assert calculation.counted is not None  # the caller has looked
    least, most = calculation.counted
    figure = calculation.result.figure
    return compared(
        CheckCode.COUNT,
        "names",
        locus_at(row=calculation.subject),
        figure,
        [Interval(Decimal(least), Decimal(most))],
        [calculation.result.place],
        nominals=[Decimal(least)],
    )


def _part(calculation: Calculation) -> Check:
    """A part, which cannot be larger than its whole; amounts of the text are not below zero."""
    part, (whole,) = calculation.result, calculation.readings[0].operands
    most = whole.figure.interval.times(Decimal(whole.factor) / part.factor)
    return compared(
        CheckCode.SUM,
        "part_in_text",
        locus_at(row=calculation.subject),
        part.figure,
        [Interval(Decimal(0), most.high)],
        [part.place, whole.place],
        nominals=[whole.figure.value * whole.factor / part.factor],
    )


def _check(calculation: Calculation, *, lists_leave_out: bool = False) -> Check:
    result = calculation.result
    given = [(r, e) for r in calculation.readings if (e := _gives(r, result)) is not None]
    if not given:
        return _open(calculation, "the base can be zero")
    expected = [e for _, e in given]
    outcome = judge(result.figure, expected)
    leaves_out = lists_leave_out and outcome is Outcome.INCONSISTENT and _leaves_out(calculation, *given[0])
    slipped = (
        _slipped(calculation, given)
        and not _by_swap_alone(calculation, given)
        and not (leaves_out and _by_few_units(result, given[0][1]))
    )
    if outcome is Outcome.INCONSISTENT and _overlap(calculation, *given[0]):
        return _open(calculation, "the sentence says that its parts overlap")
    doubted = outcome is Outcome.INCONSISTENT and not calculation.certain and not slipped
    nearly = doubted and calculation.partial and not leaves_out and _nearly(calculation, given)
    if doubted and not nearly:
        return _open(calculation, "the words leave open what it is worked out from")
    reading, told = _told(outcome, result, given)
    return compared(
        _CODES[calculation.kind],
        "asked"
        if calculation.asked and outcome is Outcome.INCONSISTENT
        else "sentence"
        if nearly
        else "stated_in_text",
        locus_at(row=calculation.subject, column=_COLUMNS.get(calculation.kind, "")),
        result.figure,
        [told, *(e for e in expected if e is not told)],
        [result.place, *(o.place for o in reading.operands)],
        outcome=outcome,
        nominals=[_at_face(reading, result)],
        relation=_relation(reading, result),
        formula=_shown(reading, result),
        parts="、".join(o.figure.text for o in reading.operands),
    )


def _by_swap_alone(calculation: Calculation, given: Sequence[tuple[CalculationReading, Interval]]) -> bool:
    """Whether nothing but two swapped digits of a rate with three speaks for a reading of numbers of other sentences
    that the words leave open: among so many readings that is chance."""
    figure = calculation.result.figure
    if calculation.certain or figure.unit is not Unit.PERCENT or figure.significant_digits >= LEAST_DIGITS_CHANGED:
        return False
    slipped = [r for r, e in _near(calculation.result, given) if one_slip(figure, e)]
    return all(r.operands[-1].place.text != calculation.result.place.text for r in slipped)


def _leaves_out(calculation: Calculation, reading: CalculationReading, expected: Interval) -> bool:
    """Whether the parts that a sentence names come to less than their whole, so that there may be others: 其中甲 A、乙
    B of more than A + B; or where B is less than A leaves."""
    if calculation.kind != "sum" or not calculation.partial or calculation.certain:
        return False
    given = calculation.result.figure.value
    return given < expected.low if " - " in reading.formula else given > expected.high


# 道路类 A 个、房建类 B 个（其中 2 个综合项目同时计入两类）; 讲座 A 场、培训 B 场，部分活动兼具两种性质
_OVERLAP = re.compile(
    r"(?<![不无未])重复|重叠|重合|交叉|去重|兼[具有顾含任得领报获为]|(?:均|都)(?:计入|纳入|列入|归入|统计)|同属|既[^，。；]{1,10}又|"
    r"同时[^，。；]{0,3}(?:计入|纳入|列入|归入|属于?|享受|含|包含|涉及|具[有备]|符合|满足|承担|[是为兼])|"
    r"一[人家户项件][^，。；]{0,6}多|同一[\u4e00-\u9fff]{1,4}(?:可|能|会|又|在|有|存在)|(?:部分|个别|少数|有的|一些|存在|其中)[^，。；\d]{0,12}(?:多|两|若干|不止一)[个类项种次]"
)


def _overlap(calculation: Calculation, reading: CalculationReading, expected: Interval) -> bool:
    """Whether parts come to more than their whole where the sentence says that some belong to several of them."""
    if calculation.kind != "sum" or " - " in reading.formula:
        return False
    return expected.low > calculation.result.figure.value and bool(_OVERLAP.search(calculation.result.quote))


def _by_few_units(result: Operand, expected: Interval) -> bool:
    """Whether a number lies so near to another that a small part left out often changes but one digit."""
    return (expected - Interval.exactly(result.figure.value)).meets(
        Interval.rounded_to(Decimal(0), result.figure.decimals).times(2 * FEW_UNITS)
    )


def _nearly(calculation: Calculation, given: Sequence[tuple[CalculationReading, Interval]]) -> bool:
    """Whether the parts that a sentence names come so close to the whole that it seems to mean them all."""
    reading, expected = given[0]
    result = calculation.result
    missing = abs((expected.low + expected.high) / 2 - result.figure.value) * result.factor
    whole = max(abs(o.figure.value) * o.factor for o in (result, *reading.operands))
    return len(reading.operands) > 1 and missing <= whole * MOST_MISSING


def _open(calculation: Calculation, reason: str) -> Check:
    locus = locus_at(row=calculation.subject, column=_COLUMNS.get(calculation.kind, ""))
    return not_checkable(_CODES[calculation.kind], "stated_in_text", locus, calculation.result.figure, reason)


def _told(
    outcome: Outcome, result: Operand, given: Sequence[tuple[CalculationReading, Interval]]
) -> tuple[CalculationReading, Interval]:
    """The reading to tell: one that fits, else one that a slip in its result or in what it is worked out from explains,
    else the nearest in the text."""
    if outcome is not Outcome.INCONSISTENT:
        return next((x for x in given if judge(result.figure, [x[1]]) is outcome), given[0])
    near = _near(result, given)
    in_result = (x for x in near if one_slip(result.figure, x[1]))
    return next(in_result, None) or next((x for x in near if _slip_in_operand(result, *x)), given[0])


def _gives(reading: CalculationReading, result: Operand) -> Interval | None:
    """What a reading leaves for the result, in its printed unit; None where it divides by zero."""
    values = {f"f{n}": o.interval for n, o in enumerate(reading.operands, 1)}
    try:
        return evaluate_formula(reading.formula, values) * Interval.exactly(Decimal(1) / result.factor)
    except ZeroDivisionError:
        return None


def _at_face(reading: CalculationReading, result: Operand) -> Decimal:
    values = {f"f{n}": Interval.exactly(o.figure.value * o.factor) for n, o in enumerate(reading.operands, 1)}
    return evaluate_formula(reading.formula, values).low / result.factor


def _relation(reading: CalculationReading, result: Operand) -> Relation:
    scales = {f"f{n}": operand.factor for n, operand in enumerate(reading.operands, 1) if operand.factor != 1}
    formula = reading.formula
    if scales:
        formula = _OPERAND.sub(lambda f: f"({f[0]} * {scales[f[0]]})" if f[0] in scales else f[0], formula)
    if result.factor != 1:
        formula = f"({formula}) / {result.factor}"
    return Relation(formula=formula, figures=tuple(o.figure for o in reading.operands))


def _shown(reading: CalculationReading, result: Operand) -> str:
    """The formula with the printed numbers in it."""
    mixed = len({o.factor for o in (*reading.operands, result)}) > 1
    texts = {
        f"f{n}": operand.figure.text + (_SCALES.get(operand.factor, "") if mixed else "")
        for n, operand in enumerate(reading.operands, 1)
    }
    shown = _OPERAND.sub(lambda found: texts.get(found[0], found[0]), reading.formula)
    shown = _PERCENT_OF.sub(lambda found: found[1] or found[2], shown)  # as it is printed: 10 × 99.20%, 0.5 × 2
    if result.figure.unit is not Unit.PERCENT:
        shown = _DECIMALS.sub(lambda found: str(Decimal(found[1]) / int(found[2])), shown)
    return shown.replace("*", "×")


_OPERAND = re.compile(r"\bf\d+\b")
_PERCENT_OF = re.compile(r"\(([\d.,]+%) / 100\)|([\d.,]+%) / 100\b")
_DECIMALS = re.compile(r"(?<![\d.,])(\d+) / (10+)\b")
_TAKEN = re.compile(r"- (f\d+)\b")


def _slipped(calculation: Calculation, expected: Sequence[tuple[CalculationReading, Interval]]) -> bool:
    """Whether one slip of the pen explains what the nearest readings give: in the result or, in a sum or difference, in
    one of the numbers that it comes from."""
    result = calculation.result
    return any(one_slip(result.figure, e) or _slip_in_operand(result, r, e) for r, e in _near(result, expected))


def _near(
    result: Operand, given: Sequence[tuple[CalculationReading, Interval]]
) -> list[tuple[CalculationReading, Interval]]:
    """The readings that a slip is looked for in: the nearest, and of what a rate may be over numbers further off the
    only one that it is a slip of (隐患 A 处，其中甲 B 处、乙 C 处，已整改 D 处，整改率 x%: of A)."""
    further = [x for x in given[NEAREST:MOST_TRIED] if x[0].formula == _QUOTIENT and one_slip(result.figure, x[1])]
    alike = {(round(e.low, 3), round(e.high, 3)) for _, e in further}
    return [*given[:NEAREST], *(further if len(alike) == 1 else ())]


def _slip_in_operand(result: Operand, reading: CalculationReading, interval: Interval) -> bool:
    """Whether a slip in one number of a sum or difference explains its result."""
    if "/" in reading.formula:
        return False
    nominal = _at_face(reading, result)
    at_face = Interval.exactly(nominal)
    # more than there is: no part that is left out explains it
    too_much = nominal < result.figure.value if " - " in reading.formula else nominal > result.figure.value
    taken = _TAKEN.findall(reading.formula)
    for n, operand in enumerate(reading.operands, 1):
        sign = -1 if f"f{n}" in taken else 1
        moved = _moved(operand, result, interval, sign)
        if one_slip(operand.figure, moved) or _unit_slip(reading, result, n - 1, moved):
            return True
        if too_much and _is_odd(operand.figure) and one_slip(operand.figure, _moved(operand, result, at_face, sign)):
            return True
    return False


def _moved(operand: Operand, result: Operand, given: Interval, sign: int) -> Interval:
    """What a number of a sum would have to be for its result, `given` now, to come out as it is printed."""
    missing = (given - Interval.exactly(result.figure.value)).times(result.factor)
    share = missing.times(sign) * Interval.exactly(Decimal(1) / operand.factor)
    return Interval.exactly(operand.figure.value) - share


def _is_odd(figure: Figure) -> bool:
    """Whether a number has so many digits that, beside rounder ones (1,299 万 beside 14,059.11 万), it tells a slip
    where all are taken at face value."""
    return len(digits_of(figure.value, figure.decimals).strip("0")) >= LEAST_ODD_DIGITS


def _unit_slip(reading: CalculationReading, result: Operand, n: int, moved: Interval) -> bool:
    """Whether a number of a long sum has 元 behind it where all others have 万元, or the other way round, and comes out
    in their unit. `moved` is what the others leave for it, in the unit that it is printed in."""
    operand = reading.operands[n]
    factors = {o.factor for o in (*reading.operands[:n], *reading.operands[n + 1 :], result)}
    if len(reading.operands) < LEAST_WITH_UNIT or len(factors) > 1 or operand.factor in factors:
        return False
    times = Decimal(factors.pop()) / operand.factor
    return operand.figure.value != 0 and moved.meets(operand.figure.interval.times(times))


def one_slip(figure: Figure, expected: Interval) -> bool:
    """Whether one changed digit, or two swapped neighbours, makes the printed number one of those expected. Where these
    are many (one of the others is printed more roundly), a number has to have more digits for that to be no chance."""
    step = Decimal(1).scaleb(-figure.decimals)
    more = int(expected.width > MOST_NARROW * step)
    if expected.high < 0 < figure.value or figure.value < 0 < expected.low:
        return False  # no digit makes a minus
    least = LeastDigits(LEAST_DIGITS_CHANGED + more, LEAST_DIGITS_SWAPPED + more)
    return slip_makes(figure.value, figure.decimals, expected, least, MOST_VALUES)
