"""Tables side by side on a page: which lines stand above which, and lines that hold the captions of both."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.lineless.textblocks import chunks_of
from parsers.pages.lines import Line
from parsers.parts.grid import Grid


def grids_beside(grid: Grid, others: Sequence[Grid]) -> list[Grid]:
    """Grids at the height of another one, left or right of it."""
    x0, top, x1, bottom = grid.box
    return [
        o for o in others if o is not grid and o.ys[0] < bottom and top < o.ys[-1] and (o.xs[-1] <= x0 or o.xs[0] >= x1)
    ]


def piece_above(line: Line, grid: Grid, beside: Sequence[Grid]) -> Line | None:
    """What of a line stands above a grid rather than above those beside it: the line itself where no wide gap parts it,
    or where there are none; None where nothing does."""
    if not beside:
        return line
    left = max(((o.xs[-1] + grid.xs[0]) / 2 for o in beside if o.xs[-1] <= grid.xs[0]), default=float("-inf"))
    right = min(((grid.xs[-1] + o.xs[0]) / 2 for o in beside if o.xs[0] >= grid.xs[-1]), default=float("inf"))
    chunks = chunks_of(line, 0)
    own = [c for c in chunks if left <= c.x <= right]
    if len(own) == len(chunks) or (len(chunks) == 1 and line.x0 < left < line.x1):
        return line
    if len(chunks) == 1 and line.x0 < right < line.x1:
        return line
    glyphs = [g for g in line.glyphs if any(c.x0 - 0.1 <= g.x <= c.x1 + 0.1 for c in own)]
    return Line(glyphs) if glyphs else None
