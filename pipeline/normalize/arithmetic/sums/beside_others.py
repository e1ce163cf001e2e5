"""What a number is by those it stands beside: of the year of the one before it, or a member of a ratio."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.normalize.arithmetic.own_roles import AVERAGE
from pipeline.normalize.arithmetic.terms import Term

_GOES_ON = re.compile(r"、[^，。；：()\d]{1,10}|，[^，。；：()\d]{0,8}(?:率|进度|占比)(?:约|近|达到?|为|是|仅)*")
_OTHER_TIME = re.compile(r"本年|当年|今年|全年|本期|现|[比较同]")
_RECKONED = re.compile(r"[\u4e00-\u9fff]{0,3}(?:计算?|测算|折算|平均|分摊)，?(?:约|为|是|得|达|每[\u4e00-\u9fff])*")
_OF_A_YEAR = frozenset({"amount", "rate", "average"})


def of_that_year(terms: list[Term]) -> list[Term]:
    """2022 年预算 A 万元、支出 B 万元，执行率 x%: what is listed behind an amount of an earlier year is of that."""
    for i, term in enumerate(terms[1:], 1):
        before = terms[i - 1]
        goes_on = _GOES_ON.fullmatch(term.lead) and not _OTHER_TIME.search(term.lead)
        beside = before.sentence == term.sentence and before.depth == term.depth
        if before.old and goes_on and beside and {before.role, term.role} <= _OF_A_YEAR:
            terms[i] = replace(term, old=True)
    return terms


def shared_out(terms: list[Term]) -> list[Term]:
    """车均费用按 2 辆计为 C 万元: by how many it is divided stands between what each gets and its words."""
    for i, term in enumerate(terms[1:], 1):
        by = terms[i - 1]
        each = AVERAGE.search(re.sub(r"[按以]$", "", by.near)) if by.measure.counts and by.near[-1:] in "按以" else None
        if each and _RECKONED.fullmatch(term.lead) and by.sentence == term.sentence and term.role == "amount":
            terms[i - 1] = replace(by, old=True)
            terms[i] = replace(term, role="average", each=each["each"])
    return terms


def in_ratios(terms: list[Term]) -> list[Term]:
    """结构由 79.3:20.7 调整为 77.9:22.1: the members of a ratio are no amounts."""
    for i, term in enumerate(terms[1:], 1):
        before = terms[i - 1]
        if term.lead == before.tail == "：" and not before.measure.length:
            terms[i - 1], terms[i] = replace(before, role="ratio"), replace(term, role="ratio")
    return terms
