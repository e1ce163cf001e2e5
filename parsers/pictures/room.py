"""Memory that pictures took, given back to the system.

Pictures of a page are tens of megabytes each, and the C library keeps what is freed in between what is not: a worker
that had read one page from its picture held 60 MB more to the end of the document.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from functools import cache


def give_back() -> None:
    """Let the system have what is free; where the C library cannot do that, nothing happens."""
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    return getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
