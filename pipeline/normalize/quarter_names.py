"""Names of quarters: 第1季度, 一季度, Q3, 1-6月, 截至9月底; 上半年 and 全年 where they stand for one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from pipeline.vocabulary.names import folded
from schemas.document import Table

QUARTER_NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4, "Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4}
_YEAR = r"(?:(?:20\d\d|二〇[一二三]\w)年度?)?"
_QUARTER = re.compile(rf"{_YEAR}(?:截[至止])?第?([一二三四1-4ⅠⅡⅢⅣ])季度?(?:末|底|累计|合计)?")
_LETTER = re.compile(rf"{_YEAR}(?:Q([1-4])|([1-4])Q)", re.IGNORECASE)
_MONTHS = re.compile(rf"{_YEAR}(?:截[至止])?(?:0?1(?:月份?)?[-~至到])?(0?3|0?6|0?9|12)月份?(?:末|底|累计)?")
_TWICE = re.compile(r"([^()]+)\(([^()]+)\)")  # 3月末(第一季度): one quarter under two names
# What a row of figures so far is called, which beside all four quarters is a subtotal.
_SO_FAR = re.compile(
    rf"{_YEAR}(?:(?P<half>上半年|前[二两2]个?季度)|(?P<nine>前[三3]个?季度|[一1][至到\-~][三3]季度)|(?P<year>全年|年度|年末|[一1][至到\-~][四4]季度))"
    r"(?:末|底|累计|合计)?"
)


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
    if (found := _TWICE.fullmatch(name + ")" * (name.count("(") - name.count(")")))) is not None:
        one, other = quarter_named(found[1]), quarter_named(found[2])
        return one if one == other else None
    return None


def quarters_named(texts: Iterable[str]) -> list[int | None]:
    """As `quarter_named` for each text of a column; 上半年, 前三季度 and 全年 are the quarters that they end with where
    the column names all four, and none of them twice."""
    names = list(texts)
    plain = [quarter_named(t) for t in names]
    wide = [None if q else _so_far(t) for t, q in zip(names, plain, strict=True)]
    both = [q or w for q, w in zip(plain, wide, strict=True)]
    return both if sorted(q for q in both if q) == [1, 2, 3, 4] else plain


def rows_of_quarters(table: Table, col: int, rows: Sequence[int]) -> dict[int, int]:
    """The rows (of `rows`) that a column names after a quarter, each with its quarter, 1 to 4."""
    named = quarters_named(table.text_at(r, col) for r in rows)
    return {r: q for r, q in zip(rows, named, strict=True) if q}


def _so_far(text: str) -> int | None:
    found = _SO_FAR.fullmatch(folded(text).strip("():,.。"))
    return None if found is None else 2 if found["half"] else 3 if found["nine"] else 4
