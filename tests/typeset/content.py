"""What a report says, before anyone decides where on a page it stands."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Cell:
    """One cell of a table; `rows` and `cols` are its spans. A line feed in the text starts a new line in the cell."""

    text: str
    rows: int = 1
    cols: int = 1
    align: str | None = None  # left, center, right; None: as the column says
    valign: str = "middle"  # top, middle
    stacked: bool = False  # one character under the other, in a narrow column
    bold: bool = False


def as_cell(value: Cell | str) -> Cell:
    """A bare string stands for a plain cell."""
    return value if isinstance(value, Cell) else Cell(value)


@dataclass
class Table:
    """A logical table. Rows list only the cells that start there, as in HTML: what a span covers is left out."""

    id: str
    header: list[list[Cell | str]]
    body: list[list[Cell | str]]
    widths: list[float]  # relative; scaled to the width of the text
    aligns: list[str] = field(default_factory=list)  # per column; default: first left, others center
    caption: str | None = None  # as printed
    unit: str | None = None  # what the truth says, such as 万元
    unit_line: str | None = None  # as printed above the table on the right; None: "单位：" + unit
    repeat_header: bool = False
    split_rows: bool = False  # a tall body row may be cut by the page break
    header_alone: bool = False  # the page ends after the header; the body starts on the next one
    first_break: int | None = None  # the first page ends before this body row, if not earlier
    size: float | None = None  # font size; None: as the style says
    share: float = 1.0  # of the width of the text


@dataclass(frozen=True)
class Title:
    text: str


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    text: str
    indent: bool = True
    align: str = "left"


@dataclass(frozen=True)
class Note:
    """Small print under a table or at the end."""

    text: str


@dataclass(frozen=True)
class PageBreak:
    pass


@dataclass(frozen=True)
class Orientation:
    """A new section on a new page, upright or on its side."""

    landscape: bool


Block = Title | Heading | Paragraph | Note | Table | PageBreak | Orientation


@dataclass
class Report:
    """A document: its blocks in order, and what its file information says."""

    id: str
    blocks: list[Block]
    title: str = ""
    author: str = ""
    producer: str = ""

    def characters(self) -> set[str]:
        """Every character that has to be in the font."""
        found: set[str] = set()
        for block in self.blocks:
            if isinstance(block, Table):
                found.update(block.caption or "", block.unit_line or "", block.unit or "")
                for row in block.header + block.body:
                    for cell in row:
                        found.update(as_cell(cell).text)
            elif isinstance(block, Title | Heading | Paragraph | Note):
                found.update(block.text)
        return found


def place(rows: list[list[Cell | str]], columns: int, first: int = 0) -> list[tuple[int, int, Cell]]:
    """Give every cell its row and column in the grid, skipping what the spans of earlier cells cover."""
    taken: set[tuple[int, int]] = set()
    placed = []
    for r, row in enumerate(rows):
        c = 0
        for value in row:
            cell = as_cell(value)
            while (r, c) in taken:
                c += 1
            covered = {(i, j) for i in range(r, r + cell.rows) for j in range(c, c + cell.cols)}
            if covered & taken or c + cell.cols > columns or r + cell.rows > len(rows):
                raise ValueError(f"row {r + first}: cell {cell.text[:12]!r} does not fit the grid")
            taken |= covered
            placed.append((r + first, c, cell))
            c += cell.cols
    missing = {(i, j) for i in range(len(rows)) for j in range(columns)} - taken
    if missing:
        raise ValueError(f"no cell covers {sorted(missing)[:4]} of the grid")
    return placed
