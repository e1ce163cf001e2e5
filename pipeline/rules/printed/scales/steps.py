"""Statements that take points off, or add them, by steps of a rate or by cases: 每超出1个百分点扣0.5分, 发现1项扣1分.

A step statement is `front 每 verb [threshold] amount 扣 points tail`: what stands in front is a threshold (超过10%的)
or the rate's name; the verb gives the side (超出, 降低, or both: 超过（降低）); the tail may only say how far it goes.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from pipeline.rules.printed.item import Item
from pipeline.rules.printed.measures import MEASURE
from pipeline.rules.printed.metric_names.metrics import MetricNames
from pipeline.rules.printed.scales.ranges import Range, read_range
from pipeline.rules.printed.scales.thresholds import over_sum
from pipeline.rules.printed.subjects import in_percent, metric_of_subject
from pipeline.rules.printed.words import NUMBER
from schemas.rubric import MetricRef

_NUM = NUMBER
_UP = r"(?:超支|超出|超过|超|高出|高于|高|增加|增长|上升|上浮|提高|提升|升|多)"
_DOWN = r"(?:低于|降低|下降|减少|少于|下浮|缩减|低|降|减|少|差)"
_BOTH = rf"(?:{_UP}[(/、]?(?:或者?)?{_DOWN}\)?|{_DOWN}[(/、]?(?:或者?)?{_UP}\)?|增减|偏离|偏差|浮动|变动)"
_AMOUNT = rf"(?:(?P<step>{_NUM})(?:个百分点|百分点|个百分比|%|¤)|(?P<share>0\.\d+))"
_OFF = r"(?:倒?[扣减][减扣除去掉罚少]?)"
_STEP = re.compile(
    rf"^(?P<front>.*?)(?P<every>每)(?![周天日月年])(?:再|有)?(?:(?P<both>{_BOTH})|(?P<up>{_UP})|(?P<down>{_DOWN}))?(?P<mid>[^\d扣得分%每不]{{0,10}}?)"
    rf"(?:(?P<at>{_NUM})[%¤]的?(?=\d))?{_AMOUNT}(?:的|时|则|以内的?)?,?(?:则|相应|应|就|再)?(?:分值|得分)?(?:(?P<off>{_OFF})|(?:加|增加|多得|另得|再得|得))(?P<each>{_NUM})分(?P<tail>.*)$"
)
# 超过10%的，1个百分点扣0.1分: without 每 only behind a threshold.
_LONE_STEP = re.compile(
    rf"^(?P<front>.*?[,的])(?:(?P<both>{_BOTH})|(?P<up>{_UP})|(?P<down>{_DOWN}))(?P<mid>[^\d扣得分%每]{{0,10}}?)"
    rf"{_AMOUNT}(?:的|时|则)?,?(?:则|相应|应)?(?P<off>{_OFF})(?P<each>{_NUM})分(?P<tail>.*)$"
)
_CASES = r"(?:项|处|个|次|例|起|宗|件|条|份|家|人|天|笔|类|场)"
_COUNT = re.compile(
    rf"^(?P<what>.*?(?:每|1)[^\d%]{{0,14}}?{_CASES}(?!百分)[^\d%]*?),?(?:则|相应|应)?(?:扣减|扣除|扣|减)(?P<each>{_NUM})分(?P<tail>.*)$"
)
_UNFINISHED_PROJECTS = re.compile(r"[1每](?:有)?[1]?(?:个|项)?(?:二级)?项目(?:未|没有)(?:按[^,]{0,8})?完成")
# 每有1件未办结: what is counted, where the report may say how many.
_LEFT_UNDONE = re.compile(r"(未(?:(?!的)[\u4e00-\u9fff]){2,4}|不(?:合格|达标))(?:的|,)*$")
# 每有1个项目未编报绩效目标: the verb says what is undone, whatever its object.
_UNDONE_WITH_OBJECT = re.compile(
    r"(未(?:按时|按期|及时|按规定|按要求)?[\u4e00-\u9fff]{2})[\u4e00-\u9fff]{2,8}(?:的|,)*$"
)
_SHORT_OF_ALL = re.compile(r"^(?:未达到?|达不到|低于|不足|未实现)100%(?:的|时)?,?(?=每|1|有)")
_COUNTED = re.compile(rf"(?:每|1)(?:有|发生|发现|出现|存在|查出|剩余|收到)?1?[^\d]{{0,8}}?(?P<measure>{MEASURE})")
# 每个问题扣1分: what is counted behind its measure
_NOUN_BEHIND = re.compile(rf"每(?:有|发生|发现|出现|存在|查出)?1?(?:{MEASURE})([\u4e00-\u9fff]{{2,6}}?)(?:的|,)*$")
_COUNTING = re.compile(r"^(?:每|凡|发现|发生|出现|存在|查[出实处]|核实|新增|增加|剩余|收到|有(?!效|责)|被)+|[1的,了]")
_TAIL = re.compile(
    rf"^[,、]?(?:直至|直到|至|以)?(?:{_NUM}分|该项分值|本项分值|分值|分数|全部)?(?:扣完(?:{_NUM}分|(?:该|本|此)?(?:项|指标|项指标)?的?(?:全部)?(?:分值|分数|得分|满分|权重|分))?|0分$|扣光|减完|[扣减]*(?:至|到|为)0分?(?:为)?|(?:分值)?扣减?为零|为0)(?:该项分值|本项分值)?(?:为止|止|即止|为限)?$"
    r"|^[,、]?得分为负(?:数|分|值)?(?:时|的)?,?(?:按|计)(?:为)?0分?(?:计算?)?$|^[,、]?(?:本项|该项|此项|最低|本指标)?(?:得分)?(?:最低)?(?:得|计|为)?0分(?:为止)?$|^[,、]?不(?:计|得)负分$|^$"
)
# 最高加2分: how much a bonus may come to.
MOST_ON = re.compile(rf"^[,、]?(?:最多|最高|累计最多|上限)(?:可?加)({_NUM})分$")
_MOST_OFF = re.compile(
    rf"^[,、]?(?:最多|累计最多|最高|合计最多|上限|累计)(?:扣分|扣减|扣除|扣)(?:总?分?值?)?(?:不超过)?({_NUM})分(?:,?扣完为止)?$"
)
_PART_STEP = re.compile(
    rf"[,(]?(?:降幅|增幅|超出部分|剩余部分|余数)?(?:不足|不满|未满|不够)(?P<n>{_NUM})(?:个百分点|%|个百分比|¤)(?:的|时|部分|者)*,?(?:(?P<whole>(?:均|也)?(?:按|以|算|视同)(?:照)?(?P=n)(?:个百分点|%|个百分比|¤)(?:计?算|计|扣分?|扣减)?)"
    r"|(?P<nothing>不计算?|不扣分?|不予?扣分|不再扣分|忽略不计|舍去)|(?P<share>按(?:照)?(?:实际)?比例(?:相应|折算|换算)?(?:扣分|扣减|扣除|计算|计扣|计分|扣|计|折扣|折减)?))\)?"
)
# 超过的，每增加1个百分点…: says again what the threshold before it says.
_BEYOND = re.compile(
    r"^(?:以此类推|对|凡|如)?(?:(?:超过|超出|高于|低于|不足|未达到?|达不到|未完成)(?:部分|标准|目标|该值|上述标准|预算数?)?|(?:超过|超出)[\u4e00-\u9fff]{2,8}?)的?$"
)


def _begun(part: re.Match[str]) -> Literal["whole", "nothing", "share"]:
    return "whole" if part["whole"] else "nothing" if part["nothing"] else "share"


def read_tail(clause: str) -> list[Item] | None:
    """A statement that only says how far points are taken off, or what a step only begun counts; else None."""
    off = _MOST_OFF.match(clause)
    if off:
        return [Item("most_off", clause, points=Decimal(off[1]))]
    on = MOST_ON.match(clause)
    if on:
        return [Item("most_on", clause, points=Decimal(on[1]))]
    part = _PART_STEP.match(clause)
    if part and _TAIL.match(clause[part.end() :]):
        return [Item("note", clause, part_step=_begun(part))]
    return [Item("note", clause)] if _TAIL.match(clause) else None


def read_deduction(clause: str, names: MetricNames) -> list[Item] | None:
    """The items of a statement about steps or cases; None where it is none."""
    part = _PART_STEP.search(clause)
    if part is None:
        return _deducted(clause, names)
    items = _deducted(clause[: part.start()] + clause[part.end() :], names)
    said = _begun(part)
    return items and [replace(i, text=clause, part_step=said) if i.kind == "step" else i for i in items]


def _deducted(clause: str, names: MetricNames) -> list[Item] | None:
    found = _STEP.match(clause) or _LONE_STEP.match(clause)
    if found:
        return _stepped(clause, found, names)
    found = _COUNT.match(_SHORT_OF_ALL.sub("", clause))
    if found is None:
        return None
    tail = _behind(found["tail"])
    if tail is None or re.search(r"百分点|[<>≤≥=]", found["what"]):
        return [Item("unknown", clause)]
    undone = _LEFT_UNDONE.search(re.sub(rf"1(?:{MEASURE})(?:的|,)*$", "", found["what"]))  # 未完成1项扣2分
    undone = undone or _UNDONE_WITH_OBJECT.search(found["what"])
    metric = MetricRef(name=undone[1]) if undone else None
    if metric is None:
        metric = _counted(found["what"])
    if _UNFINISHED_PROJECTS.search(found["what"]):
        metric = MetricRef(metric="projects_unfinished")
    return [Item("count", clause, metric=metric, each=Decimal(found["each"])), *tail]


# 省级刊发每篇得0.5分, 每多1项创新项目加1分: points for each of what is counted.
_TALLY = re.compile(
    rf"^(?P<what>[^\d,;:]{{0,16}}?)每(?P<verb>多|有|(?![计得加扣])[\u4e00-\u9fff]{{2}})?1?(?P<measure>{MEASURE})"
    rf"(?!百分|个|工作日|季|月|年)(?P<noun>[^\d,;:得加计扣]{{0,10}}?)的?,?可?(?:得|加|计)(?P<each>{NUMBER})分$"
)


_MET = ("做到", "符合", "满足", "具备", "达到", "落实")


def read_tally(clause: str, names: MetricNames) -> list[Item] | None:
    """The item of points for each case of something that is named; None where it is none."""
    found = _TALLY.match(clause)
    if found is None or not (found["what"] or found["verb"]):
        return None
    name = found["noun"] or re.sub(r"(?:的|,)*$", "", found["what"]) or names.indicator
    if name in ("以上", "上述", "以上各项", "上述各项") or (not found["noun"] and found["verb"] in _MET):
        return None  # what a list before it names
    metric = MetricRef(name=name, measure=found["measure"])
    return [Item("tally", clause, metric=metric, each=Decimal(found["each"]))]


def _counted(what: str) -> MetricRef | None:
    """What is counted, by name and measure (每发生1件重复信访); None where that is not plain."""
    measures = list(_COUNTED.finditer(what))
    if len(measures) != 1:
        return None
    only = measures[0]
    behind = _NOUN_BEHIND.search(what)
    noun = behind[1] if behind else _COUNTING.sub("", (what[: only.start()] + what[only.end() :]).rpartition(":")[2])
    if not re.fullmatch(r"[\u4e00-\u9fff]{2,8}", noun) or re.search(
        r"[少多低高没]|不(?!合规|规范|符|实|完整|准确|一致)|超(?![期时标预支范额])|未|否则", noun
    ):
        return None
    return MetricRef(name=noun, measure=measures[0]["measure"])


def _stepped(clause: str, found: re.Match[str], names: MetricNames) -> list[Item]:
    unread = [Item("unknown", clause)]
    groups = found.groupdict()
    tail = _behind(found["tail"])
    front = found["front"].strip(",")
    sums = over_sum(front, names)  # 决算数>预算数，每超1%扣0.5分
    front = "" if sums is not None else front
    front = "" if (_BEYOND.match(front) or front == "以此类推") and groups.get("every") else front
    said = read_range(front) if front else None
    if tail is None or (front and said is None and names.find(front) is None):
        return unread
    if not groups.get("every") and said is None:
        return unread
    mid = found["mid"].rstrip("的")
    subject = (said.subject if said else "") or (mid if len(mid) > 2 and names.find(mid) else "")
    subject = subject or (front if said is None else "")
    metric, implied = (sums, False) if sums is not None else metric_of_subject(subject, names)
    if metric is None and not implied:
        return unread
    said = _beyond_what_is_asked(said, found)
    side: Literal["above", "below", "either", "unsaid"] = "unsaid"
    one_sided = said is not None and (said.low is None) != (said.high is None)
    if found["both"]:
        side = "either"
    elif said is not None and one_sided:  # 小于0时每超支1%: the threshold says on which side
        side = "above" if said.high is None else "below"
    elif found["up"] or found["down"]:
        side = "above" if found["up"] else "below"
    if groups.get("at"):
        at = Decimal(groups["at"])
        said = Range("", low=at) if side == "above" else Range("", high=at)
    item = Item(
        "step" if groups.get("off") else "bonus",
        clause,
        metric=metric,
        range=said and in_percent(said, metric),
        direction=side,
        step=Decimal(found["step"] or 100 * Decimal(found["share"])),
        each=Decimal(found["each"]),
        implied=implied,
    )
    return [item, *tail]


def _beyond_what_is_asked(said: Range | None, found: re.Match[str]) -> Range | None:
    """不少于12次，每少1次扣0.5分: what is asked for stands before the step, which is of its other side."""
    if said is None or found["both"] or (said.low is None) == (said.high is None):
        return said
    asked_least = said.high is None and not said.low_open and said.low_said and found["down"]
    asked_most = said.low is None and not said.high_open and said.high_said and found["up"]
    if not (asked_least or asked_most):
        return said
    low, high = (said.high, said.low) if asked_least else (said.high, None)
    return Range(said.subject, low=None if asked_least else low, low_open=True, high=high, high_open=True)


def _behind(tail: str) -> list[Item] | None:
    """What may stand behind a deduction; None where it is not understood."""
    off = _MOST_OFF.match(tail)
    if off:
        return [Item("most_off", tail, points=Decimal(off[1]))]
    return [] if _TAIL.match(tail) else None
