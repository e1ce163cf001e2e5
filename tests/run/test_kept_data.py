"""Data files that were kept say what they say when they are read, and nothing depends on their being kept."""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path

import pytest

import rubrics.data_files
import rubrics.yaml_nodes
from pipeline.run.starting.kept_data import kept_data
from rubrics.data_files import read_plain
from schemas.errors import RubricError

TEXT = "weights: [1.50, 20]\nname: 执行率\nopen: true\nnone: ~\n"
CONTENT = {"weights": [Decimal("1.50"), 20], "name": "执行率", "open": True, "none": None}


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of which one process has kept what it says, in another process that has read nothing."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(rubrics.data_files, "known", {})
    (tmp_path / "words.yaml").write_text(TEXT, "utf-8")
    with kept_data(tmp_path / "cache" / "data"):
        assert read_plain(tmp_path / "words.yaml") == CONTENT
    rubrics.data_files.known.clear()
    return tmp_path


def test_what_was_kept_is_not_read_again(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rubrics.yaml_nodes, "compose", lambda _: pytest.fail("read again"))
    with kept_data(kept / "cache" / "data"):
        first, second = read_plain(kept / "words.yaml"), read_plain(kept / "words.yaml")
    assert first == second == CONTENT
    first["weights"].clear()
    assert second == CONTENT, "each reader has a content of its own"


def test_a_file_that_was_changed_is_read_anew(kept: Path) -> None:
    (kept / "words.yaml").write_text(TEXT.replace("20", "30"), "utf-8")
    with kept_data(kept / "cache" / "data"):
        assert read_plain(kept / "words.yaml")["weights"] == [Decimal("1.50"), 30]
    (kept / "words.yaml").write_text(TEXT + "name: 又一个\n", "utf-8")
    with kept_data(kept / "cache" / "data"), pytest.raises(RubricError, match=r"words.yaml, line 5, name: .* twice"):
        read_plain(kept / "words.yaml")


def test_other_readers_and_damage_are_no_harm(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = kept / "cache" / "data"
    data.write_bytes(data.read_bytes()[:-3])
    with kept_data(data):
        assert read_plain(kept / "words.yaml") == CONTENT
    rubrics.data_files.known.clear()
    monkeypatch.setattr("pipeline.run.starting.kept_data._readers", lambda: 1)
    with kept_data(data):
        assert not rubrics.data_files.known
