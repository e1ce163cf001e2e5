"""What was read and what was audited, kept on disk under names made from content and versions.

`documents/ab/<sha256>-<read key>` holds what was read from a PDF, `reports/ab/<sha256>-<result key>` the rows of its
audit, report by report. A file is there whole or not at all; one that is damaged counts as absent. When a file of a
new version is written, those of older versions go.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from pipeline.export.atomic_file import write_atomically
from pipeline.export.report_shard import ReportShard
from pipeline.run.packed_document import pack, unpack
from schemas.document import Document
from schemas.errors import OutputError

Kind = Literal["documents", "reports"]


class KeptWork:
    """The store below `OUT/.fuhe`. Writing raises OutputError when the disk is full or closed to us."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def document(self, sha256: str, key: str) -> Document | None:
        """What was read of a PDF; None where nothing usable is kept. `key` holds the versions that bear on it."""
        try:
            return unpack(self._path("documents", sha256, key).read_bytes())
        except (OSError, ValueError):
            return None

    def keep_document(self, key: str, document: Document) -> None:
        """Keep what was read, unless it holds characters that UTF-8 has no bytes for: that is read again next time."""
        try:
            packed = pack(document)
        except ValueError:
            return
        self._write("documents", document.sha256, key, packed, sync=False)

    def reports(self, sha256: str, key: str) -> list[ReportShard] | None:
        """The reports in one file, in their order."""
        try:
            return ReportShard.unpack_all(self._path("reports", sha256, key).read_bytes())
        except (OSError, ValueError):
            return None

    def has_reports(self, sha256: str, key: str) -> bool:
        return self._path("reports", sha256, key).is_file()

    def keep_reports(self, sha256: str, key: str, shards: Sequence[ReportShard]) -> None:
        self._write("reports", sha256, key, b"".join(shard.pack() for shard in shards), sync=True)

    def packed(self, kind: Kind, sha256: str, key: str) -> bytes | None:
        """What is kept, as it is stored: to be sent to another machine."""
        try:
            return self._path(kind, sha256, key).read_bytes()
        except OSError:
            return None

    def keep_packed(self, kind: Kind, sha256: str, key: str, data: bytes) -> None:
        self._write(kind, sha256, key, data, sync=kind == "reports")

    def _path(self, kind: Kind, sha256: str, key: str) -> Path:
        return self._root / kind / sha256[:2] / f"{sha256}-{key}"

    def _write(self, kind: Kind, sha256: str, key: str, data: bytes, *, sync: bool) -> None:
        path = self._path(kind, sha256, key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, data, sync=sync)
            for name in os.listdir(path.parent):  # older versions, and what a killed worker left unfinished
                if name != path.name and name.removeprefix(".").startswith(sha256):
                    (path.parent / name).unlink(missing_ok=True)
        except OSError as error:
            raise OutputError(
                f"cannot keep work in {self._root}: {error.strerror}", "free space or check permissions, then run again"
            ) from error
