"""What a run found, in words: for a person who wants to know what to look at, and where it is written."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from pipeline.cli.output import say
from pipeline.run.batch import RunResult
from pipeline.run.ledger import InputRow
from pipeline.run.outcome import Outcome, ReportSummary, Status, severities_of
from pipeline.run.work_list import on_one_line
from schemas.audit import Severity, Verdict

_REPORTS_SHOWN = 8
_VERDICT_WORDS = {
    Verdict.AGREES: "agree",
    Verdict.WITHIN_RANGE: "within range",
    Verdict.DISAGREES: "disagree",
    Verdict.AMBIGUOUS: "ambiguous",
    Verdict.NOT_VERIFIABLE: "not verifiable",
}


def print_summary(result: RunResult, lang: str) -> None:
    """The summary on stdout, findings in `lang` (zh, en)."""
    outcomes = [row.outcome for row in result.inputs]
    reports = [report for outcome in outcomes for report in outcome.reports]
    say("")
    say(_documents_line(outcomes, result))
    if reports:
        say(
            f"{_count(len(reports), 'report')}, "
            f"{_count(sum(outcome.pages or 0 for outcome in outcomes if outcome.report), 'page')}, "
            f"{_count(sum(report.tables for report in reports), 'table')}"
        )
        say(_verdict_line(reports))
        say(_finding_line(reports))
    for row, report in _worst(result.inputs):
        _print_report(row, report, lang)
    _print_files(result, reports)


def summary_json(result: RunResult) -> dict[str, object]:
    """The figures of the summary."""
    outcomes = [row.outcome for row in result.inputs]
    reports = [report for outcome in outcomes for report in outcome.reports]
    return {
        "documents": dict(Counter(outcome.status.value for outcome in outcomes)),
        "reports": len(reports),
        "pages": sum(outcome.pages or 0 for outcome in outcomes if outcome.report),
        "tables": sum(report.tables for report in reports),
        "verdicts": {verdict.value: count for verdict, count in _verdicts(reports).items()},
        "findings": {severity.value: count for severity, count in severities_of(reports).items()},
        "seconds": round(result.seconds, 3),
        "out": str(result.out),
    }


def _documents_line(outcomes: list[Outcome], result: RunResult) -> str:
    statuses = Counter(outcome.status for outcome in outcomes)
    parts = [f"{statuses[status]} {status.value}" for status in Status if statuses[status]]
    kept = len(outcomes) - result.worked
    return f"{_count(len(outcomes), 'file')}: {', '.join(parts)}" + (
        f" ({kept} known from earlier runs or identical)" if kept and result.worked else ""
    )


def _verdict_line(reports: list[ReportSummary]) -> str:
    verdicts = _verdicts(reports)
    parts = [f"{verdicts[verdict]} {word}" for verdict, word in _VERDICT_WORDS.items() if verdicts[verdict]]
    return f"{_count(sum(verdicts.values()), 'score')} recomputed" + (f": {', '.join(parts)}" if parts else "")


def _finding_line(reports: list[ReportSummary]) -> str:
    severities = severities_of(reports)
    parts = [_count(severities[severity], severity.value) for severity in Severity if severities[severity]]
    return f"Findings: {', '.join(parts) if parts else 'none'}"


def _verdicts(reports: Iterable[ReportSummary]) -> Counter[Verdict]:
    total: Counter[Verdict] = Counter()
    for report in reports:
        total.update(report.verdicts)
    return total


def _worst(rows: Iterable[InputRow]) -> list[tuple[InputRow, ReportSummary]]:
    """The reports with the most errors, then warnings."""
    found = [(row, report) for row in rows for report in row.outcome.reports if report.top]

    def gravity(pair: tuple[InputRow, ReportSummary]) -> tuple[int, int]:
        severities = pair[1].severities
        return severities.get(Severity.ERROR, 0), severities.get(Severity.WARNING, 0)

    return heapq.nlargest(_REPORTS_SHOWN, found, key=gravity)


def _print_report(row: InputRow, report: ReportSummary, lang: str) -> None:
    recomputed = report.recomputed_low
    if report.recomputed_high != report.recomputed_low:
        recomputed = f"{report.recomputed_low} to {report.recomputed_high}"
    scores = f", self-score {report.self_total}" if report.self_total else ""
    scores += f", recomputed {recomputed}" if recomputed else ""
    year = f" {report.fiscal_year}" if report.fiscal_year else ""
    say("")
    say(on_one_line(f"{row.file}: {report.agency}{year}{scores}"))
    for finding in report.top:
        message = finding.message_zh if lang == "zh" else finding.message_en
        say(on_one_line(f"  {finding.severity.value:<7} p.{finding.page:<3} {message}  [{finding.finding_id}]"))
    more = sum(report.severities.values()) - len(report.top)
    if more > 0:
        say(f"  … and {more} more")


def _print_files(result: RunResult, reports: list[ReportSummary]) -> None:
    out: Path = result.out
    say("")
    say("Files" + ("" if result.written and result.written.changed else " (unchanged)"))
    say(f"  {out / 'corpus' / 'findings.csv'}  what to look at, with page and place")
    say(f"  {out / 'corpus'}  all tables, described in datapackage.json")
    say(f"  {out / 'excel'}  the same for spreadsheets")
    example = next((report.top[0].finding_id for report in reports if report.top), "")
    if example:
        say(f"See a calculation:  fuhe explain {out} {example}")
        say(f"See it on the page:  fuhe report {out}")


def _count(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"
