"""The fund of the later members of a row: 一般公共预算支出中基本支出 A 万元、项目支出 B 万元 is of that fund twice.

Sentences are read number by number; what stands before the row is of its first member only. Where 、 or 和 joins the
next member to it, with nothing between but its unit and a bracket, the next is of the same fund.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from schemas.records import Fact
from schemas.white_space import without_space

_JOINED = re.compile(r"(?:万|亿)?元(?:[（(][^（）()]*[）)])?(?:、|和|及|与|以及)$")
_SPLIT = frozenset({"basic_expenditure", "project_expenditure", "personnel", "operating"})


def with_joined_scopes(facts: Sequence[Fact]) -> list[Fact]:
    """`facts` of sentences in reading order, with the fund of a row's first member given to those joined to it."""
    found: list[Fact] = []
    given: dict[tuple[str, str], str] = {}  # sentence and item -> fund, for the rates that follow
    last: Fact | None = None  # the last amount of a row that names its fund
    for fact in facts:
        scope = given.get((fact.quote, fact.item_code), "")
        if not fact.scope and not scope and last is not None and _follows(last, fact):
            scope = given[fact.quote, fact.item_code] = last.scope
        new = fact.model_copy(update={"scope": scope}) if scope and not fact.scope else fact
        found.append(new)
        if new.figure.unit.is_money:
            last = new if new.scope and new.item_code in _SPLIT else None
    return found


def _follows(before: Fact, fact: Fact) -> bool:
    """Whether `fact` is the next amount of the row in which `before` stands."""
    alike = fact.quote == before.quote and (fact.metric, fact.period) == (before.metric, before.period)
    if not alike or fact.item_code not in _SPLIT or not fact.item or fact.item_code == before.item_code:
        return False
    quote = without_space(fact.quote)
    start, end = quote.find(before.figure.text), quote.find(fact.item + fact.figure.text)
    return 0 <= start < end and bool(_JOINED.fullmatch(quote[start + len(before.figure.text) : end]))
