"""How many cases of what a tally counts an indicator's own text tells: 迟报2次、漏报1次, 无一败诉, 均已整改.

A number counts them where the words before or behind it are the tally's, denied alike. Words that tell it from the
other tallies must stand with the number itself; the rest may stand before it in its sentence, or in the indicator's
name. A number that is planned, or another year's, is none, and where there are only such the text leaves it open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.normalize.chinese_numerals import chinese_number
from pipeline.rules.printed.measures import CASES
from pipeline.rules.printed.words import NUMBER
from pipeline.rules.rows.none_told import none_of

from .assertions import denials, denies_just, words_of
from .criteria import UNIT
from .moments import days_late, first_ranks, rank_told
from .own_text import Clause, OwnText
from .scale import Tally, WordScale

_HAN = "[一二两三四五六七八九十]+"
_NUMBERED = re.compile(
    rf"(?<![第\d.])(?:(?P<n>{NUMBER})(?P<unit>{UNIT})|(?P<han>{_HAN})(?P<han_unit>{UNIT})(?!线|般|方|致|定|起|季))"
)
_FAMILIES = (
    frozenset(("天", "日", "自然日", "个自然日")),
    frozenset(("工作日", "个工作日")),
    frozenset(("名", "人")),
    frozenset(("次", "人次", "批次", "场次", "期次", "台次", "件次")),
    frozenset(("场", "场次", "期", "期次", "批", "批次")),
)
_DAYS = _FAMILIES[0]
# A number of what was to be, or of all there were: not of the cases themselves.
_NOT_THESE = re.compile(r"应|计划|目标|(?:^|按|规定)要求(?!做|已|全|中|符|满)|同比|整改")
_EACH_TIME = re.compile(r"每(?:个?月|季度?|周|日|天|年|次|家|户|人|个)|平均|人均|日均")
_LATE = re.compile(r"迟|逾|延|晚|超时|超期")
_PART_BEHIND = re.compile(r"[中里](?!央|心|期|断|介)|当中|以内")
_ALL = "全部"
_NTH = re.compile(r"第|其他|其余|部分")
_MARKS = re.compile(r"[①-⑳](?:[、和及]?[①-⑳])*")
# What may stand between what is counted and its number.
_LEADS_UP = re.compile(
    r"(?:的|数量?|总数|次数|件数|项目|问题|情况|情形|现象|行为|任务|工作|稿件|信息|单位|人员|共计?|合计|累计|达到?|为|有|是|了|均|仅|约|发生|出现|发现|形成|活动|文章|企业|事项|凭证|业务|:)*"
)
_HEAD = re.compile(r"^.*(?:但|引发|造成|导致|因|存在|出现|发生|发现|有(?![效关责序害毒]))(?=[\u4e00-\u9fff]{2})")
_LIST = re.compile(r"[、和及或与]")
_EXCESS = re.compile(r"[超多增](?:出|过|加|目标|计划|额|完成)*[^,、\d]{0,6}$")
_LACK = re.compile(r"[少缺欠][^,、\d]{0,6}$")


def count_of(tally: Tally, scale: WordScale, text: OwnText) -> Decimal | None:
    """How many there were; None where the text does not say, or says different things."""
    if tally.measure in "名位" and (first := next((n for o in scale.options if (n := first_ranks(o.said))), None)):
        rank = rank_told(text)
        return None if rank is None else Decimal(max(0, rank - first))
    late = _LATE.search(tally.said) and tally.measure in _DAYS
    if late and (days := days_late(tally.under, text)) is not None:
        return Decimal(days)
    if (against := _against_base(tally, scale, text)) is not None:
        return against
    if tally.beyond and _base_number(tally, scale) is not None:
        return None
    return _named(tally, scale, text)


def _named(tally: Tally, scale: WordScale, text: OwnText) -> Decimal | None:
    """The number of cases that go by the tally's words."""
    said = _HEAD.sub("", tally.said.removesuffix("的")) or tally.said
    groups = [g for g in (words_of(part) for part in _LIST.split(said)) if g] or [frozenset[str]()]
    if not groups[0]:
        return None
    own = _telling(tally, scale)
    denied = denials(said) % 2
    sure: set[Decimal] = set()
    doubtful = False
    for clause in text.clauses:
        for value, certain in _in_clause(clause, groups, own, denied, tally, scale, text):
            doubtful |= not certain
            if certain:
                sure.add(value)
    if _none(said, groups, own, denied, text):
        sure.add(Decimal(0))
    if not sure and not doubtful and tally.each > 0 and (whole := _all_of(groups, tally, scale, text)) is not None:
        return whole
    if not sure and not doubtful and _others_told(tally, scale, text, own):
        return Decimal(0)
    return sure.pop() if len(sure) == 1 else None


