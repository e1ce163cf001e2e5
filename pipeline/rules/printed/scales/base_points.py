"""Points that are given in any case, and what is scored on top: 基础分3分；利用率为100%的另计3分，每低1个百分点扣0.2分.

Where the base is all there is (基础分8分，每低于…扣…), it is the full points that steps take from.
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.rules.printed.rewriting import rewritten
from pipeline.rules.printed.words import NUMBER

_BASE = re.compile(rf"^(?:本项|该项|设)?基(?:础|本|准)分(?:值)?(?:为|是|得|计|:)?({NUMBER})分[,;。:](?P<rest>.+)$")
_ON_TOP = (
    # 另计3分, 再得3分: of the points on top
    (re.compile(rf"(?:另|再|另外|额外|加)(?:计|得|加|记|给)(?={NUMBER}分)"), "得"),
    # 从该3分中扣0.2分
    (re.compile(rf"(?:从|在)(?:该|其余|剩余|此|这)?{NUMBER}分(?:中|里|内|基础上)(?=扣)"), ""),
)
# 在此基础上每提高1个百分点加0.5分: what is reached adds to a base that itself is earned; read elsewhere.
_EARNED = re.compile(r"每[^,;。]{0,12}(?:加|增加)\d")


def on_top_of_base(text: str, weight: Decimal) -> tuple[Decimal, str] | None:
    """The points that are given in any case, and the criteria of the others; None where there is no such base."""
    found = _BASE.match(text)
    if found is None or _EARNED.search(text):
        return None
    base, rest = Decimal(found[1]), found["rest"]
    if not 0 < base <= weight:
        return None
    rest = rewritten(rest, _ON_TOP)
    return base, rest
