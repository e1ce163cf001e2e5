"""Operands of printed formulas: as an indicator's row states them, and as the vocabulary's metrics.

A row states an amount or a count under the formula's own name for it; others are named in words of their own:
（上年结转+年初预算+本年追加预算-年末结余）/….
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.rules.resolved import in_base_units
from pipeline.rules.rows.facts import alike, ends_plainly
from pipeline.rules.rows.numbers import RowFigure, number_name, year_of
from schemas.figure import Interval, Unit
from schemas.rubric import MetricRef
from schemas.trace import Place, Trace, trace_step

# 上年数, 本年支出: nothing but a year and that it is a sum.
_BARE_SUM = re.compile(r"(?:支出|决算|实际|发生)*(?:数|额|金额|总额)?")
_COUNT_END = re.compile(
    r"(?:万?人次|人数|户次|户数|批次|场次|次数|件数|项数|个数|家数|家次|座数|宗数|份数|起数|台数|期数|天数|面积|里程|数量|总数|数)$"
)
SUM_END = re.compile(r"(?:余额|总额|金额|数额|额|数)$")


def one_figure_twice(used: Mapping[str, tuple[Interval, Interval, Trace, bool]]) -> bool:
    """Whether two operands of a formula were found in one figure: then one of them is not stated."""
    places = [(trace.places, trace.value) for _, _, trace, _ in used.values() if trace.places]
    return any(a == b for n, a in enumerate(places) for b in places[:n])


def operand_told(
    name: str, figures: tuple[RowFigure, ...], year: int | None
) -> tuple[Interval, Interval, Trace, bool] | None:
    """An amount or count that the row states once under a name: its value, its interval, where, whether money."""
    said = year_of(name, year)  # 上年度预算数 of a row that states both years
    of_year = [f for f in figures if said is None or f.year in (None, said)]
    found = alike(of_year, number_name(name), rate=False)
    if not found and said is not None and _BARE_SUM.fullmatch(number_name(name)):  # 上年数: of what the row is about
        found = [f for f in figures if f.year == said and f.figure.unit.is_money and not f.grew]
    if not found and (bare := _COUNT_END.sub("", number_name(name))) != number_name(name):  # 计划培训600人次
        counts = [f for f in of_year if f.figure.unit not in (Unit.PERCENT, Unit.POINTS) and not f.figure.unit.is_money]
        found = [f for f in counts if _COUNT_END.sub("", f.name) == bare] or [
            f for f in counts if ends_plainly(_COUNT_END.sub("", f.name), bare)
        ]
    if not found and (bare := SUM_END.sub("", number_name(name))):  # 年末沉淀资金余额 of 年末沉淀资金
        money = [f for f in of_year if f.figure.unit.is_money and SUM_END.search(f.name)]
        found = [f for f in money if SUM_END.sub("", f.name) == bare]
    if not found or len({(f.figure.value, f.figure.unit) for f in found}) != 1:
        return None
    figure = found[0].figure
    value, wide = in_base_units(figure)
    place = Place(page=figure.box.page, box=figure.box, text=f"{found[0].name}{figure.text}")
    unit = Unit.YUAN if figure.unit.is_money else figure.unit
    trace = trace_step(label=name, value=Interval.exactly(value), unit=unit, places=(place,))
    return Interval.exactly(value), wide, trace, figure.unit.is_money or figure.unit is Unit.PERCENT


_LEFT = r"(?:结转(?:和|及|与|、)?结余|结转|结余)(?:资金|总额|金额|数|额)*"
_LAST_YEAR = re.compile(rf"^(?:上年度?|去年|年初|上年末)(?:末)?{_LEFT}$")
_THIS_YEAR = re.compile(rf"^(?:本年度?|当年|年度|年末|本年末|年终)*(?:财政拨款|财政)?{_LEFT}$")
_ADDED = re.compile(r"^(?:本年度?|当年|年度|年中)?(?:追加|调增|净?追加调整|净?调整)(?:预算|资金)?(?:数|额|金额)?$")


def operand_metric(name: str, year: int | None) -> MetricRef | None:
    """The vocabulary's metric of such an operand, of the year before where it says so; None for any other."""
    if _LAST_YEAR.match(name):
        return MetricRef(metric="carried_forward", period=str(year - 1)) if year is not None else None
    if _THIS_YEAR.match(name):
        return MetricRef(metric="carried_forward")
    return MetricRef(metric="adjustment") if _ADDED.match(name) else None
