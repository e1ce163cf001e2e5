"""A rule applied to a report: the points it leaves, for every reading of it, with the trace.

Nodes and the worlds they give are described in `worlds.py`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from functools import reduce

from pipeline.rules.conditions import holds
from pipeline.rules.figures import Figures
from pipeline.rules.metric_nodes import (
    in_band,
    score_bands,
    score_count_deduction,
    score_deduction,
    score_interpolation,
    score_proportional,
    without_value,
)
from pipeline.rules.resolved import Resolved
from pipeline.rules.worlds import (
    MAGNITUDE,
    NET,
    Evaluation,
    NamedReading,
    Scored,
    World,
    agree,
    sums_of,
    without_idle_choices,
)
from pipeline.vocabulary.metrics import load_metrics
from rubrics.check import least_points, most_points
from schemas.figure import Interval, Unit
from schemas.rubric import (
    Bands,
    Condition,
    CountDeduction,
    Deduction,
    Gate,
    Interpolation,
    Judgement,
    MetricRef,
    Piecewise,
    Proportional,
    Readings,
    Rule,
    SumOfParts,
)
from schemas.trace import Trace, trace_step
from schemas.trusted import changed

_ZERO = Decimal(0)
_ADJUSTMENTS = frozenset({"budget_adjustment_rate", "adjustment_rate"})
# An exemption for those that have nothing of what is scored, and so no figure of it.
_HAS_NONE = re.compile(r"(?:当年)?(?:没有|无|未安排|未发生|不涉及)")
# Rates that go either way, whose thresholds may be of their size.
_DEVIATION = re.compile(r"调整率|偏差|差异|偏离")
# Parts are often rounded to hundredths before they are added up.
_PART_DECIMALS = Decimal("0.01")


def evaluate(rule: Rule, figures: Figures, weight: Decimal | None = None, label: str = "") -> Evaluation:
    """`rule` on the figures of a report, the result held between 0 and `weight`."""
    scored = _score(rule, figures)
    top = weight if weight is not None else most_points(rule)
    worlds = [w.clamped(_ZERO, top) for w in scored.worlds]
    worlds = without_idle_choices(worlds)
    low = min(w.nominal.low for w in worlds)
    high = max(w.nominal.high for w in worlds)
    trace = scored.trace
    value = Interval(low=low, high=high)
    if len(worlds) > 1:
        named = tuple(trace_step(label="读法", reading=w.name, value=w.nominal, unit=Unit.POINTS) for w in worlds)
        trace = trace_step(label=label or trace.label, value=value, unit=Unit.POINTS, children=(*named, trace))
    else:
        trace = changed(trace, label=label or trace.label, value=value, unit=Unit.POINTS)
    readings = tuple(NamedReading(w.name if len(worlds) > 1 else "", w.nominal, w.wide, w.only) for w in worlds)
    return Evaluation(
        low, high, least_points(rule), top, readings, scored.judged, scored.missing, trace, scored.at_stake
    )


def _score(rule: Rule, figures: Figures) -> Scored:
    metric = getattr(rule, "metric", None)
    if (
        isinstance(metric, MetricRef)
        and not metric.absolute
        and (metric.metric in _ADJUSTMENTS or _DEVIATION.search(metric.name))
    ):
        found = figures.resolve(metric)
        if found.nominal is not None and found.wide is not None and found.nominal < 0:
            return _either_sign(rule, metric, found, figures)
    scored = _score_node(rule, figures)
    if isinstance(metric, MetricRef) and metric.measure and scored.missing:
        # how many days, cases or people there were is then for a person to say
        trace = scored.trace.model_copy(update={"note": "报告未列此数，需人工判断"})
        return Scored(scored.worlds, trace, judged=True)
    return scored


def _either_sign(rule: Rule, metric: MetricRef, found: Resolved, figures: Figures) -> Scored:
    """A budget that was cut: its adjustment as a number below zero, or as how far it moved."""
    assert found.nominal is not None
    assert found.wide is not None
    turned = replace(found, nominal=-found.nominal, wide=-found.wide)
    net = _score_node(rule, figures)
    moved = _score_node(rule, figures.with_value(metric, turned))
    worlds = [
        world.choosing("sign", name) for name, scored in ((NET, net), (MAGNITUDE, moved)) for world in scored.worlds
    ]
    value = reduce(Interval.join, (w.nominal for w in worlds))
    trace = net.trace.model_copy(update={"value": value, "note": "低于零：净额与幅度两种读法"})
    return replace(net, worlds=tuple(worlds), trace=trace)


def _score_node(rule: Rule, figures: Figures) -> Scored:
    match rule:
        case Bands():
            return score_bands(rule, figures)
        case Proportional():
            return score_proportional(rule, figures)
        case Deduction():
            return score_deduction(rule, figures)
        case CountDeduction():
            return score_count_deduction(rule, figures)
        case Interpolation():
            return score_interpolation(rule, figures)
        case Piecewise():
            return _piecewise(rule, figures)
        case Judgement():
            span = Interval(low=rule.low, high=rule.points)
            told = figures.judged(rule.source, rule.points)
            if told is not None and span.low <= told.low <= told.high <= span.high and told != span:
                trace = trace_step(
                    label=rule.source, value=told, unit=Unit.POINTS, note="按文意取自自评说明", likely=True
                )
                return Scored((World((), told, told),), trace, judged=not told.is_exact)
            reason = rule.reason or "需人工判断"
            trace = trace_step(label=reason, formula=rule.source, value=span, unit=Unit.POINTS, note="需人工判断")
            return Scored((World((), span, span),), trace, judged=True)
        case SumOfParts():
            return _sum(rule, figures)
        case Gate():
            return _gate(rule, figures)
        case Readings():
            return _readings(rule, figures)


def _piecewise(rule: Piecewise, figures: Figures) -> Scored:
    """The rule of the piece that the figure lies in; what rounding leaves open adds what its neighbours give."""
    found = figures.resolve(rule.metric)
    if found.nominal is None or found.wide is None:
        return without_value(found, least_points(rule), most_points(rule), rule.source)
    held = next((piece for piece in rule.pieces if in_band(piece, found.nominal)), None)
    if held is None:  # the rule says nothing of such a value
        span = Interval(low=_ZERO, high=most_points(rule))
        trace = trace_step(label="评分标准未写明此值的得分", value=span, unit=Unit.POINTS, children=(found.trace,))
        return Scored((World((), span, span),), trace, judged=True)
    scored = _score(held.rule, figures)
    low, high = found.wide.low, found.wide.high
    near = [
        world.wide
        for piece in rule.pieces
        if piece is not held and (piece.low is None or piece.low < high) and (piece.high is None or piece.high > low)
        for world in _score(piece.rule, figures).worlds
    ]
    if not near or found.nominal in (held.low, held.high):  # a value on a threshold is taken as it is printed
        return scored
    return replace(
        scored, worlds=tuple(World(w.choices, w.nominal, reduce(Interval.join, near, w.wide)) for w in scored.worlds)
    )


# -- nodes made of other nodes -----------------------------------------------------------------------------------------


def _rounded_too(world: World) -> Interval:
    """A part's points, with what rounding them on their own would give."""
    low, high = (end.quantize(_PART_DECIMALS, ROUND_HALF_UP) for end in (world.nominal.low, world.nominal.high))
    return world.wide.join(Interval(low=low, high=high))


