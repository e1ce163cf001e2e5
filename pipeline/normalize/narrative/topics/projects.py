"""Projects counted in sentences: set up, cut, remaining, started, unfinished, not started (46 个二级项目，调减 3 个 …).

Only counts of the unit's projects as a whole: 二级项目, 预算项目 or plain 项目 under a heading about the completion of
projects; never 投资项目, 重点项目 and the like.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.normalize.narrative.reading.found import Found
from pipeline.normalize.narrative.reading.named_subjects import WHOLE
from pipeline.normalize.narrative.reading.periods import Period
from pipeline.normalize.narrative.reading.text_numbers import Quantity
from schemas.figure import Unit

YEARS_PROJECTS = frozenset({"projects_planned", "projects_set_up"})
_ABOUT = re.compile(r"项目(?:完成|执行|数量|实施进度)|完成及时|效率|预算执行|存在(?:的)?(?:主要)?问题|评分|得分")
_ABOUT_HERE = re.compile(
    r"(?:上述|以上|前述|上列|上表)\d+[个项]项目|二级项目|预算项目|部门预算|项目支出|项目数量|项目完成|按时完成|按期完成|按计划(?:时间)?完成"
    r"|(?:^|[，。；])(?:20\d\d年度?|本年度?|全年|当年|年度|年内)*(?:计划|应)(?:按时|按期|及时)?完成(?:的)?项目\d+[个项][，；]"
    r"(?:实际)?(?:按时|按期|及时|如期|按计划(?:时间)?)?完成"
    r"|(?:^|[，。；])项目计划数?(?:为|共)?\d+[个项][，；](?:实际)?(?:按时|按期|及时|如期|按计划(?:时间)?)?完成"
    r"|(?:^|[，。；])(?:20\d\d年度?|本年度?|全年|当年|年度)(?:我[局委办院校]|本部门|本单位)?(?:总?共)?(?:安排|设立|设置|实施|编列)了?(?:项目\d+个|\d+个项目)[，。；]"
)
_NOT_OURS = re.compile(r"投资项目|入库|项目库|建设项目|重点项目|课题|民生项目|工程项目|招商|采购项目|储备项目")
_AIM = re.compile(r"目标|预计|计划完成率|拟|力争|争取|要求|确保|应当|应于|须|下一步|下一年|2\d{3}年计划")
_NOUN = r"(?:二级|一级|三级|预算|部门预算|财政|支持|安排|拨款|支出|年度|绩效|自评)*项目(?:支出)?"
# 预警项目 3 个, 督办项目 2 个: counted for a time or by somebody, and not those of the year.
_WATCHED = re.compile(
    r"预警|偏差|监控|通报|约谈|督办|督导|整改|退回|抽查|抽取|审计|复核|异常|黄灯|红灯|低于|滞后|验收(?=(?:的)?项目)"
)
# 规划科承担项目 3 个: those of a part of the unit.
_OF_A_PART = re.compile(r"(?![本我该全各])[\u4e00-\u9fff]{2,12}[科股处室站所队办村](?:共|具体)?(?:承担|负责|牵头)")
_UNIT = r"[个项]"
_OF_YEAR = (
    r"(?:全年|年度|当年|本年度?|年内|20\d\d年度?|(?:我|本|全)?(?:部门|单位|局|街道|中心|学校|医院)"
    r"|安排的?|实施的?|共有?|的)"
)
_IN_TIME = r"(?:已)?(?:全部)?(?:按时|按期|按计划(?:时间)?|如期|及时)(?:全部)?完成"
_ALL_IN_TIME = rf"(?:均|全部|都){_IN_TIME}(?=[，。；]|$)"
_LINK = r"(?:共|共计|合计|总数|总计|数量|总数量|个数|总个数|数|为|是|有|达|共有|共为|：|了|设有|设置)*"
# In the order of trial; the first that fits a number decides.
_PATTERNS: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (name, re.compile(before + "$"), re.compile("^" + after))
    for name, before, after in (
        ("cut", r"(?:调减|取消|核减|撤销|压减|终止|减少|收回)(?:了|的)?", rf"{_UNIT}(?:{_NOUN})?(?=[，。；、)后]|$)"),
        ("added", r"(?:新增|追加|调增|增加)(?:了)?", rf"{_UNIT}(?:{_NOUN})?(?=[，。；、)]|$)"),
        (
            "not_started",
            r"",
            rf"{_UNIT}(?:{_NOUN})?[^，。；、\d]{{0,6}}?(?:未执行|未启动|未开展|未实施|未开工|没有执行|没有启动|没有开展|尚未启动|尚未实施|尚未开展|未能开展|未能启动|未能实施|未支出)",
        ),
        (
            "unfinished",
            r"",
            rf"{_UNIT}(?:{_NOUN})?[^，。；、\d]{{0,10}}?(?:未达预期|未达到预期|未达标|未完成|未按时完成|未按期完成|未按计划(?:时间)?完成|未如期完成|未能按时完成|未能按期完成|未能如期完成|未能完成|未及时完成|尚未完成|没有完成|没有按时完成|逾期完成|进度滞后|进展滞后)",
        ),
        (
            "unfinished",
            rf"(?:未完成|未按时完成|未按期完成|未按计划(?:时间)?完成|未达预期|未如期完成)的?(?:{_NOUN})?{_LINK}",
            rf"{_UNIT}(?:{_NOUN})?(?=[，。；、)为是]|$)",
        ),
        (
            "not_started",
            rf"(?:未执行|未启动|未开展|未实施|未开工)(?:{_NOUN})?{_LINK}",
            rf"{_UNIT}(?:{_NOUN})?(?=[，。；、)]|$)",
        ),
        ("remaining", r"(?:剩余|剩下|余下|其余)", rf"{_UNIT}{_NOUN}(?=应于?|计划于?|须|需)"),
        (
            "remaining",
            rf"(?:^|[，。；：])(?:年内|当年|全年)?应完成(?:{_NOUN})?{_LINK}",
            rf"{_UNIT}(?:{_NOUN})?(?=[，。；、)]|$)",
        ),
        (
            "remaining",
            r"(?:剩余|剩下|尚余|余下|还剩|实际实施|最终实施|实际安排|(?:调整后|实际|全年实际|实际全年)(?:共|共有|为|剩余|安排|实施)?|最终(?:共|共有|为|保留)?|保留)(?:了)?",
            rf"{_UNIT}(?:{_NOUN})?(?=[，。；、)]|$)",
        ),
        (
            "completed",
            r"(?<!未)(?<!未能)(?:按时|按期|如期|及时|按计划(?:时间)?|已|全部|均已|实际)?(?<!(?<!按)计划)(?<!应)完成(?:了|的)?"
            + rf"(?:{_NOUN})?{_LINK}",
            rf"{_UNIT}(?:{_NOUN})?(?=[，。；、)]|$)",
        ),
        (
            "completed",
            r"(?:其中|(?<=项目)中|：|，|；)(?:有)?",
            rf"{_UNIT}(?:{_NOUN})?(?:已|均已|已经)?(?:按时|按期|如期|全部按时|按计划(?:时间)?)完成",
        ),
        # 全年共实施 13 个预算项目，按计划完成 11 个: all of the year, where no other count is
        (
            "planned",
            rf"(?:^|[，。；：]){_OF_YEAR}*(?:总共|一共|共计|共)?(?:组织)?实施(?:了)?",
            rf"{_UNIT}{_NOUN}(?=[，。；、)]|$)",
        ),
        ("started", r"(?:启动|开展|实施|执行)(?:了)?", rf"{_UNIT}(?:{_NOUN})?(?=[，。；、)]|$)"),
        (
            "total",
            r"(?:设立|设置|安排|申报|立项|编制|编列|列示了?全部|下达|批复|开设|涉及|包含|纳入预算|共|共有|共计|有|合计|总计)(?:了)?(?:共)?",
            rf"{_UNIT}(?:{_NOUN})(?=[，。；、)]|全部纳入|均纳入|纳入|$)",
        ),
        # 全年6个二级项目均按计划时间完成: all that there were; 除甲外, 其余5个项目均按时完成 are some of them
        ("planned", rf"(?:^|[，。；：]){_OF_YEAR}+", rf"{_UNIT}{_NOUN}{_ALL_IN_TIME}"),
        ("planned", rf"(?:^|[，。；：]){_OF_YEAR}*", rf"{_UNIT}(?:部门)?(?:二级|预算)项目{_ALL_IN_TIME}"),
        ("total", rf"{_NOUN}(?:计划)?{_LINK}", rf"{_UNIT}(?=[，。；、)]|$)"),
        (  # 上述8个项目预算合计…: all that were listed; 上述2个项目进度滞后 are some of them
            "total",
            r"(?:上述|以上|前述|上列|上表)",
            rf"{_UNIT}(?:{_NOUN})(?:年度|全年)?(?:预算数?|支出数?|资金|金额)?(?:合计|共计|总计|总额)",
        ),
        ("planned", r"", rf"{_UNIT}{_NOUN}中(?=[，：有\d]|[仍尚还]有)"),
        (
            "planned",
            rf"计划(?:按时)?(?:完成|实施|开展|安排)(?:{_NOUN})?{_LINK}",
            rf"{_UNIT}(?:{_NOUN})?(?=[，。；、)]|$)",
        ),
    )
)
_LATE_SOMEHOW = re.compile(
    rf"{_UNIT}(?:{_NOUN})?[^，。；、\d]{{0,10}}?(?:未|没有|暂缓|延|推迟|滞后|逾期|停滞|跨年|结转|转入)"
)
_ALL_OF_THEM = re.compile(
    rf"(?:^|(?<=[，。；：])){_OF_YEAR}+\d+{_UNIT}{_NOUN}{_ALL_IN_TIME}"
    rf"|(?:^|(?<=[，。；：])){_OF_YEAR}*\d+{_UNIT}(?:部门)?(?:二级|预算)项目{_ALL_IN_TIME}"
)
_ALL_DONE = re.compile(
    rf"(?:所有|全部|各项?|各个)(?:二级|部门预算|预算|财政)*项目(?:支出)?(?:均|全部|都)?{_IN_TIME}"
    rf"|(?<=[，。；])(?:均|全部|都){_IN_TIME}(?=[，。；])"
)


# 按时完成 9 个，完成率 81.82%；未按时完成 2 个
_DONE_OF_THEM = re.compile(
    r"(?:截?[至止][^，。；]{1,10}?，?|年末，|年底，|全年)?(?:其中)?[，：]?(?:已|实际|全年)?(?:按时|按期|按计划(?:时间)?|如期|及时)?完成(?:了)?\d+[个项](?=[，。；、])"
)
_SOME = re.compile(r"除|其余|其他|其它|其中|另|个别|未")


def project_figures(
    text: str,
    span: tuple[int, int],
    quantities: Sequence[Quantity],
    heading: str,
    period: Period,
    goes_on: bool = False,
) -> list[Found]:
    """Counts of projects in one sentence: projects_set_up, projects_cut, projects_planned (those that remained),
    projects_unfinished, projects_completed.

    What is unfinished and what was never started are added up where the sentence states both side by side; where one is
    said to be among the other (其中) it is not. `goes_on`: the sentence before counted the year's projects, so that
    this one may say 按时完成 9 个 without their name.
    """
    sentence = text[span[0] : span[1]]
    told_next = _DONE_OF_THEM.match(text, span[1])
    named = "项目" in sentence and (_ABOUT.search(heading) or _ABOUT_HERE.search(sentence) or told_next)
    if not named and not (goes_on and _DONE_OF_THEM.match(sentence)):
        return []
    if _NOT_OURS.search(sentence) or not period.known:
        return []
    one = _counts(text, span, quantities)
    changed = bool(one.keys() & {"cut", "added", "remaining"})
    result: list[tuple[str, Quantity]] = []
    if "total" in one:
        result.append(("projects_set_up" if changed else "projects_planned", one["total"]))
    if "cut" in one and "added" not in one:
        result.append(("projects_cut", one["cut"]))
    if "remaining" in one:
        result.append(("projects_planned", one["remaining"]))
    elif "planned" in one and "total" not in one:
        result.append(("projects_planned", one["planned"]))
    if "completed" in one:
        result.append(("projects_completed", one["completed"]))
    unfinished = _unfinished(text, one)
    if not one.keys() & {"unfinished", "not_started"}:
        unfinished = _all_done(text, span) if "项目" in sentence else None
    if unfinished:
        result.append(("projects_unfinished", unfinished))
    return [Found(metric, WHOLE, replace(period, quarter=None), quantity, span) for metric, quantity in result]


def _counts(text: str, span: tuple[int, int], quantities: Sequence[Quantity]) -> dict[str, Quantity]:
    """What each number of a sentence counts, one number to a name: `total`, `cut`, `unfinished` …. What is late is left
    out where more is than was read of it."""
    counts: dict[str, list[Quantity]] = {}
    more_late = False
    for quantity in quantities:
        if not span[0] <= quantity.start < span[1] or quantity.unit is not Unit.ITEMS or quantity.bound:
            continue
        name = _role(text, span, quantity)
        if name:
            counts.setdefault(name, []).append(quantity)
        elif _LATE_SOMEHOW.match(text[quantity.digits_end : span[1]]):
            more_late = True  # in words not known here: what was not finished is more than what was read of it
    late = ("unfinished", "not_started") if more_late else ()
    return {name: found[0] for name, found in counts.items() if len(found) == 1 and name not in late}


def _role(text: str, span: tuple[int, int], quantity: Quantity) -> str:
    before = text[span[0] : quantity.start]
    clause = re.split(r"[。；]", before)[-1]
    after = text[quantity.digits_end : span[1]]
    here = re.split(r"[，、：]", clause)[-1]
    if _AIM.search(here) or _WATCHED.search(here) or _OF_A_PART.match(here) or re.search(r"第$", before):
        return ""
    some = bool(_SOME.search(before))
    for name, left, right in _PATTERNS:
        if right.search(after) and left.search(clause):
            if some and re.match(rf"{_UNIT}{_NOUN}{_ALL_IN_TIME}", after):
                return ""
            if name == "completed" and re.search(r"(?<!按)计划|未|应", here):
                continue
            return name
    return ""


def _unfinished(text: str, one: dict[str, Quantity]) -> Quantity | None:
    late, never = one.get("unfinished"), one.get("not_started")
    if late is None or never is None:
        return late or never
    between = text[late.end : never.start] if late.start < never.start else text[never.end : late.start]
    if "其中" in between or "包括" in between:
        return late if late.start < never.start else never
    return replace(late, value=late.value + Decimal(never.value), also=(never,))


def _all_done(text: str, span: tuple[int, int]) -> Quantity | None:
    """所有项目均按时完成: none is unfinished. The words stand for the number."""
    found = _ALL_OF_THEM.search(text, *span)
    if found is None or _SOME.search(text[span[0] : found.start()]):
        found = _ALL_DONE.search(text, *span)
    if not found or _AIM.search(text[span[0] : span[1]]):
        return None
    return Quantity(found.start(), found.end(), found.end(), Decimal(0), 0, Unit.ITEMS, words=True)
