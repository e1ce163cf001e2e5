"""Roles that follow from the neighbours of a number: what a change right behind it is held against is its base; names
told in order, and moves told in order, are those of the numbers behind the first as well."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.normalize.arithmetic.own_roles import APART, CHANGE, TO
from pipeline.normalize.arithmetic.terms import AGAINST, DOWN, LAST, UP, Term, same_kind
from pipeline.normalize.narrative.reading.measures import POINTS

_FROM = re.compile(r"(?:由|从)[^，。；（）()]{0,24}$")
_BY_HOW_MUCH = re.compile(r"了?(?:超出|超过|高出|多出|超|少于|低于|高于)了?")
_MOVED_BY = re.compile(r"，(?:变动|变化|相差|增减)(?:了|额|金额)?(?:为)?")
_COMPARED = re.compile(rf"比|较|同比|环比|与.*相|{LAST}|同期|计划|目标|年初")
_WHOLE_BEFORE = re.compile(r"(?:占|完成|为|达到?|相当于|覆盖)[^，。；]{0,20}$")
_WHOLE_BEHIND = re.compile(r"\)?(?:[\u4e00-\u9fff]{0,8}|以内)的(?:比例|比重)?(?:为|约)?")
_NAMES_IN_ORDER = re.compile(
    r"(?P<names>[^，。；：()]{3,60}?)(?:的?(?:金额|占比|比重))?(?:分别|依次|各)"
    r"(?:为|是|达到?|(?:比|较)上年度?(?P<moved>增加|减少|增长|下降))?$"
)
AND = re.compile(r"^(?:、|，|和|与|及|以及)$")
HANDED_OUT = re.compile(r"分别|依次|各")
_TOGETHER = re.compile(r"(?:共|共计|合计|总计|总共)(?:支出|完成|实现|为|：)*")


def with_roles(terms: Sequence[Term]) -> list[Term]:
    """Roles that follow from the neighbours: what a change right behind it is held against is its base."""
    done = _moved_in_order(_named_in_order(terms))
    for i, term in enumerate(done):
        if term.role == "change" and not _told_as_change(done, i):
            done[i] = replace(term, role="amount", down=False)  # 能力提升 1,050 万元: the name of a project
        elif i and done[i - 1].role == "change" and _signed_in_bracket(term, done[i - 1]):
            done[i] = replace(term, role="growth", down=False, lead="(")  # 减少 C 万元（-14.89%）
        elif i and term.role == "amount" and done[i - 1].old and _TOGETHER.fullmatch(term.lead):
            done[i] = replace(term, old=True)  # 上年两项共 B 万元
    done = _in_two_measures(done)
    for i, term in enumerate(done):
        after = done[i + 1] if i + 1 < len(done) else None
        inside = after is not None and after.sentence == term.sentence and after.is_percent and not term.is_percent
        if inside and after is not None and _WHOLE_BEFORE.search(term.lead) and _WHOLE_BEHIND.fullmatch(after.lead):
            done[i] = term = replace(term, role="whole")  # 为预算数 B 万元的 x%: what the share is of
        follows = done[i + 1] if i + 1 < len(done) and done[i + 1].sentence == term.sentence else None
        if follows is None:
            continue
        if _FROM.search(term.lead) and TO.search(follows.near) and same_kind(term, follows):
            done[i] = replace(term, role="base", old=True)
            behind = done[i + 2] if i + 2 < len(done) and done[i + 2].sentence == term.sentence else None
            if behind is not None and _MOVED_BY.fullmatch(behind.lead) and same_kind(behind, term):
                done[i + 2] = replace(behind, role="change", down=follows.size < term.size)  # 由 A 变为 B，变动 C
            continue
        against = AGAINST.search(term.lead)
        if not against or term.role not in ("amount", "rate", "change", "growth", "average"):
            continue
        own = "，" in follows.lead and re.search(r"同比|比|较|环比", follows.lead)  # 连续五年超过 90 分，同比提高 …
        if follows.role in ("change", "growth") and term.role in ("amount", "rate", "average") and not own:
            done[i] = replace(term, role="base", old=True)
            if _BY_HOW_MUCH.fullmatch(follows.lead):  # 比计划 A 人超出 B 人: by how much, and no limit
                done[i + 1] = replace(follows, quantity=replace(follows.quantity, bound=False))
        elif re.fullmatch(r"(?:多|少)[\u4e00-\u9fff]{1,5}", follows.lead) and same_kind(term, follows):
            done[i] = replace(term, role="base", old=True)  # 较上年 A 亿元多到位 B 亿元
            done[i + 1] = replace(follows, role="change", down=follows.lead.startswith("少"))
        elif re.fullmatch(r"(?:\)|的)?[^，。；、()]{0,10}", follows.lead) and _against_target(term, follows):
            way = _WAY.search(follows.lead)  # 比 55% 的目标低 0.7 个百分点
            down = bool(way["down"] if way else re.search(DOWN, against.group()))
            done[i] = replace(term, role="base", old=True)
            done[i + 1] = replace(follows, role="change", down=down)
    return done


def _signed_in_bracket(term: Term, change: Term) -> bool:
    signed = term.lead == "(+" or (term.lead == "(" and term.quantity.value < 0)
    return term.is_percent and signed and term.tail.startswith(")") and term.sentence == change.sentence


_WAY = re.compile(rf"(?:{UP}|高|快|领先|(?P<down>{DOWN}|低|慢|差|落后))(?:出|了)*$")


def _named_in_order(terms: Sequence[Term]) -> list[Term]:
    """基本支出与项目支出分别为 A 和 B: each number with its own name."""
    done = list(terms)
    for i, term in enumerate(done):
        found = _NAMES_IN_ORDER.search(term.lead)
        if found is None:
            continue
        names = [n for n in re.split(r"、|与|和|及|以及", found["names"]) if n]
        run = [i]
        while len(run) < len(names) and run[-1] + 1 < len(done) and AND.match(done[run[-1] + 1].lead):
            run.append(run[-1] + 1)
        if 1 < len(names) == len(run):
            for k, name in zip(run, names, strict=True):
                moved = bool(found["moved"]) and done[i].role == "change"
                role = done[i].role if moved else done[k].role
                done[k] = replace(done[k], name=name, role=role, down=done[i].down if moved else done[k].down)
    return done


def _in_two_measures(terms: list[Term]) -> list[Term]:
    """上年 C 批、D 人次，减少 E 批、F 人次: the second of a pair is said to be what the first is."""
    for i, term in enumerate(terms):
        first = terms[i - 1] if i else term
        bare = term.lead in ("、", "和", "") and first.sentence == term.sentence and first.unit != term.unit
        if not bare or not (first.old or first.role == "change") or term.role != "amount":
            continue
        pairs = pairwise(terms[: i - 1])
        if any((a.unit, b.unit, b.lead) == (first.unit, term.unit, term.lead) for a, b in pairs):
            terms[i] = replace(term, role=first.role, old=first.old, down=first.down)
    return terms


def _moved_in_order(terms: list[Term]) -> list[Term]:
    """分别增加 A 和 B，增长 x% 和 y%: the numbers behind the first of a row moved as that did."""
    told = False
    for i, term in enumerate(terms):
        first = terms[i - 1] if i else term
        bare = bool(i and AND.match(term.lead)) and first.sentence == term.sentence and first.unit == term.unit
        if bare and first.role in ("change", "growth") and (told or (term.is_percent and term.lead != "，")):
            terms[i] = replace(term, role=first.role, down=first.down)
        elif not bare:
            told = bool(HANDED_OUT.search(term.lead))
    return terms


def _told_as_change(terms: Sequence[Term], i: int) -> bool:
    """Whether a word such as 提升 tells a change: it is held against something, stands alone, or its rate follows."""
    term = terms[i]
    if _COMPARED.search(term.lead) or APART.search(term.lead) or term.measure.unit == POINTS:
        return True
    verb = CHANGE.search(term.near)
    if verb is not None and verb.start() <= 2:
        return True
    return any(
        0 <= j < len(terms) and terms[j].sentence == term.sentence and terms[j].role == "growth" for j in (i - 1, i + 1)
    )


def _against_target(term: Term, follows: Term) -> bool:
    """高于 95% 的目标 2.8 个百分点, 超出计划 1,700 万元 166.20 万元: the second is by how much."""
    if term.is_percent:
        return follows.measure.unit == POINTS
    return (
        follows.role == "amount"
        and same_kind(term, follows)
        and bool(re.search(rf"{UP}|{DOWN}|慢于|快于", term.lead[-12:]))
    )