def _sum(rule: SumOfParts, figures: Figures) -> Scored:
    parts = [_score(part, figures) for part in rule.parts]
    worlds = [World((), Interval.exactly(0), Interval.exactly(0))]
    for part in parts:
        worlds = [
            World(
                tuple(sorted({*have.choices, *more.choices})),
                have.nominal + more.nominal,
                have.wide + _rounded_too(more),
                sums_of(have, more),
            )
            for have in worlds
            for more in part.worlds
            if agree(have.choices, more.choices)
        ]
    if rule.cap is not None:
        worlds = [w.clamped(_ZERO, rule.cap) for w in worlds]
    cap = f"，合计不超过{rule.cap}分" if rule.cap is not None else ""
    trace = trace_step(
        label="各部分得分之和",
        formula=rule.source or f"各部分相加{cap}",
        value=reduce(Interval.join, (w.nominal for w in worlds)),
        unit=Unit.POINTS,
        children=tuple(p.trace for p in parts),
    )
    missing = tuple(dict.fromkeys(m for p in parts for m in p.missing))
    at_stake = sum((p.at_stake for p in parts), _ZERO)
    return Scored(tuple(worlds), trace, any(p.judged for p in parts), missing, at_stake)


def _gate(rule: Gate, figures: Figures) -> Scored:
    inner = _score(rule.rule, figures)
    certain, as_printed, trace = holds(rule.condition, figures)
    if certain is None and as_printed is None and not inner.missing and _divides(rule.condition, rule.rule):
        certain = as_printed = False  # there is a rate, so there was something of it
    score = Interval.exactly(rule.score)
    if certain is None and as_printed is None:  # for a person to say
        worlds = tuple(World(w.choices, w.nominal.join(score), w.wide.join(score)) for w in inner.worlds)
    elif as_printed:
        wide = score if certain else score.join(reduce(Interval.join, (w.wide for w in inner.worlds)))
        worlds = (World((), score, wide),)
    else:
        worlds = tuple(w if certain is False else World(w.choices, w.nominal, w.wide.join(score)) for w in inner.worlds)
    value = reduce(Interval.join, (w.nominal for w in worlds))
    judged = inner.judged or (rule.condition.left is None and as_printed is None)
    if (as_printed and certain) or (inner.missing and _HAS_NONE.match(rule.condition.text)):
        judged = not as_printed  # 没有此类项目的按满分: then there is no figure, and a person knows
        missing: tuple[str, ...] = ()
    else:
        missing = tuple(dict.fromkeys((*inner.missing, *trace.missing.split("、")))) if trace.missing else inner.missing
    # What gave the points: the words of a condition that does not hold would name a score nobody was given.
    formula = inner.trace.formula if as_printed is False else rule.source
    out = trace_step(label="条件得分", formula=formula, value=value, unit=Unit.POINTS, children=(trace, inner.trace))
    return Scored(worlds, out, judged, missing, inner.at_stake if missing else _ZERO)


