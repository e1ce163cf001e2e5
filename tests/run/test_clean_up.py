"""Cleaning takes what no run needs, costs time only, and says how much."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.main import cli
from pipeline.run.batch import RunOptions, RunResult, run_batch
from pipeline.run.clean_up import clean_up
from schemas.errors import OutputError
from tests.run.staged_processors import LIMITS, PROCESSOR
from tests.run.test_batch import Silent


@pytest.fixture
def finished(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for name in "abc":
        (tmp_path / "in" / f"{name}.pdf").write_text(f"ok {name}")
    run(tmp_path)
    return tmp_path


def run(root: Path) -> RunResult:
    return run_batch([root / "in"], root / "out", RunOptions(processor=PROCESSOR, limits=LIMITS), Silent())


def kept(root: Path) -> list[Path]:
    return sorted((root / "out" / ".fuhe" / "reports").rglob("*-*"))


def test_what_the_last_run_used_stays(finished: Path) -> None:
    cleaned = clean_up(finished / "out")
    assert (cleaned.files, cleaned.bytes) == (0, 0)
    assert cleaned.left == sum(path.stat().st_size for path in kept(finished))
    assert run(finished).worked == 0


def test_work_on_files_that_are_gone_goes_and_the_rest_is_not_done_again(finished: Path) -> None:
    (finished / "in" / "a.pdf").unlink()
    left = kept(finished)[0].parent / f".{'0' * 64}-x.1.part"
    left.write_bytes(b"half")
    assert run(finished).worked == 0
    assert clean_up(finished / "out", dry=True).files == 2
    assert len(kept(finished)) == 4
    assert clean_up(finished / "out").files == 2
    assert len(kept(finished)) == 2
    assert run(finished).worked == 0
    (finished / "in" / "a.pdf").write_text("ok a")
    assert run(finished).worked == 1


def test_old_work_and_work_beyond_the_room_goes_and_comes_back_with_the_next_run(finished: Path) -> None:
    tables = {path.name: path.read_bytes() for path in (finished / "out" / "corpus").iterdir()}
    old = kept(finished)[1]
    os.utime(old, (time.time() - 10 * 86_400,) * 2)
    assert clean_up(finished / "out", days=5).files == 1
    assert not old.exists()
    assert run(finished).worked == 1
    assert clean_up(finished / "out", mb=0).files == 3
    assert kept(finished) == []
    assert run(finished).worked == 3
    assert {path.name: path.read_bytes() for path in (finished / "out" / "corpus").iterdir()} == tables


def test_the_command_says_what_went_and_a_foreign_folder_is_left_alone(finished: Path) -> None:
    (finished / "in" / "a.pdf").unlink()
    run(finished)
    result = CliRunner().invoke(cli, ["clean", str(finished / "out")])
    assert result.exit_code == 0
    assert result.output.startswith("1 file, 0.0 MB gone; ")
    with pytest.raises(OutputError, match="not the output of fuhe run"):
        clean_up(finished / "in")
