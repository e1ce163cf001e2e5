"""What a level is worth, what it got and what it lost, told side by side: 决策（20 分）得 19.2 分，扣 0.8 分; 满分 100
分，共扣 7.4 分，自评得分 92.6 分; 满分 20 分，得 19 分，得分率 95%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.normalize.arithmetic.fit import percent_of, rest_of, sum_of
from pipeline.normalize.arithmetic.runs import run_from
from pipeline.normalize.arithmetic.terms import Term
from pipeline.normalize.arithmetic.worked import Reading, Worked, noun_of, subject_of
from pipeline.vocabulary.link_words import IS

_WORTH = re.compile(r"(?:满分|应得分?|分值|权重|标准分)(?:值|分|为|是|：)*$")
_GOT = re.compile(
    rf"^[)，：、]{{0,2}}(?:指标|部分)?(?:自评|评价|考核|实际|最终|综合|本项)?(?:得分|实得分?|得|评分|评得|自评)(?:分)?{IS}$"
)
_LOST = re.compile(rf"^[)，：、]{{0,2}}(?:合计|共|共计)?(?:扣分?|失分?|丢分?|扣减|扣除){IS}$")
_RATE = re.compile(rf"^，(?:得分率|得分比例){IS}$")
_DONE = re.compile(r"^(?:[，；。)]|$|两项|三项)")
_EACH_GOT = re.compile(r"(?:分别|依次|各)(?:自评|评|实)?(?:得分?|为)$")
_IN_ALL = re.compile(rf"^，(?:自评|评价)?(?:总得?分|合计得?分?|总计得?分?|共得|得分合计|总评分){IS}$")
HUNDRED = 100
_ALL_LOST = re.compile(rf"(?:合计|总计|累计|共计?|总共|总)(?:扣分?|失分?|丢分?){IS}$")
_FINAL = re.compile(rf"^，(?:最终|最后|故|因此|实际|综合|自评|部门整体支出|总)*(?:得分|自评得?分?|评分|总得?分){IS}$")
LEAST_LEVELS = 3
_OTHER = re.compile(r"上年|去年|平均|目标|其中|每")


def level_points_of(terms: Sequence[Term]) -> Iterator[Worked]:
    """Every such loss, or score behind a loss, by the two numbers beside it, and every rate of such a score."""
    yield from _in_rows(terms)
    yield from _of_a_hundred(terms)
    for i, worth in enumerate(terms[:-2]):
        second, third = terms[i + 1 : i + 3]
        if not _is_worth(worth) or not _side_by_side(worth, second, third):
            continue
        if _GOT.match(second.lead) and second.unit == "分":
            if _RATE.match(third.lead) and third.is_percent:
                yield Worked("rate", third, (percent_of((second,), worth),), True, noun_of(worth), own_formula=True)
            elif _LOST.match(third.lead) and third.unit == "分" and _DONE.match(third.tail):
                yield Worked("rest", third, (rest_of(worth, (second,)),), True, subject_of(worth))
        elif _LOST.match(second.lead) and _GOT.match(third.lead) and second.unit == third.unit == "分":
            yield Worked("rest", third, (rest_of(worth, (second,)),), True, subject_of(third, worth))


def _in_rows(terms: Sequence[Term]) -> Iterator[Worked]:
    """决策、管理、产出分别得 A、B 和 C 分，总分 N 分."""
    for i, first in enumerate(terms):
        run = run_from(terms, i) if first.unit == "分" and _EACH_GOT.search(first.lead) else []
        if len(run) < LEAST_LEVELS or run[-1] + 1 >= len(terms):
            continue
        parts, total = [terms[k] for k in run], terms[run[-1] + 1]
        plain = all(_is_points(t) for t in (*parts, total)) and total.sentence == first.sentence
        if plain and _IN_ALL.match(total.lead):
            yield Worked("sum", total, (sum_of(parts),), True, subject_of(total))


def _of_a_hundred(terms: Sequence[Term]) -> Iterator[Worked]:
    """合计扣 8.9 分，最终得分 91.1 分: of the hundred points that a report can get, where no others are told."""
    full = [t for t in terms if t.unit == "分" and "满分" in t.near and t.size != HUNDRED]
    for lost, score in pairwise(terms):
        told = _ALL_LOST.search(lost.near) and _FINAL.match(score.lead) and lost.sentence == score.sentence
        if told and _is_points(lost) and _is_points(score) and not full:
            yield Worked("rest", score, (Reading("100 - f1", (lost,)),), True, subject_of(score))


def _is_points(term: Term) -> bool:
    return term.unit == "分" and term.usable and not term.old and term.role in ("amount", "rest")


def _is_worth(term: Term) -> bool:
    """满分 20 分; 部门决策（20 分）."""
    bracket = term.lead.endswith("(") and term.tail.startswith(")") and len(noun_of(term)) > 1
    return term.unit == "分" and bool(_WORTH.search(term.near) or bracket)


def _side_by_side(*told: Term) -> bool:
    plain = all(t.usable and not t.old and t.role in ("amount", "rest", "rate") for t in told)
    here = all(a.sentence == b.sentence for a, b in pairwise(told))
    return plain and here and not any(_OTHER.search(t.lead) for t in told)
