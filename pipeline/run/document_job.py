"""One document from its bytes to its rows: read (or take what was read before), audit each report in it, keep the rows.

Whatever the file does, the answer is an `Outcome`; only a full or closed output folder raises.
"""

from __future__ import annotations

import hashlib
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.run.kept_work import KeptWork
from pipeline.run.limits import Limits
from pipeline.run.outcome import Outcome, Status, summarise
from schemas.audit import AuditedReport
from schemas.document import Document
from schemas.errors import DamagedPdf, DocumentError, OutputError
from schemas.records import Report

Tell = Callable[[str, int | None], None]
"""Called when a stage begins, with its name and the number of pages once known."""


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker needs to know. `read_key` names what is read, `result_key` what is audited of it.

    On the `last_try` a page for which there is no memory is left out; before that the document ends for want of memory,
    so that it is read anew by a process that no other document has filled.
    """

    path: Path
    file: str
    sha256: str
    read_key: str
    result_key: str
    kept: Path
    limits: Limits
    password: str | None = field(default=None, repr=False)
    last_try: bool = False


class _Clock:
    """Seconds by stage."""

    def __init__(self, tell: Tell) -> None:
        self.seconds: dict[str, float] = {}
        self.stage = ""
        self._tell = tell
        self._since = time.perf_counter()

    def enter(self, stage: str, pages: int | None = None) -> None:
        self.leave()
        self.stage = stage
        self._tell(stage, pages)

    def leave(self) -> None:
        now = time.perf_counter()
        if self.stage:
            self.seconds[self.stage] = self.seconds.get(self.stage, 0.0) + now - self._since
        self._since = now


def process(job: Job, tell: Tell) -> Outcome:
    """Take one document through all stages. Raises OutputError when the output folder fails, nothing else."""
    clock = _Clock(tell)
    pages: int | None = None
    try:
        document = _read(job, clock)
        pages = len(document.pages)
        return _audit(job, document, clock)
    except OutputError:
        raise
    except DocumentError as error:
        outcome = quarantined(error, job, pages)
    except MemoryError:
        outcome = out_of_memory(clock.stage, job.limits, pages)
    except Exception as error:
        outcome = Outcome(
            status=Status.QUARANTINED,
            stage=clock.stage,
            reason="internal_error",
            message=f"fuhe failed on this file ({type(error).__name__}: {error})",
            remedy="please report it with the file",
            detail=traceback.format_exc(),
            pages=pages,
        )
    clock.leave()
    return outcome.model_copy(update={"seconds": clock.seconds})


def quarantined(error: DocumentError, job: Job, pages: int | None = None) -> Outcome:
    """The outcome of a document that could not be read, with what to do about it."""
    return Outcome(
        status=Status.QUARANTINED,
        stage=error.stage,
        reason=error.reason,
        message=error.message.removeprefix(f"{job.file}: "),
        remedy=error.remedy,
        pages=pages,
    )


def out_of_memory(stage: str, limits: Limits, pages: int | None = None) -> Outcome:
    """The outcome of a document that needed more memory than it was allowed, in the stage it was in."""
    return Outcome(
        status=Status.QUARANTINED,
        stage=stage,
        reason="memory_limit",
        message=f"needs more than the {limits.memory_mb} MB allowed",
        remedy="raise --max-memory-mb",
        pages=pages,
    )


def _read(job: Job, clock: _Clock) -> Document:
    kept = KeptWork(job.kept)
    clock.enter("open")
    known = kept.document(job.sha256, job.read_key)
    if known is not None:
        return known if known.file == job.file else known.model_copy(update={"file": job.file})
    data = content_of(job)
    pages = _look_inside(data, job)
    clock.enter("read", pages)
    from parsers.read import read_document

    document = read_document(data, name=job.file, password=job.password, whole=not job.last_try)
    if document.sha256 != job.sha256:
        document = document.model_copy(update={"sha256": job.sha256})
    document = _with_damage(document, data)
    clock.enter("keep", len(document.pages))
    kept.keep_document(job.read_key, document)
    return document


def _with_damage(document: Document, data: bytes) -> Document:
    """Say so where parts of the file are spoilt: what was read of them is whatever pdfium made of it."""
    from pipeline.run.pdf_bytes import count_damaged_streams

    damaged, streams = count_damaged_streams(data)
    if not damaged:
        return document
    problem = f"{damaged} of {streams} compressed parts are damaged, text and figures may be missing or wrong"
    # Which pages need the damaged parts is not looked into: fonts and whole groups of objects may be among them.
    pages = tuple(page.number for page in document.pages)
    return document.model_copy(update={"problems": (*document.problems, problem), "damaged_pages": pages})


def content_of(job: Job) -> bytes:
    """The file's bytes. Raises DocumentError when it is too large, cannot be read or has changed."""
    try:
        job.limits.check_size(job.path.stat().st_size)
        data = job.path.read_bytes()
    except OSError as error:
        raise DocumentError(f"cannot be opened: {error.strerror}", "check the file and its permissions") from error
    if hashlib.sha256(data).hexdigest() != job.sha256:
        raise DamagedPdf("changed while the run was going on", "run again when it is complete")
    return data


