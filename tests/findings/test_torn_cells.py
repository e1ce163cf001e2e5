"""What rests on a cell with figures of several rows is worth a look and accuses nobody."""

from __future__ import annotations

import pytest

from pipeline.findings.readings.torn_cells import TornCells, is_torn
from schemas.audit import Check, CheckCode, Locus, Outcome
from schemas.document import Cell, PlacedText, Table, TablePart
from schemas.geometry import Box
from schemas.trace import Place


@pytest.mark.parametrize(
    "text", ["376,81827,341", "5,407 102", "63.1088.64", "4,546202", "1,850 -20", "2315763164666152"]
)
def test_two_figures_in_a_cell(text: str) -> None:
    assert is_torn(text)


@pytest.mark.parametrize(
    "text", ["1,234,567.89", "-12,345", "2024.10.08", "100.00%", "123456789012", "甲 12 乙 34", "—", "8.5"]
)
def test_one_figure_or_none(text: str) -> None:
    assert not is_torn(text)


def _box(row: int, col: int, page: int = 1) -> Box:
    return Box(page, 100.0 * col, 20.0 * row, 100.0 * col + 100, 20.0 * row + 20)


def _table(*rows: list[str]) -> Table:
    cells = tuple(
        Cell(row=r, col=c, content=PlacedText(text=text, places=(None,) * len(text)), boxes=(_box(r, c),))
        for r, row in enumerate(rows, 1)
        for c, text in enumerate(row, 1)
    )
    part = TablePart(page=1, box=Box(1, 100, 20, 400, 20.0 * len(rows) + 20), first_row=1, last_row=len(rows))
    return Table(table_id="t01", rows=len(rows), cols=3, header_rows=0, cells=cells, parts=(part,), engine="rulings")


def _check(code: CheckCode, *places: tuple[int, int]) -> Check:
    inputs = tuple(Place(page=1, box=_box(r, c), text="1") for r, c in places)
    return Check(code=code, variant="parts", locus=Locus(), outcome=Outcome.INCONSISTENT, inputs=inputs)


DOUBT = TornCells(
    [_table(["甲", "10", "20"], ["乙丙", "3,00110", "12"], ["丁", "8", "9"], ["合计", "21", "41"], ["附", "1", "2"])]
)


@pytest.mark.parametrize(
    ("check", "doubtful"),
    [
        (_check(CheckCode.SUM, (4, 2), (1, 2), (3, 2)), True),  # the column, with the torn cell between its parts
        (_check(CheckCode.SUM, (4, 3), (1, 3), (3, 3)), False),  # another column
        (_check(CheckCode.RATIO, (2, 3), (2, 2)), True),  # its row
        (_check(CheckCode.RATIO, (3, 3), (3, 2)), False),
        (_check(CheckCode.SUM, (5, 2), (3, 2)), False),  # further down the column
        (_check(CheckCode.SCORE, (2, 2)), False),
    ],
)
def test_only_what_rests_on_the_cell_is_in_doubt(check: Check, doubtful: bool) -> None:
    assert DOUBT.explain(check) is doubtful
