"""The figures that rules need: a MetricRef looked up in a report, or computed by the vocabulary's formula.

A rate is computed from its printed inputs where the report states them, because a printed rate may be the slip; the
stated rate is kept as an alternative. What is printed for a metric itself, see `printings`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from pipeline.normalize.narrative.reading.lexicon import lookup
from pipeline.normalize.narrative.topics.named_rates import NAMED_RATE
from pipeline.normalize.narrative.topics.sentence_rates import COUNTED_RATE
from pipeline.rules.operands.spoken_numbers import Told, of_year, told_numbers
from pipeline.rules.operands.told_quarters import told_progress, told_rate
from pipeline.rules.printed.measures import in_measure
from pipeline.rules.printings import Printings
from pipeline.rules.resolved import (
    QUARTERS,
    Resolved,
    beyond_doubt,
    borne_out,
    by_meaning,
    formula_text,
    is_likely,
    metric_label,
    told_by_name,
    unit_of,
)
from pipeline.vocabulary.formulas import evaluate_formula, inputs_of
from pipeline.vocabulary.items import load_items
from pipeline.vocabulary.metrics import Metric, load_metrics, metric_named
from pipeline.vocabulary.names import name_key
from schemas.figure import Interval, Unit
from schemas.rubric import MetricRef
from schemas.trace import Trace, trace_step
from schemas.trusted import changed

from .stand_ins import by_other_name, same_fall, stand_ins
from .year_on_year import year_on_year

_RESTS = {
    "projects_unfinished": "projects_planned - projects_completed",
    "revised_budget": "original_budget + adjustment",
}
_ZERO = Interval.exactly(0)
_COARSE = Decimal("0.1")  # of a rate in percent: amounts that leave more than this open are rounded ones


@dataclass
class Figures(Printings):
    """Looks up metrics in one report."""

    _known: dict[MetricRef, Resolved] = field(default_factory=dict)

    @cached_property
    def told(self) -> tuple[Told, ...]:
        """Every number that the report tells of its year and the year before, with its words."""
        return told_numbers(self.report)

    @cached_property
    def told_of_year(self) -> tuple[Told, ...]:
        """Those of the report's year."""
        return of_year(self.told, self.report.fiscal_year)

    def resolve(self, ref: MetricRef) -> Resolved:
        """The value of `ref`; never raises for what a report does not state."""
        if ref not in self._known:
            self._known[ref] = self._missing(ref)  # a formula that leads back to itself finds nothing
            self._known[ref] = self._resolve(ref)
        return self._known[ref]

    def says(self, condition: str) -> bool | None:
        """Whether a condition that no figure decides is said to hold, or not to; None where nothing is said."""
        return None

    def judged(self, criteria: str, points: Decimal) -> Interval | None:
        """What is told of the indicator leaves of points that a person would judge; None where it says nothing."""
        return None

    def tells(self, condition: str) -> bool | None:
        """Whether what is told of the indicator means, in other words, that such a condition holds, or does not."""
        return None

    def with_value(self, ref: MetricRef, value: Resolved) -> Figures:
        """These figures, but with `value` for `ref`."""
        return Figures(self.report, self.prefer, self._facts, {**self._known, ref: value})

    # -- ways to a value, best first ------------------------------------------------------------------------------

    def _resolve(self, ref: MetricRef) -> Resolved:
        if ref.absolute:
            return self._size_of(ref)
        if ref.measure:
            return self._in_measure(ref)
        metric = load_metrics().get(ref.metric)
        if metric is None:
            return self._by_name(ref) or self._likely(ref) or self._missing(ref)
        computed: Resolved | None
        if metric.code == "average_execution_rate" and not ref.period:
            computed = self._average(ref)
        elif ref.period in QUARTERS and metric.code in ("quarterly_execution_rate", "execution_rate"):
            ref = ref.model_copy(update={"metric": "quarterly_execution_rate"})
            computed = self._quarter_rate(ref)
        else:
            computed = self._computed(ref, metric) if metric.formula else None
        stated = self._stand_in(ref, instead=True) or self._finer(ref, self._stated(ref)) or self._satisfaction(ref)
        if computed is not None and computed.status in ("undefined", "zero_base"):
            return computed
        if computed is None or computed.status == "missing":
            found = stated or self._stand_in(ref, instead=False) or self._rest(ref)
            found = found or self._of_item_by_name(ref, metric) or self._likely(ref)
            return found or computed or self._missing(ref)
        if stated is None:
            stated = self._likely(ref) if is_likely(computed) else None
            return self._both(computed, stated) if stated is not None else computed
        if is_likely(computed) and not is_likely(stated):
            return stated
        return self._both(computed, stated)

    def _rest(self, ref: MetricRef) -> Resolved | None:
        """What the report leaves to be worked out from two others that it states (a budget and what was moved)."""
        formula = _RESTS.get(ref.metric, "")
        inputs = {c: self._stated(MetricRef(metric=c, item=ref.item)) for c in inputs_of(formula)} if formula else {}
        known = {code: found for code, found in inputs.items() if found is not None}
        return self._apply(ref, formula, known) if formula and len(known) == len(inputs) else None

    def _size_of(self, ref: MetricRef) -> Resolved:
        """The figure without its sign."""
        found = self.resolve(ref.model_copy(update={"absolute": False}))
        if found.nominal is None or found.wide is None:
            return found
        ends = (abs(found.wide.low), abs(found.wide.high))
        low = Decimal(0) if found.wide.holds(Decimal(0)) else min(ends)
        wide = Interval(low=low, high=max(ends))
        trace = trace_step(label=metric_label(ref), value=wide, unit=unit_of(ref), children=(found.trace,))
        return replace(found, trace=trace, nominal=abs(found.nominal), wide=wide)

    def _in_measure(self, ref: MetricRef) -> Resolved:
        """A sum or count of the vocabulary in the measure in which a rule's thresholds are printed (万元)."""
        found = self.resolve(ref.model_copy(update={"measure": ""})) if ref.metric else None
        if found is None or found.nominal is None or found.wide is None:
            return self._missing(ref)
        one = Decimal(1) if found.trace.unit is not Unit.YUAN else in_measure(Decimal(1), "元", ref.measure)
        if one is None:
            return self._missing(ref)
        return replace(found, nominal=found.nominal * one, wide=found.wide.times(one))

    def _by_name(self, ref: MetricRef) -> Resolved | None:
        """A rate under its printed name, as the report states it: its own formula is not the vocabulary's."""
        word = lookup(name_key(ref.name))
        code = metric_named(ref.name) or (word.code if word and word.kind in ("metric", "aspect") else "")
        stated = self._stated(MetricRef(metric=code, period=ref.period)) if code in load_metrics() else None
        names = (name_key(name) for name in same_fall(ref.name))
        stated = stated or next(filter(None, (self._stated(MetricRef(metric=NAMED_RATE, name=n)) for n in names)), None)
        if stated is None:
            found = year_on_year(self, ref) or by_other_name(self.resolve, ref)
            return found or self._from_its_inputs(ref, code)
        stated = replace(stated, trace=stated.trace.model_copy(update={"label": metric_label(ref)}))
        counted = self._counted(ref)
        return self._both(counted, stated) if counted is not None else stated

    def _from_its_inputs(self, ref: MetricRef, code: str) -> Resolved | None:
        """The vocabulary's rate that a longer name means (支出预算调整幅度), worked out: no more than likely."""
        metric = load_metrics().get(code)
        found = self._computed(MetricRef(metric=code), metric) if metric is not None and metric.formula else None
        if found is None or found.status != "known":
            return None
        return replace(found, trace=found.trace.model_copy(update={"label": metric_label(ref), "likely": True}))

    def _of_item_by_name(self, ref: MetricRef, metric: Metric) -> Resolved | None:
        """A rate of a part of the budget (财政拨款 + 执行率) under the one name that a sentence gives it."""
        if not ref.item or ref.period or metric.unit != "percent":
            return None
        names = {name_key(item + name) for item in load_items().get(ref.item, ()) for name in metric.names}
        told = {name_key(f.item) for f in self._facts_of(NAMED_RATE)} & names
        return self._stated(MetricRef(metric=NAMED_RATE, name=told.pop())) if len(told) == 1 else None

    def _likely(self, ref: MetricRef) -> Resolved | None:
        """A figure of the report's year that the text most likely gives, for what it states nowhere beyond doubt."""
        if ref.metric == "cumulative_progress" and not ref.item:
            told = told_progress(self.report, ref.period)
            return by_meaning(ref, told.figure, told.place) if told is not None else None
        if ref.metric == "quarterly_execution_rate" and not ref.item:
            told = told_rate(self.report, ref.period)
            return by_meaning(ref, told.figure, told.place) if told is not None else None
        if ref.item or ref.period:
            return None
        name = name_key(ref.name)
        for fact in self.report.likely:
            if fact.metric == ref.metric or (fact.metric == NAMED_RATE and not ref.metric and fact.item == name):
                found = by_meaning(ref, fact.figure, fact.place)
                own = told_by_name(ref, fact.figure, fact.place.text, self.report.fiscal_year)
                return replace(found, trace=beyond_doubt(found.trace)) if own else found
        return None

    def _satisfaction(self, ref: MetricRef) -> Resolved | None:
        """满意度 where the report states just one, under a name of its own (企业群众满意度)."""
        if ref.metric != "satisfaction_rate":
            return None
        names = {name_key(f.item) for f in self._facts_of(NAMED_RATE) if f.item.endswith("满意度")}
        return self._stated(MetricRef(metric=NAMED_RATE, name=names.pop())) if len(names) == 1 else None

    def _counted(self, ref: MetricRef) -> Resolved | None:
        """The rate from the two counts that its sentence divides; None where the report states no such counts."""
        formula = load_metrics()[COUNTED_RATE].formula
        inputs = {c: self._stated(MetricRef(metric=c, name=name_key(ref.name))) for c in inputs_of(formula)}
        known = {code: found for code, found in inputs.items() if found is not None}
        computed = self._apply(ref, formula, known) if len(known) == len(inputs) else None
        return computed if computed is not None and computed.status == "known" else None

    def _both(self, computed: Resolved, stated: Resolved) -> Resolved:
        """A rate that can be computed and is also printed."""
        assert computed.wide is not None
        assert stated.wide is not None
        assert stated.nominal is not None
        meets = computed.wide.meets(stated.wide)
        if self.prefer == "stated":
            return stated
        wide = computed.wide
        if meets:  # scores are often worked out from the printed, rounded rate
            wide = wide.join(Interval.exactly(stated.nominal))
        elif self.prefer == "widest":
            wide = wide.join(stated.wide)
        note = "" if meets else "报告所述比率与按列示数计算的不一致"
        trace = changed(
            computed.trace,
            note="；".join(filter(None, (computed.trace.note, note))),
            children=(*computed.trace.children, changed(stated.trace, note="报告所述比率")),
        )
        trace = beyond_doubt(trace) if meets and borne_out(computed, stated) else trace
        coarse = meets and wide.high - wide.low > stated.wide.high - stated.wide.low
        # of 2.60 亿元 and 2.72 亿元 the printed 4.62% says more than they do
        nominal = stated.nominal if coarse and wide.high - wide.low > _COARSE else computed.nominal
        return Resolved("known", trace, nominal, wide)

    def _computed(self, ref: MetricRef, metric: Metric) -> Resolved:
        inputs = {
            code: self.resolve(MetricRef(metric=code, period=ref.period, item=ref.item))
            for code in inputs_of(metric.formula)
        }
        return self._apply(ref, metric.formula, inputs)

    def _apply(self, ref: MetricRef, formula: str, inputs: dict[str, Resolved]) -> Resolved:
        """`formula` over resolved inputs; missing inputs, 0/0 and x/0 each have their own status."""
        label, children = metric_label(ref), tuple(r.trace for r in inputs.values())
        missing = tuple(dict.fromkeys(m for r in inputs.values() for m in r.missing))
        shown = formula_text(formula)
        bad = next((r.status for r in inputs.values() if r.status in ("undefined", "zero_base")), None)
        if missing or bad:
            trace = trace_step(
                label=label, formula=shown, unit=unit_of(ref), children=children, missing="、".join(missing)
            )
            return Resolved("undefined" if bad and not missing else "missing", trace, missing=missing or (label,))
        nominals = {code: Interval.exactly(r.nominal or 0) for code, r in inputs.items()}
        wides = {code: r.wide or _ZERO for code, r in inputs.items()}
        try:
            nominal = evaluate_formula(formula, nominals).low
            wide = evaluate_formula(formula, wides).join(Interval.exactly(nominal))
        except ZeroDivisionError:
            return self._over_zero(ref, shown, inputs, children)
        if all(r.nominal == next(iter(inputs.values())).nominal for r in inputs.values()):
            # equal prints are one quantity: 33.83 of 33.83 is 100 %, not anything from 99.97 to 100.03
            wide = Interval.exactly(nominal)
        trace = trace_step(label=label, formula=shown, value=wide, unit=unit_of(ref), children=children)
        return Resolved("known", trace, nominal, wide)

    def _over_zero(
        self, ref: MetricRef, shown: str, inputs: dict[str, Resolved], children: tuple[Trace, ...]
    ) -> Resolved:
        nothing = all(r.nominal == 0 for r in inputs.values())
        note = "分子、分母均为零" if nothing else "分母为零，比率无意义"
        label = metric_label(ref)
        trace = trace_step(label=label, formula=shown, unit=unit_of(ref), note=note, children=children)
        if nothing:
            return Resolved("zero_base", trace)
        return Resolved("undefined", trace, missing=(f"{label}（分母为零）",))

    def _quarter_rate(self, ref: MetricRef) -> Resolved:
        """Progress over the time that has passed; the even quarter of the year where no schedule is printed."""
        progress = self.resolve(MetricRef(metric="cumulative_progress", period=ref.period, item=ref.item))
        scheduled = self.resolve(MetricRef(metric="scheduled_progress", period=ref.period, item=ref.item))
        if scheduled.nominal is None:
            share = Decimal(25) * (QUARTERS.index(ref.period) + 1)
            value = Interval.exactly(share)
            label = metric_label(MetricRef(metric="scheduled_progress", period=ref.period))
            leaf = trace_step(label=label, value=value, unit=Unit.PERCENT, note="报告未列序时进度，按季度均分")
            scheduled = Resolved("known", leaf, share, value)
        else:  # 25% of the year is exact, not a rounded figure
            scheduled = Resolved("known", scheduled.trace, scheduled.nominal, Interval.exactly(scheduled.nominal))
        formula = load_metrics()["quarterly_execution_rate"].formula
        return self._apply(ref, formula, {"cumulative_progress": progress, "scheduled_progress": scheduled})

    def _average(self, ref: MetricRef) -> Resolved:
        """The mean of the four quarters' rates."""
        quarters = [self.resolve(MetricRef(metric="quarterly_execution_rate", period=q)) for q in QUARTERS]
        label, children = metric_label(ref), tuple(q.trace for q in quarters)
        missing = tuple(dict.fromkeys(m for q in quarters for m in q.missing))
        formula = "∑（各季度执行率）÷ 4"
        if any(q.wide is None for q in quarters):
            trace = trace_step(
                label=label, formula=formula, unit=Unit.PERCENT, missing="、".join(missing), children=children
            )
            return Resolved("missing", trace, missing=missing or (label,))
        nominal = sum((q.nominal or Decimal(0) for q in quarters), Decimal(0)) / 4
        wide = Interval(
            low=sum((q.wide.low for q in quarters if q.wide), Decimal(0)) / 4,
            high=sum((q.wide.high for q in quarters if q.wide), Decimal(0)) / 4,
        ).join(Interval.exactly(nominal))
        trace = trace_step(label=label, formula=formula, value=wide, unit=Unit.PERCENT, children=children)
        return Resolved("known", trace, nominal, wide)

    def _stand_in(self, ref: MetricRef, instead: bool) -> Resolved | None:
        """A figure that means the same; with `prefer` = widest, joined with what is stated under its own name."""
        if ref.item or ref.period:
            return None
        for other, likely in stand_ins(instead).get(ref.metric, ()):
            found = self.resolve(other) if likely else self._stated(other)
            if found is not None and found.nominal is not None:
                note = f"报告未直接列示{metric_label(ref)}，取{metric_label(other)}"
                trace = found.trace.model_copy(update={"label": metric_label(ref), "note": note, "likely": likely})
                wide, own = found.wide, self._stated(ref)
                if own and own.wide and wide and self.prefer == "widest":
                    wide = wide.join(own.wide)
                return Resolved("known", trace, found.nominal, wide)
        return None

    def _finer(self, ref: MetricRef, stated: Resolved | None) -> Resolved | None:
        """`stated`, or the same figure under another name where that print is finer and lies within the coarse one.

        148.70 of a sentence beside 148.6969 of a table: both sides of a quotient then have the table's digits.
        """
        metric = load_metrics().get(ref.metric)
        money = stated is not None and metric is not None and metric.unit == "money"
        other = self._stand_in(ref, instead=False) if money else None
        if stated is None or stated.wide is None or other is None or other.wide is None:
            return stated
        inside = stated.wide.low <= other.wide.low and other.wide.high <= stated.wide.high
        if not inside or other.wide.high - other.wide.low >= stated.wide.high - stated.wide.low:
            return stated
        note = "取列示位数更多的同一数据"
        return replace(other, trace=changed(other.trace, note=note, children=(stated.trace,)))

    def _missing(self, ref: MetricRef) -> Resolved:
        label = metric_label(ref)
        return Resolved("missing", trace_step(label=label, unit=unit_of(ref), missing=label), missing=(label,))
