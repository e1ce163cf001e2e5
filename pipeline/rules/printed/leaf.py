"""The items of one part of printed criteria as a rule, if they fit together; else points for a person to judge."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipeline.rules.printed.item import Item
from pipeline.rules.printed.scales.added_up import off_for_each, tallied
from pipeline.rules.printed.scales.bands import assemble
from pipeline.rules.printed.scales.interpolated import interpolated_rule
from pipeline.rules.printed.scales.pieces import pieced_rule
from pipeline.rules.printed.scales.proportional import linear_rule, share_rule, spelt_out
from pipeline.rules.printed.scales.ranges import Range
from pipeline.rules.printed.scales.stepped import bonus_rule, counted_rule, counting_what_is_free, gated, stepped_rule
from rubrics.check import most_points
from schemas.rubric import (
    Band,
    Bands,
    Condition,
    CountDeduction,
    Gate,
    Judgement,
    MetricRef,
    Rule,
    SumOfParts,
)

NOT_READ = "评分标准未能解析"
JUDGED = "需人工判断"
# The other side of a threshold that was named before.
_OTHER_SIDE = re.compile(
    r"^(?:超过|超出|超|高于|低于|未达到?|达不到|不足)"
    r"(?:预算(?:安排)?数?|(?:核定)?编制(?:人数|数)?|标准|目标|要求|计划数?|定额|限额|控制数|批复数|安排数)?(?:的|时|,)*$"
)
_NONE = re.compile(r"^(?:未|没有|无)([\u4e00-\u9fff]{2,6}?)的?$")
# The rest of a scale, whatever it says: 超过的，按超出比例扣分.
_REST = re.compile(r"^(?:每?(?:超过|超出|高于|低于|未达|达不到|不足|未完成|未能|低|超|高)|否则|其余|其他|未达到)")
_ALL_DONE = re.compile(
    r"^[\u4e00-\u9fff]{0,6}全部(?:按时|按期|按计划|及时|如期)?(?:完成|实现|达成|落实|办结|整改|回复|答复|处置)[^,;%]*(?:的|,)*(?:得|计)"
)
_SCORING = (
    "band",
    "graded",
    "tally",
    "share",
    "linear",
    "step",
    "bonus",
    "count",
    "points",
    "interpolate",
    "unknown",
    "discretion",
)


@dataclass(frozen=True)
class Built:
    """A part as a rule worth `points`. `gates` are knock-outs and exemptions that reach beyond it (text, condition,
    whose, exempt); `unread` what was not understood. `own` is False where the points were taken from outside. `total`
    is what `parts` that were all understood add up to, where that is not what the whole is worth."""

    rule: Rule
    points: Decimal
    own: bool = True
    gates: tuple[Item, ...] = ()
    unread: tuple[str, ...] = ()
    total: Decimal | None = None
    parts: tuple[Decimal, ...] = ()


@dataclass
class _Pile:
    """Items of one part, by kind."""

    items: list[Item]
    by_kind: dict[str, list[Item]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for item in self.items:
            self.by_kind.setdefault(item.kind, []).append(item)

    def of(self, kind: str) -> list[Item]:
        return self.by_kind.get(kind, [])

    @property
    def text(self) -> str:
        return "；".join(i.text for i in self.items if i.kind != "note")


def has_points(items: list[Item]) -> bool:
    """Whether a part says what it is worth."""
    if any(i.kind == "linear" for i in items) and any(i.kind == "cap" and i.points for i in items):
        return True  # (一季度支出进度/25%)×1分，最高得1分
    return any(i.kind in ("points", "band", "graded", "share") and i.points is not None for i in items)


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


def _settled(items: list[Item]) -> list[Item]:
    """Statements that only their neighbours tell how to read.

    按实际执行率计分 is a share where nothing else says how points are found; 超过的，不得分 is the rest of a scale
    beside a band; 全部完成得20分 is its top.
    """
    items = [counting_what_is_free(i, items) for i in items]
    kinds = {i.kind for i in items}
    scoring = kinds & {"share", "linear", "step", "bonus", "count", "interpolate"}
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


def _beside_bands(item: Item, bands: list[Item]) -> Item:
    other = _OTHER_SIDE.match(item.condition.text) if item.kind == "gate" and item.condition else None
    if other is not None and not item.whose and _left_open(other.group(), bands):
        return replace(item, kind="otherwise", condition=None)
    if item.kind == "gate" and not item.whose and item.condition and (none := _NONE.match(item.condition.text)):
        metric = bands[0].metric  # 未压减不得分 beside bands of 压减率
        if metric is not None and none[1] in (metric.name or item.text):
            return replace(item, condition=Condition(text=item.condition.text, left=metric, op="<=", right=Decimal(0)))
    graded = [b for b in bands if b.range and b.range.low is not None and b.metric == bands[0].metric]
    if item.kind == "points" and not item.bracket and _ALL_DONE.match(item.text) and len(graded) > 1:
        return replace(item, kind="band", metric=bands[0].metric, range=Range("", low=Decimal(100)))
    return item


def _left_open(text: str, bands: list[Item]) -> bool:
    """Whether bands leave the side that 超过的 or 未达到的 means; 超预算的 is no rest of a scale that begins ≥95%."""
    above = bool(re.match(r"超|高于", text))
    return all(b.range is not None and (b.range.high if above else b.range.low) is not None for b in bands)


def build_leaf(items: list[Item], available: Decimal | None) -> Built | None:
    """One part as a rule; None where it holds no scoring at all. `available` are its points if known from outside."""
    pile = _Pile(_settled(named_by_neighbours(items)))
    if (either := _either(pile)) is not None:
        return either
    if not any(pile.of(kind) for kind in _SCORING):
        return None
    worth, own = _worth(pile, available)
    if worth is None:
        return None
    pile = _Pile([replace(i, points=max(Decimal(0), worth - i.off)) if i.off is not None else i for i in pile.items])
    gates = tuple(pile.of("gate") + pile.of("exempt") + [b for b in pile.of("band") if _reaches_out(b)])
    rule = (
        None
        if pile.of("unknown")
        else _fitted(pile, worth) or _pieced(pile, worth) or _fitted(pile, worth, pile.of("band"))
    )
    if rule is None or most_points(rule) != worth:
        unread = tuple(i.text for i in items if i.kind not in ("note", "gate", "exempt"))
        if (at_least := _unless_full(pile, worth)) is not None:
            return Built(at_least, worth, own, gates, unread)
        return Built(Judgement(points=worth, reason=NOT_READ, source=pile.text), worth, own, gates, unread)
    if pile.of("discretion") and not isinstance(rule, Judgement | CountDeduction):
        text = pile.of("discretion")[0].text
        rule = Gate(rule=rule, condition=Condition(text=text), score=Decimal(0), source=text)
    return Built(rule, worth, own, gates)


def _either(pile: _Pile) -> Built | None:
    """A超过B的，不得分；未超过的，得10分: all or nothing by two figures that can be held against each other."""
    scored = [i for i in pile.items if i.kind not in ("note", "subject")]
    if [i.kind for i in scored] != ["gate", "otherwise"] or not scored[1].points:
        return None
    left = scored[0].condition.left if scored[0].condition else None
    if left is None:
        return None
    points = scored[1].points
    rule = Bands(metric=left, bands=(Band(points=points, source=scored[1].text),), source=pile.text)
    return Built(rule, points, True, (scored[0],))


def _unless_full(pile: _Pile, worth: Decimal) -> Rule | None:
    """≤100%的，得7分；超过的，按超出部分扣分: all points where they are reached, and beyond that for a person to judge.

    Only where what was not understood begins with the other side of the threshold: it says nothing of this one.
    """
    scored = [i for i in pile.items if i.kind not in ("note", "subject")]
    bands = [i for i in scored if i.kind == "band"]
    if len(bands) != 1 or len(scored) < 2 or bands[0].metric is None or bands[0].range is None:
        return None
    full, rest = bands[0], [i for i in scored if i.kind != "band"]
    if full.points not in (None, worth) or not all(i.kind == "unknown" and _REST.match(i.text) for i in rest):
        return None
    one = full.range
    assert one is not None
    if one.low is not None and one.high in (None, one.low):
        op, threshold = (">" if one.low_open else ">="), one.low
    elif one.high is not None and one.low is None:
        op, threshold = ("<" if one.high_open else "<="), one.high
    else:
        return None
    judged = Judgement(points=worth, reason=NOT_READ, source=pile.text)
    return gated(judged, full, op, threshold, worth)


def _reaches_out(item: Item) -> bool:
    return (
        item.kind == "band" and item.points == 0 and item.whose in ("本项指标", "本指标", "该指标", "整个指标", "指标")
    )


def _worth(pile: _Pile, available: Decimal | None) -> tuple[Decimal | None, bool]:
    """What the part is worth: points in brackets, else its best band, share or judged points, else `available`."""
    bracket = [i.points for i in pile.of("points") if i.bracket and i.points is not None]
    if len(bracket) == 1:
        return bracket[0], True
    judged = [i.points for i in pile.of("points") if i.points is not None]
    if len(judged) > 1 and sum(judged) == available and pile.of("count") and not pile.of("band"):
        return available, True  # 立项规范得2分，验收规范得2分，每发现一项不规范扣0.5分
    if len(judged) > 1 and not any(pile.of(k) for k in ("band", "share", "step", "count", "interpolate")):
        # grades of one part (2分, 1分, 0分), or statements that add up (甲（1分）；乙（2分）): whichever makes the part
        added = len(bracket) == len(judged) and sorted({*judged}, reverse=True) != judged
        printed = sum(judged, Decimal(0)) if added else max(judged)
        return (available, True) if available in (max(judged), sum(judged)) else (printed, True)
    given = [i.points for k in ("band", "graded", "share", "points", "cap") for i in pile.of(k) if i.points is not None]
    whole = any(i.points is None for k in ("band", "share", "linear", "points") for i in pile.of(k))
    if (whole or (pile.of("interpolate") and len(pile.of("band")) == 2)) and available is not None:
        return available, False
    if pile.of("bonus") or pile.of("tally"):
        top = max((c.points for c in pile.of("cap") if c.points is not None), default=None)
        if top is None and pile.of("most_on"):
            bases = [b.points for b in pile.of("band") if b.points]
            top = sum([*bases, *(i.points for i in pile.of("most_on") if i.points)], Decimal(0))
        return (available, False) if available is not None else (top, True)
    if pile.of("step") or pile.of("count") or pile.of("discretion"):
        best = max((p for p in given if p > 0), default=None)
        return (best, True) if best is not None else (available, False)
    best = max(given, default=None)
    return (available, False) if best is None else (best, True)


def _fitted(pile: _Pile, worth: Decimal, bands: list[Item] | None = None) -> Rule | None:
    """The rule that all items together make, or None. `bands` are those that take the whole to nothing, too, where it
    needs them (低于70%的本指标不得分，70%以上的按执行率计分)."""
    bands = [b for b in pile.of("band") if not _reaches_out(b)] if bands is None else bands
    if pile.of("graded"):
        return None  # see `_pieced`
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


def _pieced(pile: _Pile, worth: Decimal) -> Rule | None:
    """Bands beside shares or steps for a range of their own."""
    others = [i for kind in ("graded", "share", "linear", "step") for i in pile.of(kind)]
    strange = ("bonus", "count", "interpolate", "discretion", "otherwise", "standard", "most_off")
    if not others or any(pile.of(kind) for kind in strange):
        return None
    if any(i.points not in (None, worth) or not pile.of("graded") for i in pile.of("points")):
        return None  # 达成指标的得满分 stands at the upper end of ranges that a person grades
    said = next((i.part_step for i in pile.items if i.part_step != "unsaid"), "unsaid")
    return pieced_rule([b for b in pile.of("band") if not _reaches_out(b)], others, said, worth)


def _judged(pile: _Pile, worth: Decimal) -> Rule:
    """Points that only a person can give; several statements are grades of one part or add up within it."""
    return Judgement(points=worth, reason=_short(pile.text), source=pile.text)


def _shared(pile: _Pile, share: Item, bands: list[Item], worth: Decimal) -> Rule | None:
    tops = [
        Item("band", s.text, metric=share.metric, range=Range("", low=s.points))
        for s in pile.of("standard")
        if s.points and not any(b.range and b.range.low == s.points and b.points in (None, worth) for b in bands)
    ]
    bands = [*bands, *tops]
    if share.kind == "linear":
        return linear_rule(share, bands, pile.of("cap"), worth)
    return share_rule(share, bands, pile.of("cap"), pile.of("points"), worth)


def _counted(pile: _Pile, bands: list[Item], worth: Decimal) -> Rule | None:
    """办结率100%得4分，每有1件未办结扣1分: all points at 100%, whatever else is counted."""
    rule = counted_rule(pile.of("count"), pile.of("most_off"), pile.text, worth)
    counted = any(i.metric is not None and not i.metric.measure for i in pile.of("count"))
    for band in bands:
        if band.range is None or band.points not in (None, worth) or band.range.low is None:
            return None
        if not counted and band.range.high in (None, band.range.low):
            rule = gated(rule, band, ">=", band.range.low, worth)
    return rule


def _stepped(pile: _Pile, bands: list[Item], worth: Decimal) -> Rule | None:
    steps, more = pile.of("step"), pile.of("bonus")
    if more:
        return (
            bonus_rule(more[0], bands, pile.of("cap"), pile.of("most_on"), worth)
            if len(more) == 1 and not steps
            else None
        )
    said = next((i.part_step for i in pile.items if i.part_step != "unsaid"), "unsaid")
    return stepped_rule(steps, bands, pile.of("standard"), pile.of("most_off"), said, worth)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _one_metric(items: list[Item]) -> MetricRef | None:
    metrics = {i.metric for i in items}
    return metrics.pop() if len(metrics) == 1 else None


def _bands(bands: list[Item], pile: _Pile, worth: Decimal) -> Rule | None:
    rest = {i.points for i in pile.of("otherwise")}
    if len(rest) > 1:
        return None
    otherwise = rest.pop() if rest else None
    metric = _one_metric(bands)
    if metric is not None:
        return assemble(metric, bands, worth, otherwise)
    groups: dict[MetricRef, list[Item]] = {}
    for band in bands:
        assert band.metric is not None
        groups.setdefault(band.metric, []).append(band)
    if len(groups) == len(bands) and all(b.off for b in bands) and otherwise is None:
        return off_for_each(bands, worth)
    return None if len(groups) > 1 else assemble(next(iter(groups)), bands, worth, otherwise)


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
