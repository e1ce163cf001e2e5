"""Steps, cases and the bands beside them as one rule: ≤10% 得2分；每超出1个百分点扣0.1分.

The threshold is that of the full points, or the one named with the step. Where bands already give less than all and a
step goes on from the last of them (80%以下每低1个百分点扣0.5分), the print does not say from what: beyond the bands a
person judges.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from pipeline.rules.printed.item import Item
from pipeline.rules.printed.measures import MEASURE
from pipeline.rules.printed.scales.bands import assemble
from pipeline.rules.printed.scales.ranges import Range
from schemas.rubric import (
    Condition,
    CountDeduction,
    Deduction,
    Gate,
    Judgement,
    MetricRef,
    PartStep,
    Reading,
    Readings,
    Rule,
)

_ZERO, _HUNDRED = Decimal(0), Decimal(100)
OVER_FULL_KEPT, OVER_FULL_LOST = "超过上限仍得满分", "超过上限不得分"
Side = Literal["above", "below", "either"]


def gated(rule: Rule, band: Item, op: str, threshold: Decimal, score: Decimal) -> Gate:
    """`rule`, but `score` where the band's metric is beyond `threshold`."""
    condition = Condition.model_validate({"text": band.text, "left": band.metric, "op": op, "right": threshold})
    return Gate(rule=rule, condition=condition, score=score, source=band.text)


def stepped_rule(
    steps: list[Item],
    bands: list[Item],
    standards: list[Item],
    most_off: list[Item],
    said: PartStep,
    worth: Decimal,
) -> Rule | None:
    """The rule that steps of one rate make; None where they do not fit together. `said` tells of steps only begun."""
    step = _one_step(steps)
    if step is None or step.metric is None or any(b.range is None or b.metric != step.metric for b in bands):
        return None
    full = [b for b in bands if b.points in (None, worth) and b.points != 0]
    side = _side(step, full)
    if side is None:
        return None
    if [b for b in bands if b not in full and b.points != 0]:
        return _bands_then_steps(step, side, bands, worth)
    ends = [_threshold(b, side) for b in full]
    own = own_threshold(step, side)
    thresholds = {*ends, *(s.points for s in standards), *([own] if own is not None else [])}
    if len(thresholds) != 1 or None in thresholds:
        return None
    threshold = next(t for t in thresholds if t is not None)
    rule: Rule = Deduction(
        metric=step.metric,
        points=worth,
        direction=side,
        threshold=threshold,
        step=step.step,
        each=step.each,
        floor=_floor(most_off, worth),
        part_step=said,
        source=step.text,
    )
    for band in (b for b in bands if b not in full):
        zero = zero_end(band, side, threshold)
        if zero is None:
            return None
        rule = gated(rule, band, *zero, _ZERO)
    return _beyond_full(rule, full, side)


def _one_step(steps: list[Item]) -> Item | None:
    """The only step, or both sides of one (每降低1%扣0.1分；每超过1%扣0.1分)."""
    if len(steps) == 1:
        return steps[0]
    if len(steps) != 2 or {s.direction for s in steps} != {"above", "below"}:
        return None
    one, two = steps
    if (one.metric, one.step, one.each) != (two.metric, two.step, two.each):
        return None
    ends = {e for s in steps if s.range for e in (s.range.low, s.range.high) if e is not None}
    if len(ends) > 1:
        return None
    at = ends.pop() if ends else None
    return replace(one, direction="either", range=None if at is None else Range("", low=at, high=at))


def _side(step: Item, full: list[Item]) -> Side | None:
    """The side of the threshold on which points are lost; where the step does not say, the one that is not full."""
    if step.direction in ("above", "below"):
        return step.direction
    if step.direction == "either":  # 偏差率≤5%得满分，每偏离1%: on the side that is not full
        ends = {(b.range.low, b.range.high) for b in full if b.range}
        low, high = ends.pop() if len(ends) == 1 else (None, None)
        return "above" if low is None and high is not None else "either"
    ends = {(b.range.low, b.range.high) for b in full if b.range}
    if len(ends) != 1:
        return None
    low, high = ends.pop()
    if low == high or high is None:
        return "above" if low == 0 else "below"
    return "above" if low in (None, _ZERO) else None


def _threshold(band: Item, side: Side) -> Decimal | None:
    """Where the full points end; None where the band goes on beyond it."""
    assert band.range is not None
    low, high = band.range.low, band.range.high
    if side == "either":
        return low if high in (None, low) else None
    near, far = (high, low) if side == "above" else (low, high)
    return near if far in (None, near, _ZERO if side == "above" else _HUNDRED) else None


def own_threshold(step: Item, side: Side) -> Decimal | None:
    """The end of a step's own range on the side on which points are lost; None where it has none."""
    if step.range is None:
        return None
    if side == "either":
        return step.range.low if step.range.low is not None else step.range.high
    return step.range.low if side == "above" else step.range.high


