"""A discrepancy that a likely misreading explains is a matter for the scan; what was read surely is the agency's."""

from __future__ import annotations

import pytest

from pipeline.checks.all_checks import all_checks
from pipeline.findings.build import build_findings
from schemas.audit import Severity
from schemas.figure import Figure
from tests.checks.tables import Sheet

COLUMNS = ("revised_budget", "outturn")
ROWS = [
    ("1", "一、基本支出", "100.00", "90.00"),
    ("1", "二、项目支出", "400.00", "360.00"),
    ("total", "合计", "500.00", "450.00"),
]


def severities(wrong: str, row: int, confidence: float, others: float = 0.999) -> list[Severity]:
    """Severities of what is said of the table with one outturn read as `wrong` with some confidence."""
    rows = [list(r) for r in ROWS]
    rows[row][3] = wrong
    sheet = Sheet().table("预算执行情况表", COLUMNS, [tuple(r) for r in rows], label="表5")

    def scanned(figure: Figure) -> Figure:
        sure = confidence if figure.text == wrong else others
        return figure.model_copy(update={"confidence": sure})

    lines = [
        line.model_copy(update={"figures": {m: scanned(f) for m, f in line.figures.items()}}) for line in sheet.lines
    ]
    sheet.lines[:] = lines
    sheet.facts[:] = [fact.model_copy(update={"figure": scanned(fact.figure)}) for fact in sheet.facts]
    found = build_findings(sheet.report, all_checks(sheet.document, sheet.report, []))
    return [f.severity for f in found]


@pytest.mark.parametrize("wrong", ["455.00", "480.00", "45.00", "4500.00", "4.50"])
def test_an_unsure_figure_is_a_matter_for_the_scan(wrong: str) -> None:
    """A digit, a digit too few or too many, the place of the point."""
    assert set(severities(wrong, 2, 0.8)) == {Severity.WARNING}


@pytest.mark.parametrize("wrong", ["455.00", "480.00"])
def test_a_wrong_digit_that_was_read_surely_is_an_error(wrong: str) -> None:
    assert Severity.ERROR in severities(wrong, 2, 0.999)


def test_a_confidence_a_little_below_that_of_sound_print_is_a_doubt() -> None:
    """A digit of a black and white page of 150 dpi was read wrongly with a confidence of 0.992."""
    assert set(severities("455.00", 2, 0.992)) == {Severity.WARNING}


@pytest.mark.parametrize("wrong", ["45000", "-450.00"])
def test_signs_that_were_not_seen_or_seen_wrongly_leave_no_trace_in_the_confidence(wrong: str) -> None:
    assert set(severities(wrong, 2, 0.999)) == {Severity.WARNING}


def test_an_unsure_part_puts_its_sum_in_doubt() -> None:
    assert set(severities("98.00", 0, 0.8)) == {Severity.WARNING}
    assert Severity.ERROR in severities("98.00", 0, 0.999)


def test_a_figure_of_two_wrong_digits_is_no_misreading() -> None:
    assert Severity.ERROR in severities("733.00", 2, 0.8)


def test_a_report_that_was_not_scanned_is_never_excused() -> None:
    assert Severity.ERROR in severities("455.00", 2, 1.0, others=1.0)
    assert Severity.ERROR in severities("45000", 2, 1.0, others=1.0)
