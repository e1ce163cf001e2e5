"""What a process uses of processors and memory, as the system tells it (Linux, proc(5))."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_PAGE_SIZE = 4096
_STATUS, _CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")
_STATM_RESIDENT, _STAT_USER, _STAT_SYSTEM = 1, 11, 12  # places of the fields; those of stat count behind the name


def processor_seconds(pid: int) -> float | None:
    """What a process has used of the processors, all its threads; None where the system does not say."""
    try:
        # The name, in brackets, may hold spaces and brackets.
        fields = _told_of(pid, "stat").rpartition(")")[2].split()
        return (int(fields[_STAT_USER]) + int(fields[_STAT_SYSTEM])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return None


def resident_mb(pid: int) -> float:
    """The memory that a process holds now; 0 where the system does not say."""
    try:
        return int(_told_of(pid, "statm").split()[_STATM_RESIDENT]) * _PAGE_SIZE / (1 << 20)
    except (OSError, ValueError, IndexError):
        return 0.0


def _told_of(pid: int, name: str) -> str:
    """One of a process's files, in half of the time that a `Path` takes: every worker is looked at all the while."""
    with open(f"/proc/{pid}/{name}", "rb", buffering=0) as told:
        return told.read().decode(errors="replace")


@dataclass(frozen=True, slots=True)
class MemoryUse:
    """Of this process, in MB: the most since `forget_peak`, what it holds now, and what it has claimed of the system
    (RLIMIT_DATA counts that). 0 where the system does not say."""

    peak_mb: float = 0.0
    held_mb: float = 0.0
    claimed_mb: float = 0.0


def own_memory() -> MemoryUse:
    """Where the system does not tell the peak since `forget_peak`, that of the process's whole life stands for it."""
    if sys.platform == "win32":
        return MemoryUse()
    with suppress(OSError, ValueError, IndexError):
        fields = dict(line.split(":", 1) for line in _STATUS.read_text().splitlines())
        if "VmHWM" in fields:
            return MemoryUse(*(int(fields[name].split()[0]) / 1024 for name in ("VmHWM", "VmRSS", "VmData")))
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return MemoryUse(peak / (1 << 20) if sys.platform == "darwin" else peak / 1024)


def forget_peak() -> None:
    """Begin anew with the highest memory of this process, where the system can (proc(5), clear_refs)."""
    with suppress(OSError):
        _CLEAR.write_text("5")
