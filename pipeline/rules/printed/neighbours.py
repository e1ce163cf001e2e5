"""Statements of printed criteria that only their neighbours tell how to read: whose metric, the rest of what scale."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from pipeline.rules.printed.item import Item
from pipeline.rules.printed.scales.ranges import Range
from pipeline.rules.printed.scales.stepped import counting_what_is_free, said_by_the_count
from schemas.rubric import Condition

# The other side of a threshold that was named before.
_OTHER_SIDE = re.compile(
    r"^(?:超过|超出|超|高于|低于|未达到?|达不到|不足|[不未]满足|[不未]达标|不符合)"
    r"(?:预算(?:安排)?数?|(?:核定)?编制(?:人数|数)?|标准|目标|要求|计划数?|定额|限额|控制数|批复数|安排数)?(?:的|时|,)*$"
)
# 未达到95%的不得分，达到的得8分
_REACHED = re.compile(
    r"^(?:(?:达到|达标|符合|满足)(?:上述|该)?(?:标准|要求|目标)?的?|反之|否则|其余|其他(?:情况|情形)?)[,:]?(?:得|计|给)"
)
_NONE = re.compile(r"^(?:未|没有|无)([\u4e00-\u9fff]{2,6}?)的?$")
_ALL_DONE = re.compile(
    r"^[\u4e00-\u9fff]{0,10}(?:应[\u4e00-\u9fff]尽[\u4e00-\u9fff]|(?:按时|及时|按期)?足额(?:发放|到位|上缴|拨付|兑付|缴纳))的?,?(?:得|计)|^[\u4e00-\u9fff]{0,6}全部(?:按时|按期|按计划|及时|如期)?(?:完成|实现|达成|落实|办结|整改|回复|答复|处置)[^,;%]*(?:的|,)*(?:得|计)"
)


def named_by_neighbours(items: list[Item]) -> list[Item]:
    """Items whose metric is only implied take the one that their neighbours name; unknown where nobody does."""
    items = _of_one_time(items)
    named = {i.metric for i in items if i.metric is not None and not i.implied}
    named = named or {i.metric for i in items if i.metric is not None and any(x.metric is None for x in items)}
    if len(named) == 1:
        metric = named.pop()
        return [replace(i, metric=metric, implied=False) if i.implied else i for i in items]
    return [replace(i, kind="unknown") if i.implied and i.metric is None else i for i in items]


def _of_one_time(items: list[Item]) -> list[Item]:
    """上半年支付进度达到45%得2分，未达到的得分=实际支付进度÷45%×2分: a progress of no time is that of the other."""
    times = {i.metric for i in items if i.metric is not None and i.metric.period}
    if len(times) != 1:
        return items
    timed = next(iter(times))
    assert timed is not None
    bare = timed.model_copy(update={"period": ""})
    return [replace(i, metric=timed) if i.metric == bare else i for i in items]


def settled(items: list[Item]) -> list[Item]:
    """Statements that only their neighbours tell how to read.

    按实际执行率计分 is a share where nothing else says how points are found; 超过的，不得分 is the rest of a scale
    beside a band; 全部完成得20分 is its top.
    """
    items = [counting_what_is_free(i, items) for i in items]
    items = [replace(i, kind="note") if said_by_the_count(i, items) else i for i in items]
    kinds = {i.kind for i in items}
    scoring = kinds & {"share", "linear", "step", "bonus", "count", "interpolate"}
    bands = [i for i in items if i.kind == "band"]
    if bands and all(b.off is not None for b in bands) and not scoring:
        # 以执行率100%为满分，95%-100%的扣0.5分: nothing comes off at the standard
        items = [_at_standard(i, bands[0]) if i.kind == "standard" else i for i in items]
        bands = [i for i in items if i.kind == "band"]
    if not scoring and all(i.points in (None, 0) or (i.range and i.range.low == 100) for i in bands):
        leads = [i for i in items if i.kind == "lead" and i.metric is not None]
        if len(leads) == 1:
            return [replace(i, kind="share") if i is leads[0] else i for i in items]
    steps = [i for i in items if i.kind == "step" and i.metric is not None and i.range is None]
    if not bands and len(steps) == 1 and not any(i.kind == "standard" for i in items):
        done = Range("", low=Decimal(100))  # 全部按时完成得8分，完成率每降低5%扣1分
        return [
            replace(i, kind="band", metric=steps[0].metric, range=done)
            if i.kind == "points" and not i.bracket and _ALL_DONE.match(i.text) and steps[0].direction == "below"
            else i
            for i in items
        ]
    if not bands or scoring:
        return items
    return [_beside_bands(i, bands) for i in items]


def _at_standard(item: Item, band: Item) -> Item:
    at = Range("", low=item.points, high=item.points)
    return replace(item, kind="band", metric=band.metric, range=at, points=None, off=Decimal(0))


def _beside_bands(item: Item, bands: list[Item]) -> Item:
    other = _OTHER_SIDE.match(item.condition.text) if item.kind == "gate" and item.condition else None
    if other is not None and not item.whose and _left_open(other.group(), bands):
        return replace(item, kind="otherwise", condition=None)
    if item.kind == "gate" and not item.whose and item.condition and (none := _NONE.match(item.condition.text)):
        metric = bands[0].metric  # 未压减不得分 beside bands of 压减率
        if metric is not None and none[1] in (metric.name or item.text):
            return replace(item, condition=Condition(text=item.condition.text, left=metric, op="<=", right=Decimal(0)))
    if item.kind == "points" and not item.bracket and len(bands) == 1 and _REACHED.match(item.text):
        return _of_the_other_side(item, bands[0])
    graded = [b for b in bands if b.range and b.range.low is not None and b.metric == bands[0].metric]
    if item.kind == "points" and not item.bracket and _ALL_DONE.match(item.text) and len(graded) > 1:
        return replace(item, kind="band", metric=bands[0].metric, range=Range("", low=Decimal(100)))
    return item


def _of_the_other_side(item: Item, nothing: Item) -> Item:
    """Points for what a single band for nothing leaves (未达到95%的不得分，达到的得8分), as a band."""
    span = nothing.range
    if nothing.points != 0 or span is None or (span.low is None) == (span.high is None):
        return item
    if span.low is None:
        rest = Range("", low=span.high, low_open=not span.high_open)
    else:
        rest = Range("", high=span.low, high_open=not span.low_open)
    return replace(item, kind="band", metric=nothing.metric, range=rest)


def _left_open(text: str, bands: list[Item]) -> bool:
    """Whether bands leave the side that 超过的 or 未达到的 means; 超预算的 is no rest of a scale that begins ≥95%."""
    above = bool(re.match(r"超|高于", text))
    if above and len(bands) == 1 and re.search(r"(?:[不未]|没有)(?:超过|超出|高于)", bands[0].text):
        return True  # 实际成本不超过计划成本的得5分，超过的不得分: whatever rate that is told of
    return all(b.range is not None and (b.range.high if above else b.range.low) is not None for b in bands)
