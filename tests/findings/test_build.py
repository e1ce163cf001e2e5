"""Findings: one slip one finding, severity by the contract, both languages, stable ids, evidence always."""

from __future__ import annotations

import re

import pytest

from pipeline.checks.all_checks import all_checks
from pipeline.findings.build import build_findings
from pipeline.findings.messages import LANGUAGES, message, templates
from schemas.audit import Finding, Severity
from tests.checks.tables import Sheet

COLUMNS = ("revised_budget", "outturn", "execution_rate", "outturn_share")
TRUE_ROWS = [
    ("1", "一、基本支出", "100.00", "90.00", "90.00%", "20.00%"),
    ("2", "人员经费", "80.00", "72.00", "90.00%", "16.00%"),
    ("2", "公用经费", "20.00", "18.00", "90.00%", "4.00%"),
    ("1", "二、项目支出", "400.00", "360.00", "90.00%", "80.00%"),
    ("total", "合计", "500.00", "450.00", "90.00%", "100.00%"),
]


def findings(sheet: Sheet) -> list[Finding]:
    return build_findings(sheet.report, all_checks(sheet.document, sheet.report, []))


def changed(row: int, column: int, text: str) -> Sheet:
    rows = [list(r) for r in TRUE_ROWS]
    rows[row][column] = text
    return Sheet().table("预算执行情况表", COLUMNS, [tuple(r) for r in rows], label="表5")


def test_a_true_table_has_no_findings() -> None:
    assert findings(changed(0, 1, "一、基本支出")) == []


@pytest.mark.parametrize("row", range(5))
@pytest.mark.parametrize("column", [2, 3])
def test_one_wrong_amount_is_one_error_at_its_own_cell(row: int, column: int) -> None:
    true = TRUE_ROWS[row][column]
    wrong = ("1" if true[0] != "1" else "2") + true[1:]
    found = [f for f in findings(changed(row, column, wrong)) if f.severity is Severity.ERROR]
    assert len(found) == 1, [f.message_zh for f in found]
    named = found[0].locus
    texts = " ".join(p.text for p in found[0].evidence)
    assert named.table == "表5"
    assert wrong in texts or found[0].reported == wrong
    if row not in (0, 4) and row != 3:
        assert named.row == TRUE_ROWS[row][1]


@pytest.mark.parametrize("row", range(5))
def test_one_wrong_rate_is_one_error_at_its_own_cell(row: int) -> None:
    [finding] = [f for f in findings(changed(row, 4, "95.00%")) if f.severity is Severity.ERROR]
    assert (finding.locus.row, finding.reported) == (TRUE_ROWS[row][1], "95.00")
    assert finding.expected_low == finding.expected_high == "90.00"


def test_every_finding_has_a_place_and_both_languages() -> None:
    for finding in findings(changed(4, 3, "455.00").sentence("outturn", "450.00")):
        assert finding.evidence
        assert re.search(r"[一-鿿]", finding.message_zh)
        assert finding.message_en
        assert "{" not in finding.message_zh + finding.message_en


def test_ids_do_not_move_when_another_finding_comes_or_goes() -> None:
    alone = {f.finding_id for f in findings(changed(1, 4, "95.00%"))}
    sheet = changed(1, 4, "95.00%").sentence("outturn", "432.10")
    assert alone <= {f.finding_id for f in findings(sheet)}


def test_digits_cut_off_are_a_notice() -> None:
    sheet = Sheet().table(
        "表", ("revised_budget", "outturn", "execution_rate"), [("1", "甲", "8,445.96", "8,369.01", "99.08%")]
    )
    [finding] = findings(sheet)
    assert (finding.severity, finding.expected_low) == (Severity.NOTICE, "99.09")


def test_report_text_is_never_taken_for_a_template() -> None:
    rows = [("1", "{reported.__class__}", "100.00", "90.00", "95.00%")]
    sheet = Sheet().table("{0}", ("revised_budget", "outturn", "execution_rate"), rows)
    [finding] = findings(sheet)
    assert "{reported.__class__}" in finding.message_zh


def test_every_message_exists_in_both_languages_with_the_same_fields() -> None:
    for key, texts in templates().items():
        fields = [set(re.findall(r"{(\w+)}", texts[lang].replace("_en", ""))) for lang in LANGUAGES]
        assert fields[0] == fields[1], key
    with pytest.raises(KeyError):
        message("no.such", "zh", {})
