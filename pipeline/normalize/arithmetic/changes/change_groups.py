"""Changes and growth rates told together, with what they are held against and what they lead to, as a sentence tells
them: A 万元，比上年 B 万元增加 C 万元，增长 D%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.normalize.arithmetic.amounts import key_of
from pipeline.normalize.arithmetic.changes.changes_in_order import rows_of_changes
from pipeline.normalize.arithmetic.changes.stocks import COMES
from pipeline.normalize.arithmetic.terms import AGAINST, DOWN, LAST, UP, Term, same_kind
from pipeline.normalize.arithmetic.worked import noun_of, share_a_word
from pipeline.normalize.narrative.reading.measures import POINTS

# Words between an amount and its change that name nothing new.
_LIGHT = re.compile(
    rf"[，；：、()]|(?:按照?)?(?:同|可比)口径|增速|涨幅|升幅|降幅|减幅|比例|比率|{LAST}(?:度|末|底)?|同比|环比|相比|对比|比较|较之|较|比|与|同|和|于|的|了|{UP}|{DOWN}|额|金额|"
    r"变动|变化|年初|幅度?|率|数|总量|总额|决算|预算|支出|收入|执行|完成|实际|水平|数据|情况|年度?|月|本|今|当|期|总|合计|共|约|近|为|是|达到?|计|有所|"
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
_NO_BREAK = re.compile(r"[。；]")
_ONLY_HOW_MUCH = re.compile(rf"；(?:{UP}|{DOWN}|幅|率|比例|幅度|了|为|约|：)+")  # 减少 A 万元；减少率 x%
_BALANCE = re.compile(r"结余|结存|余额|盈余|净资产|净值")  # 结余 A 万元，比上年增加 B 万元
_AGAINST_BEFORE = re.compile(rf"[，(；](?:同比|(?:比|较|与|同)(?:{LAST}|年初))")
_BASE_BEHIND = re.compile(r"[，(](?:即|而)?(?:由|上年|去年|年初|20\d\d年)[^，。；]{0,8}$")
BEFORE_COMPARING = re.compile(rf"(?:与|同|和|比|较)(?=[^，]*{LAST})|比|较")
_AND_OF = frozenset({"", "、", "和", "及"})
_PURCHASE = re.compile(r"购置(?:[及和、与]运行(?:维护)?)?费")  # the name of what was spent, and nothing that came
_MOVE = re.compile(r"(?:年中|执行中|另外?|并|又|再)*(?:净?追加|净?调[增减]|核减|收回)")
_A_YEAR = re.compile(r"(?:19|20)\d\d年|[本今当]年")
_THAN_LAST = re.compile(rf"(?:比|较|与|同){LAST}|同比")
_FROM_BEFORE = re.compile(r"[由从自][^，。；]{0,12}$")
_COMPARES = re.compile(r"[比较与同]|相比|环比")
# 由 A 增至 B，年均增长 x%: over as many years as lie between, compounded or not.
_EACH_YEAR = re.compile(r"年均|年平均|平均每年|每年|逐年|复合|月均|平均每月")


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


def groups_of(terms: Sequence[Term]) -> Iterator[Group]:
    """The groups of a paragraph in their order."""
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
            if aside is None and follows.depth > term.depth and follows.old and fits_change(follows, term):
                aside = follows
                continue
            if follows.depth > term.depth and follows.role in ("change", "amount"):
                continue  # 减少 C 亿元（甲减少 C1 亿元，乙减少 C2 亿元）、下降 D%
            if follows.depth < term.depth:
                break
            if follows.role not in ("change", "growth") or not is_light(follows.lead) or not follows.usable:
                break
            if _EACH_YEAR.search(follows.near):
                break
            if any(_sort(terms[k]) == _sort(follows) for k in run) or _falls(follows) != _falls(term):
                break
            if _against_another(follows, term):
                break
            run.append(j)
        taken.update(run)
        change = next((terms[k] for k in run if terms[k].role == "change"), None)
        growth = next((terms[k] for k in run if terms[k].role == "growth"), None)
        yield _bound(terms, i, run[-1], change, growth, aside)


def _against_another(follows: Term, first: Term) -> bool:
    """较上年下降 x%，较预算压减 C 万元: whether a change is held against something else than the one before it."""
    told = [_HELD_AGAINST.search(t.lead) for t in (follows, first)]
    return told[0] is not None and told[1] is not None and told[0]["what"] != told[1]["what"]


_HELD_AGAINST = re.compile(
    r"[比较与同和](?:全年|当年|批复的?|调整后的?)?(?P<what>年初预算|预算|计划|目标|任务|年初|上年|去年|前年|同期)"
)


def _falls(term: Term) -> bool:
    """Whether a change goes down: by its verb, or by its sign (减少 C 万元，变动率 -D%)."""
    return term.down or (term.role == "growth" and term.quantity.value < 0)


def _sort(term: Term) -> str:
    return "points" if term.measure.unit == POINTS else term.role


def is_light(text: str) -> bool:
    """Whether words name nothing new."""
    return not _LIGHT.sub("", text)


def fits_change(term: Term, change: Term | None) -> bool:
    """Whether a number is of the kind that changes so; `change` is None where only a growth rate is told."""
    if change is None or change.is_percent:
        return not term.is_percent and term.measure.unit != POINTS
    if change.measure.unit == POINTS:
        return term.is_percent and term.role != "growth"
    return same_kind(term, change)


def _bound(
    terms: Sequence[Term], first: int, last: int, change: Term | None, growth: Term | None, aside: Term | None
) -> Group:
    """The group with its base and its present value. `aside`: a base in a bracket between the changes."""
    of_nothing = Group(change, growth, None, None, False)
    if any(t.taken_away for t in terms[:first] if t.sentence == terms[first].sentence):
        return of_nothing  # 剔除一次性补助 B 万元后，比上年增长 x%
    moves = first and terms[first].role == terms[first - 1].role == "change" and terms[first].is_money
    if moves and _MOVE.match(terms[first].near):
        return of_nothing  # 比上年 B 万元多 C 万元，追加 D 万元: no more of the same
    base, now, tight = _sought(terms, first, change, aside)
    if now is None and base is not None and base is not aside and _is_present(base, terms[first]):
        base, now, tight = None, base, tight and _near(terms[first].lead)
    if base is None and now is not None and _later(terms[first].lead, now.lead):
        base, now = now, None  # 2021 年支出 A，2022 年增支 C，增长 x%: on A, whatever year the report is of
    flows = (
        now is not None and COMES.search(_PURCHASE.sub("", now.near)) and not (base is not None and base.role == "base")
    )
    if flows and change is not None and not _COMPARES.search(terms[first].lead):
        return of_nothing  # 新进 A 人、减少 B 人，年初 C 人: neither is held against C
    base = base or _base_behind(terms, first, last, change)
    candidates = [t for t in terms[:first] if _may_be(t, terms[first], change)]
    return _as_named(Group(change, growth, base, now, tight), candidates)


def _sought(
    terms: Sequence[Term], first: int, change: Term | None, aside: Term | None
) -> tuple[Term | None, Term | None, bool]:
    """Base and present value of the change at `first`, sought backwards through its sentence, and whether the words
    between leave no doubt of the value."""
    own = terms[first]
    base, now, tight = aside, None, True
    between = behind_now = own.lead
    for term in reversed(terms[:first]):
        if term.sentence != own.sentence:
            break
        if term.role in ("change", "growth") and base is None and _NO_BREAK.search(between):
            break
        if now is not None and (_NO_BREAK.search(behind_now) or "其中" in behind_now):
            break  # …，比上年 B 万元减少 C 万元；另一项 A 万元，增加 D 万元: B is another's; so it is before 其中 A
        behind_now = term.lead
        if term.quantity.bound and term.role != "base":
            between = term.lead + between
            continue  # 连续五年超过 90 分
        if not _may_be_either(terms, term, base, change):
            if now is None:
                beside = term.role in ("change", "growth") and is_light(term.lead)  # 比预算增加 B，比上年增加 C
                in_pair = term.lead in _AND_OF or terms[term.index + 1].lead in _AND_OF
                beside = beside or (in_pair and not same_kind(term, own))  # 上年 A 批、B 人次，减少 C 批、D 人次
                of_whole = beside or term.role == "whole" or (term.role == "share" and term.is_percent)
                between = between if of_whole else term.lead + between  # 完成年初预算 B 万元的 x%: said of A as well
                tight = tight and (term.is_percent or of_whole or term.depth > own.depth)
            continue
        if base is None and term.old and (term.role == "base" or now is None):
            base = term
            if now is not None:
                break
            compared = term.lead.startswith("，") and AGAINST.search(term.lead)
            between = "" if compared else term.lead  # ，较近三年平均值 B%: whatever it is, A is held against it
            continue
        if now is None and not term.old and term.depth <= own.depth:
            now, tight = term, tight and _near(between)
            if base is not None:
                break
        elif now is not None or term.old:
            break
    return base, now, tight


def _may_be_either(terms: Sequence[Term], term: Term, base: Term | None, change: Term | None) -> bool:
    """Whether a number can be what changed or what that is held against: no other change, rate or whole, and a rest
    only where it is compared itself (结余 A 万元，比上年 B 万元增加 C 万元)."""
    if not fits_change(term, change) or term.role in ("change", "growth", "whole"):
        return False
    if term.role != "rest" or (base is not None and base.index == term.index + 1):
        return True
    return bool(_BALANCE.search(term.near) and _AGAINST_BEFORE.match(terms[term.index + 1].lead))


def _is_present(stated: Term, first: Term) -> bool:
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


def _base_behind(terms: Sequence[Term], first: int, last: int, change: Term | None) -> Term | None:
    """增加 C 万元（上年 B 万元）: a base told behind the changes."""
    behind = terms[last + 1] if last + 1 < len(terms) else None
    if behind is None or behind.sentence != terms[first].sentence or not (behind.old or "年初" in behind.near):
        return None
    apart = behind.depth > terms[last].depth or _BASE_BEHIND.search(behind.lead)
    return behind if apart and fits_change(behind, change) else None


def _as_named(group: Group, candidates: Sequence[Term]) -> Group:
    """The group with the one of the amounts before it that its words name as what changed, where that is another."""
    base = group.base if group.base is not None and group.base.index < group.first.index else None
    if base is not None and not group.tight:
        # 决算 A 万元，节约 C 万元；上年决算 B 万元，压减 x%: what the base is called, of last year
        stem = key_of(_LAST_YEARS.sub("", noun_of(base)))
        here = [t for t in candidates if key_of(noun_of(t)) == stem]
        if len(stem) > 1 and len(here) == 1:
            group = replace(group, now=here[0], tight=True)
    compared = BEFORE_COMPARING.split(base.near) if base is not None else []
    said = compared[0] if len(compared) > 1 else ""
    if len(said) > 1 and group.now is not None and not share_a_word(said, noun_of(group.now)):
        # 预算 A 万元，支出 B 万元，预算比上年的 C 万元压减 D 万元: the words before the comparison say what changed
        alike = [t for t in candidates if share_a_word(said, noun_of(t))]
        group = replace(group, now=alike[0], tight=True) if len(alike) == 1 else replace(group, tight=False)
    own = name_of_change(group.change or group.growth)
    if own and group.now is not None:
        alike = [t for t in candidates if share_a_word(own, noun_of(t))]
        if len(alike) == 1:
            return replace(group, now=alike[0], tight=True)
        if not alike and not share_a_word(own, noun_of(group.now)):
            return replace(group, tight=group.tight and len(_LIGHT.sub("", own)) < 2)
    return group


def _may_be(term: Term, first: Term, change: Term | None) -> bool:
    same = term.sentence == first.sentence and not term.old and term.depth <= first.depth
    return same and term.role in ("amount", "rate", "average") and fits_change(term, change)


def name_of_change(term: Term | None) -> str:
    """What the words of a change themselves say that changed: 死亡人数 of 死亡人数减少 9 人."""
    return _COMPARED.sub("", _AGAINST_LAST.sub("", _VERB.sub("", noun_of(term)))) if term is not None else ""


def _near(between: str) -> bool:
    """Whether nothing but words of comparison stands between an amount and its change."""
    return len(_LIGHT.sub("", between)) <= 2 and "；" not in between
