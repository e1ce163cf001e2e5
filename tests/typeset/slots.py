"""Places where a figure is printed, so that one of them, and only that one, can be printed wrong."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise


@dataclass(frozen=True)
class Slot:
    """A printed figure. `kind` is the error that may be made here; `indicator` is what it would unsettle."""

    name: str
    kind: str
    check: str
    text: str
    table: str | None = None
    row: str | None = None
    indicator: str | None = None


@dataclass
class Printer:
    """Hands out printed figures and remembers where; prints the spoilt one instead where there is one."""

    spoilt: dict[str, str] = field(default_factory=dict)
    slots: dict[str, Slot] = field(default_factory=dict)

    def __call__(self, name: str, text: str, kind: str = "", check: str = "", table: str | None = None,
                 row: str | None = None, indicator: str | None = None) -> str:  # fmt: skip
        if name in self.slots:
            raise ValueError(f"{name} is printed twice")
        self.slots[name] = Slot(name, kind, check, text, table, row, indicator)
        return self.spoilt.get(name, text)


def digits_of(text: str) -> Decimal:
    return Decimal(text.replace(",", "").rstrip("%"))


def like(value: Decimal, text: str) -> str:
    """A number written as another is: separators, decimals, percent sign."""
    bare = text.rstrip("%")
    places = len(bare.partition(".")[2])
    comma = "," if "," in bare or len(bare.partition(".")[0]) < 4 else ""
    return f"{value:{comma}.{places}f}" + ("%" if text.endswith("%") else "")


def spoil(slot: Slot, rng: random.Random) -> str:
    """The wrong text for a slot: far beyond rounding, and near enough to pass a quick eye."""
    value = digits_of(slot.text)
    if slot.kind == "transposed":
        figures = [i for i, c in enumerate(slot.text) if c.isdigit()]
        pairs = [(a, b) for a, b in pairwise(figures) if slot.text[a] != slot.text[b]]
        pairs = [(a, b) for a, b in pairs if not (a == figures[0] and slot.text[b] == "0")]
        a, b = rng.choice(pairs)
        chars = list(slot.text)
        chars[a], chars[b] = chars[b], chars[a]
        return "".join(chars)
    if slot.kind in {"rate", "quarter_rate", "text_rate"}:
        step = Decimal(rng.randint(55, 480)) / 100
        return like(value - step if value > 60 else value + step, slot.text)
    if slot.kind in {"deduction", "level_total", "score_total"}:
        return like(value + Decimal(rng.choice(("0.5", "1", "0.3"))), f"{value + Decimal('0.01'):.2f}")
    step = max(abs(value) * rng.randint(2, 9) / 100, Decimal(3))
    return like(value + rng.choice((-1, 1)) * step.quantize(Decimal("0.01")), slot.text)
