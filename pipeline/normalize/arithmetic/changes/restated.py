"""One amount told twice: 4.5622 亿元，即 45,621.91 万元; and multiples of what the text names: 是基本支出的 1.5 倍."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.normalize.arithmetic.amounts import Amounts, key_of
from pipeline.normalize.arithmetic.terms import Term, same_kind
from pipeline.normalize.arithmetic.worked import Reading, Worked, noun_of, subject_of

_THAT_IS = re.compile(r"[，(](?:即|也就是|亦即|合计?|折合|折算为?|换算为?|约合)(?:人民币)?$")
# A 亿元（B 万元）; A 元，约 B 万元; A 元（约 B 万元）: nothing but another unit.
_IN_BRACKETS = re.compile(r"\(约?$|，约$")
_ENDS = re.compile(r"\)|[，；。]|$")
_TIMES = re.compile(r"^，?(?:是|为|达到?|相当于|约为)(?P<whole>[^，。；：、\d]{2,14}?)的$")
_OF = re.compile(r"(?P<part>[^，。；：、()\d]{2,14}?)(?:占|是|为|相当于)")


def restated_of(terms: Sequence[Term], amounts: Amounts) -> Iterator[Worked]:
    """Amounts said again in another unit, and multiples of amounts whose names the text states once."""
    for before, again in pairwise(terms):
        if again.sentence != before.sentence:
            continue
        plain = _IN_BRACKETS.fullmatch(again.lead) and _ENDS.match(again.tail) and not again.quantity.bound
        if plain and before.is_money and again.is_money and before.usable and before.factor != again.factor:
            yield Worked("sum", again, (Reading("f1", (before,)),), True, subject_of(before))
        if not again.usable:
            continue
        both = before.is_money and again.is_money and before.usable and before.factor != again.factor
        if both and _THAT_IS.fullmatch(again.lead) and before.role in ("amount", "rest", "base"):
            yield Worked("sum", again, (Reading("f1", (before,)),), True, subject_of(before))
    for times in terms:
        if times.measure.unit == "倍" and times.usable and (found := _TIMES.fullmatch(times.lead)):
            yield from _multiple(terms, times, found["whole"], amounts)


def _multiple(terms: Sequence[Term], times: Term, whole: str, amounts: Amounts) -> Iterator[Worked]:
    """项目支出占总支出的 x%，是基本支出的 y 倍: both named, no amount between."""
    share = terms[times.index - 1] if times.index else None
    if share is None or share.sentence != times.sentence or share.role != "share":
        return
    told = _OF.match(re.split(r"[，；]", share.lead)[-1])
    if told is None:
        return
    tops, bottoms = amounts.named_exactly(told["part"]), amounts.named_exactly(whole)
    pairs = [(a, b) for a in tops for b in bottoms if a.paragraph == b.paragraph and same_kind(a, b)]
    pairs = [(a, b) for a, b in pairs if a.sentence == b.sentence and key_of(noun_of(a)) != key_of(noun_of(b))]
    if pairs:
        readings = tuple(Reading("f1 / f2", pair) for pair in pairs)
        yield Worked("average", times, readings, len(pairs) <= MOST_PAIRS, subject_of(times))


MOST_PAIRS = 4  # of budget, adjusted budget and spending: when no reading comes out, none is meant