def _telling(tally: Tally, scale: WordScale) -> frozenset[str]:
    """Words that tell a tally from the others."""
    others = [words_of(t.said) for t in scale.tallies if t is not tally]
    return words_of(tally.said) - frozenset.intersection(*others) if others else frozenset()


def _same_measure(one: str, other: str) -> bool:
    if one == other or (one in CASES and other in CASES):
        return True
    return any(one in family and other in family for family in _FAMILIES)


def _numbers(text: str, measure: str) -> list[re.Match[str]]:
    return [m for m in _NUMBERED.finditer(text) if _same_measure(m["unit"] or m["han_unit"], measure)]


def _value(found: re.Match[str]) -> Decimal:
    return Decimal(found["n"]) if found["n"] else Decimal(chinese_number(found["han"]) or 0)


def _in_clause(
    clause: Clause,
    groups: list[frozenset[str]],
    own: frozenset[str],
    denied: int,
    tally: Tally,
    scale: WordScale,
    text: OwnText,
) -> Iterator[tuple[Decimal, bool]]:
    """The numbers of a clause that count the tally's cases, each with whether it is told of the year."""
    numbers = _numbers(clause.text, tally.measure)
    context = text.before(clause) if own else text.before(clause).removeprefix(text.about)
    for n, one in enumerate(numbers):
        start = numbers[n - 1].end() if n else 0
        end = numbers[n + 1].start() if n + 1 < len(numbers) else len(clause.text)
        before, behind = clause.text[start : one.start()], clause.text[one.end() : end]
        before = before.split("、")[-1] if n else before
        behind = _PART_BEHIND.split(behind)[0]
        if n + 1 < len(numbers):  # what leads up to the next number is said of that
            behind = behind.split("、")[0] if "、" in behind else ""
        whole = f"{context},{clause.text[: one.start()]}"
        before = _near(before, frozenset.union(*groups), words_of(scale.text))
        if not any(_matching(group, own, denied, before, behind, whole) for group in groups):
            continue
        if _NOT_THESE.search(before.replace(tally.said, "做到")) and not _NOT_THESE.search(tally.said):
            continue
        yield _value(one), clause.open and not _EACH_TIME.search(before)
    marks = _MARKS.findall(clause.text) if tally.measure in CASES else []
    if len(marks) == 1 and all(w in clause.text for w in groups[0]) and denials(clause.text) % 2 == denied:
        yield Decimal(len(re.findall("[①-⑳]", marks[0]))), clause.open and "至" not in clause.text


def _near(before: str, words: frozenset[str], asked: frozenset[str]) -> str:
    """The words before a number; none where something of another matter stands between theirs and it."""
    last = max((before.rfind(word) + len(word) for word in words if word in before), default=0)
    between = before[last:] if last else ""
    for word in sorted(asked, key=len, reverse=True):
        between = between.replace(word, "")
    return before if _LEADS_UP.fullmatch(between) else ""


def _matching(words: frozenset[str], own: frozenset[str], denied: int, before: str, behind: str, context: str) -> bool:
    """Whether the words about a number are those of a tally, denied alike; those that tell it from no other tally may
    stand before it in its sentence, as long as one stands with the number."""
    for around in (before, behind, before + behind):
        here = {word for word in words if word in around}
        rest = words - here
        alike = denials(around) % 2 == denied
        if alike and here and not rest & own and all(word in context for word in rest):
            return True
    return False


