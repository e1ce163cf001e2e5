"""What looking up a metric yields, and how metrics and their values are named in traces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipeline.vocabulary.formulas import inputs_of
from pipeline.vocabulary.metrics import load_metrics
from schemas.figure import Figure, Interval, Unit, plain_decimal
from schemas.rubric import MetricRef
from schemas.trace import Place, Trace, trace_step
from schemas.white_space import without_space

Status = Literal["known", "missing", "undefined", "zero_base"]

QUARTERS = ("Q1", "Q2", "Q3", "Q4")
QUARTER_NAMES = dict(zip(QUARTERS, ("一季度", "二季度", "三季度", "四季度"), strict=True))
BY_MEANING = "按文意取自正文"
_FINE = Decimal("0.011")  # percentage points that a rate of two decimals leaves open
_WHOLE_NUMBERS = {Unit.PERSONS, Unit.ITEMS, Unit.POINTS}


@dataclass(frozen=True)
class Resolved:
    """What a report says of one metric.

    `nominal` is the value that the printed digits give, `wide` every value they can stand for (rates in percent, money
    in yuan); both None unless `status` is `known`. `undefined` is a value above zero over zero, `zero_base` is 0/0.
    """

    status: Status
    trace: Trace
    nominal: Decimal | None = None
    wide: Interval | None = None
    missing: tuple[str, ...] = ()


def metric_label(ref: MetricRef) -> str:
    """A ref as a person would name it."""
    known = load_metrics().get(ref.metric)
    name = known.name if known else ref.name or ref.metric
    if ref.item:
        name = f"{_item_name(ref.item)}{name}"
    name = f"{QUARTER_NAMES[ref.period]}{name}" if ref.period in QUARTER_NAMES else name
    name = f"{ref.period[1:]}月{name}" if ref.period.startswith("M") else name
    return f"{name}绝对值" if ref.absolute else name


def _item_name(code: str) -> str:
    from pipeline.vocabulary.items import load_items

    names = load_items().get(code)
    return names[0] if names else code


def in_base_units(figure: Figure) -> tuple[Decimal, Interval]:
    """Value and interval of a figure in yuan, percent or as a count."""
    exact = figure.exact or figure.unit in _WHOLE_NUMBERS
    wide = Interval.exactly(figure.value) if exact else figure.interval
    return figure.plain_value, wide.times(figure.unit.plain_factor)


def borne_out(computed: Resolved, stated: Resolved) -> bool:
    """Whether a rate that only most likely is meant, and figures that only most likely are its own, meet at a value so
    fine that no others would by chance."""
    if not (is_likely(computed) and is_likely(stated)) or stated.wide is None:
        return False
    return stated.wide.high - stated.wide.low <= _FINE and stated.nominal not in (Decimal(0), Decimal(100))


def beyond_doubt(trace: Trace) -> Trace:
    """A trace whose figures bear each other out: what is said of the sentences' meaning falls away."""
    children = tuple(beyond_doubt(child) for child in trace.children)
    note = "" if trace.note == BY_MEANING else trace.note
    return trace.model_copy(update={"likely": False, "note": note, "children": children})


def is_likely(found: Resolved) -> bool:
    """Whether a value rests on a figure that the text only most likely gives."""
    return any(step.likely for step in found.trace.walk())


def unit_of(ref: MetricRef) -> Unit:
    """The base unit of a ref's values."""
    metric = load_metrics().get(ref.metric)
    if metric is None:
        return Unit.NONE
    return Unit.YUAN if metric.unit == "money" else Unit(metric.unit)


def formula_text(formula: str) -> str:
    """A formula in the vocabulary's names (`实际采购金额 / 采购计划金额 × 100`)."""
    shown = formula.replace(" * ", " × ")
    for code in sorted(inputs_of(formula), key=len, reverse=True):
        shown = shown.replace(code, load_metrics()[code].name)
    return shown


def shown(value: Decimal) -> str:
    """A value for traces: at most four decimals, no exponent."""
    return plain_decimal(value, 4).rstrip("0").rstrip(".") if value % 1 else plain_decimal(value, 0)


_OTHERS = re.compile(r"目标|指标值|应|须|计划|预计|要求|不低于|不超过|上年|去年|同比|同期|较|其中|下属|分别|和$|、$")


def told_by_name(ref: MetricRef, figure: Figure, sentence: str, year: int | None) -> bool:
    """Whether a sentence tells a rate in a clause that is nothing but one of its names and the figure (固定资产总原值
    A 万元，固定资产利用率 95.00%), and speaks of no other year, plan or part."""
    metric = load_metrics().get(ref.metric)
    text = without_space(sentence)
    if metric is None or metric.unit != "percent" or text.count(figure.text) != 1 or _OTHERS.search(text):
        return False
    if any(int(y) != year for y in re.findall(r"20\d\d(?=年)", text)):
        return False
    clause = re.split(r"[，。；：:;,]", text[: text.index(figure.text)])[-1]
    return re.sub(r"(?:约|达到|达|为|是|[“”])", "", clause) in metric.names and metric.code != "satisfaction_rate"


def by_meaning(ref: MetricRef, figure: Figure, place: Place) -> Resolved:
    """A figure that is the ref's by the meaning of its sentence only: a score that it contradicts is a warning."""
    value, wide = in_base_units(figure)
    trace = trace_step(
        label=metric_label(ref),
        value=Interval.exactly(value),
        unit=Unit.YUAN if figure.unit.is_money else figure.unit,
        note=BY_MEANING,
        likely=True,
        places=(place,),
    )
    return Resolved("known", trace, value, wide)
