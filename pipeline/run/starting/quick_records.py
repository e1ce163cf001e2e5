"""Our records made quickly, in a process that runs no code but ours.

A frozen dataclass sets each of its fields through `object.__setattr__`, so that making one takes two to five times as
long as one that is not frozen, and a report makes ten thousand. That nobody changes a record is for mypy and the tests,
in which all are frozen, as `schemas.trusted` leaves it to them that every field has its type.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_OURS = frozenset({"schemas", "rubrics", "parsers", "pipeline"})
_PICKLED = ("__getstate__", "__setstate__")  # the same as of a frozen one: other processes may freeze theirs


@contextmanager
def quick_records() -> Iterator[None]:
    """Inside, frozen dataclasses of our packages are made without being frozen; all else about them stays as it is."""
    usual: Any = dataclasses.dataclass
    module: Any = dataclasses

    def record(cls: type | None = None, /, **options: Any) -> Any:
        def made(found: type) -> Any:
            if not options.get("frozen") or found.__module__.split(".")[0] not in _OURS or _has_frozen_base(found):
                return usual(found, **options)
            plain = {**options, "frozen": False, "unsafe_hash": "__hash__" not in vars(found)}
            return _pickled_as_frozen(usual(found, **plain)) if options.get("slots") else usual(found, **plain)

        return made if cls is None else made(cls)

    module.dataclass = record
    try:
        yield
    finally:
        module.dataclass = usual


def _has_frozen_base(cls: type) -> bool:
    """A dataclass with such a base has to be frozen too."""
    return any(base.__dataclass_params__.frozen for base in cls.__mro__[1:] if hasattr(base, "__dataclass_params__"))


def _pickled_as_frozen(cls: Any) -> Any:
    for name in _PICKLED:
        if name not in vars(cls):
            setattr(cls, name, vars(_Frozen)[name])
    return cls


@dataclasses.dataclass(frozen=True, slots=True)
class _Frozen:
    pass
