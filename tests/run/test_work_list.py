"""What a run works on: every PDF below the inputs once, under a name that tells it apart."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.run.work_list import list_work, on_one_line, small_ones_last


def make(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def files(*inputs: Path) -> list[str]:
    return [item.file for item in list_work(inputs)]


def test_folders_are_searched_to_the_bottom_for_pdfs_in_any_case(tmp_path: Path) -> None:
    make(tmp_path, "b.pdf", "a/x.PDF", "a/b/c.Pdf", "notes.txt", "a/pdf", "深圳/报告 1.pdf")
    assert files(tmp_path) == ["a/b/c.Pdf", "a/x.PDF", "b.pdf", "深圳/报告 1.pdf"]


def test_a_file_given_by_name_is_taken_under_its_name(tmp_path: Path) -> None:
    make(tmp_path, "a/x.pdf", "a/scan.bin")
    assert files(tmp_path / "a" / "x.pdf", tmp_path / "a" / "scan.bin") == ["scan.bin", "x.pdf"]


def test_a_file_reached_twice_counts_once(tmp_path: Path) -> None:
    make(tmp_path, "a/x.pdf")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "y.pdf").symlink_to(tmp_path / "a" / "x.pdf")
    assert len(files(tmp_path, tmp_path / "a" / "x.pdf")) == 1


def test_loops_of_links_end(tmp_path: Path) -> None:
    make(tmp_path, "a/x.pdf")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "self.pdf").symlink_to(tmp_path / "self.pdf")
    assert [file for file in files(tmp_path) if file != "self.pdf"] == ["a/x.pdf"]


def test_equal_names_from_two_folders_are_told_apart(tmp_path: Path) -> None:
    make(tmp_path, "2020/report.pdf", "2021/report.pdf", "2021/other.pdf")
    assert files(tmp_path / "2020", tmp_path / "2021") == ["2020/report.pdf", "2021/report.pdf", "other.pdf"]


def test_strange_names_are_kept_and_can_be_printed(tmp_path: Path) -> None:
    names = ["new\nline.pdf", "emoji😀.pdf", "..pdf.pdf", "x" * 250 + ".pdf", "\x1b[31mred.pdf"]
    make(tmp_path, *names)
    assert sorted(files(tmp_path)) == sorted(names)
    assert on_one_line("new\nline\x1b.pdf") == r"new\nline\x1b.pdf"


def test_a_name_that_is_no_utf8_becomes_text(tmp_path: Path) -> None:
    path = os.path.join(os.fsencode(tmp_path), b"gbk\xb1\xa8.pdf")
    try:
        with open(path, "wb"):
            pass
    except OSError:
        pytest.skip("this file system holds UTF-8 names only")
    (item,) = list_work([tmp_path])
    assert item.file == r"gbk\xb1\xa8.pdf"
    assert item.path.exists()


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX systems")
def test_a_folder_closed_to_us_is_listed_with_the_reason(tmp_path: Path) -> None:
    make(tmp_path, "open/x.pdf", "closed/y.pdf")
    (tmp_path / "closed").chmod(0)
    try:
        if os.access(tmp_path / "closed", os.R_OK):
            pytest.skip("running as root")
        items = list_work([tmp_path])
    finally:
        (tmp_path / "closed").chmod(0o700)
    assert [(item.file, bool(item.problem)) for item in items] == [("closed", True), ("open/x.pdf", False)]


def test_several_workers_end_with_the_smallest_files_and_equal_ones_keep_their_order(tmp_path: Path) -> None:
    for name, size in {"a": 9, "b": 1, "c": 30, "d": 5, "e": 5, "f": 2, "g": 20, "h": 5, "i": 40, "j": 7}.items():
        (tmp_path / f"{name}.pdf").write_bytes(b"x" * size)
    items = list_work([tmp_path])
    assert [item.path.stem for item in small_ones_last(items, 1)] == [*"acdgij", *"ehfb"]
    assert [item.path.stem for item in small_ones_last(items, 5)] == [*"icgajdehfb"]
