"""Patterns that are written out in functions (`re.search(r"…", text)`), found in the bytecode of loaded modules.

They are compiled when the function is first called, unless they are compiled before: once, in the process that workers
are copies of, instead of in every worker.
"""

from __future__ import annotations

import dis
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib.util import find_spec
from types import CodeType

_FUNCTIONS = frozenset({"compile", "findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn"})
_BETWEEN = frozenset({"CACHE", "NOP", "PUSH_NULL", "RESUME", "EXTENDED_ARG"})
"""Instructions that may stand between naming a function and its first argument, depending on the Python."""


def written_patterns(packages: Sequence[str]) -> Iterator[str]:
    """Patterns given as literals to functions of `re` in the loaded modules of these packages."""
    for name in sorted(sys.modules):
        if name.split(".")[0] in packages:
            for code in _functions(_code_of(name)):
                yield from _literals(code)


def _code_of(module: str) -> CodeType | None:
    with suppress(ImportError, ValueError):
        spec = find_spec(module)
        get_code = getattr(spec.loader, "get_code", None) if spec else None
        code = get_code(module) if get_code else None
        return code if isinstance(code, CodeType) else None
    return None


def _functions(code: CodeType | None) -> Iterator[CodeType]:
    """The code and all functions and classes in it."""
    if code is not None:
        yield code
        for constant in code.co_consts:
            if isinstance(constant, CodeType):
                yield from _functions(constant)


def _literals(code: CodeType) -> Iterator[str]:
    if "re" not in code.co_names or code.co_name == "<module>":  # a module's own patterns are compiled with it
        return
    steps = [step for step in dis.get_instructions(code) if step.opname not in _BETWEEN]
    for module, function, argument in zip(steps, steps[1:], steps[2:], strict=False):
        if module.argval == "re" and function.argval in _FUNCTIONS and argument.opname == "LOAD_CONST":
            pattern = argument.argval
            if isinstance(pattern, str) and _compiles(pattern):
                yield pattern


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:  # one that is told so only where the function is called
        return False
    return True
