"""The process that works on documents: takes jobs from a pipe, one at a time, and says how far it is.

It never decides to live on: when the pipe closes it ends, and the pool may kill it at any moment.

Messages to the pool: `Stage` when a stage begins, `Done` with the outcome, `Failed` when the output folder fails.
"""

from __future__ import annotations

import gc
import importlib
import os
import select
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from typing import BinaryIO

from pipeline.run.document_job import Job, Tell
from pipeline.run.outcome import Outcome
from pipeline.run.process_use import MemoryUse, forget_peak, own_memory
from schemas.errors import OutputError

Processor = Callable[[Job, Tell], Outcome]
DEFAULT_PROCESSOR = "pipeline.run.document_job:process"
_AT_REST_MB = 200  # what a worker may hold between two documents; text recognition with its libraries takes 170, and
# what one large document needed is kept in pieces, to which the next would add its own


@dataclass(frozen=True, slots=True)
class Stage:
    """What a worker says it has begun; `pages` of the document, as far as they are known."""

    name: str
    pages: int | None


@dataclass(frozen=True, slots=True)
class Done:
    """`filled`: the process holds so much at rest that the next document had better get a new one."""

    outcome: Outcome
    filled: bool = False


@dataclass(frozen=True, slots=True)
class Failed:
    """What a worker says where its work cannot be written: the run has to end."""

    message: str
    remedy: str


def work(pipe: Connection, memory_mb: int, processor: str) -> None:
    """Entry point of a worker process. `processor` is `module:function`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the pool's to handle
    _silence()
    end_with(pipe)
    _limit_memory(memory_mb)  # not before: a thread that finds no memory to begin in is waited for without end
    module, name = processor.split(":")
    process: Processor = getattr(importlib.import_module(module), name)
    _collect_seldom()
    while True:
        try:
            job = pipe.recv()
        except (EOFError, OSError):
            return
        if job is None:
            return
        forget_peak()
        try:
            outcome = process(job, lambda stage, pages: pipe.send(Stage(stage, pages)))
            use = _memory_at_rest()
            filled = use.held_mb > _AT_REST_MB or 0 < memory_mb < 2 * use.claimed_mb
            pipe.send(Done(outcome.model_copy(update={"peak_mb": use.peak_mb}), filled))
        except OutputError as error:
            pipe.send(Failed(error.message, error.remedy))


def _memory_at_rest() -> MemoryUse:
    """What this process uses, after giving back what it can where that is much."""
    use = own_memory()
    if use.held_mb <= _AT_REST_MB:
        return use
    from parsers.pictures.room import give_back

    give_back()
    return replace(own_memory(), peak_mb=use.peak_mb)


def _collect_seldom() -> None:
    """Documents are made of hundred thousands of small records without cycles: looking for cycles at Python's usual
    pace takes a tenth of the time. What is loaded by now stays for good and is not looked at."""
    gc.freeze()
    gc.enable()
    gc.set_threshold(200_000, 20, 100)


def _silence() -> None:
    """What PDF libraries print belongs to nobody: stdout carries data, stderr one line per problem."""
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, 1)
    os.dup2(sink, 2)
    os.close(sink)


def _limit_memory(memory_mb: int) -> None:
    """Let allocations beyond the limit fail (the pool also watches from outside, where the system cannot do this)."""
    if not memory_mb or sys.platform == "win32":
        return
    import resource

    # pandas brings Arrow, whose own allocator claims a gigabyte at once, used or not; the limit counts what is claimed.
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    try:
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        wanted = memory_mb << 20
        if hard != resource.RLIM_INFINITY:
            wanted = min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (wanted, hard))
    except (ValueError, OSError):
        pass


def end_with(pipe: Connection | BinaryIO) -> None:
    """End this process when the other side of the pipe is gone, even in the middle of a document that never ends.

    A worker's parent process does not tell: it is the fork server, which lives as long as its children.
    """
    if not hasattr(select, "poll"):
        return
    hang_up = select.poll()
    hang_up.register(pipe.fileno(), 0)  # POLLHUP and POLLERR are always reported

    def watch() -> None:
        hang_up.poll()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
