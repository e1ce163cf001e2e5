"""How much of the budget was shifted between its items: 调剂资金累计 A 万元，占部门预算总规模的 x%; 预算调剂率 x%.

What is shifted leaves the whole as it is, so that no row of budgets tells it: the sentence alone does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.normalize.narrative.sentence_facts import Sentence, told_sentences
from pipeline.vocabulary.link_words import IS
from schemas.document import Document
from schemas.figure import Unit
from schemas.records import Fact

SHIFTED = "budget_adjustment_rate"
_CLAUSE = re.compile(r"[，。；：]")
_RATE = re.compile(rf"调剂(?:资金|金额|预算)?(?:累计)?(?:率|比例|比率|占比){IS}$")
_AMOUNT = re.compile(r"调剂[\u4e00-\u9fff、]{0,10}$")
_SHARE = re.compile(
    r"^，?(?:约)?占(?:本|我|部门|单位|街道|年初|年度|全年|当年|整体|财政|支出)*(?:调整后?)?预算(?:总规模|规模|总额|总量|安排数|数|金额|资金)?"
    rf"(?:的)?(?:比例|比重|比率)?{IS}$"
)
_OTHERS = re.compile(r"上年|去年|前年|目标|不超过|不高于|控制在|经济分类|科目")


def shifted_fund_facts(document: Document, year: int | None) -> Iterator[Fact]:
    """The shares in percent, with placeholder ids."""
    for sentence in told_sentences(document):
        for n, quantity in enumerate(sentence.quantities):
            if quantity.unit is Unit.PERCENT and quantity.is_plain and _of_shifted(sentence, n):
                yield sentence.fact(quantity, SHIFTED, str(year) if year else "")


def _of_shifted(sentence: Sentence, n: int) -> bool:
    clause = _CLAUSE.split(sentence.lead(n))[-1]
    if _RATE.search(clause):
        return not _OTHERS.search(clause)
    before = sentence.quantities[n - 1] if n else None
    if before is None or not before.is_money or not _SHARE.match(sentence.lead(n)):
        return False
    told = _CLAUSE.split(sentence.lead(n - 1))[-1]
    return bool(_AMOUNT.search(told)) and not _OTHERS.search(told)
