"""Tables with lines between their columns and none between their rows: text tells the rows of what the lines leave as
one tall row."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from parsers.lineless.borderless import cells_from_spans, chunks_by_column
from parsers.lineless.headers.header_names import Span
from parsers.lineless.regions import DASHES
from parsers.lineless.rows.aligned_rows import CODE, Frame, body_cells
from parsers.lineless.rows.row_pitch import row_pitch
from parsers.lineless.textblocks import ONE_CELL_PITCH, Chunk, chunks_of
from parsers.pages.content import Glyph, PageContent
from parsers.pages.lines import SAME_LINE, to_lines
from parsers.parts.grid import DRAWN, Grid, GridCell
from parsers.ruled.header_apart import with_formulas_apart
from parsers.ruled.stripes import is_striped
from parsers.texts.figures import PLAIN_FIGURE

LEAST_LINES = 2  # figures one under the other, and beside each other, that show rows
TALLEST_LINE = 4.0  # sizes of a row with room for several
TWO_LINES = 1.9  # sizes of a row with room for two lines
NAMES_AND_FIGURES = 3  # borders of a table of two columns
LEAST_NUMBERS = 3  # numbers of rows, counting on, that show rows by themselves
MOST_FIGURES = 0.8  # share of figures in a column of them
IN_FIGURES = DASHES | frozenset("0123456789０１２３４５６７８９,，.．+%％")
SAME_HEIGHT = 0.3  # sizes between the middles of texts on one height
IN_MIDDLE = 0.4  # sizes that a text set in the middle may be off it
INSET = 1.0  # points from a column's border to the text in it, where a column has none
RUNNING = 60  # characters of running heads and feet
SURE = 0.85  # how sure rows told by text are
WRAPPED = re.compile(
    r"(?:\d+|\d{1,3}(?:[,，]\d{3})+)[.．]\d{1,4}"
)  # the lines of an amount in a narrow cell, put together
SAME_BORDER = 4.0  # points between borders of one table on two pages

Shows = Callable[[Sequence[Chunk], list[float], float], bool]


def with_rows_told(grid: Grid, content: PageContent, before: Grid | None) -> Grid | None:
    """The grid with its tall rows cut where figures stand in several rows within them. `before` is the last grid of the
    page before. None where no line parts even the names of columns from the rows: all of it is told by white space."""
    if grid.engine not in ("rulings", "pdfplumber", "colour"):
        return grid
    drawn_before = before is not None and before.engine in DRAWN and _has_borders(before, grid)
    if grid.rows == 1 and grid.engine != "colour" and not drawn_before and _holds_all_rows(grid, content):
        return None
    grid = _with_cut(grid, content, before, TALLEST_LINE, _shows_rows)
    if grid.columns or (before is not None and before.columns and _has_borders(before, grid)):
        grid = with_formulas_apart(_with_cut(grid, content, before, TWO_LINES, _stacks_figures), content)
    elif is_striped(grid, content):
        grid = _with_cut(grid, content, before, TWO_LINES, _shows_rows)
    return grid


def _holds_all_rows(grid: Grid, content: PageContent) -> bool:
    """Whether the only row of a grid holds the names of columns and the rows below them."""
    inside = [g for own in _print_in(grid, 0, 0, content).values() for g in own]
    if not inside or grid.ys[1] - grid.ys[0] < TALLEST_LINE * inside[0].size:
        return False
    lines = _chunked(inside, grid.xs)
    head = next((n for n, line in enumerate(lines) if any(map(_is_figure, line))), 0)
    below = [c for line in lines[head:] for c in line]
    return sum(map(len, lines[:head])) > 1 and _shows_rows(below, grid.xs, below[0].size)


def _with_cut(grid: Grid, content: PageContent, before: Grid | None, least: float, shows: Shows) -> Grid:
    """The grid with those of its rows cut that are at least so many sizes high and whose texts show several rows."""
    smallest = min([g[5] for g in content.glyphs], default=0.0)
    for row in reversed(range(grid.rows)):
        if grid.ys[row + 1] - grid.ys[row] < least * smallest:
            continue  # as nearly all rows: no need to look for what stands in it
        own = [c for c in grid.cells if c.row <= row < c.row + c.row_span]
        lead = sum(c.col_span for c in own if c.row_span > 1)
        if all(c.row_span == 1 or c.col < lead for c in own) and len({c.col for c in own if c.col >= lead}) > 1:
            held = _print_in(grid, row, lead, content)
            told_before = before is not None and bool(before.columns)
            if not told_before and not any(_may_be_rows(grid.cells[index], own) for index, own in held.items()):
                continue  # as most tall rows, which hold paragraphs
            inside = [glyph for own in held.values() for glyph in own]
            grid = _cut(grid, row, lead, inside, content, before, shows, least) or grid
    return grid


def _print_in(grid: Grid, row: int, lead: int, content: PageContent) -> dict[int, list[Glyph]]:
    """Upright characters in the cells of a row beyond its first `lead` columns, by the index of the cell."""
    held = grid.held(content.glyphs)
    own = [index for index, cell in enumerate(grid.cells) if cell.row == row and cell.col >= lead]
    return {index: [glyph for glyph in held[index] if glyph[7] == 0] for index in own}


def _may_be_rows(cell: GridCell, glyphs: list[Glyph]) -> bool:
    """Whether two lines of a cell hold nothing but figures, or it is merged over several columns."""
    if cell.col_span > 1 or not glyphs:
        return bool(glyphs)
    figures = {g.y for g in glyphs if g[0] in IN_FIGURES}
    if len(figures) < 2:
        return False
    apart = SAME_LINE * min([g[5] for g in glyphs])
    if max(figures) - min(figures) <= apart:  # one line: most cells
        return False
    words = {g.y for g in glyphs if g[0] not in IN_FIGURES}
    alone = [y for y in figures if all(abs(y - other) > apart for other in words)]
    return bool(alone) and max(alone) - min(alone) > apart


def _cut(
    grid: Grid, row: int, lead: int, inside: list[Glyph], content: PageContent, before: Grid | None, shows: Shows,
    least: float,
) -> Grid | None:  # fmt: skip
    """The grid with one row cut into several; None where that is one row. Cells of the first `lead` columns reach
    beyond the row and stay whole; `inside` is what is printed in the others."""
    top, bottom, xs = grid.ys[row], grid.ys[row + 1], grid.xs[lead:]
    if not inside or bottom - top < least * inside[0].size:
        return None
    lines = _chunked(inside, xs)
    chunks = [c for line in lines for c in line]
    size = sorted(c.size for c in chunks)[len(chunks) // 2]
    goes_on = before is not None and _has_borders(before, grid)
    told_before = goes_on and before is not None and bool(before.columns) and least == TALLEST_LINE
    if not told_before and not shows(chunks, xs, size):
        return None
    over = _over_rows(chunks, xs, (top + bottom) / 2, size)
    if over:
        rest = [[c for c in line if c.x0 >= xs[over]] for line in lines]
        lines, lead, xs = [line for line in rest if line], lead + over, xs[over:]
    columns = []
    for left, right in pairwise(xs):
        within = [c for line in lines for c in line if left - INSET < c.x0 and c.x1 < right + INSET]
        x_first = min((c.x0 for c in within), default=left + INSET)
        columns.append((x_first, max((c.x1 for c in within), default=right - INSET)))
    habit = _merged_before(before) if before is not None and goes_on else frozenset()
    names_end = max((c.col_span - 1 for c in grid.cells if c.col == 0 and c.row + c.row_span == row), default=0)
    ends_page = sum(g.turn == 0 and g.y > bottom for g in content.glyphs) <= RUNNING
    ys, spans = body_cells(
        lines, Frame(columns, xs, size), top, bottom, row_pitch(chunks_by_column(lines, columns)),
        goes_on, ends_page, frozenset(c - lead for c in habit if c >= lead), max(names_end - lead, 0),
    )  # fmt: skip
    if len(ys) < 3:
        return None
    texts = [[c.text for line in lines for c in line if a <= c.x < b] for a, b in pairwise(xs)]
    spans = [
        s for s in spans
        if not _is_parted(xs[s[1] + 1 : s[3] + 1], (ys[s[0]] + ys[s[2] + 1]) / 2, content)
        and (any(texts[s[1] : s[3] + 1]) or s[1] + lead in habit)  # else nothing tells of merged cells
        and not (s[2] > s[0] and any(CODE.fullmatch(text) for text in texts[s[1]]))  # a code is of its line alone
    ]  # fmt: skip
    spans = _without_undrawn(spans, ys, xs, [c for line in lines for c in line], content)
    cells = [c._replace(col=c.col + lead) for c in cells_from_spans(spans, len(ys) - 1, xs, ys)]
    return _with_rows(grid, row, lead, ys, cells, columns)


def _without_undrawn(
    spans: list[Span], ys: list[float], xs: list[float], chunks: list[Chunk], content: PageContent
) -> list[Span]:
    """Spans with those cells of a row put together between which no line stands though it does beside other rows: the
    name of a total over several columns. Two texts are not put together, nor what is merged over rows."""
    drawn = [_is_parted([x], (ys[0] + ys[1]) / 2, content) for x in xs]
    found = list(spans)
    for row, (top, bottom) in enumerate(pairwise(ys)):
        tall = {c for s in spans if s[0] <= row <= s[2] and s[2] > s[0] for c in range(s[1], s[3] + 1)}
        open_at = {k for k, x in enumerate(xs) if drawn[k] and not _is_parted([x], (top + bottom) / 2, content)}
        first = 0
        for k in range(1, len(xs)):
            if k in open_at and k < len(xs) - 1:
                continue
            inside = [c for c in chunks if top < c.y < bottom and xs[first] <= c.x < xs[k]]
            if k - first > 1 and len(inside) <= 1 and tall.isdisjoint(range(first, k)):
                found = [s for s in found if s[0] != row or s[3] < first or s[1] >= k]
                found.append((row, first, row, k - 1))
            first = k
    return found


def _merged_before(before: Grid) -> frozenset[int]:
    """Columns of the page before with cells merged over rows, names of columns left out."""
    merged = (c for c in before.cells if c.row_span > 1)
    return frozenset(c.col for c in merged if c.row or c.row + c.row_span == before.rows)


def _is_parted(borders: list[float], y: float, content: PageContent) -> bool:
    """Whether a vertical line stands on one of these borders at a height. It may end above a row of totals."""
    return any(r.start < y < r.end and abs(r.at - x) <= SAME_BORDER for r in content.verticals for x in borders)


def _over_rows(chunks: Sequence[Chunk], xs: list[float], middle: float, size: float) -> int:
    """How many columns from the left hold a single text in the middle of a ruled row with several rows in it: a cell
    over all of them."""
    for col, (left, right) in enumerate(pairwise(xs[:-2])):
        column = [c for c in chunks if left <= c.x < right]
        if not column or any(_is_figure(c) for c in column):
            return col
        top, bottom = min(c.top for c in column), max(c.bottom for c in column)
        if abs((top + bottom) / 2 - middle) > IN_MIDDLE * size or bottom - top > len(column) * ONE_CELL_PITCH * size:
            return col
        others = [c for c in chunks if c.x >= right]
        if min(c.top for c in others) > top - size or max(c.bottom for c in others) < bottom + size:
            return col
    return len(xs) - 3


def _with_rows(
    grid: Grid, row: int, lead: int, ys: list[float], cells: list[GridCell], columns: list[tuple[float, float]]
) -> Grid:
    """The grid with rows at heights `ys` and their `cells` in place of one row."""
    more = len(ys) - 2
    kept = [
        c._replace(row=c.row + more) if c.row > row else c
        for c in grid.cells
        if c.row > row or c.row + c.row_span <= row
    ]
    kept += [
        c._replace(row_span=c.row_span + more) for c in grid.cells if c.row <= row < c.row + c.row_span and c.col < lead
    ]
    return replace(
        grid, ys=[*grid.ys[:row], *ys, *grid.ys[row + 2 :]],
        cells=sorted([*kept, *(c._replace(row=c.row + row) for c in cells)], key=lambda c: (c.row, c.col)),
        confidence=grid.confidence * (1 if grid.columns else SURE), engine="rulings", columns=columns,
        open_foot=frozenset(),
    )  # fmt: skip


def _chunked(glyphs: list[Glyph], xs: list[float]) -> list[list[Chunk]]:
    """Print as lines of chunks, cut at the borders of columns where white stands there."""
    whites = [(x - INSET, x + INSET) for x in xs]
    return [chunks_of(line, i, whites=whites) for i, line in enumerate(to_lines(glyphs))]


def _shows_rows(chunks: Sequence[Chunk], xs: list[float], size: float) -> bool:
    """Whether figures stand one under the other in a column, each with one of another column beside it, or the numbers
    of rows do; or whether a column of figures stands beside names, one on the level of each."""
    if len(xs) == NAMES_AND_FIGURES:
        return _stacks_figures(chunks, xs, size) and len(chunks) >= 2 * LEAST_NUMBERS
    found = sorted((c for c in chunks if _is_figure(c)), key=lambda c: c.y)
    if len(found) < LEAST_LINES or _wraps_figures(found, xs):
        return False
    for left, right in pairwise(xs):
        column = sorted((c for c in chunks if left <= c.x < right), key=lambda c: c.y)
        if len(column) >= LEAST_NUMBERS and _count_on([c.text for c in column]):
            return True
        figures = [c for c in found if left <= c.x < right]
        others = [c for c in found if not left <= c.x < right]
        beside = [f for f in figures if any(abs(o.y - f.y) <= SAME_HEIGHT * size for o in others)]
        stacked = any(
            b.y - a.y < ONE_CELL_PITCH * size and max(len(a.text), len(b.text)) == 1 for a, b in pairwise(figures)
        )  # digits of one figure, from top to bottom, unless a name stands beside each
        words = [c for c in chunks if not _is_figure(c)]
        stacked = stacked and not all(any(abs(w.y - f.y) <= SAME_HEIGHT * size for w in words) for f in figures)
        if len(beside) >= LEAST_LINES and len(figures) >= MOST_FIGURES * len(column) and not stacked:
            return True
    names = [c for c in chunks if c.x < xs[1] and not _is_figure(c)]
    return any(
        sum(a <= c.x < b for c in found) >= LEAST_NUMBERS
        and _stacks_figures([*names, *(c for c in chunks if a <= c.x < b)], [xs[0], xs[1], b], size)
        for a, b in pairwise(xs[1:])
    )


def _stacks_figures(chunks: Sequence[Chunk], xs: list[float], size: float) -> bool:
    """Whether a column holds nothing but figures one under the other, each beside a text of another column: rows in a
    table whose other rows are told by text."""
    for left, right in pairwise(xs):
        figures = sorted((c for c in chunks if left <= c.x0 and c.x1 <= right + INSET), key=lambda c: c.y)
        names = [c for c in chunks if not left <= c.x0 < right]
        beside = all(any(abs(n.y - f.y) <= SAME_HEIGHT * size for n in names) for f in figures)
        if beside and all(map(_is_figure, figures)) and sum(len(f.text) > 1 for f in figures) >= LEAST_LINES:
            return True
    return False


def _wraps_figures(found: Sequence[Chunk], xs: list[float]) -> bool:
    """Whether the figures of every column that has several are the lines of one amount (98424 | 854.2 | 1): one point
    in all, and not the same decimals in each line, as figures of several rows have them."""
    columns = [[c for c in found if left <= c.x < right] for left, right in pairwise(xs)]
    several = [[c.text for c in sorted(column, key=lambda c: c.y)] for column in columns if len(column) > 1]
    return bool(several) and all(_is_one_amount(lines) for lines in several)


def _is_one_amount(lines: list[str]) -> bool:
    decimals = {len(re.split("[.．]", line)[1]) if re.search("[.．]", line) else 0 for line in lines}
    return len(decimals) > 1 and bool(WRAPPED.fullmatch("".join(lines)))


def _is_figure(chunk: Chunk) -> bool:
    return chunk.text in DASHES or bool(PLAIN_FIGURE.fullmatch(chunk.text))


def _count_on(texts: list[str]) -> bool:
    """Whether texts are whole numbers, each one more than the one before."""
    return all(t.isdecimal() for t in texts) and all(int(b) == int(a) + 1 for a, b in pairwise(texts))


def _has_borders(before: Grid, grid: Grid) -> bool:
    return len(before.xs) == len(grid.xs) and all(
        abs((a - before.xs[0]) - (b - grid.xs[0])) <= SAME_BORDER for a, b in zip(before.xs, grid.xs, strict=True)
    )
