"""The methods that `dataclasses` writes for our classes, and types that are given as texts, kept beside the bytecode of
this package for the same reason.

Python compiles these texts at every start of a process: eight hundred methods of our classes and those of our
libraries, a tenth of a worker's start, and a thousand types, all but a few of pydantic's own.
"""

from __future__ import annotations

import builtins
import dataclasses
import sys
import typing
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType
from typing import Any

from .kept_file import keep, read_kept


@contextmanager
def kept_methods(path: Path) -> Iterator[None]:
    """Inside, methods and types whose text `path` holds are not compiled again. Where it lacks some, those that were
    met are kept."""
    version = (sys.version,)
    known: dict[tuple[str, str], CodeType] = read_kept(path, version)
    met: dict[tuple[str, str], CodeType] = {}

    def compiled(text: str, name: str, mode: str) -> CodeType:
        met[text, mode] = code = known.get((text, mode)) or compile(text, name, mode)
        return code

    def carry_out(text: str, *spaces: Any) -> None:
        builtins.exec(compiled(text, "<string>", "exec"), *spaces)

    of_methods: Any = dataclasses
    of_types: Any = typing
    of_methods.exec = carry_out  # a name of the module goes before the builtin
    of_types.compile = compiled
    try:
        yield
    finally:
        del of_methods.exec, of_types.compile
    if met.keys() - known.keys():
        keep(path, version, met)
