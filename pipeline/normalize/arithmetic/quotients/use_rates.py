"""Rates of what is in use or idle beside both: 在用 U，闲置 I，利用率 x%，闲置率 y%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.normalize.arithmetic.fit import percent_of_sum
from pipeline.normalize.arithmetic.terms import Term, same_kind
from pipeline.normalize.arithmetic.worked import Worked, noun_of
from pipeline.vocabulary.link_words import IS

_USED = re.compile(r"在用|自用|(?:实际|正常|正在|投入)使用|使用中")
_IDLE = re.compile(r"闲置|未使用|未在用|待处置|待报废|空置|停用|待调剂")
_LENT = re.compile(r"出租|出借|对外投资")
_WHOLE = re.compile(r"原值|总值|总额|资产|总量|总面积|共有|合计")
_ALL = re.compile(r"原值|总值|总额|总量|总面积")
_RATE_OF_USE = re.compile(rf"(?<!未)(?:利用|使用|在用)率{IS}$")
_RATE_OF_IDLE = re.compile(rf"(?:闲置|空置|未使用)率{IS}$")


def use_rates_of(terms: Sequence[Term]) -> Iterator[Worked]:
    """Each such rate, over all that the sentence names or over the whole before it."""
    for rate in terms:
        of_idle = bool(_RATE_OF_IDLE.search(rate.near))
        if rate.role != "rate" or not rate.usable or not (of_idle or _RATE_OF_USE.search(rate.near)):
            continue
        here = [t for t in terms[: rate.index] if t.sentence == rate.sentence and t.role in ("amount", "rest")]
        here = [t for t in here if not t.is_percent and not t.old]
        used = [t for t in here if _USED.search(t.near)]
        idle = [t for t in here if _IDLE.search(t.near) and t not in used]
        lent = [t for t in here if _LENT.search(t.near) and t not in used + idle]
        every = [*used, *idle, *lent]
        if len(used) != 1 or not all(same_kind(t, used[0]) and t.usable for t in every):
            continue
        top = idle if of_idle else used
        wholes = _wholes(terms, rate, used[0])
        if not idle:
            wholes = [t for t in wholes if t.sentence == rate.sentence and _ALL.search(t.near)]
            if len(wholes) != 1:
                continue
        below = [*([every] if idle else []), *([whole] for whole in wholes)]
        yield Worked("rate", rate, tuple(percent_of_sum(top, b) for b in below), True, noun_of(rate))


def _wholes(terms: Sequence[Term], rate: Term, used: Term) -> list[Term]:
    """What all of it can be called, in the sentence or the one before."""
    near = [t for t in terms[: used.index] if t.sentence in (rate.sentence, rate.sentence - 1) and same_kind(t, used)]
    return [t for t in near if _WHOLE.search(t.near) and t.size >= used.size and t.role == "amount" and not t.old]
