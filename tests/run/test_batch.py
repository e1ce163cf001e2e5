"""A run over a folder: every file has one end, bad ones cost only themselves, and nothing is done twice."""

from __future__ import annotations

import csv
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.run.batch import NothingToDo, RunOptions, RunResult, run_batch
from pipeline.run.limits import Limits
from pipeline.run.outcome import Outcome, Status
from schemas.errors import OutputError
from tests.run.staged_processors import LIMITS, PROCESSOR

OPTIONS = RunOptions(jobs=2, processor=PROCESSOR, limits=LIMITS)


class Silent:
    def listed(self, total: int) -> None: ...

    def finished(self, file: str, outcome: Outcome, *, kept: bool) -> None: ...

    def exporting(self) -> None: ...


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    return folder


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def run(reports: Path, options: RunOptions = OPTIONS) -> RunResult:
    return run_batch([reports], reports.parent / "out", options, Silent())


def documents(reports: Path) -> dict[str, dict[str, str]]:
    with (reports.parent / "out" / "corpus" / "documents.csv").open(encoding="utf-8", newline="") as file:
        return {row["file"]: row for row in csv.DictReader(file)}


def outputs(reports: Path) -> dict[str, tuple[bytes, int]]:
    out = reports.parent / "out"
    return {
        path.relative_to(out).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(out.rglob("*"))
        if path.is_file() and ".fuhe" not in path.parts
    }


def test_failing_documents_cost_only_themselves(reports: Path) -> None:
    put(reports, "a.pdf", "ok a")
    put(reports, "b.pdf", "crash")
    put(reports, "c.pdf", "hang")
    put(reports, "d.pdf", "spin")
    put(reports, "e/f.PDF", "ok f")
    run(reports)
    rows = documents(reports)
    assert {name: row["status"] for name, row in rows.items()} == {
        "a.pdf": "ok",
        "b.pdf": "quarantined",
        "c.pdf": "quarantined",
        "d.pdf": "quarantined",
        "e/f.PDF": "ok",
    }
    assert (rows["b.pdf"]["stage"], rows["b.pdf"]["reason"]) == ("read", "crashed")
    assert rows["c.pdf"]["reason"] == rows["d.pdf"]["reason"] == "time_limit"


def test_a_memory_bomb_is_stopped(reports: Path) -> None:
    put(reports, "a.pdf", "eat")
    put(reports, "b.pdf", "ok")
    run(reports, replace(OPTIONS, limits=replace(LIMITS, memory_mb=300)))
    rows = documents(reports)
    assert rows["a.pdf"]["status"] == "quarantined"
    assert rows["a.pdf"]["reason"] in {"memory_limit", "crashed"}
    assert rows["b.pdf"]["status"] == "ok"


def test_a_document_that_kills_its_worker_once_gets_its_second_try(reports: Path, tmp_path: Path) -> None:
    put(reports, "a.pdf", f"crash-once {tmp_path / 'tried'}")
    run(reports)
    assert documents(reports)["a.pdf"]["status"] == "ok"


