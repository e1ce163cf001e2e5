"""What an audit yields: recomputed scores, checks with their outcome, findings with evidence."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from schemas.document import Document
from schemas.figure import Figure
from schemas.geometry import Box
from schemas.records import Report
from schemas.trace import Place, Trace
from schemas.trusted import trusted


class Verdict(StrEnum):
    AGREES = "agrees"
    WITHIN_RANGE = "within_range"
    DISAGREES = "disagrees"
    AMBIGUOUS = "ambiguous"
    NOT_VERIFIABLE = "not_verifiable"


class Outcome(StrEnum):
    CONSISTENT = "consistent"
    TRUNCATED = "truncated"
    INCONSISTENT = "inconsistent"
    UNDEFINED = "undefined"
    NOT_CHECKABLE = "not_checkable"


# Outcomes that contradict what is printed, digits cut off among them.
FAILED = frozenset({Outcome.INCONSISTENT, Outcome.TRUNCATED})


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)


class CheckCode(StrEnum):
    SCORE = "score"
    SCORE_SUM = "score_sum"
    SCORE_COPY = "score_copy"
    SCORE_CLAIM = "score_claim"
    SUM = "sum"
    DIFFERENCE = "difference"
    RATIO = "ratio"
    AVERAGE = "average"
    SAME_FIGURE = "same_figure"
    COUNT = "count"
    WEIGHT = "weight"
    CRITERIA = "criteria"
    EVIDENCE = "evidence"


class AuditModel(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class IndicatorScore(AuditModel):
    """A leaf indicator with its self-score, the range its rule leaves, and the verdict.

    `low`/`high` are None where the report states too little to narrow anything. `decimals` is the precision at which
    this report prints scores.
    """

    order: int
    subject: str = ""
    level1: str
    level2: str
    indicator: str
    weight: Figure | None
    self_score: Figure | None
    low: Decimal | None
    high: Decimal | None
    decimals: int = 2
    verdict: Verdict
    rule: str
    trace: Trace
    boxes: tuple[Box, ...]


class Locus(AuditModel):
    """Where in the report's own terms a check looks: table (label or title), row name, column name, indicator."""

    table: str = ""
    row: str = ""
    column: str = ""
    indicator: str = ""


def locus_at(table: str = "", row: str = "", column: str = "", indicator: str = "") -> Locus:
    """A place in a report that our own code has just found; every check has one."""
    return trusted(Locus, table=table, row=row, column=column, indicator=indicator)


class Relation(AuditModel):
    """What a check holds its reported figure against: `formula` over f1, f2 …, the `figures` in their order."""

    formula: str
    figures: tuple[Figure, ...]


class Check(AuditModel):
    """One comparison carried out, or not possible.

    `variant` names the situation for the message catalogue (`sum_of_parts`, `rate`, `text_and_table`, …).
    `reported` is the printed figure; `expected_low`/`expected_high` what the other figures leave, in its unit;
    `nominals` what they give taken at face value, as a person with a calculator would (one per admissible reading).
    `reason` says why a check is not possible. `fields` fill the message template. `relation` is set where one formula
    gives the expected value, so that the check can be repeated with another figure in the place of one of them.
    """

    code: CheckCode
    variant: str
    locus: Locus
    outcome: Outcome
    reported: Figure | None = None
    expected_low: Decimal | None = None
    expected_high: Decimal | None = None
    nominals: tuple[Decimal, ...] = ()
    inputs: tuple[Place, ...] = ()
    reason: str = ""
    trace: Trace | None = None
    relation: Relation | None = None
    fields: dict[str, str] = Field(default_factory=dict)


class Finding(AuditModel):
    """What a person should look at. `consequences` are further checks that fail because of the same slip, in Chinese;
    `consequences_en` tells the same in English."""

    finding_id: str
    code: CheckCode
    severity: Severity
    locus: Locus
    reported: str
    expected_low: str
    expected_high: str
    message_zh: str
    message_en: str
    evidence: tuple[Place, ...]
    trace: Trace | None = None
    consequences: tuple[str, ...] = ()
    consequences_en: tuple[str, ...] = ()


class AuditedReport(AuditModel):
    """A report with everything the audit says of it: what exporters write."""

    document: Document
    report: Report
    rubric_id: str
    scores: tuple[IndicatorScore, ...]
    checks: tuple[Check, ...]
    findings: tuple[Finding, ...]
    weight_total: Decimal | None
    self_total: Decimal | None
    recomputed_low: Decimal | None
    recomputed_high: Decimal | None
    grade: str
