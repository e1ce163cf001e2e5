"""Reading the vocabulary's YAML files."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML


def read_yaml(name: str) -> dict[str, Any]:
    """A file of this package. A key given twice is an error (ruamel's DuplicateKeyError)."""
    return dict(_load(name))


def read_pairs(name: str) -> list[tuple[str, str]]:
    """A file of this package that is a list of pairs of texts."""
    return [(str(a), str(b)) for a, b in _load(name)]


def _load(name: str) -> Any:
    return YAML(typ="safe").load(files("pipeline.vocabulary").joinpath(name).read_text("utf-8"))
