"""Rates behind two lists told alike: 行政编制 A 名、事业编制 B 名；在编行政 C 人、事业 D 人，使用率 x%."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.normalize.arithmetic.fit import percent_of_sum
from pipeline.normalize.arithmetic.terms import Term
from pipeline.normalize.arithmetic.worked import Reading, counted_noun, noun_of, share_a_word


def of_parallel_lists(before: Sequence[Term]) -> tuple[Reading, ...]:
    """What all members of the list right before a rate come to, over those of a list before it that names them alike;
    nothing where no two such lists stand there. `before`: the amounts of the sentence, nearest first."""
    parts = _list_ending(before)
    rest = before[len(parts) :]
    for skipped in range(min(2, len(rest))):  # 共 N 名 may stand between the lists
        wholes = _list_ending(rest[skipped:])
        if len(parts) > 1 and len(wholes) == len(parts) and all(map(_named_alike, parts, wholes)):
            return (percent_of_sum(parts, wholes),)
    return ()


def _list_ending(before: Sequence[Term]) -> list[Term]:
    """The members of the list that the nearest of some amounts ends, nearest first."""
    found = list(before[:1])
    while found and found[-1].lead.startswith("、") and len(found) < len(before):
        found.append(before[len(found)])
    return found


def _named_alike(one: Term, other: Term) -> bool:
    return share_a_word(noun_of(one) + counted_noun(one), noun_of(other) + counted_noun(other))
