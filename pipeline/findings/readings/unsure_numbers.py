"""Numbers of a picture that were not read for certain, by where they stand: in sentences, rules and remarks too, which
no record of a figure tells of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from schemas.document import Block, PlacedText, Table
from schemas.geometry import Box

CERTAIN = 0.99  # confidence of the weakest character from which no digit is in doubt
BESIDE = 0.9  # … from which it puts no other number of its sentence in doubt
NUMBER = re.compile(r"[\d,，.．]*\d[\d,，.．]*[%％]?")
MARKER = re.compile(
    r"(?:^|(?<=[。；;！？)）\s]))\d{1,2}[.．](?=[^\d.．\s])"
)  # 3.比率…: counts items, and no rule reckons with it
SENTENCE = re.compile(r"[^。；;！？]+")


class UnsureNumbers:
    """The numbers in doubt of a document's tables and blocks; false where there are none."""

    def __init__(self, tables: Sequence[Table], blocks: Sequence[Block]) -> None:
        self._numbers: dict[int, list[Box]] = defaultdict(list)
        self._sentences: dict[int, list[Box]] = defaultdict(list)
        for content in (cell.content for table in tables for cell in table.cells):
            for box in _unsure(content, 0, len(content.text), CERTAIN):
                self._numbers[box.page].append(box)
        for content in (block.content for block in blocks if block.content.confidences):
            self._take_sentences(content)

    def _take_sentences(self, content: PlacedText) -> None:
        for start, end in (found.span() for found in SENTENCE.finditer(content.text)):
            boxes = _unsure(content, start, end, CERTAIN)
            for box in boxes:
                self._numbers[box.page].append(box)
            if boxes and _unsure(content, start, end, BESIDE):
                for box in content.boxes(start, end):
                    self._sentences[box.page].append(box)

    def __bool__(self) -> bool:
        return bool(self._numbers)

    def within(self, box: Box) -> bool:
        """Whether a number in doubt stands in a box."""
        return any(_holds(box, number) for number in self._numbers.get(box.page, ()))

    def beside(self, box: Box) -> bool:
        """Whether what stands in a box is told in a sentence with a number in doubt."""
        return any(_holds(line, box) for line in self._sentences.get(box.page, ()))


def _unsure(content: PlacedText, start: int, end: int, certain: float) -> list[Box]:
    """Where the numbers of a stretch of text stand that were read with less confidence than `certain`."""
    if not content.confidences or content.confidence >= certain:
        return []
    return [
        content.boxes(*span)[0]
        for span in _spans(content.text, start, end)
        if content.confidence_of(*span) < certain and content.boxes(*span)
    ]


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    markers = {found.span() for found in MARKER.finditer(text, start, end)}
    return (found.span() for found in NUMBER.finditer(text, start, end) if found.span() not in markers)


def _holds(outer: Box, inner: Box) -> bool:
    across, down = (inner.x0 + inner.x1) / 2, (inner.top + inner.bottom) / 2
    return outer.page == inner.page and outer.x0 <= across <= outer.x1 and outer.top <= down <= outer.bottom
