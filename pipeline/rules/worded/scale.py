"""What criteria in words come to: conditions with points, and cases with points for each."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Option:
    """Points where `said` holds. `rest` marks what applies where nothing else does (否则, 其他), `last` a knock-out of
    the whole (本项不得分)."""

    said: str
    points: Decimal
    rest: bool = False
    last: bool = False


@dataclass(frozen=True)
class Tally:
    """`each` points (below zero: taken off) for every `step` of `measure` of what `said` names, beyond the first
    `free`. `under` is the condition that it stands under. `beyond` counts from what the base is given for, `short` what
    is missing to that; `once` is said of one, and not of each."""

    said: str
    measure: str
    each: Decimal
    step: Decimal = Decimal(1)
    free: Decimal = Decimal(0)
    under: str = ""
    beyond: bool = False
    short: bool = False
    once: bool = False


@dataclass(frozen=True)
class WordScale:
    """Criteria of `points` points, whose words are `text`. `parts` are options that add up, each for itself; else one
    option holds, and what the tallies count is added or taken off, between `floor` and `cap`. `listed` options are what
    the one tally counts."""

    points: Decimal
    options: tuple[Option, ...] = ()
    tallies: tuple[Tally, ...] = ()
    floor: Decimal = Decimal(0)
    cap: Decimal | None = None
    base: Decimal | None = None
    parts: bool = False
    listed: bool = False
    text: str = ""
