"""Places where a figure is printed, so that one of them, and only that one, can be printed wrong."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

Write = Callable[[Decimal], str]


@dataclass(frozen=True)
class Spot:
    """A printed figure: its value as printed, and how its author writes one.

    `kinds` are the errors that may be made here, `rows` the names under which a finding may rightly place it,
    `unsettles` the indicators whose verdict then depends on it. `expected` is what the other figures say where that is
    not `value`.
    """

    name: str
    value: Decimal
    write: Write
    kinds: tuple[str, ...]
    check: str
    table: str = ""
    rows: tuple[str, ...] = ()
    unsettles: tuple[str, ...] = ()


@dataclass
class Press:
    """Prints figures and remembers where; prints the spoilt one instead where there is one."""

    spoilt: dict[str, str] = field(default_factory=dict)
    spots: dict[str, Spot] = field(default_factory=dict)
    traps: list[tuple[str, str, str]] = field(
        default_factory=list
    )  # table, row, value that only a hasty eye calls wrong

    def __call__(self, name: str, value: Decimal, write: Write, kinds: str = "", check: str = "", table: str = "",
                 rows: tuple[str, ...] = (), unsettles: tuple[str, ...] = ()) -> str:  # fmt: skip
        if name in self.spots:
            raise ValueError(f"{name} is printed twice")
        self.spots[name] = Spot(name, value, write, tuple(kinds.split()), check, table, rows, unsettles)
        text = write(value)  # always, so that an author's moods stay the same
        return self.spoilt.get(name, text)


def wrong_value(spot: Spot, kind: str, rng: random.Random) -> Decimal | None:
    """A wrong value for a spot, far beyond rounding and near enough to pass a quick eye; None where there is none."""
    value = spot.value
    places = max(-int(value.as_tuple().exponent), 0)
    if kind in {"transposed", "unrepeated"}:
        return _transposed(value, rng)
    if kind in {"rate", "quarter_rate", "text_rate", "three_rate", "share", "average", "level_rate", "share_change",
                "growth", "text_growth"}:  # fmt: skip
        step = Decimal(rng.randint(155, 780)) / 100
        return (value - step if value > 60 else value + step).quantize(Decimal(1).scaleb(-places))
    if kind in {"deduction", "level_total", "score_total", "score_copy", "score_sum"}:
        steps = [Decimal(step) for step in rng.sample(("0.5", "1", "0.3"), 3)]
        return next((value + step for step in steps if beyond_rounding(value, value + step)), None)
    if kind in {"staff_identity", "project_count", "indicator_count", "level_weight", "weights_total",
                "criterion_points"}:  # fmt: skip
        return value + rng.choice((1, 2, 3))
    step = max(abs(value) * rng.randint(3, 9) / 100, Decimal(3))
    return (value + rng.choice((-1, 1)) * step).quantize(Decimal(1).scaleb(-places))


def beyond_rounding(value: Decimal, wrong: Decimal) -> bool:
    """Whether `wrong`, written without needless zeros, is not merely `value` with fewer decimals (75.7 and 76)."""
    step = Decimal(1).scaleb(min(int(wrong.normalize().as_tuple().exponent), 0))
    return abs(value - wrong) > step / 2


def _transposed(value: Decimal, rng: random.Random) -> Decimal | None:
    """Two neighbouring digits changed places."""
    text = f"{value:f}"
    pairs = [
        n
        for n in range(len(text) - 1)
        if text[n].isdigit() and text[n + 1].isdigit() and text[n] != text[n + 1] and not (n == 0 and text[1] == "0")
    ]
    if not pairs:
        return None
    n = rng.choice(pairs)
    return Decimal(text[:n] + text[n + 1] + text[n] + text[n + 2 :])


def finding(spot: Spot, kind: str, wrong: Decimal) -> dict[str, Any]:
    """What a key says of the slip."""
    found: dict[str, Any] = {
        "id": kind, "what": f"{spot.name} printed as {spot.write(wrong)} instead of {spot.write(spot.value)}",
        "check": spot.check, "reported": f"{wrong:f}", "expected": f"{spot.value:f}", "severity": "error",
    }  # fmt: skip
    # A sum that does not meet does not say which part is wrong, nor do three figures that nothing else repeats.
    if kind in {"sum_child", "unrepeated"}:
        found["expected"] = None
    if kind == "criterion_points":  # nor does a rule that gives more than its weight say what it should give
        found |= {"expected": None, "reported": None, "indicator": spot.rows[0], "severity": "any"}
    if spot.table:
        found |= {"table": spot.table, "row": spot.rows[0] if spot.rows else "", "rows": list(spot.rows)}
    return found
