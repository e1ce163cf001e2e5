"""The grid of a table without vertical rules: text set in columns, between the rules of a three-line table or none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from parsers.lineless.alignment import column_borders, columns_under, find_rows, row_of
from parsers.lineless.column_names import in_order, lowest_names
from parsers.lineless.columns_before import columns_of_before
from parsers.lineless.headers.header_names import NAME_PITCH, Span, header_cells
from parsers.lineless.headers.header_tree import header_tree
from parsers.lineless.headers.merged_names import part_at_names
from parsers.lineless.levels_at_top import stand_at_top
from parsers.lineless.rows.aligned_rows import Frame, body_cells, cells_of
from parsers.lineless.rows.row_pitch import row_pitch
from parsers.lineless.textblocks import Chunk, TextBlock, is_grand_total, text_of
from parsers.lineless.white_columns import NEARLY_FULL, find_columns, fullest
from parsers.pages.content import Ruling
from parsers.parts.grid import Grid, GridCell
from parsers.texts.figures import FIGURE, YEAR

RULED_CONFIDENCE, BARE_CONFIDENCE = 0.85, 0.7  # how sure a grid from white space is, with and without rules around it

LEAST_FIGURES = 0.5  # share of figures that makes a column one of figures
LEAST_ALONE = 3  # figures of a row without any name
LEAST_BELOW = 5  # lines of a table whose first one is told to be its header by the columns below it
MOST_HEAD_LINES = 12  # lines of a header
ROW_WHITE = 0.5  # sizes of white between the names of columns and a row without figures
MOST_NAMED = 0.6  # share of the columns that a header names


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
    rules: tuple[Ruling, ...] = ()


def build_aligned_grid(region: Region, before: Grid | None = None) -> Grid | None:
    """The grid of a region; None when its text does not stand in at least two columns.

    `before` is the last grid of the page before: a region that may go on with it takes its columns if they fit.
    """
    if before is not None and before.ends_in_total and region.head and not _has_head_of(before, region):
        before = None
    if before is not None and region.goes_on and not region.head:
        region = _with_repeated_head(region, before.head_text)
    region = _with_first_line_as_head(region)
    columns = _columns_of_region(region)
    xs = column_borders(columns, region.x0, region.x1) if len(columns) > 1 else []
    goes_on = before is not None and (region.goes_on or _repeats_head(region, before, len(columns)))
    kept = columns_of_before(before, region.body, (region.x0, region.x1), region.ruled) if before and goes_on else None
    if kept is not None:
        columns, xs = kept
    if len(columns) < 2:
        return None
    size = _size([*region.head, *region.body])
    frame = Frame(columns, xs, size, not region.ruled)
    pitch = row_pitch([*chunks_by_column(region.body, columns), *chunks_by_column(region.head, columns)])
    head_ys: list[float] = [region.top]
    head_spans: list[Span] = []
    if region.head:
        floor = region.head_bottom if region.head_bottom is not None else region.top
        head_ys, head_spans = header_cells(region.head, columns, xs, region.top, floor, size, pitch, region.rules)
    elif (split := _with_head(region, frame, pitch)) is not None:
        own = find_columns(split.body, [])
        below = Frame(own, column_borders(own, region.x0, region.x1), size, not region.ruled)
        if not _is_form(split.head, below, max(pitch, NAME_PITCH)):
            return build_aligned_grid(split, before)
        named = _columns_of_region(split)
        if len(own) <= len(named) < len(columns):  # names in the middle above figures at the right made more
            below = Frame(named, column_borders(named, region.x0, region.x1), size, not region.ruled)
        frame = below if len(own) > len(columns) or below.columns is named else frame
        columns, xs = frame.columns, frame.xs
    names_end = max((c1 for _, c0, r1, c1 in head_spans if c0 == 0 and r1 == len(head_ys) - 2), default=0)
    if not head_spans and goes_on and before is not None and before.cols == len(columns):
        names_end = before.names_end
    spans: list[Span] = list(head_spans)
    ys = head_ys
    at_top = goes_on and before is not None and before.names_at_top
    if region.body:
        habit = _merged_before(before) if goes_on and before is not None else frozenset()
        body_ys, body_spans = body_cells(
            region.body, frame, ys[-1], region.bottom, pitch, goes_on, region.ends_page, habit, names_end, at_top
        )
        at_top = at_top or stand_at_top(body_spans, body_ys, xs, [c for line in region.body for c in line])
        offset = len(head_ys) - 1
        spans += [(r0 + offset, c0, r1 + offset, c1) for r0, c0, r1, c1 in body_spans]
        ys = [*head_ys, *body_ys[1:]]
    cells = cells_from_spans(spans, len(ys) - 1, xs, ys)
    confidence = RULED_CONFIDENCE if region.ruled else BARE_CONFIDENCE
    header_rows, head_text = len(head_ys) - 1 if region.head else None, tuple(map(text_of, region.head))
    total = bool(region.body) and is_grand_total(region.body[-1][0].text)
    return Grid(
        region.page, xs, ys, cells, "alignment", confidence, header_rows, columns, head_text, names_end, total,
        names_at_top=at_top,
    )  # fmt: skip


def _with_first_line_as_head(region: Region) -> Region:
    """The region with its first line set apart as its header, where it names the columns of all others one by one but
    stands beside their texts: names in the middle, texts on the left, figures on the right."""
    if region.head or len(region.body) < LEAST_BELOW:
        return region
    first, rest = region.body[0], region.body[1:]
    columns = find_columns(rest, [])
    if not 2 < len(columns) == len(first) < len(_columns_of_region(region)) or not in_order(columns, first):
        return region
    if any(FIGURE.fullmatch(c.text) for c in first):
        return region
    floor = (max(c.bottom for c in first) + min(c.top for c in rest[0])) / 2
    return replace(region, head=[first], body=rest, head_bottom=floor)


def _columns_of_region(region: Region) -> list[tuple[float, float]]:
    """Columns of a region: by all lines, or by the fullest ones where those show more (forms, in which rows with few
    texts run over the columns of the others)."""
    columns = part_at_names(find_columns(region.body, region.head), region.body)
    full = fullest(region.body)
    if full is region.body:
        return columns
    finer = find_columns(region.body, region.head, full)
    are_full = min(map(len, full)) >= NEARLY_FULL * len(finer)
    return finer if are_full and len(finer) > len(columns) else columns


def _repeats_head(region: Region, before: Grid, columns: int) -> bool:
    """Whether a region below a title of its own (续表) begins with the very header of the page before: that page's
    columns tell more than the few rows of this one."""
    return bool(region.head) and _has_head_of(before, region) and before.cols >= columns


def _has_head_of(before: Grid, region: Region) -> bool:
    return tuple(map(text_of, region.head)) == before.head_text


def _with_repeated_head(region: Region, head: tuple[str, ...]) -> Region:
    """The region with its first lines set apart as its header, if they are the header's lines of the page before."""
    first, rest = region.body[: len(head)], region.body[len(head) :]
    if not head or not rest or tuple(map(text_of, first)) != head:
        return region
    foot = max(c.bottom for line in first for c in line)
    return replace(region, head=first, body=rest, head_bottom=(foot + min(c.top for line in rest for c in line)) / 2)


