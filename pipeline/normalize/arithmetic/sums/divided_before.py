"""Wholes that a sentence before divides: 全年支出 N 万元。其中，甲 A 万元，乙 B 万元; 按用途分，甲 A、乙 B."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.normalize.arithmetic.amounts import Amounts
from pipeline.normalize.arithmetic.fit import fits, rest_of
from pipeline.normalize.arithmetic.sums.complete_lists import (
    came_of_plan,
    in_columns,
    is_rest,
    names_all,
    one_alone,
    shares_of_all,
)
from pipeline.normalize.arithmetic.sums.heads import OPENS, WITHIN, heads_before, is_head, opening_of
from pipeline.normalize.arithmetic.sums.list_members import MOST, goes_on, members_of, only_content
from pipeline.normalize.arithmetic.terms import Term
from pipeline.normalize.arithmetic.worked import Worked, noun_of, share_a_word, subject_of

_MAIN_ONES = re.compile(
    r"(?:分|从|按)[^，。；：\d]{0,4}主要|主要(?!包括|包含|用于|由)[^，。；：\d]{1,10}(?:看|如下|：|有|是|为|，)"
)
MOST_OVER = Decimal("1.2")  # times a whole that parts of it can come to by a slip in one of them
MOST_TIMES = 20  # what the parts named come to
# 年初预算 A，上年结转 B，调整后预算 C。按来源划分，…: of the budget as it became, if of none of the others.
_CHANGED = re.compile(r"(?:调整|压减|追加)(?:后|为|至|到)|全年[^，]{0,4}预算|可用")
_SPENT = re.compile(r"支出|执行|决算|支付")
_MOVED = re.compile(r"追加|调增|调减|核减|压减")
_DIVIDES = re.compile(r"按[^，。；：\d]{1,14}(?:分|划分|分类|分列)")
_SIDES = re.compile(r"^(?:收入|支出)(?:主要)?包括")
# 实际完成 A 万元: of what the amount before it is of
_NAMELESS = re.compile(
    r"(?:实际|累计|全年|调整后?|年初|批复|预计|已)*(?:完成|支出|执行|实现|收入|安排|预算|决算)?数?(?:为|达)?"
)
_MAIN_PARTS = re.compile(r"主要(?:包括|包含|有|是)")
_SEEN = re.compile(
    r"^(?:从[^，。；：\d]{1,14}看|[按分][^，。；：\d]{0,4}(?:商品|产品|贸易方式)[^，。；：\d]{0,3}(?:分|看))"
)  # 从贸易方式看，…: what there is to see, and not how it is divided


def divided_before(terms: Sequence[Term], first: int, amounts: Amounts, lead: str = "") -> Iterator[Worked]:
    """A list in a sentence, or behind `lead` within one: its last part is what the others leave of the whole before."""
    again = bool(lead)
    lead = lead or terms[first].lead
    if terms[first].quantity.words and "：" in terms[first].tail and first + 1 < len(terms):
        lead += terms[first].tail  # 项目支出分五个明细项目：…
        first += 1
    parts, ends, nested = members_of(terms, first, terms[first])
    if not 2 <= len(parts) <= MOST:
        return
    if ends and ends[0] >= 2:
        if in_columns(parts, ends):
            return  # 甲县到位 A、支付 B；乙县到位 C、支付 D: one head for each
        parts = parts[: ends[0]]
    stated = _heads_of(terms, first, parts, amounts, lead, again)
    last, others = parts[-1], parts[:-1]
    others_sum = sum(p.size for p in others)
    # no whole is less than its parts, and none is many times what they come to (定额：小学 720 元、初中 940 元)
    heads = [h for h in stated if others_sum <= h.size * MOST_OVER and h.size <= (others_sum + last.size) * MOST_TIMES]
    if not heads:
        return
    changed = [h for h in heads if _CHANGED.search(h.near)] if _DIVIDES.match(lead) else []
    if any(_SPENT.search(h.near) for h in heads if h not in changed) and any(_SPENT.search(p.near) for p in parts):
        changed = []  # 全年预算 A，全年执行 B。按性质分，基本支出 C、项目支出 D: of either
    moved = any(_MOVED.search(t.near) for t in terms[heads[-1].index + 1 : first])
    defined = all(names_all(h, parts) for h in heads)  # 计划 A，实际 B。其中货物 C、工程 D、服务 E: all of one of them
    sole = (len(heads) == len(stated) == 1 and not moved) or len(changed) == 1 or defined
    known = defined or (len(heads) == 1 and shares_of_all(terms, parts))
    if not known and one_alone(parts):
        return
    readings = tuple(rest_of(head, others) for head in sorted(heads, key=lambda h: h not in changed))
    is_open = goes_on(terms, parts) or only_content(heads[0], parts)
    if is_open and not any(fits(last, r) for r in readings):
        return
    every = known or not _names_some(lead) or is_rest(last) or (last.measure.unit == "分" and len(parts) > 2)
    told = not (_MAIN_PARTS.match(lead) or _SEEN.match(lead)) or (known and not defined)
    certain = bool(every) and told and sole and not nested
    yield Worked("sum", last, readings, certain, subject_of(last), partial=not _SEEN.match(lead))


def _heads_of(
    terms: Sequence[Term], first: int, parts: Sequence[Term], amounts: Amounts, lead: str, again: bool
) -> list[Term]:
    """The amounts that a list may divide; none where its own sentence states the whole. `again`: the list is a further
    one of its sentence."""
    heads = heads_before(terms, first, parts[0], amounts, lead)
    begins = terms[_begin(terms, first)]
    own = not (again or begins is parts[0] or begins.is_percent or begins.quantity.words)
    if own and opening_of(begins, terms[begins.index + 1]):
        return []  # 2022 年偿还 A 亿元，其中：甲 B 亿元；乙 C 亿元: of A
    if again and not OPENS.match(begins.lead) and not _SIDES.match(begins.lead):
        heads = [t for t in terms[_begin(terms, first) : first] if is_head(t, parts[0]) and t.usable][:1] or heads
    named = [h for h in heads if not _NAMELESS.fullmatch(noun_of(h))]
    alike = [h for h in heads if all(share_a_word(noun_of(h), noun_of(p)) for p in parts)]
    return alike if len(alike) == 1 and named == heads else came_of_plan(heads)


def _names_some(lead: str) -> bool:
    """Whether the words that open a list announce no more than some of the parts."""
    within = WITHIN.match(lead)
    some = re.match(r"(?:[^，；：]{2,14}，)?其中", lead) or _MAIN_ONES.match(lead)
    return bool(some or (within and not within.group().endswith("：")))


def _begin(terms: Sequence[Term], i: int) -> int:
    """The index of the first number of the sentence of that at `i`."""
    return next(j for j, t in enumerate(terms) if t.sentence == terms[i].sentence)
