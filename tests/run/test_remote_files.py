"""Inputs and outputs behind URLs, on fsspec's file system in memory: same bytes as from a folder, fetched once."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.run.batch import RunOptions, RunResult, run_batch
from pipeline.run.remote_files import RemoteError, publish
from tests.run.staged_processors import LIMITS, PROCESSOR

fsspec = pytest.importorskip("fsspec", reason="needs the extra: pip install fuhe[cluster]")

OPTIONS = RunOptions(processor=PROCESSOR, limits=LIMITS)


class Silent:
    def listed(self, total: int) -> None: ...

    def finished(self, file: str, outcome: object, *, kept: bool) -> None: ...

    def exporting(self) -> None: ...


def run(given: Path | str, out: Path) -> RunResult:
    return run_batch([given], out, OPTIONS, Silent())


def outputs(out: Path) -> dict[str, bytes]:
    return {p.name + p.parent.name: p.read_bytes() for part in ("corpus", "excel") for p in (out / part).iterdir()}


@pytest.fixture
def bucket() -> str:
    store = fsspec.filesystem("memory")
    store.store.clear()
    for name, text in {
        "a.pdf": "ok a",
        "b/c.PDF": "ok c",
        "b/same.pdf": "ok a",
        "bad.pdf": "crash",
        "n.txt": "x",
    }.items():
        store.pipe_file(f"/reports/{name}", text.encode())
    return "memory://reports"


def test_a_run_from_urls_writes_what_a_run_from_the_folder_writes(bucket: str, tmp_path: Path) -> None:
    fsspec.filesystem("memory").get("/reports/", str(tmp_path / "in") + "/", recursive=True)
    run(tmp_path / "in", tmp_path / "local")
    result = run(bucket, tmp_path / "remote")
    assert result.worked == 3
    assert outputs(tmp_path / "remote") == outputs(tmp_path / "local")
    assert not (tmp_path / "remote" / ".fuhe" / "fetched").exists()


def test_a_second_run_fetches_nothing_and_a_changed_file_is_done_again(
    bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(bucket, tmp_path / "out")
    store = fsspec.filesystem("memory")
    with monkeypatch.context() as patch:
        patch.setattr(type(store), "get_file", lambda *_: pytest.fail("fetched again"))
        assert run(bucket, tmp_path / "out").worked == 0
    store.pipe_file("/reports/a.pdf", b"ok changed")
    assert run(bucket, tmp_path / "out").worked == 2  # a.pdf, and b/same.pdf, which has its old content


def test_outputs_are_published_where_they_changed(bucket: str, tmp_path: Path) -> None:
    run(bucket, tmp_path / "out")
    store = fsspec.filesystem("memory")
    assert publish(tmp_path / "out", "memory://results/2021") == 26
    assert store.cat_file("/results/2021/corpus/cells.csv") == (tmp_path / "out" / "corpus" / "cells.csv").read_bytes()
    assert publish(tmp_path / "out", "memory://results/2021") == 0
    assert not any("/.fuhe/" in name for name in store.find("/results"))


def test_urls_that_cannot_be_used_are_said(tmp_path: Path) -> None:
    with pytest.raises(RemoteError, match="cannot use nosuch://"):
        run("nosuch://bucket/a", tmp_path / "out")
