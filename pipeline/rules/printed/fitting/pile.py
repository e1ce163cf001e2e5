"""The items of one part of printed criteria, by kind, and how many points they say the part is worth."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.rules.printed.item import Item


@dataclass
class Pile:
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


def worth_of(pile: Pile, available: Decimal | None) -> tuple[Decimal | None, bool]:
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
    given = [
        i.points
        for k in ("band", "graded", "share", "points", "cap", "otherwise", "exempt")
        for i in pile.of(k)
        if i.points is not None
    ]
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


def reaches_out(item: Item) -> bool:
    return (
        item.kind == "band" and item.points == 0 and item.whose in ("本项指标", "本指标", "该指标", "整个指标", "指标")
    )
