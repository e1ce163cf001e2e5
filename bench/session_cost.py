"""Wall time, processor time and memory of a command with all processes it starts (Linux; elsewhere wall time only)."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Cost:
    """What the processes of one session took. Memory in MB."""

    code: int = 0
    errors: str = ""
    wall: float = 0.0
    processor: dict[int, float] = field(default_factory=dict)  # by process id
    leader_mb: float = 0.0
    worker_mb: float = 0.0

    @property
    def seconds(self) -> float:
        return sum(self.processor.values())


def watch(command: list[str]) -> Cost:
    """Run a command to its end and add up what its session takes, seen every few hundredths of a second."""
    cost = Cost()
    with tempfile.TemporaryFile("w+") as errors:
        started = time.perf_counter()
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors, start_new_session=True)
        while run.poll() is None:
            _look(run.pid, cost)
            time.sleep(0.04)
        cost.wall = time.perf_counter() - started
        cost.code = run.returncode
        errors.seek(0)
        cost.errors = errors.read().strip()
    return cost


def _look(session: int, cost: Cost) -> None:
    if not Path("/proc/self/stat").exists():
        return
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
            if int(fields[3]) != session:
                continue
            high = next(line for line in (folder / "status").read_text().splitlines() if line.startswith("VmHWM:"))
        except (OSError, StopIteration, IndexError):
            continue
        pid, held = int(folder.name), int(high.split()[1]) / 1024
        cost.processor[pid] = (int(fields[11]) + int(fields[12])) / _TICKS
        if pid == session:
            cost.leader_mb = max(cost.leader_mb, held)
        else:
            cost.worker_mb = max(cost.worker_mb, held)
