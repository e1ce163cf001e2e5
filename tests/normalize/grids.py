"""Tables and documents written down as text, with invented boxes, for tests of what is read from them.

A row is a line of cells parted by `|`; `<` continues the cell to its left, `^` the cell above.
"""

from __future__ import annotations

from collections.abc import Sequence

from schemas.document import Block, Cell, Document, GlyphPlace, Page, PlacedText, Table, TablePart
from schemas.geometry import Box

_CELL = (80.0, 20.0)  # width and height of a cell in points


def placed(text: str, x0: float = 0.0, top: float = 0.0, page: int = 1) -> PlacedText:
    places = tuple(GlyphPlace(page, x0 + i, top, x0 + i + 1, top + 10) for i in range(len(text)))
    return PlacedText(text=text, places=places)


def table(
    grid: str,
    *,
    header_rows: int = 1,
    title: str = "",
    unit: str = "万元",
    label: str = "",
    table_id: str = "t01",
    indents: Sequence[float] = (),
) -> Table:
    """`indents` shifts the text of the first column row by row (points)."""
    rows = [[c.strip() for c in line.split("|")] for line in grid.strip().splitlines()]
    width = len(rows[0])
    assert all(len(r) == width for r in rows), [len(r) for r in rows]
    origin: dict[tuple[int, int], tuple[int, int]] = {}
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            origin[r, c] = origin[r, c - 1] if text == "<" else origin[r - 1, c] if text == "^" else (r, c)
    cells = []
    for start in dict.fromkeys(origin.values()):
        covered = [at for at, o in origin.items() if o == start]
        height = max(r for r, _ in covered) - start[0] + 1
        span = max(c for _, c in covered) - start[1] + 1
        x0, top = start[1] * _CELL[0], start[0] * _CELL[1]
        shift = indents[start[0]] if indents and start[1] == 0 else 0.0
        cells.append(
            Cell(
                row=start[0] + 1,
                col=start[1] + 1,
                row_span=height,
                col_span=span,
                is_header=start[0] < header_rows,
                content=placed(rows[start[0]][start[1]], x0 + shift, top),
                boxes=(Box(1, x0, top, x0 + span * _CELL[0], top + height * _CELL[1]),),
            )
        )
    return Table(
        table_id=table_id,
        label=label,
        title=title,
        unit=unit,
        rows=len(rows),
        cols=width,
        header_rows=header_rows,
        cells=tuple(cells),
        parts=(TablePart(page=1, box=Box(1, 0, 0, 500, 700), first_row=1, last_row=len(rows)),),
        engine="test",
    )


def document(*tables: Table, text: Sequence[str] = (), file: str = "report.pdf") -> Document:
    """A document of one page; `text` is its paragraphs."""
    blocks = tuple(
        Block(order=n, kind="paragraph", content=placed(line, top=n * 20.0)) for n, line in enumerate(text, 1)
    )
    return Document(
        sha256="0123456789abcdef" * 4,
        file=file,
        pages=(Page(number=1, width=595, height=842),),
        blocks=blocks,
        tables=tuple(t.model_copy(update={"table_id": f"t{n:02}"}) for n, t in enumerate(tables, 1)),
    )
