"""A finished run read back from `OUT/corpus/`, report by report: what workbook, pages and other views are made from.

Numbers stay the exact decimals that the corpus carries; '' stands for what is not stated. One report is in memory at a
time. Raises OutputError where the corpus is missing or damaged.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from pipeline.export.corpus_rows import AGAIN, Fields, rows_by_name
from pipeline.export.trace_json import place_from_json, trace_from_json
from schemas.audit import CheckCode, Outcome, Severity, Verdict
from schemas.errors import OutputError
from schemas.geometry import Box
from schemas.trace import Place, Trace


@dataclass(frozen=True, slots=True)
class InputFile:
    """A row of documents.csv."""

    file: str
    sha256: str
    report_id: str
    status: str
    stage: str
    reason: str


@dataclass(frozen=True, slots=True)
class FinishedScore:
    """A row of indicator_scores.csv."""

    order: int
    subject: str
    level1: str
    level2: str
    indicator: str
    weight: Decimal | None
    self_score: Decimal | None
    low: Decimal | None
    high: Decimal | None
    verdict: Verdict
    rule: str
    trace: Trace
    page: int | None

    @property
    def gap(self) -> Decimal:
        """How far the self-score lies above (below zero: under) the range; 0 inside it or where there is none."""
        if self.self_score is None or self.low is None or self.high is None:
            return Decimal(0)
        return max(self.self_score - self.high, Decimal(0)) + min(self.self_score - self.low, Decimal(0))


@dataclass(frozen=True, slots=True)
class FinishedFinding:
    """A row of findings.csv."""

    finding_id: str
    check: CheckCode
    severity: Severity
    table: str
    row: str
    column: str
    indicator: str
    reported: str
    expected_low: str
    expected_high: str
    message_zh: str
    message_en: str
    evidence: tuple[Place, ...]
    trace: Trace | None
    consequences: tuple[str, ...]
    consequences_en: tuple[str, ...]

    @property
    def page(self) -> int:
        return self.evidence[0].page

    @property
    def expected(self) -> str:
        low, high = self.expected_low, self.expected_high
        return low if low == high else f"{low}–{high}"


@dataclass(frozen=True, slots=True)
class FinishedCheck:
    """A row of checks.csv; `page` is that of its first figure."""

    check_id: str
    check: CheckCode
    subject: str
    outcome: Outcome
    reported: Decimal | None
    low: Decimal | None
    high: Decimal | None
    page: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class FinishedQuarter:
    """A row of quarterly_execution.csv."""

    quarter: int
    budget: Decimal | None
    outturn: Decimal | None
    progress: Decimal | None
    scheduled: Decimal | None
    rate: Decimal | None
    page: int | None


@dataclass(frozen=True, slots=True)
class FinishedFact:
    """What a page needs of a row of facts.csv."""

    fact_id: str
    metric: str
    item: str
    period: str
    value: str
    unit: str
    place: Place


@dataclass(frozen=True, slots=True)
class FinishedReport:
    """All of one report but its text and cells. `lines` are rows of budget_lines.csv, by column name; `tables` gives
    the name of each table by its id."""

    report_id: str
    file: str
    agency: str
    district: str
    fiscal_year: str
    rubric_id: str
    pages: str
    text_source: str
    weight_total: Decimal | None
    self_total: Decimal | None
    low: Decimal | None
    high: Decimal | None
    grade: str
    scores: tuple[FinishedScore, ...]
    findings: tuple[FinishedFinding, ...]
    checks: tuple[FinishedCheck, ...]
    quarters: tuple[FinishedQuarter, ...]
    lines: tuple[Fields, ...]
    facts: tuple[FinishedFact, ...]
    tables: dict[str, str]

    @property
    def title(self) -> str:
        return " ".join(part for part in (self.agency or self.file, self.fiscal_year) if part)


def input_files(corpus: Path) -> list[InputFile]:
    """The rows of documents.csv."""
    return [
        InputFile(r["file"], r["sha256"], r["report_id"], r["status"], r["stage"], r["reason"])
        for r in rows_by_name(corpus, "documents")
    ]


def finished_reports(corpus: Path) -> Iterator[FinishedReport]:
    """All reports, in the order of their ids."""
    names = ("tables", "indicator_scores", "findings", "checks", "quarterly_execution", "budget_lines", "facts")
    grouped = {name: _Grouped(rows_by_name(corpus, name)) for name in names}
    for row in rows_by_name(corpus, "reports"):
        of_report = {name: group.of(row["report_id"]) for name, group in grouped.items()}
        try:
            yield _report(row, of_report)
        except (KeyError, ValueError, TypeError, InvalidOperation) as error:
            raise OutputError(f"{corpus} holds a damaged row of {row['report_id']}: {error}", AGAIN) from error


class _Grouped:
    """Rows of a table by report; every table has its reports in the same order."""

    def __init__(self, rows: Iterator[Fields]) -> None:
        self._groups = groupby(rows, key=itemgetter("report_id"))
        self._next = self._take()

    def of(self, report_id: str) -> list[Fields]:
        if self._next is None or self._next[0] != report_id:
            return []
        rows = self._next[1]
        self._next = self._take()
        return rows

    def _take(self) -> tuple[str, list[Fields]] | None:
        found = next(self._groups, None)
        return None if found is None else (found[0], list(found[1]))


def _report(row: Fields, of: dict[str, list[Fields]]) -> FinishedReport:
    return FinishedReport(
        report_id=row["report_id"],
        file=row["file"],
        agency=row["agency"],
        district=row["district"],
        fiscal_year=row["fiscal_year"],
        rubric_id=row["rubric_id"],
        pages=row["pages"],
        text_source=row["text_source"],
        weight_total=_number(row["weight_total"]),
        self_total=_number(row["self_total"]),
        low=_number(row["recomputed_low"]),
        high=_number(row["recomputed_high"]),
        grade=row["grade"],
        scores=tuple(_score(r) for r in of["indicator_scores"]),
        findings=tuple(_finding(r) for r in of["findings"]),
        checks=tuple(_check(r) for r in of["checks"]),
        quarters=tuple(_quarter(r) for r in of["quarterly_execution"]),
        lines=tuple(of["budget_lines"]),
        facts=tuple(_fact(r) for r in of["facts"]),
        tables={r["table_id"]: r["label"] or r["title"] or r["table_id"] for r in of["tables"]},
    )


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _whole(text: str) -> int | None:
    return int(text) if text else None


def _score(r: Fields) -> FinishedScore:
    return FinishedScore(
        order=int(r["order"]),
        subject=r["subject"],
        level1=r["level1"],
        level2=r["level2"],
        indicator=r["indicator"],
        weight=_number(r["weight"]),
        self_score=_number(r["self_score"]),
        low=_number(r["recomputed_low"]),
        high=_number(r["recomputed_high"]),
        verdict=Verdict(r["verdict"]),
        rule=r["rule"],
        trace=trace_from_json(r["trace"]),
        page=_whole(r["page"]),
    )


def _finding(r: Fields) -> FinishedFinding:
    return FinishedFinding(
        finding_id=r["finding_id"],
        check=CheckCode(r["check"]),
        severity=Severity(r["severity"]),
        table=r["table"],
        row=r["row"],
        column=r["column"],
        indicator=r["indicator"],
        reported=r["reported"],
        expected_low=r["expected_low"],
        expected_high=r["expected_high"],
        message_zh=r["message_zh"],
        message_en=r["message_en"],
        evidence=tuple(place_from_json(place) for place in json.loads(r["evidence"])),
        trace=trace_from_json(r["trace"]) if r["trace"] else None,
        consequences=tuple(json.loads(r["consequences"])) if r["consequences"] else (),
        consequences_en=tuple(json.loads(r["consequences_en"])) if r["consequences_en"] else (),
    )


def _check(r: Fields) -> FinishedCheck:
    places = json.loads(r["inputs"])
    return FinishedCheck(
        check_id=r["check_id"],
        check=CheckCode(r["check"]),
        subject=r["subject"],
        outcome=Outcome(r["outcome"]),
        reported=_number(r["reported"]),
        low=_number(r["expected_low"]),
        high=_number(r["expected_high"]),
        page=int(places[0]["page"]) if places else None,
        reason=r["reason"],
    )


def _quarter(r: Fields) -> FinishedQuarter:
    return FinishedQuarter(
        quarter=int(r["quarter"]),
        budget=_number(r["budget"]),
        outturn=_number(r["cumulative_outturn"]),
        progress=_number(r["cumulative_progress"]),
        scheduled=_number(r["scheduled_progress"]),
        rate=_number(r["execution_rate"]),
        page=_whole(r["page"]),
    )


def _fact(r: Fields) -> FinishedFact:
    x0, top, x1, bottom = (float(r[edge] or 0) for edge in ("x0", "top", "x1", "bottom"))
    page = int(r["page"] or 1)
    box = Box(page=page, x0=x0, top=top, x1=x1, bottom=bottom)
    place = Place(page=page, box=box, text=r["quote"], fact_id=r["fact_id"])
    return FinishedFact(r["fact_id"], r["metric"], r["item"], r["period"], r["value"], r["unit"], place)
