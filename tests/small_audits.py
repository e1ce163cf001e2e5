"""Reports of a few lines, audited: what the tests of wordings ask."""

from __future__ import annotations

from pipeline.audit import audit
from schemas.audit import AuditedReport, Severity
from schemas.document import Table
from tests.normalize.grids import document

TITLE = "甲县乙局2022年度部门整体支出绩效自评报告"


def audited(*tables: Table, text: tuple[str, ...] = ()) -> AuditedReport:
    return audit(document(*tables, text=(TITLE, *text)))


def errors(found: AuditedReport) -> list[tuple[str, str, str, str]]:
    return [
        (f.code.value, f.locus.row or f.locus.indicator, f.locus.column, f.reported)
        for f in found.findings
        if f.severity is Severity.ERROR
    ]


def verdicts(found: AuditedReport) -> dict[str, tuple[str, str, str]]:
    known = (s for s in found.scores if s.low is not None and s.high is not None)
    return {s.indicator: (s.verdict.value, f"{s.low:.2f}", f"{s.high:.2f}") for s in known}
