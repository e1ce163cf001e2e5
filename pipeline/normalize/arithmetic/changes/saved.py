"""What purchases saved, told behind both of its sides: 预算规模 A 万元，其中 …。实际采购 B 万元。节约资金 C 万元."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.normalize.arithmetic.terms import Term, same_kind
from pipeline.normalize.arithmetic.worked import Reading, Worked, subject_of

_SAVED = re.compile(r"^(?:共|累计|合计|总共)?(?:节约|节省)(?:财政|采购|预算)?(?:资金|金额|经费)?(?:共|合计|为|约)?$")
_RATE = re.compile(r"^，(?:资金|采购)?(?:节约|节省|节支)率(?:为|达到?)?$")
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
        if rate is not None and rate.is_percent and rate.usable and _RATE.match(rate.lead):
            yield Worked("rate", rate, (Reading("f1 / f2 * 100", (saved, planned[0])),), True, subject_of(rate))


def _begins(terms: Sequence[Term], term: Term) -> bool:
    """Whether an amount is the first of its sentence."""
    first = not term.index or terms[term.index - 1].sentence < term.sentence
    return first and term.role == "amount" and term.usable and not term.old
