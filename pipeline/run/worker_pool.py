"""Killable workers, each with one document at a time, held to the limits from outside.

A worker that crashes, hangs or eats memory is killed and replaced; its document gets one more try in a fresh process
and is then given up with the stage it was in. Nothing a document does reaches the run or another document.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import wait
from multiprocessing.context import ForkServerContext, SpawnContext
from pathlib import Path
from types import TracebackType

from pipeline.run.document_job import Job, out_of_memory
from pipeline.run.limits import Limits
from pipeline.run.outcome import Outcome, Status
from pipeline.run.worker import DEFAULT_PROCESSOR, Done, Failed, Stage, work
from schemas.errors import OutputError

_TRIES = 2
_LOOK_EVERY = 0.25  # seconds between looks at time and memory
_RENEW_AFTER = 200  # documents; libraries keep caches that never shrink
_PAGE_SIZE = 4096
_PRELOAD = ("pipeline.run.warm_start",)


@dataclass(slots=True)
class _Task:
    job: Job
    tries: int = 0


class _Worker:
    """A process, its end of the pipe, and the document it is busy with."""

    def __init__(self, context: ForkServerContext | SpawnContext, limits: Limits, processor: str) -> None:
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=work, args=(theirs, limits.memory_mb, processor), daemon=True)
        with _undisturbed():
            self.process.start()
        theirs.close()
        self.task: _Task | None = None
        self.stage = ""
        self.pages: int | None = None
        self.done = 0
        self.held_mb = 0.0  # the most that was seen since it was given its document
        self._since = 0.0

    def give(self, task: _Task) -> None:
        task.tries += 1
        self.task, self.stage, self.pages, self.held_mb = task, "start", None, 0.0
        self._since = time.monotonic()
        self.pipe.send(task.job)

    def enter(self, stage: str, pages: int | None) -> None:
        if self.stage == "start":  # starting a process is not the document's time
            self._since = time.monotonic()
        self.stage = stage
        self.pages = pages if pages is not None else self.pages

    def overdue(self, limits: Limits) -> bool:
        deadline = limits.deadline(self.pages)
        return deadline is not None and time.monotonic() - self._since > deadline

    def memory_mb(self) -> float:
        """Resident memory now; 0 where the system does not say."""
        try:
            held = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * _PAGE_SIZE / (1 << 20)
        except (OSError, ValueError, IndexError):
            return 0.0
        self.held_mb = max(self.held_mb, held)
        return held

    def kill(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let Ctrl-C wait while a process starts. The fork server and its children inherit that for good: a terminal sends
    Ctrl-C to all processes, and one that is still loading would answer with a traceback."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # starting it would let Ctrl-C through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class WorkerPool:
    """Use as a context manager; leaving it kills all workers."""

    def __init__(self, workers: int, limits: Limits, processor: str = DEFAULT_PROCESSOR) -> None:
        self._context: ForkServerContext | SpawnContext
        if sys.platform.startswith("linux"):
            self._context = multiprocessing.get_context("forkserver")
            self._context.set_forkserver_preload([*_PRELOAD])
        else:
            self._context = multiprocessing.get_context("spawn")
        self._count = workers
        self._limits = limits
        self._processor = processor
        self._workers: list[_Worker] = []

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        for worker in self._workers:
            worker.kill()
        self._workers.clear()

    def run(self, jobs: Iterator[Job]) -> Iterator[tuple[Job, Outcome]]:
        """Outcomes as they come. Jobs are taken from the iterator only when a worker is free.

        Raises OutputError when a worker cannot write to the output folder.
        """
        again: deque[_Task] = deque()
        more = True
        while True:
            while more or again:
                worker = self._free_worker()
                if worker is None:
                    break
                if again:
                    task = again.popleft()
                else:
                    job = next(jobs, None)
                    if job is None:
                        more = False
                        break
                    task = _Task(job)
                self._give(worker, task)
            busy = [worker for worker in self._workers if worker.task is not None]
            if not busy:
                if not more and not again:
                    return
                continue
            ready = wait([worker.pipe for worker in busy], timeout=_LOOK_EVERY)
            for worker in busy:
                ended = self._hear(worker) if worker.pipe in ready else None
                if ended is None and worker.task is not None:
                    ended = self._over_limit(worker)
                if ended is None:
                    continue
                task, outcome = ended
                if outcome.reason in _WORTH_ANOTHER_TRY and task.tries < _TRIES:
                    again.append(task)
                else:
                    yield task.job, outcome

    def _free_worker(self) -> _Worker | None:
        free = next((worker for worker in self._workers if worker.task is None), None)
        if free is not None:
            if free.done < _RENEW_AFTER:
                return free
            self._drop(free)
        if len(self._workers) >= self._count:
            return None
        worker = _Worker(self._context, self._limits, self._processor)
        self._workers.append(worker)
        return worker

    def _give(self, worker: _Worker, task: _Task) -> None:
        # A worker that died while idle cannot take it; `_hear` finds the closed pipe and the task gets its other try.
        with suppress(OSError):
            worker.give(task)

    def _hear(self, worker: _Worker) -> tuple[_Task, Outcome] | None:
        """Take what a worker sent. Returns the outcome if its document has ended, well or by the worker's death."""
        try:
            while worker.pipe.poll():
                message = worker.pipe.recv()
                match message:
                    case Stage(name, pages):
                        worker.enter(name, pages)
                    case Failed(text, remedy):
                        raise OutputError(text, remedy)
                    case Done(outcome):
                        task = worker.task
                        worker.task = None
                        worker.done += 1
                        assert task is not None
                        if outcome.reason == "memory_limit":  # its heap may be in pieces
                            self._drop(worker)
                        return task, outcome
        except (EOFError, OSError, MemoryError):
            return self._give_up(worker, _crashed(worker, self._limits))
        return None

    def _over_limit(self, worker: _Worker) -> tuple[_Task, Outcome] | None:
        if worker.overdue(self._limits):
            return self._give_up(worker, _too_slow(worker, self._limits))
        if self._limits.memory_mb and worker.memory_mb() > self._limits.memory_mb:
            return self._give_up(worker, out_of_memory(worker.stage, self._limits, worker.pages))
        return None

    def _give_up(self, worker: _Worker, outcome: Outcome) -> tuple[_Task, Outcome]:
        task = worker.task
        assert task is not None
        self._drop(worker)
        return task, outcome

    def _drop(self, worker: _Worker) -> None:
        worker.kill()
        self._workers.remove(worker)


_WORTH_ANOTHER_TRY = frozenset({"crashed", "time_limit", "memory_limit"})


def _crashed(worker: _Worker, limits: Limits) -> Outcome:
    worker.process.join(timeout=5)
    code = worker.process.exitcode
    # pdfium aborts when memory is refused; memory is seen now and then only, so half of the limit tells enough.
    if limits.memory_mb and worker.held_mb > limits.memory_mb / 2:
        return out_of_memory(worker.stage, limits, worker.pages)
    how = f"exit code {code}" if code is None or code >= 0 else signal.Signals(-code).name
    return Outcome(
        status=Status.QUARANTINED,
        stage=worker.stage,
        reason="crashed",
        message=f"the process that read it died ({how})",
        remedy="print the file anew, for instance with a browser, or report it",
        pages=worker.pages,
    )


def _too_slow(worker: _Worker, limits: Limits) -> Outcome:
    return Outcome(
        status=Status.QUARANTINED,
        stage=worker.stage,
        reason="time_limit",
        message=f"took longer than {limits.deadline(worker.pages):g} s",
        remedy="raise --max-seconds or --max-page-seconds",
        pages=worker.pages,
    )
