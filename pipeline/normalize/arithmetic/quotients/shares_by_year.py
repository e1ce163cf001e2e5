"""Shares of several years, given out in order: 2018-2020 年税收分别为 A、B 和 C，占收入的 x%、y% 和 z%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.normalize.arithmetic.amounts import Amounts
from pipeline.normalize.arithmetic.terms import Term
from pipeline.normalize.arithmetic.worked import Reading, Worked, noun_of

_A_YEAR = re.compile(r"(?:19|20)\d\d年")
_OVER_YEARS = re.compile(r"(?:19|20)\d\d年?(?:[-~～至到]|、|和)(?:(?:19|20)\d\d)年?|[近前过去][两二三四五\d]年|各年")


def of_several_years(first: Term, share: Term) -> bool:
    """Whether the amounts of a row are of several years, and their shares of no one amount that is named with its year
    (占 2020 年末余额的 x%、y%)."""
    return bool(_OVER_YEARS.search(first.lead)) and not _A_YEAR.search(share.lead)


def year_by_year(pairs: Sequence[tuple[Term, Term]], wholes: Sequence[Term], amounts: Amounts) -> Iterator[Worked]:
    """Each share of the amount of its own year, where a row of as many years tells it."""
    parts = [p for _, p in pairs]
    rows = [row for t in wholes if (row := amounts.row_from(t, len(pairs))) and row != parts]
    for k, (share, part) in enumerate(pairs):
        readings = tuple(Reading("f1 / f2 * 100", (part, row[k])) for row in rows)
        if readings:
            yield Worked("share", share, readings, len({r.terms[1].size for r in readings}) == 1, noun_of(part))
