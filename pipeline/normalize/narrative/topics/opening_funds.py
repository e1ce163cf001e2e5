"""What a unit had at the beginning and was given on the way, where a sentence puts it beside what was left before it or
calls it income: 上年结转 A 万元，年初预算批复 B 万元，年度追加预算 C 万元; 年初预算收入 B 万元，本年追加 C 万元.

The general reading of sentences leaves such budgets open, since what follows 上年结转 may be of that money. Here stand
only sentences that speak of no part of the budget, and they serve where the report states its original budget nowhere
else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.normalize.narrative.sentence_facts import Sentence, told_sentences
from schemas.document import Document
from schemas.records import Fact

_BUDGET = re.compile(
    r"^(?:20\d\d年度?|本年度?|我[局委办处部院校镇县]|本部门|本单位|部门|单位|财政)*年初(?:部门)?(?:财政)?预算(?:批复|安排|收入|支出|总额|金额|数|额)*"
    r"(?:合计|共计|共|为|是|：)*$"
)
_ADDED = re.compile(
    r"^(?:本年度?|当年|年度|年中|年内|全年|执行中|预算|调整)*"
    r"(?:(?P<up>追加|调增|净追加|净调增|净增加?)|(?P<down>调减|压减|净调减|净减少?))(?:预算|资金|收入|经费)?(?:数|额|金额)?"
    r"(?:合计|共计|共|为|是|：)*$"
)
_PARTS = re.compile(r"项目|专项|三公|公用|基本支出|人员经费|采购|基金|其中|下属|所属|用于")
_TOLD = re.compile(r"上年(?:度)?(?:末)?结[转余]|预算收入|追加|调[增减]|压减|净[增减]")


def opening_facts(document: Document, known: Iterable[Fact], year: int | None) -> list[Fact]:
    """`original_budget` and `adjustment` of the whole unit that `known` lacks, with placeholder ids; none where two
    sentences differ."""
    stated = {f.metric for f in known if not f.item and not f.scope and f.period in ("", str(year or ""))}
    stated |= {f.metric for f in known if f.item_code == "total"}
    if "original_budget" in stated:
        return []
    rows = [row for sentence in told_sentences(document) if (row := _of_sentence(sentence, str(year or "")))]
    if "revised_budget" in stated:  # which may hold what was left before it: only with what was moved beside it
        rows = [row for row in rows if len(row) > 1]
    return rows[0] if len({tuple(f.figure.value for f in row) for row in rows}) == 1 else []


def _of_sentence(sentence: Sentence, period: str) -> list[Fact]:
    whole = sentence.squeezed.text[sentence.span[0] : sentence.span[1]]
    if not _TOLD.search(whole):
        return []
    budget: list[Fact] = []
    moved: list[Fact] = []
    for n, quantity in enumerate(sentence.quantities):
        before = sentence.squeezed.text[sentence.span[0] : quantity.start]
        if not quantity.is_exact or not quantity.is_money:
            continue
        if _PARTS.search(before):
            break
        clause = re.split(r"[，；：。、（(]", sentence.lead(n))[-1]
        if _BUDGET.match(clause):
            budget.append(sentence.fact(quantity, "original_budget", period))
        elif added := _ADDED.match(clause):
            moved.append(sentence.fact(quantity, "adjustment", period, negative=bool(added["down"])))
    return [*budget, *moved] if len(budget) == 1 and len(moved) <= 1 else []
