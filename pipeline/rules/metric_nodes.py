"""The nodes of a rule that read one figure: bands, shares, deductions by steps or cases, lines between knots."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import reduce

from pipeline.rules.figures import Figures
from pipeline.rules.resolved import Resolved
from pipeline.rules.worlds import (
    CAPPED_PARTS,
    CAPPED_WHOLE,
    STEP_BEGUN,
    STEP_FULL,
    STEP_SHARE,
    ZERO_FULL,
    ZERO_NONE,
    Scored,
    World,
)
from rubrics.check import leaves_no_gap
from schemas.figure import Interval, Unit
from schemas.rubric import Band, Bands, CountDeduction, Deduction, Interpolation, MetricRef, Piece, Proportional
from schemas.trace import Trace, trace_step

_ZERO = Decimal(0)
_RATE_DECIMALS = Decimal("0.01")  # that rates are printed with
_ONE_DECIMAL = Decimal("0.1")  # the width that a number leaves open which is printed to one decimal
_ENDS = (_ZERO, Decimal(100))  # none or all of it, whatever its decimals


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
        return without_value(found, least, most, source)
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
    return (found.nominal,) if found.nominal in thresholds else _all_telling_values(found, thresholds)


def _all_telling_values(found: Resolved, thresholds: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    assert found.wide is not None
    inside = [t for t in thresholds if found.wide.low < t < found.wide.high]
    return (found.wide.low, *inside, found.wide.high)


def _is_cut_to_one_decimal(found: Resolved) -> bool:
    """Whether a rate's digits leave its band open: who prints 5.0% may have scored 5.02%; who prints 5%, just that."""
    assert found.wide is not None
    width = found.wide.high - found.wide.low
    return found.trace.unit is Unit.PERCENT and _RATE_DECIMALS < width <= _ONE_DECIMAL and found.nominal not in _ENDS


def without_value(found: Resolved, least: Decimal, most: Decimal, source: str) -> Scored:
    """What a node leaves whose figure is not stated: all its points; for 0/0, all or none."""
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
    return trace_step(
        label=f"{found.trace.label}得分",
        formula=source,
        value=value,
        unit=Unit.POINTS,
        note=note,
        children=(found.trace,),
    )


def in_band(band: Band | Piece, value: Decimal) -> bool:
    """Whether a value lies in a band, its open ends left out."""
    if band.low is not None and (value < band.low or (band.low_open and value == band.low)):
        return False
    return band.high is None or not (value > band.high or (band.high_open and value == band.high))


def score_bands(rule: Bands, figures: Figures) -> Scored:
    """Points of the band that a figure lies in; what rounding leaves open are the points of its neighbours."""
    ends = [e for b in rule.bands for e in (b.low, b.high) if e is not None]
    all_points = [b.points for b in rule.bands] + ([rule.otherwise] if rule.otherwise is not None else [])
    least, most = min(all_points), max(all_points)
    found = figures.resolve(rule.metric)
    if found.nominal is None or found.wide is None:
        return without_value(found, least if leaves_no_gap(rule) else _ZERO, most, rule.source)

    def points(value: Decimal) -> Decimal | None:
        return next((b.points for b in rule.bands if in_band(b, value)), rule.otherwise)

    nominal = points(found.nominal)
    if nominal is None:  # the rule says nothing of such a value
        span = Interval(low=_ZERO, high=most)
        trace = _trace(found, rule.source, span, "评分标准未写明此值的得分")
        return Scored((World((), span, span),), trace, judged=True)
    telling = _all_telling_values if _is_cut_to_one_decimal(found) else _telling_values
    got = [points(value) for value in telling(found, tuple(ends))]
    reached = {nominal, *(_ZERO if g is None else g for g in got)}
    wide = Interval(low=min(reached), high=max(reached))
    used = next((b.source for b in rule.bands if in_band(b, found.nominal)), "")
    world = World((), Interval.exactly(nominal), wide, tuple(sorted(reached)) if len(reached) > 1 else ())
    return Scored((world,), _trace(found, used or rule.source, world.nominal))


def score_proportional(rule: Proportional, figures: Figures) -> Scored:
    """A share of the points; without a printed maximum, held to the part or only to the whole."""
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


def score_deduction(rule: Deduction, figures: Figures) -> Scored:
    """Points less those of the steps; a step only begun counts as the print says, or in each way."""
    found = figures.resolve(rule.metric)
    if found.nominal is None or found.wide is None:
        return without_value(found, rule.floor, rule.points, rule.source)

    def steps(value: Decimal) -> Decimal:
        def of(rate: Decimal) -> Decimal:
            over = rate - rule.threshold
            over = {"above": over, "below": -over, "either": abs(over)}[rule.direction]
            return max(_ZERO, over / rule.step)

        # 100.003% is printed 100.00%, and no step above 100% has begun for who reckons with that
        exactly, as_printed = of(value), of(value.quantize(_RATE_DECIMALS, ROUND_HALF_UP))
        return as_printed if as_printed == as_printed.to_integral_value() else exactly

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


def score_count_deduction(rule: CountDeduction, figures: Figures) -> Scored:
    """Points less those of the cases that the report counts; else for a person to judge."""
    span = Interval(low=rule.floor, high=rule.points)
    if rule.metric is None:
        trace = trace_step(label="按项扣分", formula=rule.source, value=span, unit=Unit.POINTS, note="需人工判断项数")
        return Scored((World((), span, span),), trace, judged=True)

    def points(value: Decimal) -> Decimal:
        return max(rule.floor, rule.points - rule.each * value)

    scored = _from_metric(rule.metric, points, rule.floor, rule.points, figures, rule.source)
    if scored.missing:  # how many cases there were is then for a person to say
        return Scored(scored.worlds, scored.trace.model_copy(update={"note": "报告未列项数，需人工判断"}), judged=True)
    return scored


def score_interpolation(rule: Interpolation, figures: Figures) -> Scored:
    """Points on the line between the knots."""

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
