"""The part of a table on one page as borders and cells without text: what every way of finding tables ends in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from parsers.pages.content import Glyph

MOST_SQUARES = 40_000  # unit squares of one table
DRAWN = frozenset({"pdfplumber", "rulings", "colour"})  # engines that follow what lines or colours show


Extents = tuple[tuple[float, float], ...]


class GridCell(NamedTuple):
    """A cell of a grid: position and span from 0, rectangle on the page."""

    row: int
    col: int
    row_span: int
    col_span: int
    x0: float
    top: float
    x1: float
    bottom: float

    @classmethod
    def over(cls, span: tuple[int, int, int, int], xs: Sequence[float], ys: Sequence[float]) -> GridCell:
        """The cell over the squares of a span (first row, first column, last row, last column) between borders."""
        r0, c0, r1, c1 = span
        return cls(r0, c0, r1 - r0 + 1, c1 - c0 + 1, xs[c0], ys[r0], xs[c1 + 1], ys[r1 + 1])


@dataclass(slots=True)
class Grid:
    """The part of a table that stands on one page. `xs` and `ys` are the borders of its columns and rows.

    `header_rows` is known where a rule parts header and body, else None; `columns` are the left and right sides of
    each column's text, where columns were told from text; then `head_text` are the header's printed lines, and
    `names_end` the last column below its first name, `ends_in_total` whether the last row is one of totals.
    `open_foot` are columns without a line under the last row while others have one: cells that go on over the page.
    `open_head` and `open_end`: no line at all above the first row, below the last. `open_sides`: heights from and to
    which no line stands at the left side, and at the right: cells that go on beside the page. `names_at_top`: the names
    of cells merged over rows stand in their first one.
    """

    page: int
    xs: list[float]
    ys: list[float]
    cells: list[GridCell]
    engine: str
    confidence: float
    header_rows: int | None = None
    columns: list[tuple[float, float]] = field(default_factory=list)
    head_text: tuple[str, ...] = ()
    names_end: int = 0
    ends_in_total: bool = False
    open_foot: frozenset[int] = frozenset()
    open_head: bool = False
    open_end: bool = False
    open_sides: tuple[Extents, Extents] = ((), ())
    names_at_top: bool = False
    _seated: tuple[list[Glyph], list[int]] | None = field(default=None, repr=False, compare=False, init=False)
    _held: tuple[list[Glyph], list[list[Glyph]]] | None = field(default=None, repr=False, compare=False, init=False)

    @property
    def box(self) -> tuple[float, float, float, float]:
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    @property
    def rows(self) -> int:
        return len(self.ys) - 1

    @property
    def cols(self) -> int:
        return len(self.xs) - 1

    def owners(self) -> list[list[int]]:
        """For every row and column the index of the cell that covers it (-1 for none)."""
        owner = [[-1] * self.cols for _ in range(self.rows)]
        for index, cell in enumerate(self.cells):
            for r in range(cell.row, cell.row + cell.row_span):
                for c in range(cell.col, cell.col + cell.col_span):
                    owner[r][c] = index
        return owner

    def seats(self, glyphs: list[Glyph]) -> list[int]:
        """For each glyph the index of the cell that holds its middle, -1 for none. Asked twice for a page's glyphs:
        whether the grid is a table, and what stands in its cells."""
        if self._seated is None or self._seated[0] is not glyphs:
            self._seated = glyphs, self._seats(glyphs)
        return self._seated[1]

    def held(self, glyphs: list[Glyph]) -> list[list[Glyph]]:
        """For each cell the glyphs whose middle it holds. Asked for each tall row of a table."""
        if self._held is None or self._held[0] is not glyphs:
            held: list[list[Glyph]] = [[] for _ in self.cells]
            for glyph, seat in zip(glyphs, self.seats(glyphs), strict=True):
                if seat >= 0:
                    held[seat].append(glyph)
            self._held = glyphs, held
        return self._held[1]

    def _seats(self, glyphs: list[Glyph]) -> list[int]:
        owner, xs, ys = self.owners(), self.xs, self.ys
        x0, top, x1, bottom = self.box
        found: list[int] = []
        left = right = upper = lower = 0.0  # of the square in which the glyph before stands, where most stand as well
        seat = -1
        for glyph in glyphs:
            x, y = (glyph[1] + glyph[3]) / 2, (glyph[2] + glyph[4]) / 2
            if not (left <= x < right and upper <= y < lower):
                if not (top <= y < bottom and x0 <= x < x1):
                    found.append(-1)
                    continue
                row, col = bisect_right(ys, y), bisect_right(xs, x)
                left, right, upper, lower = xs[col - 1], xs[col], ys[row - 1], ys[row]
                seat = owner[row - 1][col - 1]
            found.append(seat)
        return found
