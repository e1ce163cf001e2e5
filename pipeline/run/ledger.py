"""The record of a run's work in SQLite (WAL): which file has which content, how each document ended, what was written.

The ledger only speeds things up and remembers: losing it costs a run, never a wrong output.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.run.outcome import Outcome, Status
from schemas.errors import OutputError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS contents (          -- sha256 of files seen, to spare hashing them again
    path BLOB PRIMARY KEY, size INTEGER, mtime_ns INTEGER, ctime_ns INTEGER, inode INTEGER, sha256 TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS outcomes (          -- how a content ended under a key of versions and options
    sha256 TEXT, key TEXT, status TEXT NOT NULL, outcome TEXT NOT NULL, finished REAL NOT NULL,
    PRIMARY KEY (sha256, key));
CREATE TABLE IF NOT EXISTS inputs (            -- the work list of the last run
    file TEXT PRIMARY KEY, path BLOB NOT NULL, sha256 TEXT, key TEXT, status TEXT NOT NULL, outcome TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS outputs (           -- files of the last export, as they were left
    path TEXT PRIMARY KEY, size INTEGER, mtime_ns INTEGER);
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the file system says of a file; equal stamps mean unchanged content."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int

    @classmethod
    def of(cls, path: Path) -> Stamp:
        """Raises OSError."""
        status = path.stat()
        return cls(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


@dataclass(frozen=True, slots=True)
class InputRow:
    """An input of the last run, as it ended."""

    file: str
    path: Path
    sha256: str
    key: str
    outcome: Outcome


class Ledger:
    """One connection; every change is committed at once. Raises OutputError when the file cannot be used."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._guarded():
            self._db = sqlite3.connect(path, isolation_level=None, timeout=30)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
            self._db.executescript(_SCHEMA)

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise OutputError(
                f"the ledger {self._path} cannot be used: {error}",
                "free space or check permissions; if it is damaged, delete it: what was read is kept",
            ) from error

    @contextmanager
    def together(self) -> Iterator[None]:
        """Group changes into one transaction."""
        with self._guarded():
            self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        with self._guarded():
            self._db.execute("COMMIT")

    def content(self, path: Path | str, stamp: Stamp) -> str | None:
        """The sha256 of a file (path or URL) seen before and unchanged since."""
        row = self._one(
            "SELECT size, mtime_ns, ctime_ns, inode, sha256 FROM contents WHERE path = ?", os.fsencode(path)
        )
        return str(row[4]) if row and Stamp(*map(int, row[:4])) == stamp else None

    def keep_content(self, path: Path | str, stamp: Stamp, sha256: str) -> None:
        """Remember the content of a file as long as size and times (`stamp`) stay the same."""
        self._do(
            "INSERT OR REPLACE INTO contents VALUES (?, ?, ?, ?, ?, ?)",
            os.fsencode(path),
            stamp.size,
            stamp.mtime_ns,
            stamp.ctime_ns,
            stamp.inode,
            sha256,
        )

    def outcome(self, sha256: str, key: str) -> Outcome | None:
        row = self._one("SELECT outcome FROM outcomes WHERE sha256 = ? AND key = ?", sha256, key)
        return Outcome.model_validate_json(row[0]) if row else None

    def keep_outcome(self, sha256: str, key: str, outcome: Outcome) -> None:
        """Remember how a document ended under a key that holds all versions that bear on it."""
        self._do(
            "INSERT OR REPLACE INTO outcomes VALUES (?, ?, ?, ?, ?)",
            sha256,
            key,
            outcome.status.value,
            outcome.model_dump_json(),
            time.time(),
        )

    def forget_failures(self) -> int:
        """Forget outcomes other than ok, so that the next run tries again. Returns how many."""
        with self._guarded():
            return self._db.execute("DELETE FROM outcomes WHERE status != ?", (Status.OK.value,)).rowcount

    def forget(self, sha256: str) -> None:
        """Forget how a content ended."""
        self._do("DELETE FROM outcomes WHERE sha256 = ?", sha256)

    def forget_all_but(self, contents: Iterable[str]) -> None:
        """Forget all contents but these, and give the room back."""
        with self.together(), self._guarded():
            self._db.execute("CREATE TEMP TABLE wanted (sha256 TEXT PRIMARY KEY)")
            self._db.executemany("INSERT OR IGNORE INTO wanted VALUES (?)", [(sha256,) for sha256 in contents])
            for table in ("outcomes", "contents"):
                self._db.execute(f"DELETE FROM {table} WHERE sha256 NOT IN (SELECT sha256 FROM wanted)")
            self._db.execute("DROP TABLE wanted")
        with self._guarded():
            self._db.execute("VACUUM")

    def set_inputs(self, rows: Sequence[InputRow]) -> None:
        """Replace the work list of the last run. Paths are kept in full: later commands may start elsewhere."""
        with self.together(), self._guarded():
            self._db.execute("DELETE FROM inputs")
            self._db.executemany(
                "INSERT INTO inputs VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (
                        r.file,
                        os.fsencode(os.path.abspath(r.path)),
                        r.sha256,
                        r.key,
                        r.outcome.status.value,
                        r.outcome.model_dump_json(),
                    )
                    for r in rows
                ],
            )

    def inputs(self) -> Iterator[InputRow]:
        """The files of the last run in the order of their names, with how they ended."""
        with self._guarded():
            for file, path, sha256, key, outcome in self._db.execute(
                "SELECT file, path, sha256, key, outcome FROM inputs ORDER BY file"
            ):
                yield InputRow(file, Path(os.fsdecode(path)), sha256, key, Outcome.model_validate_json(outcome))

    def set_outputs(self, paths: Sequence[Path], root: Path) -> None:
        """Remember how the files of an export were left."""
        rows = []
        for path in paths:
            status = path.stat()
            rows.append((path.relative_to(root).as_posix(), status.st_size, status.st_mtime_ns))
        with self.together(), self._guarded():
            self._db.execute("DELETE FROM outputs")
            self._db.executemany("INSERT INTO outputs VALUES (?, ?, ?)", rows)

    def outputs_untouched(self, root: Path) -> bool:
        """Whether there was an export and all its files stand as it left them."""
        with self._guarded():
            rows = self._db.execute("SELECT path, size, mtime_ns FROM outputs").fetchall()
        for path, size, mtime_ns in rows:
            try:
                status = (root / path).stat()
            except OSError:
                return False
            if (status.st_size, status.st_mtime_ns) != (size, mtime_ns):
                return False
        return bool(rows)

    def setting(self, name: str) -> str | None:
        row = self._one("SELECT value FROM settings WHERE name = ?", name)
        return str(row[0]) if row else None

    def set_setting(self, name: str, value: str) -> None:
        self._do("INSERT OR REPLACE INTO settings VALUES (?, ?)", name, value)

    def _one(self, sql: str, *values: object) -> tuple[str, ...] | None:
        with self._guarded():
            row: tuple[str, ...] | None = self._db.execute(sql, values).fetchone()
        return row

    def _do(self, sql: str, *values: object) -> None:
        with self._guarded():
            self._db.execute(sql, values)
