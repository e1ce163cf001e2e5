"""How far apart the rows of a table without lines are, told by the distances of its lines of print, and which figures
are parted by the width of their column."""

from __future__ import annotations

import re
from itertools import pairwise

from parsers.lineless.textblocks import ONE_CELL_PITCH, Chunk
from parsers.texts.figures import PLAIN_FIGURE

LEAST_STACKED = 3  # pairs of figures one under the other that tell the distance of rows
CUT_OFF = re.compile(r"[\d,，]+[.．]\d*")  # a figure whose decimals may go on in the next line of its cell
REST = re.compile(r"\d+[%％]?")
DASHES = frozenset("-－—–")
LONG_FIGURE = 4  # characters; no cell is too narrow for shorter ones
LEAST_COLUMNS = 4  # of a table whose rows are told by how full its lines are
SPARSE = 0.4  # share of the columns that a line fills, at most, where several lines make a row
JUMP = 1.18  # factor between the distance of lines in a cell and that of rows
DIGITS = re.compile(r"[-－+]?[\d,，]*\d[\d,，.．]*")  # a whole figure or the first or last characters of one
SAME_WIDTH = 0.6  # sizes by which lines as wide as their column may differ in width


def row_pitch(columns: list[list[Chunk]]) -> float:
    """The distance between middles of two lines, in sizes, from which they belong to two rows.

    No cell holds two figures one under the other: where most that do so are closer, it is less than their distance.
    Digits without a point below a figure with one may be the rest of it, in a cell too narrow for all its decimals; so
    are figures between which names of other columns stand in the middle.
    """
    cut = {line for column in columns for line in cut_lines(column)}
    figures = [
        (b.y - a.y) / max(a.size, b.size)
        for column in columns
        for a, b in pairwise(column)
        if PLAIN_FIGURE.fullmatch(a.text) and PLAIN_FIGURE.fullmatch(b.text) and not _one_figure(a.text, b.text)
        if id(a) not in cut and not _is_cut_figure(a, b, column, columns)
    ]
    found = _row_pitch(columns)
    close = [f for f in figures if f < found]
    if len(close) < LEAST_STACKED or len(close) * 2 < len(figures):
        return found
    return 0.95 * min(close)


def hold_rows(column: list[Chunk]) -> bool:
    """Whether texts one under the other are figures of several rows: no cell holds two, but digits of one that is set
    from top to bottom, or is too long for its cell."""
    figures = [c.text for c in column if PLAIN_FIGURE.fullmatch(c.text)]
    apart = [b for a, b in pairwise(figures) if not _one_figure(a, b) and min(len(a), len(b)) > 1]
    return bool(apart) and len(figures) + sum(c.text in DASHES for c in column) == len(column)


def _one_figure(first: str, second: str) -> bool:
    return bool(CUT_OFF.fullmatch(first) and REST.fullmatch(second))


def cut_lines(column: list[Chunk]) -> set[int]:
    """Identities of the lines of a column, top to bottom, at which its width parts figures: as wide as one that is no
    figure without the line below it (9,26 above 6,633), and a figure together with what is below."""
    pairs = [(a, b) for a, b in pairwise(column) if DIGITS.fullmatch(a.text) and DIGITS.fullmatch(b.text)]
    pairs = [
        (a, b) for a, b in pairs if PLAIN_FIGURE.fullmatch(a.text + b.text) and b.y - a.y <= ONE_CELL_PITCH * a.size
    ]
    proven = [a.x1 - a.x0 for a, _ in pairs if not PLAIN_FIGURE.fullmatch(a.text)]
    if not proven:
        return set()
    least = min(proven) - SAME_WIDTH * column[0].size
    return {id(a) for a, b in pairs if a.x1 - a.x0 >= max(least, b.x1 - b.x0)}


def _is_cut_figure(above: Chunk, below: Chunk, own: list[Chunk], columns: list[list[Chunk]]) -> bool:
    """Whether a long figure may go on below: as many of the other columns have a name in the middle of the two lines as
    have one beside both."""
    if len(above.text) < LONG_FIGURE or above.x1 - above.x0 < below.x1 - below.x0 - 0.1 * below.size:
        return False
    middle, reach = (above.y + below.y) / 2, 0.2 * above.size
    between = beside = 0
    for column in columns:
        if column is not own:
            names = [
                c.y for c in column if above.top - reach < c.y < below.bottom and not PLAIN_FIGURE.fullmatch(c.text)
            ]
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
