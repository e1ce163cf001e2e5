"""The batch: work list in, one outcome per document, then the corpus; what was done before is taken from the store."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pipeline.export.atomic_file import sha256_of
from pipeline.export.corpus_files import Written, write_corpus
from pipeline.export.report_rows import Row
from pipeline.export.report_shard import ReportShard
from pipeline.run.document_job import Job
from pipeline.run.fingerprint import audit_version, digest, export_version, read_version
from pipeline.run.kept_work import KeptWork
from pipeline.run.ledger import InputRow, Ledger, Stamp
from pipeline.run.limits import Limits
from pipeline.run.outcome import Outcome, Status
from pipeline.run.output_folder import OutputFolder
from pipeline.run.remote_files import RemoteFile, fetch
from pipeline.run.run_file import write_run_file
from pipeline.run.work_list import WorkItem, list_all, small_ones_last
from pipeline.run.worker import DEFAULT_PROCESSOR
from pipeline.run.worker_pool import WorkerPool
from schemas.errors import FuheError, OutputError

if TYPE_CHECKING:
    from pipeline.run.dask_pool import DaskPool


class Listener(Protocol):
    """Who is told how a run goes on."""

    def listed(self, total: int) -> None:
        """The work list is known."""

    def finished(self, file: str, outcome: Outcome, *, kept: bool) -> None:
        """A document has ended; `kept` where an earlier run had done it."""

    def exporting(self) -> None:
        """All documents have ended; the files are being written."""


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How a run is made. `processor` is the `module:function` that each worker runs for a document."""

    jobs: int = 1
    password: str | None = field(default=None, repr=False)
    limits: Limits = field(default_factory=Limits)
    processor: str = DEFAULT_PROCESSOR
    scheduler: str | None = None  # address of a Dask scheduler; None for workers on this machine


@dataclass(slots=True)
class RunResult:
    """What a run did. `worked` counts the documents that were not taken from earlier work."""

    out: Path
    inputs: list[InputRow] = field(default_factory=list)
    worked: int = 0
    written: Written | None = None
    seconds: float = 0.0


_READING = frozenset({"start", "open", "limits", "read", "text", "keep"})
"""Stages whose failures a change of rules cannot mend."""


@dataclass(frozen=True, slots=True)
class _Keys:
    """Under which keys a content's outcome is kept: what came out, a failure to read, a failure of later stages."""

    result: str
    unread: str
    unaudited: str

    def of(self, outcome: Outcome) -> str:
        if outcome.report is not None:
            return self.result
        return self.unread if outcome.stage in _READING else self.unaudited


class NothingToDo(FuheError):
    """No PDF among the inputs."""


def run_batch(inputs: Sequence[Path | str], out: Path, options: RunOptions, listener: Listener) -> RunResult:
    """Take every document to its end and write the corpus. Inputs are paths, or URLs as texts.

    Raises OutputError when the output folder cannot be used, NothingToDo when there is no PDF, KeyboardInterrupt when
    interrupted: what was done until then is kept.
    """
    started = time.time()
    folder = OutputFolder(out)
    items = list_all(inputs, out, folder.fetched)
    if not items:
        raise NothingToDo("no PDF found in " + ", ".join(str(path) for path in inputs), "check the path")
    folder.prepare()
    with folder.locked():
        ledger = Ledger(folder.ledger)
        try:
            places = [os.path.abspath(given) if isinstance(given, Path) else given for given in inputs]
            ledger.set_setting("last_inputs", json.dumps([os.fsencode(place).hex() for place in places]))
            batch = _Batch(folder, ledger, options, listener)
            result = batch.work(items)
            batch.export(result)
            result.seconds = time.time() - started
            if result.worked or (result.written and result.written.changed):
                write_run_file(folder, result, options, started)
            return result
        finally:
            ledger.close()


