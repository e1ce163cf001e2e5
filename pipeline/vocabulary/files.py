"""Reading the vocabulary's YAML files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rubrics.data_files import read_plain

_FOLDER = Path(__file__).parent


def read_yaml(name: str) -> dict[str, Any]:
    """A file of this package. Raises RubricError, for a key given twice too."""
    return dict(read_plain(_FOLDER / name))


def read_pairs(name: str) -> list[tuple[str, str]]:
    """A file of this package that is a list of pairs of texts."""
    return [(str(a), str(b)) for a, b in read_plain(_FOLDER / name)]
