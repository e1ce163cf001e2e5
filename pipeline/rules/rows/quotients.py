"""Quotients that a row tells in its own words: 占乙的 x%, one 决算数 beside one 预算数, a rate of two numbers."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise, permutations

from pipeline.rules.printed.words import BARE_BUDGET, BARE_SPENT
from pipeline.rules.resolved import Resolved, in_base_units, metric_label
from pipeline.rules.rows.facts import alike
from pipeline.rules.rows.numbers import RowFigure, number_name
from schemas.figure import Figure, Interval, Unit
from schemas.rubric import MetricRef
from schemas.trace import Place, trace_step

_SHARE_OF = re.compile(r"占(?P<what>[\u4e00-\u9fff]{2,16}?)的?(?:比重|比例|比率)?")


def given_by_two(rate: Figure, figures: tuple[RowFigure, ...]) -> bool:
    """Whether some two of a row's amounts or counts give its rate."""
    others = [f.figure for f in figures if f.figure.unit not in (Unit.PERCENT, Unit.POINTS) and f.figure.value > 0]
    return any(
        a.unit is b.unit and rate.interval.meets(Interval.exactly(a.value / b.value * 100))
        for a, b in permutations(others, 2)
    )


def share_said(ref: MetricRef, formula: str, figures: tuple[RowFigure, ...]) -> Resolved | None:
    """甲金额 A，占乙金额的 x%, for 甲金额 / 乙金额: the quotient itself, where the text says of what it is."""
    above, slash, below = (number_name(side) for side in formula.partition("/"))
    for amount, share in pairwise(figures):
        of = _SHARE_OF.fullmatch(share.name)
        if not slash or of is None or share.figure.unit is not Unit.PERCENT:
            continue
        whole = replace(share, name=number_name(of["what"]))
        if alike([amount], above, rate=False) and alike([whole], below, rate=False):
            value, wide = in_base_units(share.figure)
            place = Place(page=share.figure.box.page, box=share.figure.box, text=f"{share.name}{share.figure.text}")
            trace = trace_step(label=metric_label(ref), value=wide, unit=Unit.PERCENT, places=(place,))
            return Resolved("known", trace, value, wide)
    return None


def bare_quotient(figures: tuple[RowFigure, ...]) -> str:
    """决算数/预算数 in the row's own words, where it states one of each."""
    spent = {f.name for f in figures if f.figure.unit.is_money and BARE_SPENT.search(f.name)}
    planned = {f.name for f in figures if f.figure.unit.is_money and BARE_BUDGET.search(f.name)}
    planned |= {f.name for f in figures if f.figure.unit.is_money and f.name.endswith(("预算数", "预算金额", "预算"))}
    return f"{spent.pop()}/{planned.pop()}" if len(spent) == len(planned) == 1 else ""
