"""Shares and formulas of rates, with the bands beside them, as rules: 完成率×6分, (x-60%)/(1-60%)×10, 甲率×4+乙率×6.

Bands beside a formula are what the ends of its scale give: all points, or none.
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.rules.printed.item import Item
from pipeline.rules.printed.scales.ranges import Range
from pipeline.rules.printed.scales.stepped import gated
from schemas.rubric import Interpolation, Proportional, Reading, Readings, Rule, SumOfParts

_ZERO, _HUNDRED = Decimal(0), Decimal(100)
OF_THE_WHOLE, OF_THE_TARGET = "按实际比率计算", "按占目标的比例计算"


def spelt_out(shares: list[Item]) -> list[Item]:
    """按完成比例得分 and the formula that says how (得分=A/B×5) are one statement."""
    formulas = [s for s in shares if "=" in s.text]
    one = len(formulas) == 1 and len({s.metric for s in shares if s.metric is not None}) <= 1
    return formulas if one and all(s.points in (None, formulas[0].points) for s in shares) else shares


def share_rule(share: Item, bands: list[Item], caps: list[Item], said: list[Item], worth: Decimal) -> Rule | None:
    """完成率×6分, with a maximum if one is printed. `said` are points for a person beside it (全部完成得6分)."""
    assert share.metric is not None
    points = worth if share.points is None else share.points
    if share.less:
        knots = ((_ZERO, points), (_HUNDRED, _ZERO))
        less = Interpolation(metric=share.metric, knots=knots, source=share.text)
        return _with_ends(less, share, bands, points, worth, falls=True) if share.range is None else None
    most = [worth if c.points is None else c.points for c in caps]
    # 全部完成得6分 beside 完成率×6分: the whole is the maximum
    whole = any(b.points in (None, points) for b in bands)
    whole = whole or any(i.points in (None, points) if not i.bracket else i.points == points for i in said)
    cap = min(most) if most else points if whole else None
    rule: Rule = Proportional(metric=share.metric, points=points, full_at=share.full_at, cap=cap, source=share.text)
    target = _open_target(share, bands, points)
    if target is not None:  # 达到90%得10分，否则按比例得分: in proportion to the whole, or to what was asked?
        to_target = Proportional(metric=share.metric, points=points, full_at=target, cap=points, source=share.text)
        rule = Readings(options=(Reading(name=OF_THE_WHOLE, rule=rule), Reading(name=OF_THE_TARGET, rule=to_target)))
    if share.range is not None and not _complements(share.range, bands, points):
        return None
    if any(b.range is not None and b.range.low is None and b.points != 0 for b in bands):
        return None  # ≤100%得5分，否则按比例: less is better, and what the share is of is not said
    return _with_ends(rule, share, bands, points, worth)


def _open_target(share: Item, bands: list[Item], points: Decimal) -> Decimal | None:
    """The rate that earns all points where 按比例 does not say of what; None where it is 100% or a formula says."""
    if "比例" not in share.text or re.search(r"[=×/]", share.text) or share.range is not None:
        return None
    full = [b.range.low for b in bands if b.range and b.range.high is None and b.points in (None, points)]
    return full[0] if len(full) == 1 and full[0] is not None and _ZERO < full[0] < _HUNDRED else None


def linear_rule(item: Item, bands: list[Item], caps: list[Item], worth: Decimal) -> Rule | None:
    """Any other formula that is linear in rates, held between nothing and `worth`."""
    assert item.form is not None
    constant = item.form.constant.of(worth)
    if len(item.form.terms) > 1:
        return _sum_of_rates(item, constant, bands, caps, worth)
    assert item.metric is not None
    if item.metric.measure:
        return None  # marks of a line are percents of a rate
    if any(c.points not in (None, worth) for c in caps) or (
        item.range is not None and not _complements(item.range, bands, worth)
    ):
        return None
    slope = item.form.terms[0][1].of(worth)
    falls = any(b.range is not None and b.range.low is None and b.points != 0 for b in bands)
    if slope == 0 or (falls and slope > 0):
        return None
    if constant == 0 and slope == worth:
        rule: Rule = Proportional(metric=item.metric, points=worth, cap=worth if caps else None, source=item.text)
        return _with_ends(rule, item, bands, worth, worth)
    nothing, whole = _mark(-constant / slope), _mark((worth - constant) / slope)
    knots = tuple(sorted(((nothing, _ZERO), (whole, worth))))
    line = Interpolation(metric=item.metric, knots=knots, source=item.text)
    return _with_ends(line, item, bands, worth, worth, falls=slope < 0)


def _mark(share: Decimal) -> Decimal:
    """A rate of one as percent, without what dividing by 23% leaves behind its last digits."""
    return (share * _HUNDRED).quantize(Decimal("0.000001")).normalize() + _ZERO


def _sum_of_rates(
    item: Item, constant: Decimal, bands: list[Item], caps: list[Item], worth: Decimal
) -> SumOfParts | None:
    """甲率×4分+乙率×6分: each rate's own share."""
    assert item.form is not None
    shares = [(rate, amount.of(worth)) for rate, amount in item.form.terms]
    if constant or bands or item.range is not None or any(points <= 0 for _, points in shares):
        return None
    parts = []
    for rate, points in shares:
        if rate.metric is None:
            return None
        cap = points if rate.capped or caps else None
        parts.append(Proportional(metric=rate.metric, points=points, cap=cap, source=item.text))
    return SumOfParts(parts=tuple(parts), cap=worth, source=item.text)


def _with_ends(
    rule: Rule, share: Item, bands: list[Item], points: Decimal, worth: Decimal, *, falls: bool = False
) -> Rule | None:
    """`rule` with the bands for all points and for nothing at its ends; None for any other band."""
    for band in bands:
        if band.metric != share.metric or band.range is None:
            return None
        got = worth if band.points is None else band.points
        low, high = band.range.low, band.range.high
        above = low is not None and high in (None, low)
        if (
            above
            and low is not None
            and (got == points or (got == 0 and high is None and (falls or low >= share.full_at)))
        ):
            rule = gated(rule, band, ">" if band.range.low_open else ">=", low, got)
        elif low is None and high is not None and got == points:  # ≤5%得3分 beside a line that falls
            rule = gated(rule, band, "<" if band.range.high_open else "<=", high, got)
        elif low in (None, _ZERO) and high is not None and got == 0:
            rule = gated(rule, band, "<" if band.range.high_open or not band.range.high_said else "<=", high, got)
        else:
            return None
    return rule


def _complements(span: Range, bands: list[Item], points: Decimal) -> bool:
    """Whether a share limited to a range begins and ends where the bands for nothing and for all points do."""
    full = [b.range for b in bands if b.range and b.points in (None, points)]
    nothing = [b.range for b in bands if b.range and b.points == 0]
    if len(full) == 1 and full[0].low is None and span.low is not None:  # ≤5%得3分；>5%，得分=3-…
        return full[0].high == span.low and (span.high is None or [n.low for n in nothing] == [span.high])
    above = [r.low for r in full if r.high in (None, r.low)]
    below = [r.high for r in nothing if r.low is None]
    if span.high is None and not full:  # 低于60%的不得分，60%及以上的按执行率×分值计算
        return span.low is not None and below == [span.low]
    return above == [span.high] and (span.low is None or below == [span.low])
