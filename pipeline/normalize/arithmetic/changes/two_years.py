"""Changes whose own words name what they are held against: 2021 年末 A 个，2022 年末 B 个，2023 年末 C 个，
2023 年末比 2021 年末增长 x% is of C and A, whatever stands right before it; 2021 年执行数 A 万元，2022 年安排 B 万元，
比 2021 年执行数增长 x% of B and A, though they are called differently."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
    return None


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
