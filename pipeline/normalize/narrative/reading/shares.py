"""Shares that a sentence states beside the amount: 基本支出 A 万元，占总支出的 30.50%.

The words name the whole: expenditure or a budget. An amount whose measure the sentence leaves open (基本支出 A 万元) is
what was spent where the share is one of expenditure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.normalize.narrative.reading.found import Found
from pipeline.normalize.narrative.reading.text_numbers import Quantity
from pipeline.vocabulary.link_words import IS
from schemas.figure import Unit

_SHARE = re.compile(rf"(?:约|仅|则)?占(?P<whole>[^占]{{2,16}}?)的?(?:比例|比重|比率|比|百分比)?{IS}$")
_WHOSE = r"(?:我?[局委办院校]|本?(?:部门|单位|街道)|本?年度?|当年|全年|整体|实际)*"
_SPENDING = re.compile(
    rf"{_WHOSE}(?:总支出|支出总额|支出总数|支出总量|支出合计|支出总计|决算总?支出|总决算支出|决算总额|支出决算(?:总额|总数|数)?|总支出决算数?|实际支出|支出)"
    r"(?:总额|总数|数)?"
)
_BUDGET = re.compile(
    rf"{_WHOSE}(?:调整后?|调整后的?全年)?(?:总预算|预算总额|预算总数|预算总量|预算总规模|全年预算|预算)(?:总额|数)?"
)
_BUDGETS = ("original_budget", "revised_budget")


def share_words(lead: str) -> str:
    """The metric that a lead such as 占总支出的 announces; '' for any other lead."""
    found = _SHARE.fullmatch(lead)
    if not found:
        return ""
    if _SPENDING.fullmatch(found["whole"]):
        return "outturn_share"
    return "budget_share" if _BUDGET.fullmatch(found["whole"]) else ""


def share_of(
    metric: str,
    quantity: Quantity,
    found: Sequence[Found],
    undecided: Sequence[Found],
    before: Quantity | None = None,
) -> list[Found]:
    """What a share of `metric` says beside the amount right before it: nothing where that is of the whole or of
    another measure. `undecided` is an amount whose measure is open, with the share's own amount last in `found`;
    `before` is the number before the share, which another amount's share may follow (合计 C 万元，占 …)."""
    amounts = [("outturn", f) for f in undecided if metric == "outturn_share"]
    if not amounts:
        measures = ("outturn",) if metric == "outturn_share" else _BUDGETS
        amounts = [(f.metric, f) for f in found[-1:] if f.metric in measures]
    if undecided and not amounts:
        return []
    said: list[Found] = []
    for measure, amount in amounts:
        another = before is not None and before.unit is not Unit.PERCENT and before.start != amount.quantity.start
        if another or not amount.subject.item or amount.period.quarter or not amount.period.known or quantity.bound:
            continue
        if not any(f.quantity.start == amount.quantity.start for f in found):
            said.append(replace(amount, metric=measure))
        said.append(replace(amount, metric=metric, quantity=quantity, name="", base=""))
    return said
