"""How far a budget moved from the one that an earlier sentence states.

年初预算 A 万元，其中 …。年中 …，调整后预算 B 万元，净调增 C 万元，调整率 x%. The three bear each other out: what moved
is held wrong only where the rate fits A and B, and the rate only where what moved does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.normalize.arithmetic.amounts import Amounts
from pipeline.normalize.arithmetic.fit import fits
from pipeline.normalize.arithmetic.terms import Term, same_kind
from pipeline.normalize.arithmetic.worked import Reading, Worked, subject_of
from pipeline.vocabulary.budget_moves import ADDED, TAKEN

PARAGRAPHS_BACK = 2  # a heading may stand between what was granted and what it was changed to
_FIRST = re.compile(r"年初|批复|原预算|期初")
_LATER = re.compile(r"调整(?:为|至|到|后)|调整[^，]{0,4}预算|(?:全年|最终|年终|年末|期末)[^，]{0,4}预算")
_PART = re.compile(r"项目|基本|公用|人员|三公|采购|专项|基金|公共预算|经营|工程|其中|上年")
_BY = re.compile(
    r"[，、(；](?:[较比](?:年初|原|批复)(?:部门|批复)?(?:预算)?数?|预算|总预算|净|共|合计|累计|总体|整体|全年|年中)*"
    r"(?:净追加|净?调?增加?|增长|净?减少|净?调减|净减|压减|核减|调整|变动|增减|变化)(?:预算|资金|支出|收入|总)*(?:额|数|金额|了|为|共|：|是|达)*"
)
_MOVED = re.compile(rf"(?:{ADDED}|{TAKEN}|净增|净减)[\u4e00-\u9fff]{{0,16}}$")  # and for what
_RATE = re.compile(
    r"[，、(；](?:总体|整体|全年|部门|预算数?|较年初|比年初|净)*(?:调整|调增|调减|增长|增加|增减|变动|变化|净调增|下降|减少|升|增|降|减|涨|调)?"
    r"(?:率|幅度|比例|比率|幅|了)?(?:约|为|达到?|是|：)*"
)


_OF_FIRST = re.compile(r"[，、(；][较比](?:年初|原|批复)(?:部门|批复)?(?:预算)?数?[^，、；\d]{0,8}")


def budget_moves_of(terms: Sequence[Term], amounts: Amounts) -> Iterator[Worked]:
    """What moved, or its rate, wherever the other of the two says which budget it moved from."""
    yield from _of_first_told(terms)
    for one, two, rate in zip(terms, terms[1:], terms[2:], strict=False):
        # 年中追加 C 万元，全年预算 B 万元，较年初增长 x%
        moved_first = bool(_OF_FIRST.fullmatch(rate.lead)) and bool(_MOVED.search(one.near))
        later, moved = (two, one) if moved_first else (one, two)
        if _told_in_order(later, moved, rate) and (moved_first or _BY.fullmatch(moved.lead)):
            found = (list(_of(first, later, moved, rate)) for first in _firsts(later, amounts))
            yield from next((works for works in found if works), [])


_ROSE = re.compile(
    r"[，、(；][较比](?:年初|原|批复)(?:部门|批复|预算|总|数)*(?:净|总体|共)?(?:增长|增加|上升|提高|调增|追加|下降|减少|降低|调减|压减)(?:了|约)?"
)


_LEFT_OVER = re.compile(r"结转|结余")


def _of_first_told(terms: Sequence[Term]) -> Iterator[Worked]:
    """年初预算 A 万元，年中调增 C、调减 D 万元，调整后 B 万元，比年初增长 x%, all in one sentence."""
    for n, (later, rate) in enumerate(pairwise(terms)):
        if not (rate.is_percent and later.is_money and later.usable and rate.usable and _ROSE.fullmatch(rate.lead)):
            continue
        before = [t for t in terms[:n] if t.sentence == later.sentence == rate.sentence]
        here = [t for t in before if _FIRST.search(t.near)]
        if any(_LEFT_OVER.search(t.near) for t in before):
            continue  # what was carried over may be no part of what moved
        named = _LATER.search(later.near) and not (_PART.search(later.near) or later.old)
        if not named or len(here) != 1 or _PART.search(here[0].near) or not here[0].usable or here[0].depth:
            continue
        pair = (later, here[0])
        if same_kind(*pair):
            readings = (Reading("(f1 - f2) / f2 * 100", pair), Reading("(f2 - f1) / f2 * 100", pair))
            yield Worked("growth", rate, readings, True, subject_of(rate))


def _told_in_order(later: Term, moved: Term, rate: Term) -> bool:
    """Whether the three are a changed budget, what it changed by and at what rate, right behind one another."""
    here = later.sentence == moved.sentence == rate.sentence
    money = later.is_money and moved.is_money and all(t.usable for t in (later, moved, rate))
    named = _LATER.search(later.near) and not _PART.search(later.near) and not later.old
    return bool(here and money and named and rate.is_percent and _RATE.fullmatch(rate.lead))


def _firsts(later: Term, amounts: Amounts) -> list[Term]:
    """The budgets of the beginning of the year that stand before a changed one, nearest first. One right before it in
    its sentence is read there (arithmetic.moves)."""
    return [
        t
        for t in amounts.earlier(later, PARAGRAPHS_BACK)
        if _FIRST.search(t.near)
        and not _PART.search(t.near)
        and not t.depth
        and same_kind(t, later)
        and (t.paragraph, t.sentence, t.index + 1) != (later.paragraph, later.sentence, later.index)
    ]


def _of(first: Term, later: Term, moved: Term, rate: Term) -> Iterator[Worked]:
    """One of the two that does not follow from `first`, or what does, where the other bears `first` out."""
    apart = [Reading("f1 - f2", pair) for pair in ((later, first), (first, later))]
    rates = [Reading("(f1 - f2) / f2 * 100", (later, first)), Reading("(f2 - f1) / f2 * 100", (later, first))]
    if any(fits(moved, r) for r in apart):
        over = [Reading("f1 / f2 * 100", (moved, first)), *rates]
        if not _OF_FIRST.fullmatch(rate.lead):  # 较年初增长 x%: of no other budget
            over.append(Reading("f1 / f2 * 100", (moved, later)))
        yield Worked("growth", rate, tuple(over), True, subject_of(rate))
    elif any(fits(rate, r) for r in rates):
        straight = apart if later.size >= first.size else apart[::-1]
        yield Worked("difference", moved, tuple(straight), True, subject_of(later, first))
        yield Worked(
            "growth", rate, tuple(rates), True, subject_of(rate)
        )  # of the budgets, whatever moved is said to be
