"""The grid of a table without vertical rules: text set in columns, between the rules of a three-line table or none."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from math import inf

from parsers.alignment import (
    EVEN,
    NARROWEST_GAP,
    centred_over,
    column_borders,
    columns_under,
    find_columns,
    find_rows,
    row_of,
)
from parsers.grids import Grid, GridCell
from parsers.header_names import Span, header_cells
from parsers.headers import YEAR
from parsers.merged_rows import merged_columns
from parsers.parts import FIGURE
from parsers.textblocks import Chunk, TextBlock, blocks_of, is_grand_total, is_total, row_pitch

RULED_CONFIDENCE, BARE_CONFIDENCE = 0.85, 0.7  # how sure a grid from white space is, with and without rules around it

SAME_SIDE = 25.0  # points by which the sides of a table without rules may differ from page to page
LEAST_FIGURES = 0.5  # share of figures that makes a column one of figures
MOST_SHARED = 1  # lines with two texts in one column of the page before
MOST_HEAD_LINES = 12  # lines of a header
MOST_NAMED = 0.6  # share of the columns that a header names
WITHIN = 0.85  # share of the pieces of text that must stand within a column of the page before


@dataclass(slots=True)
class Region:
    """Where a table without vertical rules stands: its lines of header and of body, its sides, and whether it may go on
    from the page before and overleaf."""

    page: int
    x0: float
    x1: float
    top: float
    bottom: float
    head: list[list[Chunk]]
    body: list[list[Chunk]]
    head_bottom: float | None
    goes_on: bool
    ruled: bool
    ends_page: bool = False


def build_aligned_grid(region: Region, before: Grid | None = None) -> Grid | None:
    """The grid of a region; None when its text does not stand in at least two columns.

    `before` is the last grid of the page before: a region that may go on with it takes its columns if they fit.
    """
    columns = find_columns(region.body, region.head)
    xs = column_borders(columns, region.x0, region.x1) if len(columns) > 1 else []
    if before is not None and region.goes_on and (kept := _columns_of(before, region)):
        columns, xs = kept, column_borders(kept, before.xs[0], before.xs[-1])
    if len(columns) < 2:
        return None
    goes_on = region.goes_on and before is not None
    size = _size([*region.head, *region.body])
    body = _stacks(region.body, columns)
    pitch = row_pitch([*_single_columns(region.body, columns), *_single_columns(region.head, columns)])
    head_ys: list[float] = [region.top]
    head_spans: list[Span] = []
    if region.head:
        floor = region.head_bottom if region.head_bottom is not None else region.top
        head_ys, head_spans = header_cells(region.head, columns, xs, region.top, floor, size, pitch)
    elif (split := _with_head(region, body, columns, pitch)) is not None:
        return build_aligned_grid(split, before)
    names_end = max((c1 for _, c0, r1, c1 in head_spans if c0 == 0 and r1 == len(head_ys) - 2), default=0)
    start = head_ys[-1]
    spans: list[Span] = list(head_spans)
    ys = head_ys
    if region.body:
        habit = _merged_before(before) if goes_on and before is not None else frozenset()
        body_ys, body_spans = _body(
            body, columns, xs, start, region.bottom, size, pitch, goes_on, region.ends_page, habit, names_end
        )
        offset = len(head_ys) - 1
        spans += [(r0 + offset, c0, r1 + offset, c1) for r0, c0, r1, c1 in body_spans]
        ys = [*head_ys, *body_ys[1:]]
    cells = _cells(spans, len(ys) - 1, xs, ys)
    confidence = RULED_CONFIDENCE if region.ruled else BARE_CONFIDENCE
    header_rows = len(head_ys) - 1 if region.head else None
    return Grid(region.page, xs, ys, cells, "alignment", confidence, header_rows, columns)


def _with_head(
    region: Region, stacks: list[list[Chunk]], columns: list[tuple[float, float]], pitch: float
) -> Region | None:
    """The region with its header set apart: all rows above the first one with a figure in a column of figures, when
    they name most columns. None where there is no such header."""
    blocks = [blocks_of(stack, pitch) for stack in stacks]
    figures = [
        b
        for column in blocks
        if sum(bool(FIGURE.fullmatch(b.text)) for b in column) > LEAST_FIGURES * len(column)
        for b in column
        if FIGURE.fullmatch(b.text) and not YEAR.fullmatch(b.text)
    ]
    if not figures:
        return None
    ys = [region.top, *find_rows(blocks), region.bottom]
    first = min(row_of(b, ys) for b in figures)
    above = [c for line in region.body for c in line if c.y < ys[first]]
    lines = len({c.line for c in above})
    named = {k for c in above for k in columns_under(c.x0, c.x1, c.size, columns)}
    if not 0 < lines <= MOST_HEAD_LINES or len(named) < MOST_NAMED * len(columns):
        return None
    head = [[c for c in line if c.y < ys[first]] for line in region.body]
    body = [[c for c in line if c.y >= ys[first]] for line in region.body]
    return replace(
        region, head=[line for line in head if line], body=[line for line in body if line], head_bottom=ys[first]
    )


def _columns_of(before: Grid, region: Region) -> list[tuple[float, float]] | None:
    """The columns of the grid of the page before, widened, if nearly all text of a region stands in them."""
    if len(before.columns) < 2:
        return None
    if before.xs[0] - region.x0 > SAME_SIDE or region.x1 - before.xs[-1] > SAME_SIDE:
        return None
    if region.ruled and (region.x0 - before.xs[0] > SAME_SIDE or before.xs[-1] - region.x1 > SAME_SIDE):
        return None
    shared = 0
    for line in region.body:
        seats = [columns_under(c.x0, c.x1, c.size, before.columns) for c in line]
        alone_in = [
            seat[0] if seat else min(max(bisect_right(before.xs, c.x) - 1, 0), before.cols - 1)
            for seat, c in zip(seats, line, strict=True)
            if len(seat) < 2
        ]
        shared += len(set(alone_in)) < len(alone_in)
    if shared > MOST_SHARED:
        return None  # a header alone stood there, and named some of these columns together
    chunks = [c for line in region.body for c in line if not is_total(c.text)]  # total lines stand over columns
    extents = list(before.columns)
    alone = 0
    for chunk in chunks:
        under = columns_under(chunk.x0, chunk.x1, chunk.size, before.columns)
        if len(under) > 1:
            continue
        c = under[0] if under else min(max(bisect_right(before.xs, chunk.x) - 1, 0), before.cols - 1)
        left = extents[c - 1][1] + NARROWEST_GAP if c else -inf
        right = extents[c + 1][0] - NARROWEST_GAP if c + 1 < before.cols else inf
        if left <= chunk.x0 and chunk.x1 <= right:
            extents[c] = (min(extents[c][0], chunk.x0), max(extents[c][1], chunk.x1))
            alone += 1
    if alone < WITHIN * len(chunks):
        return None
    return extents


def _merged_before(grid: Grid) -> frozenset[int]:
    """Columns of the page before with cells merged over rows of the body."""
    return frozenset(c.col for c in grid.cells if c.row_span > 1 and c.row >= (grid.header_rows or 0))


def _size(lines: list[list[Chunk]]) -> float:
    sizes = sorted(c.size for line in lines for c in line)
    return sizes[len(sizes) // 2]


def _single_columns(lines: list[list[Chunk]], columns: list[tuple[float, float]]) -> list[list[Chunk]]:
    """Chunks of each column that stand in it alone."""
    found: list[list[Chunk]] = [[] for _ in columns]
    for line in lines:
        for chunk in line:
            under = columns_under(chunk.x0, chunk.x1, chunk.size, columns)
            if len(under) == 1:
                found[under[0]].append(chunk)
    return found


def _stacks(lines: list[list[Chunk]], columns: list[tuple[float, float]]) -> list[list[Chunk]]:
    """Chunks in each column, top to bottom; a chunk over several columns stands in each."""
    found: list[list[Chunk]] = [[] for _ in columns]
    for line in lines:
        for chunk in line:
            under = columns_under(chunk.x0, chunk.x1, chunk.size, columns) or [_nearest(chunk, columns)]
            for c in range(under[0], under[-1] + 1):
                found[c].append(chunk)
    return found


def _nearest(chunk: Chunk, columns: list[tuple[float, float]]) -> int:
    return min(range(len(columns)), key=lambda i: abs((columns[i][0] + columns[i][1]) / 2 - chunk.x))


def _is_over(block: TextBlock, columns: list[tuple[float, float]]) -> bool:
    """Whether a block reaches into several columns."""
    return any(len(columns_under(c.x0, c.x1, c.size, columns)) > 1 for c in block.chunks)


def _body(
    stacks: list[list[Chunk]],
    columns: list[tuple[float, float]],
    xs: list[float],
    top: float,
    bottom: float,
    size: float,
    pitch: float,
    goes_on: bool,
    ends_page: bool,
    habit: frozenset[int],
    names_end: int,
) -> tuple[list[float], list[Span]]:
    """Row borders of the body and the cells that span rows or columns or hold text.

    `names_end` is the last column below the first name of the header: names of total lines take all of them.
    """
    blocks = [blocks_of(stack, pitch) for stack in stacks]
    ys = [top, *find_rows(blocks), bottom]
    spans: list[Span] = []
    alone = [[b for b in column if not _is_over(b, columns)] for column in blocks]
    whole = {row_of(b, ys) for column in blocks[:-1] for b in column if _is_over(b, columns) or is_grand_total(b.text)}
    merged = merged_columns(alone, ys, whole, size, goes_on, ends_page, habit)
    taken: set[tuple[int, int]] = set()
    for c, rows in merged.items():
        for r0, r1 in rows:
            spans.append((r0, c, r1, c))
            taken |= {(r, c) for r in range(r0, r1 + 1)}
    filled = {(row_of(b, ys), c) for c, column in enumerate(blocks) for b in column if not _is_over(b, columns)} - taken
    over: dict[tuple[Chunk, ...], TextBlock] = {
        tuple(b.chunks): b for column in blocks for b in column if _is_over(b, columns)
    }
    for block in over.values():
        span = _span_in_row(block, columns, xs, row_of(block, ys), filled, taken, size)
        spans.append(span)
        taken |= {(span[0], c) for c in range(span[1], span[3] + 1)}
    for c, column in enumerate(blocks):
        for block in column:
            row = row_of(block, ys)
            if tuple(block.chunks) in over or (row, c) in taken:
                continue
            if c == 0 and is_grand_total(block.text) and _are_free(row, 1, names_end, filled, taken):
                spans.append((row, 0, row, names_end))
                taken |= {(row, k) for k in range(names_end + 1)}
                continue
            names_row = c > 0 and is_total(block.text) and (row, 0) not in filled
            if not names_row and _is_at_home(block, column, size):
                continue
            if c and (row, 0) in filled and not is_total(block.text):
                continue
            span = _span_in_row(block, columns, xs, row, filled - {(row, c)}, taken, size)
            if span[1] != span[3]:
                spans.append(span)
                taken |= {(row, k) for k in range(span[1], span[3] + 1)}
    return ys, [s for s in spans if s[:2] != s[2:]]


def _are_free(row: int, first: int, last: int, filled: set[tuple[int, int]], taken: set[tuple[int, int]]) -> bool:
    """Whether there are such columns and nothing stands in them in a row."""
    return last >= first and not any((row, c) in filled or (row, c) in taken for c in range(first, last + 1))


def _span_in_row(
    block: TextBlock,
    columns: list[tuple[float, float]],
    xs: list[float],
    row: int,
    filled: set[tuple[int, int]],
    taken: set[tuple[int, int]],
    size: float,
) -> Span:
    """Columns of a text that stands over several, or in the middle of empty ones."""
    covered = columns_under(block.x0, block.x1, size, columns) or [_nearest(block.chunks[0], columns)]
    first, last = covered[0], covered[-1]
    while first > 0 and (row, first - 1) not in filled and (row, first - 1) not in taken:
        first -= 1
    while last < len(columns) - 1 and (row, last + 1) not in filled and (row, last + 1) not in taken:
        last += 1
    if first == 0 or (row, first - 1) in taken:  # nothing to the left: the text stands for the row
        reach = [(first, j) for j in range(covered[-1], last + 1)]
        off = {span: abs((xs[span[0]] + xs[span[1] + 1]) / 2 - block.x) for span in reach}
        nearest = min(reach, key=lambda span: off[span])
        if off[nearest] <= 2 * size:
            return row, nearest[0], row, nearest[1]
    found = centred_over(block, columns, xs, first, last, size) or (covered[0], covered[-1])
    return row, found[0], row, found[1]


def _is_at_home(block: TextBlock, column: list[TextBlock], size: float) -> bool:
    """Whether a block starts, ends or is centred like others of its column."""
    others = [b for b in column if b is not block]
    if not others:
        return not is_total(block.text)
    if not FIGURE.fullmatch(block.text) and sum(bool(FIGURE.fullmatch(o.text)) for o in others) * 2 > len(others):
        return False  # a name in a column of figures
    return any(
        abs(block.x0 - o.x0) <= EVEN * size or abs(block.x1 - o.x1) <= EVEN * size or abs(block.x - o.x) <= EVEN * size
        for o in others
    )


def _cells(spans: list[Span], rows: int, xs: list[float], ys: list[float]) -> list[GridCell]:
    """Spans and single squares as cells; where spans overlap the first one stands."""
    taken: set[tuple[int, int]] = set()
    cells = []
    for r0, c0, r1, c1 in spans:
        squares = {(r, c) for r in range(r0, r1 + 1) for c in range(c0, c1 + 1)}
        if squares & taken or r1 >= rows:
            continue
        taken |= squares
        cells.append(GridCell(r0, c0, r1 - r0 + 1, c1 - c0 + 1, xs[c0], ys[r0], xs[c1 + 1], ys[r1 + 1]))
    for r in range(rows):
        for c in range(len(xs) - 1):
            if (r, c) not in taken:
                cells.append(GridCell(r, c, 1, 1, xs[c], ys[r], xs[c + 1], ys[r + 1]))
    return sorted(cells, key=lambda cell: (cell.row, cell.col))
