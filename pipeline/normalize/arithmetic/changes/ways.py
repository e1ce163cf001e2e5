"""A change and its rate told in one breath that go different ways: 较上年减少 C 万元，增长 D%.

Nothing stands between the two but the second verb, so that they are of one thing, and one of the verbs is wrong. Which,
the numbers before them tell: the rate comes out as the one way or the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.normalize.arithmetic.fit import fits
from pipeline.normalize.arithmetic.terms import DOWN, UP, Term, same_kind
from pipeline.normalize.arithmetic.worked import Reading, Worked, subject_of
from pipeline.normalize.narrative.reading.measures import POINTS

# No 净 or 负 (负增长), and no comparison of its own (比预算减少 C，比上年增长 D%).
_VERB = re.compile(rf"[，、()]{{0,2}}(?:同比|即)?(?!净|负)(?:{UP}|{DOWN})(?:了|约|率|幅度?|比例|为|达到?)*")
_FARTHEST = 4  # numbers before the two that they may be of
_ROLES = ("amount", "base", "rest")


def ways_of(terms: Sequence[Term]) -> Iterator[Worked]:
    """Each rate of growth, or change, whose verb the number beside it contradicts."""
    for change, growth in pairwise(terms):
        if change.role != "change" or growth.role != "growth" or change.measure.unit == POINTS or change.is_percent:
            continue
        if change.down == growth.down or change.sentence != growth.sentence or not (change.usable and growth.usable):
            continue
        if not _VERB.fullmatch(growth.lead):
            continue
        before = [t for t in terms[: change.index] if t.sentence == change.sentence and same_kind(t, change)]
        told = [t for t in reversed(before) if t.usable and t.role in _ROLES and t.size > 0][:_FARTHEST]
        worked = _against_the_change(change, growth, told)
        if worked is not None:
            yield worked


def _against_the_change(change: Term, growth: Term, told: Sequence[Term]) -> Worked | None:
    """The verb of the rate is wrong where the rate comes out the way that the change went, that of the change where the
    amounts moved as the rate says; None where the numbers bear out neither."""
    for term in told:
        other = next((t for t in told if t is not term and t.old != term.old), None)
        if term.old and fits(growth, Reading("f1 / f2 * 100", (change, term))):
            if other is not None and (other.size < term.size) == growth.down:
                return _of_change(change, other, term)
            return _of_growth(growth, "0 - f1 / f2 * 100", change, term)
        before = "(f2 + f1)" if change.down else "(f2 - f1)"
        if not term.old and term.size > change.size and fits(growth, Reading(f"f1 / {before} * 100", (change, term))):
            return _of_growth(growth, f"0 - f1 / {before} * 100", change, term)
    return None


def _of_growth(growth: Term, formula: str, *terms: Term) -> Worked:
    return Worked("growth", growth, (Reading(formula, terms),), True, subject_of(*reversed(terms)))


def _of_change(change: Term, now: Term, base: Term) -> Worked:
    formula = "f2 - f1" if change.down else "f1 - f2"
    return Worked("difference", change, (Reading(formula, (now, base)),), True, subject_of(now, change))
