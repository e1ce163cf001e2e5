"""Which sums of a budget or of final accounts that do not come out are slips of the print.

Such tables run over hundreds of lines, leave lines out that are secret or empty this year, and tell levels apart by
nothing but where a name starts: a sum that falls short by any amount may be a line that is not printed or was taken for
part of another. What a slip of the pen leaves is seldom anything else: one digit changed, two neighbours swapped, or a
figure that two sums agree to be another than printed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from pipeline.checks.calculations import Spot, one_slip, spot_of
from pipeline.checks.compare import not_checkable
from pipeline.normalize.chinese_numerals import chinese_number
from schemas.audit import Check, Outcome
from schemas.figure import Interval

_NUMBER = re.compile(r"([一二三四五六七八九十]{1,3})、")
UNEXPLAINED = "parts_unexplained"  # worth a look where all other sums of a table come out
OF_LINES = frozenset({"parts", "parts_with_blanks"})
MOST_OFF = 2  # times a difference must go into the sum: what is further off was understood wrongly
SMALL = 100  # units of the last digit: of a smaller difference some slip is nearly always found
FEW = 2  # failing sums of a table whose lines seem to be all printed
FEW_LINES = 3  # of a sum that leaves none out (本年支出合计 + 年终结余)
TOLD_APART = 2  # for each sum of such a table that fails, so many that come out
ROUNDED = 12  # parts whose roundings move a sum by about one unit


def without_unexplained(checks: Sequence[Check], by_code: Collection[Spot] = ()) -> Iterator[Check]:
    """The checks of one table, in their order; sums that fail and that no slip explains are asked about or left
    open. `by_code`: where the figures of lines stand whose parts are told by their printed codes."""
    sums = [c for c in checks if c.variant in OF_LINES]
    failed = [c for c in sums if c.outcome is Outcome.INCONSISTENT]
    right = sum(c.outcome is Outcome.CONSISTENT and bool(c.reported and c.reported.value) for c in sums)
    complete = len(failed) <= FEW and right >= TOLD_APART * len(failed)
    near = [c for c in failed if is_near(c) or (complete and _is_slip_of_sum(c))]  # a first digit may be the wrong one
    alike = {id(c) for c in near if _is_of_another(c, sums)}
    # 302 whose lines 30201, 30202 … come to the 公用经费合计 below: no line is left out, so it is 302 that is wrong
    sure = {id(c) for c in near if id(c) in alike and c.reported is not None and spot_of(c.reported) in by_code}
    able = [c for c in near if not (_is_rounding(c) or id(c) in alike - sure or _adds_one_twice(c))]
    kept = {id(c) for c in able if is_slip(c) and not (_is_small(c) and _may_lack_a_line(c, complete))}
    kept |= {id(c) for c in able if id(c) in sure or (len(failed) <= FEW and _is_counted_through(c))}
    for part in able:
        for whole in able:
            if whole is not part and _agree(part, whole):
                kept |= {id(part), id(whole)}
    dropped = {id(c) for c in failed} - kept
    asked = {id(c) for c in able if complete} & dropped
    for check in checks:
        if id(check) in asked:
            yield check.model_copy(update={"variant": UNEXPLAINED})
        elif id(check) in dropped:
            reason = "no slip explains the difference: lines may be left out, or be part of others than they seem"
            yield not_checkable(check.code, check.variant, check.locus, check.reported, reason)
        else:
            yield check


def is_slip(check: Check) -> bool:
    """Whether one slip, in the sum or in one of its parts, explains why it does not come out."""
    if check.reported is None or check.relation is None:
        return False
    missing, room = _missing(check), _room(check)
    return _is_slip_of_sum(check) or any(one_slip(f, _around(f.value - missing, room)) for f in check.relation.figures)


def _is_slip_of_sum(check: Check) -> bool:
    if check.reported is None or check.relation is None:
        return False
    return one_slip(check.reported, _around(check.reported.value + _missing(check), _room(check)))


def is_near(check: Check) -> bool:
    """Whether a sum misses its parts by no more than a slip of the pen leaves, and not by most of it."""
    return check.reported is not None and abs(_missing(check)) * MOST_OFF <= abs(check.reported.value)


def _is_of_another(check: Check, sums: Sequence[Check]) -> bool:
    """Whether the lines come to what another sum above or below prints: they are its lines."""
    assert check.reported is not None
    value, own = check.reported.value + _missing(check), check.reported.box
    others = (c.reported for c in sums if c.reported is not None and c.locus.row != check.locus.row)
    return any(f.value == value and f.box.x0 < own.x1 and own.x0 < f.box.x1 for f in others)


def _adds_one_twice(check: Check) -> bool:
    """Whether the lines exceed the sum by one of them: it is made of others of them, or not added."""
    missing, room = _missing(check), _room(check)
    return any(f.value and abs(missing - f.value) <= room for f in check.relation.figures) if check.relation else False


def _is_counted_through(check: Check) -> bool:
    """Whether the lines are numbered 一、二、三 … without a gap: none is left out."""
    numbers = [_NUMBER.match(place.text) for place in check.inputs[1:]]
    counted = [chinese_number(n[1]) for n in numbers if n is not None]
    return len(counted) > 1 and counted == list(range(1, len(numbers) + 1))


def _may_lack_a_line(check: Check, complete: bool) -> bool:
    """Whether a small difference may be a line that is not printed: in any sum over many, and where other sums of the
    table fail."""
    lines = len(check.relation.figures) if check.relation else 0
    return not complete or (_missing(check) < 0 and lines > FEW_LINES)


def _is_small(check: Check) -> bool:
    assert check.reported is not None
    return abs(_missing(check)) < Decimal(SMALL).scaleb(-check.reported.decimals)


def _is_rounding(check: Check) -> bool:
    """Whether figures that all end in .00 were rounded to whole units, and that explains the difference."""
    assert check.reported is not None
    assert check.relation is not None
    figures = (check.reported, *check.relation.figures)
    whole = all(f.value == f.value.to_integral_value() for f in figures)
    return whole and check.reported.decimals > 0 and abs(_missing(check)) * 2 <= len(figures)


def _missing(check: Check) -> Decimal:
    """By how much the parts exceed the sum, as printed."""
    assert check.reported is not None
    assert check.relation is not None
    return sum((f.value for f in check.relation.figures), Decimal(0)) - check.reported.value


def _room(check: Check) -> Decimal:
    """How far the roundings of the parts move their sum, but for rare cases."""
    assert check.reported is not None
    assert check.relation is not None
    return Decimal(1 + len(check.relation.figures) // ROUNDED).scaleb(-check.reported.decimals)


def _around(value: Decimal, room: Decimal) -> Interval:
    return Interval(value - room, value + room)


def _agree(part: Check, whole: Check) -> bool:
    """Whether the sum of a part and the sum that it is part of leave the same value for it, and not just because one
    line stands in the wrong one of the two."""
    if part.reported is None or part.relation is None or whole.reported is None or whole.relation is None:
        return False
    spot = spot_of(part.reported)
    if all(spot_of(f) != spot for f in whole.relation.figures):
        return False
    missing, room = _missing(part), max(_room(part), _room(whole))
    if abs(missing + _missing(whole)) > 2 * room:
        return False
    beside = [f.value for f in whole.relation.figures if spot_of(f) != spot]
    return not any(_has_run(values, abs(missing), 2 * room) for values in (_values(part), beside))


def _values(check: Check) -> list[Decimal]:
    return [f.value for f in check.relation.figures] if check.relation is not None else []


def _has_run(values: Sequence[Decimal], size: Decimal, room: Decimal) -> bool:
    """Whether lines that follow each other come to a difference."""
    for start in range(len(values)):
        total = Decimal(0)
        for value in values[start:]:
            total += value
            if abs(abs(total) - size) <= room:
                return True
    return False
