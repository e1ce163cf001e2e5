"""Text of a table without rules as pieces: chunks of a printed line, and blocks of lines that make one cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from parsers.pages.content import Glyph
from parsers.pages.lines import Line

CELL_GAP = 0.6  # sizes of white between two cells of one line; spaces inside a cell are narrower
NAME_GAP = 0.45  # the same between two names of a header, which hold no spaces
BORDER_GAP = 0.25  # the same between two texts at a place where columns are known to part
NARROW_GAP = 0.08  # the same at a place through which no line of the table prints
ONE_CELL_PITCH = 1.75  # sizes from line to line inside a cell, at most; wider spacing parts rows
CLOSING = frozenset("）】")
BRACKET = 0.4  # sizes of white in the right half of the square of such a sign
HALF_EMPTY = frozenset(
    "）】，。、；："
)  # signs that may hang out at the end of a line, and fill the left of their square
HALF_SEEN = 0.22  # sizes of white behind such a sign from which its own counts
HANGING = 0.5  # sizes by which such a sign may reach over the text of the next column
AT_COLUMN = 1.0  # points off the left side of its column that a text begins
TOTALS = frozenset({"合计", "总计", "小计", "总得分情况", "总得分", "总分", "得分合计", "全年平均执行率"})
TOTAL_OF = re.compile(r"[\u4e00-\u9fff]{0,6}(?:合计|总计)|(?:全年|[四各]?季度)?平均(?:预算)?(?:执行率|进度)?")
WITH_FIGURE = re.compile(r"[:：][\d,，.．]+[%％]?$")  # 全年平均执行率：103.15%
ENDS_AMOUNT = re.compile(r"\d[.．]\d{2}[%％]?$")  # no figure goes on behind two decimals and a space
ALONE = re.compile(r"\d{1,3}(?:[,，]?\d{3})*[.．]\d{2}[%％]?")  # an amount that stands before a text begins no sentence
LEAST_AMOUNT = 4  # characters of one
AFTER_AMOUNT = frozenset("万亿元个件人分份次名条户家项%％、，,。；;：:.．)）·-－—～~至到和及与")  # what goes on with it
STARTS_FIGURE = frozenset("0123456789-－(（")


class Chunk(NamedTuple):
    """Glyphs of one line with no wide gap between them. `line` is the index of the printed line."""

    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    text: str
    line: int

    @property
    def x(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def y(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(slots=True)
class TextBlock:
    """Chunks one under the other that make the text of one cell."""

    chunks: list[Chunk]

    @property
    def x0(self) -> float:
        return min(c.x0 for c in self.chunks)

    @property
    def x1(self) -> float:
        return max(c.x1 for c in self.chunks)

    @property
    def top(self) -> float:
        return self.chunks[0].top

    @property
    def bottom(self) -> float:
        return self.chunks[-1].bottom

    @property
    def x(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def y(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def text(self) -> str:
        return "".join(c.text for c in self.chunks)


def chunks_of(
    line: Line,
    index: int,
    gap: float = CELL_GAP,
    whites: Sequence[tuple[float, float]] = (),
    border_gap: float = BORDER_GAP,
) -> list[Chunk]:
    """A line cut at its wide gaps, at narrower ones (`border_gap`) where there is white between columns (`whites`), or
    between an amount that has its decimals and the next figure."""
    groups = [[line.glyphs[0]]]
    least = min(gap, border_gap)
    for before, glyph in pairwise(line.glyphs):
        white = glyph[1] - before[3]
        if before[0] in CLOSING or (before[0] in HALF_EMPTY and white > HALF_SEEN * before[5]):
            white += BRACKET * before[5]
        if whites and white > -HANGING * glyph[5] and before[0] in HALF_EMPTY and _hangs(before, glyph, whites):
            groups[-1][-1] = before._replace(x1=before[3] - HANGING * before[5])  # the half of it that holds ink
            groups.append([])
        elif white > least * glyph[5] and (  # which few are
            (white > gap * before[5] and white > gap * glyph[5])
            or (white > border_gap * glyph[5] and any(a < glyph[1] and before[3] < b for a, b in whites))
            or (white > BORDER_GAP * glyph[5] and glyph[0] in STARTS_FIGURE and _ends_amount(groups[-1]))
            or (white > BORDER_GAP * glyph[5] and glyph[0] not in AFTER_AMOUNT and _is_amount(groups[-1]))
        ):
            groups.append([])
        groups[-1].append(glyph)
    return [_chunk(group, index) for group in groups]


def _hangs(sign: Glyph, glyph: Glyph, whites: Sequence[tuple[float, float]]) -> bool:
    """Whether a sign hangs out into the white behind its column, right before a text that begins the next column."""
    return any(left - sign[5] < sign[1] < right and abs(glyph[1] - right) <= AT_COLUMN for left, right in whites)


def _chunk(glyphs: list[Glyph], index: int) -> Chunk:
    texts, _, tops, x1s, bottoms, sizes, *_ = zip(*glyphs, strict=True)
    return Chunk(glyphs[0][1], max(x1s), min(tops), max(bottoms), max(sizes), "".join(texts), index)


def _is_amount(glyphs: list[Glyph]) -> bool:
    return len(glyphs) >= LEAST_AMOUNT and bool(ALONE.fullmatch("".join([g[0] for g in glyphs[-16:]])))


def ends_whole_amount(glyphs: Sequence[Glyph], k: int) -> bool:
    """Whether an amount, with nothing close before it, ends right before a character."""
    start = k - 1
    while start > 0 and glyphs[start][1] - glyphs[start - 1][3] < NARROW_GAP * glyphs[start][5]:
        start -= 1
    text = "".join([g[0] for g in glyphs[start:k]])
    return len(text) >= LEAST_AMOUNT and bool(ALONE.fullmatch(text))


def goes_on_behind_amount(glyph: Glyph) -> bool:
    """Whether a character may belong to the amount before it (万, 项)."""
    return glyph[0] in AFTER_AMOUNT


def _ends_amount(glyphs: list[Glyph]) -> bool:
    return bool(ENDS_AMOUNT.search("".join([g[0] for g in glyphs[-8:]])))


def spaced_together(line: Sequence[Chunk], seats: Sequence[list[int]]) -> list[tuple[Chunk, list[int]]]:
    """Chunks of a line with the columns they stand in; those that stand in one column alone are one (项　　目)."""
    found: list[tuple[Chunk, list[int]]] = []
    for chunk, seat in zip(line, seats, strict=True):
        before = found[-1] if found else None
        if before is None or before[1] != seat or len(seat) > 1:
            found.append((chunk, seat))
            continue
        last = before[0]
        whole = last._replace(
            x0=min(last.x0, chunk.x0), x1=max(last.x1, chunk.x1), top=min(last.top, chunk.top),
            bottom=max(last.bottom, chunk.bottom), text=f"{last.text} {chunk.text}",
        )  # fmt: skip
        found[-1] = whole, seat
    return found


def text_of(line: Iterable[Chunk]) -> str:
    return "".join(c.text for c in line)


def is_total(text: str) -> bool:
    """Whether a text is the name of a total line."""
    plain = WITH_FIGURE.sub("", text.replace(" ", "")).rstrip("：:")
    return plain in TOTALS or bool(TOTAL_OF.fullmatch(plain))


def is_grand_total(text: str) -> bool:
    """Whether a text names a line of totals that stands for itself, unlike 小计, which belongs to the rows above it."""
    return is_total(text) and not text.replace(" ", "").startswith("小计")


def blocks_of(column: list[Chunk], pitch: float) -> list[TextBlock]:
    """Chunks of a column, top to bottom, put together where their lines are closer than `pitch` sizes."""
    blocks: list[TextBlock] = []
    for chunk in column:
        last = blocks[-1].chunks[-1] if blocks else None
        if last is not None and chunk.y - last.y < pitch * max(last.size, chunk.size):
            blocks[-1].chunks.append(chunk)
        else:
            blocks.append(TextBlock([chunk]))
    return blocks
