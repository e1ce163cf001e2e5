"""Two tables side by side (收入项目 | 金额 | 支出项目 | 金额): columns of names with the amounts that are theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.normalize.columns.header import TableHead
from pipeline.normalize.numbers import read_number
from schemas.document import Table
from schemas.records import ColumnMeaning

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
