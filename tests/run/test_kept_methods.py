"""Methods and types that were kept are what those are that Python compiles anew, and nothing depends on their being
there."""

from __future__ import annotations

import builtins
import dataclasses
import sys
import typing
from pathlib import Path
from typing import Any

import pytest

from pipeline.run.starting.kept_file import read_kept
from pipeline.run.starting.kept_methods import kept_methods


def _classes() -> list[Any]:
    first = dataclasses.make_dataclass("Amount", [("value", int), ("unit", str, "元")], frozen=True, order=True)
    second = dataclasses.make_dataclass(
        "Line", [("amounts", list, dataclasses.field(default_factory=list))], slots=True
    )
    return [first, second]


def _told(path: Path) -> list[object]:
    with kept_methods(path):
        amount, line = _classes()
        figures = typing.ForwardRef("tuple[int | None, str]")
    one, other = amount(3), amount(5, "万元")
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.value = 4
    return [
        repr(one),
        one < other,
        hash(one) == hash(amount(3)),
        repr(line()),
        line() == line([]),
        line([one]) == line(),
        typing.get_type_hints(type("Told", (), {"__annotations__": {"figures": figures}})),
    ]


def test_kept_methods_are_not_compiled_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    path = tmp_path / "cache" / "methods"
    first = _told(path)
    assert ("tuple[int | None, str]", "eval") in read_kept(path, (sys.version,))
    monkeypatch.setattr(
        "pipeline.run.starting.kept_methods.compile", lambda *_: pytest.fail("compiled again"), raising=False
    )
    assert _told(path) == first
    assert not hasattr(dataclasses, "exec")
    assert not hasattr(typing, "compile")


def test_damage_is_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    path = tmp_path / "methods"
    first = _told(path)
    path.write_bytes(path.read_bytes()[:-9])
    assert _told(path) == first
    assert builtins.exec is exec
