"""What a package says of itself is true: the modules and rooms that its docstring names are there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = sorted(
    f.parent for p in ("schemas", "parsers", "rubrics", "pipeline", "review") for f in (ROOT / p).rglob("__init__.py")
)
_NAMED = re.compile(r"`([a-z][a-z_0-9]+(?:\.py)?)`")
_COMMANDS = {"fuhe"}


@pytest.mark.parametrize("package", PACKAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_names_in_a_package_docstring_are_there(package: Path) -> None:
    said = ast.get_docstring(ast.parse((package / "__init__.py").read_text("utf-8"))) or ""
    there = {f.stem for f in package.iterdir()} | _COMMANDS
    assert said, "says nothing of what is in it"
    assert {name.removesuffix(".py") for name in _NAMED.findall(said)} <= there
