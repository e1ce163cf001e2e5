"""The methods that `dataclasses` writes for our classes, kept beside the bytecode of this package for the same reason.

Python writes them as texts and compiles each of these at every start of a process: eight hundred for our classes and
those of our libraries, a tenth of a worker's start.
"""

from __future__ import annotations

import builtins
import dataclasses
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType
from typing import Any

from pipeline.run.kept_file import keep, read_kept


@contextmanager
def kept_methods(path: Path) -> Iterator[None]:
    """Inside, methods whose text `path` holds are not compiled again. Where it lacks some, those that were met are
    kept."""
    version = (sys.version,)
    known: dict[str, CodeType] = read_kept(path, version)
    met: dict[str, CodeType] = {}

    def carry_out(text: str, *spaces: Any) -> None:
        met[text] = code = known.get(text) or compile(text, "<string>", "exec")
        builtins.exec(code, *spaces)

    module: Any = dataclasses
    module.exec = carry_out  # a name of the module goes before the builtin
    try:
        yield
    finally:
        del module.exec
    if met.keys() - known.keys():
        keep(path, version, met)
