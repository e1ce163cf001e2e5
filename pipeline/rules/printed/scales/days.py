"""Criteria that hold a date against another: 批复后20日内公开得1分, 3月31日前报送得2分, 逾期每天扣0.5分.

What they ask for is how many days lie between two events (预算批复至公开), or how many one is late (报送晚于3月31日).
Whether the day of the first event counts is not said: both readings stay. Working days are no days of the calendar,
and are left to a person; so is every text that says more than this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.normalize.chinese_numerals import chinese_number
from pipeline.rules.printed.words import NUMBER
from schemas.rubric import Band, Bands, Deduction, MetricRef, Reading, Readings, Rule, SumOfParts

MEASURE = "日"
NOT_COUNTED, COUNTED = "首日不计入", "首日计入"
DAY_IN, DAY_OUT = "截止日当天视为按时", "截止日当天视为逾期"
# Words for one event, the first of which names it.
EVENTS = (
    ("批复", "批准"),
    ("公开", "公示"),
    ("收到", "收文", "接到"),
    ("下达", "分配", "拨付", "下拨"),
    ("报送", "上报", "提交", "报出"),
)
_WORDS = {word: family[0] for family in EVENTS for word in family}
_EVENT = "|".join(_WORDS)
_N, _ZERO = NUMBER, Decimal(0)
_TEXT = r"[^,;。:()\d]"
_SPAN = re.compile(
    rf"(?P<before>{_TEXT}{{0,24}}?)(?P<start>收到|{_EVENT})(?P<what>{_TEXT}{{0,8}}?)(?:之日|当日)?(?:起|后|之后|以后)?(?:的)?,?"
    rf"(?P<n>\d+)个?(?:自然|日历)?[日天](?:\(含\))?(?:[以之])?内(?:\(含\))?(?P<rest>{_TEXT}{{0,20}}?)(?P<end>{_EVENT})(?P<behind>{_TEXT}*?)(?=的?,?(?:的|得|计|各|均|每|,|$|\d|满分|是得))"
)
# 资金下达时间距收到指标文件不超过30天的
_APART = re.compile(
    rf"(?P<before>{_TEXT}{{0,8}}?)(?P<end>{_EVENT})(?:时间|日期)?距(?P<start>{_EVENT}){_TEXT}{{0,8}}?不超过(?P<n>\d+)[日天]"
)
_BY = re.compile(
    rf"(?P<before>{_TEXT}{{0,16}}?)(?:每年|次年|要求|于|在|应)*(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})日(?P<with>\(含\)|\(含当日\))?(?:之?前|以前)(?P<rest>{_TEXT}{{0,20}}?)(?P<end>{_EVENT})"
    rf"(?P<behind>{_TEXT}*?)(?=的?,?(?:的|得|计|,|$|\d|满分))"
)
_GIVEN = re.compile(rf"^的?,?(?P<each>各|每项|均)?(?:得|计)?(?:(?P<points>{_N})分|(?P<full>满分))$")
_POINTS_ONLY = re.compile(
    rf"^(?:按[时期]|在规定时[限间]内)(?:完成|报送|上报|公开)?的?,?(?P<each>每项)?(?:得|计)(?:(?P<points>{_N})分|(?P<full>满分))$"
)
_LATE = r"(?:逾期|超期|超时|未按[时期规]定?|未在|否则|晚于|延[期迟]|超过|迟)"
_NOTHING = re.compile(rf"^(?:是否)?{_LATE}[^;。每扣]*?(?:不得分|不计分|[得计]?0分)$|^否得?0分$")
_EACH_DAY = re.compile(
    rf"^(?:(?:逾期|超期|超过(?:\d+[日天])?)(?:未?(?:公开|报送))?的?,?)?(?:每)?(?:逾期|超期|延迟|推迟|超过|晚|迟报|迟|超)?(?P<every>1|一)?[天日]的?,?扣减?(?P<each>{_N})分(?:,?(?:扣完为止|最多扣{_N}分))?$"
)
_BAND = re.compile(
    rf"^(?:在|超过)?(?P<low>\d+)[日天]?(?:\(不?含\))?(?:至|-|不超过)(?P<high>\d+)[日天](?:\(含\))?(?:的|之间|以?内)*,?(?:得|计)(?P<points>{_N})分$"
)
_BEYOND = re.compile(r"^(?:超过|超出)?(?P<n>\d+)[日天](?:\(不含\))?(?:以上|以后)?的?,?(?:不得分|不计分|[得计]?0分)$")
_TAIL = re.compile(rf"^(?:扣完(?:{_N}分)?为止|直至扣完|最多扣{_N}分)$")
_HEADED = re.compile(rf"^(?P<name>{_TEXT}{{2,12}})\((?P<points>{_N})分\):(?P<rest>.+)$")
_OBJECT = re.compile(r"预算|决算")
_NUMERAL = re.compile(r"(?<=[后起在复达送到])([一二三四五六七八九十]{1,3})(?=个?(?:自然|日历)?[日天](?:[以之])?内)")


@dataclass
class _Said:
    """What the statements have said so far: parts with their points, and what being late costs."""

    spans: list[tuple[MetricRef, Decimal, Decimal | None]] = field(default_factory=list)  # metric, days, points
    by: bool = False
    closed: bool = False
    nothing: bool = False
    each: Decimal | None = None
    bands: list[tuple[Decimal, Decimal]] = field(default_factory=list)


def of_days(text: str, weight: Decimal) -> Rule | None:
    """The rule that plain `text` prints for a date held against another; None where it says anything else."""
    if (
        not re.search(r"[日天](?:\(含\))?[以之]?内|日(?:\([^()]*\))?[之以]?前|距", text)
        or "%" in text
        or "工作日" in text
    ):
        return None
    said = _Said()
    text = _NUMERAL.sub(lambda m: str(chinese_number(m[1])), text)
    text = re.sub("预、?决算", "预算决算", text)  # each of the two
    for statement in _statements(text):
        if not _take(statement, said, weight):
            return None
    return _rule(said, weight, text)


def _statements(text: str) -> Iterator[str]:
    bare = re.sub(r"(?:^|(?<=[;。:,分]))(?:\(\d\)|\d[.、](?!\d)|[①-⑩])", ";", text)
    for part in re.split(r"[;。]", bare):
        for one in re.split(rf"(?<=分)[,](?!{_N}分)|,(?=否则)|(?<=[^的]),(?=按[时期][^,;。:()]*分)", part):
            if one.strip(",:"):
                yield one.strip(",:")


def _take(statement: str, said: _Said, weight: Decimal) -> bool:
    headed = _HEADED.match(statement)
    if headed and (found := _SPAN.match(headed["rest"])):
        return _take_spans(said, [(headed["name"], found)], headed["rest"][found.end() :], Decimal(headed["points"]))
    spans = list(_SPAN.finditer(statement))
    if spans and statement.startswith(spans[0].group()):
        return _take_spans(said, [("", m) for m in spans], statement[spans[-1].end() :], weight, alone=len(spans) == 1)
    if (apart := _APART.match(statement)) and (given := _GIVEN.match(statement[apart.end() :])):
        said.spans.append((_span_metric("", apart), Decimal(apart["n"]), _points(given, weight)))
        return True
    if by := _BY.match(statement):
        return _take_deadline(said, by, statement[by.end() :], weight)
    if only := _POINTS_ONLY.match(statement):
        return bool(said.spans) and _fill(said, only, weight)
    if _NOTHING.match(statement):
        said.nothing = True
    elif day := _EACH_DAY.match(statement):
        said.each = Decimal(day["each"])
    elif band := _BAND.match(statement):
        said.bands.append((Decimal(band["high"]), Decimal(band["points"])))
    elif _BEYOND.match(statement):
        said.nothing = True
    else:
        return bool(_TAIL.match(statement)) or "分" not in statement
    return True


def _take_spans(
    said: _Said, found: list[tuple[str, re.Match[str]]], rest: str, worth: Decimal, *, alone: bool = True
) -> bool:
    """One or more spans with what is given for them; the points may also stand in a later statement."""
    given = _GIVEN.match(rest) if rest else None
    if rest and given is None and not re.fullmatch(r"的?,?是得(?P<points>\d+(?:\.\d+)?)分", rest):
        return False
    for name, match in found:
        objects = _OBJECT.findall(name + match["before"] + match["what"] + match["rest"] + match["behind"])
        for one in dict.fromkeys(objects) or [""]:
            points = worth if rest and given is None else None if given is None else _points(given, worth)
            said.spans.append((_span_metric(one, match), Decimal(match["n"]), points))
    return alone or given is None or bool(given["each"])


def _take_deadline(said: _Said, by: re.Match[str], rest: str, weight: Decimal) -> bool:
    given = _GIVEN.match(rest) if rest else None
    if (rest and given is None) or int(by["m"]) > 12:
        return False
    objects = set(_OBJECT.findall(by["before"] + by["rest"] + by["behind"]))
    about = objects.pop() if len(objects) == 1 else ""
    metric = MetricRef(name=f"{about}{_WORDS[by['end']]}晚于{int(by['m'])}月{int(by['d'])}日", measure=MEASURE)
    said.spans.append((metric, _ZERO, _points(given, weight) if given else None))
    said.by, said.closed = True, bool(by["with"])
    return True


def _span_metric(about: str, match: re.Match[str]) -> MetricRef:
    return MetricRef(name=f"{about}{_WORDS[match['start']]}至{_WORDS[match['end']]}", measure=MEASURE)


def _points(given: re.Match[str], weight: Decimal) -> Decimal:
    return weight if given["full"] else Decimal(given["points"])


def _fill(said: _Said, given: re.Match[str], weight: Decimal) -> bool:
    if any(points is not None for _, _, points in said.spans) or (len(said.spans) > 1 and not given["each"]):
        return False
    said.spans = [(metric, days, _points(given, weight)) for metric, days, _ in said.spans]
    return True


def _rule(said: _Said, weight: Decimal, text: str) -> Rule | None:
    given = [points for _, _, points in said.spans if points is not None]
    if not given or len(given) < len(said.spans) or sum(given) != weight:
        return None
    if len({metric for metric, _, _ in said.spans}) < len(said.spans) or (said.bands and len(said.spans) > 1):
        return None
    if any(re.fullmatch("(?:预算|决算)?(..)至\\1", metric.name) for metric, _, _ in said.spans):
        return None  # 资金下达后30日内分配: two events of one word
    if said.each is not None and (said.bands or said.nothing):
        return None
    first, second = (DAY_IN, DAY_OUT) if said.by else (NOT_COUNTED, COUNTED)
    options = []
    for name, shift in ((first, _ZERO), (second, Decimal(-1))):
        parts = tuple(
            _part(metric, days + shift, points or _ZERO, shift, said, text) for metric, days, points in said.spans
        )
        rule: Rule = parts[0] if len(parts) == 1 else SumOfParts(parts=parts, cap=weight, source=text)
        options.append(Reading(name=name, rule=rule))
    return options[0].rule if said.closed else Readings(options=tuple(options), source=text)


def _part(metric: MetricRef, days: Decimal, points: Decimal, shift: Decimal, said: _Said, text: str) -> Rule:
    if said.each is not None:
        return Deduction(
            metric=metric,
            points=points,
            direction="above",
            threshold=days,
            step=Decimal(1),
            each=said.each,
            source=text,
        )
    bands = [Band(high=days, points=points, source=text)]
    for high, worth in said.bands:
        bands.append(Band(low=bands[-1].high, low_open=True, high=high + shift, points=worth, source=text))
    return Bands(metric=metric, bands=tuple(bands), otherwise=_ZERO if said.nothing else None, source=text)
