"""Columns whose names leave open what they state.

Rates whose heads do not say of what (控制率, 使用率): of the two amounts that the table prints beside them.

Tables whose column 季度 numbers the quarters (一, 二, 三, 四) instead of naming them.

Two tables side by side (收入项目 | 金额 | 支出项目 | 金额): columns of names with the amounts that are theirs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.normalize.columns.header import TableHead, leaf_key
from pipeline.normalize.numbers import read_number
from pipeline.normalize.quarter_names import quarter_named
from pipeline.vocabulary.formulas import inputs_of
from pipeline.vocabulary.metrics import load_metrics
from pipeline.vocabulary.names import name_key
from schemas.document import Cell, Table
from schemas.records import ColumnMeaning

_BARE = re.compile(
    r"(?:实际|预算|计划|资金|经费|资产|编制|人员|年度|全年)?"
    r"(?:使用|利用|完成|控制|执行|支出|支付|在用|在编|满编|达成)(?:率|比例|比率|效率|程度)"
)
# Rates of two columns of a table; what a table of other amounts states goes by the last.
_RATES = (
    "staffing_control_rate",
    "fixed_asset_utilisation_rate",
    "procurement_execution_rate",
    "three_public_control_rate",
    "operating_expense_control_rate",
    "execution_rate",
)
_BUDGETS = frozenset({"original_budget", "revised_budget"})


def settle_bare_rates(columns: list[ColumnMeaning], title: str) -> list[ColumnMeaning]:
    """`columns` with such a rate named after the one pair of amounts that the table states. 使用率 in a table that
    speaks of no assets is left open: the figures may tell what it is of."""
    stated = {c.metric for c in columns if c.metric}
    bare = [c for c in columns if c.metric in ("", *_RATES) and not c.role and _BARE.fullmatch(leaf_key(c))]
    if len(bare) != 1:
        return columns
    pairs = [m for m in _RATES if all(_has(x, stated) for x in inputs_of(load_metrics()[m].formula))]
    if len(pairs) == 1 and pairs[0] not in stated - {bare[0].metric}:
        metric = pairs[0]
    elif bare[0].metric.startswith("fixed_asset") and not any("资产" in t for c in columns for t in (title, *c.header)):
        metric = ""
    else:
        return columns
    return [c.model_copy(update={"metric": metric}) if c is bare[0] else c for c in columns]


def _has(metric: str, stated: set[str]) -> bool:
    return bool(_BUDGETS & stated) if metric in _BUDGETS else metric in stated


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


_INCOME = re.compile(r"(?:本年)?收\s*入")
_PLAIN = frozenset({"", "item"})
_LEAST_ROWS = 3


def names_of_halves(table: Table, head: TableHead, columns: Sequence[ColumnMeaning]) -> list[ColumnMeaning]:
    """The columns, those of names being row names where the whole table is halves of one column of names each,
    with amounts behind it; whatever their heads call them (收入来源, 支出功能分类)."""
    found = list(columns)
    named = [c.col for c in columns if _is_of_words(table, head, c.col)]
    amounts = [c.col for c in columns if c.col not in named]
    if len(named) < 2 or named[0] != 1 or any(col + 1 not in amounts for col in named):
        return found
    if any(c.metric or c.role not in _PLAIN if c.col in named else c.role for c in columns):
        return found
    if any(c.metric in ("weight", "self_score") for c in columns):
        return found  # 评价指标 | 分值 | 评分标准 | 得分
    for col in named:
        found[col - 1] = found[col - 1].model_copy(update={"role": "item"})
    return found


def income_path(column: ColumnMeaning, columns: Sequence[ColumnMeaning]) -> tuple[str, ...]:
    """The head of an amount under 收入 as well, where the names beside it are those of income; else its own."""
    if column.role:
        return column.header
    items = [c for c in columns if c.role == "item"]
    own = next((c for c in reversed(items) if c.col < column.col), None)
    if len(items) < 2 or own is None or not own.header or not _INCOME.match(own.header[-1]):
        return column.header
    return column.header if any(_INCOME.match(t) for t in column.header) else ("收入", *column.header)


def _is_of_words(table: Table, head: TableHead, col: int) -> bool:
    cells = (table.grid.get((row, col)) for row in range(head.rows + 1, table.rows + 1))
    texts = [c.text for c in cells if c is not None and c.col == col and c.col_span == 1 and c.text]
    return len(texts) >= _LEAST_ROWS and all(read_number(t) is None for t in texts)
