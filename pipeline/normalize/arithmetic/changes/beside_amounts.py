"""Changes beside what changed: A 万元，比上年 B 万元增加 C 万元，增长 D%; 由 A% 提高到 B%，提高 C 个百分点.

A group is a run of changes and growth rates with nothing but their own words between them. Its base is what it is held
against, its present value the amount that its words name or, where they name none, the one right before. Two of amount,
base, change and rate give the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.normalize.arithmetic.amounts import Amounts, key_of
from pipeline.normalize.arithmetic.changes.between_years import base_named, is_of_a_row, of_two_years, told_behind
from pipeline.normalize.arithmetic.changes.change_groups import (
    BEFORE_COMPARING,
    Group,
    fits_change,
    groups_of,
    is_light,
    name_of_change,
)
from pipeline.normalize.arithmetic.changes.changes_in_order import changes_in_order
from pipeline.normalize.arithmetic.changes.gaps import between_rates
from pipeline.normalize.arithmetic.changes.named_before import BOTH_SIDES, NEAR, stated_before
from pipeline.normalize.arithmetic.changes.stocks import COMES, GOES
from pipeline.normalize.arithmetic.fit import fits
from pipeline.normalize.arithmetic.terms import DOWN, UP, Term, same_kind
from pipeline.normalize.arithmetic.worked import Reading, Worked, noun_of, subject_of
from pipeline.normalize.narrative.reading.measures import POINTS

MARKED_DECIMALS = 2  # of a rate that hardly comes out by chance
# 接待费支出决算与预算持平，比上年增加 C
_SUBJECT = re.compile(
    r"[；，、]?(?:其中[，：])?(?P<name>[^，；：。、\d]{2,20}?)(?:支出)?(?:预算|决算)?数?(?:比|较|与|同)[^，；：。]{2,12}"
    r"(?:持平|一致|相同|无增减变化|无变化|无增减)，(?:比|较|同比|与|环比)"
)
_LEFT_OVER = re.compile(r"(?:上年|年[初末])?结[转余](?:[和与及、]?结[转余])?(?:资金)?$")
_BRACKET, _LISTS = re.compile(r"\([^()]*\)"), re.compile(r"其中|包括|包含|：")
_SUBJECTLESS = re.compile(
    rf"[；，、]?(?:但|并|而|均|也|又|总体|整体|按?同口径|按?可比口径)*(?:同比|环比|比|较|与|同|和|(?:{UP}|{DOWN})(?:了|额)?$)"
)
_AIM = re.compile(r"(?:年度|全年|计划)?(?:目标|任务|计划)(?:任务)?(?:数|值|量)?(?:为|是|：)?$")
_DIVIDED = re.compile(r"其中|包括|[，(]含|：")


def changes_of(terms: Sequence[Term], amounts: Amounts) -> Iterator[Worked]:
    """Every change of a paragraph that can be worked out."""
    yield from between_rates(terms)
    yield from changes_in_order(terms)
    last: Group | None = None
    for found in groups_of(terms):
        group = told_behind(terms, _with_named(_resumed(terms, found, last), amounts))
        if years := of_two_years(terms, group.first):
            group = replace(group, now=years[0], base=years[1], tight=True)
        elif is_of_a_row(terms, group):
            continue  # of which year it is the row does not say
        elif (
            group.base is None
            and group.now is not None
            and (base := base_named(terms, group.first)) not in (None, group.now)
        ):
            group = replace(group, base=base)
        group = _that_comes_out(terms, _of_what_was_done(terms, group))
        last = group
        yield from _of_group(group, _whole_of(terms, group.now))
        yield from _netted(terms, group)


def _of_what_was_done(terms: Sequence[Term], group: Group) -> Group:
    """接待 A 人次，目标 B 人次，同比增长 x%: what there is has grown over last year, and not what was aimed at."""
    now, base = group.now, group.base
    if now is None or not now.index or not _AIM.match(now.near) or (base is not None and not base.old):
        return group
    done = terms[now.index - 1]
    alike = same_kind(done, now) and done.sentence == now.sentence and done.usable and done.role == "amount"
    return replace(group, now=done) if alike and not done.old and terms[now.index] is now else group


def _that_comes_out(terms: Sequence[Term], group: Group) -> Group:
    """培训 A 场次，其中线上 B 场、集中 C 场，比目标 D 场多 E 场: what changed is the one amount that base and change
    come to, where the nearest is another."""
    base, now, moved = group.base, group.now, group.change
    if base is None or now is None or moved is None or _comes_to(now, base, moved):
        return group
    if not group.tight and _grew_to(now, base, group.growth):
        return replace(group, tight=True)  # 决算 A，完成预算的 x%；比上年 B 增加 C，增长 D%: D says that A is meant
    here = [t for t in terms[: group.first.index] if t.sentence >= group.first.sentence - 1 and t is not base]
    right = [t for t in here if t.usable and t.role in ("amount", "rate", "average") and fits_change(t, moved)]
    right = [t for t in right if _comes_to(t, base, moved)]
    return replace(group, now=right[0], tight=True) if len({t.size for t in right}) == 1 else group


def _comes_to(now: Term, base: Term, moved: Term) -> bool:
    formula = "f2 - f1" if moved.down else "f1 - f2"
    return fits(moved, Reading(formula, (now, base)))


def _grew_to(now: Term, base: Term, growth: Term | None) -> bool:
    """Whether a rate of growth of some digits comes out of two amounts."""
    if growth is None or growth.quantity.decimals < MARKED_DECIMALS:
        return False
    formula = "(f2 - f1) / f2 * 100" if growth.down else "(f1 - f2) / f2 * 100"
    return fits(growth, Reading(formula, (now, base)))


def _resumed(terms: Sequence[Term], group: Group, last: Group | None) -> Group:
    """…，比上年增加 C，增长 D%；比年初预算减少 E，下降 F%: a change without a subject goes on about what the one before
    it was of or, at the beginning of a sentence, about what the sentence before states first."""
    first = group.first
    anew = first.lead.startswith("；") and not group.tight
    lead = group.base.lead if group.base is not None and group.base.index < first.index else first.lead
    if not (group.now is None or anew) or not _SUBJECTLESS.match(lead) or first.measure.unit == POINTS:
        return group
    if not is_light(_BRACKET.sub("", first.lead)):
        return group
    if last is not None and last.first.sentence == first.sentence:
        same = last.now is not None and fits_change(last.now, group.change)
        return replace(group, now=last.now, tight=last.tight) if same else group
    sentence = first.sentence
    here = [t for t in terms[: first.index] if t.sentence == sentence and _is_stated(t)]
    while sentence and not here:
        sentence -= 1
        here = [t for t in terms[: first.index] if t.sentence == sentence and _is_stated(t)]
        here = [] if here and here[0].lead.startswith("其中") else here
    stated = [t for t in here if not t.old and not t.depth and fits_change(t, group.change)]
    if not stated:
        return group
    divided = bool(_DIVIDED.search(stated[0].tail)) or first.sentence - sentence > 1
    if sentence == first.sentence:
        return replace(group, now=stated[0], tight=True) if divided and len(stated) > 1 else group
    return replace(group, now=stated[0], tight=divided or len(stated) == 1)


def _is_stated(term: Term) -> bool:
    """An amount, or what stands first and was left over (3.上年结转和结余 A 万元，…。比上年减少 C 万元)."""
    left_over = term.role == "rest" and not term.index and _LEFT_OVER.match(noun_of(term))
    return term.role == "amount" or bool(left_over)


def _with_named(group: Group, amounts: Amounts) -> Group:
    """资产总额增加 C 万元，增长 D%; 购置费比上年的 B 万元增长 D%: what grew was stated before, under its name."""
    first = group.first
    if group.now is not None and group.tight:
        return group
    name = name_of_change(first)
    if group.base is not None and group.base.index < first.index:
        name = BEFORE_COMPARING.split(group.base.near)[0]
    if not name and (told := _SUBJECT.match(first.lead)):
        name = told["name"]
    named = len(key_of(name)) > 1 or BOTH_SIDES.search(first.lead)
    if not named or not (group.base or group.change) or first.measure.unit == POINTS:
        return group
    like = group.base or first
    near = stated_before(name, like, first, amounts)
    if near is None:
        return group
    olds = [t for t in amounts.of_last_year(name, like) if abs(first.paragraph - t.paragraph) <= NEAR]
    apart = len(olds) == 1 and olds[0] is not near
    base = olds[0] if group.base is None and apart else group.base
    return replace(group, now=near, base=base, tight=True)


def _whole_of(terms: Sequence[Term], now: Term | None) -> Term | None:
    """三公经费 A 万元，其中接待 B 万元、用车 C 万元，较上年 …: what a change behind a list may be of as well."""
    if now is None or now.paragraph != terms[0].paragraph:  # its place is one in another paragraph
        return None
    for j in range(now.index - 1, -1, -1):
        whole = terms[j]
        if whole.sentence != now.sentence:
            return None
        if _LISTS.search(whole.tail) and whole.role == "amount" and same_kind(whole, now) and whole.size >= now.size:
            return whole if whole.depth <= now.depth else None
    return None


def _of_group(group: Group, whole: Term | None = None) -> Iterator[Worked]:
    """`whole` is what the present value is a part of, where that stands in a list."""
    change, growth, base, now = group.change, group.growth, group.base, group.now
    subject = subject_of(*(t for t in (now, base, group.first) if t is not None))
    if base is not None and now is not None and base.size == now.size:
        return  # one amount told twice
    if not all(t is None or t.usable or t.role == "base" for t in (base, now)):
        return
    if change is not None and base is not None and now is not None:
        formula = "f2 - f1" if change.down else "f1 - f2"
        readings = tuple(Reading(formula, (value, base)) for value in (now, whole) if value is not None)
        yield Worked("difference", change, readings, group.tight, subject)
    if growth is None:
        return
    signed = change is not None and change.down and not growth.down  # 减少 C 万元，变动率 -D%
    if base is not None and change is not None and change.measure.unit != POINTS and not signed:
        yield Worked("growth", growth, (Reading("f1 / f2 * 100", (change, base)),), True, subject)
    if base is not None and now is not None:
        formula = "(f2 - f1) / f2 * 100" if growth.down else "(f1 - f2) / f2 * 100"
        formulas = (formula, "(f2 - f1) / f2 * 100") if _HOW_FAR.search(growth.near) else (formula,)
        readings = tuple(Reading(f, (value, base)) for value in (now, whole) if value is not None for f in formulas)
        tight = group.tight or (signed and change is not None and _comes_to(now, base, change))
        yield Worked("growth", growth, readings, tight, subject)
    elif change is not None and change.measure.unit != POINTS and base is None and now is not None:
        if not change.down and now.size < change.size:
            return  # 上年净收回，本年支出 A 万元，增加 C 万元: of less than nothing there is no rate
        formula = "f1 / (f2 + f1) * 100" if growth.down else "f1 / (f2 - f1) * 100"
        formula = "f1 / (0 - f2 - f1) * 100" if signed else formula
        readings = (Reading(formula, (change, now)),)
        if (now.paragraph, now.sentence) != (change.paragraph, change.sentence) or _BEFORE_MOVE.search(now.near):
            readings += (Reading("f1 / f2 * 100", (change, now)),)  # stated elsewhere: what there was may be meant
        yield Worked("growth", growth, readings, group.tight, subject)


_HOW_FAR = re.compile(r"(?:变动|变化|增减)幅度")  # 少支出 C 万元，变动幅度 D%: whichever way, as the words before say
_BEFORE_MOVE = re.compile(r"年初|原")


def _netted(terms: Sequence[Term], group: Group) -> Iterator[Worked]:
    """新购置 A 万元、报废 B 万元，净增加 C 万元."""
    net = group.change
    if net is None or not net.near.startswith("净") or net.measure.unit == POINTS:
        return  # 甲净增加 A，乙净减少 B，丙净增加 C: one after the other
    here = [t for t in terms[: net.index] if t.sentence == net.sentence and same_kind(t, net) and t.usable]
    comes = [t for t in here if COMES.search(t.near)]
    goes = [t for t in here if GOES.search(t.near)]
    if any("净" in t.near for t in comes + goes):
        return
    if len(comes) == len(goes) == 1:
        formula = "f2 - f1" if net.down else "f1 - f2"
        yield Worked("difference", net, (Reading(formula, (comes[0], goes[0])),), True, subject_of(net))
