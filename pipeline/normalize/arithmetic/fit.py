"""Whether a printed number is one that a reading gives: what decides which of several wholes a row of shares is of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from pipeline.normalize.arithmetic.terms import Term
from pipeline.normalize.arithmetic.worked import Reading, Worked
from pipeline.vocabulary.formulas import evaluate_formula

_RATE_ENDS = re.compile(r"[率度比例占达到为是的总合共均约：]")


def fits(result: Term, reading: Reading) -> bool:
    """Whether rounding alone separates a number from what the reading gives. False where it divides by zero."""
    values = {f"f{n}": t.interval for n, t in enumerate(reading.terms, 1)}
    try:
        return evaluate_formula(reading.formula, values).meets(result.interval)
    except ZeroDivisionError:
        return False


def surely_failed(known: Iterable[Worked]) -> set[int]:
    """The indexes of all terms of what is certain and does not come out."""
    failed = (w for w in known if w.certain and not any(fits(w.result, r) for r in w.readings))
    return {t.index for w in failed for t in w.every_term}


def sum_of(parts: Sequence[Term]) -> Reading:
    """All of these added up."""
    return Reading(_added(len(parts)), tuple(parts))


def mean_of(terms: Sequence[Term]) -> Reading:
    """The plain average of these."""
    return Reading(f"({_added(len(terms))}) / {len(terms)}", tuple(terms))


def rest_of(whole: Term, others: Sequence[Term]) -> Reading:
    """What others leave of a whole."""
    return Reading(" - ".join(_names(len(others) + 1)), (whole, *others))


def rest_of_points(whole: Decimal | int, others: Sequence[Term]) -> Reading:
    """What others leave of so many points or percent, which no term prints (of the hundred, for the most part)."""
    return Reading(" - ".join([str(whole), *_names(len(others))]), tuple(others))


def percent_of(parts: Sequence[Term], whole: Term) -> Reading:
    """Some added up over a whole, in percent."""
    return Reading(f"({_added(len(parts))}) / f{len(parts) + 1} * 100", (*parts, whole))


def percent_of_sum(parts: Sequence[Term], members: Sequence[Term]) -> Reading:
    """Some added up over others added up, in percent."""
    return Reading(f"({_added(len(parts))}) / ({_added(len(members), len(parts) + 1)}) * 100", (*parts, *members))


def _added(count: int, first: int = 1) -> str:
    return " + ".join(_names(count, first))


def _names(count: int, first: int = 1) -> list[str]:
    """f1, f2 …: the terms of a reading as its formula names them."""
    return [f"f{n}" for n in range(first, first + count)]


def gives_another(rate: Term, reading: Reading, terms: Sequence[Term]) -> bool:
    """Whether the very numbers of a rate's reading already give another rate between them and it, under another name:
    检查 A 家，合格 B 家，合格率 x%，整改率 y%; 通过率 x%，补考后通过率 y%. A rate of them that is told again is called
    what the first is, and nothing more."""
    last = max(t.index for t in reading.terms)
    between = (t for t in terms if last < t.index < rate.index and t.is_percent and t.role in ("rate", "share"))
    return any(fits(t, reading) and not set(_stem(rate.near)) <= set(_stem(t.near)) for t in between)


def _stem(near: str) -> str:
    """The characters that tell one rate from another."""
    return _RATE_ENDS.sub("", near)
