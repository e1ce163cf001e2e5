"""Tables of which only some rows are painted: their head, or every second row."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from parsers.pages.content import Glyph, Ruling
from parsers.pages.lines import Line, to_lines
from parsers.parts.grid import Grid
from parsers.ruled.banded_rows import stands_between

NEAR = 1.6  # sizes of white between a painted row and the next line of the table
TOUCH = 0.2  # sizes of white between characters of one run
SIDES = 3.0  # points between the ends of a line and the sides of a painted table
BELOW = 250.0  # points below a painted head within which lines part the rows
MOST_ROWS = 3  # lines above or below a painted grid that are looked at
LEAST_ROWS = 3  # lines of print that are rows
SAME_HEIGHT = 0.3  # sizes between the middles of lines beside each other
LEAST_RULES = 3  # lines that part rows, not just head and foot
HEAD = 40.0  # points above the first painted row within which names of the header may stand
GAP = 0.6  # sizes of white between the texts of two cells


def goes_on_beside(grid: Grid, grids: Sequence[Grid], glyphs: Sequence[Glyph]) -> bool:
    """Whether print right above or below a painted grid, in none of the `grids`, goes on with its columns, or print
    left or right of it with its rows: the grid is not the whole table then, which white space tells better."""
    x0, top, x1, bottom = grid.box
    size = max((g.size for g in glyphs if top < g.y < bottom and x0 < g.x < x1), default=0.0)
    reach = (NEAR + 1) * size
    near = [g for g in glyphs if x0 < g.x < x1 and top - MOST_ROWS * reach < g.y < bottom + MOST_ROWS * reach]
    free = to_lines(g for g in near if not any(o.ys[0] <= g.y <= o.ys[-1] for o in grids))
    above = [(top - line.y, line) for line in reversed(free) if line.y < top]
    below = [(line.y - bottom, line) for line in free if line.y > bottom]
    return any(_goes_on(side, grid, reach) for side in (above, below)) or _rows_go_on(grid, grids, glyphs)


def _goes_on(lines: list[tuple[float, Line]], grid: Grid, reach: float) -> bool:
    """Whether one of the lines next to a grid, given with how far they are from it, has several texts in its columns;
    the names of rows without figures may stand between."""
    edge = 0.0
    for far, line in lines:
        if far - edge >= reach or stands_between(line.text) or not _in_columns(line, grid, 1):
            return False
        if _in_columns(line, grid):
            return True
        edge = far
    return False


def _rows_go_on(grid: Grid, grids: Sequence[Grid], glyphs: Sequence[Glyph]) -> bool:
    """Whether print of no grid stands left or right of most lines of print."""
    x0, top, x1, bottom = grid.box
    level = [g for g in glyphs if top < g.y < bottom and g.turn == 0]
    own = to_lines(g for g in level if x0 < g.x < x1)
    free = to_lines(g for g in level if not x0 < g.x < x1 and not any(_is_in(g, o) for o in grids))
    beside = sum(any(abs(line.y - o.y) <= SAME_HEIGHT * line.size for o in free) for line in own)
    return beside >= LEAST_ROWS and 2 * beside > len(own)


def holds_rows(grid: Grid, glyphs: Sequence[Glyph]) -> bool:
    """Whether paint parts the columns of a table and none of its rows: in the last of two rows several lines of print
    stand, each with texts in most columns."""
    if grid.rows > 2:
        return False
    x0, _, x1, bottom = grid.box
    lines = to_lines(g for g in glyphs if g.turn == 0 and x0 < g.x < x1 and grid.ys[-2] < g.y < bottom)
    filled = [len({bisect_right(grid.xs, g.x) for g in line.glyphs}) for line in lines]
    return sum(2 * n > grid.cols for n in filled) >= LEAST_ROWS


def _is_in(glyph: Glyph, grid: Grid) -> bool:
    x0, top, x1, bottom = grid.box
    return x0 < glyph.x < x1 and top < glyph.y < bottom


def has_row_rules(grid: Grid, rules: Sequence[Ruling], glyphs: Sequence[Glyph]) -> bool:
    """Whether lines that reach a side of a painted table part its rows, or those below a painted head: they tell more
    of its rows than the paint does. `rules` are horizontal lines of no other table."""
    x0, top, x1, bottom = grid.box
    own = sorted(
        r.at
        for r in rules
        if r.start >= x0 - SIDES and r.end <= x1 + SIDES and (r.start <= x0 + SIDES or r.end >= x1 - SIDES)
    )
    within = sum(top - SIDES <= y <= bottom + SIDES for y in own)
    below = [y for y in own if bottom + SIDES < y <= bottom + BELOW]
    if not below:
        return within >= LEAST_RULES
    lines = to_lines(g for g in glyphs if g.turn == 0 and x0 < g.x < x1 and bottom < g.y < below[0])
    goes_on = any(_in_columns(line, grid) for line in lines)
    return within + goes_on * len(below) >= LEAST_RULES


def has_names_above(grid: Grid, rules: Sequence[Ruling], glyphs: Sequence[Glyph]) -> bool:
    """Whether names stand between the first painted row and a rule of the table's width right above it: of a header
    with several levels only the lowest is painted."""
    x0, top, x1, _ = grid.box
    at = [r.at for r in rules if abs(r.start - x0) <= SIDES and abs(r.end - x1) <= SIDES]
    near = [y for y in at if top - HEAD < y < top - SIDES]
    if not near:
        return False
    lines = to_lines(g for g in glyphs if g.turn == 0 and x0 < g.x < x1 and max(near) < g.y < top)
    return bool(lines) and not any(stands_between(line.text) for line in lines)


def runs_through(grid: Grid, glyphs: list[Glyph]) -> bool:
    """Whether text runs through the borders between columns, or stands in one of them only: shaded lines of a
    paragraph, no cells."""
    owner = grid.owners()
    filled = set(grid.seats(glyphs)) - {-1}
    if len({grid.cells[i].col for i in filled}) < 2:
        return True
    through = parted = 0
    for row in range(grid.rows):
        inside = [g for g in glyphs if grid.ys[row] < g.y < grid.ys[row + 1] and grid.xs[0] < g.x < grid.xs[-1]]
        for line in to_lines(inside):
            for before, after in pairwise(line.glyphs):
                a, b = (bisect_right(grid.xs, g.x) - 1 for g in (before, after))
                if owner[row][a] != owner[row][b]:
                    touches = after.x0 - before.x1 < TOUCH * before.size
                    through, parted = through + touches, parted + (not touches)
    return through > parted


def _in_columns(line: Line, grid: Grid, least: int = 2) -> bool:
    """Whether a line has two texts or more apart from each other, and no border of the grid runs through them."""
    texts = _texts(line)
    inside = [any(a - 1 <= x0 and x1 <= b + 1 for a, b in zip(grid.xs, grid.xs[1:], strict=False)) for x0, x1 in texts]
    return len(texts) >= least and all(inside)


def _texts(line: Line) -> list[list[float]]:
    """Left and right sides of the texts of a line that stand apart from each other."""
    texts: list[list[float]] = []
    for glyph in line.glyphs:
        if texts and glyph.x0 - texts[-1][1] <= GAP * glyph.size:
            texts[-1][1] = glyph.x1
        else:
            texts.append([glyph.x0, glyph.x1])
    return texts
