"""How many indicators a table has at each of its levels: 设一级指标 3 个、二级指标 10 个、三级指标 18 个."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from pipeline.normalize.narrative.reading.text_numbers import Quantity
from schemas.figure import Unit

LevelCount = Literal["level1_count", "level2_count", "indicator_count"]

_LEVEL = r"(?:[一二三123]级|末级)(?:评价|绩效|考核)?指标"
_COUNTS = re.compile(
    rf"(?P<before>{_LEVEL})(?:数量?|共|有|为|：|\(|计)*(?P<n>\d+)[个项条类](?![一二三末123]级)"
    rf"|(?<![\d.])(?P<m>\d+)[个项条类](?P<behind>{_LEVEL})(?!\d)"
)
_KINDS: dict[str, LevelCount] = {
    **dict.fromkeys("一1", "level1_count"),
    **dict.fromkeys("二2", "level2_count"),
    **dict.fromkeys("三3末", "indicator_count"),
}
LEAST_LEVELS = 2
# 财政局印发的框架设一级指标 3 个、…: of another table than the report's own.
_OF_OTHERS = re.compile(
    r"印发|下发|财政局|财政厅|财政部门|共性|上级|范本|模板|文件|通知|原(?:有|定|来)|(?:调整|修订|优化)前|上年"
)


def level_count(flat: str, start: int, end: int, quantity: Quantity) -> LevelCount | None:
    """What a number of the sentence `flat[start:end]` counts, where the sentence tells of several levels, each once."""
    if quantity.unit is not Unit.ITEMS or quantity.approximate or "级" not in flat[start:end]:
        return None
    return dict(_told(flat[start:end])).get(quantity.start - start)


@lru_cache(maxsize=64)
def _told(sentence: str) -> tuple[tuple[int, LevelCount], ...]:
    """Place of each number and what it counts; () where a level is counted twice: of several tables, or of parts."""
    found = [
        (m.start("n") if m["n"] else m.start("m"), _KINDS[(m["before"] or m["behind"])[0]])
        for m in _COUNTS.finditer(sentence)
    ]
    if _OF_OTHERS.search(sentence):
        return ()
    kinds = {kind for _, kind in found}
    return tuple(found) if len(kinds) == len(found) >= LEAST_LEVELS else ()
