"""Rows that touch: a column whose lines go on without a gap from row to row, cut where the other columns say.

Some programs leave no white between rows. A column of long texts is then one stack of lines; which of them make one
cell is told by a column with one short text in each row: each stands in the middle of its row's lines.
"""

from __future__ import annotations

from itertools import pairwise

from parsers.lineless.textblocks import ONE_CELL_PITCH, Chunk, TextBlock
from parsers.texts.figures import PLAIN_FIGURE

from .merged_rows import share_rows

LEAST_LINES = 3  # of a stack that may be several cells
LONG = 8.0  # sizes of the longest line of a stack of texts, at least
EXACT = 0.35  # sizes that the short texts may be off the middle of their lines, on the average
LEAST_FIGURES = 2  # columns with figures beside each of two lines
REACH = 0.5  # sizes by which a short text may stand above or below the stack


def cut_stacks(blocks: list[list[TextBlock]], size: float) -> list[list[TextBlock]]:
    """Texts of each column, top to bottom, with stacks of lines cut where they are several cells."""
    return [
        [piece for block in column for piece in _cut(block, [b for b in blocks if b is not column], size)]
        for column in blocks
    ]


def cut_beside_figures(blocks: list[list[TextBlock]]) -> list[list[TextBlock]]:
    """Texts of each column, top to bottom, with those cut that are far apart and stand each beside figures of their
    own in the same two columns: they are names of two rows."""
    beside: dict[tuple[int, int], int] = {}  # columns with a figure of its own on two printed lines
    for column in blocks:
        figures = [b.chunks[0] for b in column if len(b.chunks) == 1 and PLAIN_FIGURE.fullmatch(b.text)]
        for pair in {(a.line, b.line) for a, b in pairwise(figures)}:
            beside[pair] = beside.get(pair, 0) + 1
    return [[piece for block in column for piece in _parted(block, beside)] for column in blocks]


def _parted(block: TextBlock, beside: dict[tuple[int, int], int]) -> list[TextBlock]:
    pieces: list[list[Chunk]] = [[block.chunks[0]]]
    for above, below in pairwise(block.chunks):
        far = below.y - above.y > ONE_CELL_PITCH * max(above.size, below.size)
        if far and beside.get((above.line, below.line), 0) >= LEAST_FIGURES:
            pieces.append([])
        pieces[-1].append(below)
    return [TextBlock(piece) for piece in pieces] if len(pieces) > 1 else [block]


def _cut(stack: TextBlock, others: list[list[TextBlock]], size: float) -> list[TextBlock]:
    """A stack of lines as the cells that the texts of the other columns tell; whole where they tell nothing."""
    if len(stack.chunks) < LEAST_LINES or max(c.x1 - c.x0 for c in stack.chunks) < LONG * size:
        return [stack]  # names may be stacks as well, merged over rows
    lines = stack.chunks
    ys = [stack.top, *((a.bottom + b.top) / 2 for a, b in pairwise(lines)), stack.bottom]
    best: tuple[int, float, list[tuple[int, int]]] | None = None
    for column in others:
        inside = [b for b in column if stack.top - REACH * size < b.top and b.bottom < stack.bottom + REACH * size]
        if not 1 < len(inside) < len(lines) or any(len(b.chunks) >= len(lines) / 2 for b in inside):
            continue
        shared = share_rows(inside, ys, [False] * len(ys), size, False, False)
        if shared is None or any(block is None for _, block in shared):
            continue
        off = sum(abs((ys[a] + ys[b + 1]) / 2 - block.y) for (a, b), block in shared if block is not None)
        off /= len(shared)
        if off <= EXACT * size and (best is None or (-len(shared), off) < best[:2]):
            best = (-len(shared), off, [rows for rows, _ in shared])
    if best is None:
        return [stack]
    return [TextBlock(lines[a : b + 1]) for a, b in best[2]]
