"""What is said of levels in a table with a level that has no name is worth a look and accuses nobody."""

from __future__ import annotations

import pytest

from pipeline.findings.readings.lost_names import LostNames, has_lost_name
from schemas.audit import Check, CheckCode, Locus, Outcome
from schemas.document import Cell, PlacedText, Table, TablePart
from schemas.geometry import Box
from schemas.trace import Place

Level = tuple[str, int]  # name, rows


def _table(*levels: Level, total: bool = True) -> Table:
    """A column of levels over as many rows, and an indicator and a weight in each row."""
    cells: list[Cell] = []
    row = 1
    for name, rows in levels:
        cells.append(_cell(row, 1, name, rows))
        for r in range(row, row + rows):
            cells += [_cell(r, 2, f"指标{r}"), _cell(r, 3, "5")]
        row += rows
    if total:
        cells += [_cell(row, 1, ""), _cell(row, 2, "合计"), _cell(row, 3, "100")]
        row += 1
    part = TablePart(page=1, box=Box(1, 100, 20, 400, 20.0 * row), first_row=1, last_row=row - 1)
    return Table(
        table_id="t01", rows=row - 1, cols=3, header_rows=0, cells=tuple(cells), parts=(part,), engine="rulings"
    )


def _cell(row: int, col: int, text: str, rows: int = 1) -> Cell:
    box = Box(1, 100.0 * col, 20.0 * row, 100.0 * col + 100, 20.0 * (row + rows))
    content = PlacedText(text=text, places=(None,) * len(text))
    return Cell(row=row, col=col, row_span=rows, content=content, boxes=(box,))


@pytest.mark.parametrize(
    ("table", "lost"),
    [
        (_table(("部门决策", 2), ("", 2), ("部门绩效", 3)), True),
        (_table(("部门决策", 2), ("部门管理", 2), ("部门绩效", 3)), False),
        (_table(("部门决策", 1), ("", 1), ("", 1), ("部门管理", 1), ("", 1)), False),  # each name once, nothing merged
    ],
)
def test_a_level_without_a_name(table: Table, lost: bool) -> None:
    assert has_lost_name(table) is lost


def test_only_what_is_said_of_levels_is_doubted() -> None:
    doubt = LostNames([_table(("部门决策", 2), ("", 2), ("部门绩效", 3))])

    def check(code: CheckCode, page: int = 1) -> Check:
        inputs = (Place(page=page, box=Box(page, 110, 30, 150, 40), text="1"),)
        return Check(code=code, variant="group", locus=Locus(), outcome=Outcome.INCONSISTENT, inputs=inputs)

    assert doubt.explain(check(CheckCode.WEIGHT))
    assert doubt.explain(check(CheckCode.SCORE_CLAIM))
    assert not doubt.explain(check(CheckCode.SCORE))
    assert not doubt.explain(check(CheckCode.WEIGHT, page=2))


def test_a_row_of_heads_is_no_level() -> None:
    table = _table(("项目资金", 2), ("绩效指标", 3))
    heads = [_cell(6, 1, ""), _cell(6, 2, "年初预算数"), _cell(6, 3, "分值")]
    assert not has_lost_name(table.model_copy(update={"rows": 6, "cells": (*table.cells, *heads)}))
