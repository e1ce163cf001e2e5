"""Dates, ranks and grades that an indicator's own text tells, against options that name them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .assertions import denials, words_of
from .own_text import OwnText
from .scale import Option

_DATE = re.compile(
    r"(?:(?P<y>20\d\d)年|(?P<last>上年度?|去年))?(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})[日号]|(?P<end>底|末))"
)
_UNTIL = r"\s*(?:\(含\))?(?:之?前|以前|\(含\)之?前)"
_AFTER = r"(?:\(不?含\))?(?:之?后|以后)"
_LATE = re.compile(r"逾期|延期|迟|晚|未按|未在|超过|之后|以后|此后")
_NEVER = re.compile(r"^(?:一直|始终)?未[\u4e00-\u9fff]{2,8}$")
_NUMERAL = {c: n for n, c in enumerate("一二三四五六七八九十", 1)}
_NTH = r"第?(\d+|[一二三四五六七八九十])"
_RANK = re.compile(r"第(\d+|[一二三四五六七八九十])(?:[名位]|$)|(?:排名?|位列|名列|列|位居|居)第?(\d+)(?:[名位]|$)")
_FIRST = re.compile(rf"前{_NTH}[名位]?|{_NTH}[名位]?(?:以内|之内|及以[上前]|以前)")
_FROM_TO = re.compile(rf"{_NTH}[名位]?[至到-]{_NTH}[名位]")
_ONE = re.compile(rf"第{_NTH[2:]}[名位]")
_BEYOND = re.compile(rf"{_NTH}[名位]?(?:以后|之后|及以[后下]|以外)")
_MOST = 10**6


@dataclass(frozen=True)
class _Until:
    """From `low` to `high` (month, day), each with whether that day itself is certainly in."""

    low: tuple[int, int] | None
    high: tuple[int, int] | None
    year: int | None


def _month_day(found: re.Match[str], year: int) -> tuple[int, int]:
    month = int(found["m"])
    return month, int(found["d"]) if found["d"] else calendar.monthrange(year, month)[1]


def by_date(options: Sequence[Option], text: OwnText) -> Option | None:
    """The option that the one date told lies in; None where dates do not decide."""
    year = text.year or 2000
    first = next((o for o in options if _DATE.search(o.said)), None)
    told = _date_told(text, _event(first.said)) if first else None
    if first is None or told is None:
        return None
    day, its_year = told
    for option in options:
        span = _span(option.said, year)
        if span is None:
            continue
        if day in (span.high, span.low):
            return None
        if not _comparable(span.year, its_year, year):
            return None
        above = span.low is None or day > span.low
        below = span.high is None or day < span.high
        if span.year is not None and its_year is not None and its_year != span.year:
            if its_year < span.year:
                return None
            above, below = True, span.high is None
        if above and below:
            return option
    late = [
        o for o in options if not _DATE.search(o.said) and not _NEVER.match(o.said) and (o.rest or _LATE.search(o.said))
    ]
    if len(late) == 1 or len({o.points for o in late}) == 1:
        return late[0]
    return None


def _event(said: str) -> frozenset[str]:
    """The words for what must be done by a date: those behind it, else all."""
    dates = list(_DATE.finditer(said))
    behind = words_of(said[dates[-1].end() :]) if dates else frozenset()
    return behind or words_of(_DATE.sub("", said))


def _comparable(asked: int | None, told: int | None, year: int) -> bool:
    if asked is None:
        return told in (None, year, year + 1)
    return told is not None or asked == year


def _span(said: str, year: int) -> _Until | None:
    found = list(_DATE.finditer(said))
    if not found or len(found) > 2:
        return None
    day = _month_day(found[-1], year)
    asked = int(found[0]["y"]) if found[0]["y"] else year - 1 if found[0]["last"] else None
    behind = said[found[-1].end() :]
    if len(found) == 2:
        return _Until(_month_day(found[0], year), _next(day), asked)
    if re.match(_AFTER, behind):
        return _Until(day, None, asked)
    return _Until(None, day, asked) if re.match(_UNTIL, behind) else None


def _next(day: tuple[int, int]) -> tuple[int, int]:
    return day[0], day[1] + 1  # that day itself belongs to the stretch


def _date_told(text: OwnText, event: frozenset[str]) -> tuple[tuple[int, int], int | None] | None:
    """The only date of the event, with its year where one is told; None where there is none, or another one beside."""
    found = set()
    for clause in text.clauses:
        dates = list(_DATE.finditer(clause.text))
        if not dates:
            continue
        around = " ".join(c.text for c in text.clauses if c.sentence == clause.sentence)
        if not clause.open or not any(word in around for word in event) or "至" in clause.text:
            return None
        for one in dates:
            if one["d"] is None:
                return None
            found.add(((int(one["m"]), int(one["d"])), int(one["y"]) if one["y"] else None))
    return found.pop() if len(found) == 1 else None


def days_late(under: str, text: OwnText) -> int | None:
    """By how many days the one date told lies after the deadline that a condition names; 0 where it does not."""
    span = _span(under, text.year or 2000)
    told = _date_told(text, _event(under))
    if span is None or told is None or span.high is None or not _comparable(span.year, told[1], text.year or 2000):
        return None
    year = text.year or 2000
    try:
        return max(0, (date(year, *told[0]) - date(year, *span.high)).days)
    except ValueError:
        return None


def _number(text: str | None) -> int:
    return _NUMERAL.get(text or "", 0) or int(text or 0)


def rank_told(text: OwnText) -> int | None:
    """The one rank that is told; None where none is, or several."""
    found = {_number(m[1] or m[2]) for c in text.told for m in _RANK.finditer(c.text)}
    return found.pop() if len(found) == 1 and all(c.open for c in text.clauses if _RANK.search(c.text)) else None


def first_ranks(said: str) -> int | None:
    """5 of 列前5位."""
    found = _FIRST.search(said)
    return _number(found[1] or found[2]) if found else None


def by_rank(options: Sequence[Option], text: OwnText) -> Option | None:
    """The option that the one rank told lies in."""
    rank = rank_told(text)
    if rank is None:
        return None
    for option in options:
        if (span := _ranks(option.said)) is not None and span[0] <= rank <= span[1]:
            return option
    rest = [o for o in options if o.rest]
    return rest[0] if len(rest) == 1 and any(_ranks(o.said) for o in options) else None


def _ranks(said: str) -> tuple[int, int] | None:
    if found := _FROM_TO.search(said):
        return _number(found[1]), _number(found[2])
    if (first := first_ranks(said)) is not None:
        return 1, first
    if found := _BEYOND.search(said):
        return _number(found[1]) + ("及" not in found.group()), _MOST
    found = _ONE.search(said)
    return (_number(found[1]), _number(found[1])) if found else None


_NAMES_GRADE = re.compile(r"^.*(?:评定为|评价为|评为|结果为|等级为|等次为|级别为|达到|达|获评?|为|属于?|是)(?=.)")
_BEHIND_GRADE = re.compile(r"(?:等次|等级|档次|等|档|次|以上|的)+$")
_LONGEST_GRADE = 5


def grades(options: Sequence[Option]) -> dict[str, Option] | None:
    """The grades that options name, each with its option; None where they are not grades of one thing."""
    named = [(o, _BEHIND_GRADE.sub("", o.said)) for o in options if not o.rest]
    first = [_NAMES_GRADE.sub("", said) for _, said in named[:1]]
    tokens = [*first, *(_NAMES_GRADE.sub("", said) for _, said in named[1:])]
    if len(tokens) < 2 or any(not 0 < len(t) <= _LONGEST_GRADE for t in tokens) or len(set(tokens)) < len(tokens):
        return None
    if any(re.search(r"\d", t) for t in tokens):
        return None
    return {token: o for token, (o, _) in zip(tokens, named, strict=True)}


def by_grade(options: Sequence[Option], text: OwnText) -> Option | None:
    """The option whose grade is told as what the indicator got: 被评为良好, 等级为优."""
    known = grades(options)
    if known is None:
        return None
    either = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    got = re.compile(
        rf"(?:评定为|评价为|评为|定为|结果为|等级为|级别为|等次为|列为|为|获评?|获得|达到|是|属|系|:|^)(?:了)?(?P<grade>{either})(?:等次|等级|档次|等|档|级|单位|次)?(?=$|[,。;()])"
    )
    found = set()
    for clause in text.clauses:
        hits = {m["grade"] for m in got.finditer(clause.text) if not denials(clause.text[: m.start()])}
        if hits and clause.open:
            found |= hits
    return known[found.pop()] if len(found) == 1 else None


def are_moments(options: Sequence[Option]) -> bool:
    """Whether options name dates or ranks, which words alone do not decide."""
    return any(_DATE.search(o.said) or _ranks(o.said) is not None for o in options)
