"""Points between two marks in a straight line: 在60%-95%之间按线性插值."""

from __future__ import annotations

from decimal import Decimal

from pipeline.rules.printed.item import Item
from pipeline.rules.printed.scales.stepped import gated
from schemas.rubric import Interpolation, MetricRef, Rule

_ZERO, _FULL = Decimal(0), Decimal(100)


def interpolated_rule(span: list[Item], bands: list[Item], worth: Decimal) -> Rule | None:
    """The points at both ends are those of the bands that begin and end there; None where the bands leave one open."""
    metrics = {i.metric for i in span + bands}
    metric = metrics.pop() if len(metrics) == 1 else None
    if len(span) != 1 or metric is None:
        return None
    return (
        _from_base(span[0], metric, bands, worth)
        or _between_bands(span[0], metric, bands, worth)
        or _by_knots(span[0], metric, bands, worth)
    )


def _from_base(span: Item, metric: MetricRef, bands: list[Item], worth: Decimal) -> Rule | None:
    """达到60%得6分，60%-100%之间按插值，低于60%不得分: all points at the upper end, which no band names."""
    between = span.range
    if between is None or between.low is None or between.high != _FULL:
        return None
    base = [b for b in bands if b.range and b.range.low == between.low and b.range.high in (None, between.low)]
    nothing = [b for b in bands if b.range and b.points == 0 and b.range.high == between.low and b.range.low is None]
    if len(base) != 1 or len(base + nothing) != len(bands) or base[0].points is None or base[0].points >= worth:
        return None
    knots = ((between.low, base[0].points), (_FULL, worth))
    rule: Rule = Interpolation(metric=metric, knots=knots, source=span.text)
    for band in nothing:
        rule = gated(rule, band, "<", between.low, _ZERO)
    return rule


def _by_knots(span: Item, metric: MetricRef, bands: list[Item], worth: Decimal) -> Rule | None:
    """95%得10分、85%得6分、75%得2分，75%以下0分: a line through the values that are named, flat or cut off beyond."""
    knots: dict[Decimal, Decimal] = {}
    below: list[tuple[Decimal, Decimal, Item]] = []
    for band in bands:
        assert band.range is not None
        low, high = band.range.low, band.range.high
        points = worth if band.points is None else band.points
        if low is not None and high in (None, low):
            if knots.setdefault(low, points) != points:
                return None
        elif high is not None and low in (None, _ZERO):
            below.append((high, points, band))
        else:
            return None
    cut = [(at, points, band) for at, points, band in below if knots.setdefault(at, points) != points]
    marks = sorted(knots)
    if len(marks) < 2 or max(knots.values()) != worth or len(cut) > 1:
        return None
    if span.range is not None and (span.range.low, span.range.high) != (marks[0], marks[-1]):
        return None
    rule: Rule = Interpolation(metric=metric, knots=tuple((x, knots[x]) for x in marks), source=span.text)
    for at, points, band in cut:
        if at != marks[0]:
            return None
        rule = gated(rule, band, "<", at, points)
    return rule


def _between_bands(span: Item, metric: MetricRef, bands: list[Item], worth: Decimal) -> Rule | None:
    if len(bands) != 2:
        return None
    between = span.range
    low = between.low if between else next((b.range.high for b in bands if b.range and b.range.low is None), None)
    high = between.high if between else next((b.range.low for b in bands if b.range and b.range.high is None), None)
    if low is None or high is None or low >= high:
        return None
    knots: dict[Decimal, Decimal] = {}
    for band in bands:
        assert band.range is not None
        points = worth if band.points is None else band.points
        if band.range.high == low and band.range.low is None:
            knots[low] = points
        elif band.range.low == high and band.range.high is None:
            knots[high] = points
        elif band.range.high == low or band.range.low == high:
            return None
    if set(knots) != {low, high}:
        return None
    return Interpolation(metric=metric, knots=((low, knots[low]), (high, knots[high])), source=span.text)
