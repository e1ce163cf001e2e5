"""Blocks -> whole paragraphs: what a page break or the layout cut is one again, each character in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable

from schemas.document import Block, PlacedText

_ENDS = re.compile(r"[。；：:！？!?]\s*[”’」』）)]*\s*$")
_BEGINS_ANEW = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[①-⑳]|[一二三四五六七八九十]是|第[一二三四五六七八九十])"
)
_GOES_ON = re.compile(r"\s*-?\d[\d,，]*(?:\.\d+)?\s*(?:[%％]|[万亿]?元|[、，。；])")  # no paragraph begins with 25.1%、
_LEADS_ON = re.compile(r"[为是达到、，]\s*$")
LEAST = 30  # characters of a paragraph that a line break may have cut


def whole_paragraphs(blocks: Iterable[Block]) -> list[Block]:
    """The paragraphs and headings of the body text, in order."""
    found: list[Block] = []
    for block in blocks:
        if block.kind in ("caption", "unit"):
            continue
        if found and _goes_on(found[-1], block):
            found[-1] = found[-1].model_copy(update={"content": _joined(found[-1].content, block.content)})
        else:
            found.append(block)
    return found


def _goes_on(before: Block, block: Block) -> bool:
    if before.kind != "paragraph" or block.kind != "paragraph":
        return False
    if _LEADS_ON.search(before.text) and _GOES_ON.match(block.text):
        return True
    if len(before.text) < LEAST:
        return False
    return not _ENDS.search(before.text) and not _BEGINS_ANEW.match(block.text)


def _joined(first: PlacedText, second: PlacedText) -> PlacedText:
    known = first.confidences and second.confidences
    return PlacedText(
        text=first.text + second.text,
        places=first.places + second.places,
        origin=first.origin,
        confidence=min(first.confidence, second.confidence),
        confidences=first.confidences + second.confidences if known else (),
    )