def _divides(condition: Condition, rule: Rule) -> bool:
    """Whether a condition that a budget is nothing speaks of what the rate of a rule divides by."""
    metric = load_metrics().get(getattr(getattr(rule, "metric", None), "metric", ""))
    nothing = condition.op == "=" and condition.right == 0 and condition.left is not None
    return bool(nothing and metric and condition.left and metric.formula.endswith(f"/ {condition.left.metric} * 100"))


def _readings(rule: Readings, figures: Figures) -> Scored:
    dim = "rule:" + "|".join(option.name for option in rule.options)
    worlds: list[World] = []
    traces: list[Trace] = []
    judged, at_stake = False, _ZERO
    missing: list[str] = []
    for option in rule.options:
        scored = _score(option.rule, figures)
        worlds += [w.choosing(dim, option.name) for w in scored.worlds]
        traces.append(scored.trace.model_copy(update={"reading": option.name}))
        judged, at_stake = judged or scored.judged, max(at_stake, scored.at_stake)
        missing += scored.missing
    value = reduce(Interval.join, (w.nominal for w in worlds))
    same = len({(str(t.value.low), str(t.value.high)) for t in traces if t.value}) == 1
    children = tuple(traces[:1] if same else traces)
    trace = trace_step(
        label="多种读法" if not same else traces[0].label, formula=rule.source, value=value, unit=Unit.POINTS
    )
    return Scored(
        tuple(worlds), trace.model_copy(update={"children": children}), judged, tuple(dict.fromkeys(missing)), at_stake
    )
