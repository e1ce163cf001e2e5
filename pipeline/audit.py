"""Document -> audited report: records, scores, checks and findings in one call."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from pipeline.checks.all_checks import all_checks
from pipeline.checks.scores.score_sheet import ScoreSheet
from pipeline.findings.build import build_findings
from pipeline.findings.meanings.own_results import without_own_results
from pipeline.findings.meanings.printed_numbers import PrintedNumbers
from pipeline.findings.meanings.vain_questions import without_vain_questions
from pipeline.findings.readings.chosen_readings import with_chosen_readings
from pipeline.findings.score_echoes import with_score_echoes
from pipeline.normalize.label_pairs import with_pairs_last, with_pairs_told
from pipeline.normalize.narrative.sentence_facts import forget_sentences
from pipeline.normalize.report import normalize
from pipeline.normalize.tables_within import put_back, with_sections
from pipeline.rules.choose import choose_rubric
from pipeline.rules.verdict import score_indicators
from schemas.audit import AuditedReport, IndicatorScore
from schemas.document import Document
from schemas.records import Report


def audit(document: Document, failed: list[str] | None = None) -> AuditedReport:
    """Audit one document.

    Amounts stay in their printed unit. Nothing is raised for what a report lacks: what cannot be checked stands in
    the checks as not_checkable. What a check raises by a mistake of ours is put into `failed`, by its name, and costs
    only that check; where `failed` is None it is raised.
    """
    try:
        return with_chosen_readings(_audited(document, failed), lambda other: _audited(other, []))
    finally:
        forget_sentences()


def _audited(document: Document, failed: list[str] | None) -> AuditedReport:
    sections, origins = with_sections(document)
    told, pairs = with_pairs_told(sections)
    report = normalize(told)
    report = report.model_copy(update={"facts": with_pairs_last(report.facts, pairs)})
    choice = choose_rubric(report)
    scores = score_indicators(report, choice)
    columned = [t for t in sections.tables if t.table_id not in pairs.tables]
    every = all_checks(told, report, scores, choice, failed)
    numbers = cache(lambda: PrintedNumbers(told.blocks, columned, report.fiscal_year))
    checks = without_vain_questions(without_own_results(every, numbers), report, numbers)
    findings = tuple(build_findings(report, checks, sections.tables, document.damaged_pages, told.blocks, pairs))
    findings = with_score_echoes(findings, report, scores)
    report = put_back(report, origins)
    weight_total, self_total = _totals(report)
    low, high = _recomputed(scores)
    return AuditedReport(
        document=document,
        report=report,
        rubric_id=choice.rubric_id,
        scores=tuple(scores),
        checks=checks,
        findings=findings,
        weight_total=weight_total,
        self_total=self_total,
        recomputed_low=low,
        recomputed_high=high,
        grade=next((c.word for c in report.claims if c.kind == "grade"), ""),
    )


def _totals(report: Report) -> tuple[Decimal | None, Decimal | None]:
    """Weight and self-score of the whole report: the printed totals, else the sums of the indicators."""
    sheet = ScoreSheet(report)
    own = [t for t in report.score_totals if t.table_id not in sheet.forms and not sheet.level(t.name)]
    printed_weights = [t.weight.value for t in own if t.weight is not None]
    weights = [x.weight.value for x in sheet.lines.values() if x.weight is not None]
    scores = [x.self_score.value for x in sheet.lines.values() if x.self_score is not None]
    weight = printed_weights[0] if printed_weights else sum(weights, Decimal(0)) if weights else None
    if sheet.total is not None and sheet.total.self_score is not None:
        return weight, sheet.total.self_score.value
    return weight, sum(scores, Decimal(0)) if scores else None


def _recomputed(scores: list[IndicatorScore]) -> tuple[Decimal | None, Decimal | None]:
    """The range of the total: what is not verifiable may be anything from nothing to its weight. Of a file with project
    forms it is that of the whole unit or, where the file holds nothing but forms, of the first."""
    subjects = [s.subject for s in scores]
    own = [s for s in scores if s.subject == ("" if "" in subjects else subjects[0])]
    if not own or all(s.low is None for s in own):
        return None, None
    low = sum((s.low if s.low is not None else Decimal(0) for s in own), Decimal(0))
    high = sum((s.high if s.high is not None else s.weight.value if s.weight else Decimal(0) for s in own), Decimal(0))
    return low, high
