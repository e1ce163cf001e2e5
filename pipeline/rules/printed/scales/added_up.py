"""Points that several figures add up to: so much for each of what is counted, or off for each that falls short."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from pipeline.rules.printed.item import Item
from pipeline.rules.printed.scales.bands import assemble
from schemas.rubric import Judgement, Proportional, Rule, SumOfParts

_BASE = re.compile(r"基(?:础|本|准)分")
_WITH_A_TALLY = ("tally", "cap", "note", "subject", "points")
_ZERO = Decimal(0)


def tallied(items: list[Item], worth: Decimal) -> Rule | None:
    """市级刊发每篇得0.2分，省级每篇得0.5分，累计不超过5分; 基础分3分，每多1项加1分，最高5分."""
    judged = [i for i in items if i.kind == "points"]
    base = [i for i in judged if i.points and _BASE.search(i.text)]
    if any(i.kind not in _WITH_A_TALLY for i in items) or len(base) != len(judged) or len(base) > 1:
        return None
    parts: list[Rule] = []
    for item in base:
        assert item.points is not None
        parts.append(Judgement(points=item.points, low=item.points, reason="基础分", source=item.text))
    counted = [i for i in items if i.kind == "tally"]
    for item in counted:
        assert item.metric is not None
        one = Decimal(1)
        parts.append(Proportional(metric=item.metric, points=item.each, full_at=one, cap=worth, source=item.text))
    return SumOfParts(parts=tuple(parts), cap=worth, source="；".join(i.text for i in (*base, *counted)))


def off_for_each(bands: list[Item], worth: Decimal) -> Rule | None:
    """6月底低于50%的扣1分，9月底低于75%的扣1分: each figure may cost its own points."""
    parts: list[Rule] = []
    rest = worth
    for band in bands:
        if band.metric is None or band.off is None:
            return None
        rest -= band.off
        built = assemble(band.metric, [replace(band, points=_ZERO)], worth, band.off)
        if built is None:
            return None
        parts.append(built)
    if rest < 0:
        return None
    if rest:
        parts.append(Judgement(points=rest, low=rest, reason="不扣的部分"))
    return SumOfParts(parts=tuple(parts), cap=worth)
