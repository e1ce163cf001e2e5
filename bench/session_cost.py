"""Wall time, processor time and memory of a command with all processes it starts (Linux; elsewhere wall time only).

Processor time is what the system itself adds up when a process ends, nothing sampled: this process takes in whatever
the command leaves behind (prctl(2), PR_SET_CHILD_SUBREAPER) and waits for it. Memory is looked at every few hundredths
of a second.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36
_LOOK_EVERY = 0.04  # seconds
_LINGER = 10.0  # seconds that a process may outlive the one that led


@dataclass(slots=True)
class Cost:
    """What a command took. `seconds` of processor time; memory in MB."""

    code: int = 0
    errors: str = ""
    wall: float = 0.0
    seconds: float = 0.0
    leader_mb: float = 0.0
    worker_mb: float = 0.0


def watch(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end. Nothing else may be started from this process meanwhile."""
    import resource

    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    cost = Cost()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryFile("w+") as errors:
        started = time.perf_counter()
        run = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=errors, start_new_session=True, env=environment
        )
        while run.poll() is None:
            _look(run.pid, cost)
            time.sleep(_LOOK_EVERY)
        cost.wall = time.perf_counter() - started
        cost.code = run.returncode
        errors.seek(0)
        cost.errors = errors.read().strip()
    _wait_for_the_rest()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cost.seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cost


def _wait_for_the_rest() -> None:
    """Wait for processes that outlived the one that led, whose time counts as well."""
    until = time.monotonic() + _LINGER
    with suppress(ChildProcessError):
        while time.monotonic() < until:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                time.sleep(_LOOK_EVERY / 4)


def _look(session: int, cost: Cost) -> None:
    if not Path("/proc/self/stat").exists():
        return
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            if int((folder / "stat").read_text().rsplit(")", 1)[1].split()[3]) != session:
                continue
            high = next(line for line in (folder / "status").read_text().splitlines() if line.startswith("VmHWM:"))
        except (OSError, StopIteration, IndexError):
            continue
        held = int(high.split()[1]) / 1024
        if int(folder.name) == session:
            cost.leader_mb = max(cost.leader_mb, held)
        else:
            cost.worker_mb = max(cost.worker_mb, held)
