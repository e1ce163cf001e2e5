"""Print that runs out of the foot of the last row: names in merged cells that the page break left too little room for.

Typesetters set the name of a cell over several rows around the middle of the rows that stand on the page, whatever
room there is; its last characters then stand below the table's last line, and belong to the cell above them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from parsers.pages.content import Glyph
from parsers.pages.lines import Line, to_lines
from parsers.parts.grid import Grid, GridCell

FARTHEST = 4.0  # sizes below the last line of a table to which a name may run out
SAME_PITCH = 0.15  # sizes between the steps from line to line within one name
TIGHT_FOOT = 0.75  # sizes of white under the last character of a name on its way out of the foot
WIDEST_STEP = 1.8  # sizes from one character of a name to the next below
NO_WHITE = 0.25  # the same under a line that goes on below the foot
FULL = 2.0  # sizes by which a full line is shorter than its cell is wide
SAME_SIZE = 0.5  # points between sizes of one name's print
SAME_MIDDLE = 1.0  # sizes between the middles of a name's lines
SAME_ROW = 0.75  # sizes between the middles of a name and of the figure beside it


def seats_below(grid: Grid, glyphs: list[Glyph], seats: list[int]) -> list[int]:
    """The cells of glyphs (-1 for none), with what runs out of the foot of the table in the cell above it."""
    foot, x0, x1 = grid.ys[-1], grid.xs[0], grid.xs[-1]
    below = [
        i
        for i in [index for index, seat in enumerate(seats) if seat < 0]
        if (g := glyphs[i])[4] >= foot and g.turn == 0 and foot <= g.y < foot + FARTHEST * g.size and x0 < g.x < x1
    ]
    if not below:
        return seats
    found = list(seats)
    held: dict[int, list[Glyph]] = {i: [] for i, c in enumerate(grid.cells) if c.row + c.row_span == grid.rows}
    for glyph, seat in zip(glyphs, seats, strict=True):
        if seat in held:
            held[seat].append(glyph)
    names: list[tuple[GridCell, float]] = []  # cells whose text runs out, with the height of its middle
    empty: list[tuple[int, GridCell, list[int]]] = []
    for index, inside in held.items():
        cell = grid.cells[index]
        own = [i for i in below if cell.x0 < glyphs[i].x < cell.x1]
        if not own:
            continue
        if not inside:
            empty.append((index, cell, own))
        out = [own[i] for i in _run_out(cell, [glyphs[i] for i in own], inside)] if inside else []
        if out and not _goes_on_beside(out, below, glyphs):
            names.append((cell, (min(g.top for g in inside) + max(glyphs[i].bottom for i in out)) / 2))
            for i in out:
                found[i] = index
    for index, cell, own in empty:  # a weight beside a name
        line = to_lines([glyphs[i] for i in own])[0]
        beside = any(
            (c.row, c.row_span) == (cell.row, cell.row_span) and abs(line.y - y) < SAME_ROW * line.size
            for c, y in names
        )
        place = {id(glyphs[i]): i for i in own}
        out = [place[id(g)] for g in line.glyphs]
        if beside and line.x0 >= cell.x0 and line.x1 <= cell.x1 and not _goes_on_beside(out, below, glyphs):
            for i in out:
                found[i] = index
    return found


def _goes_on_beside(out: list[int], below: list[int], glyphs: list[Glyph]) -> bool:
    """Whether print goes on beside what stands below a column: a note under the table."""
    return any(
        abs(glyphs[i].y - glyphs[o].y) < 0.5 * glyphs[o].size
        and max(glyphs[i].x0 - glyphs[o].x1, glyphs[o].x0 - glyphs[i].x1) < 0.5 * glyphs[o].size
        for i in set(below) - set(out)
        for o in out
    )


def _run_out(cell: GridCell, below: list[Glyph], inside: list[Glyph]) -> list[int]:
    """Indices of those glyphs `below` a cell that go on with the text in it, line by line."""
    own = to_lines(inside)
    place = {id(g): i for i, g in enumerate(below)}
    steps = [b.y - a.y for a, b in pairwise(own)]
    found: list[int] = []
    last = own[-1]
    for line in to_lines(below):
        fits = line.x0 >= cell.x0 and line.x1 <= cell.x1 and abs(line.size - last.size) < SAME_SIZE
        fits = fits and abs(line.x0 + line.x1 - own[0].x0 - own[0].x1) < 2 * SAME_MIDDLE * line.size
        if not fits or not _is_next(last, line, steps, cell):
            break
        steps.append(line.y - last.y)
        found += [place[id(g)] for g in line.glyphs]
        last = line
    return found


def _is_next(last: Line, line: Line, steps: Sequence[float], cell: GridCell) -> bool:
    """Whether a line follows on the last one as the lines before it do, or the table's last line runs through it, or
    the last one is full, or a character of a name from top to bottom, and has no white below it."""
    foot, step = cell.bottom, line.y - last.y
    if line.top < foot < line.y and step < 2 * line.size:
        return True
    if steps:
        return abs(step - steps[-1]) <= SAME_PITCH * line.size
    white = foot - last.bottom
    stacked = len(last.glyphs) == len(line.glyphs) == 1 and white < TIGHT_FOOT * line.size
    full = cell.x1 - cell.x0 - (last.x1 - last.x0) < FULL * last.size and white < NO_WHITE * line.size
    return (stacked or full) and step < WIDEST_STEP * line.size
