"""Writes `OUT/audit/`: a page per report and the list of all, made in parallel, and only where something changed."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from pipeline.export.atomic_file import write_atomically
from pipeline.export.finished_run import FinishedReport, InputFile
from pipeline.export.html.pictures import SourcePictures
from pipeline.export.html.render import index_page, look_version, report_page
from pipeline.export.html.views import ReportLine, report_line, report_view, unread
from schemas.errors import DocumentError

_PAGE_NAME = re.compile(r"[0-9a-f]{12}(-\d+)?\.html")
_MOST_PICTURED = 120  # findings of one report that are shown with pictures
_AHEAD = 4  # reports in hand per process, so that memory stays small


@dataclass(frozen=True, slots=True)
class Source:
    """The PDF of a report: where it was when the run read it, and what it then held."""

    path: Path
    sha256: str


@dataclass(slots=True)
class PagesWritten:
    """`without_pictures` are the files of reports whose PDF is not at hand any more."""

    index: Path
    written: int = 0
    kept: int = 0
    without_pictures: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Task:
    report: FinishedReport
    source: Source | None
    folder: Path
    made_from: str
    password: str | None = field(default=None, repr=False)


def pdf_link(path: Path, folder: Path) -> str:
    """The link from a page in `folder` to a PDF: relative where there is a way, else a file URI."""
    try:
        relative = os.path.relpath(path, folder)
    except ValueError:  # another drive
        return path.absolute().as_uri()
    return quote(relative.replace(os.sep, "/").encode("utf-8", "surrogateescape"), safe="/.~")


def write_pages(
    reports: Iterable[FinishedReport],
    files: Iterable[InputFile],
    sources: Mapping[str, Source],
    folder: Path,
    *,
    jobs: int = 1,
    password: str | None = None,
) -> PagesWritten:
    """Write all pages. `sources` gives the PDF of a report by its id.

    A page that already says what it would say is left alone; pages of reports that are gone are deleted. Raises
    OSError when the disk is full or closed to us, OutputError from `reports`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    done = PagesWritten(folder / "index.html")
    lines: list[ReportLine] = []

    def tasks() -> Iterator[_Task]:
        for report in reports:
            lines.append(report_line(report))
            source = sources.get(report.report_id)
            if source is None or not source.path.is_file():
                source = None
                if report.findings:
                    done.without_pictures.append(report.file)
            made_from = _made_from(report, source)
            if _already(folder / f"{report.report_id}.html", made_from):
                done.kept += 1
            else:
                yield _Task(report, source, folder, made_from, password)

    for report_id, page in _made(tasks(), jobs):
        write_atomically(folder / f"{report_id}.html", page)
        done.written += 1
    _drop_others(folder, {line.report_id for line in lines})
    page = index_page(lines, unread(list(files)), look_version()).encode("utf-8", "backslashreplace")
    write_atomically(done.index, page)
    return done


def _made(tasks: Iterator[_Task], jobs: int) -> Iterator[tuple[str, bytes]]:
    """Pages as they come; with several jobs in processes of their own, where a PDF that brings its process down costs
    its own page the pictures, and nothing else."""
    if jobs <= 1:
        yield from map(_make, tasks)
        return
    pool: ProcessPoolExecutor | None = None
    waiting: deque[tuple[_Task, Future[tuple[str, bytes]]]] = deque()
    try:
        for task in tasks:
            pool = pool or _processes(jobs)
            try:
                waiting.append((task, pool.submit(_make, task)))
            except BrokenProcessPool:
                pool = _processes(jobs)
                waiting.append((task, pool.submit(_make, task)))
            if len(waiting) >= jobs * _AHEAD:
                yield _result(*waiting.popleft())
        while waiting:
            yield _result(*waiting.popleft())
    finally:
        if pool is not None:
            pool.shutdown(cancel_futures=True)


def _processes(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))


def _result(task: _Task, future: Future[tuple[str, bytes]]) -> tuple[str, bytes]:
    """A page; when the processes broke, nothing tells whose fault it was, so each page in hand is tried by itself."""
    try:
        return future.result()
    except (BrokenProcessPool, CancelledError):
        pass
    with _processes(1) as alone:
        try:
            return alone.submit(_make, task).result()
        except BrokenProcessPool:
            return _make(_Task(task.report, None, task.folder, "without its pictures"))  # tried again next time


def _make(task: _Task) -> tuple[str, bytes]:
    pdf = pdf_link(task.source.path, task.folder) if task.source else ""
    pictures = _open(task)
    if pictures is None:
        view = report_view(task.report, pdf, None, ())
    else:
        try:
            pictured = task.report.findings[:_MOST_PICTURED]
            views = pictures.views([finding.evidence for finding in pictured])
            views += [[] for _ in task.report.findings[_MOST_PICTURED:]]
            view = report_view(task.report, pdf, views, pictures.strips)
        finally:
            pictures.close()
    page = report_page(view, task.made_from)
    return task.report.report_id, page.encode("utf-8", "backslashreplace")


def _open(task: _Task) -> SourcePictures | None:
    """The PDF for cutting pictures out of, if it is still the file that was audited."""
    if task.source is None or not task.report.findings:
        return None
    try:
        data = task.source.path.read_bytes()
        if hashlib.sha256(data).hexdigest() != task.source.sha256:
            return None
        return SourcePictures(data, task.report.file, task.password)
    except (OSError, DocumentError):
        return None


def _made_from(report: FinishedReport, source: Source | None) -> str:
    total = hashlib.sha256(repr(report).encode("utf-8", "backslashreplace"))
    total.update(b"\0" + (os.fsencode(source.path) if source else b""))
    if source:
        total.update(str(source.path.stat().st_size).encode())
    return f"{look_version()}-{total.hexdigest()[:24]}"


def _already(path: Path, made_from: str) -> bool:
    try:
        with path.open("rb") as file:
            return made_from.encode() in file.read(1500)
    except OSError:
        return False


def _drop_others(folder: Path, report_ids: set[str]) -> None:
    for path in folder.glob("*.html"):
        if _PAGE_NAME.fullmatch(path.name) and path.stem not in report_ids:
            path.unlink(missing_ok=True)
