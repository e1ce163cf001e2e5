"""Totals of a budget that begin with what was told before: 支出 A 亿元，…。加上 B 亿元、C 亿元后，支出总计 N 亿元.

Who says 加上 (or 加) adds to something: to the amount at the head of the same clause, to the one before the bracket in
which the words stand, or to that which an earlier sentence of the paragraph begins with. Only with it are those all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from pipeline.normalize.arithmetic.terms import Term, same_kind
from pipeline.normalize.arithmetic.worked import Reading, noun_of

# 加上 B; 加 B; 支出加上 B, but not 增加 B, 追加 B, 附加 B
_ADDS = re.compile(
    r"(?:^|[，；：。(]|(?<=[收支]入)|(?<=支出)|(?<=[额数入出年算]))(?:再|并|另|同时)?加(?:上|计)?(?![强大快深工以])"
)
# 总收入 N: what a budget comes to with all that was added
GRAND = re.compile(r"总(?:收入|支出)(?:合计|共计|总计|累计|共|达到?|为|是|：)*$")
_FLOW = re.compile(r"收入|支出")
_OTHER_MEMBERS = re.compile(r"加(?:上)?|等|及")  # 加上转移支付等，收入总量 N: members without a number
_DIVIDED = re.compile(r"其中|包括|包含")
_ASIDE = re.compile(r"^(?:其中|主要|按|从|分)")
_TAKEN = re.compile(r"减去|扣除|扣减")
_YEAR = re.compile(r"(?:19|20)\d\d年")
_SENTENCES_BACK = 4


def adds(term: Term) -> bool:
    """Whether a number is said to be added to something before it."""
    return "加" in term.lead and bool(_ADDS.search(re.sub(r"\([^()]*\)", "", term.lead)))


def said_at_once(term: Term) -> bool:
    """Whether nothing is named between a semicolon and 加上, so that it is added to what stands before."""
    return bool(re.search(r"；(?:再|并|另|同时)?加", term.lead))


def is_grand(term: Term) -> bool:
    """Whether a number is called the whole of all that comes in or goes out (收入总量, 支出总计)."""
    return bool(GRAND.search(term.near))


def open_ended(whole: Term) -> bool:
    """Whether members without a number stand between the last part and the total."""
    before = re.split(r"[，；：](?=[^，；：]*$)", whole.lead)[0] if re.search(r"[，；：]", whole.lead) else ""
    return bool(_OTHER_MEMBERS.search(before))


def may_be_added_to(terms: Sequence[Term], first: Term, whole: Term) -> list[Term]:
    """What the parts of a total that begin with `first` may be added to, nearest first: what earlier sentences of the
    paragraph begin with, or what stands before the bracket."""
    before = terms[first.index - 1] if first.index else None
    if first.depth and before is not None and before.sentence == first.sentence and before.depth < first.depth:
        return [before] if _may_be(before, whole) else []
    flow = _FLOW.findall(noun_of(whole) or whole.near)
    found: dict[Decimal, Term] = {}
    for sentence in range(first.sentence - 1, first.sentence - 1 - _SENTENCES_BACK, -1):
        stated = [t for t in terms[: first.index] if t.sentence == sentence and not t.depth]
        if not stated or _ASIDE.match(stated[0].lead):
            continue
        heads = [t for t in stated if _may_be(t, whole) and (not flow or flow[-1] in t.near)]
        heads = [*heads[:1], *(_kept_of(terms, heads[0], whole) if heads else ())]
        found |= {t.size: t for t in heads if t.size not in found}
    return list(found.values())


def _kept_of(terms: Sequence[Term], head: Term, whole: Term) -> list[Term]:
    """总收入 A，其中地方收入 B。加上 C: the one part named of an amount, which may be what is added to, the rest of A
    being other governments'."""
    behind = [t for t in terms[head.index + 1 :] if t.sentence == head.sentence and same_kind(t, whole)]
    added = next((n for n, t in enumerate(behind) if adds(t)), len(behind))
    parts = [t for t in behind[:added] if t.role == "amount"]
    return parts if len(parts) == 1 and _DIVIDED.search(parts[0].lead) and _may_be(parts[0], whole) else []


def sums_with(terms: Sequence[Term], parts: Sequence[Term], adding: int) -> list[list[Term]]:
    """What the words can add up, where the sentence states what they add to: all that stands before 加上, the first of
    it, of which the others are parts (收入 A，其中甲 B、乙 C，加上 D), or the one part of it that is named."""
    own = "；" in parts[adding].lead  # 收入 A，增长 x%；加甲 B、乙 C，总收入 N
    begin = next((n for n in range(adding - own, 0, -1) if "；" in parts[n].lead), 0)
    before, added = parts[begin:adding], parts[adding:]
    every = [*before, *added]
    kept = _kept_of(terms, before[0], parts[-1])
    divided = bool(kept) or any(_DIVIDED.search(t.tail) for t in before)
    sums = [[before[0], *added], every] if divided else [every, [before[0], *added]]
    sums += [[part, *added] for part in kept]
    if begin:  # 收入 A，其中：甲 B；乙 C，加上 D
        sums.append([parts[0], *added])
    return sums


def reckoned(members: Sequence[Term]) -> Reading:
    """A sum, from which that is taken away which stands behind 减去."""
    taken = next((n for n, t in enumerate(members) if n and _TAKEN.search(t.lead)), len(members))
    signs = ["", *(" - " if n >= taken else " + " for n in range(1, len(members)))]
    return Reading("".join(f"{sign}f{n}" for n, sign in enumerate(signs, 1)), tuple(members))


def _may_be(term: Term, whole: Term) -> bool:
    dated = bool(_YEAR.search(term.lead))  # of the year that the report tells of, although it is of the next one
    return same_kind(term, whole) and term.role == "amount" and term.usable and (dated or not term.old)
