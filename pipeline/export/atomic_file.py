"""Files that are there whole or not at all: written under another name, synced, then renamed over the old one."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def write_atomically(path: Path, data: bytes, *, sync: bool = True) -> None:
    """Put `data` at `path`; a kill or a full disk leaves what was there before. Raises OSError.

    Without `sync` a power cut may leave a file that is cut short: for what is checked when read and can be made again.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            if sync:
                file.flush()
                os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def sync_folder(folder: Path) -> None:
    """Make renames in a folder survive a power cut, where the system can."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass  # some file systems cannot sync folders; the files themselves are synced
    finally:
        os.close(handle)


def sha256_of(path: Path) -> str:
    """Hex sha256 of a file's content. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class StagedFile:
    """A file being written beside its final place, with hash and size known at the end.

    `publish` puts it in place only if the content differs from what stands there, so that an unchanged output keeps
    its time stamp.
    """

    def __init__(self, staging: Path, target: Path) -> None:
        self.target = target
        self._path = staging / target.name
        self._file = self._path.open("wb", buffering=1 << 18)
        self._digest = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> None:
        self._file.write(data)
        self._digest.update(data)
        self.size += len(data)

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()

    def close(self) -> None:
        """Finish writing and make it safe on disk."""
        if not self._file.closed:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()

    def publish(self) -> bool:
        """Move it to its place. Returns whether anything changed there."""
        self.close()
        if self._is_same():
            self._path.unlink()
            return False
        self._path.replace(self.target)
        return True

    def discard(self) -> None:
        self._file.close()
        self._path.unlink(missing_ok=True)

    def _is_same(self) -> bool:
        try:
            return self.target.stat().st_size == self.size and sha256_of(self.target) == self.sha256
        except OSError:
            return False
