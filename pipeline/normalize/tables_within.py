"""Tables that hold several, one below the other, each with a head of its own: 编制数 | 在职人数 …, and further down
2021年决算数 | 2022年预算数 | 2022年决算数 (the 基础数据表 of whole-department evaluations).

Their rows mean something else from each head on. They are read as tables of their own, and what is found in them is put
back to where the page prints it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipeline.normalize.columns.header import row_cells
from pipeline.normalize.forms.heads import heads, indicator_head, meaning_of
from pipeline.normalize.numbers import read_number
from pipeline.vocabulary.metrics import metric_of_header
from pipeline.vocabulary.names import name_key
from pipeline.vocabulary.roles import LEVELS
from schemas.document import Cell, Document, Table, TablePart
from schemas.records import BudgetLine, Fact, QuarterlyExecution, Report, ScoreLine, ScoreTotal, TableReading

_LEAST_HEADS = 2  # columns behind the first whose names are known metrics
_SEPARATOR = "#"  # between a table's id and the first row of a section; in no id of a document


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a section comes from: its table and the number of rows above it there."""

    table_id: str
    rows_above: int


Origins = Mapping[str, Origin]
"""By the id of the section."""


def with_sections(document: Document) -> tuple[Document, Origins]:
    """The document with each section of such tables as a table of its own, and where these come from."""
    tables: list[Table] = []
    origins: dict[str, Origin] = {}
    for table in document.tables:
        starts = _inner_heads(table)
        if not starts or indicator_head(heads(table)) is not None:  # forms have heads of their own kind
            tables.append(table)
            continue
        for first, after in zip((1, *starts), (*starts, table.rows + 1), strict=True):
            section = _section(table, first, after)
            tables.append(section)
            origins[section.table_id] = Origin(table.table_id, first - 1)
    if not origins:
        return document, {}
    return document.model_copy(update={"tables": tuple(tables)}), origins


def put_back(report: Report, origins: Origins) -> Report:
    """The report with tables, rows and orders as the document has them."""
    if not origins:
        return report
    return report.model_copy(
        update={
            "readings": tuple(_readings(report.readings, origins)),
            "budget_lines": tuple(_line(x, origins) for x in report.budget_lines),
            "quarters": tuple(_moved(x, origins) for x in report.quarters),
            "score_lines": tuple(_moved(x, origins) for x in report.score_lines),
            "score_totals": tuple(_moved(x, origins) for x in report.score_totals),
            "facts": tuple(_fact(x, origins) for x in report.facts),
        }
    )


def _inner_heads(table: Table) -> list[int]:
    """The rows that are heads of what follows them, below rows of figures."""
    first = [c for c in table.cells if c.row <= max(1, table.header_rows)]
    own = {name_key(c.text) for c in first}
    of_money = not any("级指标" in c.text for c in first)
    return [
        row
        for row in range(max(1, table.header_rows) + 2, table.rows)
        if (_is_head(table, row, own) and _has_figures(table, row - 1) and _has_figures(table, row + 1))
        or (of_money and _heads_indicators(table, row) and any(_has_figures(table, above) for above in range(2, row)))
    ]


def _heads_indicators(table: Table, row: int) -> bool:
    """一级指标 | 二级指标 | 年度指标值, below the funds of a form without points: what follows is no money."""
    cells = [c for c in row_cells(table, row) if c.row == row and c.row_span == 1]
    if not any("级指标" in c.text for c in cells):
        return False
    named = [meaning_of(c.text) for c in cells]
    return sum(n in LEVELS for n in named) >= _LEAST_HEADS and not _POINTS & set(named)


_POINTS = {"weight", "self_score"}


def _is_head(table: Table, row: int, own: set[str]) -> bool:
    cells = [c for c in row_cells(table, row) if c.text]
    if len(cells) < 1 + _LEAST_HEADS or any(c.row != row or c.row_span > 1 for c in cells):
        return False
    if any(read_number(c.text) is not None for c in cells) or all(name_key(c.text) in own for c in cells):
        return False
    return sum(bool(metric_of_header((c.text,))) for c in cells[1:]) >= _LEAST_HEADS


def _has_figures(table: Table, row: int) -> bool:
    return sum(read_number(c.text) is not None for c in row_cells(table, row)[1:]) >= _LEAST_HEADS


def _section(table: Table, first: int, after: int) -> Table:
    """Rows `first` to `after` - 1 of a table, counted from 1."""
    above = first - 1
    cells = tuple(_cut(c, first, after) for c in table.cells if c.row < after and c.row + c.row_span > first)
    parts = tuple(
        TablePart(page=p.page, box=p.box, first_row=top - above, last_row=bottom - above)
        for p in table.parts
        if (top := max(p.first_row, first)) <= (bottom := min(p.last_row, after - 1))
    )
    # Made anew, not copied: a copy would keep the grid that the table may have drawn up already.
    fields = {name: getattr(table, name) for name in Table.model_fields}
    own = {
        "table_id": f"{table.table_id}{_SEPARATOR}{first}",
        "rows": after - first,
        "header_rows": table.header_rows if first == 1 else 1,
        "cells": cells,
        "parts": parts or table.parts,
    }
    return Table(**{**fields, **own})


def _cut(cell: Cell, first: int, after: int) -> Cell:
    top, bottom = max(cell.row, first), min(cell.row + cell.row_span, after)
    return cell.model_copy(update={"row": top - first + 1, "row_span": bottom - top})


_Placed = TypeVar("_Placed", QuarterlyExecution, ScoreLine, ScoreTotal)


def _moved(record: _Placed, origins: Origins) -> _Placed:
    origin = origins.get(record.table_id)
    if origin is None:
        return record
    return record.model_copy(update={"table_id": origin.table_id, "row": record.row + origin.rows_above})


def _line(line: BudgetLine, origins: Origins) -> BudgetLine:
    """Orders go on by rows, so that they stay apart within the table."""
    origin = origins.get(line.table_id)
    if origin is None:
        return line
    above = origin.rows_above
    parent = line.parent_order + above if line.parent_order is not None else None
    return line.model_copy(
        update={
            "table_id": origin.table_id,
            "row": line.row + above,
            "order": line.order + above,
            "parent_order": parent,
        }
    )


def _fact(fact: Fact, origins: Origins) -> Fact:
    origin = origins.get(fact.table_id)
    if origin is None:
        return fact
    row = fact.row + origin.rows_above if fact.row is not None else None
    return fact.model_copy(update={"table_id": origin.table_id, "row": row})


def _readings(readings: Sequence[TableReading], origins: Origins) -> list[TableReading]:
    """One reading of each table: that of its first section, with the rows that none of them takes for records."""
    found: dict[str, TableReading] = {}
    for reading in readings:
        origin = origins.get(reading.table_id)
        table_id, above = (origin.table_id, origin.rows_above) if origin else (reading.table_id, 0)
        skipped = tuple(row + above for row in reading.skipped_rows)
        if table_id in found:
            first = found[table_id]
            found[table_id] = first.model_copy(update={"skipped_rows": (*first.skipped_rows, above + 1, *skipped)})
        else:
            found[table_id] = reading.model_copy(update={"table_id": table_id, "skipped_rows": skipped})
    return list(found.values())
