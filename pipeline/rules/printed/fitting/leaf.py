"""The items of one part of printed criteria as a rule, if they fit together; else points for a person to judge."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.rules.printed.item import Item
from pipeline.rules.printed.neighbours import named_by_neighbours, settled
from pipeline.rules.printed.scales.stepped import gated
from rubrics.check import most_points
from schemas.rubric import (
    Band,
    Bands,
    Condition,
    CountDeduction,
    Gate,
    Judgement,
    Rule,
)

from .fitted import fitted, pieced
from .pile import Pile, reaches_out, worth_of

NOT_READ = "评分标准未能解析"
# The rest of a scale, whatever it says: 超过的，按超出比例扣分.
_REST = re.compile(r"^(?:每?(?:超过|超出|高于|低于|未达|达不到|不足|未完成|未能|低|超|高)|否则|其余|其他|未达到)")
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


def build_leaf(items: list[Item], available: Decimal | None) -> Built | None:
    """One part as a rule; None where it holds no scoring at all. `available` are its points if known from outside."""
    pile = Pile(settled(named_by_neighbours(items)))
    if (either := _either(pile)) is not None:
        return either
    if not any(pile.of(kind) for kind in _SCORING):
        return None
    worth, own = worth_of(pile, available)
    if worth is None:
        return None
    pile = Pile([replace(i, points=max(Decimal(0), worth - i.off)) if i.off is not None else i for i in pile.items])
    gates = tuple(pile.of("gate") + pile.of("exempt") + [b for b in pile.of("band") if reaches_out(b)])
    rule = (
        None
        if pile.of("unknown")
        else fitted(pile, worth) or pieced(pile, worth) or fitted(pile, worth, pile.of("band"))
    )
    if rule is None or most_points(rule) != worth:
        unread = tuple(i.text for i in items if i.kind not in ("note", "gate", "exempt"))
        if (at_least := _unless_full(pile, worth)) is not None:
            return Built(at_least, worth, own, gates, unread)
        return Built(Judgement(points=worth, reason=NOT_READ, source=pile.text), worth, own, gates, unread)
    if pile.of("discretion") and not isinstance(rule, Judgement | CountDeduction):
        if (at_least := _unless_full(pile, worth)) is not None:
            return Built(at_least, worth, own, gates)
        text = pile.of("discretion")[0].text
        rule = Gate(rule=rule, condition=Condition(text=text), score=Decimal(0), source=text)
    return Built(rule, worth, own, gates)


def _either(pile: Pile) -> Built | None:
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


def _unless_full(pile: Pile, worth: Decimal) -> Rule | None:
    """≤100%的，得7分；超过的，按超出部分扣分: all points where they are reached, and beyond that for a person to judge.

    Only where what was not understood begins with the other side of the threshold: it says nothing of this one.
    """
    scored = [i for i in pile.items if i.kind not in ("note", "subject")]
    bands = [i for i in scored if i.kind == "band"]
    if len(bands) != 1 or len(scored) < 2 or bands[0].metric is None or bands[0].range is None:
        return None
    full, rest = bands[0], [i for i in scored if i.kind != "band"]
    if full.points not in (None, worth) or not all(
        i.kind in ("unknown", "discretion") and _REST.match(i.text) for i in rest
    ):
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
