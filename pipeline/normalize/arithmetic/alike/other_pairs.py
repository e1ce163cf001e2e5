"""What a sentence says with other numbers than those it was held against: a rate that comes out the other way round,
a difference from the amount that its own words name, an amount that a printed percentage bears out.

Readers take the nearest number, and the nearest is not always the one that is meant. Where another comes out to the
last digit, nobody is accused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import permutations

from pipeline.normalize.arithmetic.alike.relations import FORMULA
from pipeline.normalize.arithmetic.fit import fits
from pipeline.normalize.arithmetic.quotients.combined_rates import over_sums, pairs_before
from pipeline.normalize.arithmetic.terms import Term
from pipeline.normalize.arithmetic.worked import Reading, Worked

# 较当年预算减少 C: what the difference is from. The last two characters say what kind of amount (预算, 决算, 计划).
_FROM = re.compile(
    r"[较比与同][^，。；：、]*?([\u4e00-\u9fff]{2})数?额?(?:相比)?(?:净?[增减]|多|少|[上下][升降]|[提降][高低]|节)"
)
_FINE = 2  # decimals of a percentage that says how two amounts stand to each other
_MOST = 6  # amounts of a sentence of which every two are tried
_SLACK = Decimal("0.001")  # percent: what rounding moves the quotient of two amounts of six digits by


def means_other_numbers(worked: Worked, terms: Sequence[Term]) -> bool:
    """Whether a number that none of its readings gives is what other numbers of its paragraph, `terms`, give: the same
    two the other way round, several pairs together, or the amount that its words name (较当年预算减少)."""
    if not worked.readings or any(fits(worked.result, r) for r in worked.readings):
        return False
    if worked.kind in ("rate", "share"):
        quotients = [r for r in worked.readings if r.formula == FORMULA]
        others = [Reading(FORMULA, r.terms[::-1]) for r in quotients] + _of_any_two(worked.result, terms)
        if pairs := pairs_before(worked.result, terms):
            others += over_sums(pairs)
        return any(fits(worked.result, r) for r in others)
    return worked.kind == "difference" and any(_from_named(worked.result, r, terms) for r in worked.readings)


def _of_any_two(rate: Term, terms: Sequence[Term]) -> list[Reading]:
    """与年初预算 A 相比，支出 B，完成 x%；与调整预算 C 相比，完成 y%: quotients of the amounts of its sentence, of a
    rate printed so finely that hardly one comes out by chance."""
    if rate.quantity.decimals < _FINE:
        return []
    here = [t for t in terms if t.sentence == rate.sentence and t.is_money and t.usable and t.size > 0]
    return [Reading(FORMULA, pair) for pair in permutations(here[:_MOST], 2)]


def _from_named(result: Term, reading: Reading, terms: Sequence[Term]) -> bool:
    named = _FROM.search(result.near)
    if named is None or len(reading.terms) != 2:
        return False
    word = named[1]
    others = [t for t in terms[: result.index] if t.sentence == result.sentence and t.unit == result.unit and t.usable]
    others = [t for t in others if word in t.near and t not in reading.terms]
    kept = [t for t in reading.terms if word not in t.near]
    return any(fits(result, Reading(way, (a, b))) for a in others for b in kept for way in ("f1 - f2", "f2 - f1"))


def bears_out(term: Term, terms: Sequence[Term]) -> bool:
    """Whether a percentage of the paragraph, `terms`, with two decimals is the growth from an amount to another, or the
    one over the other: an amount that comes out in that has no slip in it."""
    fine = [t.interval for t in terms if t.is_percent and t.quantity.decimals >= _FINE and t.size]
    others = [t for t in terms if t is not term and t.unit == term.unit and t.size > 0 and t.usable]
    for other in others:
        for part, whole in ((term.size, other.size), (other.size, term.size)):
            rate = part / whole * 100
            if any(p.low - _SLACK <= r <= p.high + _SLACK for p in fine for r in (rate, abs(rate - 100))):
                return True
    return False
