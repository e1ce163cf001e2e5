"""How a document ended, and what of its audit a person wants to see at the end of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from schemas.audit import AuditedReport, CheckCode, Finding, Severity, Verdict
from schemas.figure import plain_decimal

_TOP = 6


def _storable(text: str) -> str:
    """Text that UTF-8 can hold; a lone surrogate (broken fonts give such characters) becomes its escape."""
    return text.encode("utf-8", "backslashreplace").decode()


Words = Annotated[str, BeforeValidator(_storable)]


class Status(StrEnum):
    OK = "ok"
    PARTIAL = "partial"
    QUARANTINED = "quarantined"
    DUPLICATE = "duplicate"


class RunModel(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class FindingSummary(RunModel):
    finding_id: str
    severity: Severity
    page: int
    message_zh: Words
    message_en: Words


class ReportSummary(RunModel):
    """What the summary of a run says of a report. `top` are its gravest findings."""

    report_id: str
    agency: Words
    fiscal_year: int | None
    tables: int
    self_total: str
    recomputed_low: str
    recomputed_high: str
    verdicts: dict[Verdict, int] = Field(default_factory=dict)
    severities: dict[Severity, int] = Field(default_factory=dict)
    top: tuple[FindingSummary, ...] = ()


class Outcome(RunModel):
    """The fate of one document.

    `stage` and `reason` are the codes of documents.csv; `message` and `remedy` the line for a person; `detail` what a
    developer needs. `report` is the first report in the file, `further` are those after it. `seconds` are by stage;
    `peak_mb` is the highest memory of the process while it worked.
    """

    status: Status
    stage: str = ""
    reason: str = ""
    message: Words = ""
    remedy: Words = ""
    detail: Words = ""
    pages: int | None = None
    report: ReportSummary | None = None
    further: tuple[ReportSummary, ...] = ()
    seconds: dict[str, float] = Field(default_factory=dict)
    peak_mb: float = 0.0

    @property
    def report_id(self) -> str:
        return self.report.report_id if self.report else ""

    @property
    def reports(self) -> tuple[ReportSummary, ...]:
        """All reports in the file; none where it was not read."""
        return (self.report, *self.further) if self.report else ()

    @property
    def line(self) -> str:
        """What happened and what to do about it, on one line."""
        return f"{self.message}; {self.remedy}" if self.remedy else self.message


def severities_of(reports: Iterable[ReportSummary]) -> Counter[Severity]:
    """How many findings of each severity reports have together, the gravest first."""
    total: Counter[Severity] = Counter(dict.fromkeys(Severity, 0))
    for report in reports:
        total.update(report.severities)
    return +total


def summarise(audited: AuditedReport) -> ReportSummary:
    """What a run tells of one report: its scores, its findings counted by severity, and the gravest of them."""
    findings = sorted(audited.findings, key=_prominence)
    verdicts = [score.verdict for score in audited.scores]
    severities = [finding.severity for finding in findings]
    return ReportSummary(
        report_id=audited.report.report_id,
        agency=audited.report.agency,
        fiscal_year=audited.report.fiscal_year,
        tables=len(audited.document.tables),
        self_total="" if audited.self_total is None else plain_decimal(audited.self_total),
        recomputed_low="" if audited.recomputed_low is None else plain_decimal(audited.recomputed_low),
        recomputed_high="" if audited.recomputed_high is None else plain_decimal(audited.recomputed_high),
        verdicts={verdict: verdicts.count(verdict) for verdict in Verdict if verdict in verdicts},
        severities={severity: severities.count(severity) for severity in Severity if severity in severities},
        top=tuple(_finding_summary(finding) for finding in findings[:_TOP]),
    )


def _prominence(finding: Finding) -> tuple[int, bool, int]:
    """The gravest first; of these the scores, which is what a report is about; then by page."""
    return (finding.severity.rank, finding.code is not CheckCode.SCORE, finding.evidence[0].page)


def _finding_summary(finding: Finding) -> FindingSummary:
    return FindingSummary(
        finding_id=finding.finding_id,
        severity=finding.severity,
        page=finding.evidence[0].page,
        message_zh=finding.message_zh,
        message_en=finding.message_en,
    )