def _none(said: str, groups: list[frozenset[str]], own: frozenset[str], denied: int, text: OwnText) -> bool:
    """Whether the text says that there was none."""
    if any(none_of(said, quote, text.year) for quote, _ in text.quotes):
        return True
    words = frozenset.union(*groups)
    head = max(words, key=said.rfind)
    thing = words_of(re.split("未|不", said)[0]) if denied else frozenset()
    for clause in text.told:
        if (_numbers(clause.text, "个") and _ALL not in clause.text) or _NTH.search(clause.text):
            continue
        context, bare = text.before(clause), clause.text.replace("无一", "无")
        here = {word for word in words if word in bare}
        if _LATE.search(said) and "按时" in bare and not denials(bare) and _ALL in bare:
            return True
        if thing and all(w in bare for w in thing) and denies_just(bare, thing):
            return True
        if head not in here or (own & words) - here or not all(word in bare + context for word in words):
            continue
        if not denied and denies_just(bare, frozenset(here)):
            return True
        if denied and not denials(bare) and _ALL in bare:
            return True
    return False


def _all_of(groups: list[frozenset[str]], tally: Tally, scale: WordScale, text: OwnText) -> Decimal | None:
    """How many there were where all were so: 应落实的8项政策已全部落实."""
    for clause in text.told:
        if _ALL not in clause.text or denials(clause.text) or _NTH.search(clause.text):
            continue
        if not all(w in clause.text + text.before(clause) for w in groups[0]):
            continue
        told = {_value(m) for m in _numbers(text.before(clause) + clause.text, tally.measure)}
        if len(told) == 1:
            return told.pop()
        return scale.points / tally.each if not told else None
    return None


def _others_told(tally: Tally, scale: WordScale, text: OwnText, own: frozenset[str]) -> bool:
    """Whether all numbers are another tally's, and nothing at all is told of this one's."""
    if not own or any(all(word in clause.text for word in own) for clause in text.clauses):
        return False
    numbers = sum(len(_numbers(clause.text, tally.measure)) for clause in text.clauses)
    others = 0
    for other in scale.tallies:
        groups = [words_of(other.said)]
        for clause in text.clauses if other is not tally and groups[0] and _telling(other, scale) else ():
            denied = denials(other.said) % 2
            others += sum(
                sure for _, sure in _in_clause(clause, groups, _telling(other, scale), denied, other, scale, text)
            )
    return numbers == others > 0


def _base_number(tally: Tally, scale: WordScale) -> tuple[Decimal, str] | None:
    """How many the points are for that a tally adds to, or takes from, and what of: 8 of 举办宣传活动8场得5分."""
    if not (tally.beyond or tally.short):
        return None
    for option in scale.options:
        numbers = _numbers(option.said, tally.measure)
        if len(numbers) == 1 and option.points > 0:
            one = numbers[0]
            return _value(one), option.said[: one.start()] + option.said[one.end() :]
    return None


def _against_base(tally: Tally, scale: WordScale, text: OwnText) -> Decimal | None:
    """How many more, or fewer, there were than the base is given for."""
    base = _base_number(tally, scale)
    if base is None:
        return None
    side = _EXCESS if tally.beyond else _LACK
    number, of = base
    words = words_of(re.sub(r"不少于|不低于|达到|及?以上|不少|至少", "", of))
    found: set[Decimal] = set()
    for clause in text.clauses:
        for one in _numbers(clause.text, tally.measure):
            before = clause.text[: one.start()]
            if not all(word in text.before(clause) + clause.text for word in words):
                continue
            if not clause.open or _EACH_TIME.search(before) or "其中" in before:
                return None
            if _NOT_THESE.search(before) and not side.search(before):
                continue
            more = _value(one) if side.search(before) else None
            gap = _value(one) - number if tally.beyond else number - _value(one)
            found.add(max(Decimal(0), gap) if more is None else more)
    return found.pop() if len(found) == 1 else None
