"""Which amount a share is of: 甲 A 万元，占 x%; 甲占 x%."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.normalize.arithmetic.amounts import Amounts, key_of
from pipeline.normalize.arithmetic.quotients.named_budgets import BUDGET
from pipeline.normalize.arithmetic.terms import Term, same_kind
from pipeline.normalize.arithmetic.worked import noun_of

_BEHIND = re.compile(r"^[\u4e00-\u9fff]{0,6}[，、()]*(?:以内，)?(?:约|仅|则|分别|所)?(?:占|完成|比重|为|相当于)")
_OF_PART = re.compile(r"(?P<part>[^，。；：、()占]{2,16})(?:所|约|仅|则|合计|分别)?占[^占]*$")
_AND_MORE = re.compile(r"及?以[上下](?:职称|学历|人员)?(?:分别|各)?$")
_FORMER = re.compile(r"(?:^|[，、])(前|后)者$")
_SAID_OF_ANY = frozenset(
    {"其中", "各项", "金额", "支出", "资金", "分别", "所占", "合计", "总计", "共计", "两项", "总共"}
)
_MONEY_NAME = re.compile(r"(?:产值|收入|支出|金额|资产|负债|利润|增加值|投资)$")
_BY_ALL = re.compile(r"(?:合计|共计|总共|一共|共)占")  # 甲（A 亿元）、乙（B 亿元），合计占 x%: no share of the last
ANY_BUDGET = frozenset({"预算", "预算数", "年初预算", "计划", "计划数"})


def part_of_share(terms: Sequence[Term], i: int, whole: str, amounts: Amounts) -> Term | None:
    """The amount that a share is of: the one that its own words name, else the one right before it. Percentages, limits
    and what brackets hold may stand between."""
    term = terms[i]
    named = _OF_PART.search(term.lead)
    if named and _AND_MORE.search(named["part"]):
        return None  # 正高 A 人、副高 B 人、中级 C 人，中级以上占 x%: of several of them
    if named and (order := _FORMER.search(named["part"])):
        here = [t for t in terms[:i] if t.sentence == term.sentence and not t.is_percent and t.role == "amount"]
        level = [t for t in here if t.depth <= term.depth and not t.quantity.approximate]
        return level[-2 if order[1] == "前" else -1] if len(level) > 1 and same_kind(level[-1], level[-2]) else None
    if named and not named["part"].startswith(("其中占", "同比")):
        same = [t for t in amounts.named_exactly(named["part"]) if t.paragraph == term.paragraph and t.index < i]
        if same:
            return same[-1]
        if _BY_ALL.search(named.group()) and named["part"] in _SAID_OF_ANY:
            return None
        if named["part"] not in _SAID_OF_ANY:
            here = [t for t in terms[:i] if t.sentence == term.sentence and not t.is_percent and t.role == "amount"]
            if _MONEY_NAME.search(named["part"]):
                here = [t for t in here if t.is_money]
            alike = [t for t in here if _alike(named["part"], noun_of(t))]
            return alike[0] if len(alike) == 1 else None
    for before in reversed(terms[:i]):
        if before.sentence != term.sentence:
            return None
        if before.is_percent or before.depth > term.depth or before.role in ("change", "growth", "base"):
            continue
        if before.quantity.bound or (BUDGET.search(whole) and _is_whole(key_of(noun_of(before)), whole)):
            continue  # 支出 A 万元，控制在预算 B 万元以内，完成预算的 x%
        return before if before.role in ("amount", "rest") and not before.quantity.approximate else None
    return None


def _is_whole(name: str, whole: str) -> bool:
    """Whether an amount is the budget that a share is of (基本支出预算 is a part of 支出预算, 部门预算 is 预算)."""
    return name == whole or (whole in ANY_BUDGET and name.endswith(whole))


def _alike(words: str, name: str) -> bool:
    """Whether two names begin alike (SCI论文 and SCI收录)."""
    return len(name) > 1 and words[:2] == name[:2]


def stands_by_its_part(terms: Sequence[Term], part: Term, share: Term) -> bool:
    """Whether a share stands right behind its amount, or names it."""
    if _OF_PART.search(share.lead):
        return True
    between = [t for t in terms if part.index < t.index < share.index]
    passed = all(t.is_percent or t.depth > share.depth or t.quantity.bound or t.role == "amount" for t in between[-1:])
    return passed and len(between) < 2 and bool(_BEHIND.search(share.lead))
