"""A budget table as checks see it: its lines by order, its columns by metric, the printed names of both."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from pipeline.normalize.columns.bare_columns import with_quarters_named
from pipeline.normalize.columns.metrics import table_money_unit
from pipeline.normalize.columns.transposed import upright
from pipeline.normalize.numbers import figure_of_cell
from pipeline.vocabulary.names import name_key, unit_in_name
from schemas.audit import Locus
from schemas.document import Document, Table
from schemas.figure import Figure, Unit
from schemas.geometry import Box
from schemas.records import BudgetLine, ColumnMeaning, Fact, Report, TableReading
from schemas.trace import Place
from schemas.trusted import trusted
from schemas.white_space import without_space


class TableView:
    """One table with its records. `lines` are its budget lines in printed order."""

    def __init__(self, table: Table, reading: TableReading, report: Report) -> None:
        self.table = table
        self.reading = reading
        own = [line for line in report.budget_lines if line.table_id == table.table_id]
        self.amounts = _amount_columns(reading) if own else ()
        self._halves = _halves(table, reading, own)
        self.lines = tuple(self._with_amounts(line) for line in own)
        self._names: dict[str, str] = {}  # of columns, by metric
        self._places: dict[tuple[int, str], Place] = {}  # by the order of the line and the metric
        self._facts: dict[Box, Fact] = {
            fact.figure.box: fact for fact in report.facts if fact.table_id == table.table_id and fact.source == "table"
        }

    def has_column(self, line: BudgetLine, col: int) -> bool:
        """Whether a column is one of a line's own: in tables of several halves each line has those of its half."""
        half = self._halves.get(line.order)
        return half is None or col in half

    def _with_amounts(self, line: BudgetLine) -> BudgetLine:
        """The line with the figures of columns without a metric, of another year or told twice, under their keys: those
        of its own half where a table has several."""
        found: dict[str, Figure] = {}
        for column in self.amounts:
            if not self.has_column(line, column.col):
                continue
            cell = self.table.grid.get((line.row, column.col))
            unit = self._unit_of(column, line)
            figure = figure_of_cell(cell, unit) if cell and cell.row == line.row else None
            if figure is not None:
                found[amount_key(column)] = figure
        return line.model_copy(update={"figures": line.figures | found}) if found else line

    def _unit_of(self, column: ColumnMeaning, line: BudgetLine) -> Unit:
        """The unit of such an amount: that of its head, else that of the line's other amounts or of the table."""
        own = next((u for t in reversed(column.header) if (u := unit_in_name(t)) and u.is_money), None)
        of_line = Unit(line.unit)
        return own or (of_line if of_line.is_money else table_money_unit(self.table) or of_line)

    @cached_property
    def metrics(self) -> tuple[str, ...]:
        """Metrics that its lines state, in the order of the columns."""
        return tuple(dict.fromkeys(c.metric for c in self.reading.columns if c.metric))

    @cached_property
    def total(self) -> BudgetLine | None:
        """The line of the grand total: the last one that is a total of top level."""
        totals = [line for line in self.lines if line.role == "total"]
        return totals[-1] if totals else None

    @cached_property
    def _by_order(self) -> dict[int, BudgetLine]:
        return {line.order: line for line in self.lines}

    @cached_property
    def orders_with_parts(self) -> frozenset[int | None]:
        """The orders of lines that others are parts of, those that are only named (其中) left aside."""
        return frozenset(line.parent_order for line in self.lines if line.role != "of_which")

    def line_of_order(self, order: int) -> BudgetLine | None:
        return self._by_order.get(order)

    @cached_property
    def _columns(self) -> dict[str, ColumnMeaning]:
        """The first column of each metric and key."""
        found: dict[str, ColumnMeaning] = {}
        for column in self.reading.columns:
            found.setdefault(column.metric, column)
            found.setdefault(amount_key(column), column)
        return found

    def column(self, metric: str) -> ColumnMeaning | None:
        return self._columns.get(metric)

    def column_name(self, metric: str) -> str:
        """What the table calls the column of a metric; the metric's code where it has none."""
        known = self._names.get(metric)
        if known is None:
            column = self.column(metric)
            header = (column.header if len(column.header) == 1 else _leaf(column)) if column else (metric,)
            known = self._names[metric] = "".join(header)
        return known

    def locus(self, line: BudgetLine, metric: str) -> Locus:
        return trusted(Locus, table=self.table.name, row=line.item, column=self.column_name(metric), indicator="")

    def place(self, line: BudgetLine, metric: str) -> Place:
        """Where a line's figure stands, quoted with its row and column. Raises KeyError where the line has none."""
        key = (line.order, metric)
        known = self._places.get(key)
        figure = line.figures[metric]
        if known is None or known.box is not figure.box:
            known = self._places[key] = self._place(line.item, metric, figure)
        return known

    def _place(self, item: str, metric: str, figure: Figure) -> Place:
        box = figure.boxes[0]
        fact = self._facts.get(box)
        return trusted(
            Place,
            page=box.page,
            box=box,
            text=f"{item} {self.column_name(metric)} {unicodedata.normalize('NFKC', figure.text)}".strip(),
            fact_id=fact.fact_id if fact else "",
        )

    def stated(self, metric: str) -> Iterator[tuple[BudgetLine, Figure]]:
        """Lines that state a metric."""
        for line in self.lines:
            figure = line.figures.get(metric)
            if figure is not None:
                yield line, figure


