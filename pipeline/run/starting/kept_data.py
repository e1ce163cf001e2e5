"""What the data files of vocabulary and rubrics say, kept beside the bytecode of this package and for the same reason.

It is found by the text of a file, so that a changed one is read anew, and kept by the very code that reads it.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import rubrics.data_files

from .kept_file import keep, read_kept

_READERS = ("data_files.py", "yaml_nodes.py")


@contextmanager
def kept_data(path: Path) -> Iterator[None]:
    """Inside, files whose text `path` holds are not read again as YAML. Where it lacks some, those that were met are
    kept."""
    version = (sys.version, _readers())
    known = rubrics.data_files.known
    kept = read_kept(path, version)
    known.update(kept)
    yield
    if known.keys() - kept.keys():
        keep(path, version, known)


def _readers() -> int:
    """Tells one version of the code that reads from another; 0 where its source is not at hand."""
    home = Path(rubrics.data_files.__file__).parent
    try:
        return zlib.crc32(b"".join((home / name).read_bytes() for name in _READERS))
    except OSError:
        return 0
