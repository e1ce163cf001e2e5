"""What was left from the year before stands in a column of its own: then it is no part of the adjustment."""

from __future__ import annotations

from pipeline.checks.all_checks import all_checks
from pipeline.findings.build import build_findings
from schemas.audit import Finding, Severity
from tests.checks.tables import Sheet

COLUMNS = ("original_budget", "carried_over", "adjustment", "revised_budget")


def errors(total: str) -> list[Finding]:
    rows = [
        ("1", "人员经费", "100.00", "-", "12.50", "112.50"),
        ("1", "公用经费", "40.00", "-", "-3.00", "37.00"),
        ("1", "设备购置", "60.00", "25.00", "-", "85.00"),
        ("total", "合计", "200.00", "25.00", total, "234.50"),
    ]
    sheet = Sheet().table("预算调整情况表", COLUMNS, rows)
    found = build_findings(sheet.report, list(all_checks(sheet.document, sheet.report, [])))
    return [f for f in found if f.severity is Severity.ERROR]


def test_an_adjustment_beside_what_was_carried_over() -> None:
    assert errors("9.50") == []
    [finding] = errors("5.90")
    assert (finding.reported, finding.expected_low) == ("5.90", "9.50")
