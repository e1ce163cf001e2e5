"""Points that are lost on either side of a range, as steps of each side on its own; on plain text.

每低于85%或高于93%1个百分点扣0.5分 is 低于85%的，每低1个百分点扣0.5分；高于93%的，每高1个百分点扣0.5分.
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.rules.printed.words import NUMBER

_N = NUMBER
_P = rf"{_N}%"
_BELOW, _ABOVE = r"(?:低于|少于|小于|低)", r"(?:高于|超过|超出|大于|多于|高|超)"
_OR = r"(?:或者?|、|和|及|以及)"
_OFF = rf"扣(?:减|除)?(?:{_N}分|[^,;。\d]{{0,8}}{_N}%(?:的?分值?|权重)?)"
_STEP = rf"(?P<step>{_N}(?:个百分点|%))(?:的|时)?,?(?:则)?(?P<off>{_OFF})"
_NAMED = (
    re.compile(rf"每{_BELOW}(?P<low>{_P}){_OR}{_ABOVE}(?P<high>{_P})的?,?{_STEP}"),
    re.compile(rf"每{_ABOVE}(?P<high>{_P}){_OR}{_BELOW}(?P<low>{_P})的?,?{_STEP}"),
)
_RANGE = re.compile(
    rf"(?:在|为|处于|介于)?(?P<low>{_P})(?:\(含\))?(?:-|至|到|和|与)(?P<high>{_P})(?:\(含\))?(?:之间|区间|范围)?(?:内)?(?:\(含[^()]*\))?的?,?(?:得|计)"
)
_BEYOND_RANGE = re.compile(
    rf"(?:每(?:偏离|偏差|低于或高于|高于或低于|高于或者低于)(?=\d)|每(?:超出|超过|偏离|低于或高于|高于或低于)(?:该|上述|此|规定|以上)?(?:合理)?(?:区间|范围|幅度|值域)"
    rf"|(?:超出|超过|偏离|不在)(?:该|上述|此|规定|以上|这一)?(?:合理)?(?:区间|范围|幅度)(?:内)?的,?每(?:超出|超过|偏离|相差|差)?){_STEP}"
)


def both_sides_reworded(text: str) -> str:
    """Plain `text` with such steps; unchanged where no range that earns the points stands before them."""
    if "每" not in text:
        return text
    for pattern in _NAMED:
        if (found := pattern.search(text)) is not None:
            return _spelt(text, found, found["low"], found["high"])
    found, ranges = _BEYOND_RANGE.search(text), list(_RANGE.finditer(text))
    if found is None or len(ranges) != 1 or ranges[0].start() > found.start():
        return text
    return _spelt(text, found, ranges[0]["low"], ranges[0]["high"])


def _spelt(text: str, found: re.Match[str], low: str, high: str) -> str:
    if Decimal(low[:-1]) >= Decimal(high[:-1]):
        return text
    step, off = found["step"], found["off"]
    steps = f"低于{low}的,每低{step}{off};高于{high}的,每高{step}{off}"
    return f"{text[: found.start()]}{steps}{text[found.end() :]}"
