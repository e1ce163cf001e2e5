"""What stands on a page after layout. Points; origin at the top left of the page as displayed."""

from __future__ import annotations

from dataclasses import dataclass, field

from .content import Cell, Table
from .fonts import width

Box = tuple[float, float, float, float]  # x0, top, x1, bottom


@dataclass(frozen=True)
class Run:
    """A line of text: its em box starts at (x, top)."""

    x: float
    top: float
    text: str
    face: str
    size: float
    bold: bool = False
    spacing: float = 0.0  # added after every character
    colour: str = "#000000"

    @property
    def box(self) -> Box:
        wide = width(self.face, self.text, self.size) + self.spacing * max(len(self.text) - 1, 0)
        return (self.x, self.top, self.x + wide, self.top + self.size)


@dataclass
class CellBox:
    """The part of a cell that stands on one page."""

    row: int  # of the grid, header rows first
    col: int
    cell: Cell
    box: Box
    header: bool
    runs: list[Run] = field(default_factory=list)


@dataclass
class Fragment:
    """The part of a table that stands on one page."""

    table: Table
    cells: list[CellBox]
    body_rows: list[int]
    header: bool  # the header rows stand here
    first: bool
    last: bool

    @property
    def box(self) -> Box:
        boxes = [c.box for c in self.cells]
        return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


@dataclass
class Page:
    number: int
    width: float
    height: float
    landscape: bool
    runs: list[Run] = field(default_factory=list)
    fragments: list[Fragment] = field(default_factory=list)


def union(boxes: list[Box]) -> Box:
    """The smallest box around these."""
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