def _look_inside(data: bytes, job: Job) -> int | None:
    """The number of pages, checked against the limits before anything costly; None where pdfium cannot open it."""
    import pypdfium2 as pdfium

    from pipeline.run.pdf_bytes import count_objects

    job.limits.check_objects(count_objects(data))
    try:
        pdf = pdfium.PdfDocument(data, password=job.password)
    except pdfium.PdfiumError:
        return None  # the reader will say what is wrong
    try:
        count = len(pdf)
        job.limits.check_pages(count)
        for number in range(count):
            width, height = pdf.get_page_size(number)
            job.limits.check_page_size(width, height, number + 1)
        return count
    except pdfium.PdfiumError:
        return count
    finally:
        pdf.close()


def _audit(job: Job, document: Document, clock: _Clock) -> Outcome:
    from pipeline.audit import audit
    from pipeline.export.report_rows import report_rows
    from pipeline.export.report_shard import ReportShard
    from pipeline.normalize.report_parts import report_parts

    clock.enter("audit", len(document.pages))
    status, stage, reason, message, remedy, detail = Status.OK, "", "", "", "", ""
    if document.problems:
        status, stage, reason = Status.PARTIAL, "read", "pages_unread"
        message, remedy = "; ".join(document.problems), "everything else in the file was read"
    elif not document.tables:
        status, stage, reason = Status.PARTIAL, "read", "no_tables"
        message, remedy = "no tables found", "check that this is the report and not only its covering letter"
    audited: list[AuditedReport] = []
    failed: list[str] = []
    for part in report_parts(document):
        try:
            audited.append(audit(part, failed))
        except Exception as error:  # what was read is worth having even where the audit fails
            audited.append(_unaudited(part))
            status, stage, reason = Status.PARTIAL, "audit", "internal_error"
            message = f"read, but the audit failed ({type(error).__name__}: {error})"
            remedy, detail = "its text and tables are exported; please report it with the file", traceback.format_exc()
    if failed and not detail:
        status, stage, reason = Status.PARTIAL, "audit", "internal_error"
        message = f"{len(failed)} of the checks failed: {'; '.join(failed)}"
        remedy = "all others were made; please report it with the file"
    clock.enter("export", len(document.pages))
    shards = [ReportShard.of(one.report.report_id, report_rows(one)) for one in audited]
    KeptWork(job.kept).keep_reports(job.sha256, job.result_key, shards)
    clock.leave()
    first, *further = map(summarise, audited)
    return Outcome(
        status=status,
        stage=stage,
        reason=reason,
        message=message,
        remedy=remedy,
        detail=detail,
        pages=len(document.pages),
        report=first,
        further=tuple(further),
        seconds=clock.seconds,
    )


def _unaudited(document: Document) -> AuditedReport:
    """A report of which nothing but text and tables is known."""
    report = Report(
        report_id=document.report_id,
        file=document.file,
        agency="",
        district="",
        fiscal_year=None,
        document_kind="",
        pages=len(document.pages),
        text_source=document.text_source,
    )
    return AuditedReport(
        document=document,
        report=report,
        rubric_id="",
        scores=(),
        checks=(),
        findings=(),
        weight_total=None,
        self_total=None,
        recomputed_low=None,
        recomputed_high=None,
        grade="",
    )
