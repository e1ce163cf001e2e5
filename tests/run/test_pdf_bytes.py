"""Damage that pdfium passes over in silence is found by the checksums of a PDF's compressed parts."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.export.atomic_file import sha256_of
from pipeline.run.batch import RunOptions, run_batch
from pipeline.run.document_job import Job, process
from pipeline.run.kept_work import KeptWork
from pipeline.run.limits import Limits
from pipeline.run.pdf_bytes import count_damaged_streams
from tests.run.test_batch import Silent


@pytest.fixture
def letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("reportlab.rl_config.useA85", 0)
    path = tmp_path / "letter.pdf"
    canvas = Canvas(str(path), invariant=1, pageCompression=1)
    for number in range(3):
        for line in range(40):
            canvas.drawString(72, 800 - 15 * line, f"page {number} line {line} outturn {line * 37 % 101}.{number}5")
        canvas.showPage()
    canvas.save()
    return path


def flipped(data: bytes, stream: int) -> bytes:
    """One bit flipped in the middle of a stream."""
    (start, end) = [found.span(1) for found in re.finditer(rb"stream\r?\n(.*?)endstream", data, re.DOTALL)][stream]
    changed = bytearray(data)
    changed[(start + end) // 2] ^= 8
    return bytes(changed)


def test_sound_and_spoilt_streams_are_told_apart(letter: Path) -> None:
    data = letter.read_bytes()
    assert count_damaged_streams(data) == (0, 3)
    assert count_damaged_streams(flipped(data, 1)) == (1, 3)
    assert count_damaged_streams(flipped(flipped(data, 1), 2)) == (2, 3)
    assert count_damaged_streams(data[: data.rindex(b"endstream") - 40])[0] == 1


def test_a_spoilt_part_makes_a_report_partial_and_is_named(letter: Path, tmp_path: Path) -> None:
    data = letter.read_bytes()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "spoilt.pdf").write_bytes(flipped(data, 1))
    result = run_batch([tmp_path / "in"], tmp_path / "out", RunOptions(), Silent())
    with (tmp_path / "out" / "corpus" / "documents.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["status"], row["reason"]) == ("partial", "pages_unread")
    assert "1 of 3 compressed parts are damaged" in result.inputs[0].outcome.message


def test_no_page_of_a_spoilt_file_is_trusted_and_no_other_is_doubted(letter: Path, tmp_path: Path) -> None:
    for data, pages in ((letter.read_bytes(), ()), (flipped(letter.read_bytes(), 1), (1, 2, 3))):
        path = tmp_path / "one.pdf"
        path.write_bytes(data)
        sha256 = sha256_of(path)
        kept = KeptWork(tmp_path / "kept")
        process(Job(path, path.name, sha256, "read", "result", tmp_path / "kept", Limits()), lambda *_: None)
        document = kept.document(sha256, "read")
        assert document is not None
        assert document.damaged_pages == pages
