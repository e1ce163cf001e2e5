"""Tables of quarters -> QuarterlyExecution and the facts behind them."""

from __future__ import annotations

import re

from pipeline.normalize.quarter_names import quarters_named
from pipeline.normalize.read_table import ReadTable
from pipeline.normalize.table_facts import period_of_quarter, table_fact
from pipeline.vocabulary.names import folded
from schemas.document import Cell
from schemas.figure import Figure
from schemas.records import Fact, QuarterlyExecution, TableKind

# Column metric -> key of the record. Later ones only fill what earlier ones left open.
_KEYS = (
    ("revised_budget", "budget"),
    ("original_budget", "budget"),
    ("cumulative_outturn", "cumulative_outturn"),
    ("cumulative_progress", "cumulative_progress"),
    ("scheduled_progress", "scheduled_progress"),
    ("quarterly_execution_rate", "execution_rate"),
    ("execution_rate", "execution_rate"),
)
_AVERAGE = re.compile(
    r"(?:全年|年度|本年|四个?季度|季度|各季度)?平均(?:各?季度)?(?:预算|支出)?(?:序时)?(?:执行率|支出率)?(?:值|数)?"
    r"|(?:季度)?(?:预算)?执行率(?:平均值|均值)"
    r"|(?:合计|总计|小计|全年|年度)+[/、(（和及与]+平均(?:执行率)?(?:值|数)?[)）]?"  # amounts added up, rates averaged
)


def quarters(read: ReadTable) -> tuple[list[QuarterlyExecution], list[Fact]]:
    """The quarters of a table, in printed order, with one fact per figure; nothing for other kinds of table."""
    quarter_column = read.column("quarter")
    if read.kind is not TableKind.QUARTERLY_EXECUTION or quarter_column is None:
        return [], []
    records: list[QuarterlyExecution] = []
    facts: list[Fact] = []
    cells = [read.cell(row, quarter_column.col) for row in read.body_rows]
    named = quarters_named(cell.text if cell else "" for cell in cells)
    for row, cell, quarter in zip(read.body_rows, cells, named, strict=True):
        if cell is None or quarter is None:
            facts += _average(read, row, cell)
            continue
        by_metric: dict[str, Figure] = {}
        for column in read.columns:
            figure = read.figure(row, column) if column.metric else None
            if figure is None or column.metric in by_metric:
                continue
            by_metric[column.metric] = figure
            period = period_of_quarter(read.context, quarter)
            facts.append(table_fact(read, column.metric, figure, row, column.col, item=cell.text, period=period))
        figures: dict[str, Figure] = {}
        for metric, key in _KEYS:
            if metric in by_metric:
                figures.setdefault(key, by_metric[metric])
        records.append(
            QuarterlyExecution(table_id=read.table.table_id, quarter=quarter, row=row, figures=figures, page=cell.page)
        )
    return records, facts


def _average(read: ReadTable, row: int, cell: Cell | None) -> list[Fact]:
    """The year's average, where a row below the quarters is called just that: its figure in the column of rates."""
    if cell is None or not _AVERAGE.fullmatch(folded(cell.text)):
        return []
    rates = ("quarterly_execution_rate", "execution_rate")
    column = next((c for c in read.columns if c.metric in rates), None)
    figure = read.figure(row, column) if column else None
    if column is None or figure is None:
        return []
    return [table_fact(read, "average_execution_rate", figure, row, column.col, item=cell.text)]
