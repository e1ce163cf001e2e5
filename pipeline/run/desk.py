"""What follows from a finished run: the auditors' workbook and pages, and the corpus for other tools."""

from __future__ import annotations

from dataclasses import astuple
from pathlib import Path

from pipeline.export.atomic_file import write_atomically
from pipeline.export.compare import compare
from pipeline.export.compare_workbook import compare_workbook
from pipeline.export.csv_text import csv_bytes, spreadsheet_safe
from pipeline.export.decision_log import DecisionLog
from pipeline.export.explore_parquet import write_parquet
from pipeline.export.explore_sarif import sarif
from pipeline.export.explore_sqlite import write_database
from pipeline.export.finished_run import finished_reports, input_files
from pipeline.export.html.render import compare_page
from pipeline.export.html.write import PagesWritten, Source, pdf_link, write_pages
from pipeline.export.workbook import workbook
from pipeline.run.ledger import Ledger
from pipeline.run.output_folder import OutputFolder
from schemas.errors import OutputError


def write_desk(out: Path, *, jobs: int = 1, password: str | None = None) -> PagesWritten:
    """Write workbook, pages, SARIF, database and, where pyarrow is installed, Parquet.

    Raises OutputError when there is no finished run, or the disk is full or closed.
    """
    folder = OutputFolder(out)
    folder.require()
    audit = out / "audit"
    with folder.locked():
        sources = _sources(folder)
        try:
            audit.mkdir(exist_ok=True)
            links = {rid: pdf_link(s.path, audit) for rid, s in sources.items() if s.path.is_file()}
            book = workbook(finished_reports(folder.corpus), links, DecisionLog(audit).latest())
            _write_if_changed(audit / "findings.xlsx", book)
            _write_if_changed(audit / "findings.sarif", sarif(finished_reports(folder.corpus)))
            write_database(folder.corpus)
            write_parquet(folder.corpus, out / "parquet")
            return write_pages(
                finished_reports(folder.corpus),
                input_files(folder.corpus),
                sources,
                audit,
                jobs=jobs,
                password=password,
            )
        except OSError as error:
            raise OutputError(
                f"cannot write {error.filename or audit}: {error.strerror}", "free space or check permissions"
            ) from error


def write_comparison(out: Path) -> Path:
    """Write `OUT/audit/compare.html` and `compare.xlsx`; returns the page. Raises as `write_desk`."""
    folder = OutputFolder(out)
    folder.require()
    audit = out / "audit"
    comparison = compare(finished_reports(folder.corpus))
    with folder.locked():
        try:
            audit.mkdir(exist_ok=True)
            _write_if_changed(audit / "compare.xlsx", compare_workbook(comparison))
            page = compare_page(comparison, pages=(audit / "index.html").is_file())
            _write_if_changed(audit / "compare.html", page.encode("utf-8", "backslashreplace"))
        except OSError as error:
            raise OutputError(
                f"cannot write {error.filename or audit}: {error.strerror}", "free space or check permissions"
            ) from error
    return audit / "compare.html"


def review_sources(out: Path) -> tuple[dict[str, Source], dict[str, str]]:
    """The PDFs of a run by report id, and the links that its pages have to them."""
    sources = _sources(OutputFolder(out))
    return sources, {report_id: pdf_link(source.path, out / "audit") for report_id, source in sources.items()}


def export_decisions(out: Path) -> Path:
    """Write `OUT/audit/decisions.csv` (all decisions, the newest of a finding marked) and the workbook."""
    folder = OutputFolder(out)
    folder.require()
    audit = out / "audit"
    log = DecisionLog(audit)
    history, final = log.history(), log.latest()
    rows = [
        (
            d.report_id,
            d.finding_id,
            d.state.value,
            d.comment,
            d.reviewer,
            d.decided_at,
            "true" if final[d.report_id, d.finding_id] == d else "false",
            *astuple(d.about),
        )
        for d in sorted(history, key=lambda d: (d.report_id, d.finding_id, d.number))
    ]
    about = ("agency", "fiscal_year", "file", "check", "place", "message_zh")
    header = ("report_id", "finding_id", "state", "comment", "reviewer", "decided_at", "counts", *about)
    path = audit / "decisions.csv"
    sources = _sources(folder)
    try:
        audit.mkdir(exist_ok=True)
        _write_if_changed(path, csv_bytes([header, *([spreadsheet_safe(x) for x in row] for row in rows)]))
        links = {rid: pdf_link(s.path, audit) for rid, s in sources.items() if s.path.is_file()}
        _write_if_changed(audit / "findings.xlsx", workbook(finished_reports(folder.corpus), links, final))
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror}", "free space or check permissions") from error
    return path


def _sources(folder: OutputFolder) -> dict[str, Source]:
    ledger = Ledger(folder.ledger)
    try:
        found: dict[str, Source] = {}
        for row in ledger.inputs():
            for report in row.outcome.reports:
                found.setdefault(report.report_id, Source(row.path, row.sha256))
        return found
    finally:
        ledger.close()


def _write_if_changed(path: Path, data: bytes) -> None:
    try:
        if path.read_bytes() == data:
            return
    except OSError:
        pass
    write_atomically(path, data)
