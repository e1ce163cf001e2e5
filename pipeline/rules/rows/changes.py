"""How far a sum moved since the year before, from a row that states both: 2021年末结转资金320万元，2022年末286万元."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.rules.printed.metric_names.phrases import phrase_key
from pipeline.rules.resolved import Resolved, in_base_units, metric_label
from pipeline.rules.rows.facts import CHANGE
from pipeline.rules.rows.numbers import RowFigure
from pipeline.rules.year_on_year import YEAR_ON_YEAR, percent_moved
from schemas.figure import Unit
from schemas.rubric import MetricRef
from schemas.trace import trace_step

_WHEN = re.compile(r"^(?:(?:[本当]年|年|月)?(?:末|底|终)|全年|年内)")
_AGAINST = re.compile(r"^[比较与同]的?$")  # 比上年的62.97%提高
_RATE = re.compile(r"(?:率|满意度|比重|占比)$")
_BUDGET = re.compile(r"预算(?:安排)?(?:总?数|总?额|金额)?$")
_SHORT = 2  # characters of a name that says nothing by itself
_SUM = re.compile(r"(?:支出|决算|实际|发生)*(?:总?数量?|总?量|总?额|金额)?$")


def change_in_row(
    ref: MetricRef, figures: tuple[RowFigure, ...], year: int | None, formula: str = ""
) -> Resolved | None:
    """The rate of change of what `ref` names in percent; None where the row does not state it once for each year.

    A `formula` of the criteria that speaks of budgets takes those of both years."""
    found = CHANGE.search(ref.name)
    if found is None or year is None:
        return None
    what = _stem(ref.name[: found.start()])
    of_rate = bool(_RATE.search(what))  # 破案率变动率: the rate itself, of both years
    sums = _sums(figures, formula, of_rate=of_rate)
    named = [f for f in sums if _is(_stem(f.name), what)]
    whose = [f for f in sums if _stem(f.name).endswith(what) and len(what) > _SHORT]
    longer = of_rate and not any(_stem(f.name) for f in named) and len(whose) == 1
    named += whose if longer else []  # 刑事案件破案率, of 破案率
    now, before = ([f for f in named if f.year == of] for of in (year, year - 1))
    now = now or [f for f in named if f.year is None and not f.aimed]  # 全年办案86件，上年办案92件
    if len(now) != 1 or len(before) != 1 or now[0].figure.unit is not before[0].figure.unit:
        return None
    if _stem(now[0].name) != _stem(before[0].name) and _stem(before[0].name):
        return None  # 决算数 of one year and 预算数 of the other
    (new, new_wide), (old, old_wide) = (in_base_units(f.figure) for f in (now[0], before[0]))
    moved = percent_moved(new, new_wide, old, old_wide)
    if moved is None:
        return None
    nominal, wide = moved
    if of_rate:  # in percent of it, or in points: only the direction is certain
        wide = wide.join(new_wide - old_wide)
    if found["fall"]:
        nominal, wide = -nominal, -wide
    places = (now[0].place, before[0].place)
    # 年末结转资金 and 上年结转资金 of one row
    doubtful = longer or (now[0].name != before[0].name and bool(_stem(before[0].name)))
    trace = trace_step(
        label=metric_label(ref),
        formula=YEAR_ON_YEAR,
        value=wide,
        unit=Unit.PERCENT,
        likely=doubtful,
        places=places,
    )
    return Resolved("known", trace, nominal, wide)


def _sums(figures: tuple[RowFigure, ...], formula: str, *, of_rate: bool) -> list[RowFigure]:
    """What of a row can have moved: sums and counts, or rates; those of budgets, without that word, where the formula
    speaks of budgets alone."""
    if of_rate:
        sums = [f for f in figures if f.figure.unit is Unit.PERCENT and not f.grew]
    else:
        sums = [f for f in figures if f.figure.unit not in (Unit.PERCENT, Unit.POINTS) and not f.grew]
    if "预算" in formula and not re.search(r"支出|决算", formula):
        sums = [replace(f, name=_BUDGET.sub("", f.name)) for f in sums if _BUDGET.search(f.name) or not _stem(f.name)]
    return sums


def _stem(name: str) -> str:
    return _SUM.sub("", _WHEN.sub("", phrase_key(_AGAINST.sub("", name))))


def _is(stem: str, what: str) -> bool:
    """Whether a sum's name is what moved; a bare 决算数 behind one that is named belongs to it."""
    return stem == what or (not stem and bool(what)) or (len(stem) > 1 and what.endswith(stem))
