"""The bytecode of modules, kept in one file beside that of this package.

Python opens and reads a file for each of the seven hundred modules of a run, a fourteenth of what its start takes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any

from pipeline.run.kept_file import keep, read_kept

Kept = tuple[int, int, CodeType]
"""Time of change (ns) and size of a source, by which Python too tells that its bytecode is of it; the bytecode."""


@contextmanager
def kept_code(path: Path) -> Iterator[None]:
    """Inside, modules whose bytecode `path` holds are not read from files of their own. Where it lacks some, or their
    sources have changed, those that were met are kept besides."""
    version = (sys.version,)
    known: dict[str, Kept] = read_kept(path, version)
    met: dict[str, Kept] = {}
    usual = SourceFileLoader.get_code

    def get_code(loader: Any, module: str) -> CodeType | None:
        try:
            source = os.stat(loader.path)
        except OSError:  # bytecode without a source
            return usual(loader, module)
        stamp = source.st_mtime_ns, source.st_size
        kept = known.get(loader.path)
        if kept is not None and kept[:2] == stamp:
            return kept[2]
        code = usual(loader, module)
        if code is not None:
            met[loader.path] = (*stamp, code)
        return code

    SourceFileLoader.get_code = get_code  # type: ignore[assignment, method-assign]
    try:
        yield
    finally:
        del SourceFileLoader.get_code
    if met:
        keep(path, version, {place: kept for place, kept in (known | met).items() if os.path.isfile(place)})
