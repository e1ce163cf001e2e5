"""What was left of a budget that an earlier sentence states: 实际支出 A 万元，预算执行率 x%，未使用资金 C 万元.

The rate says which budget: the one of which A is x%. Where it bears none out, or several, nothing is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.normalize.arithmetic.amounts import Amounts
from pipeline.normalize.arithmetic.fit import fits
from pipeline.normalize.arithmetic.terms import Term, same_kind
from pipeline.normalize.arithmetic.worked import Reading, Worked, subject_of

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
