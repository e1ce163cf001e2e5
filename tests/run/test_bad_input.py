"""Files as they are found in the wild: each ends in one status with a remedy, and costs the good report nothing."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "corpus" / "bantian_2021.pdf"


def _page(text: str, name: Path, password: str | None = None) -> None:
    canvas = Canvas(str(name), encrypt=password)
    canvas.drawString(72, 700, text)
    canvas.showPage()
    canvas.save()


def fuhe(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline.cli.main", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=600)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], Path]:
    """One run over a folder with every kind of bad file and one good report."""
    root = tmp_path_factory.mktemp("bad")
    folder = root / "in"
    folder.mkdir()
    good = SAMPLE.read_bytes()
    (folder / "good.pdf").write_bytes(good)
    (folder / "copy of good.pdf").write_bytes(good)
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "letter.pdf").write_text("This is a letter.\n" * 50)
    (folder / "truncated.pdf").write_bytes(good[: len(good) // 3])
    pdfium.PdfDocument.new().save(folder / "a file without pages.pdf")
    with zipfile.ZipFile(folder / "zip.pdf", "w") as archive:
        archive.writestr("a.txt", "a" * 1000)
    _page("no tables on this page", folder / "no tables.pdf")
    _page("secret", folder / "locked.pdf", password="pw")
    (folder / "gone.pdf").symlink_to(folder / "nowhere")
    (folder / "folder.pdf").mkdir()
    (folder / "line\nend.pdf").write_bytes(b"%PDF-1.7\n" + b"\0" * 2000)
    ended = fuhe("run", folder, "--out", root / "out")
    return ended, root / "out"


def rows(out: Path, table: str) -> list[dict[str, str]]:
    with (out / "corpus" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_file_ends_in_one_status(run: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    ended, out = run
    assert ended.returncode == 3
    ends = {row["file"]: (row["status"], row["reason"]) for row in rows(out, "documents")}
    status, reason = ends.pop("a file without pages.pdf")
    assert status == "quarantined"
    assert reason in {"empty", "damaged"}  # pdfium tells the two apart only where the page tree is sound
    assert ends == {
        "copy of good.pdf": ("ok", ""),
        "good.pdf": ("duplicate", "identical_file"),
        "empty.pdf": ("quarantined", "empty"),
        "letter.pdf": ("quarantined", "not_a_pdf"),
        "zip.pdf": ("quarantined", "not_a_pdf"),
        "truncated.pdf": ("quarantined", "damaged"),
        "no tables.pdf": ("partial", "no_tables"),
        "locked.pdf": ("quarantined", "encrypted"),
        "gone.pdf": ("quarantined", "unreadable"),
        "line\nend.pdf": ("quarantined", "damaged"),
    }


def test_each_problem_is_one_line_with_file_and_remedy(run: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    ended, out = run
    lines = [line for line in ended.stderr.splitlines() if line.startswith(("quarantined", "partial", "duplicate"))]
    bad = [row for row in rows(out, "documents") if row["status"] != "ok"]
    assert len(lines) == len(bad)
    for row in bad:
        (line,) = [line for line in lines if f": {row['file']}: ".replace("\n", r"\n") in line]
        assert row["status"] == "duplicate" or "; " in line, f"no remedy: {line}"
    assert "Traceback" not in ended.stderr


def test_the_good_report_is_whole(run: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    _, out = run
    (report,) = [row for row in rows(out, "reports") if row["file"] == "copy of good.pdf"]
    assert len({row["table_id"] for row in rows(out, "cells") if row["report_id"] == report["report_id"]}) >= 2
    assert [row for row in rows(out, "indicator_scores") if row["report_id"] == report["report_id"]]


def test_a_password_opens_what_was_locked(run: tuple[subprocess.CompletedProcess[str], Path], tmp_path: Path) -> None:
    _page("secret", tmp_path / "locked.pdf", password="pw")
    for password, code in (("wrong", 3), ("pw", 0)):
        ended = fuhe("run", tmp_path / "locked.pdf", "--out", tmp_path / "out", "--password", password)
        assert ended.returncode == code, ended.stderr
    assert password not in (tmp_path / "out" / "run.json").read_text("utf-8")


def test_status_lists_what_needs_attention_and_retry_tries_it_again(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    _page("no tables on this page", tmp_path / "in" / "thin.pdf")
    _page("secret", tmp_path / "in" / "locked.pdf", password="pw")
    out = tmp_path / "out"
    assert fuhe("run", tmp_path / "in", "--out", out).returncode == 3
    status = fuhe("status", out)
    assert status.returncode == 0
    assert status.stdout.splitlines()[-1] == "1 partial, 1 quarantined"
    assert "locked.pdf: encrypted" in status.stdout
    again = fuhe("retry", out, "--password", "pw")
    assert again.returncode == 0, again.stderr
    assert {row["file"]: row["status"] for row in rows(out, "documents")} == {
        "locked.pdf": "partial",
        "thin.pdf": "partial",
    }


def test_events_are_json_lines_for_programs(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"no pdf")
    ended = fuhe("run", tmp_path / "a.pdf", "--out", tmp_path / "out", "--json")
    assert ended.returncode == 3
    events = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [event["event"] for event in events] == ["listed", "document", "exporting", "finished"]
    assert (events[1]["status"], events[1]["reason"]) == ("quarantined", "not_a_pdf")
    assert events[-1]["documents"] == {"quarantined": 1}
