"""The one rule that all items of a part make together, if they fit: bands, shares, steps, cases or judged points."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from pipeline.rules.printed.item import Item
from pipeline.rules.printed.scales.added_up import off_for_each, tallied
from pipeline.rules.printed.scales.bands import assemble
from pipeline.rules.printed.scales.bonus import bonus_rule
from pipeline.rules.printed.scales.interpolated import interpolated_rule
from pipeline.rules.printed.scales.pieces import pieced_rule
from pipeline.rules.printed.scales.proportional import linear_rule, share_rule, spelt_out
from pipeline.rules.printed.scales.ranges import Range
from pipeline.rules.printed.scales.stepped import counted_rule, gated, stepped_rule
from rubrics.check import most_points
from schemas.rubric import Judgement, MetricRef, PartStep, Rule, SumOfParts

from .pile import Pile, reaches_out

JUDGED = "需人工判断"


def fitted(pile: Pile, worth: Decimal, bands: list[Item] | None = None) -> Rule | None:
    """The rule that all items together make, or None. `bands` are those that take the whole to nothing, too, where it
    needs them (低于70%的本指标不得分，70%以上的按执行率计分)."""
    bands = [b for b in pile.of("band") if not reaches_out(b)] if bands is None else bands
    if pile.of("graded"):
        return None  # see `pieced`
    if pile.of("tally"):
        return tallied(pile.items, worth)
    shares = spelt_out([*pile.of("share"), *pile.of("linear")])
    steps, counts = pile.of("step"), pile.of("count")
    kinds = [bool(shares), bool(steps), bool(counts), bool(pile.of("interpolate"))]
    judged = [i for i in pile.of("points") if i.points not in (None, worth)]
    if sum(kinds) > 1:
        return None
    if pile.of("interpolate"):
        return interpolated_rule(pile.of("interpolate"), bands, worth) if not judged else None
    if shares:
        return _shared(pile, shares[0], bands, worth) if len(shares) == 1 and not judged else None
    if steps or pile.of("bonus"):
        return _stepped(pile, bands, worth) if not judged else None
    if counts:
        return _counted(pile, bands, worth) if not judged else None
    if bands:
        other = [i for i in pile.of("points") if not i.bracket]
        return None if other else _bands(bands, pile, worth)
    if pile.of("points"):
        return _judged(pile, worth)
    return Judgement(points=worth, reason=JUDGED, source=pile.text) if pile.of("discretion") else None


def pieced(pile: Pile, worth: Decimal) -> Rule | None:
    """Bands beside shares or steps for a range of their own."""
    others = [i for kind in ("graded", "share", "linear", "step") for i in pile.of(kind)]
    strange = ("bonus", "count", "interpolate", "discretion", "otherwise", "standard", "most_off")
    if not others or any(pile.of(kind) for kind in strange):
        return None
    if any(i.points not in (None, worth) or not pile.of("graded") for i in pile.of("points")):
        return None  # 达成指标的得满分 stands at the upper end of ranges that a person grades
    said: PartStep = next((i.part_step for i in pile.items if i.part_step != "unsaid"), "unsaid")
    bands = [b for b in pile.of("band") if not reaches_out(b)]
    return pieced_rule(bands, [_of_the_rest(i, bands) for i in others], said, worth)


# 其余按整改率×4分计, 未达到的，得分=…: of what the bands leave below them.
_REST = re.compile(r"^(?:其余|其他|其它|否则|未达到?|达不到|不足|低于)(?:上述|以上)?(?:标准|要求)?(?:的|,)")


def _of_the_rest(item: Item, bands: list[Item]) -> Item:
    """A share that is said of the rest, limited to what lies below every band."""
    lows = [b.range.low for b in bands if b.range is not None and b.range.low is not None]
    if item.kind != "share" or item.range is not None or len(lows) < len(bands) or not _REST.match(item.text):
        return item
    lowest = min(bands, key=lambda b: b.range.low if b.range is not None and b.range.low is not None else Decimal(0))
    assert lowest.range is not None
    return replace(item, range=Range("", high=lowest.range.low, high_open=not lowest.range.low_open))


def _judged(pile: Pile, worth: Decimal) -> Rule:
    """Points that only a person can give; several statements are grades of one part or add up within it."""
    return Judgement(points=worth, reason=_short(pile.text), source=pile.text)


def _shared(pile: Pile, share: Item, bands: list[Item], worth: Decimal) -> Rule | None:
    tops = [
        Item("band", s.text, metric=share.metric, range=Range("", low=s.points))
        for s in pile.of("standard")
        if s.points
        and not (share.range and share.range.low == s.points)  # 90%以上的，得分=(执行率-90%)/10%×8: where it begins
        and not any(b.range and b.range.low == s.points and b.points in (None, worth) for b in bands)
    ]
    bands = [*bands, *tops]
    if share.kind == "linear":
        return linear_rule(share, bands, pile.of("cap"), worth)
    return share_rule(share, bands, pile.of("cap"), pile.of("points"), worth)


def _counted(pile: Pile, bands: list[Item], worth: Decimal) -> Rule | None:
    """办结率100%得4分，每有1件未办结扣1分: all points at 100%, whatever else is counted."""
    rule = counted_rule(pile.of("count"), pile.of("most_off"), pile.text, worth)
    counted = any(i.metric is not None and not i.metric.measure for i in pile.of("count"))
    for band in bands:
        if band.range is not None and band.points == 0 and band.range.low is None and band.range.high is not None:
            rule = gated(rule, band, "<" if band.range.high_open else "<=", band.range.high, Decimal(0))
            continue
        if band.range is None or band.points not in (None, worth) or band.range.low is None:
            return None
        if not counted and band.range.high in (None, band.range.low):
            rule = gated(rule, band, ">=", band.range.low, worth)
    return rule


def _stepped(pile: Pile, bands: list[Item], worth: Decimal) -> Rule | None:
    steps, more = pile.of("step"), pile.of("bonus")
    if more:
        alone = len(more) == 1 and not steps
        return bonus_rule(more[0], bands, pile.of("cap"), pile.of("most_on"), worth) if alone else None
    said: PartStep = next((i.part_step for i in pile.items if i.part_step != "unsaid"), "unsaid")
    return stepped_rule(steps, bands, pile.of("standard"), pile.of("most_off"), said, worth)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _one_metric(items: list[Item]) -> MetricRef | None:
    metrics = {i.metric for i in items}
    return metrics.pop() if len(metrics) == 1 else None


def _bands(bands: list[Item], pile: Pile, worth: Decimal) -> Rule | None:
    rest = {i.points for i in pile.of("otherwise")}
    if len(rest) > 1:
        return None
    otherwise = rest.pop() if rest else None
    metric = _one_metric(bands)
    if metric is not None and otherwise is None and (above := _untouched(bands, worth)) is not None:
        bands = [above, *bands]
    if metric is not None:
        return assemble(metric, bands, worth, otherwise)
    groups: dict[MetricRef, list[Item]] = {}
    for band in bands:
        assert band.metric is not None
        groups.setdefault(band.metric, []).append(band)
    if len(groups) == len(bands) and all(b.off for b in bands) and otherwise is None:
        return off_for_each(bands, worth)
    return None if len(groups) > 1 else assemble(next(iter(groups)), bands, worth, otherwise)


def _untouched(bands: list[Item], worth: Decimal) -> Item | None:
    """低于90%扣0.5分，低于80%扣1分: where nothing comes off, all points are given; None where a band says so itself."""
    one_sided = all(b.range is not None and b.off and b.points != worth for b in bands)
    ends = [b.range.high for b in bands if b.range is not None and b.range.low is None and b.range.high is not None]
    if not one_sided or len(ends) != len(bands) or len(bands) < 2:
        return None
    top = max(bands, key=lambda b: b.range.high if b.range is not None and b.range.high is not None else Decimal(0))
    assert top.range is not None
    above = Range("", low=top.range.high, low_open=not top.range.high_open)
    return replace(top, text=f"{top.range.high}%及以上不扣分", points=worth, off=None, range=above)


def bands_of_several(items: list[Item], worth: Decimal) -> Rule | None:
    """Bands on two or more metrics that add up to `worth` (三公 3 分 and 日常公用 3 分 in one run of text)."""
    groups: dict[MetricRef, list[Item]] = {}
    last: MetricRef | None = None
    for item in items:
        if item.kind in ("note", "subject"):
            continue
        metric = last if item.implied and last is not None else item.metric  # 甲率＜90%得3分，大于100%得0分；乙率…
        if item.kind != "band" or metric is None or item.points is None:
            return None
        last = metric
        groups.setdefault(metric, []).append(replace(item, metric=metric, implied=False))
    if len(groups) < 2:
        return None
    rules = [assemble(m, group, Decimal(0), None) for m, group in groups.items()]
    parts = tuple(r for r in rules if r is not None)
    if len(parts) != len(rules) or sum(map(most_points, parts), Decimal(0)) != worth:
        return None
    return SumOfParts(parts=parts, cap=worth)
