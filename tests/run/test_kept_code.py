"""Modules whose bytecode was kept are those that Python would load, and a changed source is read anew."""

from __future__ import annotations

import importlib
import os
import sys
from importlib.machinery import SourceFileLoader
from pathlib import Path

import pytest

from pipeline.run.kept_code import kept_code
from pipeline.run.kept_file import read_kept

NAME = "its_measures"


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.syspath_prepend(tmp_path)
    return _written(tmp_path / f"{NAME}.py", "元")


def _written(source: Path, unit: str) -> Path:
    source.write_text(f"UNIT = {unit!r}\ndef told(amount):\n    return f'{{amount}}{{UNIT}}'\n", encoding="utf-8")
    return source


def _told(kept: Path) -> tuple[str, str, str]:
    sys.modules.pop(NAME, None)
    importlib.invalidate_caches()
    with kept_code(kept):
        module = importlib.import_module(NAME)
    return module.told(3), module.__file__ or "", module.told.__code__.co_filename


def test_a_kept_module_is_not_read_again(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "cache" / "code"
    first = _told(kept)
    assert first == ("3元", str(source), str(source))
    monkeypatch.setattr(SourceFileLoader, "get_data", lambda *_: pytest.fail("read again"))
    assert _told(kept) == first


def test_a_changed_source_is_read_anew(source: Path, tmp_path: Path) -> None:
    kept = tmp_path / "code"
    assert _told(kept)[0] == "3元"
    changed = source.stat().st_mtime_ns
    os.utime(_written(source, "万元"), ns=(changed, changed))  # another size alone tells
    assert _told(kept)[0] == "3万元"
    os.utime(_written(source, "千元"), ns=(changed, changed + 2_000_000_000))  # another time alone tells
    assert _told(kept)[0] == "3千元"


def test_damage_is_no_harm_and_nothing_is_left_behind(source: Path, tmp_path: Path) -> None:
    kept = tmp_path / "code"
    _told(kept)
    kept.write_bytes(kept.read_bytes()[:-9])
    assert _told(kept)[0] == "3元"
    assert "get_code" not in vars(SourceFileLoader)


def test_modules_that_are_gone_are_not_kept_on(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "code"
    _told(kept)
    source.rename(tmp_path / "its_new_measures.py")
    monkeypatch.setattr(f"{__name__}.NAME", "its_new_measures")
    assert _told(kept)[0] == "3元"
    assert [*read_kept(kept, (sys.version,))] == [str(tmp_path / "its_new_measures.py")]
