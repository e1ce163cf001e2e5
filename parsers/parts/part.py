"""The part of a table on one page with its text: glyphs dropped into the cells of a grid by their centres."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from parsers.pages.content import Fill, Glyph, PageContent
from parsers.pages.lines import Line, join_lines, reading_lines
from parsers.parts.below_foot import seats_below
from parsers.parts.grid import Grid
from parsers.parts.overrun import seats_of_runs
from parsers.texts.figures import FIGURE
from schemas.white_space import without_space

PAPER_WHITE = 0.97  # luminance above which a fill is no shading
FULL_LINE = 1.3  # sizes between a line's end and its cell's side up to which nothing more fitted on the line
TIGHT_FOOT = 1.0  # sizes between a cell's last line and its foot up to which no further line fitted


class PlacedLine(NamedTuple):
    """A printed line of a cell: its page, the cell's inner right side and foot, the line."""

    page: int
    right: float
    foot: float
    line: Line

    @property
    def is_full(self) -> bool:
        """Whether the line runs to the side of its cell, so that a sentence may go on after it."""
        return self.right - self.line.x1 <= FULL_LINE * self.line.size

    @property
    def is_at_foot(self) -> bool:
        return self.foot - self.line.bottom <= TIGHT_FOOT * self.line.size


@dataclass(slots=True)
class PartCell:
    """A cell as it stands on one page."""

    row: int
    col: int
    row_span: int
    col_span: int
    box: tuple[float, float, float, float]
    lines: list[PlacedLine] = field(default_factory=list)
    bold: bool = False
    shaded: bool = False
    text: str = ""

    @property
    def is_figure(self) -> bool:
        return bool(FIGURE.fullmatch(self.text))


@dataclass(slots=True)
class Part:
    """A grid with its cells' text. `owner[row][col]` is the cell that covers a place, None for a hole."""

    grid: Grid
    cells: list[PartCell]
    owner: list[list[PartCell | None]]

    @property
    def page(self) -> int:
        return self.grid.page

    @property
    def rows(self) -> int:
        return self.grid.rows

    @property
    def cols(self) -> int:
        return self.grid.cols

    def row_cells(self, row: int) -> list[PartCell]:
        """Cells that cover a row, left to right, each once."""
        return list({id(c): c for c in self.owner[row] if c is not None}.values())

    def row_texts(self, row: int) -> tuple[str, ...]:
        return tuple(c.text if c else "" for c in self.owner[row])


def fill_grid(grid: Grid, content: PageContent) -> tuple[Part, set[int]]:
    """The part with its text, and the indices in `content.glyphs` of the glyphs that went into it."""
    owner = grid.owners()
    members: list[list[Glyph]] = [[] for _ in grid.cells]
    seats = seats_below(grid, content.glyphs, seats_of_runs(grid, content.glyphs))
    seated = [index for index, place in enumerate(seats) if place >= 0]
    for index in seated:
        members[seats[index]].append(content.glyphs[index])
    shaded = [fill for fill in content.fills if fill.shade < PAPER_WHITE]
    cells = []
    for seat, inside in zip(grid.cells, members, strict=True):
        box = (seat.x0, seat.top, seat.x1, seat.bottom)
        cell = PartCell(seat.row, seat.col, seat.row_span, seat.col_span, box)
        if inside:
            lines = reading_lines(inside)
            cell.lines = [PlacedLine(grid.page, seat.x1, seat.bottom, line) for line in lines]
            cell.text = without_space("".join([c for c, _ in join_lines(lines)]))
            cell.bold = sum([g[6] for g in inside]) * 2 > len(inside)
        cell.shaded = bool(shaded) and _lies_on(box, shaded)
        cells.append(cell)
    by_place: list[list[PartCell | None]] = [[cells[i] if i >= 0 else None for i in row] for row in owner]
    return Part(grid, cells, by_place), set(seated)


def _lies_on(box: tuple[float, float, float, float], fills: list[Fill]) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(f.x0 <= x <= f.x1 and f.top <= y <= f.bottom for f in fills)
