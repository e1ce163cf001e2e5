"""Changes between two years that are named: 2021 年末 A 个，2022 年末 B 个，2023 年末 C 个，2023 年末比 2021 年末增长
x% is of C and A; 较上年减少 C 万元，上年 A 万元，本年 B 万元; 增加 C 万元，增长 x%（本年 B 万元，上年 A 万元）; 2022
年末结转 A 万元，2023 年末结转 B 万元，变动率 x%: of these amounts, whatever stands right before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.normalize.arithmetic.changes.change_groups import Group, fits_change
from pipeline.normalize.arithmetic.terms import DOWN, LAST, UP, Term, same_kind

_TWO = re.compile(r"(?P<now>20\d\d)年[^，。；：、\d]{0,8}(?:比|较|与|同|相比|对比)(?P<then>20\d\d)年")
_YEAR = re.compile(r"(?<!\d)20\d\d(?=年)")


def of_two_years(terms: Sequence[Term], first: Term) -> tuple[Term, Term] | None:
    """What the amount was in each of the two years that the words before a change name, the later first; None
    where they name no two, or the sentence does not state each of them once."""
    told = _TWO.search(first.lead)
    if told is None or told["now"] == told["then"]:
        return None
    here = [t for t in terms[: first.index] if t.sentence == first.sentence and not t.is_percent]
    of = {year: [t for t in here if _YEAR.findall(t.lead)[-1:] == [year]] for year in (told["now"], told["then"])}
    now, then = of[told["now"]], of[told["then"]]
    if len(now) == len(then) == 1 and same_kind(now[0], then[0]):
        return now[0], then[0]
    return _in_rows(here, told, first)


_RANGE = re.compile(r"(?P<first>20\d\d)年?(?:至|到|-|—|~)(?P<last>20\d\d)年")
_NAMED = re.compile(r"年度?(?P<name>[^，。；：、\d]{2,8}?)(?:比|较|与|同|相比|对比)20\d\d年")
_NEXT = re.compile(r"[、和及与]|以及")


def _rows(here: Sequence[Term]) -> list[list[Term]]:
    """The amounts of a sentence that are told one after the other: 分别为 A、B 和 C."""
    rows: list[list[Term]] = []
    for term in here:
        if "分别" in term.near or "依次" in term.near:
            rows.append([term])
        elif rows and rows[-1][-1].index + 1 == term.index and _NEXT.fullmatch(term.lead):
            rows[-1].append(term)
    return rows


def _in_rows(here: Sequence[Term], told: re.Match[str], first: Term) -> tuple[Term, Term] | None:
    """2020 年至 2022 年，决算分别为 A、B 和 C，2022 年决算较 2021 年减少 D: C and B, where one row of as many amounts
    as there are years is called what changed."""
    years, named = _RANGE.search("".join(t.lead for t in here)), _NAMED.search(first.lead)
    if years is None or named is None:
        return None
    length = int(years["last"]) - int(years["first"]) + 1
    rows = [row for row in _rows(here) if len(row) == length and named["name"] in row[0].near]
    places = [int(told[which]) - int(years["first"]) for which in ("now", "then")]
    if len(rows) != 1 or not all(0 <= k < length for k in places):
        return None
    return rows[0][places[0]], rows[0][places[1]]


def is_of_a_row(terms: Sequence[Term], group: Group) -> bool:
    """Whether what changed was taken from amounts that are told one after the other, though words name the years."""
    if group.now is None or _TWO.search(group.first.lead) is None:
        return False
    rows = _rows([t for t in terms[: group.first.index] if t.sentence == group.first.sentence and not t.is_percent])
    return any(len(row) > 2 and any(t is group.now for t in row) for row in rows)


_THAN = re.compile(
    rf"(?:比|较|与|同|和)(?P<what>(?:20\d\d年|{LAST})[^，。；：\d]{{1,12}}?)(?:相比|比较|对比)?，?(?:{UP}|{DOWN})"
)
_NO_NAME = re.compile(r"当年|年度|年|实际|全年|[的数额为是约达共：，]")


def base_named(terms: Sequence[Term], first: Term) -> Term | None:
    """The one amount before a change, in its sentence, that is called what the words of the change are held against,
    year and all."""
    than = _THAN.search(first.lead)
    if than is None:
        return None
    called = _NO_NAME.sub("", than["what"])
    before = [t for t in terms[: first.index] if t.sentence == first.sentence and t.usable and t.role == "amount"]
    found = [t for t in before if not t.is_percent and _NO_NAME.sub("", t.near) == called]
    return found[0] if len(found) == 1 and found[0].old else None


_THIS_YEAR = re.compile(r"本年度?末?|今年|当年|本期末?|期末|年末|年底")
_LAST_YEAR = re.compile(r"上年度?末?|去年|上期|期初|年初")
_A_YEAR = re.compile(r"(?<!\d)(20\d\d)年度?末?底?")
_FILL = re.compile(r"支出|收入|决算|预算|执行|结转|结余|总额|实际|金额|其中|[为是：约的数和、]")


def told_behind(terms: Sequence[Term], group: Group) -> Group:
    """A group that is held against nothing, with the two amounts of its kind right behind or right before it, one of
    which its words say to be of the last year and one of this year."""
    first, last = group.first.index, max(t.index for t in (group.change, group.growth) if t is not None)
    if group.base is not None and (group.now is not None or group.base.index < first):
        return group
    for pair in (terms[last + 1 : last + 3], terms[max(0, first - 2) : first]):
        found = _two_years(pair, group)
        if found is not None and (group.now is None or group.now in found):
            return replace(group, base=found[0], now=found[1], tight=True)
    return group


def _two_years(pair: Sequence[Term], group: Group) -> tuple[Term, Term] | None:
    """The amount of the year before and that of the year, of two that stand side by side."""
    roles = ("amount", "rest", "base")
    fit = [t for t in pair if t.usable and t.role in roles and not t.is_percent and fits_change(t, group.change)]
    if len(fit) < 2 or any(t.sentence != group.first.sentence for t in pair) or "；" in pair[1].lead + pair[0].tail:
        return None
    if group.first.index < pair[0].index and "；" in pair[0].lead:
        return None
    years = [_A_YEAR.findall(t.near) for t in pair]
    if all(len(y) == 1 for y in years):
        order = [int(y[0]) for y in years]
        rest = {_FILL.sub("", _A_YEAR.sub("", t.near)) for t in pair}
        alike = len(rest) == 1 and abs(order[0] - order[1]) == 1
        return (pair[0], pair[1]) if alike and order[0] < order[1] else (pair[1], pair[0]) if alike else None
    then = [t for t in pair if _says(_LAST_YEAR, t)]
    now = [t for t in pair if _says(_THIS_YEAR, t) and t not in then]
    return (then[0], now[0]) if len(then) == len(now) == 1 else None


def _says(year: re.Pattern[str], term: Term) -> bool:
    """Whether nothing but the year stands before an amount, so that it is of what changed."""
    found = year.search(term.near)
    return found is not None and not _FILL.sub("", term.near[: found.start()] + term.near[found.end() :])
