"""What a process has used, as the system tells it (Linux, proc(5))."""

from __future__ import annotations

import os
from pathlib import Path

_PAGE_SIZE = 4096
_STATM_RESIDENT, _STAT_USER, _STAT_SYSTEM = 1, 11, 12  # places of the fields; those of stat count behind the name


def processor_seconds(pid: int) -> float | None:
    """What a process has used of the processors, all its threads; None where the system does not say."""
    try:
        # The name, in brackets, may hold spaces and brackets.
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[_STAT_USER]) + int(fields[_STAT_SYSTEM])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return None


def resident_mb(pid: int) -> float:
    """The memory that a process holds now; 0 where the system does not say."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[_STATM_RESIDENT]) * _PAGE_SIZE / (1 << 20)
    except (OSError, ValueError, IndexError):
        return 0.0
