"""`OUT/run.json`: when, where and with what a run was made. Times and machine facts stand here and nowhere else."""

from __future__ import annotations

import json
import os
import platform
import sys
from collections import Counter
from datetime import UTC, datetime
from importlib import metadata
from typing import TYPE_CHECKING

from pipeline.export.atomic_file import write_atomically
from pipeline.run.fingerprint import audit_version, installed_version, read_version
from pipeline.run.output_folder import OutputFolder
from schemas.errors import OutputError

if TYPE_CHECKING:
    from pipeline.run.batch import RunOptions, RunResult

_LIBRARIES = ("pypdfium2", "pdfplumber", "camelot-py", "pydantic", "jieba", "rapidocr", "onnxruntime")


def write_run_file(folder: OutputFolder, result: RunResult, options: RunOptions, started: float) -> None:
    """Raises OutputError when the disk is full or closed to us."""
    seconds: Counter[str] = Counter()
    for row in result.inputs:
        seconds.update(row.outcome.seconds)
    facts = {
        "fuhe": installed_version("fuhe"),
        "started": datetime.fromtimestamp(started, UTC).isoformat(timespec="seconds"),
        "seconds": round(result.seconds, 3),
        "documents": dict(sorted(Counter(row.outcome.status.value for row in result.inputs).items())),
        "worked_on": result.worked,
        "seconds_by_stage": {stage: round(value, 3) for stage, value in sorted(seconds.items())},
        "peak_memory_mb": round(max((row.outcome.peak_mb for row in result.inputs), default=0.0), 1),
        "jobs": options.jobs,
        "versions": {
            "read": read_version(),
            "audit": audit_version(),
            "python": platform.python_version(),
            **{name: version for name in _LIBRARIES if (version := _version(name))},
        },
        "machine": {"system": _system(), "processor": platform.machine(), "cores": os.cpu_count()},
        "command": sys.argv[1:] if "--password" not in " ".join(sys.argv) else ["(not kept: it holds a password)"],
    }
    try:
        write_atomically(folder.run_file, json.dumps(facts, ensure_ascii=True, indent=2).encode() + b"\n")
    except OSError as error:
        raise OutputError(f"cannot write {folder.run_file}: {error.strerror}", "free space, then run again") from error


def _system() -> str:
    """As `platform.platform` tells it, but for what it starts a process of its own to find out."""
    return f"{platform.system()}-{platform.release()}-{platform.machine()}"


def _version(name: str) -> str:
    try:
        return installed_version(name)
    except metadata.PackageNotFoundError:
        return ""
