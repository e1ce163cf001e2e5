"""What was moved in the budget of an item that a table lists: 追加人员经费 27.00 万元, 设备购置核减 9.20 万元; and what
was carried over into this year: 上年结转 167.17 万元, 上年结转平台配套资金 735.71 万元.

The general reading of sentences knows 人员经费调增 A 万元; offices also put the verb first. Only names of rows are read
so, once each: an item that several sentences move has no one figure of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from pipeline.normalize.narrative.reading.text_numbers import Quantity
from pipeline.normalize.narrative.sentence_facts import Sentence, told_sentences
from pipeline.vocabulary.budget_moves import ADDED, TAKEN
from pipeline.vocabulary.names import item_core
from schemas.document import Document
from schemas.records import BudgetLine, Fact

_VERB = rf"(?:净)?(?:(?P<up>{ADDED})|(?P<down>{TAKEN}))(?:了|预算|经费|资金)?"
_VERB_FIRST = re.compile(rf"{_VERB}(?P<item>[^，。；：、\d]{{2,24}}?)(?:合计|共计?|为|：|了)*$")
_ITEM_FIRST = re.compile(
    rf"^(?:其中)?(?P<item>[^，。；：、\d]{{2,24}}?)(?:因[^，。；]*)?{_VERB}(?:合计|共计?|为|：|了)*$"
)
_CARRIED = re.compile(
    r"(?:^|[^\u4e00-\u9fff]|中|使用|安排|加上?|动用)(?:上年度?|上一年度?|以前年度|(?P<year>20\d\d)年度?)(?:末)?结(?:转(?:和?结余)?|余)(?:资金|指标|预算|经费|收入)?"
    r"(?P<item>[^，。；：、\d]{0,24}?)(?:合计|共计?|为|：|了)*$"
)
_NOT_THE_BUDGET = re.compile(
    r"上年同期|同比|比上年|较上年|较去年|比去年|决算|支出(?:增加|减少)|收入|财政专户|单位资金|非财政|目标|拟|计划|下一年|20\d\d年末"
)
# What is moved one way in some of their items may be moved the other way in others.
_GATHER = frozenset({"project_expenditure", "basic_expenditure", "total", "general_public_budget", "government_fund"})
_NOTHING_CARRIED = frozenset({"personnel", "operating", "basic_expenditure", "three_public"})
_CLAUSE = re.compile(r"[，。；：、()]")


def moved_item_facts(document: Document, lines: Iterable[BudgetLine], year: int | None) -> list[Fact]:
    """`adjustment` and `carried_over` of rows, and what the whole unit carried over, with placeholder ids."""
    every = list(lines)
    rows = _rows(every)
    found = [f for sentence in told_sentences(document) for f in _of_sentence(sentence, rows, year)]
    if any(f.metric == "carried_over" for f in found) and not any("carried_over" in x.figures for x in every):
        # a table without a column for it may count what was carried over as moved
        found = [f for f in found if f.metric != "adjustment" or f.item_code in _NOTHING_CARRIED]
    times = Counter((f.metric, f.item) for f in {(f.metric, f.item, f.figure.value): f for f in found}.values())
    return [f for f in found if times[f.metric, f.item] == 1]


def _rows(lines: Iterable[BudgetLine]) -> Mapping[str, BudgetLine]:
    """Rows by comparable name, those of one name in several tables once."""
    rows: dict[str, BudgetLine] = {}
    for line in lines:
        if line.role == "line" and len(key := item_core(line.item)) > 1:
            rows.setdefault(key, line)
    return rows


def _of_sentence(sentence: Sentence, rows: Mapping[str, BudgetLine], year: int | None) -> Iterator[Fact]:
    period = str(year) if year else ""
    for n, quantity in enumerate(sentence.quantities):
        plain = quantity.is_money and quantity.is_exact
        lead = sentence.lead(n)
        if not plain or _NOT_THE_BUDGET.search(sentence.squeezed.text[sentence.span[0] : quantity.start]):
            continue
        carried = _CARRIED.search(lead)
        if carried and (not carried["year"] or year is None or int(carried["year"]) == year - 1):
            yield from _carried(sentence, quantity, carried["item"], rows, period)
            continue
        clause = _CLAUSE.split(lead)[-1]
        moved = _VERB_FIRST.search(clause) or _ITEM_FIRST.search(clause)
        line = rows.get(item_core(moved["item"])) if moved else None
        if moved and line is not None and quantity.value and line.item_code not in _GATHER:
            fact = sentence.fact(quantity, "adjustment", period, item=line.item, negative=bool(moved["down"]))
            yield fact.model_copy(update={"item_code": line.item_code})


def _carried(
    sentence: Sentence, quantity: Quantity, item: str, rows: Mapping[str, BudgetLine], period: str
) -> Iterator[Fact]:
    line = rows.get(item_core(item)) if item else None
    if not item:
        yield sentence.fact(quantity, "carried_over", period)
    elif line is not None:
        fact = sentence.fact(quantity, "carried_over", period, item=line.item)
        yield fact.model_copy(update={"item_code": line.item_code})
