"""Names of columns in a table without lines between them: the rows and columns of their cells.

Which columns a name stands over is told for the whole header at once (`header_tree`). A name of one column takes all
rows of the header that nothing else stands in.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from parsers.lineless.alignment import find_rows
from parsers.lineless.textblocks import Chunk, TextBlock
from parsers.pages.content import Ruling
from parsers.texts.formula_rows import goes_on, is_row_of_formulas

from .header_tree import header_tree

Span = tuple[int, int, int, int]  # first row, first column, last row, last column

NAME_PITCH = 1.75  # sizes from line to line inside a name of a column, at least
SAME_LINE = 0.3  # sizes between the middles of two names that stand on one line
LEAST_FORMULAS = 3


def header_cells(
    lines: list[list[Chunk]],
    columns: list[tuple[float, float]],
    xs: list[float],
    top: float,
    bottom: float,
    size: float,
    pitch: float,
    rules: Sequence[Ruling] = (),
) -> tuple[list[float], list[Span]]:
    """Row borders of the header (with `top` and `bottom`) and its merged cells.

    `columns` are the sides of the columns' text, `xs` the borders between them; `pitch` is the distance in sizes from
    which lines of the table belong to two rows; `rules` are lines drawn within the header.
    """
    chunks = [c for line in lines for c in line]
    names = header_tree(
        chunks, columns, xs, (top, bottom), size, max(pitch, NAME_PITCH), _letters_and_formulas(chunks), rules
    )
    stacks = [
        sorted((b for b, first, last in names if first <= c <= last), key=lambda b: b.y) for c in range(len(columns))
    ]
    ys = [top, *find_rows(stacks), bottom]
    reach = {id(b): (first, last) for b, first, last in names}
    spans: list[Span] = []
    for stack in stacks:
        for block, (r0, r1) in zip(stack, _rows_of_names(stack, ys), strict=True):
            first, last = reach.pop(id(block), (0, -1))
            if first <= last:
                spans.append((r0, first, min(r1, len(ys) - 2), last))
    return ys, spans


def _letters_and_formulas(chunks: list[Chunk]) -> set[int]:
    """Identities of the first lines of the letters and formulas of columns that stand in a row of their own."""
    blocks = _put_together(chunks)
    found: set[int] = set()
    for block in blocks:
        beside = [b for b in blocks if abs(b.y - block.y) <= SAME_LINE * block.chunks[0].size]
        if are_formulas([b.text for b in beside]):
            found |= {id(b.chunks[0]) for b in beside}
    return found


def holds_formulas(chunks: list[Chunk]) -> bool:
    """Whether a row of names gives letters and formulas of columns."""
    return bool(_letters_and_formulas(chunks))


def _put_together(chunks: list[Chunk]) -> list[TextBlock]:
    """Lines of names, and formulas with what goes on below them in a narrow column (a=A/ above ΣA)."""
    blocks: list[TextBlock] = []
    for chunk in sorted(chunks, key=lambda c: c.y):
        above = [b for b in blocks if b.chunks[-1].x0 < chunk.x1 and chunk.x0 < b.chunks[-1].x1]
        last = max(above, key=lambda b: b.bottom, default=None)
        near = last is not None and chunk.y - last.chunks[-1].y < NAME_PITCH * chunk.size
        if last is not None and near and goes_on(last.text, chunk.text):
            last.chunks.append(chunk)
        else:
            blocks.append(TextBlock([chunk]))
    return blocks


def are_formulas(texts: list[str]) -> bool:
    """Whether a line gives the columns letters and formulas: three or more, none in brackets, as `(C=B/A)` stands in
    the last line of a name."""
    whole = all(t[0] not in "（(" and sum(map(t.count, "（(")) == sum(map(t.count, "）)")) for t in texts)
    apart = len(set(texts)) == len(texts)
    return whole and apart and len(texts) >= LEAST_FORMULAS and is_row_of_formulas(texts)


def _rows_of_names(stack: list[TextBlock], ys: list[float]) -> list[tuple[int, int]]:
    """Rows of each name of a header column: with the borders between names by which these stand best in the middle of
    their cells."""
    rows = len(ys) - 1
    if not stack:
        return []
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}  # by the border where the next cell begins
    for n, block in enumerate(stack):
        following = stack[n + 1] if n + 1 < len(stack) else None
        ends = [rows] if following is None else _borders_between(block, following, ys)
        found: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (price, cuts) in best.items():
            for end in ends:
                off = price + abs((ys[min(start, rows)] + ys[min(end, rows)]) / 2 - block.y)
                if end >= start and (end not in found or off < found[end][0]):
                    found[end] = off, (*cuts, end)
        best = found or {cuts[-1]: (price, (*cuts, cuts[-1])) for price, cuts in best.values()}
    _, cuts = min(best.values())
    return [(min(a, rows - 1), min(max(a, b - 1), rows - 1)) for a, b in pairwise(cuts)]


def _borders_between(above: TextBlock, below: TextBlock, ys: list[float]) -> list[int]:
    """Borders of rows between two names; the nearest one to the middle of the white where none stands in it."""
    inside = [i for i in range(1, len(ys) - 1) if above.bottom - 1 <= ys[i] <= below.top + 1]
    middle = (above.bottom + below.top) / 2
    return inside or [min(range(1, len(ys)), key=lambda i: abs(ys[i] - middle))]
