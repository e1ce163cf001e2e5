"""Killable workers, each with one document at a time, held to the limits from outside.

A worker that crashes, hangs or eats memory is killed and replaced; its document gets one more try in a fresh process
and is then given up with the stage it was in. Nothing a document does reaches the run or another document.
"""

from __future__ import annotations

import signal
import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import wait
from types import TracebackType

from pipeline.run.document_job import Job, out_of_memory
from pipeline.run.limits import Limits
from pipeline.run.outcome import Outcome, Status
from pipeline.run.process_use import processor_seconds, resident_mb
from pipeline.run.worker import DEFAULT_PROCESSOR, Done, Failed, Stage
from pipeline.run.worker_process import WorkerMaker, worker_maker
from schemas.errors import OutputError

_TRIES = 2
_LOOK_EVERY = 0.25  # seconds between looks at time and memory
_RENEW_AFTER = 200  # documents; libraries keep caches that never shrink
_OWN_END = 5.0  # seconds that a worker whose pipe has closed may take to end


@dataclass(slots=True)
class _Task:
    job: Job
    tries: int = 0


class _Worker:
    """A process, its end of the pipe, and the document it is busy with."""

    def __init__(self, maker: WorkerMaker, limits: Limits, processor: str) -> None:
        self.pipe, self._process = maker.make(limits.memory_mb, processor)
        self.task: _Task | None = None
        self.stage = ""
        self.pages: int | None = None
        self.done = 0
        self.held_mb = 0.0  # the most that was seen since it was given its document
        self._since = 0.0  # on the clock
        self._used_before: float | None = 0.0  # seconds of processor time
        self._looked = 0.0

    def give(self, task: _Task) -> None:
        task.tries += 1
        self.task, self.stage, self.pages, self.held_mb = task, "start", None, 0.0
        self._begin()
        self.pipe.send(replace(task.job, last_try=True) if task.tries == _TRIES else task.job)

    def enter(self, stage: str, pages: int | None) -> None:
        if self.stage == "start":  # starting a process is not the document's time
            self._begin()
        self.stage = stage
        self.pages = pages if pages is not None else self.pages

    def _begin(self) -> None:
        self._since = self._looked = time.monotonic()
        self._used_before = processor_seconds(self._process.pid)

    def to_look_at(self) -> bool:
        """Whether it is time to hold it against the limits."""
        now = time.monotonic()
        if now - self._looked < _LOOK_EVERY:
            return False
        self._looked = now
        return True

    def overdue(self, limits: Limits) -> bool:
        used = processor_seconds(self._process.pid)
        own = used - self._used_before if used is not None and self._used_before is not None else None
        return limits.overdue(self.pages, own, time.monotonic() - self._since)

    def memory_mb(self) -> float:
        """Resident memory now; 0 where the system does not say."""
        held = resident_mb(self._process.pid)
        self.held_mb = max(self.held_mb, held)
        return held

    def end(self, grace: float = 0.0) -> int | None:
        """Kill it unless it ends by itself in `grace` seconds; its exit code."""
        self.pipe.close()
        return self._process.end(grace)


class WorkerPool:
    """Use as a context manager; leaving it kills all workers."""

    def __init__(self, workers: int, limits: Limits, processor: str = DEFAULT_PROCESSOR) -> None:
        self._count = workers
        self._limits = limits
        self._processor = processor
        self._workers: list[_Worker] = []
        self._maker: WorkerMaker | None = None

    def __enter__(self) -> WorkerPool:
        self._maker = worker_maker(self._count)
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        for worker in self._workers:
            worker.end()
        self._workers.clear()
        if self._maker is not None:
            self._maker.close()

    def run(self, jobs: Iterator[Job]) -> Iterator[tuple[Job, Outcome]]:
        """Outcomes as they come. Jobs are taken from the iterator only when a worker is free.

        Raises OutputError when a worker cannot write to the output folder.
        """
        again: deque[_Task] = deque()
        ended: list[tuple[Job, Outcome]] = []
        more = True
        while True:
            more = self._hand_out(jobs, again) and more
            yield from ended  # what is done with them takes time, in which all workers have something to do
            ended.clear()
            busy = [worker for worker in self._workers if worker.task is not None]
            if not busy:
                if not more and not again:
                    return
                continue
            if not more and not again:
                self._end_idle()
            ready = wait([worker.pipe for worker in busy], timeout=_LOOK_EVERY)
            for worker in busy:
                found = self._hear(worker) if worker.pipe in ready else None
                if found is None and worker.task is not None:
                    found = self._over_limit(worker)
                if found is None:
                    continue
                task, outcome = found
                if outcome.reason in _WORTH_ANOTHER_TRY and task.tries < _TRIES:
                    again.append(task)
                else:
                    ended.append((task.job, outcome))

    def _hand_out(self, jobs: Iterator[Job], again: deque[_Task]) -> bool:
        """Gives work to all that have none, first what is tried once more; whether `jobs` may hold further ones."""
        while self._has_room():
            if again:
                task = again.popleft()
            else:
                job = next(jobs, None)
                if job is None:
                    return False
                task = _Task(job)
            self._give(self._free_worker(), task)  # not before there is work: to make one takes time
        return True

    def _end_idle(self) -> None:
        """Ends take time, in which the others still work."""
        for worker in [worker for worker in self._workers if worker.task is None]:
            self._drop(worker)

    def _has_room(self) -> bool:
        return len(self._workers) < self._count or any(worker.task is None for worker in self._workers)

    def _free_worker(self) -> _Worker:
        free = next((worker for worker in self._workers if worker.task is None), None)
        if free is not None:
            if free.done < _RENEW_AFTER:
                return free
            self._drop(free)
        assert self._maker is not None, "a pool works as a context manager"
        worker = _Worker(self._maker, self._limits, self._processor)
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
                    case Done(outcome, filled):
                        task = worker.task
                        worker.task = None
                        worker.done += 1
                        assert task is not None
                        if filled or outcome.reason == "memory_limit":  # its heap may be in pieces
                            self._drop(worker)
                        return task, outcome
        except (EOFError, OSError, MemoryError):
            return self._give_up(worker, _crashed(worker, self._limits, worker.end(_OWN_END)))
        return None

    def _over_limit(self, worker: _Worker) -> tuple[_Task, Outcome] | None:
        if not worker.to_look_at():
            return None
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
        worker.end()
        self._workers.remove(worker)


_WORTH_ANOTHER_TRY = frozenset({"crashed", "time_limit", "memory_limit"})


def _crashed(worker: _Worker, limits: Limits, code: int | None) -> Outcome:
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
        message=f"took more than {limits.deadline(worker.pages):g} s of processor time, or stood still far longer",
        remedy="raise --max-seconds or --max-page-seconds",
        pages=worker.pages,
    )
