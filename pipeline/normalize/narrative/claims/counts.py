"""Counts that sentences state of indicators: how many of each level, how many with or without deductions.

How many indicators a table has at each of its levels: 设一级指标 3 个、二级指标 10 个、三级指标 18 个.

How many indicators have full marks and how many lost some: 7 项得满分; 满分指标 7 项; 5 项指标扣分.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from pipeline.normalize.narrative.claims.subjects import Mention
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


MarkCount = Literal["full_count", "lost_count"]

_SORT = r"(?:(?:末级|三级|具体|明细|评价|绩效|自评)*指标)"
_FULL = r"(?:均|都)?(?:(?:得|获得?|取得|为|是|达到?)了?满分|未扣分|没有扣分|不扣分)"
_LOST = r"(?:均|都)?(?:存在|出现|有|产生|被|予以)?(?:扣分|失分|丢分|减分)|(?:未|没有?|未能)(?:得|获得?|取得|达到?)?满分"
_OF = r"(?:的|项|类)*"
_ENDS = r"(?=[，。；、()：]|$)"
_BEHIND: tuple[tuple[MarkCount, re.Pattern[str]], ...] = (
    ("full_count", re.compile(rf"^[个项]{_SORT}?(?:{_FULL}|(?<=标)满分){_ENDS}")),
    ("lost_count", re.compile(rf"^[个项]{_SORT}?(?:{_LOST}){_ENDS}")),
    ("lost_count", re.compile(rf"^[个项]{_SORT}(?:合计|共计?|累计|总共)(?:扣|失|丢)(?:了)?\d")),
)
_BEFORE: tuple[tuple[MarkCount, re.Pattern[str]], ...] = (  # 未得满分的指标 before 得满分的指标
    ("lost_count", re.compile(rf"(?:扣分|失分|丢分|未得满分|未获满分){_OF}{_SORT}(?:数量?|共计?|合计|有|为|：)*$")),
    ("full_count", re.compile(rf"(?:得满分|满分|未扣分|不扣分){_OF}{_SORT}(?:数量?|共计?|合计|有|为|：)*$")),
)
_COUNTED = re.compile(r"^[个项](?:指标)?(?=[，。；、(：]|$)")
# 资金管理类指标中有 3 项得满分: of those alone.
_SOME = re.compile(r"(?:类|级|方面|部分|其余|另|主要)[^，。；]{0,10}$")


def mark_count(sentence: str, digits_end: int, lead: str, quantity: Quantity) -> MarkCount | None:
    """What a number of a sentence counts, if it counts indicators by whether they lost points. `digits_end` is a place
    in `sentence`; `lead` what stands between the number before and it."""
    if quantity.unit is not Unit.ITEMS or not quantity.is_exact:
        return None
    after = sentence[digits_end:]
    if _SOME.search(re.split(r"[，。；：]", lead)[-1].replace("三级", "").replace("末级", "")):
        return None
    for kind, pattern in _BEHIND:
        if pattern.match(after) and re.search(r"指标|[，、；：]", lead + after[:8]):
            return kind
    if not _COUNTED.match(after):
        return None
    return next((kind for kind, pattern in _BEFORE if pattern.search(lead)), None)


# 评价指标共 22 项，其中预算管理类 10 项、…
_COUNTED_ALL = re.compile(
    r"指标(?:体系)?(?:总?数|个数)?(?:共计?|合计|总计|有|为|设)+\d+[个项]|(?:共|设|设置|设有|包括)(?:了)?\d+[个项](?:三级|末级|具体|评价)*指标"
)
_BEHIND_LEVEL = re.compile(r"(?:类|方面|部分|指标|类指标)?(?:有|共|为|：)?")
_COUNT_ENDS = re.compile(r"[个项](?:(?:三级|末级|具体)?指标)?(?=[，。；、)]|$)")


def part_of_count(flat: str, start: int, quantity: Quantity, mentions: Sequence[Mention]) -> str:
    """The level whose share of all indicators a number counts, told right behind its name; '' for none."""
    if quantity.unit is not Unit.ITEMS or quantity.bound or not _COUNT_ENDS.match(flat, quantity.digits_end):
        return ""
    before = [m for m in mentions if m.is_level and m.end <= quantity.start]
    named = [m for m in before[-1:] if _BEHIND_LEVEL.fullmatch(flat[m.end : quantity.start])]
    if not named or not _COUNTED_ALL.search(flat[start : named[-1].start]):
        return ""
    return named[-1].name if re.search(r"(?:其中|分别为|包括|[，；、：(])$", flat[start : named[-1].start]) else ""
