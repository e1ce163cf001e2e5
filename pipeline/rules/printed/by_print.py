"""Rules read once for each print: a worker meets the same criteria in report after report.

9 and 9.00 points are equal, but not the same print: a rule that says 9.00 in one report and 9 in the next would depend
on which of them the worker saw first.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

_MOST = 4096  # rules that are remembered
Read = TypeVar("Read")


def once_for_each_print(read: Callable[[str, Decimal, str, str], Read]) -> Callable[..., Read]:
    """`read` of indicator, weight, criteria and definition, asked once for the same four as they are printed."""

    @lru_cache(maxsize=_MOST)
    def known(indicator: str, weight: str, criteria: str, definition: str) -> Read:
        return read(indicator, Decimal(weight), criteria, definition)

    def asked(indicator: str, weight: Decimal, criteria: str, definition: str = "") -> Read:
        return known(indicator, str(weight), criteria, definition)

    return asked
