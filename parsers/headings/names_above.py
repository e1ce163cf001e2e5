"""Names of columns that are printed above a ruled grid instead of in it.

Some styles rule only the body: the head stands above the first line, with rules under its names or without any. Lines
are taken as names only when the grid itself begins with figures and every single column gets a name, each within the
sides of its column or of the columns that it stands over.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from parsers.lineless.headers.header_lines import names_columns
from parsers.lineless.headers.header_names import header_cells
from parsers.lineless.rows.row_pitch import row_pitch
from parsers.lineless.textblocks import NAME_GAP, Chunk, chunks_of
from parsers.pages.content import Ruling
from parsers.pages.lines import Line
from parsers.parts.grid import DRAWN, Grid, GridCell
from parsers.texts.caption_lines import is_form_line, split_label

NEAR = 1.6  # sizes of white between the grid and the line above it, and between lines of names
OTHER_SIZE = 0.12  # share by which the type of names may differ
OUTSIDE = 3.0  # points by which a name may reach over the side of its column
MOST_LINES = 16  # of names: stacked characters in narrow columns
UNDER = 1.2  # sizes below a line within which a rule is drawn under it


def with_names_above(grid: Grid, lines: list[Line], rules: list[Ruling]) -> tuple[Grid, list[Line]] | None:
    """The grid with the names above it as header rows, and the lines that they took; None where there are none.

    `lines` are the page's lines outside tables, top to bottom; `rules` its horizontal lines.
    """
    names = _names(grid, lines, rules)
    if not names:
        return None
    chunks = [chunks_of(line, index, NAME_GAP) for index, line in enumerate(names)]
    size = max(line.size for line in names)
    top = min(line.top for line in names) - 0.3 * size
    columns = [(a + 1, b - 1) for a, b in zip(grid.xs, grid.xs[1:], strict=False)]
    stacks = [[c for line in chunks for c in line if _column(c, grid.xs) == (k, k)] for k in range(grid.cols)]
    ys, spans = header_cells(chunks, columns, grid.xs, top, grid.ys[0], size, row_pitch(stacks))
    rows = len(ys) - 1
    taken = {(r, c) for r0, c0, r1, c1 in spans for r in range(r0, r1 + 1) for c in range(c0, c1 + 1)}
    squares = sum((r1 - r0 + 1) * (c1 - c0 + 1) for r0, c0, r1, c1 in spans)
    if len(taken) != rows * grid.cols or squares != len(taken):
        return None  # some column has no name, or two names lie over each other
    xs, own = grid.xs, grid.cells
    head = [GridCell.over(span, xs, ys) for span in spans]
    cells = sorted([*head, *(cell._replace(row=cell.row + rows) for cell in own)], key=lambda c: (c.row, c.col))
    made = replace(
        grid, ys=[*ys, *grid.ys[1:]], cells=cells, header_rows=rows, open_head=False, head_text=_texts(names)
    )
    return made, names


def goes_on_below(grid: Grid, before: Grid, lines: list[Line]) -> bool:
    """Whether the names above the grid `before` stand above this one again: its first row may be the rest of one."""
    above = [line for line in lines if line.y < grid.ys[0]][-len(before.head_text) :]
    return before.engine in DRAWN and bool(before.head_text) and _texts(above) == before.head_text


def _texts(lines: list[Line]) -> tuple[str, ...]:
    return tuple(line.text for line in lines)


def _names(grid: Grid, lines: list[Line], rules: list[Ruling]) -> list[Line]:
    """Lines right above the grid that stand in its columns, until every column has its name."""
    found: list[Line] = []
    edge = grid.ys[0]
    named: set[int] = set()
    for line in reversed([line for line in lines if line.y < grid.ys[0]]):
        if edge - line.bottom > NEAR * line.size or len(found) == MOST_LINES:
            break
        if found and abs(line.size - found[-1].size) > OTHER_SIZE * line.size:
            break
        if is_form_line(line.text) or split_label(line.text)[0]:
            break
        chunks = chunks_of(line, 0, NAME_GAP)
        reach = [_column(chunk, grid.xs) for chunk in chunks]
        if line.x0 < grid.xs[0] - OUTSIDE or line.x1 > grid.xs[-1] + OUTSIDE:
            break
        joins = _is_underlined(line, grid, rules) or _names_some(line, found[::-1])
        if any(a != b for a, b in reach) and len(chunks) == 1 and not joins:
            break  # a caption, or text
        stands_over = line.bottom <= edge and len(chunks) == 1
        if len(named) == grid.cols and stands_over and not joins:
            break
        found.append(line)
        named |= {c for a, b in reach for c in range(a, b + 1)}
        edge = min(edge, line.top)
    if len(named) < grid.cols or max((len(chunks_of(line, 0, NAME_GAP)) for line in found), default=0) < 2:
        return []
    return found[::-1]


def _names_some(line: Line, names: list[Line]) -> bool:
    """Whether a line is one name over several of the names right below it."""
    run = [line, *names]
    return bool(names) and names_columns([*range(1, len(run))], run, [chunks_of(r, i) for i, r in enumerate(run)])


def _column(chunk: Chunk, xs: list[float]) -> tuple[int, int]:
    """First and last column that a text reaches into."""
    last = len(xs) - 2
    first = min(max(bisect_right(xs, chunk.x0 + OUTSIDE) - 1, 0), last)
    return first, max(first, min(max(bisect_right(xs, chunk.x1 - OUTSIDE) - 1, 0), last))


def _is_underlined(line: Line, grid: Grid, rules: list[Ruling]) -> bool:
    """Whether a rule right under a line joins columns of the grid."""
    return any(
        -0.3 * line.size <= rule.at - line.bottom <= UNDER * line.size
        and rule.at < grid.ys[0] - OUTSIDE
        and rule.start <= line.x0 + OUTSIDE
        and line.x1 - OUTSIDE <= rule.end
        for rule in rules
    )
