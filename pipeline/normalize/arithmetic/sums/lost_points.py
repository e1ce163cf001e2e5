"""Points lost one after the other and in all: 甲扣 1 分；乙扣 0.8 分. 合计扣 1.8 分; 合计扣 1.8 分，分别是甲扣 1 分、…;
自评 97.6 分，甲（扣 2 分）、乙（扣 0.4 分），其余均得满分.

The sum of a whole paragraph is of its losses whatever sentence each stands in. Behind 主要 or 较多 stand some of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.normalize.arithmetic.fit import rest_of_points, sum_of
from pipeline.normalize.arithmetic.sums.level_points import LEAST_TOTAL
from pipeline.normalize.arithmetic.sums.totals_of_others import clause_of
from pipeline.normalize.arithmetic.terms import Term
from pipeline.normalize.arithmetic.worked import Worked, subject_of
from pipeline.vocabulary.link_words import IS

_VERB = r"(?:扣(?:减|除|掉|了|分)*|(?:失|丢|减)(?:了)?分?(?:值)?)"
_LOST = re.compile(rf"{_VERB}(?:值|合计|共计?|为|：)*$")
_IN_ALL = re.compile(rf"(?:合计|共计?|总计|总共|累计|总)(?:被)?{_VERB}{IS}$|{_VERB}(?:合计|共计?|总计){IS}$")
_RULE = re.compile(r"每|扣完|为止|最多|酌情|不得分|的，?扣|否则|超过|低于\d|上年|去年")
_SOME = re.compile(r"主要|较多|较大|等|其中|部分|如")
# A paragraph that begins with the second item of a list: what the first one lost stands in another.
_GOES_ON = re.compile(
    r"[（(]?(?:[2-9]|1\d|[二三四五六七八九十]{1,3})[）)]?(?:[.、．]|是)|[（(](?:[2-9]|1\d|[二三四五六七八九十]{1,3})[）)]|[②-⑳]"
)
_OF_OTHERS = re.compile(r"其[余他它]|余下|剩余")  # 甲扣 1 分，其余两项合计扣 2 分: one more part
_MORE_OF_ONE = re.compile(r"再|又|另")
_LEAST, _MOST = 2, 30
_THE_REST_FULL = re.compile(r"(?:其余|其他|其它|余下)[^，。；]{0,14}(?:满分|不扣分|未扣分)")
_TOTAL = re.compile(
    rf"(?:[^，。；：]{{0,12}}(?:自评|综合|总|最终|评价))?(?:总分|总得分|得分){IS}$|"
    rf"[^，。；：]{{0,12}}自评(?:总分)?{IS}$"
)


def lost_points_of(terms: Sequence[Term]) -> Iterator[Worked]:
    """The one sum of losses of a paragraph, against all the losses that it tells."""
    lost = [t for t in terms if t.unit == "分" and t.usable and _LOST.search(t.near) and not _RULE.search(t.lead)]
    sums = [t for t in lost if _IN_ALL.search(t.near) and not _OF_OTHERS.match(clause_of(terms, t.index))]
    parts = [t for t in lost if t not in sums and not t.depth]
    before_all = bool(sums) and all(t.index > sums[0].index for t in parts)  # 五、结论：共扣 3.5 分。扣分明细：…
    if terms and _GOES_ON.match(terms[0].lead) and not before_all:
        return
    ruled = any(t.unit == "分" and _RULE.search(t.lead + t.tail) for t in terms)
    if not (sums or ruled):
        yield from _all_but_full(terms, lost)
        yield from _in_brackets(terms)
    if len(sums) != 1 or ruled or not _LEAST <= len(parts) <= _MOST or sums[0].depth:
        return
    whole = sums[0]
    behind = [t for t in parts if t.index > whole.index]
    if behind and len(behind) < len(parts):
        return  # two lists
    words = "".join(t.lead for t in (whole, *parts)) if behind else ""
    some = bool(_SOME.search(words)) or any(_MORE_OF_ONE.search(t.near) for t in parts)
    yield Worked("sum", whole, (sum_of(parts),), not some, subject_of(whole), partial=True)


_LOSING = re.compile(rf"(?:失|扣|丢)分的?(?:指标|项目?|点|事项|内容)?(?:共|有|共有|分别)?{IS}$")


def _in_brackets(terms: Sequence[Term]) -> Iterator[Worked]:
    """失分 A 分，失分指标 3 项：甲（a 分）、乙（b 分）、丙（c 分）: as many as the words count."""
    for whole, count in pairwise(terms):
        told = whole.unit == "分" and whole.usable and _LOST.search(whole.near) and _LOSING.search(count.near)
        number = int(count.quantity.value) if told and count.measure.counts and count.unit != "分" else 0
        parts = [t for t in terms[count.index + 1 :] if t.sentence == count.sentence]
        own = all(t.unit == "分" and t.lead.endswith("(") and t.tail.startswith(")") and t.usable for t in parts)
        if _LEAST <= number == len(parts) <= _MOST and own and whole.sentence == count.sentence:
            yield Worked("sum", whole, (sum_of(parts),), True, subject_of(whole))


def _all_but_full(terms: Sequence[Term], lost: Sequence[Term]) -> Iterator[Worked]:
    """The one total of a paragraph against a hundred points less all that is lost, where all else got full marks."""
    points = [t for t in terms if t.unit == "分" and t not in lost]
    full = bool(lost) and any(_THE_REST_FULL.search(t.lead + t.tail) for t in terms[lost[-1].index :])
    alike = len({t.depth for t in lost}) == 1
    # what a level got and lost is less: no level is worth so much
    whole = len(points) == 1 and points[0].size + sum(t.size for t in lost) >= LEAST_TOTAL
    if full and alike and whole and _TOTAL.fullmatch(points[0].near) and len(lost) <= _MOST:
        yield Worked("rest", points[0], (rest_of_points(100, lost),), True, subject_of(points[0]))
