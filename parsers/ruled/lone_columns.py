"""A page of a table on which only the lines between its columns stand: no side, no row and no header is drawn again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from parsers.pages.content import Ruling
from parsers.parts.borders import SAME_POSITION
from parsers.parts.grid import Grid, GridCell

LONE_CONFIDENCE = 0.85
LEAST_BORDERS = 2  # between columns


def columns_alone(page: int, down: Sequence[Ruling], across: Sequence[Ruling], before: Grid) -> Grid | None:
    """One row as high as the lines that stand where the grid of the page before has all its inner borders; None where
    they do not begin on one height, or a line crosses them. Some may end above a last row merged over columns."""
    inner = before.xs[1:-1]
    own = [r for r in down if any(abs(r.at - x) <= SAME_POSITION for x in inner)]
    if len(inner) < LEAST_BORDERS or not own:
        return None
    top, bottom = own[0].start, max(r.end for r in own)
    level = all(abs(r.start - top) <= SAME_POSITION for r in own)
    stands = all(any(abs(r.at - x) <= SAME_POSITION for r in own) for x in inner)
    if not (level and stands) or any(top < r.at < bottom for r in across):
        return None
    xs = before.xs
    cells = [GridCell(0, k, 1, 1, x0, top, x1, bottom) for k, (x0, x1) in enumerate(pairwise(xs))]
    return Grid(page, list(xs), [top, bottom], cells, "rulings", LONE_CONFIDENCE, open_head=True, open_end=True)
