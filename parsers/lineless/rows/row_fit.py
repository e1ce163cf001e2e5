"""Rows of a table without lines where no distance tells them: its printed lines parted so that all texts stand well.

Word sets no white above and below the text of a cell. In a table without lines between rows, the lines of a long name
and the rows themselves are then equally far apart, and figures wrapped in narrow columns look like rows. What is left
to see is that the texts of a row stand in its middle (or all at its top), that a cell holds one amount, that a line
ends at its column's side where its text goes on, and that a row has something in most columns. Each of these has a
price here; the rows are the parting that costs least (dynamic programming over the lines' heights).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import inf
from typing import NamedTuple

from parsers.lineless.alignment import find_rows, row_of
from parsers.lineless.textblocks import ONE_CELL_PITCH, Chunk, TextBlock, blocks_of
from parsers.texts.figures import PLAIN_FIGURE

from .line_prices import AMOUNT, LOOSE, NAME, NUMBER, POINTED, ROOM, WIDER, PricedLine, kind_of, priced_lines
from .row_pitch import LEAST_STACKED, cut_lines

SAME_LEVEL = 0.2  # sizes between the middles of lines that stand beside each other
ASTRAY = 0.4  # sizes off the middle and the top of a row where no text of that row alone stands
EMPTY, EMPTY_OF_FULL = 0.3, 0.5  # price of a row without text in a column, and in one that is full elsewhere
EMPTY_REST = 0.3  # share of that price in a row that goes on from the page before: most texts may stand there
FULL = 0.8  # lines of a full column for each figure of the column with most figures
OFF = 0.15  # sizes that a text may be off its place for nothing; beyond, each size costs one
OTHERWISE = 0.8  # price of a row with its texts at the top where others have them in the middle, or the other way
MOST_OFF = 1.5  # price of a text far off its place
WIDE_PITCH = 2.6  # sizes from line to line where print is set with much white between lines
FEW_CLOSE = 0.1  # share of the lines that stand close together up to which these are exceptions
MOST_FULL = 0.5  # share of such lines that fill their column where they are lines of text
LEAST_WRAPPED = 5.0  # sizes of width from which full lines tell that a text runs on
LEVELS = 0.7  # share of the rows that a leading column has texts for, at most, if its cells are merged
BESIDE = 0.6  # distances of lines from a row within which a name stands beside it
MOST_LEVELS = 4  # leading columns with merged cells
MOST_PRICE = 12.0  # of the lines of a row; no longer one is tried
MOST_LINES = 90  # heights of lines in one row
MOST_TEXTS = 3000  # on a page; no page that anybody can read has more
BETTER = 1.5  # by which other rows must be cheaper than those that distances tell

WHOLE = re.compile(r"\d{1,3}")
SELDOM = 3.0  # price of a table with texts at the foot of its rows
WAYS, AT_FOOT = 3, 2  # how a table sets texts in rows: in the middle, at the top, at the foot


class _Cell(NamedTuple):
    """Lines of one column in one row: its top and bottom, what it costs without its end, and what its end costs."""

    top: float
    bottom: float
    cost: float
    end: float


Row = dict[int, _Cell]  # by column


def fit_rows(
    stacks: Sequence[list[Chunk]],
    blocks: list[list[TextBlock]],
    size: float,
    goes_on: bool = False,
    ends_page: bool = False,
) -> list[list[TextBlock]]:
    """Texts of each column as cells: `blocks`, which distances tell, or others that fit clearly better.

    `stacks` are the lines of each column, top to bottom; one over several columns stands in each. `goes_on` and
    `ends_page`: a page break may cut the first row, or the last one.
    """
    pitch = _line_pitch(stacks)
    if pitch is None or sum(map(len, stacks)) > MOST_TEXTS:
        return blocks
    levels = _levels(stacks, pitch)
    times = Counter(id(c) for stack in stacks for c in stack)
    shared = {c for c, n in times.items() if n > 1}
    step = _row_step(stacks, pitch)
    columns = [priced_lines(stack, pitch, step, shared, stack is stacks[0]) for stack in stacks[levels:]]
    if len(columns) < 2:
        return blocks
    told = _rows_told(blocks[levels:], columns, [-inf, *find_rows(blocks), inf])
    most = max(sum(kind_of(c.text) in {NUMBER, AMOUNT} for c in stack) for stack in stacks)
    empty = [EMPTY_OF_FULL if len(lines) >= FULL * most > 0 else EMPTY for lines in columns]
    prices = [_row_price(row, empty, size) for row in told]
    limit = min(map(sum, zip(*prices, strict=True))) - BETTER
    fit = _cheapest(columns, empty, size, limit, goes_on, ends_page) if limit > 0 else None
    if fit is None:
        return blocks
    rows, at_foot = fit
    leading = [blocks_of(stack, LOOSE * pitch) for stack in stacks[:levels]]
    return [*leading, *(_texts_of(k, rows, LOOSE * pitch * size, at_foot) for k in range(len(columns)))]


def _line_pitch(stacks: Sequence[list[Chunk]]) -> float | None:
    """The distance of lines within cells, in sizes; None where no lines are close. Where hardly any two lines are as
    close as print is mostly set, full lines of text tell whether this table's are set wider (28 points, as letters),
    unless figures stand one under the other at that distance."""
    pairs = [((b.y - a.y) / max(a.size, b.size), a, b, stack) for stack in stacks for a, b in pairwise(stack)]
    figures = [step for step, a, b, _ in pairs if PLAIN_FIGURE.fullmatch(a.text) and PLAIN_FIGURE.fullmatch(b.text)]
    pairs = [p for p in pairs if not (PLAIN_FIGURE.fullmatch(p[1].text) and PLAIN_FIGURE.fullmatch(p[2].text))]
    steps = sorted(step for step, *_ in pairs if 0.8 < step <= WIDE_PITCH)
    close = [s for s in steps if s <= ONE_CELL_PITCH]
    if len(close) > FEW_CLOSE * len(steps):
        return close[len(close) // 5]
    pitch = steps[len(steps) // 5] if steps else 0.0
    apart = [(line, stack) for step, line, _, stack in pairs if 0.8 < step <= WIDER * pitch]
    full = sum(_fills(line, stack) for line, stack in apart)
    if full > MOST_FULL * len(apart) and sum(step <= WIDER * pitch for step in figures) < LEAST_STACKED:
        return pitch
    return close[len(close) // 5] if close else None


def _fills(line: Chunk, stack: list[Chunk]) -> bool:
    """Whether a line of text is as long as its column is wide, and ends no sentence."""
    width = max(c.x1 - c.x0 for c in stack)
    return (
        not line.text.endswith("。")
        and width >= LEAST_WRAPPED * line.size
        and width - (line.x1 - line.x0) <= ROOM * line.size
    )


def _row_step(stacks: Sequence[list[Chunk]], pitch: float) -> float:
    """The least distance of lines of two rows, in sizes; 0 where it is not known, or where rows abut.

    Rows are known where figures stand one under the other. Where they have white between them, the column with most
    lines of text shows it between every two.
    """
    longest = max(stacks, key=lambda stack: sum(kind_of(c.text) == NAME for c in stack))
    white = [(a.y, b.y) for a, b in pairwise(longest) if b.y - a.y > WIDER * pitch * max(a.size, b.size)]
    figures = [
        (a, b)
        for stack in stacks
        for cut in [cut_lines(stack)]
        for a, b in pairwise(stack)
        if {kind_of(a.text), kind_of(b.text)} <= {NUMBER, AMOUNT} and not POINTED.fullmatch(a.text + b.text)
        if id(a) not in cut
    ]
    if not figures or not white:
        return 0.0
    tops = [y for y, _ in white]
    for a, b in figures:  # the last white that begins above the lower figure ends below the upper one
        at = bisect_left(tops, b.y) - 1
        if a.y < longest[0].top or b.y > longest[-1].bottom:
            continue  # no text beside both
        if at < 0 or white[at][1] <= a.y:
            return 0.0
    steps = [(b.y - a.y) / max(a.size, b.size) for a, b in figures]
    return min([(b - a) / longest[0].size for a, b in white] + steps)


def _levels(stacks: Sequence[list[Chunk]], pitch: float) -> int:
    """How many leading columns hold names of several rows: few names, and none beside most of the rows."""
    figures = [[c for c in stack if POINTED.fullmatch(c.text)] for stack in stacks]
    rows = max(figures, key=len)
    most = max(len(rows), *(len(blocks_of(stack, LOOSE * pitch)) for stack in stacks))
    found = 0
    before: list[TextBlock] = []
    for stack in stacks[:MOST_LEVELS]:
        names = blocks_of(stack, LOOSE * pitch)
        if len(names) > LEVELS * most:
            break
        if any(PLAIN_FIGURE.fullmatch(b.text) for b in names) and not _are_weights(names, before):
            break
        beside = sum(any(abs(c.y - r.y) <= BESIDE * pitch * r.size for c in stack) for r in rows)
        if beside > LEVELS * len(rows):
            break
        found += 1
        before = names
    return found


def _are_weights(figures: list[TextBlock], names: list[TextBlock]) -> bool:
    """Whether each figure stands beside a name of the column before: the weight of what is merged there."""
    return bool(names) and all(
        WHOLE.fullmatch(f.text) and any(abs(f.y - n.y) <= SAME_LEVEL * f.chunks[0].size for n in names) for f in figures
    )


def _add(row: Row, k: int, line: PricedLine) -> None:
    cell = row.get(k)
    if cell is None:
        row[k] = _Cell(line.chunk[2], line.chunk[3], line[1], line[3])
    else:
        row[k] = _Cell(cell[0], line.chunk[3], cell[2] + line[2], line[3])


def _row_price(row: Row, empty: list[float], size: float, is_cut: bool = False) -> tuple[float, float, float]:
    """What a row costs in a table that sets texts in the middle of rows, in one that sets them at the top, and in one
    that sets them at the foot. `is_cut`: the page may end within it, so that its texts stand at the top in any table.
    """
    cells = row.values()
    top, bottom = min([c[0] for c in cells]), max([c[1] for c in cells])
    middle = above = below = 0.0
    price = sum([p for k, p in enumerate(empty) if k not in row])
    for x0, x1, cost, end in cells:
        price += cost + end
        over, under = x0 - top, bottom - x1
        if over > OFF * size:
            above += min(over / size - OFF, MOST_OFF)
        if under > OFF * size:
            below += min(under / size - OFF, MOST_OFF)
        off = abs(over - under) / 2
        if off > OFF * size:
            middle += min(off / size - OFF, MOST_OFF)
    otherwise = 0.0 if is_cut else OTHERWISE
    inner, upper, lower = price + middle, price + above, price + below
    return min(inner, upper + otherwise), min(upper, inner + otherwise), min(lower, inner + otherwise)


def _rows_told(told: list[list[TextBlock]], columns: list[list[PricedLine]], ys: list[float]) -> list[Row]:
    """Rows that are given as the texts of each column and the borders between rows."""
    rows: list[Row] = [{} for _ in ys[1:]]
    for k, (column, lines) in enumerate(zip(told, columns, strict=True)):
        known = {id(line.chunk): line for line in lines}
        for block in column:
            row = rows[row_of(block, ys)]
            for chunk in block.chunks:
                _add(row, k, known[id(chunk)])
    return [row for row in rows if row]


def _cheapest(
    columns: list[list[PricedLine]], empty: list[float], size: float, limit: float, goes_on: bool, ends_page: bool
) -> tuple[list[dict[int, list[Chunk]]], bool] | None:
    """The cheapest rows, as lines by column, and whether texts stand at the foot of these; None where all cost `limit`
    or more."""
    heights: list[list[tuple[int, PricedLine]]] = []
    for k, line in sorted(((k, x) for k, lines in enumerate(columns) for x in lines), key=lambda e: e[1].chunk.y):
        if heights and line.chunk.y - heights[-1][0][1].chunk.y <= SAME_LEVEL * size:
            heights[-1].append((k, line))
        else:
            heights.append([(k, line)])
    first_empty = [p * EMPTY_REST for p in empty] if goes_on else empty
    best = [(0.0, 0.0, SELDOM), *[(inf,) * WAYS] * len(heights)]
    back = [(0,) * WAYS] * len(best)
    for start in range(len(heights)):
        so_far = best[start]
        if min(so_far) >= limit:
            continue
        row: Row = {}
        for end in range(start + 1, min(start + MOST_LINES, len(heights)) + 1):
            for k, line in heights[end - 1]:
                _add(row, k, line)
            if sum([c[2] for c in row.values()]) > MOST_PRICE:
                break
            is_cut = ends_page and end == len(heights)
            price = _row_price(row, first_empty if start == 0 else empty, size, is_cut)
            cost, known = [a + b for a, b in zip(so_far, price, strict=True)], best[end]
            less = [a < b for a, b in zip(cost, known, strict=True)]
            if any(less):
                best[end] = tuple(map(min, cost, known))
                back[end] = tuple(start if better else old for better, old in zip(less, back[end], strict=True))
    way = min(range(WAYS), key=best[-1].__getitem__)
    if best[-1][way] >= limit:
        return None
    borders = [len(heights)]
    while borders[-1]:
        borders.append(back[borders[-1]][way])
    rows: list[dict[int, list[Chunk]]] = []
    for a, b in pairwise(borders[::-1]):
        rows.append({})
        for k, line in (entry for height in heights[a:b] for entry in height):
            rows[-1].setdefault(k, []).append(line.chunk)
    return rows, way == AT_FOOT


def _texts_of(k: int, rows: list[dict[int, list[Chunk]]], close: float, at_foot: bool) -> list[TextBlock]:
    """The texts of a column; lines not farther apart than `close` at the edges of two rows are one name of both, unless
    all texts stand at the foot of their rows."""
    found: list[TextBlock] = []
    was_astray = False
    for row in rows:
        cell = row.get(k)
        if cell is None:
            was_astray = False
            continue
        above = cell[0].top - min(c[0].top for c in row.values())
        below = max(c[-1].bottom for c in row.values()) - cell[-1].bottom
        astray = min(above, abs(above - below) / 2, below if at_foot else inf) > ASTRAY * cell[0].size
        if astray and was_astray and cell[0].y - found[-1].chunks[-1].y <= close:
            found[-1].chunks += cell
        else:
            found.append(TextBlock(list(cell)))
        was_astray = astray
    return found
