"""Parts that are larger than the whole right before them, as none can be: 合同金额 A 万元，其中：授予小微企业 B 万元.

Of several parts of money none is looked at: what is larger may be made up for by one below zero. Counts have none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.normalize.arithmetic.terms import Term
from pipeline.normalize.arithmetic.worked import Reading, Worked, subject_of

_PART = re.compile(r"[，；(]?其中[：，]?(?P<name>[\u4e00-\u9fff“”、]{2,24})")
# What is said of other years, of a contract or of what is only meant is no part of what was spent this year.
_APART = re.compile(
    r"累计|历年|以来|总投|概算|合同|中标|计划|预计|预算|目标|任务|年初|上年|去年|结转|应|拟|待|原值|评估|市值|还款|余额|"
    r"实际|完成|执行|决算|已"
)
_ALONE = re.compile(r"[)；]")


def single_parts_of(terms: Sequence[Term]) -> Iterator[Worked]:
    """Every amount of money behind 其中, right behind an amount of the same sentence, that is larger than this one.

    One that is not bears nothing out, and is left alone. 其中 may be of an earlier amount or of a whole list: it counts
    only where it is larger than each amount before it in the paragraph, and than those of its sentence together. One of
    several parts is left to the sums: what is larger may be made up for by one below zero.
    """
    for whole, part in pairwise(terms):
        if whole.sentence != part.sentence or not (_plain(whole) and _plain(part)):
            continue
        told = _PART.match(part.lead)
        if told is None or any(word not in whole.lead for word in _APART.findall(told["name"])):
            continue
        after = terms[part.index + 1 : part.index + 2]
        if after and after[0].sentence == part.sentence and after[0].is_money and not _ALONE.match(part.tail):
            continue
        if part.interval.low > whole.interval.high and not _may_be_of_others(terms, whole, part):
            yield Worked("part", part, (Reading("f1", (whole,)),), True, subject_of(part))


def counted_parts_of(terms: Sequence[Term]) -> Iterator[Worked]:
    """Every count of a list behind 其中 that is larger than the one right before 其中, in the same unit, and than all
    others of the sentence before it."""
    for whole, first in pairwise(terms):
        if not (_counted(whole) and _PART.match(first.lead)):
            continue
        for part in terms[first.index :]:
            listed = part is first or part.lead.startswith(("、", "和"))
            if not (listed and part.sentence == whole.sentence and _counted(part) and part.unit == whole.unit):
                break
            earlier = [t for t in terms[: first.index] if t.sentence == part.sentence and t.unit == part.unit]
            told = re.sub(r"[，；(]?其中[：，]?|[、和]", "", part.lead)
            apart = any(word not in whole.lead for word in _APART.findall(told))
            if not apart and all(part.interval.low > t.interval.high for t in earlier):
                yield Worked("part", part, (Reading("f1", (whole,)),), True, subject_of(part))


def _counted(term: Term) -> bool:
    """Whether a number counts things; points of a score are a matter of the score tables."""
    return (
        term.unit not in ("", "分") and term.measure.counts and term.role == "amount" and term.usable and not term.old
    )


def _may_be_of_others(terms: Sequence[Term], whole: Term, part: Term) -> bool:
    before = [t for t in terms[: whole.index] if t.is_money]
    if any(t.interval.high >= part.interval.low for t in before):
        return True
    together = sum((t.interval.high for t in before if t.sentence == part.sentence), whole.interval.high)
    return together >= part.interval.low


def _plain(term: Term) -> bool:
    return term.is_money and term.role == "amount" and term.usable and not term.old and term.size > 0
