"""Tables with a line or two between columns, where white space parts the others: a line behind the first names only,
or paint under the names of rows and of columns only.

Their lines tell neither all columns nor, mostly, the rows: white space tells all of the table (`parsers.lineless`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from parsers.lineless.textblocks import Chunk, chunks_of, is_total
from parsers.lineless.white_columns import find_columns
from parsers.pages.content import PageContent
from parsers.pages.lines import to_lines
from parsers.parts.grid import DRAWN, Grid

MOST_DRAWN = 3  # columns between drawn lines; a table with more has lines between all of them (paint need not)
NAMES = 3  # texts side by side that show columns where a page ends below the names of these
LEAST_ROWS = 3  # lines of print with texts on both sides of a white
LEAST_SHARE = 0.25  # of the lines of print in a column that have them; the others are further lines of one text
TOUCH = 3.0  # points between lines that meet
INSET = 1.0  # points from a line to the text beside it


def tells_too_few_columns(grid: Grid, content: PageContent) -> bool:
    """Whether texts stand side by side, line for line, between two of the few vertical lines of a grid, between one of
    them and the table's side, or within a column that paint shows."""
    if grid.engine not in DRAWN or grid.cols < 2 or (grid.cols > MOST_DRAWN and grid.engine != "colour"):
        return False
    x0, top, x1, foot = grid.box
    foot = max(
        [
            foot,
            *(
                r.end
                for r in content.verticals
                if r.drawn and x0 < r.at < x1 and top - TOUCH <= r.start <= foot + TOUCH
            ),
        ]
    )
    inside = [
        g
        for g in content.glyphs
        if g[7] == 0 and x0 < (g[1] + g[3]) / 2 < x1 and top < (g[2] + g[4]) / 2 < foot
    ]  # fmt: skip
    whites = [(x - INSET, x + INSET) for x in grid.xs]
    lines = [chunks_of(line, i, whites=whites) for i, line in enumerate(to_lines(inside))]
    return any(_is_parted(lines, left, right) for left, right in pairwise(grid.xs))


def _is_parted(lines: Sequence[list[Chunk]], left: float, right: float) -> bool:
    """Whether white parts most lines of print of a column at the same place."""
    own = [[c for c in line if left <= c.x < right] for line in lines]
    own = [line for line in own if line and not is_total(line[0].text)]
    if own and all(len(line) >= NAMES for line in own):
        return True
    if sum(len(line) > 1 for line in own) < max(LEAST_ROWS, LEAST_SHARE * len(own)):
        return False
    columns = find_columns(own, [])
    return any(
        sum(line[0].x < middle < line[-1].x for line in own) >= max(LEAST_ROWS, LEAST_SHARE * len(own))
        and sum(c.x0 < middle < c.x1 for line in own for c in line) <= 1
        for middle in ((a[1] + b[0]) / 2 for a, b in pairwise(columns))
    )
