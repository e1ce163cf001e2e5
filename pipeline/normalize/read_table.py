"""A table with everything that reading its head tells: columns, panels, kind, title, rows that hold no record."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import copy
from decimal import Decimal
from functools import cached_property

from pipeline.normalize.columns.formulas import settle_by_figures
from pipeline.normalize.columns.header import TableHead, table_head
from pipeline.normalize.columns.metrics import Panel, panels, read_columns, table_money_unit
from pipeline.normalize.columns.quarters import settle_quarters
from pipeline.normalize.context import ReportContext
from pipeline.normalize.fractions import fraction_columns, in_percent
from pipeline.normalize.kinds import table_kind
from pipeline.normalize.numbers import figure_of_cell, read_number
from pipeline.vocabulary.names import UNIT_WORDS, folded, is_formula, name_key, unit_in_name
from schemas.document import Cell, Table
from schemas.figure import Figure, Unit
from schemas.records import ColumnMeaning, TableKind, TableReading

_NUMBERS_OF_COLUMNS = frozenset({"栏次", "列次", "栏号", "栏目", "列号"})  # what the row of them is called
_TOO_LARGE = Decimal(5_000_000)  # 万元; 50 billion yuan


class ReadTable:
    """One table and what its columns mean."""

    def __init__(self, table: Table, context: ReportContext) -> None:
        self.table = table
        self.head: TableHead = table_head(table)
        above = (table.section[-1] if table.section else "") if not table.title else ""
        self.title = "".join((table.title, *self.head.banners)) or above
        self.context = _of_year(context, table.title)
        columns = read_columns(table, self.head, self.title, self.context)
        printed = table_money_unit(table)
        columns = settle_quarters(table, self.head, columns)
        columns = settle_by_figures(table, self.head, columns, printed or self.context.money_unit)
        self.columns: tuple[ColumnMeaning, ...] = columns if printed else self._in_yuan_if_too_large(columns)

    def _in_yuan_if_too_large(self, columns: tuple[ColumnMeaning, ...]) -> tuple[ColumnMeaning, ...]:
        """Columns without a printed unit, in yuan where as 万元 they would be more than any agency's budget."""
        amounts = [
            abs(n.value)
            for c in columns
            if c.unit == Unit.WAN_YUAN.value
            for row in self.body_rows
            if (n := read_number(self.text(row, c.col))) is not None
        ]
        if max(amounts, default=Decimal(0)) < _TOO_LARGE:
            return columns
        return tuple(
            c.model_copy(update={"unit": Unit.YUAN.value})
            if c.unit == Unit.WAN_YUAN.value and not any(unit_in_name(t) for t in c.header)
            else c
            for c in columns
        )

    @cached_property
    def panels(self) -> tuple[Panel, ...]:
        return panels(self.columns)

    @cached_property
    def body_rows(self) -> range:
        return range(self.head.rows + 1, self.table.rows + 1)

    @cached_property
    def skipped_rows(self) -> tuple[int, ...]:
        """Body rows that repeat the head, hold only formulas, are one note over the whole width, or count something
        in a table of amounts (公务用车保有量 | 辆 | 13)."""
        counts = {row for row, unit in self._printed_units.items() if not unit.is_money}
        return tuple(row for row in self.body_rows if row in counts or self._is_no_record(row))

    @cached_property
    def kind(self) -> TableKind:
        role = next((c for c in self.columns if c.role == "item"), None)
        rows = [t for r in self.body_rows if r not in self.skipped_rows and role and (t := self.text(r, role.col))]
        return table_kind(self.columns, self.title, rows)

    def with_columns(self, columns: Iterable[ColumnMeaning]) -> ReadTable:
        """The table with meanings of columns that its head does not give away."""
        again = copy(self)
        again.columns = tuple(columns)
        for worked_out in ("panels", "kind", "skipped_rows", "_first_of_role", "_printed_units", "_fractions"):
            again.__dict__.pop(worked_out, None)
        return again

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
        return self._first_of_role.get(role)

    @cached_property
    def _first_of_role(self) -> dict[str, ColumnMeaning]:
        return {column.role: column for column in reversed(self.columns)}

    def figure_cell(self, row: int, column: ColumnMeaning) -> Cell | None:
        """The cell that states a column's figure in a row; None where a merged cell leaves open which it is."""
        cell = self.cell(row, column.col)
        if cell is None or not cell.text or cell.row != row or cell.col != column.col:
            return None
        covered = [c for c in self.columns if cell.col <= c.col < cell.col + cell.col_span and c.metric]
        return cell if len(covered) == 1 else None

    def figure(self, row: int, column: ColumnMeaning) -> Figure | None:
        """The figure that a metric column states in a row, in the column's unit; fractions of one become percent."""
        cell = self.figure_cell(row, column)
        if cell is None:
            return None
        figure = figure_of_cell(cell, self._unit_in(row, column))
        if figure is not None and column.col in self._fractions:
            return in_percent(figure)
        return figure

    def _unit_in(self, row: int, column: ColumnMeaning) -> Unit:
        """The unit of a column in a row, which a column of its own may print (计量单位: 万元, 辆, 批次)."""
        unit = Unit(column.unit)
        if not unit.is_money or any(unit_in_name(t) for t in column.header):
            return unit
        return self._printed_units.get(row, unit)

    @cached_property
    def _printed_units(self) -> dict[int, Unit]:
        """The units that a column of its own prints by row; empty where none of them is of money, so that they may
        be of other columns (数量 beside 金额)."""
        column = self.column("target_unit")
        if column is None or not any(c.metric and Unit(c.unit).is_money for c in self.columns):
            return {}  # of targets, each in a measure of its own
        words = {r: name_key(t) for r in self.body_rows if (t := self.text(r, column.col).strip("-—"))}
        units = {row: UNIT_WORDS.get(word, Unit.NONE) for row, word in words.items()}
        return units if any(unit.is_money for unit in units.values()) else {}

    @cached_property
    def _fractions(self) -> frozenset[int]:
        return fraction_columns(self.table, self.body_rows, self.columns)

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
        numbers = [t for t in texts if name_key(t) not in _NUMBERS_OF_COLUMNS]
        if len(numbers) < len(texts) and all(t.strip().isdigit() for t in numbers):
            return True
        heads = {name_key(t) for c in self.columns for t in c.header}
        if len(texts) > 1 and all(name_key(t) in heads for t in texts):
            return True
        return len(cells) == 1 and name_key(texts[0]).startswith(("注", "备注", "说明"))


def _of_year(context: ReportContext, title: str) -> ReportContext:
    """The context of a table whose title names other years than the report's."""
    years = {int(y) for y in re.findall(r"20\d\d(?=年)", folded(title))}
    if not years or context.fiscal_year in years:
        return context
    return context.model_copy(update={"fiscal_year": max(years)})
