"""A sentence whose figure a table prints of the same item under another name is a matter for a person, no error."""

from __future__ import annotations

import pytest

from pipeline.checks.all_checks import all_checks
from pipeline.findings.build import build_findings
from schemas.audit import Finding, Severity
from tests.checks.tables import Sheet

COLUMNS = ("original_budget", "revised_budget", "outturn")
ROWS = [
    ("1", "一、基本支出", "98.40", "102.65", "97.31"),
    ("1", "二、项目支出", "311.70", "297.35", "288.29"),
    ("total", "合计", "410.10", "400.00", "385.60"),
]


def findings(metric: str, printed: str, item: str) -> list[Finding]:
    sheet = Sheet().table("预算执行情况表", COLUMNS, ROWS).sentence(metric, printed, item=item)
    return build_findings(sheet.report, all_checks(sheet.document, sheet.report, []))


@pytest.mark.parametrize(
    ("metric", "printed", "item"),
    [
        ("revised_budget", "98.40", "基本支出"),  # the budget of the year's beginning
        ("revised_budget", "410.10", ""),
        ("original_budget", "288.29", "项目支出"),  # what was spent
    ],
)
def test_another_figure_of_the_item_is_worth_a_look(metric: str, printed: str, item: str) -> None:
    [finding] = findings(metric, printed, item)
    assert finding.severity is Severity.WARNING
    assert finding.reported == printed
    assert "第 1 页" in finding.message_zh
    assert "on page 1" in finding.message_en


@pytest.mark.parametrize(
    ("metric", "printed", "item"),
    [
        ("revised_budget", "120.65", "基本支出"),  # digits changed places
        ("revised_budget", "297.53", "项目支出"),
        ("outturn", "973.10", "基本支出"),
    ],
)
def test_any_other_figure_is_an_error(metric: str, printed: str, item: str) -> None:
    assert [f.severity for f in findings(metric, printed, item)] == [Severity.ERROR]


def test_a_table_is_not_excused_by_a_sentence() -> None:
    """The wrong cell is the table's: the sum says so, whatever a sentence prints."""
    rows = [*ROWS[:2], ("total", "合计", "410.10", "410.10", "385.60")]
    sheet = Sheet().table("预算执行情况表", COLUMNS, rows).sentence("revised_budget", "400.00")
    found = build_findings(sheet.report, all_checks(sheet.document, sheet.report, []))
    assert Severity.ERROR in {f.severity for f in found}


def test_a_table_without_a_name_is_no_sentence() -> None:
    """What is printed wrongly in a table that has neither label nor title is in no sentence."""
    rows = [("1", "一、基本支出", "98.40", "102.65", "95.81%"), ("1", "二、项目支出", "311.70", "297.35", "96.95%")]
    columns = ("original_budget", "revised_budget", "execution_rate")
    sheet = Sheet().table("", columns, rows).sentence("execution_rate", "94.80%", item="基本支出")
    found = build_findings(sheet.report, all_checks(sheet.document, sheet.report, []))
    assert [f.severity for f in found] == [Severity.ERROR]
