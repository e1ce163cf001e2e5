"""The scale of grades that a report prints itself: 90分（含）以上为优秀，75分（含）至90分为良好，60分以下为差.

Only where each grade begins is read; the next better one ends it. A document with several scales has none to go by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.vocabulary.names import folded
from schemas.document import Document

_WORD = re.compile(r"不合格|基本合格|较差|较好|中等|优秀|良好|合格|一般|优|良|中(?!小|央|心|期)|差(?!异|额)|低(?!于)")
_NUMBER = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d+)?(?![\d.%％]|\.\d)")
_BELOW = re.compile(r"以下|(?<!不)低于|不足|小于|不满|[<＜]")
# 得 92 分（90分以上为优; 等级为“良”（优：90分以上
_BEHIND_RESULT = re.compile(
    rf"(?<=[”分])[(（](?=\d|≥)|(?<=[”\"分优良中差秀好等格般])[(（](?=(?:{_WORD.pattern})[:：为]|\d+分?以上为)"
)
_PIECES = re.compile(r"[，,、；;。]")
_SAME = {"优秀": "优", "良好": "良", "较好": "良", "中等": "中", "较差": "差"}
_TOP, _LONGEST = Decimal(100), 26  # points; characters of what is said of one grade
_BEST_FROM = (Decimal(75), Decimal(98))  # where the best grade of a hundred points may begin


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade holds scores from `low` up to, but not including, `high` (the best one includes it)."""

    word: str
    low: Decimal
    high: Decimal


def same_grade(one: str, other: str) -> bool:
    """Whether two words mean one grade (优 and 优秀)."""
    return _SAME.get(one, one) == _SAME.get(other, other)


def printed_scale(document: Document) -> tuple[Grade, ...]:
    """The one scale of grades that a document prints, the best grade first; empty where it prints none, or several."""
    texts = [b.text for b in document.blocks] + [c.text for t in document.tables for c in t.cells if len(c.text) > 12]
    scales = {scale for text in texts if len(_WORD.findall(text)) > 1 for scale in _scales_of(folded(text))}
    return scales.pop() if len(scales) == 1 else ()


def _scales_of(text: str) -> Iterator[tuple[Grade, ...]]:
    """The scales of one text: runs of pieces that each tell where one grade begins."""
    run: list[tuple[str, Decimal]] = []
    for piece in [*_PIECES.split(text), ""]:
        said = _begins(piece)
        if said is not None:
            run.append(said)
            continue
        if (scale := _scale(run)) is not None:
            yield scale
        run = []


def _begins(piece: str) -> tuple[str, Decimal] | None:
    """The grade that a piece speaks of and where it begins; None where it tells no such thing."""
    told = _BEHIND_RESULT.split(piece)[-1]
    behind = re.split("[:：]", told)[-1]  # 分为优、良、差三档：90分以上为优
    told = behind if _WORD.search(behind) and _NUMBER.search(behind) else told
    words, numbers = _WORD.findall(told), [Decimal(n) for n in _NUMBER.findall(told)]
    if len(words) != 1 or not 1 <= len(numbers) <= 2 or max(numbers) > _TOP or len(told) > _LONGEST:
        return None
    below = len(numbers) == 1 and _BELOW.search(told)
    return words[0], Decimal(0) if below else min(numbers)


def _scale(run: list[tuple[str, Decimal]]) -> tuple[Grade, ...] | None:
    ordered = sorted(run, key=lambda said: said[1], reverse=True)
    lows = [low for _, low in ordered]
    if len(run) < 2 or len(set(lows)) < len(lows) or ordered not in (run, run[::-1]):
        return None
    if not ordered[0][0].startswith("优") or not _BEST_FROM[0] <= lows[0] <= _BEST_FROM[1]:
        return None
    return tuple(Grade(word, low, high) for (word, low), high in zip(ordered, [_TOP, *lows], strict=False))
