"""Changes beside what changed: A 万元，比上年 B 万元增加 C 万元，增长 D%; 由 A% 提高到 B%，提高 C 个百分点.

A group is a run of changes and growth rates with nothing but their own words between them. Its base is what it is held
against, its present value the amount that its words name or, where they name none, the one right before. Two of amount,
base, change and rate give the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.normalize.arithmetic.amounts import Amounts, key_of
from pipeline.normalize.arithmetic.changes.between_rates import between_rates
from pipeline.normalize.arithmetic.changes.changes_in_order import changes_in_order, rows_of_changes
from pipeline.normalize.arithmetic.changes.named_before import BOTH_SIDES, NEAR, stated_before
from pipeline.normalize.arithmetic.changes.stocks import COMES, GOES
from pipeline.normalize.arithmetic.changes.two_years import of_two_years
from pipeline.normalize.arithmetic.measures import POINTS
from pipeline.normalize.arithmetic.terms import AGAINST, DOWN, LAST, UP, Term, same_kind
from pipeline.normalize.arithmetic.worked import Reading, Worked, noun_of, share_a_word, subject_of

# Words between an amount and its change that name nothing new.
_LIGHT = re.compile(
    rf"[，；：、()]|(?:按照?)?(?:同|可比)口径|增速|涨幅|升幅|降幅|减幅|比例|比率|{LAST}(?:度|末|底)?|同比|环比|相比|对比|比较|较之|较|比|与|同|和|于|的|了|{UP}|{DOWN}|额|金额|"
    r"年初|幅度?|率|数|总量|总额|决算|预算|支出|收入|执行|完成|实际|水平|数据|情况|年度?|月|本|今|当|期|总|合计|共|约|近|为|是|达到?|计|有所|"
    r"已|则|而|净|两者|两年|其|目标值?|计划数?|任务数?|指标值?|考核|要求|≥|≤|>|<"
)
_LAST_YEARS = re.compile(rf"^{LAST}(?:度|末|底)?")
_VERB = re.compile(rf"(?:总体|整体|也|均|都|各|又|有所|净)?(?:{UP}|{DOWN})(?:了|额|为|约)*$")
_AGAINST_LAST = re.compile(
    rf"(?:(?:按照?)?(?:同|可比)口径)?(?:同比|环比|(?:比|较|与|同)(?:{LAST}(?:度|末|底)?|年初)(?:的|实际|全年|年初)*(?:同期|决算|预算|预决算|执行|支出|收入)?数?额?"
    rf"(?:相比|比较)?)?$"
)
_COMPARED = re.compile(
    rf"^(?:与|同|较|比){LAST}(?:度|末|底)?(?:决算|预算|支出|收入)?数?(?:相比|比较)"
    r"|^(?:与|同|较|比)(?:年初|全年|当年|批复的?|调整后?的?)?预算数?(?:相比|比较)?$"  # 比预算减少 C: no budget moved
)
# 接待费支出决算与预算持平，比上年增加 C
_SUBJECT = re.compile(
    r"[；，、]?(?:其中[，：])?(?P<name>[^，；：。、\d]{2,20}?)(?:支出)?(?:预算|决算)?数?(?:比|较|与|同)[^，；：。]{2,12}"
    r"(?:持平|一致|相同|无增减变化|无变化|无增减)，(?:比|较|同比|与|环比)"
)
_LEFT_OVER = re.compile(r"(?:上年|年[初末])?结[转余](?:[和与及、]?结[转余])?(?:资金)?$")
_NO_BREAK = re.compile(r"[。；]")
_ONLY_HOW_MUCH = re.compile(rf"；(?:{UP}|{DOWN}|幅|率|比例|幅度|了|为|约|：)+")  # 减少 A 万元；减少率 x%
_BALANCE = re.compile(r"结余|结存|余额|盈余|净资产|净值")  # 结余 A 万元，比上年增加 B 万元
_AGAINST_BEFORE = re.compile(rf"[，(；](?:同比|(?:比|较|与|同)(?:{LAST}|年初))")
_BASE_BEHIND = re.compile(r"[，(](?:即|而)?(?:由|上年|去年|年初|20\d\d年)[^，。；]{0,8}$")
_BEFORE_COMPARING = re.compile(rf"(?:与|同|和|比|较)(?=[^，]*{LAST})|比|较")


@dataclass(frozen=True, slots=True)
class Group:
    """A run of changes: the absolute one, the rate, what they are held against and what they lead to. `tight`: the
    words leave no doubt that what they lead to is meant."""

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
    yield from between_rates(terms)
    yield from changes_in_order(terms)
    last: Group | None = None
    for found in groups_of(terms):
        group = _with_named(_resumed(terms, found, last), amounts)
        if years := of_two_years(terms, group.first):
            group = replace(group, now=years[0], base=years[1], tight=True)
        last = group
        yield from _of_group(group, _whole_of(terms, group.now))
        yield from _netted(terms, group)


# 由 A 增至 B，年均增长 x%: over as many years as lie between, compounded or not.
_EACH_YEAR = re.compile(r"年均|年平均|平均每年|每年|逐年|复合|月均|平均每月")
_BRACKET, _LISTS = re.compile(r"\([^()]*\)"), re.compile(r"其中|包括|包含|：")
_SUBJECTLESS = re.compile(
    rf"[；，、]?(?:但|并|而|均|也|又|总体|整体|按?同口径|按?可比口径)*(?:同比|环比|比|较|与|同|和|(?:{UP}|{DOWN})(?:了|额)?$)"
)
_DIVIDED = re.compile(r"其中|包括|[，(]含|：")


def _resumed(terms: Sequence[Term], group: Group, last: Group | None) -> Group:
    """…，比上年增加 C，增长 D%；比年初预算减少 E，下降 F%: a change without a subject goes on about what the one before
    it was of or, at the beginning of a sentence, about what the sentence before states first."""
    first = group.first
    anew = first.lead.startswith("；") and not group.tight
    lead = group.base.lead if group.base is not None and group.base.index < first.index else first.lead
    if not (group.now is None or anew) or not _SUBJECTLESS.match(lead) or first.measure.unit == POINTS:
        return group
    if not _light(_BRACKET.sub("", first.lead)):
        return group
    if last is not None and last.first.sentence == first.sentence:
        fits = last.now is not None and _fits(last.now, group.change)
        return replace(group, now=last.now, tight=last.tight) if fits else group
    sentence = first.sentence
    here = [t for t in terms[: first.index] if t.sentence == sentence and _is_stated(t)]
    while sentence and not here:
        sentence -= 1
        here = [t for t in terms[: first.index] if t.sentence == sentence and _is_stated(t)]
        here = [] if here and here[0].lead.startswith("其中") else here
    stated = [t for t in here if not t.old and not t.depth and _fits(t, group.change)]
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


def groups_of(terms: Sequence[Term]) -> Iterator[Group]:
    taken = {k for row in rows_of_changes(terms) for k in row.indices}
    for i, term in enumerate(terms):
        if i in taken or term.role not in ("change", "growth") or not term.usable or _EACH_YEAR.search(term.near):
            continue
        run = [i]
        aside: Term | None = None  # 增加 C 亿元（2022 年为 B 亿元），增长 D%
        for j in range(i + 1, len(terms)):
            follows = terms[j]
            apart = _NO_BREAK.search(follows.lead) and not _ONLY_HOW_MUCH.fullmatch(follows.lead)
            if follows.sentence != term.sentence or apart or len(run) == 2:
                break
            if aside is None and follows.depth > term.depth and follows.old and _fits(follows, term):
                aside = follows
                continue
            if follows.depth > term.depth and follows.role in ("change", "amount"):
                continue  # 减少 C 亿元（甲减少 C1 亿元，乙减少 C2 亿元）、下降 D%
            if follows.depth < term.depth:
                break
            if follows.role not in ("change", "growth") or not _light(follows.lead) or not follows.usable:
                break
            if _EACH_YEAR.search(follows.near):
                break
            if any(_sort(terms[k]) == _sort(follows) for k in run) or follows.down != term.down:
                break
            run.append(j)
        taken.update(run)
        change = next((terms[k] for k in run if terms[k].role == "change"), None)
        growth = next((terms[k] for k in run if terms[k].role == "growth"), None)
        yield _bound(terms, i, run[-1], change, growth, aside)


def _sort(term: Term) -> str:
    return "points" if term.measure.unit == POINTS else term.role


def _light(text: str) -> bool:
    return not _LIGHT.sub("", text)


def _fits(term: Term, change: Term | None) -> bool:
    if change is None or change.is_percent:
        return not term.is_percent and term.measure.unit != POINTS
    if change.measure.unit == POINTS:
        return term.is_percent and term.role != "growth"
    return same_kind(term, change)


def _bound(
    terms: Sequence[Term], first: int, last: int, change: Term | None, growth: Term | None, aside: Term | None
) -> Group:
    """The group with its base and its present value, sought backwards through the sentence."""
    if any(t.taken_away for t in terms[:first] if t.sentence == terms[first].sentence):
        return Group(change, growth, None, None, False)  # 剔除一次性补助 B 万元后，比上年增长 x%
    moves = first and terms[first].role == terms[first - 1].role == "change" and terms[first].is_money
    if moves and _MOVE.match(terms[first].near):
        return Group(change, growth, None, None, False)  # 比上年 B 万元多 C 万元，追加 D 万元: no more of the same
    base, now, tight = aside, None, True
    between = behind_now = terms[first].lead
    for term in reversed(terms[:first]):
        if term.sentence != terms[first].sentence:
            break
        if term.role in ("change", "growth") and base is None and _NO_BREAK.search(between):
            break
        if now is not None and (_NO_BREAK.search(behind_now) or "其中" in behind_now):
            break  # …，比上年 B 万元减少 C 万元；另一项 A 万元，增加 D 万元: B is another's; so it is before 其中 A
        behind_now = term.lead
        if term.quantity.bound and term.role != "base":
            between = term.lead + between
            continue  # 连续五年超过 90 分
        held = term.role == "rest" and (
            (base is not None and base.index == term.index + 1)
            or bool(_BALANCE.search(term.near) and _AGAINST_BEFORE.match(terms[term.index + 1].lead))
        )
        if not _fits(term, change) or (term.role in ("change", "growth", "rest", "whole") and not held):
            if now is None:
                beside = term.role in ("change", "growth") and _light(term.lead)  # 比预算增加 B，比上年增加 C
                of_whole = beside or term.role == "whole" or (term.role == "share" and term.is_percent)
                between = between if of_whole else term.lead + between  # 完成年初预算 B 万元的 x%: said of A as well
                tight = tight and (term.is_percent or of_whole or term.depth > terms[first].depth)
            continue
        if base is None and term.old and (term.role == "base" or now is None):
            base = term
            if now is not None:
                break
            compared = term.lead.startswith("，") and AGAINST.search(term.lead)
            between = "" if compared else term.lead  # ，较近三年平均值 B%: whatever it is, A is held against it
            continue
        if now is None and not term.old and term.depth <= terms[first].depth:
            now, tight = term, tight and _near(between)
            if base is not None:
                break
        elif now is None and not term.old:
            continue
        else:
            break
    if now is None and base is not None and base is not aside and _is_present(terms, base, terms[first]):
        base, now, tight = None, base, tight and _near(terms[first].lead)
    if base is None and now is not None and _later(terms[first].lead, now.lead):
        base, now = now, None  # 2021 年支出 A，2022 年增支 C，增长 x%: on A, whatever year the report is of
    flows = now is not None and COMES.search(now.near) and not (base is not None and base.role == "base")
    if flows and change is not None and not _COMPARES.search(terms[first].lead):
        return Group(change, growth, None, None, False)  # 新进 A 人、减少 B 人，年初 C 人: neither is held against C
    base = base or _base_behind(terms, first, last, change)
    candidates = [t for t in terms[:first] if _may_be(t, terms[first], change)]
    return _as_named(Group(change, growth, base, now, tight), candidates)


def _is_present(terms: Sequence[Term], stated: Term, first: Term) -> bool:
    """2022 年下达 A 亿元，增加 C 亿元, in a report that tells of that year and is of the next: an amount that its own
    words hold against nothing, its change right behind it, is what it came to."""
    before = _COMPARES.search(first.lead) and not _THAN_LAST.match(first.near)
    compared = AGAINST.search(stated.lead) or _FROM_BEFORE.search(stated.lead) or before
    dated = bool(_A_YEAR.search(stated.lead)) and not _A_YEAR.search(first.lead)
    plain = stated.role == "amount" and first.role == "change"  # 投资 A，同比增长 x%: at what prices is not told
    return plain and dated and not compared and stated.index + 1 == first.index


def _later(words: str, before: str) -> bool:
    """Whether words name a later year than those before them do."""
    years = [re.findall(r"(?<!\d)20\d\d(?=年)", said) for said in (words, before)]
    return bool(years[0] and years[1]) and min(years[0]) > max(years[1])


_MOVE = re.compile(r"(?:年中|执行中|另外?|并|又|再)*(?:净?追加|净?调[增减]|核减|收回)")
_A_YEAR = re.compile(r"(?:19|20)\d\d年|[本今当]年")
_THAN_LAST = re.compile(rf"(?:比|较|与|同){LAST}|同比")
_FROM_BEFORE = re.compile(r"[由从自][^，。；]{0,12}$")
_COMPARES = re.compile(r"[比较与同]|相比|环比")


def _base_behind(terms: Sequence[Term], first: int, last: int, change: Term | None) -> Term | None:
    """增加 C 万元（上年 B 万元）: a base told behind the changes."""
    behind = terms[last + 1] if last + 1 < len(terms) else None
    if behind is None or behind.sentence != terms[first].sentence or not (behind.old or "年初" in behind.near):
        return None
    apart = behind.depth > terms[last].depth or _BASE_BEHIND.search(behind.lead)
    return behind if apart and _fits(behind, change) else None


def _as_named(group: Group, candidates: Sequence[Term]) -> Group:
    """The group with the one of the amounts before it that its words name as what changed, where that is another."""
    base = group.base if group.base is not None and group.base.index < group.first.index else None
    if base is not None and not group.tight:
        # 决算 A 万元，节约 C 万元；上年决算 B 万元，压减 x%: what the base is called, of last year
        stem = key_of(_LAST_YEARS.sub("", noun_of(base)))
        here = [t for t in candidates if key_of(noun_of(t)) == stem]
        if len(stem) > 1 and len(here) == 1:
            group = replace(group, now=here[0], tight=True)
    compared = _BEFORE_COMPARING.split(base.near) if base is not None else []
    said = compared[0] if len(compared) > 1 else ""
    if len(said) > 1 and group.now is not None and not share_a_word(said, noun_of(group.now)):
        # 预算 A 万元，支出 B 万元，预算比上年的 C 万元压减 D 万元: the words before the comparison say what changed
        alike = [t for t in candidates if share_a_word(said, noun_of(t))]
        group = replace(group, now=alike[0], tight=True) if len(alike) == 1 else replace(group, tight=False)
    own = _own_name(group.change or group.growth)
    if own and group.now is not None:
        alike = [t for t in candidates if share_a_word(own, noun_of(t))]
        if len(alike) == 1:
            return replace(group, now=alike[0], tight=True)
        if not alike and not share_a_word(own, noun_of(group.now)):
            return replace(group, tight=group.tight and len(_LIGHT.sub("", own)) < 2)
    return group


def _may_be(term: Term, first: Term, change: Term | None) -> bool:
    same = term.sentence == first.sentence and not term.old and term.depth <= first.depth
    return same and term.role in ("amount", "rate", "average") and _fits(term, change)


def _own_name(term: Term | None) -> str:
    """What the words of a change themselves say that changed: 死亡人数 of 死亡人数减少 9 人."""
    return _COMPARED.sub("", _AGAINST_LAST.sub("", _VERB.sub("", noun_of(term)))) if term is not None else ""


def _near(between: str) -> bool:
    """Whether nothing but words of comparison stands between an amount and its change."""
    return len(_LIGHT.sub("", between)) <= 2 and "；" not in between


def _with_named(group: Group, amounts: Amounts) -> Group:
    """资产总额增加 C 万元，增长 D%; 购置费比上年的 B 万元增长 D%: what grew was stated before, under its name."""
    first = group.first
    if group.now is not None and group.tight:
        return group
    name = _own_name(first)
    if group.base is not None and group.base.index < first.index:
        name = _BEFORE_COMPARING.split(group.base.near)[0]
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
    if base is not None and change is not None and change.measure.unit != POINTS:
        yield Worked("growth", growth, (Reading("f1 / f2 * 100", (change, base)),), True, subject)
    if base is not None and now is not None:
        formula = "(f2 - f1) / f2 * 100" if growth.down else "(f1 - f2) / f2 * 100"
        readings = tuple(Reading(formula, (value, base)) for value in (now, whole) if value is not None)
        yield Worked("growth", growth, readings, group.tight, subject)
    elif change is not None and change.measure.unit != POINTS and base is None and now is not None:
        if not change.down and now.size < change.size:
            return  # 上年净收回，本年支出 A 万元，增加 C 万元: of less than nothing there is no rate
        formula = "f1 / (f2 + f1) * 100" if growth.down else "f1 / (f2 - f1) * 100"
        readings = (Reading(formula, (change, now)),)
        if (now.paragraph, now.sentence) != (change.paragraph, change.sentence) or _BEFORE_MOVE.search(now.near):
            readings += (Reading("f1 / f2 * 100", (change, now)),)  # stated elsewhere: what there was may be meant
        yield Worked("growth", growth, readings, group.tight, subject)


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
