"""Tables of quarters that lie on their side: quarters in the head, metrics down the first column."""

from __future__ import annotations

from pipeline.normalize.quarter_names import quarter_named
from pipeline.vocabulary.metrics import metric_of_header
from schemas.document import Cell, Table


def upright(table: Table) -> Table | None:
    """The table with rows and columns exchanged, where that puts quarters in rows; None for any other table."""
    heads = [c for c in table.cells if c.row <= max(1, table.header_rows) and quarter_named(c.text)]
    names = [c for c in table.cells if c.col == 1 and c.row > 1 and metric_of_header((c.text,))]
    if len(heads) < 2 or len(names) < 2 or any(quarter_named(c.text) for c in table.cells if c.col == 1):
        return None
    cells = tuple(_turned(c) for c in sorted(table.cells, key=lambda c: (c.col, c.row)))
    # Made anew, not copied: a copy would keep the grid that the table may have drawn up already.
    fields = {name: getattr(table, name) for name in Table.model_fields}
    return Table(**{**fields, "rows": table.cols, "cols": table.rows, "header_rows": 1, "cells": cells})


def _turned(cell: Cell) -> Cell:
    turned = {"row": cell.col, "col": cell.row, "row_span": cell.col_span, "col_span": cell.row_span}
    return cell.model_copy(update={**turned, "is_header": cell.col == 1})
