"""Tables with lines between their columns and none between their rows: text tells the rows of what the lines leave as
one tall row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from parsers.aligned_rows import Frame, body_cells
from parsers.borderless import cells_from_spans, chunks_by_column
from parsers.content import Glyph, PageContent
from parsers.grids import Grid, GridCell
from parsers.lines import to_lines
from parsers.regions import DASHES
from parsers.textblocks import FIGURE, ONE_CELL_PITCH, Chunk, chunks_of, row_pitch

LEAST_LINES = 2  # figures one under the other, and beside each other, that show rows
TALLEST_LINE = 4.0  # sizes of a row with room for several
LEAST_NUMBERS = 3  # numbers of rows, counting on, that show rows by themselves
MOST_FIGURES = 0.8  # share of figures in a column of them
SAME_HEIGHT = 0.3  # sizes between the middles of texts on one height
INSET = 1.0  # points from a column's border to the text in it, where a column has none
RUNNING = 60  # characters of running heads and feet
SURE = 0.85  # how sure rows told by text are
SAME_BORDER = 4.0  # points between borders of one table on two pages


def with_rows_told(grid: Grid, content: PageContent, before: Grid | None) -> Grid:
    """The grid with its tall rows cut where figures stand in several rows within them. `before` is the last grid of the
    page before."""
    if grid.engine not in ("rulings", "pdfplumber"):
        return grid
    least = min([g[5] for g in content.glyphs], default=0.0)
    for row in reversed(range(grid.rows)):
        if grid.ys[row + 1] - grid.ys[row] < TALLEST_LINE * least:
            continue  # as nearly all rows: no need to look for what stands in it
        own = [c for c in grid.cells if c.row <= row < c.row + c.row_span]
        if all(c.row_span == 1 for c in own) and len(own) > 1:
            found = _cut(grid, row, own, content, before)
            grid = found or grid
    return grid


def _cut(grid: Grid, row: int, own: list[GridCell], content: PageContent, before: Grid | None) -> Grid | None:
    """The grid with one row cut into several; None where that is one row."""
    top, bottom, x0, x1 = grid.ys[row], grid.ys[row + 1], grid.xs[0], grid.xs[-1]
    inside = [
        g for g in content.glyphs if top < (g[2] + g[4]) / 2 < bottom and x0 < (g[1] + g[3]) / 2 < x1 and g.turn == 0
    ]
    if not inside or bottom - top < TALLEST_LINE * inside[0].size:
        return None
    lines = _chunked(inside, grid.xs)
    chunks = [c for line in lines for c in line]
    size = sorted(c.size for c in chunks)[len(chunks) // 2]
    goes_on = before is not None and _has_borders(before, grid)
    told_before = goes_on and before is not None and bool(before.columns)
    if not told_before and not _shows_rows(chunks, grid.xs, size):
        return None
    columns = []
    for left, right in pairwise(grid.xs):
        within = [c for c in chunks if left - INSET < c.x0 and c.x1 < right + INSET]
        x_first = min((c.x0 for c in within), default=left + INSET)
        columns.append((x_first, max((c.x1 for c in within), default=right - INSET)))
    habit = frozenset(c.col for c in before.cells if c.row_span > 1 and c.row) if before and goes_on else frozenset()
    names_end = max((c.col_span - 1 for c in grid.cells if c.col == 0 and c.row + c.row_span == row), default=0)
    ends_page = sum(g.turn == 0 and g.y > bottom for g in content.glyphs) <= RUNNING
    ys, spans = body_cells(
        lines, Frame(columns, grid.xs, size), top, bottom, row_pitch(chunks_by_column(lines, columns)),
        goes_on, ends_page, habit, names_end,
    )  # fmt: skip
    more = len(ys) - 2
    if more < 1:
        return None
    cells = [c for c in grid.cells if c.row + c.row_span <= row]
    cells += [c._replace(row=c.row + row) for c in cells_from_spans(spans, len(ys) - 1, grid.xs, ys)]
    cells += [c._replace(row=c.row + more) for c in grid.cells if c.row > row]
    confidence = grid.confidence * SURE
    return replace(
        grid, ys=[*grid.ys[:row], *ys, *grid.ys[row + 2 :]], cells=cells, confidence=confidence, engine="rulings",
        columns=columns, open_foot=frozenset(),
    )  # fmt: skip


def _chunked(glyphs: list[Glyph], xs: list[float]) -> list[list[Chunk]]:
    """Print as lines of chunks, cut at the borders of columns where white stands there."""
    whites = [(x - INSET, x + INSET) for x in xs]
    return [chunks_of(line, i, whites=whites) for i, line in enumerate(to_lines(glyphs))]


def _shows_rows(chunks: Sequence[Chunk], xs: list[float], size: float) -> bool:
    """Whether figures stand one under the other in a column, each with one of another column beside it, or the numbers
    of rows do."""
    for left, right in pairwise(xs):
        column = sorted((c for c in chunks if left <= c.x < right), key=lambda c: c.y)
        if len(column) >= LEAST_NUMBERS and _count_on([c.text for c in column]):
            return True
        figures = [c for c in column if _is_figure(c)]
        others = [c for c in chunks if not left <= c.x < right and _is_figure(c)]
        beside = [f for f in figures if any(abs(o.y - f.y) <= SAME_HEIGHT * size for o in others)]
        stacked = any(
            b.y - a.y < ONE_CELL_PITCH * size and max(len(a.text), len(b.text)) == 1 for a, b in pairwise(figures)
        )  # digits of one figure, from top to bottom
        if len(beside) >= LEAST_LINES and len(figures) >= MOST_FIGURES * len(column) and not stacked:
            return True
    return False


def _is_figure(chunk: Chunk) -> bool:
    return chunk.text in DASHES or bool(FIGURE.fullmatch(chunk.text))


def _count_on(texts: list[str]) -> bool:
    """Whether texts are whole numbers, each one more than the one before."""
    return all(t.isdecimal() for t in texts) and all(int(b) == int(a) + 1 for a, b in pairwise(texts))


def _has_borders(before: Grid, grid: Grid) -> bool:
    return len(before.xs) == len(grid.xs) and all(
        abs((a - before.xs[0]) - (b - grid.xs[0])) <= SAME_BORDER for a, b in zip(before.xs, grid.xs, strict=True)
    )
