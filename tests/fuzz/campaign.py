"""A fuzzing campaign: mutants go through the whole job in killable workers; whatever is our fault is kept.

A damaged file may be quarantined as damaged, or read in part. What must not happen: a crash of the worker, an error
that nobody foresaw, a document over its limits.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.run.document_job import Job
from pipeline.run.limits import Limits
from pipeline.run.outcome import Outcome
from pipeline.run.worker_pool import WorkerPool
from tests.fuzz.mutate import mutant

LIMITS = Limits(seconds=120.0, memory_mb=1500)
_OUR_FAULT = {"internal_error", "crashed", "time_limit", "memory_limit"}
_PAGE_FAILED = re.compile(r"can(not)? be read \((?!PdfiumError|its pages)")


@dataclass(slots=True)
class Campaign:
    tried: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[Path, Outcome]] = field(default_factory=list)


def is_our_fault(outcome: Outcome) -> bool:
    return outcome.reason in _OUR_FAULT or bool(_PAGE_FAILED.search(outcome.message))


def fuzz(samples: list[bytes], seed: int, folder: Path, go_on: Iterator[bool], jobs: int = 1) -> Campaign:
    """Try mutants made from `seed`, `seed + 1`, … while `go_on` yields True. Failing files stay in `folder`."""
    found = Campaign()
    folder.mkdir(parents=True, exist_ok=True)

    def work() -> Iterator[Job]:
        number = seed
        while next(go_on, False):
            data = mutant(random.Random(number), samples)
            path = folder / f"mutant-{number}.pdf"
            path.write_bytes(data)
            sha256 = hashlib.sha256(data).hexdigest()
            yield Job(path, path.name, sha256, "fuzz", "fuzz", folder / ".kept", LIMITS)
            number += 1

    with WorkerPool(jobs, LIMITS) as pool:
        for job, outcome in pool.run(work()):
            found.tried += 1
            found.ends[outcome.reason or outcome.status.value] += 1
            if is_our_fault(outcome):
                found.failures.append((job.path, outcome))
            else:
                job.path.unlink()
    return found
