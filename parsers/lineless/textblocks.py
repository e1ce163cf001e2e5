"""Text of a table without rules as pieces: chunks of a printed line, and blocks of lines that make one cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from parsers.pages.content import Glyph
from parsers.pages.lines import Line

CELL_GAP = 0.6  # sizes of white between two cells of one line; spaces inside a cell are narrower
NAME_GAP = 0.45  # the same between two names of a header, which hold no spaces
BORDER_GAP = 0.25  # the same between two texts at a place where columns are known to part
ONE_CELL_PITCH = 1.75  # sizes from line to line inside a cell, at most; wider spacing parts rows
CLOSING = frozenset("）】")
BRACKET = 0.4  # sizes of white in the right half of the square of such a sign
HALF_EMPTY = frozenset(
    "）】，。、；："
)  # signs that may hang out at the end of a line, and fill the left of their square
HALF_SEEN = 0.22  # sizes of white behind such a sign from which its own counts
HANGING = 0.5
TOTALS = frozenset({"合计", "总计", "小计", "总得分情况", "总得分", "总分", "得分合计", "全年平均执行率"})
TOTAL_OF = re.compile(r"[\u4e00-\u9fff]{0,6}(?:合计|总计)|(?:全年|[四各]?季度)?平均(?:预算)?(?:执行率|进度)?")
WITH_FIGURE = re.compile(r"[:：][\d,，.．]+[%％]?$")  # 全年平均执行率：103.15%
ENDS_AMOUNT = re.compile(r"\d[.．]\d{2}[%％]?$")  # no figure goes on behind two decimals and a space
ALONE = re.compile(r"\d{1,3}(?:[,，]?\d{3})*[.．]\d{2}[%％]?")  # an amount that stands before a text begins no sentence
LEAST_AMOUNT = 4  # characters of one
AFTER_AMOUNT = frozenset("万亿元个件人分份次名条户家项%％、，,。；;：:.．)）·-－—～~至到和及与")  # what goes on with it
STARTS_FIGURE = frozenset("0123456789-－(（")
LEAST_STACKED = 3  # pairs of figures one under the other that tell the distance of rows
FIGURE = re.compile(r"[-－+]?\d{1,3}(?:[,，]?\d{3})*(?:[.．]\d+)?[%％]?")
CUT_OFF = re.compile(r"[\d,，]+[.．]\d*")  # a figure whose decimals may go on in the next line of its cell
REST = re.compile(r"\d+[%％]?")
DASHES = frozenset("-－—–")
LONG_FIGURE = 4  # characters; no cell is too narrow for shorter ones
LEAST_COLUMNS = 4  # of a table whose rows are told by how full its lines are
SPARSE = 0.4  # share of the columns that a line fills, at most, where several lines make a row
JUMP = 1.18  # factor between the distance of lines in a cell and that of rows


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


def chunks_of(line: Line, index: int, gap: float = CELL_GAP, whites: Sequence[tuple[float, float]] = ()) -> list[Chunk]:
    """A line cut at its wide gaps, and at narrower ones where there is white between columns (`whites`), or between an
    amount that has its decimals and the next figure."""
    groups = [[line.glyphs[0]]]
    least = min(gap, BORDER_GAP)
    for before, glyph in pairwise(line.glyphs):
        white = glyph[1] - before[3]
        if before[0] in CLOSING or (before[0] in HALF_EMPTY and white > HALF_SEEN * before[5]):
            white += BRACKET * before[5]
        if white > least * glyph[5] and (  # which few are
            (white > gap * before[5] and white > gap * glyph[5])
            or (white > BORDER_GAP * glyph[5] and any(a < glyph[1] and before[3] < b for a, b in whites))
            or (white > BORDER_GAP * glyph[5] and glyph[0] in STARTS_FIGURE and _ends_amount(groups[-1]))
            or (white > BORDER_GAP * glyph[5] and glyph[0] not in AFTER_AMOUNT and _is_amount(groups[-1]))
        ):
            groups.append([])
        groups[-1].append(glyph)
    return [_chunk(group, index) for group in groups]


def _chunk(glyphs: list[Glyph], index: int) -> Chunk:
    texts, _, tops, x1s, bottoms, sizes, *_ = zip(*glyphs, strict=True)
    return Chunk(glyphs[0][1], max(x1s), min(tops), max(bottoms), max(sizes), "".join(texts), index)


def _is_amount(glyphs: list[Glyph]) -> bool:
    return len(glyphs) >= LEAST_AMOUNT and bool(ALONE.fullmatch("".join([g[0] for g in glyphs[-16:]])))


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


def is_total(text: str) -> bool:
    """Whether a text is the name of a total line."""
    plain = WITH_FIGURE.sub("", text.replace(" ", "")).rstrip("：:")
    return plain in TOTALS or bool(TOTAL_OF.fullmatch(plain))


def is_grand_total(text: str) -> bool:
    """Whether a text names a line of totals that stands for itself, unlike 小计, which belongs to the rows above it."""
    return is_total(text) and not text.replace(" ", "").startswith("小计")


def row_pitch(columns: list[list[Chunk]]) -> float:
    """The distance between middles of two lines, in sizes, from which they belong to two rows.

    No cell holds two figures one under the other: where most that do so are closer, it is less than their distance.
    Digits without a point below a figure with one may be the rest of it, in a cell too narrow for all its decimals; so
    are figures between which names of other columns stand in the middle.
    """
    figures = [
        (b.y - a.y) / max(a.size, b.size)
        for column in columns
        for a, b in pairwise(column)
        if FIGURE.fullmatch(a.text) and FIGURE.fullmatch(b.text) and not _one_figure(a.text, b.text)
        if not _is_cut_figure(a, b, column, columns)
    ]
    found = _row_pitch(columns)
    close = [f for f in figures if f < found]
    if len(close) < LEAST_STACKED or len(close) * 2 < len(figures):
        return found
    return 0.95 * min(close)


def hold_rows(column: list[Chunk]) -> bool:
    """Whether texts one under the other are figures of several rows: no cell holds two, but digits of one that is set
    from top to bottom, or is too long for its cell."""
    figures = [c.text for c in column if FIGURE.fullmatch(c.text)]
    apart = [b for a, b in pairwise(figures) if not _one_figure(a, b) and min(len(a), len(b)) > 1]
    return bool(apart) and len(figures) + sum(c.text in DASHES for c in column) == len(column)


def _one_figure(first: str, second: str) -> bool:
    return bool(CUT_OFF.fullmatch(first) and REST.fullmatch(second))


def _is_cut_figure(above: Chunk, below: Chunk, own: list[Chunk], columns: list[list[Chunk]]) -> bool:
    """Whether a long figure may go on below: as many of the other columns have a name in the middle of the two lines as
    have one beside both."""
    if len(above.text) < LONG_FIGURE or above.x1 - above.x0 < below.x1 - below.x0 - 0.1 * below.size:
        return False
    middle, reach = (above.y + below.y) / 2, 0.2 * above.size
    between = beside = 0
    for column in columns:
        if column is not own:
            names = [c.y for c in column if above.top - reach < c.y < below.bottom and not FIGURE.fullmatch(c.text)]
            between += any(abs(y - middle) <= reach for y in names)
            beside += any(abs(y - above.y) <= reach for y in names) and any(abs(y - below.y) <= reach for y in names)
    return 0 < between >= beside


def _row_pitch(columns: list[list[Chunk]]) -> float:
    """The distance between middles of two lines, in sizes, from which they belong to two rows.

    Lines of one cell are closer than rows. Where all distances are alike, every line is a row of its own, unless they
    are as close as lines of running text.
    """
    pitches = sorted(
        (b.y - a.y) / max(a.size, b.size)
        for column in columns
        for a, b in pairwise(column)
        if 0.8 < (b.y - a.y) / max(a.size, b.size) < 6
    )
    close = [p for p in pitches if p <= ONE_CELL_PITCH]
    if not close:
        return ONE_CELL_PITCH if not pitches else min(ONE_CELL_PITCH, pitches[0] * 0.9)
    wider = [p for p in pitches if p > close[len(close) // 2] * JUMP]
    if not wider:
        if _are_wrapped(columns) or _are_sparse(columns):
            return ONE_CELL_PITCH
        return close[0] * 0.9  # all alike: rows set as close as lines
    base = close[len(close) // 2]
    steps = [p for p in pitches if p >= base]
    before, after = max(pairwise(steps), key=lambda ab: (ab[1] / ab[0]) if ab[0] <= base * 1.6 else 0.0)
    return (before + after) / 2


def _are_wrapped(columns: list[list[Chunk]]) -> bool:
    """Whether close lines are lines of one cell: other columns have their text in the middle between them rather than
    beside both. A figure in two lines beside such a text settles it, also where most names take two lines."""
    between = beside = 0
    for column in columns:
        for a, b in pairwise(column):
            if b.y - a.y > ONE_CELL_PITCH * a.size:
                continue
            others = [c.y for other in columns if other is not column for c in other]
            middle, reach = (a.y + b.y) / 2, 0.2 * a.size
            in_middle = any(abs(y - middle) <= reach for y in others)
            if in_middle and _one_figure(a.text, b.text):
                return True
            between += in_middle
            beside += any(abs(y - a.y) <= reach for y in others) and any(abs(y - b.y) <= reach for y in others)
    return between > beside


def _are_sparse(columns: list[list[Chunk]]) -> bool:
    """Whether most lines hold texts in few of the columns: rows of their own would be empty for the most part."""
    filled = [column for column in columns if column]
    lines = {c.line for column in filled for c in column}
    return len(filled) >= LEAST_COLUMNS and sum(map(len, filled)) <= SPARSE * len(filled) * len(lines)


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
