"""What else might have been printed where a figure stands: the prints one slip of hand or eye away."""

from __future__ import annotations

import re
from decimal import Decimal

from schemas.figure import Figure, Interval

TEN_THOUSAND = Decimal(10_000)  # 元 for 万元 and the other way round: one character of a table's head


def one_slip_away(figure: Figure) -> list[Interval]:
    """All figures that differ from this one in one digit, in a digit too many or too few, or in their point's place."""
    text = figure.plain
    found = {text + new for new in "0123456789"}
    for i, old in enumerate(text):
        if old.isdigit():
            found |= {text[:i] + new + text[i + 1 :] for new in "0123456789" if new != old}
            found.add(text[:i] + text[i + 1 :])
        if old != "-":
            found |= {text[:i] + new + text[i:] for new in "0123456789"}
    digits = text.replace(".", "")
    found |= {digits, *(f"{digits[:i]}.{digits[i:]}" for i in range(1, len(digits)))}
    return [_interval(t) for t in found if re.fullmatch(r"-?\d+(\.\d+)?", t)]


def _interval(text: str) -> Interval:
    return Interval.rounded_to(Decimal(text), len(text.partition(".")[2]))
