"""The same run on a Dask cluster of two worker processes: same bytes, same limits, and no loss when one is killed."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.run.batch import RunOptions, run_batch
from pipeline.run.outcome import Outcome
from tests.run.staged_processors import LIMITS, PROCESSOR

distributed = pytest.importorskip("distributed", reason="needs the extra: pip install fuhe[cluster]")

OPTIONS = RunOptions(processor=PROCESSOR, limits=LIMITS)


class Watcher:
    """Kills a worker of the cluster once, after some documents have ended."""

    def __init__(self, victim: int | None = None, after: int = 0) -> None:
        self.ends: dict[str, Outcome] = {}
        self._victim = victim
        self._after = after

    def listed(self, total: int) -> None: ...

    def finished(self, file: str, outcome: Outcome, *, kept: bool) -> None:
        self.ends[file] = outcome
        if self._victim is not None and len(self.ends) == self._after:
            os.kill(self._victim, signal.SIGKILL)

    def exporting(self) -> None: ...


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as running:
        yield running


def _documents(folder: Path) -> None:
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02}.pdf").write_text(f"slow {number}")
    (folder / "x crash.pdf").write_text("crash")
    (folder / "y hang.pdf").write_text("hang")
    (folder / "z same.pdf").write_text("slow 0")


def _outputs(out: Path) -> dict[str, bytes]:
    return {p.name + p.parent.name: p.read_bytes() for part in ("corpus", "excel") for p in (out / part).iterdir()}


def test_a_run_on_a_cluster_that_loses_a_worker_gives_the_same_bytes(cluster: Any, tmp_path: Path) -> None:
    _documents(tmp_path / "in")
    run_batch([tmp_path / "in"], tmp_path / "here", replace(OPTIONS, jobs=2), Watcher())
    with distributed.Client(cluster) as client:
        pids = list(client.run(os.getpid).values())
    assert len(pids) == 2
    watcher = Watcher(pids[0], after=2)
    there = replace(OPTIONS, scheduler=cluster.scheduler_address)
    result = run_batch([tmp_path / "in"], tmp_path / "there", there, watcher)
    assert result.worked == 14
    assert _outputs(tmp_path / "there") == _outputs(tmp_path / "here")
    assert watcher.ends["x crash.pdf"].reason == "crashed"
    assert watcher.ends["y hang.pdf"].reason == "time_limit"
    again = run_batch([tmp_path / "in"], tmp_path / "there", OPTIONS, Watcher())
    assert again.worked == 0  # what came from the cluster is kept here


def test_real_reports_come_back_whole(cluster: Any, tmp_path: Path) -> None:
    corpus = Path(__file__).parents[2] / "corpus" / "bantian_2021.pdf"
    for name, scheduler in (("here", None), ("there", cluster.scheduler_address)):
        run_batch([corpus], tmp_path / name, RunOptions(scheduler=scheduler), Watcher())
    assert _outputs(tmp_path / "there") == _outputs(tmp_path / "here")


def test_an_address_where_nobody_answers_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.run import dask_pool

    monkeypatch.setattr(dask_pool, "_CONNECT_SECONDS", 0.2)
    (tmp_path / "a.pdf").write_text("ok")
    with pytest.raises(dask_pool.ClusterError, match="no Dask cluster"):
        run_batch([tmp_path / "a.pdf"], tmp_path / "out", replace(OPTIONS, scheduler="tcp://127.0.0.1:9"), Watcher())
