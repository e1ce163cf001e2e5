"""Amounts of a paragraph printed in another unit than the others, which come out with them in theirs: 基本支出 5,819.05
亿元、项目支出 4,387.60 万元，合计 10,206.65 万元.

The paragraph is read once more with the unit of the others. What its words then give of that amount to the last digit
does not come out by chance; as it is printed the amount is ten thousand times too large or too small for its sentence,
which few readers would take for a whole or a part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from pipeline.normalize.arithmetic.fit import fits, surely_failed
from pipeline.normalize.arithmetic.terms import Term
from pipeline.normalize.arithmetic.worked import Reading, Worked

_UNITS = {1: "元", 10_000: "万元", 100_000_000: "亿元"}
_LEAST_DIGITS = 4  # of a number that comes out by no chance
_MOST_ODD = 2
_KINDS = frozenset({"sum", "difference", "rest", "share", "rate", "growth"})

Read = Callable[[str], tuple[Sequence[Term], Sequence[Worked]]]


def unit_slips_of(text: str, terms: Sequence[Term], known: Sequence[Worked], read: Read) -> Iterator[Worked]:
    """What each such amount is part of. `read`: the terms of a text and what its words work out; `known`: that of the
    text as it is printed."""
    amounts = [t for t in terms if t.is_money and t.quantity.unit is not None and _printed_unit(text, t)]
    sizes = Counter(int(t.factor) for t in amounts)
    if len(sizes) < 2:
        return
    told = surely_failed(known)
    for odd in amounts:
        others = [f for f, n in sizes.items() if f != odd.factor and (n > 1 or len(amounts) == 2)]
        if sizes[int(odd.factor)] > _MOST_ODD or len(others) != 1 or odd.index in told or odd.digits < _LEAST_DIGITS:
            continue
        if (worked := _comes_out(text, terms, odd, others[0], read)) is not None:
            yield worked


def _comes_out(text: str, terms: Sequence[Term], odd: Term, factor: int, read: Read) -> Worked | None:
    """The first thing that the amount gives or is given by in another unit, with the numbers as they are printed."""
    at = odd.quantity.digits_end
    mended, found = read(text[:at] + _UNITS[factor] + text[at + odd.measure.length :])
    if len(mended) != len(terms):
        return None
    for w in found:
        of = {t.index for t in w.every_term}
        if w.kind not in _KINDS or odd.index not in of or w.asked or not all(_known(terms, t) for t in w.every_term):
            continue
        right = [r for r in w.readings if odd.index in {w.result.index, *(t.index for t in r.terms)} and _is_told(w, r)]
        if right:
            reading = Reading(right[0].formula, tuple(terms[t.index] for t in right[0].terms))
            return Worked(w.kind, terms[w.result.index], (reading,), True, w.subject)
    return None


def _is_told(worked: Worked, reading: Reading) -> bool:
    """Whether a result comes out, of digits enough to tell."""
    fine = worked.result.digits >= _LEAST_DIGITS or (worked.result.is_percent and worked.result.quantity.decimals > 1)
    return fine and len(reading.terms) + (worked.kind != "sum") > 1 and fits(worked.result, reading)


def _known(terms: Sequence[Term], term: Term) -> bool:
    """Whether a term stands in the paragraph itself."""
    return term.paragraph == terms[0].paragraph


def _printed_unit(text: str, term: Term) -> bool:
    """Whether the unit stands right behind the digits, and nothing of what each gets (元/人)."""
    unit = text[term.quantity.digits_end : term.quantity.digits_end + term.measure.length]
    return unit == _UNITS.get(int(term.factor)) and term.role != "average" and not term.tail.startswith("/")
