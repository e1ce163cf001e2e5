"""What auditors decided about findings: `OUT/audit/decisions.sqlite`, a log that only ever grows.

A decision is kept under the report's and the finding's stable ids, so it survives further runs. Nothing is overwritten:
where two people decide, both decisions stand in the log and the later one counts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from pipeline.export.code_words import Words
from schemas.errors import OutputError

FILE = "decisions.sqlite"
LONGEST_COMMENT = 4_000
_SCHEMA = (
    """CREATE TABLE IF NOT EXISTS decisions (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    report_id TEXT NOT NULL, finding_id TEXT NOT NULL,
    state TEXT NOT NULL, comment TEXT NOT NULL, reviewer TEXT NOT NULL,
    decided_at TEXT NOT NULL)""",
    "CREATE INDEX IF NOT EXISTS by_report ON decisions (report_id, finding_id, number)",
)


class State(StrEnum):
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"
    NEEDS_EVIDENCE = "needs_evidence"
    OPEN = "open"  # a decision taken back, or a comment without one


STATES: dict[State, Words] = {
    State.ACCEPTED: Words("确认", "Accepted"),
    State.DISMISSED: Words("排除", "Dismissed"),
    State.NEEDS_EVIDENCE: Words("需补证", "Needs evidence"),
    State.OPEN: Words("待定", "Open"),
}


@dataclass(frozen=True, slots=True)
class Decision:
    number: int
    report_id: str
    finding_id: str
    state: State
    comment: str
    reviewer: str
    decided_at: str


Latest = dict[tuple[str, str], Decision]


class DecisionLog:
    """The log below `OUT/audit`. Every call opens the file anew, so that threads and processes can share it.

    Raises OutputError when the file cannot be used.
    """

    def __init__(self, audit: Path) -> None:
        self._path = audit / FILE

    def add(self, report_id: str, finding_id: str, state: State, comment: str, reviewer: str) -> Decision:
        """Log a decision; it is safe on disk when this returns."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        comment, reviewer = comment.strip()[:LONGEST_COMMENT], reviewer.strip()[:100]
        values = (report_id, finding_id, state.value, comment, reviewer, at)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(self._open()) as db:
                # The lock is taken before anything is read: SQLite waits for a lock, but not for one to be raised,
                # and not for the change to WAL either, at which two first decisions at once used to collide.
                db.execute("BEGIN IMMEDIATE")
                for statement in _SCHEMA:
                    db.execute(statement)
                number = db.execute(
                    "INSERT INTO decisions (report_id, finding_id, state, comment, reviewer, decided_at) "
                    "VALUES (?, ?, ?, ?, ?, ?)",
                    values,
                ).lastrowid
                db.execute("COMMIT")
        except (OSError, sqlite3.Error) as error:
            raise OutputError(
                f"cannot keep decisions in {self._path}: {error}", "free space, then decide again"
            ) from error
        return Decision(int(number or 0), report_id, finding_id, state, comment, reviewer, at)

    def history(self, report_id: str = "") -> list[Decision]:
        """All decisions of a report (of all reports), the oldest first."""
        if not self._path.is_file():
            return []
        try:
            with closing(self._open()) as db:
                if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'decisions'").fetchone():
                    return []  # another process has just made the file and not yet the table
                rows = db.execute(
                    "SELECT number, report_id, finding_id, state, comment, reviewer, decided_at FROM decisions "
                    "WHERE ? IN ('', report_id) ORDER BY number",
                    (report_id,),
                ).fetchall()
        except sqlite3.Error as error:
            raise OutputError(f"cannot read {self._path}: {error}", "restore it from a copy") from error
        return [Decision(n, r, f, State(s), c, who, at) for n, r, f, s, c, who, at in rows]

    def latest(self) -> Latest:
        return latest(self.history())

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path, timeout=30, isolation_level=None)
        db.execute("PRAGMA synchronous=FULL")
        return db


def latest(history: Iterable[Decision]) -> Latest:
    """The decision that counts for each finding: the last one."""
    return {(d.report_id, d.finding_id): d for d in history}
