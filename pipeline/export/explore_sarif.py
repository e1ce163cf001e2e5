"""`OUT/audit/findings.sarif`: findings for tools that read SARIF 2.1.0
(https://docs.oasis-open.org/sarif/sarif/v2.1.0/). A PDF has pages and no lines, so page and box are properties of the
location.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from urllib.parse import quote

from pipeline.export.code_words import CHECKS
from pipeline.export.finished_run import FinishedFinding, FinishedReport
from schemas.audit import CheckCode, Severity
from schemas.trace import Place

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_MOST_PLACES = 20

JsonObject = dict[str, object]


def sarif(reports: Iterable[FinishedReport]) -> bytes:
    """All findings as one SARIF run."""
    order = {code: i for i, code in enumerate(CheckCode)}
    rules = [
        {
            "id": code.value,
            "name": words.en,
            "shortDescription": {"text": words.zh},
            "fullDescription": {"text": f"{words.meaning_zh} / {words.meaning_en}"},
        }
        for code, words in CHECKS.items()
    ]
    results = [_result(report, finding, order) for report in reports for finding in report.findings]
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "fuhe", "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }
    return (json.dumps(log, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def _result(report: FinishedReport, finding: FinishedFinding, order: dict[CheckCode, int]) -> JsonObject:
    locations = [_location(report, finding, place) for place in finding.evidence[:_MOST_PLACES]]
    return {
        "ruleId": finding.check.value,
        "ruleIndex": order[finding.check],
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message_zh},
        "locations": locations[:1],
        "relatedLocations": [{"id": i, **place} for i, place in enumerate(locations[1:], start=1)],
        "partialFingerprints": {"fuheFinding/v1": f"{report.report_id}/{finding.finding_id}"},
        "properties": {
            "message_en": finding.message_en,
            "reported": finding.reported,
            "expected_low": finding.expected_low,
            "expected_high": finding.expected_high,
            "agency": report.agency,
            "fiscal_year": report.fiscal_year,
        },
    }


def _location(report: FinishedReport, finding: FinishedFinding, place: Place) -> JsonObject:
    name = " / ".join(x for x in (finding.table, finding.row, finding.column, finding.indicator) if x)
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(report.file.encode("utf-8", "backslashreplace"), safe="/")},
        },
        "logicalLocations": [{"fullyQualifiedName": name or f"p. {place.page}"}],
        "message": {"text": place.text or f"p. {place.page}"},
        "properties": {"page": place.page, "box": place.box.as_list()},
    }
