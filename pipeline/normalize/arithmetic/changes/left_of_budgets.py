"""What was left or saved of a budget that stands before it.

What was left of a budget that an earlier sentence states: 实际支出 A 万元，预算执行率 x%，未使用资金 C 万元.

The rate says which budget: the one of which A is x%. Where it bears none out, or several, nothing is known.

What purchases saved, told behind both of its sides: 预算规模 A 万元，其中 …。实际采购 B 万元。节约资金 C 万元; and
what was saved of a budget that only a rate tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.normalize.arithmetic.amounts import Amounts
from pipeline.normalize.arithmetic.fit import fits
from pipeline.normalize.arithmetic.terms import Term, same_kind
from pipeline.normalize.arithmetic.worked import Reading, Worked, subject_of
from pipeline.vocabulary.link_words import IS

# 结转 and 年末结余 hold what other years left, and not what the treasury took back.
_UNSPENT = re.compile(
    r"(?:未(?:使用|支出|执行|支付|用完|列支|形成支出)|剩余|(?:预算|指标)结余|结余(?:预算|指标))(?:的)?"
    r"(?:预算|资金|指标|金额|数|额度?|部分)*(?:共|合计|为|约|：|是)*$"
)
_SPENT = re.compile(r"支出|执行|支付|使用|决算")
_RATE = re.compile(
    r"执行率|支出率|支付率|使用率|(?:预算|支出|资金)完成率|支出进度|执行进度|完成(?:全年|年度|调整后|总)*预算的?"
)
_OF_BUDGET = re.compile(r"预算|指标")  # 占年末预算指标的 x%: of that
_BUDGET = re.compile(r"预算|指标")
PARAGRAPHS_BACK = 40  # the budget stands in the section before, the tables of which lie between
FEWEST_DECIMALS = 2  # of a rate that tells one budget of a report from the others


def unspent_of(terms: Sequence[Term], amounts: Amounts) -> Iterator[Worked]:
    """Every such sum of a paragraph."""
    for done, rate, rest in zip(terms, terms[1:], terms[2:], strict=False):
        if not _told_in_order(done, rate, rest):
            continue
        share = "f1 / f2 * 100"
        budgets = {
            t.size: t
            for t in amounts.earlier(done, PARAGRAPHS_BACK)
            if same_kind(t, done) and _BUDGET.search(t.near) and not t.old and fits(rate, Reading(share, (done, t)))
        }
        if len(budgets) == 1:
            (budget,) = budgets.values()
            yield Worked("difference", rest, (Reading("f1 - f2", (budget, done)),), True, subject_of(rest))


def _told_in_order(done: Term, rate: Term, rest: Term) -> bool:
    """Whether the three are spending, its rate and what was left, right behind one another."""
    here = done.sentence == rate.sentence == rest.sentence and done.depth == rest.depth
    usable = all(t.usable for t in (done, rate, rest)) and not done.old and same_kind(done, rest)
    fine = rate.is_percent and rate.quantity.decimals >= FEWEST_DECIMALS
    apart = "；" not in rate.lead + rest.lead and "其中" not in rate.lead + rest.lead
    named = _SPENT.search(done.near) and _is_its_rate(rate) and _UNSPENT.search(rest.near)
    return bool(here and usable and fine and done.is_money and apart and named)


def _is_its_rate(rate: Term) -> bool:
    return bool(_RATE.search(rate.near)) or (rate.role == "share" and bool(_OF_BUDGET.search(rate.whole)))


_SAVED = re.compile(r"^(?:共|累计|合计|总共)?(?:节约|节省)(?:财政|采购|预算)?(?:资金|金额|经费)?(?:共|合计|为|约)?$")
_RATE_SAVED = re.compile(rf"^，(?:资金|采购)?(?:节约|节省|节支)率{IS}$")
_BUDGET_OF_IT, _SPENT_OF_IT = re.compile(r"预算|计划"), re.compile(r"支出|决算|实际|执行")
_SAVED_OF_ALL = re.compile(r"[，；](?:共|合计|全年|总体)?(?:节约|节省|节支|结余)(?:资金|经费|金额)?(?:共|合计|为|约)?")
_PLANNED = re.compile(r"预算|控制价|最高限价")
_BOUGHT = re.compile(r"实际(?:采购|支付|完成)|合同|成交|中标")


def saved_of(terms: Sequence[Term]) -> Iterator[Worked]:
    """Each such sum and its rate, where the paragraph states one budget and one purchase before it."""
    for i, saved in enumerate(terms):
        if not saved.is_money or not saved.usable or not _SAVED.match(saved.lead):
            continue
        heads = [t for t in terms[:i] if _begins(terms, t) and t.sentence < saved.sentence and same_kind(t, saved)]
        planned = [t for t in heads if _PLANNED.search(t.near) and not _BOUGHT.search(t.near)]
        bought = [t for t in heads if _BOUGHT.search(t.near)]
        if len(planned) != 1 or len(bought) != 1 or planned[0].index > bought[0].index:
            continue
        yield Worked("difference", saved, (Reading("f1 - f2", (planned[0], bought[0])),), True, subject_of(saved))
        rate = terms[i + 1] if i + 1 < len(terms) else None
        if rate is not None and rate.is_percent and rate.usable and _RATE_SAVED.match(rate.lead):
            yield Worked("rate", rate, (Reading("f1 / f2 * 100", (saved, planned[0])),), True, subject_of(rate))
    yield from _behind_a_list(terms)
    yield from _behind_its_rate(terms)


_RATE_OF_BUDGET = re.compile(rf"，(?:占|为|完成|达到?)(?:全年|当年)?预算(?:数|总额)?的{IS}?")
_SAVED_BEHIND = re.compile(rf"，(?:较预算|比预算)?(?:节约|节省|节支)(?:资金|经费|金额|了|额)?{IS}")


def _behind_its_rate(terms: Sequence[Term]) -> Iterator[Worked]:
    """支出 A 万元，为预算的 x%，节约 C 万元: x% of what A and C come to, where no budget is told."""
    for spent, rate, saved in zip(terms, terms[1:], terms[2:], strict=False):
        told = rate.is_percent and _RATE_OF_BUDGET.fullmatch(rate.lead) and _SAVED_BEHIND.fullmatch(saved.lead)
        here = spent.sentence == rate.sentence == saved.sentence and same_kind(spent, saved) and spent.is_money
        budget = [t for t in terms[: spent.index] if t.sentence >= spent.sentence - 1 and _BUDGET_OF_IT.search(t.near)]
        plain = all(t.usable and not t.old for t in (spent, rate, saved)) and spent.role == "amount"
        if told and here and plain and not budget:
            yield Worked("rate", rate, (Reading("f1 / (f1 + f2) * 100", (spent, saved)),), True, subject_of(spent))


def _behind_a_list(terms: Sequence[Term]) -> Iterator[Worked]:
    """预算 A 万元，支出 B 万元，…其中甲 D 万元、乙 E 万元，节约 C 万元: what was saved of all or of what was told last,
    so that only a slip of the pen shows it to be wrong."""
    for planned, spent in pairwise(t for t in terms if not t.is_percent):
        beside = planned.sentence == spent.sentence and same_kind(planned, spent) and planned.is_money
        first = not planned.index or terms[planned.index - 1].sentence < planned.sentence
        if not (beside and first and _BUDGET_OF_IT.search(planned.near) and _SPENT_OF_IT.search(spent.near)):
            continue
        rest = [t for t in terms[spent.index + 1 :] if t.sentence == spent.sentence and same_kind(t, spent)]
        saved = [t for t in rest if _SAVED_OF_ALL.fullmatch(t.lead) and t.usable and not t.depth]
        listed = [t for t in rest if "其中" in t.lead]
        if len(saved) == 1 and listed and listed[0].index < saved[0].index - 1 and planned.size > spent.size:
            reading = Reading("f1 - f2", (planned, spent))
            yield Worked("difference", saved[0], (reading,), False, subject_of(planned))


def _begins(terms: Sequence[Term], term: Term) -> bool:
    """Whether an amount is the first of its sentence."""
    first = not term.index or terms[term.index - 1].sentence < term.sentence
    return first and term.role == "amount" and term.usable and not term.old
