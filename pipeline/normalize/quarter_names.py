"""Names of quarters: 第1季度, 一季度, Q3, 1-6月, 截至9月底."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.vocabulary.names import folded

QUARTER_NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4, "Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4}
_YEAR = r"(?:(?:20\d\d|二〇[一二三]\w)年度?)?"
_QUARTER = re.compile(rf"{_YEAR}(?:截[至止])?第?([一二三四1-4ⅠⅡⅢⅣ])季度?(?:末|底|累计|合计)?")
_LETTER = re.compile(rf"{_YEAR}(?:Q([1-4])|([1-4])Q)", re.IGNORECASE)
_MONTHS = re.compile(rf"{_YEAR}(?:截[至止])?(?:0?1(?:月份?)?[-~至到])?(0?3|0?6|0?9|12)月份?(?:末|底|累计)?")


@lru_cache(maxsize=2048)
def quarter_named(text: str) -> int | None:
    """1 … 4 for a text that as a whole names a quarter (or the months up to its end); None for any other."""
    name = folded(text).strip("():,.。")
    if found := _QUARTER.fullmatch(name):
        return QUARTER_NUMERALS[found[1]]
    if found := _LETTER.fullmatch(name):
        return int(found[1] or found[2])
    if found := _MONTHS.fullmatch(name):
        return int(found[1]) // 3
    return None
