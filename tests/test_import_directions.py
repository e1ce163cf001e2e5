"""Data flows one way: who opens a file finds below it what it needs, and nothing that leads back.

Three rules, read from the import statements (those for type checkers only are left out):
packages import only from those before them; folders side by side import one way; no file leads back to itself.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("schemas", "parsers", "rubrics", "pipeline", "review")
ORDER = (
    "schemas",
    "parsers",
    "rubrics",
    "pipeline.vocabulary",
    "pipeline.normalize",
    "pipeline.rules",
    "pipeline.checks",
    "pipeline.findings",
    "pipeline.audit",
    "pipeline.export",
    "review",
    "pipeline.run",
    "pipeline.cli",
)
NOT_NEEDED = {("parsers", "rubrics"), ("rubrics", "parsers")}  # side by side, both on schemas alone

Arrows = Mapping[str, set[str]]


@cache
def imports() -> dict[str, set[str]]:
    """Module -> the modules of this house that it imports."""
    files = [f for package in PACKAGES for f in (ROOT / package).rglob("*.py")]
    modules = {".".join(f.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): f for f in files}
    return {name: set(_imported(ast.parse(file.read_text("utf-8")), modules)) for name, file in modules.items()}


def _imported(tree: ast.AST, modules: Mapping[str, Path]) -> Iterator[str]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.ImportFrom) and node.module is not None:
            named = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in modules else node.module for name in named if node.module in modules)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in modules)
        else:
            yield from _imported(node, modules)


def circle(arrows: Arrows) -> list[str]:
    """Names that lead from one back to itself; [] where there are none."""
    done: set[str] = set()
    for start in sorted(arrows):
        path, open_ = [start], [iter(sorted(arrows[start]))]
        while path:
            following = next((name for name in open_[-1] if name not in done), None)
            if following is None:
                done.add(path.pop())
                open_.pop()
            elif following in path:
                return [*path[path.index(following) :], following]
            else:
                path.append(following)
                open_.append(iter(sorted(arrows.get(following, ()))))
    return []


@cache
def folders() -> frozenset[str]:
    """Those with modules in them, as dotted names."""
    return frozenset(".".join(f.parent.relative_to(ROOT).parts) for p in PACKAGES for f in (ROOT / p).rglob("*.py"))


def _place(module: str) -> str | None:
    return max((p for p in ORDER if module == p or module.startswith(f"{p}.")), key=len, default=None)


def test_packages_import_only_from_those_before_them() -> None:
    wrong = [
        f"{module} -> {other}"
        for module, others in imports().items()
        for other in others
        if (a := _place(module)) and (b := _place(other)) and (ORDER.index(b) > ORDER.index(a) or (a, b) in NOT_NEEDED)
    ]
    assert wrong == []


@pytest.mark.parametrize("folder", PACKAGES)
def test_folders_side_by_side_import_one_way(folder: str) -> None:
    for parent in [folder, *(f for f in folders() if f.startswith(f"{folder}."))]:
        depth = parent.count(".") + 2
        arrows: dict[str, set[str]] = {}
        for module, others in imports().items():
            room = ".".join(module.split(".")[:depth])
            if room.startswith(f"{parent}.") and room in folders():
                rooms = {".".join(other.split(".")[:depth]) for other in others} & folders()
                arrows.setdefault(room, set()).update(r for r in rooms if r != room and r.startswith(f"{parent}."))
        assert circle(arrows) == []


def test_no_files_import_in_a_circle() -> None:
    assert circle(imports()) == []
