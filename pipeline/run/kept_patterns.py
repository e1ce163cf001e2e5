"""Compiled patterns, kept beside the bytecode of this package and for the same reason.

Python compiles our modules once for a machine, but the thousand patterns in them at every start of a process, which is
half of what a worker's start takes, and those in functions when they are first called, in every worker anew. Here they
are kept as what Python's compiler made of them. As with bytecode, `sys.dont_write_bytecode` and `sys.pycache_prefix`
are heeded, another Python keeps its own, and where nothing can be written patterns are compiled as ever.
"""

from __future__ import annotations

import array
import importlib.util
import marshal
import re
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from pipeline.export.atomic_file import write_atomically

_FAST = 1
_CODE = "I"  # array type of the compiler's code: 32 bits
Compiled = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""Flags, code, number of groups, groups by name, names by group: what `_sre.compile` takes after the pattern's text."""


def place() -> Path:
    """Where the patterns of this Python are kept."""
    return Path(importlib.util.cache_from_source(__file__)).with_suffix(".patterns")


@contextmanager
def kept_patterns(path: Path, further: Callable[[], Iterable[str]] = tuple) -> Iterator[None]:
    """Inside, patterns that `path` holds are not compiled again. Where it lacks some, those that were met are kept.

    `further` gives patterns that will be wanted later; it is asked only when something is kept. They are at hand when
    the context ends, in the cache of `re`.
    """
    try:
        compiler: Any = import_module("re._compiler")
        engine: Any = compiler._sre
        usual: Callable[..., Any] = compiler.compile
        version = (sys.version, engine.MAGIC, sys.byteorder)
    except (ImportError, AttributeError):  # a Python that is built otherwise
        yield
        return
    known = _read(path, version)
    met: dict[tuple[str | bytes, int], Compiled] = {}

    def compiled(pattern: Any, flags: int = 0) -> Any:
        if not isinstance(pattern, str | bytes):  # one that is parsed already
            return usual(pattern, flags)
        key = (pattern, int(flags))
        if found := known.get(key):
            met[key] = found
            all_flags, code, *rest = found
            return engine.compile(pattern, all_flags, array.array(_CODE, code).tolist(), *rest)

        def made(text: str | bytes, all_flags: int, code: list[int], groups: int, *names: Any) -> Any:
            words = array.array(_CODE, code).tobytes()
            met[key] = (int(all_flags), words, groups, dict(names[0]), tuple(names[1]))
            return engine.compile(text, all_flags, code, groups, *names)

        compiler._sre = SimpleNamespace(**{**vars(engine), "compile": made})
        try:
            return usual(pattern, flags)
        finally:
            compiler._sre = engine

    compiler.compile = compiled
    try:
        yield
        if not met.keys() - known.keys():
            for pattern, flags in known.keys() - met.keys():  # what was wanted later when these were kept
                re.compile(pattern, flags)
        elif not sys.dont_write_bytecode:
            for text in further():
                re.compile(text)
            _write(path, marshal.dumps((version, met)))
    finally:
        compiler.compile = usual


def _write(path: Path, kept: bytes) -> None:
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        write_atomically(path, zlib.compress(kept, _FAST), sync=False)  # zlib's checksum tells damage


def _read(path: Path, version: tuple[object, ...]) -> dict[tuple[str | bytes, int], Compiled]:
    """What is kept by this very Python; nothing where the file is not there or damaged."""
    try:
        kept_by, known = marshal.loads(zlib.decompress(path.read_bytes()))
    except (OSError, zlib.error, ValueError, EOFError, TypeError):
        return {}
    return known if kept_by == version else {}
