"""A process from which workers are forked: it loads what every worker needs once, and each worker is a copy of it.

A worker that is to work alone is forked before that and loads for itself, since a copy takes anew each page of memory
that it touches, 8,000 of them in its first document. Only when another must take its place does this process load.
Where there will be several it loads at once, while the run looks for its first document.

It is itself forked from the run before that has threads, so that what the run has loaded is not loaded again; and it
keeps nothing of the run open, neither the ledger nor the lock of the output folder. It does one thing at a time,
asked through a socket: make a worker, or end one and tell how it ended. When the run is gone it ends; its workers see
that by their own pipes (`pipeline.run.worker`).
"""

from __future__ import annotations

import os
import pickle
import signal
import socket
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import NoReturn

from pipeline.run.process_use import resident_mb

_LOOK_EVERY = 0.01  # seconds between looks at a worker that is about to end
_SMALL_MB = 150  # a run that has just begun holds 40; somebody else's program may hold anything
_MOST = 1 << 16  # bytes of a question or an answer, which are a few hundred


def can_fork() -> bool:
    """Whether workers may be copies of this process. A fork keeps one thread only, and what the others held locked
    stays locked; and what this process holds counts against the memory of every worker."""
    return sys.platform.startswith("linux") and threading.active_count() == 1 and resident_mb(os.getpid()) <= _SMALL_MB


@dataclass(frozen=True, slots=True)
class _Make:
    """A worker, at the pipe that comes with the question."""

    memory_mb: int
    processor: str


@dataclass(frozen=True, slots=True)
class _End:
    """`grace`: seconds to wait for its own end before it is killed."""

    pid: int
    grace: float


class NurseryGone(OSError):
    """The process died."""


class Nursery:
    """The run's side. Call only where `can_fork`; `alone` where no worker is made but in the place of another."""

    def __init__(self, *, alone: bool) -> None:
        self._socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
        try:
            self._pid = os.fork()
            if not self._pid:
                _be_a_nursery(theirs, alone)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        theirs.close()

    def make(self, pipe: Connection, memory_mb: int, processor: str) -> int:
        """The process id of a new worker at the other end of `pipe`. Raises NurseryGone."""
        return self._ask(_Make(memory_mb, processor), [pipe.fileno()])

    def end(self, pid: int, grace: float) -> int:
        """Kill a worker unless it ends in `grace` seconds; its exit code, -N for signal N. Raises NurseryGone."""
        return self._ask(_End(pid, grace), [])

    def close(self) -> None:
        self._socket.close()
        with suppress(ChildProcessError):
            if os.waitpid(self._pid, os.WNOHANG)[0] == 0:
                os.kill(self._pid, signal.SIGKILL)  # it may still load, and for nobody
                os.waitpid(self._pid, 0)

    def _ask(self, question: _Make | _End, files: list[int]) -> int:
        try:
            socket.send_fds(self._socket, [pickle.dumps(question)], files)
            answer = self._socket.recv(_MOST)
        except OSError as error:
            raise NurseryGone from error
        if not answer:
            raise NurseryGone
        return int(answer)


def _be_a_nursery(questions: socket.socket, alone: bool) -> NoReturn:
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the run's to handle
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})
        _close_all_but(questions.fileno())
        _serve(questions, alone)
    except BaseException:  # whatever happens, the run's own code must not go on in this copy of it
        os._exit(1)
    os._exit(0)


def _close_all_but(kept: int) -> None:
    for name in os.listdir("/proc/self/fd"):
        if int(name) > 2 and int(name) != kept:
            with suppress(OSError):
                os.close(int(name))


def _serve(questions: socket.socket, alone: bool) -> None:
    if not alone:
        _load()
    made = False
    while True:
        asked, files, _, _ = socket.recv_fds(questions, _MOST, 1)
        if not asked:
            return
        question = pickle.loads(asked)
        if isinstance(question, _End):
            answer = _end(question)
        else:
            if made:
                _load()
            made = True
            answer = os.fork()
            if not answer:
                _be_a_worker(question, questions, files[0])
            os.close(files[0])
        questions.send(str(answer).encode())


def _load() -> None:
    """Takes no time where it was done before."""
    with suppress(Exception):  # each document will say what is wrong
        import pipeline.run.starting.warm_start  # noqa: F401


def _be_a_worker(question: _Make, questions: socket.socket, pipe: int) -> NoReturn:
    try:
        questions.close()
        _load()
        from pipeline.run.worker import work

        work(Connection(pipe), question.memory_mb, question.processor)
    except BaseException:
        os._exit(1)
    os._exit(0)


def _end(question: _End) -> int:
    until = time.monotonic() + question.grace
    while True:
        pid, status = os.waitpid(question.pid, os.WNOHANG)
        if pid:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() >= until:
            os.kill(question.pid, signal.SIGKILL)
            return os.waitstatus_to_exitcode(os.waitpid(question.pid, 0)[1])
        time.sleep(_LOOK_EVERY)
