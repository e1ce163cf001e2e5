"""Patterns that are written out in functions (`re.search(r"…", text)`), or put together there of texts of their module
(`re.search(rf"{_UNIT}…", text)`), found in the bytecode of loaded modules.

They are compiled when the function is first called, unless they are compiled before: once, in the process that workers
are copies of, instead of in every worker.
"""

from __future__ import annotations

import dis
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dis import Instruction
from importlib.util import find_spec
from itertools import pairwise
from types import CodeType

_FUNCTIONS = frozenset({"compile", "findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn"})
_BETWEEN = frozenset({"CACHE", "NOP", "PUSH_NULL", "RESUME", "EXTENDED_ARG"})
"""Instructions that may stand between naming a function and its first argument, depending on the Python."""
_FORMATS = frozenset({"FORMAT_VALUE", "FORMAT_SIMPLE"})


def written_patterns(packages: Sequence[str]) -> Iterator[str]:
    """Patterns given to functions of `re` in the loaded modules of these packages, as far as the modules tell them."""
    for name in sorted(sys.modules):
        if name.split(".")[0] in packages:
            for code in _functions(_code_of(name)):
                yield from _literals(code, vars(sys.modules[name]))


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


def _literals(code: CodeType, names: Mapping[str, object]) -> Iterator[str]:
    if "re" not in code.co_names or code.co_name == "<module>":  # a module's own patterns are compiled with it
        return
    steps = [step for step in dis.get_instructions(code) if step.opname not in _BETWEEN]
    for place, (module, function) in enumerate(pairwise(steps)):
        if module.argval == "re" and function.argval in _FUNCTIONS:
            pattern = _text_of(steps[place + 2 :], names)
            if pattern is not None and _compiles(pattern):
                yield pattern


def _text_of(steps: Sequence[Instruction], names: Mapping[str, object]) -> str | None:
    """The text that instructions give first, of constants and of the texts that `names` stand for."""
    parts: list[str] = []
    for step in steps:
        value = names.get(step.argval) if step.opname == "LOAD_GLOBAL" else step.argval
        if step.opname in ("LOAD_CONST", "LOAD_GLOBAL") and isinstance(value, str):
            parts.append(value)
        elif step.opname == "BUILD_STRING":
            return "".join(parts) if len(parts) == step.arg else None
        elif step.opname not in _FORMATS or step.arg:
            break
    return parts[0] if parts and steps[1].opname not in _FORMATS else None


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:  # one that is told so only where the function is called
        return False
    return True
