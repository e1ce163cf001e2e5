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

_MOST_SUMS = 32  # of possible points that are followed one by one
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
    """The points under one set of choices. `only` are the points inside `wide` that can be, where not all of them can
    (the figures leave open which of two bands it is, but nothing between)."""

    choices: Choices
    nominal: Interval
    wide: Interval
    only: tuple[Decimal, ...] = ()

    @property
    def name(self) -> str:
        return "；".join(option for _, option in self.choices)

    def clamped(self, low: Decimal | None, high: Decimal | None) -> World:
        """This world with its points held between `low` and `high`."""
        nominal, wide = self.nominal.clamp(low, high), self.wide.clamp(low, high)
        return World(self.choices, nominal, wide, tuple(Interval.exactly(p).clamp(low, high).low for p in self.only))

    def choosing(self, dim: str, option: str) -> World:
        """This world under one more choice."""
        return World(tuple(sorted({*self.choices, (dim, option)})), self.nominal, self.wide, self.only)

    def possible(self) -> tuple[Decimal, ...]:
        """The points that can be, where they are few; empty where they fill an interval."""
        return self.only or ((self.wide.low,) if self.wide.is_exact else ())


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
    only: tuple[Decimal, ...] = ()


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
    """Whether two choices of readings can be made together."""
    known = dict(one)
    return all(known.get(dim, option) == option for dim, option in two)


def sums_of(one: World, two: World) -> tuple[Decimal, ...]:
    """The points that two parts can come to, where those of both are few and not certain."""
    first, second = one.possible(), two.possible()
    if not (one.only or two.only) or not first or not second or len(first) * len(second) > _MOST_SUMS:
        return ()
    return tuple(sorted({a + b for a in first for b in second}))


def without_idle_choices(worlds: list[World]) -> list[World]:
    """Worlds that give the same points are one; choices that then tell nothing apart are dropped."""
    distinct: dict[tuple[Decimal, ...], World] = {}
    for world in worlds:
        key = (world.nominal.low, world.nominal.high)
        kept = distinct.get(key)
        distinct[key] = _joined(kept, world) if kept else world
    left = list(distinct.values())
    telling = {
        dim for dim in {d for w in left for d, _ in w.choices} if len({dict(w.choices).get(dim) for w in left}) > 1
    }
    return [World(tuple(c for c in w.choices if c[0] in telling), w.nominal, w.wide, w.only) for w in left]


def _joined(one: World, two: World) -> World:
    """Two worlds with the same nominal points."""
    first, second = one.possible(), two.possible()
    only = tuple(sorted({*first, *second})) if (one.only or two.only) and first and second else ()
    return World(one.choices, one.nominal, one.wide.join(two.wide), only)
