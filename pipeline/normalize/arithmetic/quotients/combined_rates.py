"""Rates of several things together: 设备预算 A，支出 B；工程预算 C，支出 D，合计执行率 (B + D) / (A + C); and of the
whole year behind its parts: 预算 A，1-6 月执行 B，7-12 月执行 C，全年执行率 (B + C) / A."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.normalize.arithmetic.fit import mean_of, percent_of, percent_of_sum
from pipeline.normalize.arithmetic.quotients.rate_words import PLAN, SPENT
from pipeline.normalize.arithmetic.terms import Term, same_kind
from pipeline.normalize.arithmetic.worked import Reading, Worked, noun_of
from pipeline.vocabulary.link_words import IS

_TOGETHER = re.compile(
    rf"(?:合计|总体|整体|综合|总|平均)的?[\u4e00-\u9fff]{{0,6}}(?:率|进度){IS}$"  # 两项合计执行率
)
_MEAN = re.compile(r"平均|综合")
_SUM = re.compile(r"合计|总计|总额|共计|^共|总[预支收投]")
_THESE = re.compile(r"者?(?:合计|总体|整体|综合|平均)")  # 两项合计: counts the pairs
LEAST_PAIRS = 2


def combined_rates_of(terms: Sequence[Term]) -> Iterator[Worked]:
    """Every rate that is said to be of several pairs, those before it in its sentence."""
    for rate in terms:
        if not rate.is_percent or not rate.usable or rate.old or not _TOGETHER.search(rate.near):
            continue
        pairs = _pairs([t for t in terms[: rate.index] if t.sentence == rate.sentence])
        if not _are_named_alike(pairs):
            continue
        readings = over_sums(pairs)
        rates = [t for t in terms[: rate.index] if t.is_percent and t.usable and t.role == "rate" and not t.old]
        if _MEAN.search(rate.near) and len(rates) == len(pairs):
            readings.append(mean_of(rates))
        yield Worked("rate", rate, tuple(readings), True, noun_of(rate), own_formula=True)


_OF_YEAR = re.compile(rf"(?:全年|年度|累计)[\u4e00-\u9fff]{{0,6}}(?:率|进度){IS}$")
_FIRST_PART = re.compile(r"(?<!\d)1月?[-~至到]\d{1,2}月|上半年|第?一季度|前[\d一二三]个?季度")
_LATER_PART = re.compile(r"\d{1,2}月?[-~至到]12月|下半年|第?四季度|其余|后[\d一二三]个?季度")


def year_rates_of(terms: Sequence[Term]) -> Iterator[Worked]:
    """Every rate of the year behind the amounts of two parts of it that make the year up."""
    for rate in terms:
        if not rate.is_percent or not rate.usable or rate.old or not _OF_YEAR.search(rate.near):
            continue
        here = [t for t in terms[: rate.index] if t.sentence == rate.sentence and t.is_money and t.role == "amount"]
        here = [t for t in here if t.usable and not t.old]
        if len(here) != 3 or not PLAN.search(here[0].near) or not all(SPENT.search(t.near) for t in here[1:]):
            continue
        if _FIRST_PART.search(here[1].lead) and _LATER_PART.search(here[2].lead):
            yield Worked("rate", rate, (_over(here[1:], here[:1]),), True, noun_of(rate), own_formula=True)


def pairs_before(rate: Term, terms: Sequence[Term]) -> list[tuple[Term, Term]]:
    """The pairs of numbers before a rate, where there are several: of its sentence or, where that has none, of its
    paragraph. None where their sum is told, which the rate can be of."""
    here = [t for t in terms[: rate.index] if t.sentence == rate.sentence]
    return _pairs(here) or _pairs(terms[: rate.index])


def over_sums(pairs: Sequence[tuple[Term, Term]]) -> list[Reading]:
    """The second numbers of `pairs` over the first, and the other way round, each added up."""
    firsts, seconds = [a for a, _ in pairs], [b for _, b in pairs]
    return [_over(seconds, firsts), _over(firsts, seconds)]


def _pairs(terms: Sequence[Term]) -> list[tuple[Term, Term]]:
    found = [
        t for t in terms if not t.is_percent and t.role in ("amount", "rest") and not t.old and t.usable and t.unit
    ]
    found = [t for t in found if not _THESE.match(t.tail)]
    if len(found) < 2 * LEAST_PAIRS or len(found) % 2 or any(_SUM.search(t.near) for t in found):
        return []
    alike = all(same_kind(t, found[0]) for t in found)
    return list(zip(found[::2], found[1::2], strict=True)) if alike else []


def _are_named_alike(pairs: Sequence[tuple[Term, Term]]) -> bool:
    """Whether the first numbers are called the same but for what they are of, and so the second (预算 and 支出)."""
    nouns = [(noun_of(a), noun_of(b)) for a, b in pairs]
    ends = {(a[-2:], b[-2:]) for a, b in nouns}
    return len(ends) == 1 and all(a != b for a, b in nouns)


def _over(parts: Sequence[Term], wholes: Sequence[Term]) -> Reading:
    return percent_of_sum(parts, wholes) if len(wholes) > 1 else percent_of(parts, wholes[0])
