"""Files made to hang, drown or overflow a reader: each costs itself only, within the limits, and says what to do."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from tests.run.pdf_bombs import write_bombs

ROOT = Path(__file__).parents[2]
MEMORY_MB = 700
OVER_A_LIMIT = {
    "many pages.pdf",
    "page of many miles.pdf",
    "page as large as a house.pdf",
    "claimed objects.pdf",
}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], Path]:
    root = tmp_path_factory.mktemp("bombs")
    (root / "in").mkdir()
    write_bombs(root / "in")
    (root / "in" / "good.pdf").write_bytes((ROOT / "corpus" / "bantian_2021.pdf").read_bytes())
    limits = ["--max-seconds", "8", "--max-memory-mb", str(MEMORY_MB)]
    command = [sys.executable, "-m", "pipeline.cli.main", "run", str(root / "in"), "--out", str(root / "out"), "-j2"]
    ended = subprocess.run([*command, *limits], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=300)
    return ended, root / "out"


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
    assert {row["reason"] for row in documents.values()} <= {
        *("", "no_tables", "pages_unread", "image_only", "limit", "memory_limit", "time_limit", "damaged", "crashed")
    }


def test_what_a_file_claims_is_held_against_the_limits_before_it_is_read(
    run: tuple[subprocess.CompletedProcess[str], Path],
) -> None:
    ended, out = run
    documents = _documents(out)
    assert {name for name, row in documents.items() if row["reason"] == "limit"} == OVER_A_LIMIT
    for name in OVER_A_LIMIT:
        (line,) = [line for line in ended.stderr.splitlines() if f": {name}: " in line]
        assert "the limit is" in line


def test_a_bomb_of_forms_is_stopped_by_a_limit(run: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    row = _documents(run[1])["forms by the billion.pdf"]
    assert row["status"] == "quarantined"
    assert row["reason"] in {"memory_limit", "time_limit"}
