"""The same jobs on the machines of a Dask cluster.

A task carries the file's bytes (and what was read from it before), so that workers need no access to the input; it
comes back with the outcome and the packed results, which are kept here as if they had been made here. Limits, the
second try and quarantine happen inside the task, in a killable process of the worker's machine; the loss of a whole
worker is Dask's to mend: it gives the task to another one.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any

from pipeline.run.document_job import Job, content_of, quarantined
from pipeline.run.fingerprint import audit_version, read_version
from pipeline.run.kept_work import KeptWork
from pipeline.run.limits import Limits
from pipeline.run.outcome import Outcome, Status
from pipeline.run.shepherd import Shepherd
from pipeline.run.worker import DEFAULT_PROCESSOR
from schemas.errors import DocumentError, FuheError, OutputError

_CONNECT_SECONDS = 30
_AHEAD = 2  # tasks on their way for each thread of the cluster, so that none waits for the network


class ClusterError(FuheError):
    """The cluster cannot be used."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """What goes to a worker. `document` is what was read from the file before, packed."""

    job: Job
    content: bytes
    document: bytes | None
    versions: tuple[str, str]
    processor: str


@dataclass(frozen=True, slots=True)
class Return:
    """What comes back. `document` is None where it was sent along, or nothing was read."""

    outcome: Outcome
    document: bytes | None
    report: bytes | None


_here = threading.local()


def work_on(parcel: Parcel) -> Return:
    """The task: runs on a worker of the cluster. Raises ClusterError where it runs another version of fuhe."""
    if parcel.versions != (read_version(), audit_version()):
        raise ClusterError("the cluster runs another version of fuhe", "install the same version on all machines")
    job = parcel.job
    with tempfile.TemporaryDirectory(prefix="fuhe-") as folder:
        kept = KeptWork(Path(folder) / "kept")
        path = Path(folder) / "document.pdf"
        path.write_bytes(parcel.content)
        if parcel.document is not None:
            kept.keep_packed("documents", job.sha256, job.read_key, parcel.document)
        shepherd = _shepherd(job.limits, parcel.processor)
        try:
            outcome = shepherd.process(replace(job, path=path, kept=Path(folder) / "kept"))
        except OutputError:
            shepherd.close()
            raise
        return Return(
            outcome,
            None if parcel.document is not None else kept.packed("documents", job.sha256, job.read_key),
            kept.packed("reports", job.sha256, job.result_key) if outcome.report is not None else None,
        )


def _shepherd(limits: Limits, processor: str) -> Shepherd:
    """This thread's; a new one for other limits, or where the last has died."""
    wanted = (limits, processor)
    shepherd: Shepherd | None = getattr(_here, "shepherd", None)
    if shepherd is None or _here.wanted != wanted or not shepherd.alive():
        if shepherd is not None:
            shepherd.close()
        shepherd = _here.shepherd = Shepherd(limits, processor)
        _here.wanted = wanted
    return shepherd


class DaskPool:
    """Stands in for `WorkerPool`. Use as a context manager; leaving it cancels what is still on its way."""

    def __init__(self, address: str, processor: str = DEFAULT_PROCESSOR) -> None:
        """Raises ClusterError when distributed is not installed, or no scheduler or worker answers."""
        try:
            from distributed import Client
        except ImportError as error:
            raise ClusterError("--scheduler needs Dask", "install it with: pip install fuhe[cluster]") from error
        self._processor = processor
        self._on_the_way: dict[str, tuple[Any, Job]] = {}
        try:
            self._client = Client(address, timeout=_CONNECT_SECONDS)
            self._client.wait_for_workers(1, timeout=_CONNECT_SECONDS)
        except (OSError, TimeoutError, ValueError) as error:
            raise ClusterError(
                f"no Dask cluster with a worker at {address} ({error})", "check the address and that workers are up"
            ) from error

    def __enter__(self) -> DaskPool:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        for future, _ in self._on_the_way.values():
            future.cancel()
        self._client.close()

    def run(self, jobs: Iterator[Job]) -> Iterator[tuple[Job, Outcome]]:
        """Outcomes as they come. Jobs are taken from the iterator only when the cluster has room.

        Raises ClusterError, or OutputError when results cannot be kept here or a worker's disk is full.
        """
        from distributed import as_completed

        ended = as_completed()
        more = True
        while True:
            while more and len(self._on_the_way) < self._room():
                job = next(jobs, None)
                if job is None:
                    more = False
                    break
                try:
                    parcel = self._parcel(job)
                except DocumentError as error:
                    yield job, quarantined(error, job)
                    continue
                future = self._client.submit(work_on, parcel, pure=False)
                self._on_the_way[future.key] = (future, job)
                ended.add(future)
            if not self._on_the_way:
                return
            future = next(ended)
            _, job = self._on_the_way.pop(future.key)
            yield job, self._keep(job, future)

    def _room(self) -> int:
        return int(max(1, sum(self._client.nthreads().values())) * _AHEAD)

    def _parcel(self, job: Job) -> Parcel:
        document = KeptWork(job.kept).packed("documents", job.sha256, job.read_key)
        return Parcel(job, content_of(job), document, (read_version(), audit_version()), self._processor)

    def _keep(self, job: Job, future: Any) -> Outcome:
        from distributed import KilledWorker

        try:
            result: Return = future.result()
        except KilledWorker as error:
            return Outcome(
                status=Status.QUARANTINED,
                stage="start",
                reason="crashed",
                message=f"the cluster's workers died over it ({error})",
                remedy="give the workers more memory than --max-memory-mb, or report it",
            )
        kept = KeptWork(job.kept)
        if result.document is not None:
            kept.keep_packed("documents", job.sha256, job.read_key, result.document)
        if result.report is not None:
            kept.keep_packed("reports", job.sha256, job.result_key, result.report)
        return result.outcome
