"""A damaged file accuses nobody of what its damage may have done."""

from __future__ import annotations

from collections.abc import Collection

from pipeline.checks.all_checks import all_checks
from pipeline.findings.build import build_findings
from schemas.audit import Finding, Severity
from tests.checks.tables import Sheet

COLUMNS = ("revised_budget", "outturn", "execution_rate")
ROWS = [
    ("1", "一、基本支出", "100.00", "90.00", "90.00%"),
    ("2", "人员经费", "80.00", "72.00", "90.00%"),
    ("2", "公用经费", "15.00", "13.50", "90.00%"),
    ("2", "其他支出", "5.00", "4.50", "90.00%"),
    ("1", "二、项目支出", "400.00", "360.00", "90.00%"),
    ("total", "合计", "500.00", "450.00", "90.00%"),
]
ELSEWHERE = 90


def found(rows: list[tuple[str, ...]], damaged: Collection[int]) -> list[Finding]:
    sheet = Sheet().table("预算执行情况表", COLUMNS, rows, label="表5")
    checks = all_checks(sheet.document, sheet.report, [])
    return build_findings(sheet.report, checks, sheet.document.tables, damaged)


def test_a_sum_over_rows_of_which_some_may_be_lost_is_no_error() -> None:
    rows = [*ROWS[:3], ("2", "其他支出", "5.00", "14.50", "290.00%"), *ROWS[4:]]
    assert Severity.ERROR in {f.severity for f in found(rows, ())}
    told = found(rows, (ELSEWHERE,))
    assert told
    assert {f.severity for f in told} == {Severity.WARNING}
    assert all("损坏" in f.message_zh and "damaged" in f.message_en for f in told)


def test_a_wrong_rate_is_an_error_but_for_one_on_a_damaged_page() -> None:
    rows = [*ROWS[:4], ("1", "二、项目支出", "400.00", "360.00", "95.00%"), ROWS[5]]
    (sure,) = found(rows, (ELSEWHERE,))
    assert sure.severity is Severity.ERROR
    assert "损坏" not in sure.message_zh
    (unsure,) = found(rows, {place.page for place in sure.evidence})
    assert unsure.severity is Severity.WARNING
