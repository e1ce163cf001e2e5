"""Worker processes: how they are made and ended by the means of the system at hand."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from typing import Protocol

from pipeline.run.starting.nursery import Nursery, NurseryGone, can_fork
from pipeline.run.worker import work

_PRELOAD = ("pipeline.run.starting.warm_start",)


class WorkerProcess(Protocol):
    """A process with a worker in it."""

    @property
    def pid(self) -> int: ...

    def end(self, grace: float = 0.0) -> int | None:
        """Kill it unless it ends by itself in `grace` seconds. Its exit code, -N for signal N; None if not known. May
        be called again."""


class WorkerMaker(Protocol):
    """Makes workers; `close` when all have ended."""

    def make(self, memory_mb: int, processor: str) -> tuple[Connection, WorkerProcess]:
        """A worker and this side's end of its pipe."""

    def close(self) -> None: ...


def worker_maker(workers: int) -> WorkerMaker:
    """Forks of a process that is forked now, where that is safe; else what multiprocessing offers. `workers`: how many
    there are at one time."""
    return _Forking(alone=workers == 1) if can_fork() else _Multiprocessing()


class _Forked:
    def __init__(self, nursery: Nursery, pid: int) -> None:
        self._nursery = nursery
        self.pid = pid
        self._ended = False
        self._code: int | None = None

    def end(self, grace: float = 0.0) -> int | None:
        if not self._ended:
            self._ended = True  # from now on the number may be another process's
            try:
                self._code = self._nursery.end(self.pid, grace)
            except NurseryGone:
                with suppress(ProcessLookupError):
                    os.kill(self.pid, signal.SIGKILL)
        return self._code


class _Forking:
    def __init__(self, *, alone: bool) -> None:
        self._nursery = Nursery(alone=alone)
        self._instead: _Multiprocessing | None = None

    def make(self, memory_mb: int, processor: str) -> tuple[Connection, WorkerProcess]:
        if self._instead is None:
            ours, theirs = multiprocessing.Pipe()
            try:
                pid = self._nursery.make(theirs, memory_mb, processor)
                return ours, _Forked(self._nursery, pid)
            except NurseryGone:  # somebody killed it
                ours.close()
                self._instead = _Multiprocessing()
            finally:
                theirs.close()
        return self._instead.make(memory_mb, processor)

    def close(self) -> None:
        self._nursery.close()


class _Started:
    def __init__(self, process: BaseProcess) -> None:
        self._process = process

    @property
    def pid(self) -> int:
        return self._process.pid or 0

    def end(self, grace: float = 0.0) -> int | None:
        if grace:
            self._process.join(timeout=grace)
        self._process.kill()
        self._process.join()
        return self._process.exitcode


class _Multiprocessing:
    def __init__(self) -> None:
        self._context: ForkServerContext | SpawnContext
        if sys.platform.startswith("linux"):
            self._context = multiprocessing.get_context("forkserver")
            self._context.set_forkserver_preload([*_PRELOAD])
        else:
            self._context = multiprocessing.get_context("spawn")

    def make(self, memory_mb: int, processor: str) -> tuple[Connection, WorkerProcess]:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=work, args=(theirs, memory_mb, processor), daemon=True)
        with _undisturbed():
            process.start()
        theirs.close()
        return ours, _Started(process)

    def close(self) -> None:
        pass


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
