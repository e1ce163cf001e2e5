"""Tables in which a level of indicators lost its name: its rows then count for the level above it or beside it.

A program that prints a merged cell over a page break may set its name below the page's foot or not at all, and a table
without lines may give a name fewer rows than it stands for. What is left is a cell without a name in a column of names
that are merged over rows; no printed level is nameless. Weights, scores and counts of levels are then not those that
are printed: worth a look, no accusation. A column that prints each name once, beside the first of its rows, holds no
merged cells and is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from pipeline.normalize.numbers import read_number
from schemas.audit import Check, CheckCode, Outcome
from schemas.document import Cell, Table
from schemas.geometry import Box
from schemas.white_space import without_space

OF_LEVELS = frozenset({CheckCode.WEIGHT, CheckCode.SCORE_CLAIM, CheckCode.SCORE_SUM, CheckCode.COUNT})
TOTALS = ("合计", "总计", "小计", "总分", "总得分")


class LostNames:
    """The tables of a document with a level that has no name."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self._tables = tables

    def explain(self, check: Check) -> bool:
        """Whether a failed check of levels rests on such a table."""
        if check.outcome is not Outcome.INCONSISTENT or check.code not in OF_LEVELS:
            return False
        return any(box.holds_middle_of(place.box) for place in check.inputs for box in self._boxes)

    @cached_property
    def _boxes(self) -> tuple[Box, ...]:
        """Where they stand; looked for when something has failed."""
        return tuple(part.box for table in self._tables if has_lost_name(table) for part in table.parts)


def has_lost_name(table: Table) -> bool:
    """Whether a column of names merged over rows holds a cell without a name beside rows that are no totals."""
    return any(_states_numbers(cell, table) and not _stands_by_total(cell, table) for cell in _nameless(table))


def _states_numbers(cell: Cell, table: Table) -> bool:
    """Whether a row beside a cell holds a number: names alone (项目资金 | | 年初预算数 …) are a head."""
    rows = range(cell.row, cell.row + cell.row_span)
    return any(read_number(table.text_at(row, col)) for row in rows for col in range(cell.col + 1, table.cols + 1))


def _nameless(table: Table) -> Iterator[Cell]:
    for col in range(1, table.cols):
        cells = [c for c in table.cells if c.col == col and not c.is_header]
        if not any(c.row_span > 1 and c.col_span == 1 and _is_name(c.text) for c in cells):
            return
        yield from (c for c in cells if c.col_span == 1 and not without_space(c.text))


def _is_name(text: str) -> bool:
    return sum(char >= "\u4e00" for char in text) > 1


def _stands_by_total(cell: Cell, table: Table) -> bool:
    """Whether the rows of a cell name a total, or nothing at all."""
    texts = [
        without_space(table.text_at(row, col))
        for row in range(cell.row, cell.row + cell.row_span)
        for col in range(1, table.cols + 1)
    ]
    return not any(texts) or any(text.startswith(TOTALS) for text in texts)
