"""A file beside the bytecode of this package, for what Python would work out anew at every start of a process.

As with bytecode, `sys.dont_write_bytecode` and `sys.pycache_prefix` are heeded, another Python keeps its own, and where
nothing can be written all goes on as ever.
"""

from __future__ import annotations

import importlib.util
import marshal
import sys
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any

from pipeline.export.atomic_file import write_atomically

_SUM = 4  # bytes before the content: its checksum, which tells damage


def place(name: str) -> Path:
    """Where this Python keeps what has this name."""
    return Path(importlib.util.cache_from_source(__file__)).with_suffix(f".{name}")


def read_kept(path: Path, version: tuple[object, ...]) -> dict[Any, Any]:
    """What is kept by this very Python; nothing where the file is not there or damaged."""
    try:
        data = memoryview(path.read_bytes())
        if zlib.crc32(data[_SUM:]) != int.from_bytes(data[:_SUM], "little"):
            return {}
        kept_by, known = marshal.loads(data[_SUM:])  # not packed: to unpack it takes longer than to read it
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return known if kept_by == version else {}


def keep(path: Path, version: tuple[Any, ...], found: dict[Any, Any]) -> None:
    """Keep what was found; what the file held before goes."""
    if sys.dont_write_bytecode:
        return
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        kept = marshal.dumps((version, found))
        write_atomically(path, zlib.crc32(kept).to_bytes(_SUM, "little") + kept, sync=False)
