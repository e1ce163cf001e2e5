"""Tables whose column 季度 numbers the quarters (一, 二, 三, 四) instead of naming them."""

from __future__ import annotations

import re

from pipeline.normalize.quarter_names import quarter_named
from pipeline.vocabulary.names import name_key
from schemas.document import Cell, Table

_HEAD = re.compile(r"季度?(?:别|次|名称)?")
_LEAST = 3  # quarters that a column numbers by no chance


def with_quarters_named(table: Table) -> Table:
    """The table with such a column's cells named in full, or the very same table where it has none."""
    rows = range(table.header_rows + 1, table.rows + 1)
    for col in range(1, table.cols + 1):
        names = table.header_path(col)
        if not names or not _HEAD.fullmatch(name_key(names[-1])):
            continue
        cells = [c for c in table.cells if c.col == col and c.row in rows]
        numbered = [(c, q) for c in cells if (q := quarter_named(f"第{c.text.strip()}季度")) is not None]
        bare = [(c, q) for c, q in numbered if quarter_named(c.text) is None]
        if len(bare) == len(numbered) >= _LEAST and [q for _, q in bare] == list(range(1, len(bare) + 1)):
            named = {c.row: with_text(c, f"第{q}季度") for c, q in bare}
            fields = {name: getattr(table, name) for name in Table.model_fields}
            return Table(**{**fields, "cells": tuple(named.get(c.row, c) if c.col == col else c for c in table.cells)})
    return table


def with_text(cell: Cell, text: str) -> Cell:
    """The cell where it stands, with another text."""
    printed = cell.content
    places = (*printed.places[: len(text)], *[None] * (len(text) - len(printed.places)))
    sure = (printed.confidence,) * len(text) if printed.confidences else ()
    content = printed.model_copy(update={"text": text, "places": places, "confidences": sure})
    return cell.model_copy(update={"content": content})
