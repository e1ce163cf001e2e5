"""A table with everything that reading its head tells: columns, panels, kind, title, rows that hold no record."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from pipeline.normalize.columns import Panel, panels, read_columns
from pipeline.normalize.context import ReportContext
from pipeline.normalize.header import TableHead, table_head
from pipeline.normalize.kinds import kind_of
from pipeline.normalize.numbers import read_number
from pipeline.normalize.quarter_columns import settle_quarters
from pipeline.vocabulary.names import is_formula, name_key
from schemas.document import Cell, Table
from schemas.figure import Unit
from schemas.records import ColumnMeaning, TableKind, TableReading


class ReadTable:
    """One table and what its columns mean."""

    def __init__(self, table: Table, context: ReportContext) -> None:
        self.table = table
        self.context = context
        self.head: TableHead = table_head(table)
        above = (table.section[-1] if table.section else "") if not table.title else ""
        self.title = "".join((table.title, *self.head.banners)) or above
        columns = read_columns(table, self.head, self.title, context)
        self.columns: tuple[ColumnMeaning, ...] = settle_quarters(table, self.head, columns)

    @cached_property
    def panels(self) -> tuple[Panel, ...]:
        return panels(self.columns)

    @cached_property
    def body_rows(self) -> range:
        return range(self.head.rows + 1, self.table.rows + 1)

    @cached_property
    def skipped_rows(self) -> tuple[int, ...]:
        """Body rows that repeat the head, hold only formulas, or are one note over the whole width."""
        return tuple(row for row in self.body_rows if self._is_no_record(row))

    @cached_property
    def kind(self) -> TableKind:
        role = next((c for c in self.columns if c.role == "item"), None)
        rows = [t for r in self.body_rows if r not in self.skipped_rows and role and (t := self.text(r, role.col))]
        return kind_of(self.columns, self.title, rows)

    def reading(self) -> TableReading:
        return TableReading(
            table_id=self.table.table_id, kind=self.kind, columns=self.columns, skipped_rows=self.skipped_rows
        )

    def text(self, row: int, col: int) -> str:
        return self.table.text_at(row, col)

    def cell(self, row: int, col: int) -> Cell | None:
        return self.table.grid.get((row, col))

    def column(self, role: str) -> ColumnMeaning | None:
        """The first column of a role."""
        return next((c for c in self.columns if c.role == role), None)

    def decimals(self, col: int) -> int | None:
        """The decimals that most figures of a column print, where more than half print any; else None."""
        numbers = [read_number(self.text(row, col)) for row in self.body_rows]
        shown = [n.decimals for n in numbers if n is not None and not n.dash and n.value]
        with_any = [d for d in shown if d]
        if not with_any or len(with_any) * 2 <= len(shown):
            return None
        return Counter(with_any).most_common(1)[0][0]

    def figure_cell(self, row: int, column: ColumnMeaning) -> Cell | None:
        """The cell that states a column's figure in a row; None where a merged cell leaves open which it is."""
        cell = self.cell(row, column.col)
        if cell is None or not cell.text or cell.row != row or cell.col != column.col:
            return None
        covered = [c for c in self.columns if cell.col <= c.col < cell.col + cell.col_span and c.metric]
        return cell if len(covered) == 1 else None

    def leaf_name(self, column: ColumnMeaning) -> str:
        """What a column is called: its lowest header text that is no formula."""
        names = [t for t in column.header if not is_formula(t)]
        return (names or [""])[-1]

    def _is_no_record(self, row: int) -> bool:
        cells = [c for col in range(1, self.table.cols + 1) if (c := self.cell(row, col)) and c.row == row and c.text]
        texts = [c.text for c in cells]
        if not texts:
            return True
        if len(texts) > 1 and all(is_formula(t) or t in "-—" for t in texts[1:]) and any(map(is_formula, texts[1:])):
            return True
        heads = {name_key(t) for c in self.columns for t in c.header}
        if len(texts) > 1 and all(name_key(t) in heads for t in texts):
            return True
        return len(cells) == 1 and name_key(texts[0]).startswith(("注", "备注", "说明"))


def money_unit_of(column: ColumnMeaning) -> Unit:
    return Unit(column.unit)
