"""A report's score and those of its levels, each told with its weight: 自评 93.6 分，其中投入 15 分得 14.5 分、…;
决策（25 分）23.5 分、…; 预算 9 分（满分 10 分）、…; 投入 10 分、过程 30 分…；得分分别为 9 分、28 分…，合计 93 分.

Nothing is missing where the weights come to a hundred, or to the full marks that the text tells; or where the scores
come to the total: then a weight that one slip keeps from it is wrong. What a bracket says beside them is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import takewhile

from pipeline.normalize.arithmetic.fit import fits, rest_of_points, sum_of
from pipeline.normalize.arithmetic.sums.level_points import LEAST_TOTAL
from pipeline.normalize.arithmetic.terms import Term
from pipeline.normalize.arithmetic.worked import Reading, Worked, noun_of, subject_of
from pipeline.vocabulary.link_words import IS
from schemas.figure import Interval
from schemas.slips import LeastDigits, slip_makes

_FULL = 100
_LEAST = 2
_NAMED = re.compile(
    r"[\u4e00-\u9fff]{2,}[^\u4e00-\u9fff，。；]{0,3}(?:满分|总分|权重|分值|标准分|应得|共|占|计|值|为|是|：|\()*$"
)
_GOT = re.compile(
    rf"^[)，：、]{{0,2}}(?:指标|部分)?(?:自评|评价|考核|实际|最终|综合|本项)?(?:得分|实得|得|评分|评得|自评)(?:分)?{IS}$"
)
_WEIGHT_IN_BRACKET = re.compile(r"(?:满分|总分|权重|分值|标准分|应得|共|占|计|值|为|是|：)*")
_FULL_MARKS = re.compile(r"(?:满分|总分|权重|分值|标准分|应得)(?:值|为|是|：)*")
_SLIP = LeastDigits(changed=1, swapped=2)
_EACH_GOT = re.compile(rf"得分?(?:情况)?(?:分别|依次){IS}$")
_NEXT = re.compile(r"^[)]?[、，和及与]$")
_IN_ALL = re.compile(
    r"(?:得分|评分|总分|得|评价分|自评|自评分)(?:合计|共计?|总计)?(?:为|是|：|共)*$|^(?:合计|共计|总计)(?:为|得|：)*$"
)
_NO_TOTAL = re.compile(r"满分|上年|去年|扣|平均|目标|每|第三方|复核|初评")

Scored = tuple[list[Term], list[Term]]  # weights, and what was got of each


def told_scores_of(terms: Sequence[Term]) -> Iterator[Worked]:
    """The score told before or behind all its levels, against what these got, and their weights against all marks."""
    terms = [t for t in terms if not (t.depth and t.near and not _WEIGHT_IN_BRACKET.fullmatch(t.near))]
    i = 0
    while i + 1 < len(terms):
        weights, scores = _in_turns(terms[i:]) or _weight_behind(terms[i:])
        if len(scores) < _LEAST:
            weights, scores = _in_two_lists(terms[i:])
        end = i + len(weights) + len(scores)
        if len(scores) < _LEAST:
            i += 1
            continue
        near = [k for k in (i - 1, end) if 0 <= k < len(terms)]
        total = next((terms[k] for k in near if _is_total(terms, k, terms[i])), None)
        whole = next((t.size for t in terms[max(0, i - 2) : i] if _is_full(t)), Decimal(_FULL))
        if total is not None and total.size <= whole:
            yield from _checked(total, whole, weights, scores)
        i = end


def _checked(total: Term, whole: Decimal, weights: Sequence[Term], scores: Sequence[Term]) -> Iterator[Worked]:
    above = [(w, s) for w, s in zip(weights, scores, strict=True) if s.size > w.size]
    missing = whole - sum(w.size for w in weights)
    if not missing and above:
        yield from (Worked("part", s, (Reading("f1", (w,)),), True, noun_of(w)) for w, s in above)
    elif not missing:
        yield Worked("sum", total, (sum_of(scores),), True, subject_of(total))
    elif whole - missing >= LEAST_TOTAL and fits(total, sum_of(scores)):  # else it is the list of a level
        pairs = zip(weights, scores, strict=True)  # no level got more than it can
        slipped = [w for w, s in pairs if s.size <= w.size + missing and _is_slip(w, w.size + missing)]
        for weight in slipped if len(slipped) == 1 else ():
            others = [w for w in weights if w is not weight]
            yield Worked("rest", weight, (rest_of_points(whole, others),), True, noun_of(weight))


def _is_slip(weight: Term, wanted: Decimal) -> bool:
    return slip_makes(weight.quantity.value, weight.quantity.decimals, Interval.exactly(wanted), _SLIP, 1)


def _are_points(term: Term, first: Term) -> bool:
    weight = term.is_percent and "权重" in term.near  # 产出权重 35%，得 34.5 分
    return (term.unit == "分" or weight) and term.usable and term.paragraph == first.paragraph


def _in_turns(terms: Sequence[Term]) -> Scored | None:
    found = _pairs(terms, _is_pair)
    return ([w for w, _ in found], [s for _, s in found]) if found else None


def _weight_behind(terms: Sequence[Term]) -> Scored:
    """预算安排 10 分（满分 10 分）、预算执行 14.1 分（满分 15 分）."""
    found = _pairs(terms, _is_pair_turned)
    return [w for _, w in found], [s for s, _ in found]


def _pairs(terms: Sequence[Term], is_pair: Callable[[Term, Term], bool]) -> list[tuple[Term, Term]]:
    """The terms by twos, from the first on as far as they are points of one paragraph that belong together."""
    pairs = zip(terms[::2], terms[1::2], strict=False)
    return list(takewhile(lambda p: all(_are_points(t, terms[0]) for t in p) and is_pair(*p), pairs))


def _is_pair_turned(score: Term, weight: Term) -> bool:
    inside = weight.depth > score.depth and weight.lead.startswith("(") and weight.tail.startswith(")")
    return inside and bool(_FULL_MARKS.fullmatch(weight.near) and _NAMED.search(score.lead))


def _is_pair(weight: Term, score: Term) -> bool:
    bare = weight.lead.endswith("(") and score.lead == ")"  # 决策（25 分）23.5 分
    return bool(_NAMED.search(weight.lead) and (bare or _GOT.search(score.lead)))


def _in_two_lists(terms: Sequence[Term]) -> Scored:
    weights = list(
        takewhile(lambda t: _are_points(t, terms[0]) and _NAMED.search(t.lead) and not _EACH_GOT.search(t.lead), terms)
    )
    scores = list(terms[len(weights) : 2 * len(weights)])
    listed = (
        len(scores) == len(weights) > 1
        and all(_are_points(t, terms[0]) for t in scores)
        and bool(_EACH_GOT.search(scores[0].lead))
        and all(_NEXT.match(t.lead) for t in scores[1:])
    )
    return (weights, scores) if listed else ([], [])


def _is_full(term: Term) -> bool:
    return term.unit == "分" and "满分" in term.near


def _is_total(terms: Sequence[Term], k: int, first: Term) -> bool:
    """总得分 91.2 分; 自评总分（满分 100 分）为 92.4 分."""
    term = terms[k]
    named = terms[k - 1] if k and term.lead.startswith(")") and _is_full(terms[k - 1]) else term
    words = term.near if named is term or _IN_ALL.search(term.near) else re.sub(r"\(?满分(?:值|为)*$", "", named.lead)
    return _are_points(term, first) and bool(_IN_ALL.search(words)) and not _NO_TOTAL.search(words)
