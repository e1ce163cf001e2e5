"""Columns that a head prints once for each part and once for the whole: 决算数 of 基本支出 | 项目支出 | 合计.

What a row states is then the whole. Where a head has the parts only, no column of theirs states what the row did.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipeline.vocabulary.items import item_named
from pipeline.vocabulary.metrics import load_metrics
from pipeline.vocabulary.names import is_formula
from schemas.records import ColumnMeaning

_WHOLE = frozenset({"total", "subtotal"})
# What divides all that is spent; other heads (a year, a district) may each be a whole of its own.
_PARTS = frozenset(
    {
        *("basic_expenditure", "project_expenditure", "personnel", "operating"),
        *("general_public_budget", "government_fund", "state_capital"),
    }
)
_DIVIDED = frozenset({"money", "percent"})  # units of what is divided so


def settle_groups(columns: list[ColumnMeaning]) -> list[ColumnMeaning]:
    """Columns of parts without their metric, where one of the same metric stands under the whole."""
    settled = list(columns)
    for group in _told_again(columns):
        wholes = [c for c in group if _group_code(c) in _WHOLE]
        if len(wholes) != 1 or any(_group_code(c) not in _PARTS for c in group if c is not wholes[0]):
            continue
        for column in group:
            if column is not wholes[0]:
                settled[column.col - 1] = column.model_copy(update={"metric": ""})
    return settled


def columns_of_parts(columns: Sequence[ColumnMeaning]) -> frozenset[int]:
    """The numbers of the columns that state a metric of one part only, beside others that state it of other parts."""
    parts = (c for group in _told_again(columns) for c in group if _group_code(c) in _PARTS)
    return frozenset(c.col for c in parts)


def _told_again(columns: Sequence[ColumnMeaning]) -> list[list[ColumnMeaning]]:
    """The columns of each metric that stands under several heads between two columns of names."""
    found: list[list[ColumnMeaning]] = []
    here: dict[str, list[ColumnMeaning]] = defaultdict(list)
    for column in (*columns, None):
        if column is None or column.role in ("item", "code"):
            found += here.values()
            here = defaultdict(list)
        elif column.metric and load_metrics()[column.metric].unit in _DIVIDED and len(_names(column)) > 1:
            here[column.metric].append(column)
    return [group for group in found if len({_names(c)[:-1] for c in group}) == len(group) > 1]


def _names(column: ColumnMeaning) -> tuple[str, ...]:
    return tuple(t for t in column.header if not is_formula(t))


def _group_code(column: ColumnMeaning) -> str:
    return next((code for t in reversed(_names(column)[:-1]) if (code := item_named(t))), "")
