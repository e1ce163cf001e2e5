"""Which columns of a table add up to which: 合计 | 基本支出 | 项目支出, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.vocabulary.metrics import load_metrics
from schemas.records import ColumnMeaning

_WHOLES = frozenset({"outturn", "original_budget", "revised_budget", "income"})


class ColumnSum(NamedTuple):
    """In every row the figures of `parts` add up to that of `whole`; an empty cell adds nothing."""

    whole: ColumnMeaning
    parts: tuple[ColumnMeaning, ...]


def column_sums(columns: Sequence[ColumnMeaning]) -> tuple[ColumnSum, ...]:
    """Amounts followed by at least two columns that split them, all by the same (use, fund, cost or source).

    A split broken off by a column of unknown meaning is left out: it may be one of the parts.
    """
    found = []
    metrics = load_metrics()
    for i, whole in enumerate(columns):
        if whole.metric not in _WHOLES:
            continue
        parts: list[ColumnMeaning] = []
        complete = True
        for column in columns[i + 1 :]:
            split = metrics[column.metric].split if column.metric else ""
            if not split or (parts and split != metrics[parts[0].metric].split):
                complete = bool(column.metric or column.role)
                break
            if len(whole.header) > 1 and column.header[:1] != whole.header[:1]:
                break
            parts.append(column)
        if complete and len(parts) > 1:
            found.append(ColumnSum(whole, tuple(parts)))
    return tuple(found)
