"""Points in proportion to what an indicator's own text tells: a score out of a hundred, or the lowest of some rates.

按考核得分（百分制）折算计分, 测评成绩×5%, 以甲率和乙率中较低者计分: read where every number of the criteria is a
hundred or the indicator's own points, so that nothing else can be meant.
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.rules.printed.text import plain
from pipeline.rules.printed.words import NUMBER
from schemas.figure import Interval

from .assertions import beside, words_of
from .own_text import OwnText, is_elsewhere

_HUNDRED = Decimal(100)
_OUT_OF = re.compile(
    r"百分制|100分|/100|×\d+(?:\.\d+)?%|\d+(?:\.\d+)?%(?:的比例)?(?:计分|记入|计入|折算|折合|换算|记分)|的\d+(?:\.\d+)?%"
)
_SCORED = re.compile(r"得分|成绩|评分|测评分|总分|分数")
_INTO = re.compile(r"折算|折合|换算|计分|计入|记入|记分|×|计算")
_OTHERWISE = re.compile(r"扣|每|[≥≤<>]|以上|以下|不得分|平均|加权|占")
_NUMBERS = re.compile(rf"({NUMBER})")
_TOLD = re.compile(rf"(?<![扣加减])(?P<n>{NUMBER})分(?!制|之|钟|项|满)")
_SAID_OF_SCORES = re.compile(
    r"考核|得分|成绩|评分|分数|总分|得|取得|获得?|年度|其中|中|共|最终|综合|预算|结果|[县市区省]委?"
)
_RATE = r"[\u4e00-\u9fff]{2,14}?(?:率|度)"
_BOTH = re.compile(rf"(?P<rates>{_RATE}(?:(?:、|和|与|以?及(?!时)|,){_RATE})+)")
_LOWEST = re.compile(r"较低|最低|较小|最小|孰低|就低|低值|取低|小值|min")
_NOT_LOWEST = re.compile(r"扣|每|[≥≤<>]|以上|以下|不得分|平均|加权|最低(?:不|得|\d)")
_OPENING = re.compile(
    r"^.*?(?:按照?|以|取|计算|分别|得分|=|\(|min|MIN|:|的|为|将|本项)+(?=[\u4e00-\u9fff]{2,14}(?:率|度)$)"
)


def share_told(criteria: str, points: Decimal, text: OwnText) -> Interval | None:
    """What the text leaves of `points`; None where plain criteria are of neither kind, or the text tells no figure."""
    numbers = {Decimal(n) for n in _NUMBERS.findall(criteria)}
    if not numbers <= {_HUNDRED, points}:
        return None
    if _LOWEST.search(criteria) and not _NOT_LOWEST.search(criteria):
        return _lowest(criteria, points, text)
    if _OUT_OF.search(criteria) and _SCORED.search(criteria) and _INTO.search(criteria):
        return None if _OTHERWISE.search(criteria) else _out_of_hundred(criteria, points, text)
    return None


def _clauses(text: OwnText) -> list[tuple[str, bool]]:
    """The clauses as printed, those of points as well, each with whether it tells what was."""
    found = []
    for quote, _ in text.quotes:
        for sentence in re.split(r"[;。]", plain(quote)):
            away = False
            for part in sentence.split(","):
                away = is_elsewhere(part, text.year) or (away and not re.search(r"本年|实际", part))
                found.append((part, not away))
    return found


def _out_of_hundred(criteria: str, points: Decimal, text: OwnText) -> Interval | None:
    asked, found = words_of(re.sub(r"^(?:按照?|以|根据|将)|百分制|财政部门|得分|成绩|折算|计分", "", criteria)), set()
    for part, open_ in _clauses(text):
        for one in _TOLD.finditer(part):
            value = Decimal(one["n"])
            if re.search(r"自评|本项|该项|分值|满分", part) or not points < value <= _HUNDRED:
                continue
            lead = re.split(r"[、和]", part[: one.start()])[-1]
            another = set(beside(_SAID_OF_SCORES.sub("", lead), asked)) - set(criteria)
            if not open_ or another or not any(word in part for word in asked):
                return None  # another one's score, or not yet known
            found.add(value)
    return Interval.exactly(found.pop() / _HUNDRED * points) if len(found) == 1 else None


def _lowest(criteria: str, points: Decimal, text: OwnText) -> Interval | None:
    named = _BOTH.search(criteria)
    if named is None:
        return None
    names = [_OPENING.sub("", rate) for rate in re.split(r"、|和|与|以?及(?!时)|,", named["rates"])]
    values = [_rate_told(name, text) for name in names]
    if len(names) < 2 or any(v is None for v in values):
        return None
    lowest = min(min(v for v in values if v is not None), _HUNDRED)
    return Interval.exactly(lowest / _HUNDRED * points)


def _rate_told(name: str, text: OwnText) -> Decimal | None:
    """The one rate that is told under a name."""
    found = set()
    for part, open_ in _clauses(text):
        for one in re.finditer(rf"{re.escape(name)}(?:为|达到?|是|:)?({NUMBER})%", part):
            if not open_:
                return None
            found.add(Decimal(one[1]))
    return found.pop() if len(found) == 1 else None
