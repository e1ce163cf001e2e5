"""A figure of which the first digits alone were read, in a table told by its text, accuses nobody."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.findings.readings.torn_cells import CutFigures
from schemas.audit import Check, CheckCode, Locus, Outcome
from schemas.document import Table, TablePart
from schemas.figure import Figure, Unit
from schemas.geometry import Box
from schemas.trace import Place


def _table(engine: str) -> Table:
    part = TablePart(page=1, box=Box(1, 100, 20, 400, 200), first_row=1, last_row=5)
    return Table(table_id="t01", rows=5, cols=3, header_rows=1, cells=(), parts=(part,), engine=engine)


def _check(read: str, whole: str, code: CheckCode = CheckCode.SCORE_COPY) -> Check:
    value = Decimal(whole)
    place = Place(page=1, box=Box(1, 350, 180, 380, 190), text=read)
    return Check(
        code=code,
        variant="total",
        locus=Locus(),
        outcome=Outcome.INCONSISTENT,
        reported=Figure(
            value=Decimal(read), decimals=len(read.partition(".")[2]), unit=Unit.POINTS, text=read, boxes=(place.box,)
        ),
        expected_low=value,
        expected_high=value,
        inputs=(place,),
    )


@pytest.mark.parametrize(
    ("read", "whole", "cut"), [("92.5", "92.58", True), ("92", "92.58", True), ("92.6", "92.58", False)]
)
def test_the_first_digits_of_a_figure(read: str, whole: str, cut: bool) -> None:
    assert CutFigures([_table("alignment")]).explain(_check(read, whole)) is cut


def test_figures_between_lines_and_other_checks_are_sure() -> None:
    assert not CutFigures([_table("rulings")]).explain(_check("92.5", "92.58"))
    assert not CutFigures([_table("alignment")]).explain(_check("92.5", "92.58", CheckCode.SCORE_SUM))
