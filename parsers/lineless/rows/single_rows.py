"""Whether rules part all rows of a table: the share of the cells between them that hold one text each."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

from parsers.lineless.row_cells import column_rows
from parsers.lineless.textblocks import ONE_CELL_PITCH, Chunk, blocks_of

from .row_pitch import hold_rows

WIDE_PITCH = 2.6  # sizes from line to line of one text, at most
EVEN_STEPS = 1.15  # factor by which distances of lines of one text may differ
LEAST_WRAPPED = 6.0  # sizes of width from which full lines tell that a text runs on
LINE_END = 3.5  # sizes that may be left at the end of a full line
MOST_FULL = 0.6  # share of a text's lines but the last that are full
LEAST_BESIDE, MOST_BESIDE = 4, 0.7  # columns, and the share of them, with texts beside each other
LEAST_LEVELS = 3  # such heights between two rules that are rows, and no lines of one
BESIDE = 0.3  # sizes between the middles of lines that stand beside each other


def share_of_single_rows(
    chunks: list[Chunk], ys: list[float], floors: list[set[int]], xs: list[float], pitch: float
) -> float:
    """Share of the cells with text whose lines are at most `pitch` sizes apart, and no figures one under the other; one
    where rules part all rows."""
    single = filled = 0
    stacks: list[list[Chunk]] = []
    full = _bands_of_rows(chunks, ys, xs)
    for c, (left, right) in enumerate(pairwise(xs)):
        own = sorted((chunk for chunk in chunks if left <= chunk.x < right), key=lambda chunk: chunk.y)
        for first, last in column_rows(floors, c):
            stack = [chunk for chunk in own if ys[first] < chunk.y < ys[last + 1]]
            if stack:
                filled += 1
                is_one = len(blocks_of(stack, pitch)) == 1 and not hold_rows(stack)
                if full and len(stack) > 1 and not full.isdisjoint(range(first, last + 1)):
                    continue
                single += is_one
                if not is_one:
                    stacks.append(stack)
    single += sum(_is_one_wide_text(stack, chunks) for stack in stacks)
    return single / filled if filled else 0.0


def _bands_of_rows(chunks: list[Chunk], ys: list[float], xs: list[float]) -> set[int]:
    """Rows between rules that hold several rows without any: on three heights or more most columns have a text. Lines
    of long texts stand beside one line of the others, in the middle."""
    found: set[int] = set()
    for row, (top, bottom) in enumerate(pairwise(ys)):
        own = [c for c in chunks if top < c.y < bottom]
        columns = {bisect_right(xs, c.x) for c in own}
        if len(columns) < LEAST_BESIDE:
            continue
        levels: list[set[int]] = []
        edge = top
        for chunk in sorted(own, key=lambda c: c.y):
            if chunk.y > edge:  # a line lower than those before
                levels.append(set())
                edge = chunk.y + BESIDE * chunk.size
            levels[-1].add(bisect_right(xs, chunk.x))
        if sum(len(level) >= MOST_BESIDE * len(columns) for level in levels) >= LEAST_LEVELS:
            found.add(row)
    return found


def _is_one_wide_text(stack: list[Chunk], chunks: list[Chunk]) -> bool:
    """Whether lines one under the other are one text set with much white between its lines: they are equally far apart,
    and either most of them are full, or they are three or more with nothing of other columns beside each of them."""
    size = stack[0].size
    lines = [(min(c.x0 for c in line), max(c.x1 for c in line), line[0].y) for line in _lines_of(stack)]
    steps = [b[2] - a[2] for a, b in pairwise(lines)]
    widest = WIDE_PITCH if len(steps) > 1 else ONE_CELL_PITCH  # two lines alone are not known to be even
    if hold_rows(stack) or not steps or max(steps) > min(widest * size, EVEN_STEPS * min(steps)):
        return False
    x0, x1 = min(line[0] for line in lines), max(line[1] for line in lines)
    full = sum(b - a >= x1 - x0 - LINE_END * size for a, b, _ in lines[:-1])
    if x1 - x0 >= LEAST_WRAPPED * size and full >= MOST_FULL * len(steps):
        return True
    others = [c.y for c in chunks if c.x1 < x0 or c.x0 > x1]
    return len(steps) > 1 and not all(any(abs(other - y) <= BESIDE * size for other in others) for _, _, y in lines)


def _lines_of(stack: list[Chunk]) -> list[list[Chunk]]:
    """Chunks of a cell by printed line."""
    lines: dict[int, list[Chunk]] = {}
    for chunk in stack:
        lines.setdefault(chunk.line, []).append(chunk)
    return list(lines.values())
