"""A logical table while its parts on following pages are put together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from parsers.parts.part import Part, PartCell, PlacedLine

IN_BRACKETS = re.compile(r"[（(]\s*\d+(?:[.．]\d+)?\s*(?:分|%|％|[百千万亿]*元)?[)）]")


@dataclass(slots=True)
class TableCell:
    """A cell of a logical table; rows and columns from 0, header included. `boxes` are (page, box on that page)."""

    row: int
    col: int
    row_span: int
    col_span: int
    lines: list[PlacedLine]
    boxes: list[tuple[int, tuple[float, float, float, float]]]

    @property
    def text(self) -> str:
        return "".join([p.line.text for p in self.lines])


@dataclass(slots=True)
class Piece:
    """Where rows of a logical table stand: page, box, first and last row (from 0)."""

    page: int
    box: tuple[float, float, float, float]
    first_row: int
    last_row: int


@dataclass(slots=True)
class JoinedTable:
    """A logical table under construction. `xs` are the column borders of its widest part, from its left side."""

    xs: list[float]
    header_rows: int
    rows: int
    cells: list[TableCell]
    pieces: list[Piece]
    header: list[tuple[str, ...]]
    engine: str
    confidence: float
    last: Part
    marked: bool
    bottom: list[TableCell | None] = field(default_factory=list)

    @property
    def cols(self) -> int:
        return len(self.xs) - 1

    def find_bottom(self) -> None:
        """Set `bottom`: for each column the cell that reaches into the last row."""
        self.bottom = [None] * self.cols
        for cell in self.cells:
            if cell.row + cell.row_span == self.rows:
                for c in range(cell.col, min(cell.col + cell.col_span, self.cols)):
                    self.bottom[c] = cell


def pairs_at_break(table: JoinedTable, top: dict[int, PartCell]) -> list[tuple[TableCell, PartCell]]:
    """Cells of the last row and of the first that stand under each other with the same sides."""
    seen: dict[int, tuple[TableCell, PartCell]] = {}
    widths: dict[int, int] = {}
    for cell in top.values():
        widths[id(cell)] = sum(1 for other in top.values() if other is cell)
    for col, cell in sorted(top.items()):
        above = table.bottom[col]
        if above is not None and id(cell) not in seen and above.col == col and above.col_span == widths[id(cell)]:
            seen[id(cell)] = (above, cell)
    return list(seen.values())


def is_rest_in_brackets(above: TableCell, cell: PartCell) -> bool:
    """Whether a cell below a page break holds nothing but points, a share or an amount in brackets, for which the name
    stands above the break: 资金管理 | （10分）, or closes a bracket that is opened there: 资金管理（10 | 分）."""
    if is_open(above.text):
        return is_whole(above.text + cell.text)
    alone = IN_BRACKETS.fullmatch(cell.text) is not None and any(char >= "\u4e00" for char in above.text)
    return alone and not IN_BRACKETS.search(above.text)


def is_open(text: str) -> bool:
    """Whether a bracket is opened that does not close."""
    return sum(text.count(c) for c in "(（") > sum(text.count(c) for c in ")）")


def is_whole(text: str) -> bool:
    """Whether as many brackets close as are opened."""
    return sum(text.count(c) for c in "(（") == sum(text.count(c) for c in ")）")


def lies_under_wider(table: JoinedTable, col: int, end: int) -> bool:
    """Whether one cell of the last row stands over these columns and more."""
    above = table.bottom[col]
    return above is not None and above.col <= col and end <= above.col + above.col_span and above.col_span > end - col