# Heads of columns that hold amounts, whatever year or purpose they are of.
_AMOUNT = re.compile(r"[数额款]$|金额|预算|决算|支出|收入|经费|结转|结余|收回|上缴|补助|拨款|资金")
_NO_AMOUNT = re.compile(r"率|比|%|％|占|均|单价|标准|每|增减|变动|人|个|编码|代码|序号|行次|栏次|项次|备注|面积|数量")


def amount_key(column: ColumnMeaning) -> str:
    """The key of a column without a metric in `BudgetLine.figures` of a view."""
    return f"column:{column.col}"


def _amount_columns(reading: TableReading) -> tuple[ColumnMeaning, ...]:
    """Columns of amounts that no metric of this year stands for, such as last year's, or that share one with a column
    of their half before them (年初预算 | 实际收入: both income), of whose figures a line keeps the first."""
    again: set[int] = set()
    seen: set[str] = set()
    for column in reading.columns:
        seen = set() if column.role in ("item", "code") else seen
        again |= {column.col} if column.metric in seen else set()
        seen |= {column.metric} if column.metric and Unit(column.unit).is_money else set()
    return tuple(c for c in reading.columns if (c.col in again if c.metric else _is_amount(c)))


def _is_amount(column: ColumnMeaning) -> bool:
    named = _AMOUNT.search("".join(map(name_key, column.header))) and not _NO_AMOUNT.search("".join(column.header[-1:]))
    return column.role == "gross_change" or (column.role in ("", "other_year") and bool(named))


def _halves(table: Table, reading: TableReading, lines: Sequence[BudgetLine]) -> dict[int, range]:
    """The columns that belong to each line, by its order, of a table of several halves (收入 | 金额 | 支出 | 金额):
    lines come half by half, and each half begins with its names. Empty for other tables."""
    starts = [1]
    for before, column in pairwise(reading.columns):
        if column.role in ("item", "code") and before.role not in ("item", "code", "number"):
            starts.append(column.col)
    if len(starts) == 1:
        return {}
    spans = [range(a, b) for a, b in pairwise((*starts, table.cols + 1))]
    found: dict[int, range] = {}
    half = row = 0
    for line in lines:
        half += line.row <= row
        row = line.row
        named = (n for n in range(half, len(spans)) if _names(table, line, spans[n]))
        half = next(named, min(half, len(spans) - 1))
        found[line.order] = spans[half]
    return found


def _names(table: Table, line: BudgetLine, span: range) -> bool:
    return any(without_space(table.text_at(line.row, col)) == line.item for col in span)


def _leaf(column: ColumnMeaning) -> tuple[str, ...]:
    """The lowest header text that is a name and not a formula such as b=B/A."""
    names = [text for text in column.header if not (text.isascii() or "=" in text)]
    return tuple(names[-1:]) or column.header[-1:]


def table_views(report: Report, document: Document) -> list[TableView]:
    """All tables with a reading, in printed order; those on their side upright, as their lines were read."""
    tables = {t.table_id: upright(t) or t for t in map(with_quarters_named, document.tables)}
    return [TableView(tables[r.table_id], r, report) for r in report.readings if r.table_id in tables]
