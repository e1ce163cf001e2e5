"""What a typeset document says and where, known because we wrote it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from .content import Heading, Note, Paragraph, Report, Table, Title, place
from .pageflow import Flow
from .pages import Box, Page, union

Placement = tuple[int, Box]  # page from 1; points, origin top left of the page as displayed


def plain(text: str | None) -> str:
    """Text without white space."""
    return re.sub(r"\s+", "", text or "")


@dataclass(frozen=True)
class TextTruth:
    kind: str  # title, heading, paragraph, note
    level: int
    text: str
    places: list[Placement]


@dataclass(frozen=True)
class CellTruth:
    """A cell once; `places` are the boxes of its parts, `ink` those of its text."""

    row: int
    col: int
    row_span: int
    col_span: int
    header: bool
    text: str
    places: list[Placement]
    ink: list[Placement]


@dataclass
class TableTruth:
    id: str
    caption: str | None
    unit: str | None
    header_rows: list[list[str]]
    body_rows: list[list[str]]
    header_spans: list[list[list[int]]]
    body_spans: list[list[list[int]]]
    repeated: bool
    body_row_pages: list[list[int]]
    fragments: list[dict[str, Any]]
    cells: list[CellTruth]

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "caption": self.caption,
            "unit": self.unit,
            "n_cols": len((self.header_rows + self.body_rows)[0]),
            "n_header_rows": len(self.header_rows),
            "header_rows": self.header_rows,
            "body_rows": self.body_rows,
            "header_spans": self.header_spans,
            "body_spans": self.body_spans,
            "header_repeated_on_each_page": self.repeated,
            "body_row_pages": self.body_row_pages,
            "pages": [f["page"] for f in self.fragments],
            "fragments": self.fragments,
        }


@dataclass
class Truth:
    id: str
    title: str
    n_pages: int
    tables: list[TableTruth]
    texts: list[TextTruth]
    furniture: list[str] = field(default_factory=list)  # page numbers, running headers, captions: not body text

    def tables_json(self) -> dict[str, Any]:
        """In the shape of a truth/ID.tables.json."""
        tables = [t.as_json() for t in self.tables]
        return {"doc": self.id, "title": self.title, "n_pages": self.n_pages, "tables": tables}

    def text(self) -> str:
        """Body text in reading order, a paragraph a line, as in a truth/ID.text.txt."""
        return "\n".join(t.text for t in self.texts)

    @property
    def paragraphs(self) -> list[TextTruth]:
        return [t for t in self.texts if t.kind == "paragraph"]

    @property
    def headings(self) -> list[TextTruth]:
        return [t for t in self.texts if t.kind in {"title", "heading"}]


def truth_of(report: Report, flow: Flow) -> Truth:
    """Collect the truth from the content and from where the flow put it."""
    kinds = {Title: "title", Heading: "heading", Paragraph: "paragraph", Note: "note"}
    texts = []
    for flowed in flow.texts:
        by_page: dict[int, list[Box]] = {}
        for page, run in flowed.runs:
            by_page.setdefault(page, []).append(run.box)
        places = [(page, union(boxes)) for page, boxes in by_page.items()]
        level = getattr(flowed.block, "level", 0)
        texts.append(TextTruth(kinds[type(flowed.block)], level, flowed.block.text, places))
    tables = [_table(block, flow.pages) for block in report.blocks if isinstance(block, Table)]
    return Truth(report.id, report.title, len(flow.pages), tables, texts)


def _table(table: Table, pages: list[Page]) -> TableTruth:
    columns, heads = len(table.widths), len(table.header)
    placed = place(table.header, columns) + place(table.body, columns, heads)
    high = heads + len(table.body)
    texts = [[""] * columns for _ in range(high)]
    spans: list[list[list[int]]] = [[[] for _ in range(columns)] for _ in range(high)]
    for r, c, cell in placed:
        for i in range(r, r + cell.rows):
            for j in range(c, c + cell.cols):
                texts[i][j] = plain(cell.text)
                spans[i][j] = [r, c, cell.rows, cell.cols]
    parts = [(page.number, f) for page in pages for f in page.fragments if f.table is table]
    row_pages: list[list[int]] = [[] for _ in table.body]
    for number, fragment in parts:
        for row in fragment.body_rows:
            row_pages[row].append(number)
    cells = []
    for r, c, cell in placed:
        here = [(n, box) for n, f in parts for box in f.cells if (box.row, box.col) == (r, c)]
        ink = [(n, union([run.box for run in box.runs])) for n, box in here if box.runs]
        cells.append(
            CellTruth(r, c, cell.rows, cell.cols, r < heads, plain(cell.text), [(n, b.box) for n, b in here], ink)
        )
    return TableTruth(
        id=table.id,
        caption=plain(table.caption) or None,
        unit=table.unit,
        header_rows=texts[:heads],
        body_rows=texts[heads:],
        header_spans=spans[:heads],
        body_spans=spans[heads:],
        repeated=table.repeat_header and len(parts) > 1,
        body_row_pages=row_pages,
        fragments=[{"page": n, "body_rows": f.body_rows} for n, f in parts],
        cells=cells,
    )
