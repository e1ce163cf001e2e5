"""Reading the vocabulary's YAML files."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from ruamel.yaml import YAML


def read_yaml(name: str) -> dict[str, Any]:
    """A file of this package. A key given twice is an error (ruamel's DuplicateKeyError)."""
    loaded = YAML(typ="safe").load(files("pipeline.vocabulary").joinpath(name).read_text("utf-8"))
    return dict(loaded)
