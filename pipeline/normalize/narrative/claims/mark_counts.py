"""How many indicators have full marks and how many lost some: 7 项得满分; 满分指标 7 项; 5 项指标扣分."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from pipeline.normalize.narrative.claims.subjects import Mention
from pipeline.normalize.narrative.reading.text_numbers import Quantity
from schemas.figure import Unit

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
    if quantity.unit is not Unit.ITEMS or quantity.bound or quantity.approximate:
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