def zero_end(band: Item, side: Side, threshold: Decimal) -> tuple[str, Decimal] | None:
    """Sign and threshold of a band for nothing that lies beyond the steps."""
    assert band.range is not None
    low, high = band.range.low, band.range.high
    beyond_all = side == "below" and low is not None and low >= max(threshold, _HUNDRED)  # 超过100%的不得分
    if low is not None and high is None and (beyond_all or side != "below") and low >= threshold:
        return (">" if band.range.low_open else ">="), low
    if high is not None and low in (None, _ZERO) and side != "above" and high <= threshold:
        return ("<" if band.range.high_open or not band.range.high_said else "<="), high
    return None


def _beyond_full(rule: Rule, full: list[Item], side: Side) -> Rule:
    """95%-100%得满分: what is over 100% is not said; both readings stay."""
    over = [b for b in full if side == "below" and b.range and b.range.high is not None and b.range.high != b.range.low]
    if not over or over[0].range is None or over[0].range.high is None:
        return rule
    lost = gated(rule, over[0], ">", over[0].range.high, _ZERO)
    return Readings(options=(Reading(name=OVER_FULL_KEPT, rule=rule), Reading(name=OVER_FULL_LOST, rule=lost)))


def _bands_then_steps(step: Item, side: Side, bands: list[Item], worth: Decimal) -> Rule | None:
    rule = assemble(bands[0].metric, bands, worth, None) if bands[0].metric is not None else None
    ends = [b.range.high if side == "above" else b.range.low for b in bands if b.range]
    if rule is None or side == "either" or None in ends or any(b.points == 0 for b in bands):
        return None
    last = max(e for e in ends if e is not None) if side == "above" else min(e for e in ends if e is not None)
    own = own_threshold(step, side)
    return rule if own == last or (own is None and "再" in step.text) else None


def _floor(most_off: list[Item], worth: Decimal) -> Decimal:
    off = [i.points for i in most_off if i.points is not None]
    return max(_ZERO, worth - min(off)) if off else _ZERO


def counted_rule(counts: list[Item], most_off: list[Item], text: str, worth: Decimal) -> Rule:
    """Points taken off by cases."""
    each = {i.each for i in counts}
    if len(each) != 1:  # different faults cost different points: any mix is possible
        return Judgement(points=worth, reason="按项扣分", source=text)
    metrics = {i.metric for i in counts}
    metric = metrics.pop() if len(metrics) == 1 else None
    return CountDeduction(metric=metric, points=worth, each=each.pop(), floor=_floor(most_off, worth), source=text)


# 未发现违规采购得4分，每发现1起扣2分: what is counted is what there was none of.
_FREE_OF = re.compile(
    r"^(?:全年|当年|年度内)?(?:未发现|未发生|未出现|没有发生|没有|无)([\u4e00-\u9fff]{2,8}?)的?,?(?:得|计|满分|不扣分)"
)
# 全部公开得满分，每有1项扣1分: what is undone
_ALL_OF = re.compile(
    r"^(?:均|全部)(?:按时|按期|按要求|按规定|及时)?(公开|完成|办结|整改|落实|报送|达标|合格|验收|回复|答复)的?,?(?:得|计|满分|不扣分)"
)
_EACH_OF_IT = re.compile(rf"^每?(?:发现|发生|出现|存在|查[出实处]|新增|有|增加)?1?({MEASURE})(?:的|的?,)?扣")


def said_by_the_count(item: Item, items: list[Item]) -> bool:
    """Whether an exemption only says that nothing comes off where there is none of what another statement counts."""
    if item.kind != "exempt" or item.condition is not None:
        return False
    none, done = _FREE_OF.match(item.text), _ALL_OF.match(item.text)
    names = {i.metric.name for i in items if i.kind == "count" and i.metric is not None}
    return bool((none and none[1] in names) or (done and any(n.startswith(f"未{done[1]}") for n in names)))


def counting_what_is_free(item: Item, items: list[Item]) -> Item:
    """A deduction for cases that another statement names as what there must be none of; others as they are."""
    each = _EACH_OF_IT.match(item.text) if item.kind == "count" and item.metric is None else None
    told = [i.text for i in items if i.kind in ("points", "exempt")]
    none = [m[1] for text in told if (m := _FREE_OF.match(text))]
    undone = [f"未{m[1]}" for text in told if (m := _ALL_OF.match(text))]
    if each is not None and len(undone) == 1 and not none:
        return replace(item, metric=MetricRef(name=undone[0]))
    if each is None or len(none) != 1:
        return item
    return replace(item, metric=MetricRef(name=none[0], measure=each[1]))
