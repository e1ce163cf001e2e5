"""What was moved in a budget, and how far what was left over moved since the year before.

预算调整 A 万元（其中追加 B 万元，调减 C 万元）; 追加 B 万元，压减 C 万元，净调增 A 万元; 年末结转结余 A 万元，上年结转
结余 B 万元，变动率 x%.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.normalize.arithmetic.terms import Term, same_kind
from pipeline.normalize.arithmetic.worked import Reading, Worked, noun_of, subject_of
from pipeline.vocabulary.budget_moves import IS_ADDED, IS_TAKEN
from pipeline.vocabulary.link_words import IS

_MOVED = re.compile(r"调整|调剂|净|变动")
_NET = re.compile(rf"净(?:调|追)?(?:(?P<up>增加?|加)|(?P<down>减少?))(?:预算|支出)?{IS}$")
_OPENS = re.compile(r"其中|：|包括|含")
_LEFT = re.compile(r"结转|结余")
_LAST_YEAR = re.compile(r"上年|去年|上一年")
_CHANGE_OF = re.compile(rf"(?:变动率|变化率|增减率|变动幅度){IS}$")


def moves_of(terms: Sequence[Term]) -> Iterator[Worked]:
    """Every such sum and rate of a paragraph."""
    for i, term in enumerate(terms):
        if term.usable and term.is_money:
            yield from _net_of_list(terms, i)
            yield from _net_behind(terms, i)
            yield from _between_budgets(terms, i)
            yield from _net_between(terms, i)
        elif term.usable and term.is_percent and _CHANGE_OF.search(term.near):
            yield from _of_what_was_left(terms, i)


def _moved(terms: Sequence[Term], like: Term) -> tuple[Term, Term] | None:
    """The one sum that was added and the one that was taken; None for any other row of sums."""
    if any(not same_kind(t, like) or not t.usable for t in terms):
        return None
    added = [t for t in terms if IS_ADDED.search(t.near)]
    taken = [t for t in terms if IS_TAKEN.search(t.near)]
    if len(added) != 1 or len(taken) != 1 or added[0] is taken[0] or any("净" in t.near for t in terms):
        return None
    return added[0], taken[0]


def _net_of_list(terms: Sequence[Term], i: int) -> Iterator[Worked]:
    """The whole before its two parts of opposite signs."""
    whole, inner = terms[i], terms[i + 1 : i + 3]
    if len(inner) < 2 or inner[1].sentence != whole.sentence or not _MOVED.search(noun_of(whole)):
        return
    opened = inner[0].depth > whole.depth or _OPENS.search(whole.tail)
    after = terms[i + 3] if i + 3 < len(terms) else None
    closed = after is None or after.sentence != whole.sentence or after.depth < inner[0].depth or "；" in after.lead
    pair = _moved(inner, whole) if opened and closed else None
    if pair is not None:
        readings = (Reading("f1 - f2", pair), Reading("f2 - f1", pair))
        yield Worked("difference", whole, readings, True, subject_of(whole))


def _net_behind(terms: Sequence[Term], i: int) -> Iterator[Worked]:
    """净调增 A 万元 behind what was added and what was taken."""
    net = terms[i]
    found = _NET.search(net.near)
    here = [t for t in terms[:i] if t.sentence == net.sentence and t.unit == net.unit]  # 两项相抵 counts nothing
    here = here[:-1] if here and _LATER.search(here[-1].near) else here  # 调增 B，调减 C，调整后 N，净增 A
    if found is None or len(here) < 2:
        return
    if len(here) > 2 and (IS_ADDED.search(here[-3].near) or IS_TAKEN.search(here[-3].near)):
        return  # of more than two: arithmetic.budget_chains
    before = here[-2:]
    pair = _moved(before, net)
    if pair is not None:
        formula = "f1 - f2" if found["up"] else "f2 - f1"
        yield Worked("difference", net, (Reading(formula, pair),), True, subject_of(net))
        first = here[-3] if len(here) > 2 else None
        rate = terms[i + 1] if i + 1 < len(terms) else net
        if first is not None and _FIRST.search(first.near) and rate.usable and _OF_FIRST.fullmatch(rate.lead):
            yield Worked("share", rate, (Reading("f1 / f2 * 100", (net, first)),), True, subject_of(net))


_OF_FIRST = re.compile(rf"，(?:占|为)(?:年初|期初|原)预算(?:数|总额)?的?(?:比例|比重)?{IS}")
_FIRST = re.compile(r"(?:年初|原|期初)[^，。；]{0,12}$")
_LATER = re.compile(
    r"(?:(?:调整|调剂|变更|增至|减至|调增|调减|追加|变动)(?:为|至|到|后)|(?:年末|最终|全年|期末)[^，。；]{0,4}预算)[^，。；]{0,8}$"
)
_BY = re.compile(
    r"^[，、(](?:较?年初|比年初|较原|净|共|合计|累计)*(?:预算|安排)?(?:(?P<up>净?增加|调增|净增|追加|增长|多)|(?P<down>净?减少|调减|净减|核减|少))(?:了|额|为)*$"
)


def _net_between(terms: Sequence[Term], i: int) -> Iterator[Worked]:
    """年初预算 A 万元，年中净增加 C 万元（其中 …），调整后预算 B 万元: what was moved on the whole lies between."""
    net = terms[i]
    found = _NET_MOVED.search(net.near)
    first = terms[i - 1] if i and terms[i - 1].sentence == net.sentence else None
    if found is None or first is None or not _FIRST.search(first.near) or first.depth != net.depth:
        return
    behind = [t for t in terms[i + 1 :] if t.sentence == net.sentence and t.is_money and t.depth <= net.depth]
    later = next((t for t in behind if not (IS_ADDED.search(t.near) or IS_TAKEN.search(t.near))), None)
    if later is not None and _LATER.search(later.near) and first.usable and later.usable and "；" not in net.lead:
        formula = "f2 - f1" if found["up"] else "f1 - f2"
        yield Worked("difference", net, (Reading(formula, (first, later)),), True, subject_of(net))


_NET_MOVED = re.compile(
    r"净(?:(?P<up>增加?|追加|调增)|(?P<down>减少?|调减|压减|核减))(?:预算|支出|资金)?(?:了|为|共|：)*$"
)
_RATE_OF_MOVE = re.compile(
    r"[，、(](?:预算|较年初)*(?:调整|调增|调减|增长|增加|增减|变动|变化|净调增|追加)?(?:率|幅度|比例|幅|了)?(?:约|为|达到?|是|：)*"
)


def _between_budgets(terms: Sequence[Term], i: int) -> Iterator[Worked]:
    """年初安排 A 万元，年末调整为 B 万元，增加 C 万元: the three right behind one another."""
    moved = terms[i]
    found = _BY.match(moved.lead)
    if found is None or i < 2 or terms[i - 2].sentence != moved.sentence:
        return
    first, later = terms[i - 2 : i]
    if not all(t.usable and same_kind(t, moved) and t.role in ("amount", "base") for t in (first, later)):
        return
    if _FIRST.search(first.near) and _LATER.search(later.near) and later.lead[:1] in ("，", "、"):
        formula = "f2 - f1" if found["up"] else "f1 - f2"
        yield Worked("difference", moved, (Reading(formula, (first, later)),), True, subject_of(later, first))
        rate = terms[i + 1] if i + 1 < len(terms) and terms[i + 1].sentence == moved.sentence else None
        if rate is not None and rate.is_percent and rate.usable and _RATE_OF_MOVE.fullmatch(rate.lead):
            yield Worked("growth", rate, (Reading("f1 / f2 * 100", (moved, first)),), True, subject_of(rate))


def _of_what_was_left(terms: Sequence[Term], i: int) -> Iterator[Worked]:
    """上年结转 tells no other year by itself (it is income of this one); beside 年末 it does."""
    rate = terms[i]
    here = [t for t in terms[:i] if t.sentence == rate.sentence and t.is_money and t.usable]
    left = [t for t in here if _LEFT.search(t.near) and t.role in ("amount", "rest")]
    before = [t for t in left if _LAST_YEAR.search(t.lead)]
    now = [t for t in left if t not in before]
    if len(before) == len(now) == 1 and before[0].quantity.value > 0:
        readings = (Reading("(f1 - f2) / f2 * 100", (now[0], before[0])),)
        yield Worked("growth", rate, readings, True, subject_of(now[0]))
