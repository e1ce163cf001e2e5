"""One check after the other, so that one that fails costs itself and no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import ParamSpec

from schemas.audit import Check

P = ParamSpec("P")


class OneByOne:
    """Runs checks; what they raise is kept in `failed`, by the check's name, or goes on where that is None."""

    def __init__(self, failed: list[str] | None = None) -> None:
        self._failed = failed

    def __call__(self, make: Callable[P, Iterable[Check]], *args: P.args, **kwargs: P.kwargs) -> Iterator[Check]:
        """What `make` yields until it fails. A report of a sort that nobody has seen may break any check."""
        try:
            yield from make(*args, **kwargs)
        except Exception as error:
            if self._failed is None:
                raise
            self._failed.append(f"{make.__name__}: {type(error).__name__}: {error}")
