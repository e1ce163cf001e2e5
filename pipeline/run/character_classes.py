"""Classes of characters in patterns, worked out once for all patterns that have them.

To compile a pattern Python marks every character of a class in a table: 20,992 marks for each [\\u4e00-\\u9fff], which
our patterns hold many hundred times; a fifth of a worker's start went into that. The same class always comes to the
same table, so it is made once. Where another Python is built otherwise, nothing is changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any


def remember_classes() -> None:
    """Let Python's compiler of patterns remember the classes that it has met. May be called again."""
    try:
        compiler: Any = import_module("re._compiler")
        work_out = compiler._optimize_charset
    except (ImportError, AttributeError):
        return
    if hasattr(work_out, "known"):
        return
    known: dict[tuple[object, ...], object] = {}

    def remembered(charset: Sequence[object], *of_case: object) -> object:
        if any(of_case):  # a pattern that ignores case
            return work_out(charset, *of_case)
        key = tuple(charset)
        found = known.get(key)
        if found is None:
            found = known[key] = work_out(charset, *of_case)
        return found

    remembered.known = known  # type: ignore[attr-defined]
    compiler._optimize_charset = remembered
