"""Shares that are told together, of one whole that their words leave open: the one with which the others come out, or
that their parts come to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.normalize.arithmetic.amounts import Amounts, key_of
from pipeline.normalize.arithmetic.fit import fits, sum_of
from pipeline.normalize.arithmetic.quotients.named_budgets import BUDGET
from pipeline.normalize.arithmetic.terms import Term, same_kind
from pipeline.normalize.arithmetic.worked import Reading, Worked, noun_of, subject_of

SHARE = "f1 / f2 * 100"
Open = tuple[Term, Term, list[Term]]
"""A share, its part and the wholes that it may be of."""
PARAGRAPHS_BACK = 3
_A_YEAR = re.compile(r"(?:19|20)\d\d年")
_OVER_YEARS = re.compile(r"(?:19|20)\d\d年?(?:[-~～至到]|、|和)(?:(?:19|20)\d\d)年?|[近前过去][两二三四五\d]年|各年")
FEWEST_DECIMALS = 2  # at which one share that comes out is no chance


def of_one_whole(row: Sequence[Open], sentence: Sequence[Open]) -> Iterator[Worked]:
    """Shares of one sentence: of the whole with which another of them comes out or that their parts come to, if there
    is one; else, where nothing is named, of what the parts come to, if others come out with that."""
    parts = [p for _, p, _ in row]
    told = {(p.paragraph, p.index) for p in parts if p.quantity.value}
    together = len(told) > 1 and all(same_kind(p, parts[0]) for p in parts)
    for share, part, wholes in row:
        others = [(s, p) for s, p, _ in sentence if s is not share and _may_be_of_one(s.whole, share.whole)]
        borne_out = [w for w in wholes if _comes_out(w, others) or (together and fits(w, sum_of(parts)))]
        ordered = borne_out or wholes
        readings = [Reading(SHARE, (part, whole)) for whole in ordered]
        certain = len({w.size for w in borne_out}) == 1
        if not share.whole and together:
            readings.insert(len(readings) if borne_out else 0, _of_all(part, parts))
            right = [p for s, p, _ in row if s is not share and p.quantity.value and fits(s, _of_all(p, parts))]
            fine = all(s.quantity.decimals >= FEWEST_DECIMALS for s, _, _ in row)
            # 0.19% comes out with the largest of the parts as with all of them: then the words leave it open
            either = bool(right) and not any(fits(w, sum_of(parts)) for w in borne_out)
            certain = certain and not either if borne_out else not wholes and bool(right) and fine
        if readings:
            yield Worked("share", share, tuple(readings), certain, subject_of(part))


def _may_be_of_one(words: str, others: str) -> bool:
    """Whether two shares can be of one whole by their words: 调整预算 and 财政拨款调整预算 are two."""
    return not (words and others and words != others and (words in others or others in words))


def _of_all(part: Term, parts: Sequence[Term]) -> Reading:
    every = " + ".join(f"f{n}" for n in range(2, len(parts) + 2))
    return Reading(f"f1 / ({every}) * 100", (part, *parts))


def _comes_out(whole: Term, pairs: Sequence[tuple[Term, Term]]) -> bool:
    """Whether shares come out with a whole: one that is printed finely, or two."""
    some = [(s, p) for s, p in pairs if p.quantity.value]  # nothing is 0% of anything
    right = [(s, p) for s, p in some if same_kind(p, whole) and fits(s, Reading(SHARE, (p, whole)))]
    named = [p for _, p in right if noun_of(p)[-2:] == noun_of(whole)[-2:] != ""]  # 项目支出 and 总支出
    return len(right) > 1 or bool(named) or any(s.quantity.decimals >= FEWEST_DECIMALS for s, _ in right)


def given_out_of_one_whole(
    terms: Sequence[Term], run: Sequence[int], parts: Sequence[Term], amounts: Amounts
) -> Iterator[Worked]:
    """占比分别为 x%、y%: each part over the whole that they name or, where they name none, over one with which the
    others come out, or over what the parts come to."""
    first = terms[run[0]]
    pairs = [(terms[place], part) for place, part in zip(run, parts, strict=True)]
    wholes = amounts.named(key_of(first.whole), parts[0]) if first.whole else []
    if _OVER_YEARS.search(parts[0].lead) and not _A_YEAR.search(first.lead):
        return  # of several years, each of the whole of its own: A、B 和 C，占收入的 x%、y% 和 z%
    exact = all(key_of(noun_of(w)) == key_of(first.whole) for w in wholes)
    named = bool(wholes) and exact and len({w.size for w in wholes}) == 1
    if not wholes:
        wholes = [t for t in amounts.larger(max(parts, key=lambda t: t.size), PARAGRAPHS_BACK) if t not in parts]
    budgets = {t.size for t in wholes if t.paragraph == first.paragraph and BUDGET.search(noun_of(t))}
    for share, part in pairs:
        others = [(s, p) for s, p in pairs if s is not share]
        borne_out = [w for w in wholes if _comes_out(w, others)]
        ordered = borne_out or sorted(wholes, key=lambda t: (t.paragraph != part.paragraph, abs(t.index - part.index)))
        readings = [Reading(SHARE, (part, whole)) for whole in ordered]
        certain = named or len({w.size for w in borne_out}) == 1
        # 分别占全部收入的 x% 和 y%, beside other income: of all the parts only where another comes out so
        of_these = not others or any(fits(s, _of_all(p, parts)) for s, p in others)
        if first.role == "share" and of_these and all(same_kind(p, part) for p in parts):
            readings.append(_of_all(part, parts))
            fine = all(s.quantity.decimals for s, _ in pairs)
            # 三类占比分别为 x%、y%、z%: where the others come out with what all come to, so must this one
            certain = certain or (fine and len(others) > 1 and all(fits(s, _of_all(p, parts)) for s, p in others))
        elif not borne_out and len(budgets) == 1:
            readings = [r for r in readings if r.terms[1].size in budgets]
            certain = True
        if readings:
            yield Worked("share", share, tuple(readings), certain, noun_of(part))
