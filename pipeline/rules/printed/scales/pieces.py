"""A scale whose steps are not all fixed points: bands beside shares or steps that are each limited to a range.

≥95%得10分；90%≤x＜95%得8分；不足90%的，得分=x×8分. The ends that neighbours share are settled as those of bands are.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from pipeline.rules.printed.item import Item
from pipeline.rules.printed.scales.bands import assemble
from pipeline.rules.printed.scales.proportional import linear_rule, share_rule
from rubrics.check import most_points
from schemas.rubric import Band, Bands, Deduction, Judgement, PartStep, Piece, Piecewise, Reading, Readings, Rule


def pieced_rule(bands: list[Item], others: list[Item], said: PartStep, worth: Decimal) -> Rule | None:
    """The rule that bands and ranged shares or steps make; None where one has no range or they overlap."""
    items = [*bands, *others]
    metrics = {i.metric for i in items}
    metric = metrics.pop() if len(metrics) == 1 else None
    graded = all(i.kind == "graded" for i in others)
    if metric is None or not (bands or graded) or any(i.range is None for i in items):
        return None
    rules = [_fixed(i, worth) for i in bands]
    for item in others:
        rule = _of(item, bands, said, worth)
        if rule is None:
            return None
        rules.append(rule)
    # numbers stand for the rules while the bands' own reader settles the ends
    numbered = [replace(i, points=Decimal(n), text=f"{n}") for n, i in enumerate(items)]
    settled = assemble(metric, numbered, worth, None)
    if isinstance(settled, Bands):
        return _pieces(settled, rules)
    if isinstance(settled, Readings):
        made = [(o.name, _pieces(o.rule, rules)) for o in settled.options if isinstance(o.rule, Bands)]
        return Readings(options=tuple(Reading(name=name, rule=rule) for name, rule in made))
    return None


def _pieces(bands: Bands, rules: list[Rule]) -> Piecewise:
    pieces = tuple(
        Piece(low=b.low, low_open=b.low_open, high=b.high, high_open=b.high_open, rule=rules[int(b.points)])
        for b in bands.bands
    )
    return Piecewise(metric=bands.metric, pieces=pieces)


def _fixed(item: Item, worth: Decimal) -> Rule:
    assert item.metric is not None
    points = worth if item.points is None else item.points
    return Bands(metric=item.metric, bands=(Band(points=points, source=item.text),), source=item.text)


def _of(item: Item, bands: list[Item], said: PartStep, worth: Decimal) -> Rule | None:
    """A share as it stands; steps count from the neighbouring band that gives all points."""
    plain = replace(item, range=None)
    if item.kind == "graded":
        return Judgement(
            points=worth if item.points is None else item.points, low=item.least, reason="按区间评分", source=item.text
        )
    if item.kind == "share":
        rule = share_rule(plain, [], [], [], worth)
        top = item.range.high if item.range is not None else None
        ends = [b.range.low for b in bands if b.range is not None and b.points != 0]
        told = "×" in item.text and item.range is not None and item.range.low is not None  # ≥95%的，得分=执行率×8分
        if not (item.less or told) and (top is None or any(e is None or e < top for e in ends)):
            return None  # a share above its bands: less is better, and what it is of is not said
        return rule if rule is not None and most_points(rule) <= worth else None
    if item.kind == "linear":
        return linear_rule(plain, [], [], worth)
    assert item.range is not None
    assert item.metric is not None
    end = item.range.low if item.direction == "above" else item.range.high
    full = [b for b in bands if b.points in (None, worth) and b.range is not None]
    beside = [b for b in full if b.range and end in ((b.range.high,) if item.direction == "above" else (b.range.low,))]
    if item.kind != "step" or item.direction not in ("above", "below") or end is None or not beside:
        return None
    return Deduction(
        metric=item.metric,
        points=worth,
        direction=item.direction,
        threshold=end,
        step=item.step,
        each=item.each,
        part_step=said,
        source=item.text,
    )
