"""Changes beside both of the amounts that they lie between, each with its year: 较上年减少 C 万元，上年 A 万元，
本年 B 万元; 增加 C 万元，增长 x%（本年 B 万元，上年 A 万元）; 2022 年末结转 A 万元，2023 年末结转 B 万元，变动率 x%."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.normalize.arithmetic.changes.change_groups import Group, fits_change
from pipeline.normalize.arithmetic.terms import Term

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
