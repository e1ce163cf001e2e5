"""Operands that printed formulas name in words of their own: （上年结转+年初预算+本年追加预算-年末结余）/…."""

from __future__ import annotations

import re

from schemas.rubric import MetricRef

_LEFT = r"(?:结转(?:和|及|与|、)?结余|结转|结余)(?:资金|总额|金额|数|额)*"
_LAST_YEAR = re.compile(rf"^(?:上年度?|去年|年初|上年末)(?:末)?{_LEFT}$")
_THIS_YEAR = re.compile(rf"^(?:本年度?|当年|年度|年末|本年末|年终)*(?:财政拨款|财政)?{_LEFT}$")
_ADDED = re.compile(r"^(?:本年度?|当年|年度|年中)?(?:追加|调增|净?追加调整|净?调整)(?:预算|资金)?(?:数|额|金额)?$")


def operand_metric(name: str, year: int | None) -> MetricRef | None:
    """The vocabulary's metric of such an operand, of the year before where it says so; None for any other."""
    if _LAST_YEAR.match(name):
        return MetricRef(metric="carried_forward", period=str(year - 1)) if year is not None else None
    if _THIS_YEAR.match(name):
        return MetricRef(metric="carried_forward")
    return MetricRef(metric="adjustment") if _ADDED.match(name) else None
