"""Comparison with the year before, in columns and in sentences."""

from __future__ import annotations

import pytest

from pipeline.checks.all_checks import all_checks
from pipeline.checks.calculations import calculation_checks
from pipeline.normalize.arithmetic.calculations import calculations
from schemas.audit import Check, Outcome
from schemas.document import Cell
from schemas.records import ColumnMeaning
from tests.checks.tables import Sheet, placed
from tests.narrative.documents import document


def failed(sheet: Sheet) -> list[Check]:
    return [c for c in all_checks(sheet.document, sheet.report, []) if c.outcome is Outcome.INCONSISTENT]


def compared(growth: list[str]) -> Sheet:
    """A table of three lines and their total with this year's amounts, last year's and the growth."""
    amounts = [("110.00", "100.00"), ("90.00", "120.00"), ("50.00", "50.00"), ("250.00", "270.00")]
    names = ["甲", "乙", "丙", "合计"]
    rows = [("total" if n == "合计" else "1", n, now) for n, (now, _) in zip(names, amounts, strict=True)]
    sheet = Sheet().table("支出决算表", ("outturn",), rows)
    table, reading = sheet.tables[0], sheet.readings[0]
    box = table.cells[0].boxes
    extra = [
        Cell(row=n, col=col, content=placed(text, 60 * col, 100 + 12 * n), boxes=box)
        for n, (pair, rate) in enumerate(zip(amounts, growth, strict=True), 2)
        for col, text in ((3, pair[1]), (4, rate))
    ]
    heads = [
        ColumnMeaning(col=3, role="other_year", header=("上年决算数",)),
        ColumnMeaning(col=4, header=("比上年增减%",)),
    ]
    sheet.tables[0] = table.model_copy(update={"cols": 4, "cells": (*table.cells, *extra)})
    sheet.readings[0] = reading.model_copy(update={"columns": (*reading.columns, *heads)})
    return sheet


def test_a_wrong_growth_is_found_by_the_other_rows_formula() -> None:
    assert failed(compared(["10.00%", "-25.00%", "0.00%", "-7.41%"])) == []
    [check] = failed(compared(["10.00%", "-21.00%", "0.00%", "-7.41%"]))
    assert (check.locus.row, check.locus.column, check.nominals) == ("乙", "比上年增减%", (-25,))


def test_a_column_that_compares_something_else_accuses_nobody() -> None:
    assert failed(compared(["3.00%", "8.00%", "1.00%", "2.00%"])) == []


def test_a_fall_in_a_sentence_is_recomputed_as_it_is_printed() -> None:
    told = calculations(document(["上年支出 100.00 万元，减少 5.00 万元，下降 6.00%。"]), 2022)
    [check] = [c for c in calculation_checks(told, set()) if c.outcome is Outcome.INCONSISTENT]
    assert check.nominals == (5,)


def test_each_of_two_changes_in_a_sentence_has_its_own_amount() -> None:
    told = calculations(
        document(["经费 29 万元，比上年增加 0.5 万元，增长 1.75%；接待费 1 万元，比上年增加 0.5 万元，增长 100%。"]),
        2022,
    )
    assert [c.outcome for c in calculation_checks(told, set()) if c.outcome is Outcome.INCONSISTENT] == []


@pytest.mark.parametrize("kind", ["budget", "final_accounts", "department_self_evaluation", "other"])
def test_what_a_sentence_works_out_is_checked_in_every_kind_of_document(kind: str) -> None:
    sheet = Sheet()
    told = tuple(calculations(document(["接待费支出 5.21 万元，比上年减少 0.10 万元，下降 8.18%。"]), 2022))
    report = sheet.report.model_copy(update={"document_kind": kind, "calculations": told})
    [check] = [c for c in all_checks(sheet.document, report, []) if c.outcome is Outcome.INCONSISTENT]
    assert [check.reported.plain if check.reported else ""] == ["8.18"]
