"""What evaluating a rule yields. One world is one way to read the rule throughout.

Each node of a rule gives one or more worlds. A world is one consistent set of choices where the rule can be read in
more than one way (a part capped at its points or only the whole at its weight; 0/0 as full points or none; a begun
percentage point counted whole or in part), so that the same choice is made throughout an indicator. In a world the
points are an interval: `nominal` from the digits as printed, `wide` from every value that these can stand for.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from schemas.figure import Interval
from schemas.trace import Trace

Choices = tuple[tuple[str, str], ...]

CAPPED_PARTS = "各部分以本部分分值为上限"
CAPPED_WHOLE = "仅以指标权重为上限"
ZERO_FULL = "零基数：得满分"
ZERO_NONE = "零基数：不得分"
NET = "按净调整额"
MAGNITUDE = "按调整幅度（不论增减）"
STEP_FULL = "满一个步长才扣分"
STEP_BEGUN = "不足一个步长按一个步长扣分"
STEP_SHARE = "按比例扣分"


@dataclass(frozen=True)
class World:
    """The points under one set of choices."""

    choices: Choices
    nominal: Interval
    wide: Interval

    @property
    def name(self) -> str:
        return "；".join(option for _, option in self.choices)


@dataclass(frozen=True)
class Scored:
    """What one node of a rule gives. `at_stake` are the points that hang on figures which are missing."""

    worlds: tuple[World, ...]
    trace: Trace
    judged: bool = False
    missing: tuple[str, ...] = ()
    at_stake: Decimal = Decimal(0)


@dataclass(frozen=True)
class NamedReading:
    """One reading of a rule; the name is empty where there is only one."""

    name: str
    nominal: Interval
    wide: Interval


@dataclass(frozen=True)
class Evaluation:
    """What a rule leaves: `low`..`high` over all readings from the printed digits, at full precision.

    `least`..`most` are what the rule could give at all, `judged` is set where a person must judge a part, `missing`
    names the figures that the report does not state; `at_stake` are the points that hang on those.
    """

    low: Decimal
    high: Decimal
    least: Decimal
    most: Decimal
    readings: tuple[NamedReading, ...]
    judged: bool
    missing: tuple[str, ...]
    trace: Trace
    at_stake: Decimal = Decimal(0)

    @property
    def unverifiable(self) -> bool:
        """Whether what is missing decides the score: no part is for a person, or half the points hang on it."""
        return bool(self.missing) and (not self.judged or self.at_stake * 2 >= self.most - self.least)


def agree(one: Choices, two: Choices) -> bool:
    known = dict(one)
    return all(known.get(dim, option) == option for dim, option in two)


def without_idle_choices(worlds: list[World]) -> list[World]:
    """Worlds that give the same points are one; choices that then tell nothing apart are dropped."""
    distinct: dict[tuple[Decimal, ...], World] = {}
    for world in worlds:
        key = (world.nominal.low, world.nominal.high)
        kept = distinct.get(key)
        distinct[key] = World(kept.choices, kept.nominal, kept.wide.join(world.wide)) if kept else world
    left = list(distinct.values())
    telling = {
        dim for dim in {d for w in left for d, _ in w.choices} if len({dict(w.choices).get(dim) for w in left}) > 1
    }
    return [World(tuple(c for c in w.choices if c[0] in telling), w.nominal, w.wide) for w in left]
