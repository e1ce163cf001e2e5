"""Parts of a year: its four quarters and the whole; and how far spending lies from the schedule, which passes evenly:
9 月末支出进度 71.5%，比序时进度低 3.5 个百分点."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.normalize.arithmetic.fit import sum_of
from pipeline.normalize.arithmetic.runs import run_from
from pipeline.normalize.arithmetic.terms import Term, same_kind
from pipeline.normalize.arithmetic.worked import Reading, Worked, subject_of
from pipeline.normalize.narrative.reading.measures import POINTS
from pipeline.vocabulary.link_words import IS

_TIMES = {
    "25": re.compile(r"(?<!\d)3月[份]?[末底]|(?:第?一|1)季度|1[-至~]3月"),
    "50": re.compile(r"(?<!\d)6月[份]?[末底]|(?:第?二|2)季度|上?半年|1[-至~]6月"),
    "75": re.compile(r"(?<!\d)9月[份]?[末底]|(?:第?三|3)季度|1[-至~]9月"),
    "100": re.compile(r"12月[份]?[末底]|(?:第?四|4)季度|全年|年末|年底"),
}
_BEHIND = re.compile(
    r"(?:(?:低于|慢于|落后于?|滞后于?)(?:同期)?(?:序时|时间|时序)进度|(?:序时|时间|时序)进度(?:要求)?[慢低]了?|(?:序时|时间|时序)进度(?:要求)?(?:落后|滞后)了?)$"
)
_AHEAD = re.compile(
    r"(?:(?:高于|快于|超过?|领先|超前于?)(?:同期)?(?:序时|时间|时序)进度|(?:序时|时间|时序)进度(?:要求)?[快高]了?|(?:序时|时间|时序)进度(?:要求)?(?:领先|超前)了?)$"
)
_PROGRESS = re.compile(r"进度|执行率|支出率|支付率")
_RATIO = re.compile(r"季度执行率|序时(?:进度)?执行率")


def year_parts_of(terms: Sequence[Term]) -> Iterator[Worked]:
    """Every year in quarters and every distance from the schedule of a paragraph."""
    yield from _quarters(terms)
    for term in terms:
        if not term.usable:
            continue
        if term.measure.unit == POINTS and (_BEHIND.search(term.near) or _AHEAD.search(term.near)):
            yield from _from_schedule(terms, term)
        elif term.is_money and (since := _SINCE.search(term.near)):
            yield from _since(terms, term, since["month"])
        elif term.role == "share" and (quarter := _OF_QUARTER.search(term.lead)):
            yield from _share_of_quarter(terms, term, _ORDER.index(quarter["n"]) % len(_QUARTERS))
        elif term.role == "rate" and _TO_SCHEDULE.search(term.near):
            yield from _to_schedule(terms, term)


_QUARTER = re.compile(rf"第?(?P<n>[一二三四])季度(?:实际|完成)?(?:支出|支付|执行)?(?:额|数)?{IS}$")
_ALL_YEAR = re.compile(
    r"^(?:[，；：。]|其中|\(|(?:20\d\d)年)*(?:全年|年度|合计|共计|全年累计|全年共)+(?:实际|累计|共)?(?:支出|支付|执行)+"
    r"(?:合计|共计|总额)?(?:为)?$"
)


def _quarters(terms: Sequence[Term]) -> Iterator[Worked]:
    """一季度支出 A，二季度支出 B，三季度支出 C，四季度支出 D，全年支出 N: each by itself, and not all up to its end."""
    for i, first in enumerate(terms):
        four = [t for t in terms[i:] if t.sentence == first.sentence and t.is_money and not t.depth][:4]
        order = [m["n"] for t in four if (m := _QUARTER.search(t.near)) and not re.search(r"[占较比]", t.lead)]
        if "".join(order) != _ORDER[:4]:
            continue
        beside = [t for t in (four[0].index - 1, four[-1].index + 1) if 0 <= t < len(terms)]
        whole = [terms[k] for k in beside if _ALL_YEAR.match(terms[k].lead) and terms[k].sentence == first.sentence]
        plain = len(whole) == 1 and all(t.usable and t.role == "amount" and not t.old for t in (*four, *whole))
        rising = all(a.size < b.size for a, b in pairwise(four))
        if plain and not (rising and whole[0].size < four[2].size + four[3].size):
            yield Worked("sum", whole[0], (sum_of(four),), True, subject_of(whole[0]))


def _from_schedule(terms: Sequence[Term], points: Term) -> Iterator[Worked]:
    """Held against the rate of the time that the words name, else of the one rate before, by its own time."""
    behind = bool(_BEHIND.search(points.near))
    before = [t for t in terms[: points.index] if t.sentence == points.sentence and t.role == "rate" and t.usable]
    times = _times_of(points.near)
    told = [t for t in before if _times_of(t.name or t.near) == times] if times else before[-1:]
    if len(told) == 1 and not times and not _times_of(told[0].name or told[0].near):
        times = _times_of(_clauses_before(terms, told[0]))
    if len(told) != 1 or not _PROGRESS.search("".join(t.near for t in before)) or _RATIO.search(told[0].near):
        return
    when = times or _times_of(told[0].name or told[0].near)
    if len(when) == 1:
        formula = f"{when[0]} - f1" if behind else f"f1 - {when[0]}"
        yield Worked("difference", points, (Reading(formula, (told[0],)),), True, subject_of(points))


def _clauses_before(terms: Sequence[Term], term: Term) -> str:
    """截至 9 月底支出 A 万元，进度为 x%: what is said before a rate, back to a semicolon."""
    said = ""
    for before in reversed(terms[: term.index + 1]):
        if before.sentence != term.sentence:
            break
        said = before.lead + said
        if "；" in before.lead:
            break
    return said.rpartition("；")[2]


_TO_SCHEDULE = re.compile(rf"(?:序时(?:进度)?执行率|季度执行率|预算执行率)(?:分别|依次){IS}$")
_QUARTERS = ("25", "50", "75", "100")


def _to_schedule(terms: Sequence[Term], first: Term) -> Iterator[Worked]:
    """各季末进度分别为 a、b、c、d，序时执行率分别为 w、x、y、z: each rate is the progress over the share of the year
    that has passed. Of four quarters, told one after the other."""
    run = run_from(terms, first.index)
    before = [t for t in terms[: first.index] if t.sentence == first.sentence and t.is_percent]
    progress = before[-len(_QUARTERS) :]
    if len(run) != len(_QUARTERS) or len(progress) != len(run) or not _PROGRESS.search(_words(progress)):
        return
    if not re.search(r"季度|[3６6]月|月末", _words(progress)) or progress[-1].index != first.index - 1:
        return
    for place, part, share in zip(run, progress, _QUARTERS, strict=True):
        if terms[place].usable and part.usable:
            yield Worked("rate", terms[place], (Reading(f"f1 / {share} * 100", (part,)),), True, subject_of(first))


_SINCE = re.compile(r"[较比](?P<month>[369]|12)月份?[末底](?:新增|增加|增长|多支出)(?:支出|支付)?$")
_OF_QUARTER = re.compile(r"第?(?P<n>[一二三四1234])季度(?:支出|支付|执行)?(?:额|数)?占(?:全年|全部|总)[^，。；]{0,8}$")
_OF_MORE = re.compile(r"半年|前[一二两三1-3]个?季度|合计|小计|累计")
_ORDER = "一二三四1234"


def _since(terms: Sequence[Term], more: Term, month: str) -> Iterator[Worked]:
    """截至 3 月底支出 A；截至 6 月底支出 B，较 3 月底新增 C."""
    here = [t for t in terms[: more.index] if t.sentence == more.sentence and same_kind(t, more) and t.usable]
    here = [t for t in here if t.role in ("amount", "base")]
    first = [t for t in here if re.search(rf"(?<!\d){month}月份?[末底]", t.near)]
    if len(first) == 1 and here[-1] is not first[0] and here[-1].index > first[0].index:
        yield Worked("difference", more, (Reading("f1 - f2", (here[-1], first[0])),), True, subject_of(more))


def _share_of_quarter(terms: Sequence[Term], share: Term, quarter: int) -> Iterator[Worked]:
    """四个季度支出分别为 a、b、c、d，其中第四季度占全年的 x%."""
    before = [t for t in terms[: share.index] if t.sentence == share.sentence]
    run = [t for t in before if t.is_money and not t.old and not _OF_MORE.search(t.near)][-len(_QUARTERS) :]
    between = [t for t in before if run and t.index >= run[0].index and not _OF_MORE.search(t.near)]
    told = len(run) == len(_QUARTERS) and between == run
    if told and "季度" in run[0].lead and not re.search(r"累计|[末底]", run[0].lead) and all(t.usable for t in run):
        reading = Reading("f1 / (f2 + f3 + f4 + f5) * 100", (run[quarter], *run))
        yield Worked("share", share, (reading,), True, subject_of(share))


def _words(row: Sequence[Term]) -> str:
    return "".join(t.lead for t in row)


def _times_of(words: str) -> list[str]:
    return [share for share, pattern in _TIMES.items() if pattern.search(words)]
