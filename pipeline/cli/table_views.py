"""Tables as text for the eye, as CSV by cell and as JSON."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from rich.box import SQUARE
from rich.console import Console
from rich.table import Table as TextTable

from pipeline.export.csv_text import csv_text
from pipeline.export.trace_json import compact_json
from schemas.document import Cell, Table

_WIDTH = 160
_CELL_COLUMNS = ("table_id", "label", "row", "col", "row_span", "col_span", "is_header", "text", "page")


def tables_as_text(tables: Sequence[Table]) -> Iterator[str]:
    """Each table drawn with lines; a merged cell's text stands once, where the cell begins."""
    for table in tables:
        drawn = TextTable(
            *("" for _ in range(table.cols)), box=SQUARE, show_header=False, show_lines=True, title_justify="left"
        )
        for row in range(1, table.rows + 1):
            drawn.add_row(*(_text_at(table, row, col) for col in range(1, table.cols + 1)))
        out = io.StringIO()
        Console(file=out, width=_WIDTH, highlight=False, markup=False, color_system=None).print(drawn)
        yield f"{_head(table)}\n{out.getvalue()}\n"


def tables_as_csv(tables: Sequence[Table]) -> Iterator[str]:
    """One line per cell."""
    yield csv_text([_CELL_COLUMNS])
    for table in tables:
        yield csv_text(
            (
                table.table_id,
                table.label,
                str(cell.row),
                str(cell.col),
                str(cell.row_span),
                str(cell.col_span),
                "true" if cell.is_header else "false",
                cell.text,
                str(cell.page),
            )
            for cell in _in_order(table)
        )


def tables_as_json(tables: Sequence[Table]) -> Iterator[str]:
    """One object per line and table, cells with their boxes."""
    for table in tables:
        yield (
            compact_json(
                {
                    "table_id": table.table_id,
                    "label": table.label,
                    "title": table.title,
                    "unit": table.unit,
                    "pages": list(table.pages),
                    "rows": table.rows,
                    "cols": table.cols,
                    "header_rows": table.header_rows,
                    "engine": table.engine,
                    "confidence": table.confidence,
                    "cells": [
                        {
                            "row": cell.row,
                            "col": cell.col,
                            "row_span": cell.row_span,
                            "col_span": cell.col_span,
                            "is_header": cell.is_header,
                            "text": cell.text,
                            "boxes": [{"page": box.page, "box": box.as_list()} for box in cell.boxes],
                        }
                        for cell in _in_order(table)
                    ],
                }
            )
            + "\n"
        )


def _in_order(table: Table) -> list[Cell]:
    return sorted(table.cells, key=lambda cell: (cell.row, cell.col))


def _text_at(table: Table, row: int, col: int) -> str:
    cell = table.grid.get((row, col))
    if cell is None or (cell.row, cell.col) != (row, col):
        return ""
    return cell.text


def _head(table: Table) -> str:
    pages = ", ".join(str(page) for page in table.pages)
    unit = f", {table.unit}" if table.unit else ""
    return (
        f"{table.table_id}  {' '.join(part for part in (table.label, table.title) if part)}{unit}  "
        f"(p. {pages}; {table.rows} × {table.cols}, {table.header_rows} header rows; "
        f"{table.engine}, confidence {table.confidence:.2f})"
    )
