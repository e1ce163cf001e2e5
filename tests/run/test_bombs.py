"""Files made to hang, drown or overflow a reader: each costs itself only, within the limits, and says what to do."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from tests.run.pdf_bombs import write_bombs

ROOT = Path(__file__).parents[2]
ENDLESS = "forms by the billion.pdf"
OVER_A_LIMIT = {
    "many pages.pdf",
    "page of many miles.pdf",
    "page as large as a house.pdf",
    "claimed objects.pdf",
}


@pytest.fixture(scope="module")
def bombs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bombs")
    (folder / "in").mkdir()
    write_bombs(folder / "in")
    (folder / ENDLESS).write_bytes((folder / "in" / ENDLESS).read_bytes())
    (folder / "in" / ENDLESS).unlink()
    (folder / "in" / "good.pdf").write_bytes((ROOT / "corpus" / "bantian_2021.pdf").read_bytes())
    return folder


@pytest.fixture(scope="module")
def run(bombs: Path) -> tuple[subprocess.CompletedProcess[str], Path]:
    """All that can be read to its end or refused, with the usual time, so that a slow machine changes nothing."""
    return _run(bombs / "in", bombs / "out", "--max-memory-mb", "700", "-j2")


def _run(given: Path, out: Path, *options: str) -> tuple[subprocess.CompletedProcess[str], Path]:
    command = [sys.executable, "-m", "pipeline.cli.main", "run", str(given), "--out", str(out), *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8"), out


def _documents(out: Path) -> dict[str, dict[str, str]]:
    with (out / "corpus" / "documents.csv").open(encoding="utf-8", newline="") as file:
        return {row["file"]: row for row in csv.DictReader(file)}


def test_every_bomb_ends_in_one_status_and_the_good_report_is_read(
    run: tuple[subprocess.CompletedProcess[str], Path],
) -> None:
    ended, out = run
    assert ended.returncode == 3, ended.stderr
    documents = _documents(out)
    assert len(documents) == 19
    assert documents["good.pdf"]["status"] == "ok"
    ends = "no_tables pages_unread image_only empty limit memory_limit time_limit damaged crashed"
    assert {row["reason"] for row in documents.values()} <= {"", *ends.split()}
    assert documents["letters a planet high.pdf"]["reason"] == "no_tables", "what it claims takes no memory"


def test_what_a_file_claims_is_held_against_the_limits_before_it_is_read(
    run: tuple[subprocess.CompletedProcess[str], Path],
) -> None:
    ended, out = run
    documents = _documents(out)
    assert {name for name, row in documents.items() if row["reason"] == "limit"} == OVER_A_LIMIT
    for name in OVER_A_LIMIT:
        (line,) = [line for line in ended.stderr.splitlines() if f": {name}: " in line]
        assert "the limit is" in line


def test_a_bomb_of_forms_is_stopped_by_a_limit(bombs: Path) -> None:
    row = _documents(_run(bombs / ENDLESS, bombs / "endless", "--max-seconds", "2")[1])[ENDLESS]
    assert row["status"] == "quarantined"
    assert row["reason"] in {"memory_limit", "time_limit"}
