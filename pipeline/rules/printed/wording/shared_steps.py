"""One deduction for several rates, behind each of them; on plain text.

甲率达100%得1.5分，乙率达100%得1.5分；低于100%的，每低1个百分点扣0.1分: steps of either rate. Only where all
name one threshold, and the deduction names no rate of its own.
"""

from __future__ import annotations

import re

from pipeline.rules.printed.words import NUMBER

_N = NUMBER
_ONE = rf"[\u4e00-\u9fff“”]{{2,16}}率(?:达到?|为|≥|=|不低于)({_N})%(?:的|时)?,?(?:得|计){_N}分"
_SEVERAL = re.compile(
    rf"^(?P<rates>{_ONE}(?:[,;]{_ONE}){{1,2}})[,;](?:(?:低于|未达到?|不足|达不到)(?:{_N}%)?(?:的|时)?,?)?"
    rf"(?P<step>每(?:低|降低|减少|下降|少){_N}(?:个百分点|%)的?,?(?:各|均|分别)?扣(?:减|除)?{_N}分(?:,扣完为止)?)[;。]?$"
)
_RATE = re.compile(_ONE)


def shared_steps_reworded(text: str) -> str:
    """Plain `text` with such a deduction after each rate."""
    found = _SEVERAL.match(text) if "每" in text and text.count("率") > 1 else None
    if found is None:
        return text
    rates = list(_RATE.finditer(found["rates"]))
    if len({rate[1] for rate in rates}) != 1:
        return text
    step = re.sub(r"(?:各|均|分别)(?=扣)", "", found["step"])
    return ";".join(f"{rate.group()},{step}" for rate in rates)