class _Batch:
    def __init__(self, folder: OutputFolder, ledger: Ledger, options: RunOptions, listener: Listener) -> None:
        self._folder = folder
        self._ledger = ledger
        self._options = options
        self._listener = listener
        self._kept = KeptWork(folder.kept)
        self._rows: dict[str, InputRow] = {}  # by file
        self._first: dict[str, str] = {}  # sha256 -> file
        self._duplicates: list[tuple[WorkItem, str]] = []

    def work(self, items: list[WorkItem]) -> RunResult:
        worked = 0
        with self._pool() as pool:  # before the listener begins, who may have threads
            self._listener.listed(len(items))
            workers = self._options.jobs
            for job, outcome in pool.run(self._jobs(small_ones_last(items, workers) if workers > 1 else items)):
                keys = self._keys(job.file)
                self._ledger.keep_outcome(job.sha256, keys.of(outcome), outcome)
                if job.path.parent == self._folder.fetched:
                    job.path.unlink(missing_ok=True)
                self._end(InputRow(job.file, job.path, job.sha256, keys.result, outcome), kept=False)
                worked += 1
        shutil.rmtree(self._folder.fetched, ignore_errors=True)
        for item, sha256 in self._duplicates:
            first = self._rows[self._first[sha256]]
            outcome = Outcome(
                status=Status.DUPLICATE,
                stage="list",
                reason="identical_file",
                message=f"same content as {first.file}",
                pages=first.outcome.pages,
            )
            self._end(InputRow(item.file, item.path, sha256, "", outcome), kept=True)
        rows = [self._rows[item.file] for item in items]
        self._ledger.set_inputs(rows)
        return RunResult(self._folder.root, rows, worked)

    def _pool(self) -> WorkerPool | DaskPool:
        options = self._options
        if options.scheduler is None:
            return WorkerPool(options.jobs, options.limits, options.processor)
        from pipeline.run.dask_pool import DaskPool

        return DaskPool(options.scheduler, options.processor)

    def export(self, result: RunResult) -> None:
        """Write the corpus, unless it stands there already as this result would leave it."""
        by_content = {row.sha256: row for row in result.inputs if row.outcome.report is not None}
        documents = [self._document_row(row, by_content) for row in result.inputs]
        keys = sorted(f"{row.sha256} {row.key}" for row in by_content.values())
        wanted = digest(export_version(), *("\x1f".join(row) for row in documents), *keys)
        if self._ledger.setting("exported") == wanted and self._ledger.outputs_untouched(self._folder.root):
            return
        self._listener.exporting()
        self._ledger.set_setting("exported", "")
        reports = sorted(by_content.values(), key=lambda row: row.outcome.report_id)
        try:
            shards = (shard for row in reports for shard in self._shards(row))
            result.written = write_corpus(self._folder.root, self._folder.staging, documents, shards)
            self._ledger.set_outputs(result.written.files, self._folder.root)
        except OSError as error:
            raise OutputError(
                f"cannot write {error.filename or self._folder.root}: {error.strerror}",
                "free space or check permissions, then run again; what was done is kept",
            ) from error
        self._ledger.set_setting("exported", wanted)

    def _jobs(self, items: list[WorkItem]) -> Iterator[Job]:
        """Jobs for what is not done yet; everything else ends here."""
        for item in items:
            try:
                if item.problem:
                    raise OSError(0, item.problem)
                sha256 = self._sha256(item)
            except OSError as error:
                self._end(InputRow(item.file, item.path, "", "", _unreadable(error, item)), kept=False)
                continue
            if sha256 in self._first:
                self._duplicates.append((item, sha256))
                continue
            self._first[sha256] = item.file
            keys = self._keys(item.file)
            known = self._known(sha256, keys)
            if known is not None and (known.report is None or self._kept.has_reports(sha256, keys.result)):
                self._end(InputRow(item.file, item.path, sha256, keys.result, known), kept=True)
                continue
            if item.remote is not None and not item.path.exists():
                self._fetch(item.remote, item.path)
            yield Job(
                path=item.path,
                file=item.file,
                sha256=sha256,
                read_key=read_version(),
                result_key=keys.result,
                kept=self._folder.kept,
                limits=self._options.limits,
                password=self._options.password,
            )

    def _keys(self, file: str) -> _Keys:
        """The file's name counts, because a reader may take agency or year from it where the pages do not say."""
        options = self._options
        result = digest(read_version(), audit_version(), file)
        cost = (repr(options.limits), options.processor)
        return _Keys(
            result, digest("unread", read_version(), options.password or "", *cost), digest("unaudited", result, *cost)
        )

    def _known(self, sha256: str, keys: _Keys) -> Outcome | None:
        found = (self._ledger.outcome(sha256, key) for key in (keys.result, keys.unread, keys.unaudited))
        return next((outcome for outcome in found if outcome is not None), None)

    def _sha256(self, item: WorkItem) -> str:
        """Raises OSError."""
        path = item.path
        if item.remote is not None:
            known = self._ledger.content(item.remote.url, item.remote.stamp)
            if known is None:
                fetch(item.remote.url, path)
                known = sha256_of(path)
                self._ledger.keep_content(item.remote.url, item.remote.stamp, known)
            return known
        try:
            stamp = Stamp.of(path)
        except FileNotFoundError as error:
            raise OSError(0, "the link leads nowhere" if os.path.islink(path) else error.strerror) from error
        if not os.path.isfile(path):
            raise OSError(0, "not a file")
        known = self._ledger.content(path, stamp)
        if known is not None:
            return known
        sha256 = sha256_of(path)
        # A file written within the clock tick of its stamp could change again unseen: remember only older ones.
        if time.time_ns() - stamp.mtime_ns > 2_000_000_000:
            self._ledger.keep_content(path, stamp, sha256)
        return sha256

    def _fetch(self, remote: RemoteFile, path: Path) -> None:
        with suppress(OSError):  # the job says that the file is gone
            fetch(remote.url, path)

    def _end(self, row: InputRow, *, kept: bool) -> None:
        self._rows[row.file] = row
        self._listener.finished(row.file, row.outcome, kept=kept)

    def _document_row(self, row: InputRow, by_content: dict[str, InputRow]) -> Row:
        outcome = row.outcome
        owner = by_content.get(row.sha256)
        return (
            row.file,
            row.sha256,
            owner.outcome.report_id if owner else "",
            outcome.status.value,
            outcome.stage,
            outcome.reason,
            "" if outcome.pages is None else str(outcome.pages),
        )

    def _shards(self, row: InputRow) -> list[ReportShard]:
        shards = self._kept.reports(row.sha256, row.key)
        if shards is None:
            self._ledger.forget(row.sha256)
            raise OutputError(f"kept work on {row.file} is damaged", "run again: it will be done anew")
        return shards


def _unreadable(error: OSError, item: WorkItem) -> Outcome:
    return Outcome(
        status=Status.QUARANTINED,
        stage="list",
        reason="unreadable",
        message=f"cannot be opened: {error.strerror or error}",
        remedy="check the folder and its permissions"
        if os.path.isdir(item.path)
        else "check the file and its permissions",
    )
