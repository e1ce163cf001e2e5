"""The folder a run writes to: recognised as ours by a marker, used by one run at a time, never somebody else's."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pipeline.export.atomic_file import write_atomically
from schemas.errors import OutputError

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class OutputFolder:
    """Paths below OUT. Work that is kept between runs lies under `.fuhe/`."""

    root: Path

    @property
    def corpus(self) -> Path:
        return self.root / "corpus"

    @property
    def kept(self) -> Path:
        return self.root / ".fuhe"

    @property
    def marker(self) -> Path:
        return self.kept / "format.json"

    @property
    def ledger(self) -> Path:
        return self.kept / "ledger.sqlite"

    @property
    def staging(self) -> Path:
        return self.kept / "staging"

    @property
    def fetched(self) -> Path:
        """Copies of remote inputs while they are worked on."""
        return self.kept / "fetched"

    @property
    def run_file(self) -> Path:
        return self.root / "run.json"

    def exists(self) -> bool:
        return self.marker.is_file()

    def require(self) -> None:
        """Raises OutputError when no run has written here."""
        if not self.exists():
            raise OutputError(f"{self.root} is not the output of fuhe run", "give the folder that was given to --out")

    def prepare(self) -> None:
        """Create the folder, or take it over when it is empty or ours. Raises OutputError otherwise."""
        try:
            if self.root.exists() and not self.exists():
                if not self.root.is_dir():
                    raise OutputError(f"{self.root} is a file", "name a folder with --out")
                if any(self.root.iterdir()):
                    raise OutputError(
                        f"{self.root} is not empty and was not written by fuhe", "name a new or empty folder with --out"
                    )
            self.kept.mkdir(parents=True, exist_ok=True)
            if not self.marker.exists():
                write_atomically(self.marker, json.dumps({"fuhe": _FORMAT}).encode() + b"\n")
            format_found = json.loads(self.marker.read_bytes())["fuhe"]
        except OSError as error:
            raise OutputError(
                f"cannot write to {self.root}: {error.strerror}", "check the path and its permissions"
            ) from error
        except (ValueError, KeyError, TypeError) as error:
            raise OutputError(
                f"{self.marker} is damaged", "delete the folder, or name another one with --out"
            ) from error
        if format_found != _FORMAT:
            raise OutputError(f"{self.root} was written by another version of fuhe", "name another folder with --out")

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder for one run. Raises OutputError while another run holds it."""
        with (self.kept / "lock").open("a") as handle:
            _lock(handle, self.root)
            yield


def _lock(handle: IO[str], root: Path) -> None:
    if os.name != "posix":  # no advisory locks: two runs into one folder are then the user's to avoid
        return
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise OutputError(
            f"another run is writing to {root}", "wait for it, or name another folder with --out"
        ) from error
