"""Wholes whose parts stand in paragraphs of their own: 基本支出 A 元，其中： / 人员经费 B 元，… / 公用经费 C 元，….

Only lists that are complete: by what their members are, or by shares that come to a hundred percent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.normalize.arithmetic.fit import sum_of
from pipeline.normalize.arithmetic.sums.complete_lists import come_to_all, names_all, share_behind
from pipeline.normalize.arithmetic.terms import Term, same_kind
from pipeline.normalize.arithmetic.worked import Worked, subject_of

_OPENS = re.compile(r"(?:其中|包括|如下|分别为)：?$")
MOST = 12  # paragraphs of one list


def lists_over_paragraphs(texts: Sequence[str], paragraphs: Sequence[Sequence[Term]]) -> Iterator[Worked]:
    """`texts`: the squeezed paragraphs, `paragraphs`: their terms."""
    for n, (text, terms) in enumerate(zip(texts, paragraphs, strict=True)):
        if not terms or not _OPENS.search(text):
            continue
        whole = next(t for t in terms if t.sentence == terms[-1].sentence)
        if whole.role != "amount" or whole.old or not whole.usable or whole.quantity.value <= 0 or "其中" in whole.lead:
            continue
        parts, shares = _members(whole, paragraphs[n + 1 : n + 1 + MOST])
        for end in range(len(parts), 1, -1):
            if names_all(whole, parts[:end]) or come_to_all(shares[:end]):
                yield Worked("sum", whole, (sum_of(parts[:end]),), True, subject_of(whole), partial=True)
                break


def _members(whole: Term, paragraphs: Sequence[Sequence[Term]]) -> tuple[list[Term], list[Term]]:
    """The first amount of each paragraph, and the share behind it where all have one."""
    parts: list[Term] = []
    shares: list[Term] = []
    for terms in paragraphs:
        if not terms or terms[0].role != "amount" or not same_kind(terms[0], whole) or not terms[0].usable:
            break
        parts.append(terms[0])
        share = share_behind(terms[0], terms[1:])
        shares += [share] if share is not None and len(shares) == len(parts) - 1 else []
    return parts, shares
