"""A file with several reports through a whole run: one line of the work list, a report each in everything after it."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest

from pipeline.cli.explanations import explain
from pipeline.export.finished_run import finished_reports
from pipeline.export.report_rows import report_rows
from pipeline.export.report_shard import ReportShard
from pipeline.run.batch import RunOptions, RunResult, run_batch
from pipeline.run.desk import review_sources, write_comparison, write_desk
from pipeline.run.kept_work import KeptWork
from tests.export.sample_report import audited_report
from tests.run.test_batch import Silent
from tests.typeset import STYLES, typeset
from tests.typeset.budget_documents import make_budget_report
from tests.typeset.join import joined


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, RunResult, RunResult]:
    """A run over one file with two reports, the second with a wrong sum; then the same run again."""
    root = tmp_path_factory.mktemp("several")
    made = (make_budget_report(random.Random(seed), error=error) for seed, error in ((4, None), (5, "row_sum")))
    (root / "two.pdf").write_bytes(joined([typeset(report, STYLES["word"])[0] for report, _ in made]))
    out = root / "out"
    first, second = (run_batch([root / "two.pdf"], out, RunOptions(), Silent()) for _ in range(2))
    return out, first, second


def rows(out: Path, table: str) -> list[dict[str, str]]:
    with (out / "corpus" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_report_has_its_row_and_its_records(runs: tuple[Path, RunResult, RunResult]) -> None:
    out, result, _ = runs
    (document,) = rows(out, "documents")
    first, second = rows(out, "reports")
    rid = document["report_id"]
    assert [first["report_id"], second["report_id"]] == [rid, f"{rid}-2"]
    assert first["file"] == second["file"] == "two.pdf"
    assert first["agency"] != second["agency"]
    assert int(first["pages"]) + int(second["pages"]) == int(document["pages"])
    for table in ("paragraphs", "tables", "cells", "facts", "checks"):
        assert {row["report_id"] for row in rows(out, table)} == {rid, f"{rid}-2"}
    assert {row["report_id"] for row in rows(out, "findings") if row["severity"] == "error"} == {f"{rid}-2"}
    assert [report.report_id for report in result.inputs[0].outcome.reports] == [rid, f"{rid}-2"]


def test_a_second_run_takes_all_of_them_from_what_is_kept(runs: tuple[Path, RunResult, RunResult]) -> None:
    _, first, second = runs
    assert (first.worked, second.worked) == (1, 0)
    assert second.written is None
    assert second.inputs[0].outcome == first.inputs[0].outcome


def test_pages_desk_and_explanations_know_each(runs: tuple[Path, RunResult, RunResult]) -> None:
    out, _, _ = runs
    written = write_desk(out)
    write_comparison(out)
    ids = [report.report_id for report in finished_reports(out / "corpus")]
    assert (written.written, written.without_pictures) == (2, [])
    assert all((out / "audit" / f"{rid}.html").is_file() for rid in ids)
    sources, _ = review_sources(out)
    assert sorted(sources) == ids
    error = next(row for row in rows(out, "findings") if row["severity"] == "error")
    (told,) = explain(out / "corpus", error["finding_id"], "", "en")
    assert f"two.pdf ({ids[1]})" in told
    assert list(explain(out / "corpus", error["finding_id"], ids[0], "en")) == []


def test_kept_reports_are_there_whole_or_not_at_all(tmp_path: Path) -> None:
    audited = audited_report()
    shards = [ReportShard.of(rid, report_rows(audited)) for rid in ("ab" * 6, "ab" * 6 + "-2")]
    kept = KeptWork(tmp_path)
    kept.keep_reports(audited.document.sha256, "v1", shards)
    assert kept.reports(audited.document.sha256, "v1") == shards
    (path,) = (tmp_path / "reports").rglob("*-v1")
    whole = path.read_bytes()
    for damaged in (whole[:-20], whole + b"x", b""):
        path.write_bytes(damaged)
        assert kept.reports(audited.document.sha256, "v1") is None
