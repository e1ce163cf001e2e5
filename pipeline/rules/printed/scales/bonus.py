"""Points that a step adds to a base: 达到80%得6分，每增加1个百分点加0.2分，最高10分；每降低1个百分点扣0.5分."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pipeline.rules.printed.item import Item
from pipeline.rules.printed.scales.stepped import Side, gated, own_threshold, zero_end
from schemas.rubric import Deduction, Piece, Piecewise, Rule

_ZERO = Decimal(0)


def bonus_rule(
    more: Item, less: list[Item], bands: list[Item], caps: list[Item], most_on: list[Item], worth: Decimal
) -> Rule | None:
    """达到80%得6分，每增加1个百分点加0.2分，最高10分: what is missing from the step at which all points are reached.

    With 每降低1个百分点扣0.5分 beside it, what lies below the base is taken from the base.
    """
    base = [b for b in bands if b.points not in (None, _ZERO)]
    if not base and more.range is not None:  # 90%以上的，每提高1个百分点得0.8分: from nothing at that mark
        base = [replace(more, kind="band", points=_ZERO)]
    if len(base) != 1 or len(less) > 1:
        return None
    start, given = _bonus_from(more, base[0], worth), base[0].points
    if start is None or given is None or more.metric is None or any(c.points not in (None, worth) for c in caps):
        return None
    if any(i.points is None or given + i.points != worth for i in most_on):
        return None
    falls = more.direction == "below"  # 持平得2分，每下降1%加0.5分
    rule: Rule | None = _on_top(more, base[0], start, given, worth)
    if less and rule is not None:
        rule = _with_losses(rule, more, less[0], start, given)
    if rule is None:
        return None
    rest = [b for b in bands if b is not base[0]]
    for band in rest:
        zero = zero_end(band, "above" if falls else "below", start) if band.points == 0 else None
        if zero is None:
            return None
        rule = gated(rule, band, *zero, _ZERO)
    # what is less than the base is not said
    return rule if rest or less else None


def _on_top(more: Item, base: Item, start: Decimal, given: Decimal, worth: Decimal) -> Rule | None:
    """All points, less what is missing from where the bonus reaches them."""
    if more.metric is None:
        return None
    falls = more.direction == "below"
    further = (worth - given) / more.each * more.step
    return Deduction(
        metric=more.metric,
        points=worth,
        direction="above" if falls else "below",
        threshold=start - further if falls else start + further,
        step=more.step,
        each=more.each,
        source=f"{base.text};{more.text}",
    )


def _with_losses(rule: Rule, more: Item, step: Item, start: Decimal, given: Decimal) -> Rule | None:
    """`rule` on the bonus's side of the base, and on the other what a step leaves of the base."""
    below = _below_base(step, more, start, given)
    if below is None or more.metric is None:
        return None
    if more.direction == "below":
        pieces = (Piece(high=start, rule=rule), Piece(low=start, low_open=True, rule=below))
    else:
        pieces = (Piece(low=start, rule=rule), Piece(high=start, high_open=True, rule=below))
    return Piecewise(metric=more.metric, pieces=pieces, source=step.text)


def _bonus_from(more: Item, base: Item, worth: Decimal) -> Decimal | None:
    """Where a bonus begins: the end of the band that it adds to; None where they do not fit."""
    if base.range is None or more.direction not in ("above", "below") or more.metric != base.metric:
        return None
    falls = more.direction == "below"
    start, other = (base.range.high, base.range.low) if falls else (base.range.low, base.range.high)
    own = more.range and (more.range.high if falls else more.range.low)
    fits = start is not None and other in (None, start) and own in (None, start)
    return start if fits and base.points is not None and base.points < worth else None


def _below_base(step: Item, more: Item, start: Decimal, given: Decimal) -> Rule | None:
    """What a step on the other side of a bonus leaves of the base."""
    side: Side = "above" if more.direction == "below" else "below"
    own = own_threshold(step, side)
    if step.metric is None or step.metric != more.metric or step.direction != side or own not in (None, start):
        return None
    return Deduction(
        metric=step.metric,
        points=given,
        direction=side,
        threshold=start,
        step=step.step,
        each=step.each,
        source=step.text,
    )
