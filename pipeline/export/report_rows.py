"""An audited report as rows of the corpus tables, every value already the text that the CSV carries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from pipeline.export.told_quarters import told_quarters
from pipeline.export.trace_json import PlaceTexts, TraceTexts, boxes_to_json, compact_json
from schemas.audit import AuditedReport, Check, Finding, Severity
from schemas.document import Block, Table
from schemas.figure import Figure, plain_decimal
from schemas.geometry import Box
from schemas.records import QuarterlyExecution, ScoreLine

Row = tuple[str, ...]

_BODY_KINDS = frozenset({"heading", "paragraph", "note"})
_DASHES = frozenset("-–—－―─")
# What a budget line states, in the order of the columns of budget_lines.csv and of the workbook.
LINE_FIGURES = (
    "original_budget",
    "revised_budget",
    "adjustment",
    "adjustment_rate",
    "outturn",
    "execution_rate",
    "budget_share",
    "outturn_share",
    "share_change",
    "adjustment_share",
)
_QUARTER_METRICS = ("budget", "cumulative_outturn", "cumulative_progress", "scheduled_progress", "execution_rate")


def report_rows(audited: AuditedReport) -> dict[str, list[Row]]:
    """Rows by table name, in the order they are written; a table without rows has an empty list."""
    rid = audited.report.report_id
    printed, places, traces = _printed_names(audited), PlaceTexts(), TraceTexts()
    return {
        "reports": [_report(audited)],
        "paragraphs": [_paragraph(rid, block) for block in audited.document.blocks if block.kind in _BODY_KINDS],
        "tables": list(_tables(audited)),
        "cells": [row for table in audited.document.tables for row in _cells(rid, table)],
        "budget_lines": list(_budget_lines(audited)),
        "quarterly_execution": list(_quarters(audited)),
        "indicator_scores": list(_scores(audited, printed, traces)),
        "criteria": list(_criteria(audited)),
        "facts": list(_facts(audited)),
        "checks": [_check(rid, number, check, places) for number, check in enumerate(audited.checks, start=1)],
        "findings": [
            _finding(rid, found, printed, places, traces) for found in sorted(audited.findings, key=_by_gravity)
        ],
    }


def _report(audited: AuditedReport) -> Row:
    report = audited.report
    severities = [finding.severity for finding in audited.findings]
    return (
        report.report_id,
        report.file,
        report.agency,
        report.district,
        _number(report.fiscal_year),
        report.document_kind,
        audited.rubric_id,
        str(report.pages),
        report.text_source,
        _decimal(audited.weight_total),
        _decimal(audited.self_total),
        _decimal(audited.recomputed_low),
        _decimal(audited.recomputed_high),
        audited.grade,
        str(severities.count(Severity.ERROR)),
        str(severities.count(Severity.WARNING)),
        str(severities.count(Severity.NOTICE)),
    )


def _paragraph(rid: str, block: Block) -> Row:
    hulls = block.content.hulls()
    return (
        rid,
        str(block.order),
        " > ".join(block.section),
        str(block.page),
        block.text,
        block.kind,
        boxes_to_json(hulls) if hulls else "",
    )


def _tables(audited: AuditedReport) -> Iterator[Row]:
    kinds = {reading.table_id: reading.kind.value for reading in audited.report.readings}
    for table in sorted(audited.document.tables, key=lambda table: table.table_id):
        yield (
            audited.report.report_id,
            table.table_id,
            table.label,
            table.title,
            table.unit,
            kinds.get(table.table_id, "other"),
            str(table.rows),
            str(table.cols),
            str(table.header_rows),
            ";".join(str(page) for page in table.pages),
            table.engine,
            f"{table.confidence:.3f}",
        )


def _cells(rid: str, table: Table) -> Iterator[Row]:
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.col)):
        yield (
            rid,
            table.table_id,
            str(cell.row),
            str(cell.col),
            str(cell.row_span),
            str(cell.col_span),
            "true" if cell.is_header else "false",
            cell.text,
            *_place(cell.boxes),
        )


def _budget_lines(audited: AuditedReport) -> Iterator[Row]:
    for line in sorted(audited.report.budget_lines, key=lambda line: (line.table_id, line.order)):
        yield (
            audited.report.report_id,
            line.table_id,
            str(line.order),
            str(line.level),
            _number(line.parent_order),
            line.item,
            *(_figure(line.figures.get(metric)) for metric in LINE_FIGURES),
            line.unit,
            str(line.page),
        )


def _quarters(audited: AuditedReport) -> Iterator[Row]:
    """One row per quarter: where several tables state a quarter, the first that gives a figure counts. Without a table
    of quarters, what the sentences state."""
    by_quarter: dict[int, list[QuarterlyExecution]] = {}
    for line in audited.report.quarters:
        by_quarter.setdefault(line.quarter, []).append(line)
    for quarter, lines in sorted(by_quarter.items()):
        figures: dict[str, Figure] = {}
        for line in lines:
            figures = {**line.figures, **figures}
        yield _quarter_row(audited, quarter, figures, lines[0].page)
    if not by_quarter:
        for told in told_quarters(audited.report):
            yield _quarter_row(audited, *told)


def _quarter_row(audited: AuditedReport, quarter: int, figures: Mapping[str, Figure], page: int) -> Row:
    values = (_figure(figures.get(metric)) for metric in _QUARTER_METRICS)
    return (audited.report.report_id, str(quarter), *values, str(page))


def _printed_names(audited: AuditedReport) -> dict[str, str]:
    """Names of indicators as the table that scores them prints them, with their numbers, by the names alone."""
    lines = sorted(audited.report.score_lines, key=lambda x: x.self_score is not None)
    return {x.indicator: x.printed or x.indicator for x in lines}


def _scores(audited: AuditedReport, printed: Mapping[str, str], traces: TraceTexts) -> Iterator[Row]:
    for score in sorted(audited.scores, key=lambda score: score.order):
        yield (
            audited.report.report_id,
            str(score.order),
            score.subject,
            score.level1,
            score.level2,
            printed.get(score.indicator, score.indicator),
            _figure(score.weight),
            _figure(score.self_score),
            _decimal(score.low, score.decimals),
            _decimal(score.high, score.decimals),
            score.verdict.value,
            score.rule,
            traces.of(score.trace),
            *_place(score.boxes),
        )


def _criteria(audited: AuditedReport) -> Iterator[Row]:
    """Printed criteria under the order of their indicator in `indicator_scores`, so that the two tables join.

    Where two tables print criteria for one indicator, the same words are given once, others under a further order.
    """
    orders = {(score.subject, score.indicator): score.order for score in reversed(audited.scores)}
    lines: dict[int, ScoreLine] = {}
    spare: list[ScoreLine] = []
    for line in audited.report.score_lines:
        if not (line.definition or line.criteria):
            continue
        order = orders.get((line.subject, line.indicator))
        if order is not None and order not in lines:
            lines[order] = line
        elif order is None or lines[order].criteria != line.criteria:
            spare.append(line)
    lines.update(enumerate(spare, start=max([*lines, *orders.values()], default=0) + 1))
    for order, line in sorted(lines.items()):
        yield (
            audited.report.report_id,
            str(order),
            line.printed or line.indicator,
            line.definition,
            line.criteria,
            line.remark,
            str(line.page),
        )


def _facts(audited: AuditedReport) -> Iterator[Row]:
    for fact in audited.report.facts:
        figure = fact.figure
        yield (
            audited.report.report_id,
            fact.fact_id,
            fact.metric,
            fact.item,
            fact.period,
            figure.plain,
            figure.unit.value,
            str(figure.decimals),
            fact.source,
            fact.table_id,
            _number(fact.row),
            _number(fact.col),
            *_place(figure.boxes),
            fact.quote,
        )


def _check(rid: str, number: int, check: Check, places: PlaceTexts) -> Row:
    locus = check.locus
    decimals = None if check.reported is None else check.reported.decimals
    return (
        rid,
        f"c{number:05}",
        check.code.value,
        " / ".join(part for part in (locus.table, locus.row, locus.column, locus.indicator) if part),
        check.outcome.value,
        _figure(check.reported),
        _bound(check.expected_low, decimals),
        _bound(check.expected_high, decimals),
        places.of(check.inputs),
        check.variant,
        check.reason,
    )


def _by_gravity(finding: Finding) -> tuple[int, int, float, str]:
    first = finding.evidence[0]
    return (finding.severity.rank, first.page, first.box.top, finding.finding_id)


def _finding(rid: str, finding: Finding, printed: Mapping[str, str], places: PlaceTexts, traces: TraceTexts) -> Row:
    locus = finding.locus
    return (
        rid,
        finding.finding_id,
        finding.code.value,
        finding.severity.value,
        locus.table,
        locus.row,
        locus.column,
        printed.get(locus.indicator, locus.indicator),
        finding.reported,
        finding.expected_low,
        finding.expected_high,
        finding.message_zh,
        finding.message_en,
        places.of(finding.evidence),
        "" if finding.trace is None else traces.of(finding.trace),
        compact_json(list(finding.consequences)) if finding.consequences else "",
        compact_json(list(finding.consequences_en)) if finding.consequences_en else "",
    )


def _place(boxes: tuple[Box, ...]) -> Row:
    """page, x0, top, x1, bottom of the first box; empty where there is none."""
    if not boxes:
        return ("", "", "", "", "")
    box = boxes[0]
    return (str(box.page), f"{box.x0:.2f}", f"{box.top:.2f}", f"{box.x1:.2f}", f"{box.bottom:.2f}")


def _figure(figure: Figure | None) -> str:
    """A figure at its printed precision; empty where nothing is stated, which is also what a printed dash says."""
    if figure is None or (figure.text and set(figure.text.strip()) <= _DASHES):
        return ""
    return figure.plain


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _decimal(value: Decimal | None, decimals: int | None = None) -> str:
    return "" if value is None else plain_decimal(value, decimals)


def _bound(value: Decimal | None, decimals: int | None) -> str:
    """An end of an expected range, to two places more than the printed figure has (six where there is none)."""
    if value is None:
        return ""
    places = 6 if decimals is None else max(decimals, 0) + 2
    text = plain_decimal(value)
    return text if len(text.partition(".")[2]) <= places else plain_decimal(value, places)
