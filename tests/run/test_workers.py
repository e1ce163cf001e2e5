"""Workers: what counts as too long, how they are made and how they end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.run.batch import RunOptions, run_batch
from pipeline.run.limits import Limits
from pipeline.run.outcome import Outcome, Status
from tests.run.staged_processors import LIMITS, PROCESSOR
from tests.run.test_batch import documents, put, run

_LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the system does not say what others use")
_PATIENT = RunOptions(processor=PROCESSOR, limits=replace(LIMITS, patience=1_000_000))


@pytest.mark.parametrize(
    ("used", "passed", "late"),
    [
        pytest.param(59, 500, False, id="a crowded machine"),
        pytest.param(61, 61, True, id="at work all the time"),
        pytest.param(0.1, 601, True, id="standing still"),
        pytest.param(None, 61, True, id="a system that does not say"),
    ],
)
def test_time_is_processor_time_and_the_clock_only_ends_what_stands_still(
    used: float | None, passed: float, late: bool
) -> None:
    assert Limits().overdue(1, used, passed) is late


def test_without_limits_of_time_nothing_is_late() -> None:
    assert not Limits(seconds=0, page_seconds=0).overdue(None, 1e6, 1e9)


@_LINUX
def test_a_document_may_wait_longer_than_it_may_work(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    put(folder, "a.pdf", "sleep 0.9")
    run(folder, _PATIENT)
    assert documents(folder)["a.pdf"]["status"] == "ok"


@_LINUX
def test_a_document_that_works_too_long_is_stopped_however_patient_the_clock(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    put(folder, "a.pdf", "spin")
    run(folder, _PATIENT)
    assert documents(folder)["a.pdf"]["reason"] == "time_limit"


def test_a_run_beside_other_threads_makes_its_workers_too(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    put(folder, "a.pdf", "ok")
    put(folder, "b.pdf", "crash")
    over = threading.Event()
    other = threading.Thread(target=over.wait)
    other.start()
    try:
        run(folder)
    finally:
        over.set()
        other.join()
    assert [row["reason"] for row in documents(folder).values()] == ["", "crashed"]


def _children() -> set[int]:
    return set(map(int, Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()))


class _KillsTheNursery:
    """Kills what the run has started when the first document has ended."""

    def __init__(self) -> None:
        self.others = _children()
        self.killed = 0

    def listed(self, total: int) -> None: ...

    def exporting(self) -> None: ...

    def finished(self, file: str, outcome: Outcome, *, kept: bool) -> None:
        if not self.killed:
            ours = _children() - self.others
            for pid in ours:
                os.kill(pid, signal.SIGKILL)
            self.killed = len(ours)


class _WaitsFor:
    """Goes on, when the first document has ended, only when the second has begun."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace
        self.in_time: list[bool] = []

    def listed(self, total: int) -> None: ...

    def exporting(self) -> None: ...

    def finished(self, file: str, outcome: Outcome, *, kept: bool) -> None:
        until = time.monotonic() + 60  # only where it never begins
        while not self.trace.exists() and time.monotonic() < until:
            time.sleep(0.01)
        self.in_time.append(self.trace.exists())


def test_a_worker_does_not_wait_while_its_last_document_is_written_down(tmp_path: Path) -> None:
    folder, listener = tmp_path / "reports", _WaitsFor(tmp_path / "second")
    put(folder, "a.pdf", "ok")
    put(folder, "b.pdf", f"process {listener.trace}")
    run_batch([folder], tmp_path / "out", RunOptions(processor=PROCESSOR, limits=LIMITS), listener)
    assert listener.in_time == [True, True]


def outlive(folder: Path) -> None:
    """A run whose first children are killed. In a process of its own, as the command is: small, without threads."""
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        put(folder, name, f"ok {name}")
    put(folder, "b.pdf", "crash")
    listener = _KillsTheNursery()
    result = run_batch([folder], folder.parent / "out", RunOptions(processor=PROCESSOR, limits=LIMITS), listener)
    assert listener.killed
    assert [row.outcome.status for row in result.inputs] == [Status.OK, Status.QUARANTINED, Status.OK]


@_LINUX
def test_a_run_outlives_the_process_that_makes_its_workers(tmp_path: Path) -> None:
    code = (
        f"from pathlib import Path; from tests.run.test_workers import outlive; outlive(Path({str(tmp_path)!r}) / 'in')"
    )
    subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=True)


def go_on(folder: Path) -> None:
    """A run whose only worker dies and is followed by another. In a process of its own, as the command is."""
    for name, words in (("a", "process"), ("b", "crash"), ("c", "process")):
        put(folder, f"{name}.pdf", f"{words} {folder.parent / name}")
    result = run(folder)
    assert [row.outcome.status for row in result.inputs] == [Status.OK, Status.QUARANTINED, Status.OK]
    first, next_one = [(folder.parent / name).read_text() for name in ("a", "c")]
    assert first != next_one


@_LINUX
def test_an_only_worker_that_dies_is_followed_by_another(tmp_path: Path) -> None:
    code = f"from pathlib import Path; from tests.run.test_workers import go_on; go_on(Path({str(tmp_path)!r}) / 'in')"
    subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=True)


@_LINUX
@pytest.mark.parametrize(("kept_mb", "replaced"), [(150, True), (1, False)])
def test_a_worker_that_one_document_has_filled_gets_no_other(tmp_path: Path, kept_mb: int, replaced: bool) -> None:
    folder = tmp_path / "reports"
    for name, words in (
        ("a", f"process {tmp_path / 'a'}"),
        ("b", f"keep {kept_mb}"),
        ("c", f"process {tmp_path / 'c'}"),
    ):
        put(folder, f"{name}.pdf", words)
    run(folder, RunOptions(processor=PROCESSOR, limits=replace(LIMITS, memory_mb=400)))
    assert [row["status"] for row in documents(folder).values()] == ["ok"] * 3
    assert ((tmp_path / "a").read_text() != (tmp_path / "c").read_text()) is replaced


def test_what_finds_no_memory_is_read_once_more_and_then_as_far_as_it_goes(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    put(folder, "a.pdf", "short")
    run(folder)
    assert documents(folder)["a.pdf"]["status"] == "ok"
