"""How far two rates of a sentence lie apart: 甲满意度 97.18%，乙满意度 94.36%，两项结果相差 2.82 个百分点;
甲执行率 a%，乙执行率 b%，甲高于乙 c 个百分点."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.normalize.arithmetic.terms import Term
from pipeline.normalize.arithmetic.worked import Reading, Worked, noun_of, share_a_word, subject_of
from pipeline.normalize.narrative.reading.measures import POINTS
from pipeline.vocabulary.link_words import IS

_GAP = re.compile(rf"(?:相差|差距|差值|差异|之差|差额|极差){IS}$")
_TWO_RATES = re.compile(
    r"[\u4e00-\u9fff]{2,}(?:高于|低于|快于|慢于|高出|相差)[\u4e00-\u9fff]{2,}$"
    r"|(?P<both>(?:前者|后者)(?:比[前后]者)?(?:略|稍|约)?[高低快慢]出?了?|(?:两者|二者)(?:相差|差距)为?)$"
)
_ROLES = ("rate", "base", "growth", "share")


def gaps_of(terms: Sequence[Term]) -> Iterator[Worked]:
    """Each such gap behind the only two rates of its sentence."""
    for i, gap in enumerate(terms):
        if gap.measure.unit != POINTS or not gap.usable or not _GAP.search(gap.near):
            continue
        rates = [t for t in terms[:i] if t.sentence == gap.sentence and t.is_percent]
        if len(rates) == 2 and all(t.usable and t.role in _ROLES for t in rates):
            first, second = sorted(rates, key=lambda t: t.size, reverse=True)
            yield Worked("difference", gap, (Reading("f1 - f2", (first, second)),), True, subject_of(gap))


def between_rates(terms: Sequence[Term]) -> Iterator[Worked]:
    """Each difference that is told by the names of the two."""
    for term in terms:
        if term.measure.unit == POINTS and term.usable and _TWO_RATES.search(term.near):
            yield from _between(terms, term)


def _between(terms: Sequence[Term], points: Term) -> Iterator[Worked]:
    """Of the only two rates of the sentence, or the last two where 前者 and 后者 name them."""
    rates = [t for t in terms if t.sentence == points.sentence and t.index < points.index and t.role == "rate"]
    told = _TWO_RATES.search(points.near)
    rates = rates[-2:] if told and told["both"] else rates
    if len(rates) == 2 and share_a_word(noun_of(rates[0])[-4:], noun_of(rates[1])[-4:]):
        readings = (Reading("f1 - f2", (rates[0], rates[1])), Reading("f2 - f1", (rates[0], rates[1])))
        yield Worked("difference", points, readings, True, subject_of(points))
