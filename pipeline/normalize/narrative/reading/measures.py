"""What a number of the text is counted or measured in, and how many of the plain unit one is (万公里: 10,000)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

MONEY = "元"
PERCENT = "%"
POINTS = "百分点"

_SCALES = {"": 1, "百": 100, "千": 1000, "万": 10_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000}
# Longest first where one begins another. What is measured can have decimals that rounding cut; what is counted cannot.
_MEASURED = (
    "平方公里|平方千米|平方米|立方米|公里|千米|公斤|千克|公顷|米|亩|吨|千瓦时|千瓦|小时|课时|学时|船天|TB|GB|MB|岁|天|年|"
    "个月|倍"
)
_COUNTED = (
    "分|人次|人日|台次|件次|例次|班次|车次|卷次|架次|家次|户次|批次|场次|频次|人|名|位|笔|个|项|件|宗|条|起|家|所|户|次|份|台|辆|套|座|处|场|批|篇|"
    "部|本|册|卷|张|间|栋|幢|株|棵|头|只|匹|羽|期|届|对|组|队|支|艘|架|盏|根|块|片|枚|幅|门|款|类|种|例|床|箱|袋|样|页|字|节|班|村|镇|站|点|"
    "标段|路|单|桩|席|轮|步|层|级|间次|批件|案|公里?|档"
)
_LETTERS = {
    **dict.fromkeys(("km²", "km2", "k㎡"), "平方公里"),
    **dict.fromkeys(("m²", "m2", "㎡"), "平方米"),
    **dict.fromkeys(("m³", "m3", "㎥"), "立方米"),
    **dict.fromkeys(("hm²", "hm2", "ha"), "公顷"),
    **dict.fromkeys(("km", "KM", "Km", "㎞"), "公里"),
    **dict.fromkeys(("kg", "KG", "㎏"), "公斤"),
    **dict.fromkeys(("kWh", "kwh", "KWH"), "千瓦时"),
    **dict.fromkeys(("kW", "kw", "KW"), "千瓦"),
    "m": "米",
    "h": "小时",
}
_LETTERED = "|".join(sorted(_LETTERS, key=len, reverse=True))
_MEASURE = re.compile(
    rf"(?:余|多)?(?P<scale>百万|千万|万|亿|千|百)?(?:余|多)?"
    rf"(?P<unit>元|%|‰|个百分点|百分点|{_MEASURED}|{_COUNTED}|(?:{_LETTERED})(?![A-Za-z0-9²³]))?(?P<also>\((?:{_COUNTED}|{_MEASURED})\)|/?(?:次|件)(?=[，。；、)]))?"
)
_PEOPLE = {"名": "人", "位": "人"}
_CONTINUOUS = frozenset(_MEASURED.split("|"))
_SAME = {
    "场次": "场",
    "批次": "批",
    "千米": "公里",
    "平方千米": "平方公里",
    "千克": "公斤",
    "个百分点": POINTS,
    "百分点": POINTS,
    **_LETTERS,
}
_KILO = {"吨": ("公斤", 1000)}


@dataclass(frozen=True, slots=True)
class Measure:
    """`unit` is '' for a bare number. `factor`: how many of `unit` one printed unit is. `length`: characters."""

    unit: str
    factor: int
    length: int

    @property
    def counts(self) -> bool:
        """Whether a whole number of it is exact: so many people, but not so many kilometres or 万 people."""
        return self.factor == 1 and self.unit not in _CONTINUOUS and self.unit not in (MONEY, PERCENT, POINTS, "‰")


def measure_at(text: str, end: int) -> Measure:
    """The measure behind a number whose digits end at `end` of squeezed text."""
    found = _MEASURE.match(text, end)
    assert found is not None  # every group is optional
    unit = found["unit"] or ""
    if not unit:
        scale = found["scale"] or ""
        return Measure("", _SCALES[scale], len(scale))
    factor = _SCALES[found["scale"] or ""]
    unit = _PEOPLE.get(unit, _SAME.get(unit, unit))
    return Measure(unit, factor, found.end() - end)


@lru_cache(maxsize=256)  # of each number, by each that looks for one it can be reckoned with
def in_common(unit: str, factor: int) -> tuple[str, Decimal]:
    """A measure in the smallest unit of its kind: 吨 and 公斤 can be divided, 公里 and 亩 cannot."""
    if unit in _KILO:
        base, more = _KILO[unit]
        return base, Decimal(factor * more)
    return unit, Decimal(factor)
