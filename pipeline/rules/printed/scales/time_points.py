"""Criteria that hold the progress of spending against targets at points of the year.

6、9、11月执行进度应达到40%、67.5%、82.5%，达到目标的各得2分，未达到的按实际进度÷目标进度计分: each month, or quarter,
is a part with its own target and points, and one statement says what a target that is missed leaves: a share of it,
nothing, or points off. Statements that only explain (应达到序时进度的80%、90%、90%) are passed over if they agree;
where anything else is said, nothing is read here.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from pipeline.normalize.narrative.topics.month_progress import MONTH, period_of
from pipeline.normalize.quarter_names import QUARTER_NUMERALS
from pipeline.rules.printed.words import NUMBER
from schemas.rubric import Band, Bands, Deduction, MetricRef, Proportional, Rule, SumOfParts

_NUM = NUMBER
_QUARTER = r"(?:第?[一二三四1-4](?:个)?季度?(?:末|底)?)"
_TIME = rf"(?:{_QUARTER}|{MONTH}|上半年|半年|前三季度|全年|年末|年底)"
_TIMES = (
    rf"(?P<times>{_TIME}(?:[、,和及/]{_TIME})*"
    rf"|第?[一1]、[二2](?:、[三3])?(?:、|和|及)[三四34](?:个)?季度末?"
    rf"|第?[一1][至-](?:第)?[三四34](?:个)?季度末?|各季度|四个季度)"
)
_OF = (
    r"(?:的|末|底|我部门|部门|单位|预算|累计|实际|资金|财政|支出|执行|支付|项目|平均|目标|既定)*"
    r"(?:进度率?|执行率|支出率|支付率|完成率)"
)
_VALUES = rf"(?P<values>{_NUM}%(?:[、,和及/]{_NUM}%)*)"
_POINTS = rf"(?P<points>{_NUM}分(?:[、,和及/]{_NUM}分)*)"
_REACH = (
    r"(?:(?:(?:的)?(?:目标|要求|标准)值?)?(?:分别|依次)?(?:为|是|:)(?=\d)"
    r"|(?:分别)?(?:应|须|需|要)?(?:分别)?(?:达到|达|不低于|≥|大于等于)(?:了)?(?:序时进度)?(?:及?以上)?)"
)
_REACHED = rf"(?:{_REACH}|的?目标值?)?"  # 一季度支出进度目标25%、二季度50%
_GIVE = (
    r"(?:以上)?(?:的|时)*(?:,(?:各时点|对应|相应|[二两三四]个时点)?(?:的)?(?:分值|权重|满分)(?:分别|依次|各)?为?(?=\d))?"
    r"(?:的|时|目标|要求|量化指标|标准)*,?(?:分别|各|均|每个?(?:时点|季度|月份?)(?:各)?)?(?:得|计|占)?(?<![%\d])"
)
# 6、9、11月执行进度分别达到40%、67.5%、82.5%的，各得2分
_LISTED = re.compile(
    rf"^(?:考核)?(?:部门)?(?:预算)?(?:{_OF}在|在)?{_TIMES}(?:{_OF})?,?{_REACH}{_VALUES}{_GIVE}{_POINTS}$"
)
# 一季度末达到20%、二季度末达到45%的，分别得2分
_PAIRED = re.compile(
    rf"^(?:{_OF})?(?P<pairs>(?:{_TIME}(?:{_OF})?{_REACHED}{_NUM}%(?:及?以上)?[、,和及]?){{2,}}){_GIVE}(?P<points>{_NUM}分(?:[、,和及/]{_NUM}分)*)$"
)
_PAIR = re.compile(rf"({_TIME})(?:{_OF})?{_REACHED}({_NUM})%")
# 每项（季度）2分
# 三个时点各4分
_EACH = re.compile(
    rf"^(?:各(?=(?:得|计)?\d)|(?:每|上述|以上)?(?:[二两三四23４4])?(?:项|个)?(?:季度|时点|月份?)?(?:\((?:季度|时点|月份?)\))?(?:均|各)?|各(?:季度|时点|月份?))"
    rf"(?:得|计)?(?P<each>{_NUM})分$"
)
# 达到的得满分: what the points are for anyway.
_FULL = re.compile(
    r"^(?:均|各时点|时点)?(?:达到|完成|达标)(?:了)?(?:上述|目标|进度|要求|标准|序时)*的?,?(?:得|计|给)(?:该时点)?满分$"
)
# 在6、9、11月应达到序时进度的80%、90%、90%,即实际支出进度分别达到40%、67.5%、82.5%
_TARGETS = re.compile(
    rf"^(?:部门)?(?:预算)?(?:项目)?(?:{_OF})?(?:在)?{_TIMES}(?:{_OF})?{_REACH}(?:的)?(?:{_NUM}%[、,和及]?)+(?:以上)?,?(?:即|也就是)(?:{_OF})?{_REACH}{_VALUES}(?:以上)?$"
)
_PLAIN_TARGETS = re.compile(
    rf"^(?:部门)?(?:预算)?(?:项目)?(?:{_OF})?(?:在)?{_TIMES}(?:{_OF})?{_REACH}{_VALUES}(?:以上)?(?:的|时)*$"
)
# 一季度末不低于25%、二季度末不低于50%: targets whose points stand in the next statement
_PAIRED_TARGETS = re.compile(
    rf"^(?P<pairs>(?:{_TIME}(?:{_OF})?{_REACHED}{_NUM}%(?:及?以上)?[、,和及]?){{2,}})(?:的|时|以上)*(?:,?得[该本]季度满分)?$"
)
_ALL_QUARTERS = (
    r"(?:各季度|四个季度|每个?季度|季度(?=末)|第?[一1]、[二2]、[三3](?:、|和|及)[四4](?:个)?季度"
    r"|第?[一1][至-](?:第)?[四4](?:个)?季度)末?"
)
# 各季度末支出进度达到序时进度（25%、50%、75%、100%）的
_NAMED_VALUES = rf"(?P<values>(?:{_QUARTER}?{_NUM}%[、,和及]?)+)"  # 一季度末25%、二季度末50%
_SCHEDULE_TARGETS = re.compile(
    rf"^{_ALL_QUARTERS}(?:{_OF})?(?:均)?(?:达到|≥|不低于)序时进度(?:要求)?(?:\({_NAMED_VALUES}\))?(?:要求)?(?:的|时)*$"
    rf"|^(?:{_OF})?以序时进度为(?:标准|目标)\((?P<told>(?:{_QUARTER}?{_NUM}%[、,和及]?)+)\)$"
)
# 每达到一个季度要求得1.5分, 每达标1个时点得2分, 每达到一次计1分
_EACH_MET = re.compile(
    rf"^(?:每(?:有)?(?:达到|达标|达成|完成|实现)?|达标(?=[一1]))(?:一|1)?(?:个|次|项)?(?:季度|时点|节点|月份?)?(?:末)?(?:达到|达标)?(?:的)?(?:进度)?"
    rf"(?:目标|要求|标准)?(?:的)?,?(?:得|计){_POINTS}$"
)
# 累计支出进度不低于序时进度的季度，每个得1分; 支出进度达到序时进度的，每个季度得1分
_QUARTERS_MET = re.compile(
    rf"^(?:{_ALL_QUARTERS})?(?:{_OF})(?:达到或超过|达到|不低于|≥|超过)序时进度(?:要求)?的?(?:季度,?每(?:一)?个?(?:季度)?|,?每(?:一)?个?季度|季度,?各)(?:得|计)(?P<each>{_NUM})分$"
)
# 6、9、11月执行进度达到目标进度的各得2分
_MET = re.compile(
    rf"^(?:部门)?{_TIMES}?(?:部门|预算)*(?:{_OF})?(?:达标|(?:达到|不低于)(?:目标进度|量化指标|上述目标|上述进度|目标|要求|标准|序时进度|(?=的[每各均分得,])))(?:的|时)*,?(?:分别|各|均|每(?:个|次|项)?(?:时点)?各?)?(?:得|计){_POINTS}$"
)
# What a missed target leaves.
_FAIL = (
    r"(?:未达到?|没有?达到|未达标|达不到|不足|低于|不达标)(?:上述)?(?:进度|目标进度|量化指标|目标|要求|标准|序时进度)?"
    r"(?:的|时点|部分)*,?(?:则)?"
)
_SHARED = re.compile(
    rf"^(?:{_FAIL})(?:该(?:时点|次|项))?,?(?:按照|按|以|得分=|根据)(?:其|该时点|各时点|各季度)?\(?(?:实际)?(?:{_OF}|执行|支出)?(?:与|占|÷|/|:)?(?:该时点)?(?:应达到?的?(?:进度|执行率|目标)|目标(?:执行率|支出率|支出进度)|目标进度|目标值|目标|序时进度|量化指标|要求|(?P<of>{_NUM})%)?\)?(?:的|之)?(?:比重|比例|比率|比值|比)?(?:×|乘以)?(?:(?:该时点|对应|相应)?(?:分值|权重)|{_NUM}分)?(?:进行)?(?:量化)?(?:计算|计|折算|给|核算)*(?:得分|计分|分)?$"
)
# 未达标按比例得分
_BY_SHARE = re.compile(rf"^{_FAIL}按(?:照)?(?:实际)?(?:完成|进度|执行)?的?比例(?:计算|折算|计|给)*(?:得分|计分|分)$")
# 每低于目标值1个百分点扣0.1分
_STEPPED = re.compile(
    rf"^(?:{_FAIL})?每?(?:再)?(?:低于?|降低|少|低)(?:于)?(?:目标值?|目标进度|序时进度|标准|要求)?(?P<step>{_NUM})(?:个百分点|%)(?:的|时)?,?扣(?:减)?(?P<each>{_NUM})分$"
)
_LOST = re.compile(
    rf"^(?:每有?|任[一何]一?个?|某一个?|其中)?[1一]?(?:项|个)?(?:时点|季度|月份?)?(?:{_FAIL})(?:该?的?(?:时点|节点|季度|月|项)|本时点|该项)?(?:均)?(?:不得分|不计分|得?0分)$"
    r"|^否则,?(?:该|本|当)?(?:时点|节点|季度|项|次)?(?:不得分|不计分|得?0分)$"
)
_LOSES = re.compile(
    rf"^(?:每有?)?[1一]?个?(?:时点|季度|月份|月)(?:末)?(?:支出进度|执行进度)?(?:未达到?|没有达到?|低于)(?:目标|要求|序时进度|标准)*(?:的)?,?扣(?P<off>{_NUM})分(?:,?扣完为止)?$"
)
_ALL_MET = re.compile(
    rf"^(?:各|四个|每个?|第?[一1][至-]第?[四4])季度末?{_OF}均?(?:达到|不低于)序时进度(?:的)?,?(?:得|计)(?P<all>{_NUM})分$"
)
_TAIL = re.compile(
    rf"^(?:满分{_NUM}分|扣完该(?:时点|季度)分值为止|(?:四个|各)季度(?:合计|共计?|总计)(?:得|为)?{_NUM}分|扣完为止|直至扣完|最高不超过?{_NUM}分)$"
)
_ZERO = Decimal(0)
_YEAR = Decimal(110)  # percent; with a little to spare


@dataclass
class _Found:
    """What the statements have said so far, in the order of the times."""

    times: list[str] = field(default_factory=list)
    targets: list[Decimal] = field(default_factory=list)
    points: list[Decimal] = field(default_factory=list)
    missed: str = ""  # share, nothing, or '' where it is not said
    step: tuple[Decimal, Decimal] = (Decimal(1), Decimal(0))  # and the points off for each
    off: Decimal | None = None
    each: Decimal | None = None  # points of every time, where a statement of its own says so


def of_time_points(text: str, weight: Decimal, *, missed_unsaid: bool = False) -> SumOfParts | None:
    """The rule that plain `text` prints for points of the year; None where it is no such text, or says more.

    `missed_unsaid` takes also a text that does not say what a missed target leaves: that is then for a person.
    """
    found = _Found()
    for statement in _statements(text):
        if not _take_all(statement, found, weight):
            return None
    if not found.points and found.each is not None and found.times:
        found.points = [found.each]
    if not found.points:
        return None
    if len(found.points) == 1 and len(found.times) > 1:
        found.points *= len(found.times)
    if not _cumulative(found.targets):
        return None
    if not len(found.times) == len(found.targets) == len(found.points) > 1 or sum(found.points) != weight:
        return None
    if found.each is not None and set(found.points) != {found.each}:
        return None
    if found.off is not None:
        if found.missed or set(found.points) != {found.off}:
            return None
        found.missed = "nothing"
    if not (found.missed or missed_unsaid) or len(set(found.times)) < len(found.times):
        return None
    parts = tuple(
        _part(time, target, points, found)
        for time, target, points in zip(found.times, found.targets, found.points, strict=True)
    )
    return SumOfParts(parts=parts, cap=weight, source=text)


def _cumulative(targets: list[Decimal]) -> bool:
    """Whether targets rise as progress does; those of single quarters stay level, or come to the year between them."""
    rises = all(a < b for a, b in pairwise(targets))
    return rises and not (len(targets) == 4 and sum(targets) <= _YEAR)


def _part(time: str, target: Decimal, points: Decimal, found: _Found) -> Rule:
    metric = MetricRef(metric="execution_rate") if time == "Y" else MetricRef(metric="cumulative_progress", period=time)
    if found.missed == "steps":
        step, each = found.step
        return Deduction(metric=metric, points=points, direction="below", threshold=target, step=step, each=each)
    if found.missed == "share":
        return Proportional(metric=metric, points=points, full_at=target, cap=points)
    otherwise = _ZERO if found.missed else None
    return Bands(metric=metric, bands=(Band(low=target, points=points),), otherwise=otherwise)


def _statements(text: str) -> list[str]:
    """The statements of a text, without numbering and its closing marks."""
    bare = re.sub(r"(?:^|(?<=[;。:,分]))(?:\(\d\)|\d[.、](?!\d)|[①-⑩])", "", text)
    bare = re.sub(
        r"^[^=;。]{2,12}=[^=;。×]*进度[^=;。×]*/[^=;。×]*进度[^=;。×]*(?:×100%)?[;。]", "", bare
    )  # what the rate is
    bare = re.sub(r"时间进度", "序时进度", bare)
    bare = re.sub(rf"^(四个季度各)\(({_NUM}分)\):", r"\1\2;", bare)
    bare = re.sub(r"^(?:按|分)季度?(?:分别)?(?:考核|计分|评分|评价)[,:;]", "", bare)
    bare = re.sub(r"(?<!度)(?:各|每个?)?季末", "各季度末", bare)
    bare = re.sub(r"(每|该|本|各)季(?!度)", r"\1季度", bare)
    bare = re.sub(r"((?:达到|不低于|≥)序时进度(?:要求)?的),每个?季度得", r"\1季度,每个得", bare)
    out: list[str] = []
    for part in re.split(r"[;。]", bare):
        out += re.split(
            rf"(?<=分)[,](?!{_NUM}分)|(?<=分)(?=(?:未达|第?[二三四]季度))|,(?=每(?:有|个)?(?:达|一|1|季度|时点)[^扣]*$)|,(?=否则)",
            part,
        )
    return [p.strip(",:") for p in out if p.strip(",:")]


def _take_all(statement: str, found: _Found, weight: Decimal) -> bool:
    """Whether a statement is understood, as one or as two that a comma parts (应达到40%、67.5%,达到的分别得1分)."""
    if _take(statement, found, weight):
        return True
    for comma in re.finditer(",", statement):
        tried = deepcopy(found)
        if _take(statement[: comma.start()], tried, weight) and _take(statement[comma.end() :], tried, weight):
            vars(found).update(vars(tried))
            return True
    return False


def _take(statement: str, found: _Found, weight: Decimal) -> bool:
    """Whether a statement is understood; what it says goes to `found`."""
    listed = _LISTED.match(statement)
    if listed:
        times, values = _times(listed["times"]), _numbers(listed["values"])
        points = _numbers(listed["points"])
        if len(times) != len(values) or (len(points) != len(times) and len(points) != 1):
            return False
        if len(times) == 1:
            found.times += times
            found.targets += values
            found.points += points
            return True
        points = points * len(times) if len(points) == 1 else points
        return _agree(found, times, values) and _set_points(found, points)
    paired = _PAIRED.match(statement)
    if paired:
        pairs = _PAIR.findall(paired["pairs"])
        points = _numbers(paired["points"])
        points = points * len(pairs) if len(points) == 1 else points
        agree = _agree(found, [_time(time) for time, _ in pairs], [Decimal(value) for _, value in pairs])
        return agree and len(points) == len(pairs) and _set_points(found, points)
    if (taken := _take_targets(statement, found)) is not None:
        return taken
    if _FULL.match(statement):
        return True
    if each := _EACH.match(statement):
        found.each = Decimal(each["each"])
        return True
    if (met := _QUARTERS_MET.match(statement)) and not found.missed:
        found.missed, quarters = "nothing", ["Q1", "Q2", "Q3", "Q4"]
        even = [Decimal(25 * n) for n in range(1, 5)]
        return _agree(found, quarters, even) and _set_points(found, [Decimal(met["each"])] * 4)
    every = _ALL_MET.match(statement)
    if every:
        quarters, even = ["Q1", "Q2", "Q3", "Q4"], [Decimal(25 * n) for n in range(1, 5)]
        told = Decimal(every["all"])
        own = told if told * 4 == weight and statement.startswith("每") else told / 4
        return _agree(found, quarters, even) and _set_points(found, [own] * 4)
    met = _MET.match(statement)
    if met:
        times = _times(met["times"]) if met["times"] else found.times
        points = _numbers(met["points"])
        points = points * len(found.times) if len(points) == 1 else points
        return times == found.times and len(points) == len(times) and _set_points(found, points)
    return _of_missed(statement, found)


def _take_targets(statement: str, found: _Found) -> bool | None:
    """Whether targets that stand without their points agree with what was said; None for any other statement."""
    if (met := _EACH_MET.match(statement)) and found.times:
        found.missed = found.missed or "nothing"
        return _set_points(found, _numbers(met["points"]) * len(found.times))
    targets = _TARGETS.match(statement) or _PLAIN_TARGETS.match(statement)
    if targets:
        return _agree(found, _times(targets["times"]), _numbers(targets["values"]))
    if paired := _PAIRED_TARGETS.match(statement):
        pairs = _PAIR.findall(paired["pairs"])
        return _agree(found, [_time(time) for time, _ in pairs], [Decimal(value) for _, value in pairs])
    if scheduled := _SCHEDULE_TARGETS.match(statement):
        values = _numbers(scheduled["values"] or scheduled["told"] or "25、50、75、100")
        return _agree(found, ["Q1", "Q2", "Q3", "Q4"], values)
    return None


def _of_missed(statement: str, found: _Found) -> bool:
    if (stepped := _STEPPED.match(statement)) and not found.missed:
        found.missed, found.step = "steps", (Decimal(stepped["step"]), Decimal(stepped["each"]))
        return True
    if loses := _LOSES.match(statement):
        found.off = Decimal(loses["off"])
        return True
    shared = _SHARED.match(statement) or _BY_SHARE.match(statement)
    said = "nothing" if _LOST.match(statement) else "share" if shared else ""
    if said and found.missed in ("", said):
        of = _SHARED.match(statement)
        if of is not None and of["of"] and Decimal(of["of"]) not in found.targets[-1:]:
            return False  # 未达到的按进度/60%计: of another target than was said before it
        points = re.search(rf"×({_NUM})分", statement)
        if points and set(found.points) not in (set(), {Decimal(points[1])}):
            return False
        found.missed = said
        return True
    return bool(_TAIL.match(statement))


def _agree(found: _Found, times: list[str], targets: list[Decimal]) -> bool:
    if len(times) != len(targets) or not times:
        return False
    if found.times:
        return (found.times, found.targets) == (times, targets)
    found.times, found.targets = times, targets
    return True


def _set_points(found: _Found, points: list[Decimal]) -> bool:
    if found.points:
        return found.points == points
    found.points = points
    return True


def _numbers(text: str) -> list[Decimal]:
    return [Decimal(n) for n in re.findall(_NUM, text)]


def _times(text: str) -> list[str]:
    """`Q1` … for quarters and the months that end them, `M11` for other months, `Y` for the year."""
    if re.match(r"第?[一1][至-](?:第)?[四4]|各季度|四个季度", text):
        return ["Q1", "Q2", "Q3", "Q4"]
    if re.match(r"第?[一1][至-](?:第)?[三3](?:个)?季", text):
        return ["Q1", "Q2", "Q3"]
    if listed := re.match(r"第?[一1](?:[、和及][二三四234])+(?=个?季)", text):  # 一、二、三、四季度末
        return [f"Q{QUARTER_NUMERALS[n]}" for n in re.findall(r"[一二三四1-4]", listed.group())]
    return [_time(part) for part in re.split(r"[、,和及/]", text)]


def _time(text: str) -> str:
    if "半年" in text:
        return "Q2"
    if text.startswith("前三"):
        return "Q3"
    if re.match(r"全年|年末|年底", text):
        return "Y"
    quarter = re.match(r"第?([一二三四1-4])(?:个)?季", text)
    if quarter:
        return f"Q{QUARTER_NUMERALS[quarter[1]]}"
    month = re.match(r"\d+", text)
    assert month is not None
    return period_of(int(month.group()))
