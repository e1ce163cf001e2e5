"""Rules read once for the same print: a worker meets the same criteria in report after report.

9 and 9.00 points are one weight, by which a rule is known again; it is read of 9 whichever of them is asked for. Else
what a report gives would depend on which of them the worker met first.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

_MOST = 4096  # rules that are remembered
Read = TypeVar("Read")


def once_for_each_print(read: Callable[[str, Decimal, str, str], Read]) -> Callable[..., Read]:
    """`read` of indicator, weight, criteria and definition, asked once for the same four."""

    @lru_cache(maxsize=_MOST)
    def known(indicator: str, weight: Decimal, criteria: str, definition: str = "") -> Read:
        return read(indicator, Decimal(format(weight.normalize(), "f")), criteria, definition)

    return known
