"""Changes that words give out in order: A、B 分别为 1 和 2，比上年分别增加 3 和 4，增长 x% 和 y%.

Which amount each change is of, only their order says; a row of changes beside as many amounts goes with these, and no
change of such a row is of the amount that stands nearest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.normalize.arithmetic.terms import DOWN, UP, Term, same_kind
from pipeline.normalize.arithmetic.worked import Reading, Worked, subject_of
from pipeline.normalize.narrative.reading.measures import POINTS

_HANDED_OUT = re.compile(r"分别|依次|各")
_NEXT = re.compile(rf"(?:、|，|和|与|及|以及)?(?:(?:{UP}|{DOWN})(?:了|额)?)?")
_JOINED = re.compile(r"(?:、|和|与|及|以及)[^，；。：]*")


@dataclass(frozen=True, slots=True)
class Row:
    """Changes or growth rates in order, and the amounts that they are of, where these can be told."""

    members: tuple[Term, ...]
    amounts: tuple[Term, ...] = ()

    @property
    def indices(self) -> range:
        return range(self.members[0].index, self.members[-1].index + 1)


def rows_of_changes(terms: Sequence[Term]) -> list[Row]:
    """All such rows of a paragraph: those that words give out, and a row of rates right behind one of changes."""
    found: list[Row] = []
    i = 0
    while i < len(terms):
        row = _row_from(terms, i)
        behind = found and found[-1].members[-1].index == i - 1 and len(found[-1].members) == len(row)
        if len(row) > 1 and (_HANDED_OUT.search(terms[i].lead) or behind):
            amounts = found[-1].amounts if behind and found[-1].amounts else _amounts_before(terms, i, row)
            found.append(Row(tuple(row), amounts))
        i += max(1, len(row))
    return found


def _row_from(terms: Sequence[Term], i: int) -> list[Term]:
    """The changes that begin at `i`, nothing but 、 or 和 and which way they go between them."""
    first = terms[i]
    if first.role not in ("change", "growth") or first.measure.unit == POINTS:
        return []
    row = [first]
    for term in terms[i + 1 :]:
        alike = term.sentence == first.sentence and term.unit == first.unit and term.role == first.role
        if not alike or not _NEXT.fullmatch(term.lead):
            break
        row.append(term)
    return row


def _amounts_before(terms: Sequence[Term], i: int, row: Sequence[Term]) -> tuple[Term, ...]:
    """As many amounts of one kind as the row has members: the row of them right before, or all that the sentence
    states."""
    here = [t for t in terms[:i] if t.sentence == terms[i].sentence and not t.is_percent]
    chain = here[-1:]
    for term in reversed(here[:-1]):
        if not _JOINED.fullmatch(chain[0].lead):
            break
        chain.insert(0, term)
    found = chain if len(chain) == len(row) else here
    stated = all(t.role in ("amount", "rest") and not t.old and t.usable and same_kind(t, found[0]) for t in found)
    return tuple(found) if stated and len(found) == len(row) and len({t.depth for t in found}) == 1 else ()


def changes_in_order(terms: Sequence[Term]) -> Iterator[Worked]:
    """The rates of a row by the changes and the amounts that stand in the same order."""
    rows = rows_of_changes(terms)
    for changes, rates in pairwise(rows):
        fits = changes.members[0].role == "change" and rates.members[0].role == "growth" and rates.amounts
        if not fits or changes.amounts != rates.amounts or len(changes.members) != len(rates.members):
            continue
        for change, rate, now in zip(changes.members, rates.members, rates.amounts, strict=True):
            if same_kind(change, now) and rate.usable and change.usable:
                formula = "f1 / (f2 + f1) * 100" if rate.down else "f1 / (f2 - f1) * 100"
                yield Worked("growth", rate, (Reading(formula, (change, now)),), True, subject_of(now))
