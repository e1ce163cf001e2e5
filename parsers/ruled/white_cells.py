"""Cells left white in a table whose other cells are painted: nothing parts two that adjoin but their text.

Names that stand in the middle of their rows part a white column of merged cells; in a white row, a text that runs over
several columns or stands in the middle of empty ones is a cell over these.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from parsers.lineless.row_cells import find_seats
from parsers.lineless.rows.merged_rows import share_rows
from parsers.lineless.textblocks import ONE_CELL_PITCH, Chunk, blocks_of, chunks_of, is_grand_total
from parsers.pages.content import Fill, Glyph, PageContent
from parsers.pages.lines import to_lines
from parsers.parts.grid import Grid, GridCell
from parsers.texts.figures import PLAIN_FIGURE

PAINTED = 0.97  # luminance below which a fill is paint
WHITE_ROW = 0.5  # share of a table's width that is white in a row left white, at least
MOST_NAMES = 3  # rows of names above the figures of a column
IN_MIDDLE = 0.2  # sizes that a text may be off the middle of its row
RUNNING = 60  # characters of running heads and feet
LEAST_TEXTS = 3  # of a line that may be a white row alone on its page
MOST_LINES = 4  # of a name that wraps above the middle of such a row
INSET = 1.0  # points from a column's border to the text in it, where a column has none


def with_white_cells(grid: Grid, content: PageContent) -> Grid:
    """A grid whose borders are told by colours, with its white cells parted and merged as their text tells."""
    if grid.engine != "colour":
        return grid
    paint = [f for f in content.fills if f.shade < PAINTED]
    white = [not _is_painted(cell, paint) for cell in grid.cells]
    x0, top, x1, bottom = grid.box
    if not all(white) and (columns := _columns_by_rows(grid, content.glyphs)):
        grid = replace(grid, cells=columns)
        white = [not _is_painted(cell, paint) for cell in grid.cells]
    if all(white) or not any(_is_left_white(grid, row, white, content.glyphs) for row in range(grid.rows)):
        return grid
    lines = to_lines(g for g in content.glyphs if g.turn == 0 and x0 < g.x < x1 and top < g.y < bottom)
    chunks = [c for i, line in enumerate(lines) for c in chunks_of(line, i, whites=[(x - 1, x + 1) for x in grid.xs])]
    if not chunks:
        return grid
    size = sorted(c.size for c in chunks)[len(chunks) // 2]
    ends = (_few(g for g in content.glyphs if g.y < top), _few(g for g in content.glyphs if g.y > bottom))
    cells = _parted(grid, white, chunks, size, ends)
    white = [not _is_painted(cell, paint) for cell in cells]
    return replace(grid, cells=_merged(grid, cells, white, chunks), open_foot=frozenset())


def _columns_by_rows(grid: Grid, glyphs: Sequence[Glyph]) -> list[GridCell]:
    """The cells with columns in one colour cut where the rows of others are: each row has a text of its own in its
    middle, or most have a figure. [] where no cell is to be cut."""
    found: list[GridCell] = []
    for cell in grid.cells:
        ys = grid.ys[cell.row : cell.row + cell.row_span + 1]
        rows = _texts_by_row(cell, ys, glyphs) if cell.row_span > 1 and cell.col_span == 1 else []
        shown = [n for n, text in enumerate(rows) if PLAIN_FIGURE.fullmatch(text)]
        head = shown[0] if shown else 0
        body = [text for text in rows[head:] if text]
        all_figures = len(shown) == len(body) and 2 * len(shown) >= len(rows) - head and head <= MOST_NAMES
        if len(body) < 2 or not ((all(rows) and len(rows) > 2) or all_figures):
            found.append(cell)
            continue
        cuts = pairwise(ys)
        found += [cell._replace(row=cell.row + n, row_span=1, top=a, bottom=b) for n, (a, b) in enumerate(cuts)]
    return sorted(found, key=lambda c: (c.row, c.col)) if len(found) > len(grid.cells) else []


def _texts_by_row(cell: GridCell, ys: Sequence[float], glyphs: Sequence[Glyph]) -> list[str]:
    """What stands in a cell in each of the rows that it covers; [] where a text is not in the middle of its row."""
    inside = [g for g in glyphs if g.turn == 0 and cell.x0 < g.x < cell.x1 and cell.top < g.y < cell.bottom]
    texts = []
    for top, bottom in pairwise(ys):
        lines = to_lines(g for g in inside if top < g.y < bottom)
        if lines and abs(lines[0].top + lines[-1].bottom - top - bottom) / 2 > IN_MIDDLE * lines[0].size:
            return []
        texts.append("".join(line.text for line in lines))
    return texts


def as_told_by_text(before: Grid, lines: Sequence[Sequence[Chunk]]) -> Grid:
    """The painted grid of the page before as one that text tells, where the first lines of the next page stand each in
    columns of it, one of them in several: a row left white stands alone there. Else the grid as it is."""
    for line in lines[:MOST_LINES]:
        seats = [(bisect_right(before.xs, c.x0 + 1), bisect_right(before.xs, c.x1 - 1)) for c in line]
        if any(a != b or not 0 < a <= before.cols for a, b in seats) or len(set(seats)) < len(line):
            break
        if len(line) >= LEAST_TEXTS:
            columns = [(a + INSET, b - INSET) for a, b in pairwise(before.xs)]
            return replace(before, engine="alignment", columns=columns)
    return before


def _is_left_white(grid: Grid, row: int, white: Sequence[bool], glyphs: Sequence[Glyph]) -> bool:
    """Whether most of a row is white, and print stands in it."""
    own = [c for c, is_white in zip(grid.cells, white, strict=True) if is_white and c.row == row and c.row_span == 1]
    if sum(c.x1 - c.x0 for c in own) < WHITE_ROW * (grid.xs[-1] - grid.xs[0]):
        return False
    return any(c.x0 < g.x < c.x1 and c.top < g.y < c.bottom for g in glyphs for c in own)


def _few(glyphs: Iterable[Glyph]) -> bool:
    """Whether what stands above or below a table is no more than a running head or foot, so that it may go on there."""
    return sum(g.turn == 0 for g in glyphs) <= RUNNING


def _is_painted(cell: GridCell, paint: Sequence[Fill]) -> bool:
    x, y = (cell.x0 + cell.x1) / 2, (cell.top + cell.bottom) / 2
    return any(f.x0 < x < f.x1 and f.top < y < f.bottom for f in paint)


def _parted(
    grid: Grid, white: Sequence[bool], chunks: Sequence[Chunk], size: float, ends: tuple[bool, bool]
) -> list[GridCell]:
    """White cells over several rows that hold several names, cut between them; further left ones first, whose cuts
    cut those to their right. `ends`: the table may go on from the page before, and overleaf."""
    found: list[GridCell] = []
    body = _first_figures(grid, chunks)
    cuts: set[int] = set()  # row borders at which a cell further left was cut
    above_total = _without_total(grid, white, chunks)
    for cell, is_white in sorted(above_total, key=lambda c: (c[0].col, c[0].row)):
        pieces = None
        if is_white and cell.row_span > 1:
            own = sorted((c for c in chunks if _holds(cell, c)), key=lambda c: c.y)
            blocks = blocks_of(own, ONE_CELL_PITCH)
            last = cell.row + cell.row_span
            walls = [r in (cell.row, last) or r in cuts for r in range(cell.row, last + 1)]
            open_start, open_end = ends[0] and cell.row <= body, ends[1] and last == grid.rows
            if len(blocks) > 1 or (blocks and (open_start or open_end)):
                pieces = share_rows(blocks, grid.ys[cell.row : last + 1], walls, size, open_start, open_end)
        if pieces is None:
            found.append(cell)
            continue
        for (first, last), _ in pieces:
            a, b = cell.row + first, cell.row + last
            cuts |= {a, b + 1}
            found.append(cell._replace(row=a, row_span=b - a + 1, top=grid.ys[a], bottom=grid.ys[b + 1]))
    return sorted(found, key=lambda c: (c.row, c.col))


def _without_total(grid: Grid, white: Sequence[bool], chunks: Sequence[Chunk]) -> list[tuple[GridCell, bool]]:
    """Cells, and whether they are white; of white ones down to the last row this is cut off where the name of a total
    further right is the first text in it: it stands in the middle of its columns, or there is none on the left."""
    last, top = grid.rows - 1, grid.ys[-2]
    first = min((c for c in chunks if c.y > top), key=lambda c: c.x0, default=None)
    found = list(zip(grid.cells, white, strict=True))
    if first is None or not is_grand_total(first.text):
        return found
    for n, (cell, is_white) in enumerate(found):
        if is_white and cell.row_span > 1 and cell.row + cell.row_span > last and cell.x1 <= first.x:
            found[n] = (cell._replace(row_span=last - cell.row, bottom=top), True)
            found.append((cell._replace(row=last, row_span=1, top=top), True))
    return found


def _merged(grid: Grid, cells: list[GridCell], white: Sequence[bool], chunks: list[Chunk]) -> list[GridCell]:
    """White cells of one row put together where one text stands over them."""
    ys, xs = grid.ys, grid.xs
    floors: list[set[int]] = [set() for _ in ys]
    for cell in cells:
        for r in (cell.row, cell.row + cell.row_span):
            floors[r] |= set(range(cell.col, cell.col + cell.col_span))
    columns = []
    for left, right in pairwise(xs):
        own = [c for c in chunks if left - INSET < c.x0 and c.x1 < right + INSET]
        columns.append(
            (min((c.x0 for c in own), default=left + INSET), max((c.x1 for c in own), default=right - INSET))
        )
    head_rows = _first_figures(grid, chunks)
    seats = find_seats(chunks, ys, floors, columns, xs, head_rows)
    free = [c for c, is_white in zip(cells, white, strict=True) if is_white and c.row_span == 1 and c.row >= head_rows]
    gone: set[int] = set()
    new: list[GridCell] = []
    for r0, c0, r1, c1 in seats:
        under = [c for c in free if c.row == r0 == r1 and c0 <= c.col and c.col + c.col_span <= c1 + 1]
        if c1 > c0 and sum(c.col_span for c in under) == c1 - c0 + 1 and len(under) > 1:
            gone |= {id(c) for c in under}
            new.append(GridCell.over((r0, c0, r1, c1), xs, ys))
    return sorted([*(c for c in cells if id(c) not in gone), *new], key=lambda c: (c.row, c.col))


def _first_figures(grid: Grid, chunks: Sequence[Chunk]) -> int:
    """The first row that holds a figure: what stands above it are names of columns."""
    first = min((c.y for c in chunks if PLAIN_FIGURE.fullmatch(c.text)), default=grid.ys[0])
    return sum(y < first for y in grid.ys[1:])


def _holds(cell: GridCell, chunk: Chunk) -> bool:
    return cell.x0 < chunk.x < cell.x1 and cell.top < chunk.y < cell.bottom
