"""Funds of a project form that stand on their side: columns are sources (合计 | 财政拨款 | 其他资金), rows are stages
(年初预算数, 全年预算数, 全年执行数, 执行率)."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.normalize.context import ReportContext
from pipeline.normalize.forms.funds import FormMoney, execution_line, money_unit_of
from pipeline.normalize.forms.heads import FUND_METRICS, fact_at, meaning_of, unit_of
from pipeline.normalize.fractions import with_rate_in_percent
from pipeline.normalize.numbers import figure_of_cell, read_number
from pipeline.vocabulary.names import name_key
from schemas.document import Cell, Table
from schemas.figure import Figure, Unit
from schemas.records import BudgetLine
from schemas.white_space import without_space

_WHOLE = re.compile(r"(?:资金|金额|年度资金)?(?:合计|总计|总额|总数|小计)|金额")


class MoneyAside(NamedTuple):
    """`rows` by metric, the column of their `label`s, the row of the sources' names and the sources' columns, the whole
    first."""

    rows: dict[str, int]
    label: int
    head: int
    cols: list[int]


def funds_on_their_side(table: Table, end: int) -> MoneyAside | None:
    """The funds above row `end` where rows are their stages; None where columns are, or there are none."""
    rows: dict[str, int] = {}
    labels: dict[str, Cell] = {}
    for cell in table.cells:
        metric = _stage(cell.text) if cell.text and cell.row < end and cell.row_span == 1 else ""
        if metric and metric not in rows and _number_right_of(table, cell):
            rows[metric], labels[metric] = cell.row, cell
    if not {"outturn"} <= rows.keys() or not {"revised_budget", "original_budget"} & rows.keys():
        return None
    label = labels["outturn"]
    if any(c.col != label.col for c in labels.values()) or max(rows.values()) - min(rows.values()) >= len(rows) + 1:
        return None
    head = min(rows.values()) - 1
    first = label.col + label.col_span
    cols = [c for c in range(first, table.cols + 1) if _names_source(table, head, c)]
    return MoneyAside(rows, label.col, head, cols) if cols and _WHOLE.fullmatch(_name(table, head, cols[0])) else None


def _stage(text: str) -> str:
    metric = meaning_of(text)
    return metric if metric in FUND_METRICS else ""


def _number_right_of(table: Table, cell: Cell) -> bool:
    beside = table.grid.get((cell.row, cell.col + cell.col_span))
    return beside is not None and beside.row == cell.row and read_number(beside.text) is not None


def _name(table: Table, head: int, col: int) -> str:
    return name_key(table.text_at(head, col)) if head >= 1 else ""


def _names_source(table: Table, head: int, col: int) -> bool:
    cell = table.grid.get((head, col)) if head >= 1 else None
    text = cell.text if cell is not None and cell.col == col else ""
    return bool(text) and read_number(text) is None and meaning_of(text) not in ("weight", "self_score", "remark")


def read_money_aside(table: Table, funds: MoneyAside, subject: str, context: ReportContext) -> FormMoney:
    """A line for the whole and one for each source, and the score of the execution rate."""
    money = money_unit_of(table, context)
    result = FormMoney([], [], [])
    for order, col in enumerate(funds.cols, start=1):
        name = without_space(table.text_at(funds.head, col))
        figures = {m: f for m, row in funds.rows.items() if (f := _figure(table, row, col, m, money)) is not None}
        if not figures:
            continue
        rate = table.text_at(funds.rows["execution_rate"], funds.label) if "execution_rate" in funds.rows else ""
        figures = with_rate_in_percent(figures, rate)
        result.lines.append(
            BudgetLine(
                table_id=table.table_id,
                order=order,
                row=funds.rows["outturn"],
                level=0 if order == 1 else 1,
                parent_order=None if order == 1 else 1,
                item=name,
                item_code="",
                role="line" if order == 1 else "of_which",
                figures=figures,
                unit=money.value,
                page=next(iter(figures.values())).box.page,
            )
        )
        for metric, figure in figures.items():
            row = funds.rows[metric]
            result.facts.append(fact_at(table, metric, figure, row, col, name, subject, context.period))
    weight, score = (_points(table, funds, role) for role in ("weight", "self_score"))
    if weight is not None or score is not None:
        result.scores.append(execution_line(table.table_id, funds.rows["outturn"], subject, weight, score))
    return result


def _figure(table: Table, row: int, col: int, metric: str, money: Unit) -> Figure | None:
    cell = table.cell_of_column(row, col)
    return None if cell is None else figure_of_cell(cell, unit_of(metric, money))


def _points(table: Table, funds: MoneyAside, role: str) -> Figure | None:
    """The points in the column that the sources' row names 分值 or 得分, in whichever of the rows."""
    cols = [c for c in range(1, table.cols + 1) if meaning_of(table.text_at(funds.head, c)) == role]
    cells = (table.grid.get((row, col)) for col in cols[:1] for row in sorted(funds.rows.values()))
    found = (figure_of_cell(c, Unit.POINTS) for c in cells if c is not None and re.search(r"\d", c.text))
    return next((f for f in found if f is not None), None)
