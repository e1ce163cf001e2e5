"""Pages are made in processes; a PDF that brings one down costs its own page the pictures, other pages nothing."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

import pipeline.export.html.write as write
from pipeline.export.finished_run import FinishedReport, finished_reports, input_files
from pipeline.export.html.write import Source, write_pages
from tests.desk.desk_run import DeskRun, desk_run

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the processes must inherit the fault put in here")
KILLER = "0" * 11 + "3"


def _reports(run: DeskRun) -> list[FinishedReport]:
    (report,) = finished_reports(run.out / "corpus")
    return [replace(report, report_id=f"{n:012d}") for n in range(1, 5)]


def _write(run: DeskRun, jobs: int) -> write.PagesWritten:
    reports = _reports(run)
    sources = {r.report_id: Source(run.pdf, run.report.document.sha256) for r in reports}
    return write_pages(reports, input_files(run.out / "corpus"), sources, run.audit, jobs=jobs)


def _with_pictures(run: DeskRun) -> list[str]:
    return sorted(p.stem for p in run.audit.glob("0*.html") if "data:image" in p.read_text("utf-8"))


def test_a_pdf_that_kills_its_process_costs_one_page_its_pictures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = desk_run(tmp_path)
    opened: Callable[[write._Task], object] = write._open

    def dies(task: write._Task) -> object:
        if task.report.report_id == KILLER and task.source is not None:
            os._exit(1)  # as a fault in pdfium would
        return opened(task)

    def forked(jobs: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("fork"))

    with monkeypatch.context() as fault:
        fault.setattr(write, "_open", dies)
        fault.setattr(write, "_processes", forked)
        assert _write(run, 2).written == 4
    every = [r.report_id for r in _reports(run)]
    assert _with_pictures(run) == [rid for rid in every if rid != KILLER]
    again = _write(run, 1)
    assert (again.written, again.kept) == (1, 3), "the page without pictures is tried again"
    assert _with_pictures(run) == every
