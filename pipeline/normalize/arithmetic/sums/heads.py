"""What a list divides: the amount whose own words open it, or one that a sentence before it states."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.normalize.arithmetic.amounts import Amounts
from pipeline.normalize.arithmetic.runs import in_run
from pipeline.normalize.arithmetic.sums.list_members import OF_WHICH, excluded
from pipeline.normalize.arithmetic.terms import Term, same_kind
from pipeline.normalize.arithmetic.worked import noun_of, share_a_word

ALL = re.compile(
    r"包括|包含|分为|划分为?|分别(?:为|是|有|(?![比较同增减]|上升|下降|提高|降低)[\u4e00-\u9fff]{0,4}$)|具体(?:为|是|有)|(?:^|，)即|由(?!于)[^，。；]{1,12}$|：|"
    r"按[^，。；]{1,12}(?:分|划分|统计)|分[^，。；]{1,6}(?:看|来看|为)"
)
# A sentence that divides what the one before has stated.
OPENS = re.compile(
    r"^(?:其中|按[^，。；：\d]{1,14}(?:分|划分|分类|分列|统计|来?看|构成)|从[^，。；：\d]{1,14}(?:看|来看|划分)|"
    r"分[^，。；：\d]{1,8}(?:看|来看|列|统计|：|，)|"
    r"(?:主要)?(?:包括|包含)|具体(?:为|是|包括|如下)?|各[^，。；：\d]{1,10}(?:为|：|分别)|分别(?:为|是))"
)
_DIVIDES_ANEW = re.compile(
    r"^(?:再|又|另|如)?(?:按|从|分)[^，。；：\d]{1,14}(?:分|划分|分类|分列|统计|看|构成|口径|情况[是为]?)[，：]"
)
BRACKET = re.compile(r"[\u4e00-\u9fff]{0,8}\((?!上年|去年|不含|以|含|加上?|约|折合|合\d)")
WITHIN = re.compile(
    r"^(?:在)?(?P<head>[^，。；：、\d]{2,14}?)(?:构成)?(?:之?中|里面?|以?内)"
    r"(?:，|：|包括|，其中|(?<=[员工师生出入金费产目]中)(?=[\u4e00-\u9fff]{2}))"
)
_DIVIDED = re.compile(
    r"^(?P<head>[^，。；：、\d]{2,14}?)(?:(?:按[^，。；：\d]{1,12})?(?:共?分为?|划分为|包括|主要包括|主要用于|构成(?:为|如下))"
    r"[^，。；\d]{0,8}：|按[^，。；：\d]{1,8}(?:分|划分|统计|看)?[，：]|按[^，。；：\d]{1,8}(?:划)?分为(?=[\u4e00-\u9fff]{2}))"
)
SENTENCES_BACK = 3
_MOVES = re.compile(r"(?:调整|变动|变化|追加|调增|调剂|增减)(?:情况)?(?:为|如下)?：")
_MOST_CLAUSES = 4  # between a whole and the word that opens its list


def head_of(terms: Sequence[Term], i: int, amounts: Amounts) -> Term | None:
    """The whole in whose list the term at `i` stands: the last amount of its kind before a word that opens a list."""
    part = terms[i]
    if OF_WHICH.search(part.lead) and (passed := _behind_its_rate(terms, i)):
        return passed  # 计划 P，其中甲 A；采购 N，执行率 x%，其中乙 B，占 y%: of N
    for j in range(i - 1, -1, -1):
        before, follows = terms[j], terms[j + 1]
        if before.sentence < part.sentence:
            break
        if (
            opening_of(before, follows)
            and not excluded(before)
            and same_kind(before, part)
            and before.depth <= part.depth
            and (part.depth > before.depth or not _closes_again(terms[j + 1 : i + 1], before))
        ):
            return before
    if passed := _behind_its_rate(terms, i):
        return passed
    first = next(j for j, t in enumerate(terms) if t.sentence == part.sentence)
    heads = heads_before(terms, first, part, amounts)
    return heads[0] if len({h.size for h in heads}) == 1 else None


def _closes_again(behind: Sequence[Term], whole: Term) -> bool:
    """Whether a bracket right behind an amount is closed before another: A 万元（占 x%）、B 万元（占 y%）."""
    return behind[0].depth > whole.depth and ")" in "".join(t.lead for t in behind)


def _behind_its_rate(terms: Sequence[Term], i: int) -> Term | None:
    """决算 A 万元，控制率 80%；其中，购车 B 万元，…: the amount whose rate stands before the list."""
    part = terms[i]
    for j in range(i - 2, -1, -1):
        head, rate = terms[j], terms[j + 1]
        if head.sentence != part.sentence:
            return None
        if rate.role == "rate" and OF_WHICH.search(rate.tail) and head.role == "amount" and not excluded(head):
            fits_in = same_kind(head, part) and head.depth <= part.depth and head.size >= part.size
            return head if fits_in else None
    return None


def heads_before(terms: Sequence[Term], first: int, part: Term, amounts: Amounts, lead: str = "") -> list[Term]:
    """What a sentence that begins at `first` can divide: what its own words name (基本支出中，…), else the amounts of
    the last sentence that states any."""
    lead = lead or terms[first].lead
    named = WITHIN.match(lead) or _DIVIDED.match(lead)
    if named:
        here = (part.paragraph, part.index)
        found = [t for t in amounts.named(named["head"], part) if t.size >= part.size]
        # planned in one paragraph and spent in the next
        found = [t for t in found if t.paragraph == part.paragraph or not amounts.is_planned(t)]
        before = [t for t in found if (t.paragraph, t.index) < here]
        if before or WITHIN.match(lead):
            return before[-1:]
    if not named and not OPENS.match(lead):
        return []
    beside: list[Term] = []
    for sentence in range(terms[first].sentence - 1, terms[first].sentence - 1 - SENTENCES_BACK, -1):
        stated = [t for t in terms[:first] if t.sentence == sentence and is_head(t, part) and t.usable]
        heads = [t for t in stated if not in_run(terms, t.index)]
        if _DIVIDES_ANEW.match(lead) and stated and _DIVIDES_ANEW.match(stated[0].lead):
            continue  # 按资金性质分，…。按支出性质分，…: both of what stands before
        if _DIVIDES_ANEW.match(lead) and stated and stated[0].lead.startswith("其中"):
            beside += heads
            continue  # 余额 N。其中，甲 A、乙 B。按级次分，…: of N or of B
        if stated and not heads:
            continue  # 甲、乙分别为 A 和 B。从别处看，丙、丁分别为 …: two ways to divide what stands before
        if heads:
            if named:  # 实际签约 A 万元。签约金额按类型分为 …
                heads = [h for h in heads if share_a_word(noun_of(h), named["head"])] or heads
            divided = heads[0].index + 1 < first and opening_of(heads[0], terms[heads[0].index + 1])
            return [*(heads[:1] if divided else heads), *beside]
    return []


def is_head(term: Term, like: Term, *, rests: bool = False) -> bool:
    """Whether a list may divide an amount of its kind, outside of brackets and of this year; `rests`: what is left over
    as well."""
    stated = term.role == "amount" or (rests and term.role == "rest")
    return not excluded(term) and same_kind(term, like) and not term.old and not term.depth and stated


def opening_of(whole: Term, follows: Term) -> str:
    """`all` or `some` where the words behind a whole open a list of all or of some of its parts; '' for none."""
    if whole.depth > follows.depth:
        return ""  # 限额 A 万元（含外债 B 万元），其中 …: not of B
    if whole.tail.count("，") > _MOST_CLAUSES:
        return ""
    opening = (
        whole.tail if follows.depth > whole.depth or "(" not in whole.tail else re.sub(r"\([^()]*\)", "", whole.tail)
    )
    if _MOVES.search(opening):
        return ""  # 年初预算 A，两次调整：第一次追加 B，第二次追加 C: no parts of A
    bracket = bool(BRACKET.match(opening))
    if "；" in opening or (bracket and follows.depth <= whole.depth):
        return ""
    of_which = OF_WHICH.search(opening)
    if (ALL.search(opening) and not re.search(r"其中(?!：)", opening)) or (bracket and not of_which):
        return "some" if of_which or "主要" in opening.split("(")[0] else "all"
    return "some" if of_which else ""