def _with_head(region: Region, frame: Frame, pitch: float) -> Region | None:
    """The region with its header set apart: all rows above the first one with a figure in a column of figures, when
    they name most columns. None where there is no such header."""
    blocks = cells_of(region.body, frame, pitch)
    alone = {c.line for line in region.body if _are_figures(line) for c in line}  # a table may have one such row only
    figures = [
        b
        for column in blocks
        for b in column
        if b.chunks[0].line in alone
        or sum(bool(FIGURE.fullmatch(b.text)) for b in column) > LEAST_FIGURES * len(column)
        if FIGURE.fullmatch(b.text) and not YEAR.fullmatch(b.text)
    ]
    first_row = next((line for line in region.body if _are_figures(line[1:])), [])
    figures = figures or [b for column in blocks for b in column if b.chunks[0] in first_row[1:]]
    if not figures:
        return None
    ys = [region.top, *find_rows(blocks), region.bottom]
    first = min(row_of(b, ys) for b in figures)
    while first > 1 and _holds_first_column_alone(blocks, ys, first - 1):
        first -= 1  # a row without figures
    foot = _first_name_alone(region.body, ys[first], frame)
    above = [c for line in region.body for c in line if c.y < foot]
    lines = len({c.line for c in above})
    named = {k for c in above for k in columns_under(c.x0, c.x1, c.size, frame.columns)}
    head = [line for line in ([c for c in line if c.y < foot] for line in region.body) if line]
    body = [line for line in ([c for c in line if c.y >= foot] for line in region.body) if line]
    if not 0 < lines <= MOST_HEAD_LINES:
        return None
    if len(named) < MOST_NAMED * len(frame.columns):
        below = find_columns(body, [])  # figures at the right of their columns, beside the names in the middle
        if len(below) < 2 or not in_order(below, sorted(lowest_names(head, below), key=lambda c: c.x0)):
            return None
    return replace(region, head=head, body=body, head_bottom=foot)


