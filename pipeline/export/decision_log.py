"""What auditors decided about findings: `OUT/audit/decisions.sqlite`, a log that only ever grows.

A decision is kept under the report's and the finding's stable ids, so it survives further runs. Nothing is overwritten:
where two people decide, both decisions stand in the log and the later one counts. With it goes what it was about, in
the report's own terms: a report is its file, and when an agency publishes a corrected file, what was decided on the
earlier one can be offered (`earlier`), but never counts for the new one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from pipeline.export.code_words import Words
from schemas.errors import OutputError

FILE = "decisions.sqlite"
LONGEST_COMMENT = 4_000
_ABOUT = ("agency", "fiscal_year", "file", "check_code", "place", "message")  # added later: older logs lack them
_SCHEMA = (
    """CREATE TABLE IF NOT EXISTS decisions (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    report_id TEXT NOT NULL, finding_id TEXT NOT NULL,
    state TEXT NOT NULL, comment TEXT NOT NULL, reviewer TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    agency TEXT NOT NULL DEFAULT '', fiscal_year TEXT NOT NULL DEFAULT '', file TEXT NOT NULL DEFAULT '',
    check_code TEXT NOT NULL DEFAULT '', place TEXT NOT NULL DEFAULT '', message TEXT NOT NULL DEFAULT '')""",
    "CREATE INDEX IF NOT EXISTS by_report ON decisions (report_id, finding_id, number)",
)


class State(StrEnum):
    """What was decided about a finding."""

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
class About:
    """What a decision was about: whose report of which year, in which file, and which finding of it.

    `place` is the table, row, column and indicator of the finding, `message` its Chinese message.
    """

    agency: str = ""
    fiscal_year: str = ""
    file: str = ""
    check: str = ""
    place: str = ""
    message: str = ""


_NOTHING = About()


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision as the log keeps it, under a running number; a later one about the same finding replaces it."""

    number: int
    report_id: str
    finding_id: str
    state: State
    comment: str
    reviewer: str
    decided_at: str
    about: About = _NOTHING


Latest = dict[tuple[str, str], Decision]


class DecisionLog:
    """The log below `OUT/audit`. Every call opens the file anew, so that threads and processes can share it.

    Raises OutputError when the file cannot be used.
    """

    def __init__(self, audit: Path) -> None:
        self._path = audit / FILE

    def add(
        self, report_id: str, finding_id: str, state: State, comment: str, reviewer: str, about: About = _NOTHING
    ) -> Decision:
        """Log a decision; it is safe on disk when this returns."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        comment, reviewer = comment.strip()[:LONGEST_COMMENT], reviewer.strip()[:100]
        values = (report_id, finding_id, state.value, comment, reviewer, at, *astuple(about))
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(self._open()) as db:
                # The lock is taken before anything is read: SQLite waits for a lock, but not for one to be raised,
                # and not for the change to WAL either, at which two first decisions at once used to collide.
                db.execute("BEGIN IMMEDIATE")
                for statement in _SCHEMA:
                    db.execute(statement)
                for column in set(_ABOUT) - _columns(db):
                    db.execute(f"ALTER TABLE decisions ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")
                number = db.execute(
                    "INSERT INTO decisions (report_id, finding_id, state, comment, reviewer, decided_at, "
                    f"{', '.join(_ABOUT)}) VALUES ({', '.join('?' * len(values))})",
                    values,
                ).lastrowid
                db.execute("COMMIT")
        except (OSError, sqlite3.Error) as error:
            raise OutputError(
                f"cannot keep decisions in {self._path}: {error}", "free space, then decide again"
            ) from error
        return Decision(int(number or 0), report_id, finding_id, state, comment, reviewer, at, about)

    def history(self, report_id: str = "", after: int = 0) -> list[Decision]:
        """All decisions of a report (of all reports) with a number above `after`, the oldest first."""
        if not self._path.is_file():
            return []
        try:
            with closing(self._open()) as db:
                known = _columns(db)
                if not known:
                    return []  # another process has just made the file and not yet the table
                about = ", ".join(name if name in known else "''" for name in _ABOUT)
                rows = db.execute(
                    f"SELECT number, report_id, finding_id, state, comment, reviewer, decided_at, {about} "
                    "FROM decisions WHERE ? IN ('', report_id) AND number > ? ORDER BY number",
                    (report_id, after),
                ).fetchall()
        except sqlite3.Error as error:
            raise OutputError(f"cannot read {self._path}: {error}", "restore it from a copy") from error
        return [Decision(n, r, f, State(s), c, who, at, About(*what)) for n, r, f, s, c, who, at, *what in rows]

    def latest(self) -> Latest:
        return latest(self.history())

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path, timeout=30, isolation_level=None)
        db.execute("PRAGMA synchronous=FULL")
        return db


def _columns(db: sqlite3.Connection) -> set[str]:
    """Columns of the table; none where there is no table yet."""
    return {str(row[1]) for row in db.execute("PRAGMA table_info(decisions)")}


@dataclass(frozen=True, slots=True)
class Earlier:
    """A decision on another file of the same agency and year. `same` says whether the finding is the same to the
    digit; otherwise it is one of the same kind at the same place, whose figure was another."""

    decision: Decision
    same: bool


def earlier(history: Iterable[Decision], report_id: str, finding_id: str, about: About) -> list[Earlier]:
    """What was decided on other files of the agency and year about this finding, the newest first.

    Nothing where agency or year are not known. Decisions taken back are left out.
    """
    if not (about.agency and about.fiscal_year):
        return []
    found = []
    for decision in latest(history).values():
        of_other_file = decision.report_id != report_id and agency_and_year(decision.about) == agency_and_year(about)
        if not of_other_file or decision.state is State.OPEN:
            continue
        same = decision.finding_id == finding_id
        if same or (about.place and (decision.about.check, decision.about.place) == (about.check, about.place)):
            found.append(Earlier(decision, same))
    return sorted(found, key=lambda e: -e.decision.number)


def agency_and_year(about: About) -> tuple[str, str]:
    """What tells whether two files are of one agency and year."""
    return "".join(about.agency.split()), about.fiscal_year


def latest(history: Iterable[Decision]) -> Latest:
    """The decision that counts for each finding: the last one."""
    return {(d.report_id, d.finding_id): d for d in history}
