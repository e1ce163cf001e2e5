"""What a level is worth, what it got and what it lost, told side by side: 决策（20 分）得 19.2 分，扣 0.8 分; 满分 100
分，共扣 7.4 分，自评得分 92.6 分; 满分 20 分，得 19 分，得分率 95%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.normalize.arithmetic.fit import percent_of, rest_of, rest_of_points, sum_of
from pipeline.normalize.arithmetic.runs import run_from
from pipeline.normalize.arithmetic.terms import Term
from pipeline.normalize.arithmetic.worked import Worked, noun_of, subject_of
from pipeline.normalize.narrative.reading.measures import PERCENT
from pipeline.vocabulary.link_words import IS

_WORTH = re.compile(r"(?:满分|应得分?|分值|权重|标准分)(?:值|分|为|是|：)*$")
_GOT = re.compile(
    rf"^[)，：、]{{0,2}}(?:指标|部分)?(?:自评|评价|考核|实际|最终|综合|本项)?(?:得分|实得分?|得|评分|评得|自评)(?:分)?{IS}$"
)
_LOST = re.compile(rf"^[)，：、]{{0,2}}(?:合计|共|共计)?(?:扣分?|失分?|丢分?|扣减|扣除){IS}$")
_RATE = re.compile(rf"^，(?:得分率|得分比例){IS}$")
_BEGINS = re.compile(rf"(?:本项|该项)?(?:自评|评价)?(?:得分|得)?{IS}")
_DONE = re.compile(r"^(?:[，；。)]|$|两项|三项)")
_EACH_GOT = re.compile(r"(?:分别|依次|各)(?:自评|评|实)?(?:得分?|为)$")
_IN_ALL = re.compile(rf"^，(?:自评|评价)?(?:总得?分|合计得?分?|总计得?分?|共得|得分合计|总评分){IS}$")
HUNDRED = 100
_ALL_LOST = re.compile(rf"(?:合计|总计|累计|共计?|总共|总)(?:扣分?|失分?|丢分?){IS}$")
_FINAL = re.compile(rf"^，(?:最终|最后|故|因此|实际|综合|自评|部门整体支出|总)*(?:得分|自评得?分?|评分|总得?分){IS}$")
_TOTAL = re.compile(rf"(?:自评|最终|综合|评价|本次自评)?(?:总分|总得分|总评分){IS}$")
_LOST_OF_IT = re.compile(rf"，(?:合计|总共|累计|共计?|总)?(?:扣|失|丢)分?{IS}$")
_SELF_SCORE = re.compile(rf"(?:本?部门|本单位|部门整体支出绩效|整体)?(?:自评|综合|最终|评价)得分{IS}$")
LEAST_LEVELS = 3
LEAST_TOTAL = 85  # points: no level is worth so much
_OTHER = re.compile(r"上年|去年|平均|目标|其中|每")


def level_points_of(terms: Sequence[Term]) -> Iterator[Worked]:
    """Every such loss, or score behind a loss, by the two numbers beside it, and every rate of such a score."""
    yield from _in_rows(terms)
    yield from _weights(terms)
    yield from _of_a_hundred(terms)
    for i, worth in enumerate(terms[:-2]):
        second, third = terms[i + 1 : i + 3]
        if not _is_worth(worth) or not _side_by_side(worth, second, third):
            continue
        got = _GOT.match(second.lead) or (second.sentence > worth.sentence and _BEGINS.fullmatch(second.lead))
        if got and second.unit == "分":
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


def _weights(terms: Sequence[Term]) -> Iterator[Worked]:
    """四个维度权重分别为 A、B、C、D 分: as many as there are come to the hundred; the last is what the others leave."""
    for i, first in enumerate(terms[1:], 1):
        told = first.unit in ("分", PERCENT) and _ALL_WEIGHTS.fullmatch(first.lead)
        run = [terms[k] for k in run_from(terms, i)] if told else []
        every = len(run) > 1 and len(run) == terms[i - 1].quantity.value and sum(t.size for t in run) >= LEAST_TOTAL
        if every and all(t.usable and not t.old for t in run):
            yield Worked("rest", run[-1], (rest_of_points(100, run[:-1]),), True, noun_of(first))


_ALL_WEIGHTS = re.compile(
    rf"(?:一级指标|维度|方面|部分|板块|模块|环节)?的?(?:指标)?(?:权重|分值)(?:分值|占比)?(?:分别|依次|各){IS}"
)


def _of_a_hundred(terms: Sequence[Term]) -> Iterator[Worked]:
    """合计扣 8.9 分，最终得分 91.1 分; 总分 91.1 分，扣 8.9 分: of the hundred points that a report can get, where no
    others are told."""
    full = [t for t in terms if t.unit == "分" and "满分" in t.near and t.size != HUNDRED]
    for first, second in pairwise(terms):
        last = _ALL_LOST.search(first.near) and _FINAL.match(second.lead)
        behind = _is_whole(terms, first, second) and _LOST_OF_IT.fullmatch(second.lead) and _DONE.match(second.tail)
        lost, score = (first, second) if last else (second, first)
        told = (last or behind) and first.sentence == second.sentence
        if told and _is_points(lost) and _is_points(score) and not full:
            yield Worked("rest", score, (rest_of_points(100, [lost]),), True, subject_of(score))


def _is_whole(terms: Sequence[Term], score: Term, lost: Term) -> bool:
    """Whether a score is called that of all, or stands so alone that it may be, and is with what is lost more than any
    level is worth (部门绩效：自评得分 62 分，扣 3 分)."""
    if score.size + lost.size < LEAST_TOTAL:
        return False
    alone = not any(t.unit == "分" and t.sentence == score.sentence for t in terms[: score.index])
    return bool(_TOTAL.fullmatch(score.near) or (alone and _SELF_SCORE.fullmatch(score.near)))


def _is_points(term: Term) -> bool:
    return term.unit == "分" and term.usable and not term.old and term.role in ("amount", "rest")


def _is_worth(term: Term) -> bool:
    """满分 20 分; 部门决策（20 分）."""
    bracket = term.lead.endswith("(") and term.tail.startswith(")") and len(noun_of(term)) > 1
    return term.unit == "分" and bool(_WORTH.search(term.near) or bracket)


def _under_heading(worth: Term, second: Term, third: Term) -> bool:
    """（一）预算编制（8 分）。自评 7.6 分，扣 0.4 分: the heading ends with its bracket."""
    next_one = second.sentence == third.sentence == worth.sentence + 1 and not worth.index
    return next_one and worth.tail in (")", ")。", ")：", ")；") and bool(_BEGINS.fullmatch(second.lead))


def _side_by_side(*told: Term) -> bool:
    plain = all(t.usable and not t.old and t.role in ("amount", "rest", "rate") for t in told)
    here = all(a.sentence == b.sentence for a, b in pairwise(told)) or _under_heading(*told)
    return plain and here and not any(_OTHER.search(t.lead) for t in told)
