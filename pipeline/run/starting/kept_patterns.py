"""Compiled patterns, kept beside the bytecode of this package and for the same reason.

Python compiles our modules once for a machine, but the thousand patterns in them at every start of a process, which is
half of what a worker's start takes, and those in functions when they are first called, in every worker anew. Here they
are kept as what Python's compiler made of them.
"""

from __future__ import annotations

import array
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from .kept_file import keep, read_kept

_CODE = "I"  # array type of the compiler's code: 32 bits
Compiled = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""Flags, code, number of groups, groups by name, names by group: what `_sre.compile` takes after the pattern's text."""


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
        asked: Any = re
        remembered: dict[Any, Any] = asked._cache
        usually_asked: Callable[..., Any] = asked._compile
        version = (sys.version, engine.MAGIC, sys.byteorder)
    except (ImportError, AttributeError):  # a Python that is built otherwise
        yield
        return
    known = read_kept(path, version)
    met: dict[tuple[str | bytes, int], Compiled] = {}

    def put_together(key: tuple[str | bytes, int], found: Compiled) -> Any:
        met[key] = found
        all_flags, code, *rest = found
        return engine.compile(key[0], all_flags, array.array(_CODE, code).tolist(), *rest)

    def quickly_asked(pattern: Any, flags: Any) -> Any:
        """What `re` answers, without its questions about flags, which take longer than to put a pattern together."""
        key = (pattern, flags)
        if flags.__class__ is not int or key not in known:
            return usually_asked(pattern, flags)
        place = (type(pattern), *key)
        if place not in remembered:
            remembered[place] = put_together(key, known[key])
        return remembered[place]

    def compiled(pattern: Any, flags: int = 0) -> Any:
        if not isinstance(pattern, str | bytes):  # one that is parsed already
            return usual(pattern, flags)
        key = (pattern, int(flags))
        if found := known.get(key):
            return put_together(key, found)

        def made(text: str | bytes, all_flags: int, code: list[int], groups: int, *names: Any) -> Any:
            words = array.array(_CODE, code).tobytes()
            met[key] = (int(all_flags), words, groups, dict(names[0]), tuple(names[1]))
            return engine.compile(text, all_flags, code, groups, *names)

        compiler._sre = SimpleNamespace(**{**vars(engine), "compile": made})
        try:
            return usual(pattern, flags)
        finally:
            compiler._sre = engine

    compiler.compile, asked._compile = compiled, quickly_asked
    try:
        yield
        if met.keys() - known.keys() and not sys.dont_write_bytecode:
            for text in further():
                re.compile(text)
            keep(path, version, met)
        else:
            for pattern, flags in known.keys() - met.keys():  # what was wanted later when these were kept
                re.compile(pattern, flags)
    finally:
        compiler.compile, asked._compile = usual, usually_asked
