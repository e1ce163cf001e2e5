"""Amounts of money printed without their 元: 专项资金 795 万，…; 目标 2.1 亿元，完成 2 亿."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.normalize.arithmetic.terms import Term
from pipeline.normalize.narrative.reading.measures import MONEY

_MONEY_LEFT_OUT = re.compile(r"(?:资金|金额|支出|收入|预算|投资|经费|补助|补贴|贷款|债券|款)(?:约|共|为|是|达)*$")
_COUNTED = re.compile(r"人|次|量|点击|阅读|播放|户|件|吨|亩|株|斤|棵")  # 访问量 1.2 亿，投入 3.5 亿元
_CLAUSE_ENDS = re.compile(r"[，。；、)]|$")


def with_money(terms: list[Term]) -> list[Term]:
    """The terms of a paragraph, those of money with its unit: behind a word for it, or of so many 万 as others have."""
    for i, term in enumerate(terms):
        if term.unit or term.factor == 1 or not _CLAUSE_ENDS.match(term.tail):
            continue
        beside = any(t.is_money and t.sentence == term.sentence and t.factor == term.factor for t in terms)
        if (beside and not _COUNTED.search(term.near)) or _MONEY_LEFT_OUT.search(term.near):
            terms[i] = replace(term, measure=replace(term.measure, unit=MONEY))
    return terms
