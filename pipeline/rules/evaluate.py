"""A rule applied to a report: the points it leaves, for every reading of it, with the trace.

Nodes and the worlds they give are described in `worlds.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import reduce

from pipeline.rules.conditions import holds
from pipeline.rules.figures import Figures
from pipeline.rules.resolved import Resolved
from pipeline.rules.worlds import (
    CAPPED_PARTS,
    CAPPED_WHOLE,
    MAGNITUDE,
    NET,
    STEP_BEGUN,
    STEP_FULL,
    STEP_SHARE,
    ZERO_FULL,
    ZERO_NONE,
    Evaluation,
    NamedReading,
    Scored,
    World,
    agree,
    without_idle_choices,
)
from rubrics.check import least_points, leaves_no_gap, most_points
from schemas.figure import Interval, Unit
from schemas.rubric import (
    Band,
    Bands,
    CountDeduction,
    Deduction,
    Gate,
    Interpolation,
    Judgement,
    MetricRef,
    Proportional,
    Readings,
    Rule,
    SumOfParts,
)
from schemas.trace import Trace

_ZERO = Decimal(0)
_ADJUSTMENTS = frozenset({"budget_adjustment_rate", "adjustment_rate"})
# Parts are often rounded to hundredths before they are added up.
_PART_DECIMALS = Decimal("0.01")


def evaluate(rule: Rule, figures: Figures, weight: Decimal | None = None, label: str = "") -> Evaluation:
    """`rule` on the figures of a report, the result held between 0 and `weight`."""
    scored = _score(rule, figures)
    top = weight if weight is not None else most_points(rule)
    worlds = [World(w.choices, w.nominal.clamp(_ZERO, top), w.wide.clamp(_ZERO, top)) for w in scored.worlds]
    worlds = without_idle_choices(worlds)
    low = min(w.nominal.low for w in worlds)
    high = max(w.nominal.high for w in worlds)
    trace = scored.trace
    value = Interval(low=low, high=high)
    if len(worlds) > 1:
        named = tuple(Trace(label="读法", reading=w.name, value=w.nominal, unit=Unit.POINTS) for w in worlds)
        trace = Trace(label=label or trace.label, value=value, unit=Unit.POINTS, children=(*named, trace))
    else:
        trace = trace.model_copy(update={"label": label or trace.label, "value": value, "unit": Unit.POINTS})
    readings = tuple(NamedReading(w.name if len(worlds) > 1 else "", w.nominal, w.wide) for w in worlds)
    return Evaluation(
        low, high, least_points(rule), top, readings, scored.judged, scored.missing, trace, scored.at_stake
    )


def _score(rule: Rule, figures: Figures) -> Scored:
    metric = getattr(rule, "metric", None)
    if isinstance(metric, MetricRef) and (metric.metric in _ADJUSTMENTS or "调整率" in metric.name):
        found = figures.resolve(metric)
        if found.nominal is not None and found.wide is not None and found.nominal < 0:
            return _either_sign(rule, metric, found, figures)
    return _score_node(rule, figures)


def _either_sign(rule: Rule, metric: MetricRef, found: Resolved, figures: Figures) -> Scored:
    """A budget that was cut: its adjustment as a number below zero, or as how far it moved."""
    assert found.nominal is not None
    assert found.wide is not None
    turned = replace(found, nominal=-found.nominal, wide=-found.wide)
    net = _score_node(rule, figures)
    moved = _score_node(rule, figures.with_value(metric, turned))
    worlds = [
        World(tuple(sorted({*world.choices, ("sign", name)})), world.nominal, world.wide)
        for name, scored in ((NET, net), (MAGNITUDE, moved))
        for world in scored.worlds
    ]
    value = reduce(Interval.join, (w.nominal for w in worlds))
    trace = net.trace.model_copy(update={"value": value, "note": "预算调减：净额与幅度两种读法"})
    return replace(net, worlds=tuple(worlds), trace=trace)


def _score_node(rule: Rule, figures: Figures) -> Scored:
    match rule:
        case Bands():
            return _bands(rule, figures)
        case Proportional():
            return _proportional(rule, figures)
        case Deduction():
            return _deduction(rule, figures)
        case CountDeduction():
            return _count_deduction(rule, figures)
        case Interpolation():
            return _interpolation(rule, figures)
        case Judgement():
            span = Interval(low=rule.low, high=rule.points)
            reason = rule.reason or "需人工判断"
            trace = Trace(label=reason, formula=rule.source, value=span, unit=Unit.POINTS, note="需人工判断")
            return Scored((World((), span, span),), trace, judged=True)
        case SumOfParts():
            return _sum(rule, figures)
        case Gate():
            return _gate(rule, figures)
        case Readings():
            return _readings(rule, figures)


# -- nodes that read a figure ------------------------------------------------------------------------------------------


def _from_metric(
    metric: MetricRef,
    points: Callable[[Decimal], Decimal],
    least: Decimal,
    most: Decimal,
    figures: Figures,
    source: str,
    thresholds: Iterable[Decimal] = (),
) -> Scored:
    """Points that a monotone or banded function gives for a metric; the whole range where it is not stated."""
    found = figures.resolve(metric)
    if found.nominal is None or found.wide is None:
        return _without_value(found, least, most, source)
    nominal = points(found.nominal)
    wide = Interval.exactly(nominal)
    for value in _telling_values(found, tuple(thresholds)):
        wide = wide.join(Interval.exactly(points(value)))
    world = World((), Interval.exactly(nominal), wide)
    return Scored((world,), _trace(found, source, world.nominal))


def _telling_values(found: Resolved, thresholds: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    """Values to try so that nothing inside the interval is missed: its ends, and either side of each threshold.

    A printed value that stands on a threshold is taken as it is printed: 100% of equal figures is not 100.01%.
    """
    assert found.wide is not None
    assert found.nominal is not None
    if found.nominal in thresholds:
        return (found.nominal,)
    inside = [t for t in thresholds if found.wide.low < t < found.wide.high]
    return (found.wide.low, *inside, found.wide.high)


def _without_value(found: Resolved, least: Decimal, most: Decimal, source: str) -> Scored:
    span = Interval(low=least, high=most)
    if found.status == "zero_base" and least != most:
        worlds = tuple(
            World((("zero_base", name),), Interval.exactly(value), Interval.exactly(value))
            for name, value in ((ZERO_FULL, most), (ZERO_NONE, min(least, _ZERO)))
        )
        return Scored(worlds, _trace(found, source, Interval(low=min(least, _ZERO), high=most)))
    missing = found.missing or (found.trace.label,)
    return Scored((World((), span, span),), _trace(found, source, span), missing=missing, at_stake=most - least)


def _trace(found: Resolved, source: str, value: Interval, note: str = "") -> Trace:
    return Trace(
        label=f"{found.trace.label}得分",
        formula=source,
        value=value,
        unit=Unit.POINTS,
        note=note,
        children=(found.trace,),
    )


def in_band(band: Band, value: Decimal) -> bool:
    """Whether a value lies in a band, its open ends left out."""
    if band.low is not None and (value < band.low or (band.low_open and value == band.low)):
        return False
    return band.high is None or not (value > band.high or (band.high_open and value == band.high))


def _bands(rule: Bands, figures: Figures) -> Scored:
    ends = [e for b in rule.bands for e in (b.low, b.high) if e is not None]
    all_points = [b.points for b in rule.bands] + ([rule.otherwise] if rule.otherwise is not None else [])
    least, most = min(all_points), max(all_points)
    found = figures.resolve(rule.metric)
    if found.nominal is None or found.wide is None:
        return _without_value(found, least if leaves_no_gap(rule) else _ZERO, most, rule.source)

    def points(value: Decimal) -> Decimal | None:
        return next((b.points for b in rule.bands if in_band(b, value)), rule.otherwise)

    nominal = points(found.nominal)
    if nominal is None:  # the rule says nothing of such a value
        span = Interval(low=_ZERO, high=most)
        trace = _trace(found, rule.source, span, "评分标准未写明此值的得分")
        return Scored((World((), span, span),), trace, judged=True)
    wide = Interval.exactly(nominal)
    for value in _telling_values(found, tuple(ends)):
        got = points(value)
        wide = wide.join(Interval.exactly(_ZERO if got is None else got))
    used = next((b.source for b in rule.bands if in_band(b, found.nominal)), "")
    world = World((), Interval.exactly(nominal), wide)
    return Scored((world,), _trace(found, used or rule.source, world.nominal))


def _proportional(rule: Proportional, figures: Figures) -> Scored:
    most = rule.cap if rule.cap is not None else rule.points

    def share(value: Decimal) -> Decimal:
        return max(_ZERO, rule.points * value / rule.full_at)

    def capped(value: Decimal) -> Decimal:
        return min(share(value), most)

    scored = _from_metric(rule.metric, capped, _ZERO, most, figures, rule.source)
    if rule.cap is not None:
        return scored
    found = figures.resolve(rule.metric)
    if found.nominal is None or found.wide is None or share(found.wide.high) <= most:
        return scored
    free = _from_metric(rule.metric, share, _ZERO, most, figures, rule.source)
    worlds = (
        World((("cap", CAPPED_PARTS),), scored.worlds[0].nominal, scored.worlds[0].wide),
        World((("cap", CAPPED_WHOLE),), free.worlds[0].nominal, free.worlds[0].wide),
    )
    value = worlds[0].nominal.join(worlds[1].nominal)
    return Scored(worlds, _trace(found, rule.source, value, "评分标准未写明上限"))


def _deduction(rule: Deduction, figures: Figures) -> Scored:
    found = figures.resolve(rule.metric)
    if found.nominal is None or found.wide is None:
        return _without_value(found, rule.floor, rule.points, rule.source)

    def steps(value: Decimal) -> Decimal:
        over = value - rule.threshold
        over = {"above": over, "below": -over, "either": abs(over)}[rule.direction]
        return max(_ZERO, over / rule.step)

    def points(rounding: Callable[[Decimal], Decimal]) -> Callable[[Decimal], Decimal]:
        return lambda value: max(rule.floor, rule.points - rule.each * rounding(steps(value)))

    ways: dict[str, Callable[[Decimal], Decimal]] = {
        STEP_SHARE: lambda n: n,
        STEP_FULL: lambda n: n.to_integral_value(ROUND_FLOOR),
        STEP_BEGUN: lambda n: n.to_integral_value(ROUND_CEILING),
    }
    said = {"whole": STEP_BEGUN, "nothing": STEP_FULL, "share": STEP_SHARE}.get(rule.part_step)
    if said:
        ways = {said: ways[said]}
    worlds = []
    # 92.00% is three steps below 95%, not a little more or less: a whole number of steps is taken as it is printed
    whole = steps(found.nominal) == steps(found.nominal).to_integral_value()
    marks = (rule.threshold, found.nominal) if whole else (rule.threshold,)
    for name, rounding in ways.items():
        one = _from_metric(rule.metric, points(rounding), rule.floor, rule.points, figures, rule.source, marks).worlds[
            0
        ]
        worlds.append(World((("step", name),), one.nominal, one.wide))
    value = reduce(Interval.join, (w.nominal for w in worlds))
    return Scored(tuple(worlds), _trace(found, rule.source, value))


def _count_deduction(rule: CountDeduction, figures: Figures) -> Scored:
    span = Interval(low=rule.floor, high=rule.points)
    if rule.metric is None:
        trace = Trace(label="按项扣分", formula=rule.source, value=span, unit=Unit.POINTS, note="需人工判断项数")
        return Scored((World((), span, span),), trace, judged=True)

    def points(value: Decimal) -> Decimal:
        return max(rule.floor, rule.points - rule.each * value)

    scored = _from_metric(rule.metric, points, rule.floor, rule.points, figures, rule.source)
    if scored.missing:  # how many cases there were is then for a person to say
        return Scored(scored.worlds, scored.trace.model_copy(update={"note": "报告未列项数，需人工判断"}), judged=True)
    return scored


def _interpolation(rule: Interpolation, figures: Figures) -> Scored:
    def points(value: Decimal) -> Decimal:
        first, last = rule.knots[0], rule.knots[-1]
        if value <= first[0]:
            return first[1]
        for (x0, y0), (x1, y1) in zip(rule.knots, rule.knots[1:], strict=False):
            if value <= x1:
                return y0 + (y1 - y0) * (value - x0) / (x1 - x0)
        return last[1]

    given = [y for _, y in rule.knots]
    knots = tuple(x for x, _ in rule.knots)
    return _from_metric(rule.metric, points, min(given), max(given), figures, rule.source, knots)


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
            )
            for have in worlds
            for more in part.worlds
            if agree(have.choices, more.choices)
        ]
    if rule.cap is not None:
        worlds = [World(w.choices, w.nominal.clamp(high=rule.cap), w.wide.clamp(high=rule.cap)) for w in worlds]
    cap = f"，合计不超过{rule.cap}分" if rule.cap is not None else ""
    trace = Trace(
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
    score = Interval.exactly(rule.score)
    if certain is None and as_printed is None:  # for a person to say
        worlds = tuple(World(w.choices, w.nominal.join(score), w.wide.join(score)) for w in inner.worlds)
    elif as_printed:
        wide = score if certain else score.join(reduce(Interval.join, (w.wide for w in inner.worlds)))
        worlds = (World((), score, wide),)
    else:
        worlds = tuple(
            World(w.choices, w.nominal, w.wide if certain is False else w.wide.join(score)) for w in inner.worlds
        )
    value = reduce(Interval.join, (w.nominal for w in worlds))
    judged = inner.judged or rule.condition.left is None
    if as_printed and certain:
        judged = False
        missing: tuple[str, ...] = ()
    else:
        missing = tuple(dict.fromkeys((*inner.missing, *trace.missing.split("、")))) if trace.missing else inner.missing
    out = Trace(label="条件得分", formula=rule.source, value=value, unit=Unit.POINTS, children=(trace, inner.trace))
    return Scored(worlds, out, judged, missing, inner.at_stake if missing else _ZERO)


def _readings(rule: Readings, figures: Figures) -> Scored:
    dim = "rule:" + "|".join(option.name for option in rule.options)
    worlds: list[World] = []
    traces: list[Trace] = []
    judged, at_stake = False, _ZERO
    missing: list[str] = []
    for option in rule.options:
        scored = _score(option.rule, figures)
        worlds += [World(tuple(sorted({*w.choices, (dim, option.name)})), w.nominal, w.wide) for w in scored.worlds]
        traces.append(scored.trace.model_copy(update={"reading": option.name}))
        judged, at_stake = judged or scored.judged, max(at_stake, scored.at_stake)
        missing += scored.missing
    value = reduce(Interval.join, (w.nominal for w in worlds))
    same = len({(str(t.value.low), str(t.value.high)) for t in traces if t.value}) == 1
    children = tuple(traces[:1] if same else traces)
    trace = Trace(label="多种读法" if not same else traces[0].label, formula=rule.source, value=value, unit=Unit.POINTS)
    return Scored(
        tuple(worlds), trace.model_copy(update={"children": children}), judged, tuple(dict.fromkeys(missing)), at_stake
    )