def _are_figures(line: list[Chunk]) -> bool:
    """Whether a line holds several figures and nothing else."""
    return len(line) >= LEAST_ALONE and all(FIGURE.fullmatch(c.text) for c in line)


def _first_name_alone(lines: list[list[Chunk]], foot: float, frame: Frame) -> float:
    """The foot of a header without the names of rows that stand at its end in the first column, with white above them
    and without figures: no column parts such a row from the names of columns."""
    above = [line for line in lines if line and line[0].y < foot]
    while len(above) > 2 and len(above[-1]) == 1 and frame.reach(TextBlock(above[-1])) == (0, 0):
        name = above[-1][0]
        edge = max(c.bottom for line in above[:-1] for c in line)
        named = any(frame.reach(TextBlock([c])) == (0, 0) for line in above[:-1] for c in line)
        if name.top - edge < ROW_WHITE * name.size or not named:
            break
        foot = (edge + name.top) / 2
        above.pop()
    return foot


def _holds_first_column_alone(blocks: list[list[TextBlock]], ys: list[float], row: int) -> bool:
    """Whether all texts of a row stand in the first column, and no text stands on its upper border."""
    if any(b.top < ys[row] < b.bottom for column in blocks for b in column):
        return False
    return [c for c, column in enumerate(blocks) for b in column if row_of(b, ys) == row] == [0]


def _is_form(head: list[list[Chunk]], frame: Frame, pitch: float) -> bool:
    """Whether what stands above the first figures is no header but rows with a name each, as in a form: two names, one
    under the other and with nothing left of them, reach into the same columns. Names of columns part further down."""
    chunks = [c for line in head for c in line]
    edges = min(c.top for c in chunks), max(c.bottom for c in chunks)
    tree = header_tree(chunks, frame.columns, frame.xs, edges, frame.size, pitch, set())
    over = {id(c): columns for block, *columns in tree for c in block.chunks}
    for column in cells_of(head, frame, pitch):
        names = [
            block
            for block in column
            if not any(c.x1 < block.x0 and c.top < block.bottom and block.top < c.bottom for c in chunks)
        ]
        for a, b in pairwise(names):
            between = any(c.x1 < min(a.x0, b.x0) and a.top < c.y < b.bottom for c in chunks)
            levels = [over.get(id(name.chunks[0])) for name in (a, b)]
            same = None in levels or levels[0] == levels[1]  # none: read as one name with the text beside it
            if not between and same and frame.reach(a) == frame.reach(b):
                return True
    return False


def _merged_before(grid: Grid) -> frozenset[int]:
    """Columns of the page before with cells merged over rows of the body."""
    return frozenset(c.col for c in grid.cells if c.row_span > 1 and c.row >= (grid.header_rows or 0))


def _size(lines: list[list[Chunk]]) -> float:
    sizes = sorted(c.size for line in lines for c in line)
    return sizes[len(sizes) // 2]


def chunks_by_column(lines: list[list[Chunk]], columns: list[tuple[float, float]]) -> list[list[Chunk]]:
    """Chunks of each column that stand in it alone."""
    found: list[list[Chunk]] = [[] for _ in columns]
    for line in lines:
        for chunk in line:
            under = columns_under(chunk.x0, chunk.x1, chunk.size, columns)
            if len(under) == 1:
                found[under[0]].append(chunk)
    return found


def cells_from_spans(spans: list[Span], rows: int, xs: list[float], ys: list[float]) -> list[GridCell]:
    """Spans and single squares as cells; where spans overlap the first one stands."""
    taken: set[tuple[int, int]] = set()
    cells = []
    for r0, c0, r1, c1 in spans:
        squares = {(r, c) for r in range(r0, r1 + 1) for c in range(c0, c1 + 1)}
        if squares & taken or r1 >= rows:
            continue
        taken |= squares
        cells.append(GridCell.over((r0, c0, r1, c1), xs, ys))
    for r in range(rows):
        for c in range(len(xs) - 1):
            if (r, c) not in taken:
                cells.append(GridCell.over((r, c, r, c), xs, ys))
    return sorted(cells, key=lambda cell: (cell.row, cell.col))
