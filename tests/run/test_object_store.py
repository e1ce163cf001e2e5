"""The whole command against a real server of objects (moto's S3) and a real cluster: same bytes as from a folder."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

pytest.importorskip("s3fs", reason="needs s3fs")
server = pytest.importorskip("moto.server", reason="needs moto[s3] and flask")
boto3 = pytest.importorskip("boto3", reason="needs moto[s3] and flask")
distributed = pytest.importorskip("distributed", reason="needs the extra: pip install fuhe[cluster]")

ROOT = Path(__file__).parents[2]
_KEYS = {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing", "AWS_DEFAULT_REGION": "us-east-1"}


@dataclass(frozen=True)
class Store:
    client: Any
    env: dict[str, str]

    def fuhe(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pipeline.cli.main", *map(str, arguments)]
        return subprocess.run(command, cwd=ROOT, env=self.env, capture_output=True, encoding="utf-8")

    def content(self, below: str) -> dict[str, bytes]:
        found = self.client.list_objects_v2(Bucket="reports", Prefix=below).get("Contents", [])
        return {
            one["Key"].removeprefix(below): self.client.get_object(Bucket="reports", Key=one["Key"])["Body"].read()
            for one in found
        }

    def stamps(self, below: str) -> dict[str, Any]:
        found = self.client.list_objects_v2(Bucket="reports", Prefix=below)["Contents"]
        return {one["Key"]: one["LastModified"] for one in found}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    address = "http://{}:{}".format(*running.get_host_and_port())
    keys = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing", "region_name": "us-east-1"}
    client = boto3.client("s3", endpoint_url=address, **keys)
    client.create_bucket(Bucket="reports")
    cache = str(tmp_path_factory.mktemp("cache"))
    yield Store(client, {**os.environ, **_KEYS, "AWS_ENDPOINT_URL": address, "XDG_CACHE_HOME": cache})
    running.stop()


@pytest.fixture(scope="module")
def given(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files of every fate, in a folder and in the store."""
    folder = tmp_path_factory.mktemp("given") / "in"
    (folder / "街道").mkdir(parents=True)
    for name in ("a", "街道/b #1 100%", "same"):
        canvas = Canvas(str(folder / f"{name}.pdf"), invariant=1)
        canvas.drawString(72, 700, "outturn 12.50" if name != "same" else "outturn 13.50")
        canvas.save()
    (folder / "same again.pdf").write_bytes((folder / "same.pdf").read_bytes())
    (folder / "cut.pdf").write_bytes((folder / "a.pdf").read_bytes()[:300])
    (folder / "report.PDF").write_bytes((ROOT / "corpus" / "bantian_2021.pdf").read_bytes())
    for path in folder.rglob("*"):
        if path.is_file():
            store.client.put_object(
                Bucket="reports", Key=f"2021/{path.relative_to(folder).as_posix()}", Body=path.read_bytes()
            )
    return folder


def outputs(out: Path) -> dict[str, bytes]:
    return {f"{part}/{p.name}": p.read_bytes() for part in ("corpus", "excel") for p in (out / part).iterdir()}


def test_from_bucket_to_bucket_over_a_cluster_gives_the_bytes_of_a_local_run(
    store: Store, given: Path, tmp_path: Path
) -> None:
    here = store.fuhe("run", given, "--out", tmp_path / "here")
    wanted = outputs(tmp_path / "here")
    cluster = distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    )
    with cluster:
        there = store.fuhe(
            "run", "s3://reports/2021", "--out", "s3://reports/audit", "--scheduler", cluster.scheduler_address
        )
    assert here.returncode == there.returncode == 3, there.stderr
    assert there.stdout.splitlines()[-1] == "All of it is at s3://reports/audit"
    published = store.content("audit/")
    assert published.pop("run.json")
    assert published == wanted
    documents = csv.DictReader(io.StringIO(published["corpus/documents.csv"].decode()))
    assert {row["file"]: row["status"] for row in documents} == {
        "a.pdf": "partial",
        "cut.pdf": "quarantined",
        "report.PDF": "ok",
        "same again.pdf": "partial",
        "same.pdf": "duplicate",
        "街道/b #1 100%.pdf": "duplicate",
    }
    before = store.stamps("audit/")
    again = store.fuhe("run", "s3://reports/2021", "--out", "s3://reports/audit")
    assert again.returncode == 3
    assert store.stamps("audit/") == before
    status = store.fuhe("status", "s3://reports/audit")
    assert status.stdout.splitlines()[-1] == "1 ok, 2 partial, 1 quarantined, 2 duplicate"


def test_a_bucket_that_is_not_there_is_said_in_one_line(store: Store, tmp_path: Path) -> None:
    ended = store.fuhe("run", "s3://nowhere/2021", "--out", tmp_path / "out")
    assert ended.returncode == 4
    assert len(ended.stderr.strip().splitlines()) == 1
    assert "cannot list s3://nowhere/2021" in ended.stderr