def test_identical_files_are_worked_on_once(reports: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    for name in ("b.pdf", "a.pdf", "c/a.pdf"):
        put(reports, name, f"log {log}")
    run(reports)
    rows = documents(reports)
    assert [rows[name]["status"] for name in ("a.pdf", "b.pdf", "c/a.pdf")] == ["ok", "duplicate", "duplicate"]
    assert len({row["report_id"] for row in rows.values()}) == 1
    assert log.read_text("utf-8") == "a.pdf\n"


def test_a_second_run_does_nothing_and_touches_nothing(reports: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    put(reports, "a.pdf", f"log {log}")
    put(reports, "b.pdf", "crash")
    run(reports)
    before = outputs(reports)
    result = run(reports)
    assert result.worked == 0
    assert outputs(reports) == before
    assert log.read_text("utf-8") == "a.pdf\n"


def test_new_files_are_added_without_redoing_the_others(reports: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    put(reports, "b.pdf", f"log {log}")
    run(reports)
    put(reports, "a.pdf", f"log {log} ")
    (reports / "a.pdf").write_text(f"log {log}\n\n", "utf-8")
    assert run(reports).worked == 1
    assert log.read_text("utf-8") == "b.pdf\na.pdf\n"
    assert set(documents(reports)) == {"a.pdf", "b.pdf"}


def test_one_and_two_workers_and_any_order_give_the_same_bytes(reports: Path) -> None:
    for number in range(7):
        put(reports, f"{number}.pdf", f"ok {number}")
    put(reports, "x.pdf", "crash")
    for jobs in (1, 2):
        run_batch([reports], reports.parent / f"out{jobs}", replace(OPTIONS, jobs=jobs), Silent())
    one, two = (reports.parent / f"out{jobs}" for jobs in (1, 2))
    files = [p.relative_to(one) for folder in ("corpus", "excel") for p in (one / folder).iterdir()]
    assert len(files) == 25
    assert all((one / file).read_bytes() == (two / file).read_bytes() for file in files)


def test_outputs_that_somebody_changed_are_written_again(reports: Path) -> None:
    put(reports, "a.pdf", "ok")
    run(reports)
    before = outputs(reports)
    findings = reports.parent / "out" / "corpus" / "findings.csv"
    findings.write_text("gone", "utf-8")
    (reports.parent / "out" / "excel" / "cells.csv").unlink()
    run(reports)
    after = outputs(reports)
    assert {name: data for name, (data, _) in after.items() if name != "run.json"} == {
        name: data for name, (data, _) in before.items() if name != "run.json"
    }


def test_kept_work_that_was_damaged_is_done_again(reports: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    put(reports, "a.pdf", f"log {log}")
    run(reports)
    before = outputs(reports)["corpus/cells.csv"][0]
    (kept,) = (reports.parent / "out" / ".fuhe" / "reports").rglob("*-*")
    kept.unlink()
    (reports.parent / "out" / "corpus" / "cells.csv").unlink()
    run(reports)
    assert outputs(reports)["corpus/cells.csv"][0] == before
    assert log.read_text("utf-8") == "a.pdf\na.pdf\n"


def test_a_full_disk_stops_the_run_and_says_so(reports: Path) -> None:
    put(reports, "a.pdf", "ok")
    put(reports, "b.pdf", "full-disk")
    with pytest.raises(OutputError, match="No space left"):
        run(reports)
    put(reports, "b.pdf", "ok b")
    run(reports)
    assert {row["status"] for row in documents(reports).values()} == {"ok"}


def test_an_interrupted_run_goes_on_where_it_was(reports: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    put(reports, "a.pdf", f"log {log}")
    stop = put(reports, "b.pdf", f"interrupt-parent {os.getpid()}")
    # a shell without job control has what it starts in the background ignore Ctrl-C
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            run(reports, replace(OPTIONS, jobs=1, limits=Limits()))
    finally:
        signal.signal(signal.SIGINT, before)
    stop.write_text("ok", "utf-8")
    run(reports)
    assert log.read_text("utf-8") == "a.pdf\n"
    assert {row["status"] for row in documents(reports).values()} == {"ok"}


def test_a_killed_run_leaves_no_worker_and_nothing_half_written(reports: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    put(reports, "a.pdf", f"log {log}")
    put(reports, "b.pdf", "hang")
    code = (
        "from pathlib import Path; from tests.run.test_batch import *\n"
        f"run(Path({str(reports)!r}), replace(OPTIONS, limits=Limits()))"
    )
    child = subprocess.Popen([sys.executable, "-c", code], cwd=Path(__file__).parents[2])
    _wait_until(lambda: _an_outcome_in(reports.parent / "out" / ".fuhe" / "ledger.sqlite"))
    children = _descendants(child.pid)
    child.send_signal(signal.SIGKILL)
    child.wait()
    assert not (reports.parent / "out" / "corpus").exists()
    put(reports, "b.pdf", "ok")
    run(reports)
    assert {row["status"] for row in documents(reports).values()} == {"ok"}
    assert log.read_text("utf-8") == "a.pdf\n"
    assert children
    _wait_until(lambda: not any(_alive(pid) for pid in children))


def _an_outcome_in(ledger: Path) -> bool:
    """Whether a run has recorded that a document ended."""
    if not ledger.exists():
        return False
    database = sqlite3.connect(ledger)
    with closing(database), suppress(sqlite3.OperationalError):
        return bool(database.execute("SELECT count(*) FROM outcomes").fetchone()[0])
    return False


def _wait_until(holds: Callable[[], bool], longest: float = 300) -> None:
    """Look again and again; the longest wait is for a machine that stands still, not for a slow one."""
    end = time.monotonic() + longest
    while not holds():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)


def _descendants(pid: int) -> list[int]:
    found: list[int] = []
    waiting = [pid]
    while waiting:
        listing = Path(f"/proc/{waiting.pop()}/task")
        for task in listing.iterdir() if listing.exists() else []:
            below = [int(one) for one in (task / "children").read_text().split()]
            found += below
            waiting += below
    return found


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_a_foreign_folder_is_left_alone(reports: Path) -> None:
    put(reports, "a.pdf", "ok")
    letter = put(reports.parent, "out/letter.txt", "mine")
    with pytest.raises(OutputError, match="not empty"):
        run(reports)
    assert list((reports.parent / "out").iterdir()) == [letter]


def test_an_output_folder_inside_the_input_is_not_searched(reports: Path) -> None:
    put(reports, "a.pdf", "ok")
    out = reports / "out"
    run_batch([reports], out, OPTIONS, Silent())
    put(out, "corpus/trap.pdf", "ok trap")
    result = run_batch([reports], out, OPTIONS, Silent())
    assert [row.file for row in result.inputs] == ["a.pdf"]


@pytest.mark.skipif(os.name != "posix", reason="links, pipes and file descriptors of POSIX systems")
def test_what_is_no_file_or_lies_too_deep_is_one_line_and_stops_nothing(reports: Path) -> None:
    put(reports, "a.pdf", "ok")
    (reports / "self.pdf").symlink_to("self.pdf")
    (reports / "gone.pdf").symlink_to("nowhere")
    os.mkfifo(reports / "pipe.pdf")
    here = os.open(reports, os.O_RDONLY)
    for _ in range(25):  # a path longer than the system takes
        os.mkdir("d" * 200, dir_fd=here)
        below = os.open("d" * 200, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    run(reports)
    rows = documents(reports)
    (deep,) = [name for name in rows if name.startswith("ddd")]
    assert {name: row["status"] for name, row in rows.items()} == {
        "a.pdf": "ok",
        "self.pdf": "quarantined",
        "gone.pdf": "quarantined",
        "pipe.pdf": "quarantined",
        deep: "quarantined",
    }
    assert {row["reason"] for row in rows.values()} == {"", "unreadable"}


def test_no_pdf_at_all_is_said(reports: Path) -> None:
    put(reports, "letter.txt", "hello")
    with pytest.raises(NothingToDo, match="no PDF found"):
        run(reports)
    assert not (reports.parent / "out").exists()


def test_two_runs_cannot_share_a_folder(reports: Path) -> None:
    from pipeline.run.output_folder import OutputFolder

    put(reports, "a.pdf", "ok")
    folder = OutputFolder(reports.parent / "out")
    folder.prepare()
    with folder.locked(), pytest.raises(OutputError, match="another run"):
        run(reports)
    assert run(reports).inputs[0].outcome.status is Status.OK
