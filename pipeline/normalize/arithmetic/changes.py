"""Changes beside what changed: A 万元，比上年 B 万元增加 C 万元，增长 D%; 由 A% 提高到 B%，提高 C 个百分点.

A group is a run of changes and growth rates with nothing but their own words between them. Its base is what it is held
against, its present value the amount that stands right before. Two of amount, base, change and rate give the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.normalize.arithmetic.amounts import Amounts
from pipeline.normalize.arithmetic.measures import POINTS
from pipeline.normalize.arithmetic.terms import DOWN, LAST, UP, Term, same_kind
from pipeline.normalize.arithmetic.worked import Reading, Worked, noun_of, subject_of

# Words between an amount and its change that name nothing new.
_LIGHT = re.compile(
    rf"[，；：、()]|比例|比率|{LAST}(?:度|末|底)?|同比|环比|相比|对比|比较|较之|较|比|与|同|和|于|的|了|{UP}|{DOWN}|额|金额|幅度?|比例|比率|率|数|总量|总额|"
    r"决算|预算|支出|收入|执行|完成|实际|水平|数据|情况|年度?|月|本|今|当|期|总|合计|共|约|近|为|是|达到?|计|有所|已|则|而|净|两者|两年|其|目标值?|计划数?|任务数?|"
    r"指标值?|考核|要求|≥|≤|>|<"
)
_VERB = re.compile(rf"(?:总体|整体|也|均|都|又|有所|净)?(?:{UP}|{DOWN})(?:了|额|为|约)*$")
_NO_BREAK = re.compile(r"[。；]")


@dataclass(frozen=True, slots=True)
class Group:
    """A run of changes: the absolute one, the rate, what they are held against and what they lead to."""

    change: Term | None
    growth: Term | None
    base: Term | None
    now: Term | None
    tight: bool

    @property
    def first(self) -> Term:
        term = self.change or self.growth
        assert term is not None
        return term


def changes_of(terms: Sequence[Term], amounts: Amounts) -> Iterator[Worked]:
    """Every change of a paragraph that can be worked out."""
    for group in groups_of(terms):
        yield from _of_group(_with_named(group, amounts))


def _with_named(group: Group, amounts: Amounts) -> Group:
    """资产总额增加 C 万元，增长 D%: what grew was stated before, under its name."""
    first = group.first
    if group.base is not None or (group.now is not None and group.tight) or group.growth is None:
        return group
    name = _VERB.sub("", noun_of(first))
    named = [t for t in amounts.named(name, first) if t.paragraph == first.paragraph and t.index < first.index]
    values = {t.size for t in named}
    return replace(group, now=named[-1], tight=True) if len(values) == 1 and group.change is not None else group


def groups_of(terms: Sequence[Term]) -> Iterator[Group]:
    taken: set[int] = set()
    for i, term in enumerate(terms):
        if i in taken or term.role not in ("change", "growth") or not term.usable:
            continue
        run = [i]
        for j in range(i + 1, len(terms)):
            follows = terms[j]
            if follows.sentence != term.sentence or _NO_BREAK.search(follows.lead) or len(run) == 2:
                break
            if follows.role not in ("change", "growth") or not _light(follows.lead) or not follows.usable:
                break
            if any(_sort(terms[k]) == _sort(follows) for k in run) or follows.down != term.down:
                break
            run.append(j)
        taken.update(run)
        change = next((terms[k] for k in run if terms[k].role == "change"), None)
        growth = next((terms[k] for k in run if terms[k].role == "growth"), None)
        yield _bound(terms, i, run[-1], change, growth)


def _sort(term: Term) -> str:
    return "points" if term.measure.unit == POINTS else term.role


def _light(text: str) -> bool:
    return not _LIGHT.sub("", text)


def _fits(term: Term, change: Term | None) -> bool:
    if change is None:
        return not term.is_percent and term.measure.unit != POINTS
    if change.measure.unit == POINTS:
        return term.is_percent and term.role != "growth"
    return same_kind(term, change)


def _bound(terms: Sequence[Term], first: int, last: int, change: Term | None, growth: Term | None) -> Group:
    sentence = terms[first].sentence
    base: Term | None = None
    now: Term | None = None
    tight = True
    between = terms[first].lead
    for term in reversed(terms[:first]):
        if term.sentence != sentence:
            break
        if term.role in ("change", "growth") and now is None and base is None and _NO_BREAK.search(between):
            break
        if not _fits(term, change) or term.role in ("change", "growth", "share", "rest", "whole"):
            between = term.lead + between
            tight = tight and (term.is_percent or term.depth > terms[first].depth)
            continue
        if base is None and term.old and (term.role == "base" or now is None):
            base = term
            if now is not None:
                break
            between = term.lead
            continue
        if now is None and not term.old:
            if term.depth > terms[first].depth:
                continue
            now, tight = term, tight and _near(between)
            between = term.lead
            if base is not None:
                break
            continue
        break
    behind = terms[last + 1] if last + 1 < len(terms) else None
    follows = behind is not None and behind.sentence == sentence and behind.depth > terms[last].depth
    if base is None and behind is not None and follows and behind.old and _fits(behind, change):
        base = behind
    return Group(change, growth, base, now, tight)


def _near(between: str) -> bool:
    """Whether nothing but words of comparison stands between an amount and its change."""
    return len(_LIGHT.sub("", between)) <= 2 and "；" not in between


def _of_group(group: Group) -> Iterator[Worked]:
    change, growth, base, now = group.change, group.growth, group.base, group.now
    subject = subject_of(*(t for t in (now, base, group.first) if t is not None))
    if not all(t is None or t.usable or t.role == "base" for t in (base, now)):
        return
    if change is not None and base is not None and now is not None:
        formula = "f2 - f1" if change.down else "f1 - f2"
        yield Worked("difference", change, (Reading(formula, (now, base)),), group.tight, subject)
    if growth is None:
        return
    if base is not None and change is not None and change.measure.unit != POINTS:
        yield Worked("growth", growth, (Reading("f1 / f2 * 100", (change, base)),), True, subject)
    if base is not None and now is not None:
        formula = "(f2 - f1) / f2 * 100" if growth.down else "(f1 - f2) / f2 * 100"
        yield Worked("growth", growth, (Reading(formula, (now, base)),), group.tight, subject)
    elif change is not None and change.measure.unit != POINTS and base is None and now is not None:
        formula = "f1 / (f2 + f1) * 100" if growth.down else "f1 / (f2 - f1) * 100"
        yield Worked("growth", growth, (Reading(formula, (change, now)),), group.tight, subject)
