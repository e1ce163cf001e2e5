"""What a Document says, in the shape of the typesetter's truth, so that the two can be compared cell by cell."""

from __future__ import annotations

from schemas.document import Document, Table
from tests.typeset.truth import TableTruth, Truth, plain

Row = list[tuple[str, tuple[int, int, int, int]]]  # text and [row, column, row span, column span] of each square


def rows_of(table: Table) -> list[Row]:
    """Every square of a table with its text and the cell that covers it, counted from 0."""
    rows = []
    for r in range(1, table.rows + 1):
        cells = [table.grid[r, c] for c in range(1, table.cols + 1)]
        rows.append([(plain(c.text), (c.row - 1, c.col - 1, c.row_span, c.col_span)) for c in cells])
    return rows


def rows_of_truth(table: TableTruth) -> list[Row]:
    texts = table.header_rows + table.body_rows
    spans = table.header_spans + table.body_spans
    return [
        [(text, tuple(span)) for text, span in zip(row, row_spans, strict=True)]
        for row, row_spans in zip(texts, spans, strict=True)
    ]


def assert_tables_equal(document: Document, truth: Truth) -> None:
    """Same tables in the same order: squares, spans, header rows, caption, unit, pages."""
    assert len(document.tables) == len(truth.tables)
    for table, wanted in zip(document.tables, truth.tables, strict=True):
        assert rows_of(table) == rows_of_truth(wanted), wanted.id
        assert table.header_rows == len(wanted.header_rows), wanted.id
        assert list(table.pages) == [f["page"] for f in wanted.fragments], wanted.id
        assert table.unit == (wanted.unit or ""), wanted.id
        caption = plain(table.label + table.title)
        assert caption in {plain(wanted.caption), "附件" + plain(wanted.caption)}, wanted.id


def assert_text_equal(document: Document, truth: Truth) -> None:
    """Same paragraphs and headings in the same order; what is printed above a table may count as its caption."""
    captions = {plain(b.text) for b in document.blocks if b.kind == "caption"}
    found = [plain(b.text) for b in document.blocks if b.kind in {"heading", "paragraph", "note"}]
    wanted = [plain(t.text) for t in truth.texts]
    assert found == [text for text in wanted if not any(c.startswith(text) for c in captions)]


def assert_places_right(document: Document, truth: Truth, within: float = 3.0) -> None:
    """Every cell's box on the page where the truth has it, and its characters inside that box."""
    for table, wanted in zip(document.tables, truth.tables, strict=True):
        boxes = {(c.row, c.col): c.places for c in wanted.cells}
        for cell in table.cells:
            places = dict(boxes[cell.row - 1, cell.col - 1])
            for box in cell.boxes:
                x0, top, x1, bottom = places[box.page]
                assert abs(box.x0 - x0) < within
                assert abs(box.x1 - x1) < within
                assert abs(box.top - top) < within
                assert abs(box.bottom - bottom) < within
            for place in filter(None, cell.content.places):
                x0, top, x1, bottom = places[place.page]
                assert x0 - 1 <= (place.x0 + place.x1) / 2 <= x1 + 1
                assert top - 1 <= (place.top + place.bottom) / 2 <= bottom + 1
