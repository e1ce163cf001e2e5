"""Days between two events of a row (2月3日批复，2月20日公开), or after a date that criteria set.

A date is an event's where the words behind it, up to the next mark or date, name that event and no other that is
asked for, else where those before it do (公开日期：…). Each event must have one date: where a date is missing, told
without its day, planned, of another year's budget or told twice otherwise, nothing is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.normalize.narrative.reading.sentences import squeeze
from pipeline.rules.printed.scales.days import EVENTS, MEASURE
from pipeline.rules.resolved import Resolved, metric_label
from schemas.figure import Interval, Unit
from schemas.records import ScoreLine
from schemas.rubric import MetricRef
from schemas.trace import Place, trace_step

_DATE = re.compile(
    r"(?P<y>20\d\d)[年./-](?P<m>\d{1,2})[月./-](?P<d>\d{1,2})(?:日|号)?(?!\d)|(?<!\d)(?P<m2>\d{1,2})月(?P<d2>\d{1,2})[日号]"
)
_NO_EVENT = re.compile(r"^(?:之?前|以前|之?后|起|至|以来|印发|召开)")
_NOT_SO = re.compile(
    r"预计|拟|计划|(?<!按)(?<!依)要求|应[于在当]|将于|初稿|重新|再次|重报|下属|所属|上年度?预算|培训|会议|通知|规定|截至|部分"
)
_LAST_YEARS = re.compile(r"(?:上年度?|去年)(?:的?部门)?预算")
_SPAN = re.compile(r"(?P<about>预算|决算)?(?P<start>..)至(?P<end>..)")
_LATE = re.compile(r"(?P<about>预算|决算)?(?P<end>..)晚于(?P<m>\d+)月(?P<d>\d+)日")
_LONGEST = 300  # days
_FAMILY = {family[0]: "|".join(family) for family in EVENTS}


@dataclass(frozen=True)
class _Told:
    day: date
    behind: str
    before: str
    about: str


def asks_for_days(ref: MetricRef) -> bool:
    """Whether a rule asks for days between events, or after a date."""
    return ref.measure == MEASURE and bool(_SPAN.fullmatch(ref.name) or _LATE.fullmatch(ref.name))


def days_in_row(ref: MetricRef, line: ScoreLine, year: int | None, *, alone: bool) -> Resolved | None:
    """The days that a row's dates give; None where they leave it open. `alone` where its rule asks for nothing else, so
    that dates need not say which of two they are of."""
    text = re.sub("预、?决算", "", squeeze(line.remark).text)  # of either
    told = _told(text, year)
    late, span = _LATE.fullmatch(ref.name), _SPAN.fullmatch(ref.name)
    if len(told) < 2 - bool(late) or _LAST_YEARS.search(text) or year is None:
        return None
    if late:
        end = _one(told, late["end"], "", late["about"] or "", alone=True)
        days = None if end is None else _after(end, int(late["m"]), int(late["d"]))
    else:
        assert span is not None
        about = span["about"] or ""
        first = _one(told, span["start"], span["end"], about, alone=alone)
        last = _one(told, span["end"], span["start"], about, alone=alone)
        days = None if first is None or last is None else (last - first).days
        days = None if days is None or not 0 <= days <= _LONGEST else days
    if days is None:
        return None
    box = line.remark_box or line.boxes[0]
    value = Interval.exactly(days)
    place = Place(page=box.page, box=box, text=line.remark)
    trace = trace_step(label=metric_label(ref), formula="日期之差（天）", value=value, unit=Unit.NONE, places=(place,))
    return Resolved("known", trace, Decimal(days), value)


def _told(text: str, year: int | None) -> list[_Told]:
    """The dates of a text that are whole, each with its words and what it is of."""
    found = list(_DATE.finditer(text))
    out: list[_Told] = []
    last_year, about = year or 0, ""
    for n, one in enumerate(found):
        start = found[n - 1].end() if n else 0
        end = found[n + 1].start() if n + 1 < len(found) else len(text)
        before = re.split(r"[，,；;。、（()）]", text[start : one.start()])[-1]
        behind = re.split(r"[，,；;。、（()）：:]", text[one.end() : end])[0]
        years = re.findall(r"20\d\d(?=年(?!度))", text[start : one.start()])
        last_year = int(one["y"] or (years[-1] if years else last_year))
        told = re.findall(r"预算|决算", before + behind) or re.findall(r"预算|决算", text[start : one.start()])[-1:]
        about = told[-1] if told else about
        try:
            day = date(last_year, int(one["m"] or one["m2"]), int(one["d"] or one["d2"]))
        except ValueError:
            return []
        if not (_NO_EVENT.match(behind) or _NOT_SO.search(before + behind)):
            out.append(_Told(day, behind, before, about))
        elif re.search("|".join(_FAMILY.values()), before + behind):
            return []  # 预计3月20日公开, 4月10日重新报送: another date of an event may be asked for
    return out


def _one(told: list[_Told], event: str, other: str, about: str, *, alone: bool) -> date | None:
    """The only date of an event; None where there is none, or more than one."""
    wanted, not_wanted = re.compile(_FAMILY[event]), re.compile(_FAMILY.get(other, "(?!)"))
    days = set()
    for one in told:
        if about and one.about != about and (one.about or not alone):
            continue
        words = one.behind if wanted.search(one.behind) or not_wanted.search(one.behind) else one.before
        if wanted.search(words) and not not_wanted.search(words):
            days.add(one.day)
    return days.pop() if len(days) == 1 else None


def _after(day: date, month: int, number: int) -> int | None:
    """Days that a date lies after one of its own year; None where they lie half a year apart."""
    try:
        days = (day - date(day.year, month, number)).days
    except ValueError:
        return None
    return days if abs(days) <= _LONGEST / 2 else None
