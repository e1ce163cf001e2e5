"""Takes kept work away that is not needed any more, or that is old, or more than there is room for.

Nothing that a person reads is touched, and nothing is lost but time: what is gone is read and audited again when it is
asked for. What the last run did not use goes always: files that are no longer among its inputs, older versions, what
killed workers left unfinished.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.run.ledger import Ledger
from pipeline.run.output_folder import OutputFolder
from schemas.errors import OutputError

_SHA256 = 64  # hex digits that a name of kept work begins with
_DAY = 86_400
_STORES = ("documents", "reports")


@dataclass(slots=True)
class Cleaned:
    """Files and bytes that went (or would go), and bytes that stay."""

    files: int = 0
    bytes: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True)
class _Kept:
    path: Path
    size: int
    written: float
    used: bool


def clean_up(out: Path, *, days: float | None = None, mb: int | None = None, dry: bool = False) -> Cleaned:
    """Clean `OUT/.fuhe`: what the last run did not use, what is older than `days`, the oldest beyond `mb` (2^20 bytes).

    With `dry` nothing is taken away. Raises OutputError when OUT is no output folder or in use, or cannot be changed.
    """
    folder = OutputFolder(out)
    folder.require()
    with folder.locked():
        ledger = Ledger(folder.ledger)
        try:
            wanted = {(row.sha256, row.key) for row in ledger.inputs()}
            contents = {sha256 for sha256, _ in wanted}
            kept = sorted(_kept(folder.kept, wanted, contents), key=lambda one: one.written)
            cleaned = _take_away(kept, time.time() - days * _DAY if days is not None else 0.0, mb, dry)
            if not dry:
                for leftover in (folder.staging, folder.fetched):
                    shutil.rmtree(leftover, ignore_errors=True)
                ledger.forget_all_but(contents)
            return cleaned
        except OSError as error:
            raise OutputError(f"cannot clean {folder.kept}: {error.strerror}", "check its permissions") from error
        finally:
            ledger.close()


def _kept(root: Path, wanted: set[tuple[str, str]], contents: set[str]) -> Iterator[_Kept]:
    for store in _STORES:
        for folder, _, names in os.walk(root / store):
            for name in names:
                path = Path(folder, name)
                status = path.stat()
                sha256, key = name[:_SHA256], name[_SHA256 + 1 :]
                # What was read has a key of its own, of which the ledger knows nothing: its content decides.
                used = sha256 in contents if store == "documents" else (sha256, key) in wanted
                yield _Kept(path, status.st_size, status.st_mtime, used)


def _take_away(kept: list[_Kept], oldest: float, mb: int | None, dry: bool) -> Cleaned:
    """`kept` is sorted, the oldest first."""
    going = [one for one in kept if not one.used or one.written < oldest]
    staying = [one for one in kept if one.used and one.written >= oldest]
    cleaned = Cleaned(left=sum(one.size for one in staying))
    if mb is not None:
        for one in staying:
            if cleaned.left <= mb << 20:
                break
            going.append(one)
            cleaned.left -= one.size
    for one in going:
        if not dry:
            one.path.unlink(missing_ok=True)
        cleaned.files += 1
        cleaned.bytes += one.size
    return cleaned
