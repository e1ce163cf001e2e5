"""How far a sum moved since the year before, where the report prints both years: 三公经费变动率 from two amounts.

Printed criteria define it as (this year - last year) / last year; nothing is assumed where either year is missing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.rules.printed.metric_names.phrases import metric_of_phrase
from pipeline.rules.resolved import Resolved
from pipeline.vocabulary.metrics import load_metrics
from pipeline.vocabulary.names import name_key
from schemas.figure import Interval, Unit
from schemas.rubric import MetricRef
from schemas.trace import trace_step

if TYPE_CHECKING:
    from pipeline.rules.figures import Figures

YEAR_ON_YEAR = "（本年 - 上年）/ 上年 × 100"
POINTS_MOVED = "本年 - 上年"
_CHANGE = re.compile(
    r"^(?P<what>.{2,16}?)(?:支出)?(?:变动率|变化率|增减率|增长率|增幅|(?P<fall>下降率|压减率|降低率|减少率|降幅))$"
)
_LEFT = re.compile(r"^(?:年末|部门|财政)*结转(?:和|及|与|、)?结余(?:资金|总额|数|额)*$")
_ITEMS = {"operating_expense_outturn": "operating", "three_public_outturn": "three_public"}
SPENT = ("决算数", "支出数", "实际支出数", "")
BUDGETED = ("预算数", "年初预算数", "预算安排数")


def year_on_year(figures: Figures, ref: MetricRef, words: tuple[str, ...] = SPENT) -> Resolved | None:
    """The change of a sum over last year's in percent; None for any other metric, or a year that is not printed.

    `words` behind the name of what moved make that of the sum: what was spent, or budgeted.
    """
    found = _CHANGE.match(name_key(ref.name))
    year = figures.report.fiscal_year
    if found is None or year is None or ref.period:
        return None
    sums = (metric_of_phrase(found["what"] + word) for word in words)
    left = MetricRef(metric="carried_forward") if words is SPENT and _LEFT.match(found["what"]) else None
    metric = left or next((m for m in sums if m is not None), None)
    if metric is None:
        return None
    told = _told(figures, metric) if words is SPENT else None
    now = figures.resolve(metric)
    before = figures.resolve(metric.model_copy(update={"period": str(year - 1)}))
    if now.nominal is None or now.wide is None or before.nominal is None or before.wide is None:
        return _turned(told) if told is not None and found["fall"] else told
    moved = percent_moved(now.nominal, now.wide, before.nominal, before.wide)
    if moved is None:
        return None
    nominal, wide = moved
    known = load_metrics().get(metric.metric)
    rate = known is not None and known.unit == "percent"
    if rate:  # 每高于上年1个百分点: a rate moves by points; 同比下降10% may mean its share, and accuses nobody
        nominal, wide = now.nominal - before.nominal, wide.join(now.wide - before.wide)
    if found["fall"]:
        nominal, wide = -nominal, -wide
    trace = trace_step(
        label=ref.name,
        formula=POINTS_MOVED if rate else YEAR_ON_YEAR,
        value=wide,
        unit=Unit.PERCENT,
        children=(now.trace, before.trace.model_copy(update={"label": f"上年{before.trace.label}"})),
    )
    return Resolved("known", trace, nominal, wide)


def percent_moved(
    now: Decimal, now_wide: Interval, before: Decimal, before_wide: Interval
) -> tuple[Decimal, Interval] | None:
    """By how many percent of what was before it moved, as printed and for all that the prints can stand for; None where
    there may have been nothing before."""
    if before_wide.low <= 0:
        return None
    nominal = (now - before) / before * 100
    # now / before - 1, each read once
    return nominal, (now_wide / before_wide - Interval.exactly(1)).times(100).join(Interval.exactly(nominal))


def _told(figures: Figures, metric: MetricRef) -> Resolved | None:
    """The rate of change that the report prints of the same item; likely, since it may be that of the budgets."""
    item = metric.item or _ITEMS.get(metric.metric, "")
    told = figures.resolve(MetricRef(metric="growth_rate", item=item)) if item else None
    if told is None or told.nominal is None:
        return None
    return replace(told, trace=told.trace.model_copy(update={"likely": True, "note": "报告所列增减率"}))


def _turned(told: Resolved) -> Resolved:
    assert told.nominal is not None
    assert told.wide is not None
    return replace(told, nominal=-told.nominal, wide=-told.wide)
