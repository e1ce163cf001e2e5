"""What stands around the numbers of targets and results: 满意度≥95%, 增长≥3%, 两次, 全覆盖, 零投诉, 12月底前."""

from __future__ import annotations

import calendar
import re

from pipeline.normalize.chinese_numerals import chinese_number
from pipeline.rules.printed.text import plain

_SIGN = r"[≥≤=><]|不[低少小高多大超][于过]|大于|小于|[高低多少]于|达到?|至少|超过|等于|控制在"
_NUMERAL = re.compile(
    rf"^({_SIGN})?([一二两三四五六七八九十百千]+)(?=[个次场期批家名人件项篇部套台座处户条份所届轮天年]"
    r"(?:次|月|/年|及?以[上下内])?$)"
)
_WHOLE = re.compile(r"^(?:实现|达到)?(?:100%)?全覆盖$")
_NOTHING = re.compile(
    r"^(?:零|0|无)(?:[\u4e00-\u9fff]{2,6})?$|^(?:未|没有)发生(?:[\u4e00-\u9fff]{2,6})?$|^0(?:[件起次个人例]|%)?$"
)
_UP, _DOWN = "增长|提高|上升|提升|增加", "下降|降低|压减|减少"
_MOVES = re.compile(
    rf"^(?:年均|同比|[较比](?:上年度?|去年))?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:率|幅度?)?(?=[≥≤=><不\d])"
)
_OF_MOVES = {"up": re.compile(r"增[长速幅]|提[高升]|上升"), "down": re.compile(r"下降|降[低幅]|减少")}
_LEAD = re.compile(rf"^(?P<words>[\u4e00-\u9fff“”]{{2,16}}?)(?=(?:{_SIGN}|\d))")
_DONE = re.compile(r"^(?:全年|累计|共计?|实际|已|完成|实现|开展|达到?)+|(?:为|达到?|共计?|完成)+$")
_DATE = re.compile(r"^(?:于|在)?(?:(20\d\d)年)?(\d{1,2})月(?:(\d{1,2})日|(上旬|中旬|初|下旬|底|末)|份)?")
_BEFORE = re.compile(r"(?:之?前|以前|内|完成|完工|竣工|底)+$|$")
_PARTS = {"初": 10, "上旬": 10, "中旬": 20}  # the last day of a part of a month

Day = tuple[int | None, int, int]


def bare_quantity(text: str, name: str) -> str:
    """A plain text without what only says again what is measured (`name`), its counted numeral as digits."""
    lead = _LEAD.match(text)
    if lead and (words := _DONE.sub("", lead["words"])) and len(words) > 1 and words in plain(name):
        text = text[lead.end("words") :]
    return _NUMERAL.sub(lambda m: f"{m[1] or ''}{chinese_number(m[2])}", text)


def moved_alike(wanted: str, result: str, name: str) -> tuple[str, str] | None:
    """增长5% | 提高6.2%, and 增长≥3% | 4.1% of a 年增长率: both without the words that say which way; None where they
    say no such thing, or different ones."""
    moves = [_MOVES.match(text) for text in (wanted, result)]
    ways = {way for move in moves if move for way in ("up", "down") if move[way]}
    if len(ways) != 1 or (not all(moves) and not _OF_MOVES[next(iter(ways))].search(name)):
        return None
    bare = [text[move.end() :] if move else text for text, move in zip((wanted, result), moves, strict=True)]
    return bare[0], bare[1]


def in_percent(text: str) -> str:
    """全覆盖 as a hundred percent; any other text as it is."""
    return "100%" if _WHOLE.match(text) else text


def is_nothing(text: str) -> bool:
    """Whether a text says that there is none: 0, 无, 零投诉, 未发生安全事故."""
    return _NOTHING.match(text) is not None


def in_time(wanted: str, result: str) -> bool:
    """Whether a result is a day no later than the one a target names: 2021年12月底前 | 2021年11月完成."""
    last, done = _day(wanted), _day(result)
    if last is None or done is None or (last[0] is None) != (done[0] is None):
        return False
    return (done[0] or 0, *done[1:]) <= (last[0] or 0, *last[1:])


def _day(text: str) -> Day | None:
    """The last day that a date may mean; None for a text that is more than a date."""
    found = _DATE.match(text)
    if found is None or not 1 <= int(found[2]) <= 12 or not _BEFORE.match(text, found.end()):
        return None
    month = int(found[2])
    days = calendar.monthrange(int(found[1] or 2023), month)[1]
    day = int(found[3]) if found[3] else _PARTS.get(found[4] or "", days)
    return int(found[1]) if found[1] else None, month, day
