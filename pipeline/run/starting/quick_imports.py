"""Importing what a process needs with what an earlier start has kept, and records that are made quickly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from .kept_data import kept_data
from .kept_file import place
from .kept_methods import kept_methods
from .kept_patterns import kept_patterns
from .quick_records import quick_records


@contextmanager
def quick_imports(name: str, further: Callable[[], Iterable[str]] = tuple) -> Iterator[None]:
    """Inside, modules load faster, once a process of this `name` has loaded them on this machine. `further` as in
    `kept_patterns`."""
    with (
        kept_patterns(place(f"{name}.patterns"), further),
        kept_methods(place(f"{name}.methods")),
        kept_data(place(f"{name}.data")),
        quick_records(),
    ):
        yield
