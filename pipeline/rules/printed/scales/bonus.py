"""Points that a step adds to a base: 达到80%得6分，每增加1个百分点加0.2分，最高10分；低于80%不得分."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pipeline.rules.printed.item import Item
from pipeline.rules.printed.scales.stepped import gated, zero_end
from schemas.rubric import Deduction, Rule

_ZERO = Decimal(0)


def bonus_rule(more: Item, bands: list[Item], caps: list[Item], most_on: list[Item], worth: Decimal) -> Rule | None:
    """达到80%得6分，每增加1个百分点加0.2分，最高10分: what is missing from the step at which all points are reached."""
    base = [b for b in bands if b.points not in (None, _ZERO)]
    if not base and more.range is not None:  # 90%以上的，每提高1个百分点得0.8分: from nothing at that mark
        base = [replace(more, kind="band", points=_ZERO)]
    if len(base) != 1:
        return None
    start, given = _bonus_from(more, base[0], worth), base[0].points
    if start is None or given is None or more.metric is None or any(c.points not in (None, worth) for c in caps):
        return None
    if any(i.points is None or given + i.points != worth for i in most_on):
        return None
    falls = more.direction == "below"  # 持平得2分，每下降1%加0.5分
    rule: Rule | None = _on_top(more, base[0], start, given, worth)
    if rule is None:
        return None
    rest = [b for b in bands if b is not base[0]]
    for band in rest:
        zero = zero_end(band, "above" if falls else "below", start) if band.points == 0 else None
        if zero is None:
            return None
        rule = gated(rule, band, *zero, _ZERO)
    return rule if rest else None  # else what is less than the base is not said


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


def _bonus_from(more: Item, base: Item, worth: Decimal) -> Decimal | None:
    """Where a bonus begins: the end of the band that it adds to; None where they do not fit."""
    if base.range is None or more.direction not in ("above", "below") or more.metric != base.metric:
        return None
    falls = more.direction == "below"
    start, other = (base.range.high, base.range.low) if falls else (base.range.low, base.range.high)
    own = more.range and (more.range.high if falls else more.range.low)
    fits = start is not None and other in (None, start) and own in (None, start)
    return start if fits and base.points is not None and base.points < worth else None
