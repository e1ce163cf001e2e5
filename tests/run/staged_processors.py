"""A processor for tests: does what the first word of a file says, so that workers can be made to fail on demand.

With `LIMITS` a document that never ends is stopped soon, and no other can be late on however slow a machine: time goes
by pages, of which the first kind claims one and the others a great many.
"""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from pipeline.export.report_rows import report_rows
from pipeline.export.report_shard import ReportShard
from pipeline.run.document_job import Job, Tell, out_of_memory
from pipeline.run.kept_work import KeptWork
from pipeline.run.limits import Limits
from pipeline.run.outcome import Outcome, Status, summarise
from schemas.errors import OutputError
from tests.export.sample_report import audited_report

PROCESSOR = "tests.run.staged_processors:process"
LIMITS = Limits(seconds=0, page_seconds=0.4, least_seconds=0, patience=1)
_ENDLESS = {"hang", "spin"}
_MANY = 10_000
_KEPT: list[bytearray] = []


def process(job: Job, tell: Tell) -> Outcome:
    word, _, argument = job.path.read_text("utf-8").strip().partition(" ")
    tell("read", 1 if word in _ENDLESS else _MANY)
    match word:
        case "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "crash-once":
            trace = Path(argument)
            if not trace.exists():
                trace.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        case "hang":
            while True:
                time.sleep(60)
        case "spin":
            while True:
                pass
        case "eat":
            hoard = [bytearray(b"x") * (1 << 20) for _ in range(1 << 14)]
            return Outcome(status=Status.OK, pages=len(hoard))
        case "keep":  # so many MB, for good
            _KEPT.append(bytearray(b"x") * (int(argument) << 20))
        case "short":  # of memory, unless nothing better is to be had
            if not job.last_try:
                return out_of_memory("read", job.limits)
        case "process":
            Path(argument).write_text(f"{os.getpid()}")
        case "sleep":  # as one that waits for a crowded machine, then done
            tell("read", 1)
            time.sleep(float(argument))
        case "slow":
            time.sleep(0.3)
        case "full-disk":
            raise OutputError("cannot keep work: No space left on device", "free space")
        case "log":  # note that it was worked on
            with Path(argument).open("a", encoding="utf-8") as log:
                log.write(job.file + "\n")
        case "interrupt-parent":
            os.kill(int(argument), signal.SIGINT)
            time.sleep(60)
    audited = audited_report(job.sha256, job.file)
    shard = ReportShard.of(audited.report.report_id, report_rows(audited))
    KeptWork(job.kept).keep_reports(job.sha256, job.result_key, [shard])
    return Outcome(status=Status.OK, pages=2, report=summarise(audited))
