"""Points that are lost altogether so far from the threshold of the steps, as the threshold they mean; on plain text.

执行率100%得6分，每减少1%扣0.2分，减少30%以上不得分: 30 points below 100% is 70%. Of a scale that names one threshold.
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.rules.printed.words import NUMBER

_N = NUMBER
_BELOW, _ABOVE = r"低于|降低|下降|减少|少于|低|降|差", r"超支|超出|超过|高于|增加|上升|超|高"
_STEP = re.compile(
    rf"每(?:再|有)?(?:(?P<down>{_BELOW})|(?P<up>{_ABOVE}))[^\d,;。扣]{{0,6}}{_N}(?:个百分点|%)[^,;。]{{0,6}}扣(?:减|除)?{_N}分"
)
_LOST = re.compile(
    rf"(?<=[,;。])(?:(?P<down>{_BELOW})|(?P<up>{_ABOVE}))(?P<n>{_N})(?P<unit>个百分点|%)(?P<and>及?以上(?:\(含\))?)?的?,?"
    r"(?=(?:本项)?(?:不得分|不计分|得?0分|计0分))"
)
_AT = re.compile(rf"(?<![\d.])({_N})%")


def beyond_reworded(text: str) -> str:
    """Plain `text` with such a loss as a threshold of the rate itself; unchanged where the steps' threshold is not
    the only one before it, or where the number may be the rate's own (超过5%不得分)."""
    step = _STEP.search(text) if "每" in text else None
    lost = _LOST.search(text, step.end()) if step else None
    if step is None or lost is None or bool(step["down"]) != bool(lost["down"]):
        return text
    at = set(_AT.findall(text[: step.start()]))
    plain_difference = lost["unit"] == "个百分点" or lost["down"] in ("降低", "下降", "减少", "低", "降", "差")
    if len(at) != 1 or not (plain_difference or lost["up"] == "超支"):
        return text
    base, far = Decimal(at.pop()), Decimal(lost["n"])
    end = base - far if lost["down"] else base + far
    if end <= 0:
        return text
    sign = ("≤" if lost["and"] else "<") if lost["down"] else ("≥" if lost["and"] else ">")
    return f"{text[: lost.start()]}{sign}{end:f}%的{text[lost.end() :]}"
