"""Which amounts can be what a share names: 完成调整预算的 x% is of no 收入 A, 占总资产的 y% of no 受限的资产."""

from __future__ import annotations

import re

from pipeline.normalize.arithmetic.terms import Term
from pipeline.normalize.arithmetic.worked import noun_of
from pipeline.vocabulary.link_words import IS

BUDGET = re.compile(r"预算|计划|任务|目标")
_ACCOUNT = re.compile(r"(?:公共|基金|资本|经营|财政|财务)预算")  # an account and no amount that was planned
# What a plan is called without a word of what it is for: 年初预算数, 1-4月投资计划.
_ANY_PLAN = re.compile(
    r"年初|年度|全年|本年|当年|上?半年|季度|[第前一二三四\d\-至]+|月|调整后?|调剂后?|变更后?|原|的|数|投资|工作|预算|计划|任务|目标"
)
# What a budget is told by without its name: 支出年初安排 A 万元，调整为 B 万元.
PLANNED = re.compile(rf"年初(?:安排|批复|下达|核定){IS}$|(?:调整|追加|调增|调减|压减)后?(?:为|至|到)$")
_PART_OF_YEAR = re.compile(r"\d+月|季度|半年")
_MOVED = re.compile(r"调整|调剂|变更|变动")
_FIRST = re.compile(r"年初|原")


def may_be_named(words: str, amount: Term) -> bool:
    """Whether an amount can be what `words` call a budget or plan: one that its own words call so, for the same part
    of the year, before or after the same adjustment (占调整预算的 x% is of no 收入 A and of no 年初预算 B)."""
    if words.startswith("总") and "的" in noun_of(amount):
        return False  # 占总资产的 x%: not of 受限的资产
    name = _ACCOUNT.sub("", (amount.name or amount.near) + amount.tail[:4])
    if not BUDGET.search(words):
        return True
    of_part = bool(_PART_OF_YEAR.search(words)) != bool(_PART_OF_YEAR.search(name))
    if not _ANY_PLAN.sub("", words) and (of_part or not (BUDGET.search(name) or PLANNED.search(amount.near))):
        return False
    if _MOVED.search(words) and not _MOVED.search((amount.name or amount.near) + _aside(amount)):
        return False  # 收入预算 A，调整为 B，完成 C，为调整预算的 x%: of B
    return not (_FIRST.search(words) and _MOVED.search(name))


def _aside(amount: Term) -> str:
    """What a bracket right behind an amount says of it."""
    return amount.tail if amount.tail.startswith("(") else ""
