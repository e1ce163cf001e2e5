"""What a run has done so far, and what one document is to say of itself, whoever shows it."""

from __future__ import annotations

import time

from pipeline.run.outcome import Outcome, Status, severities_of
from pipeline.run.work_list import on_one_line
from schemas.audit import Severity


class Tally:
    """What has been done in this run, without what was kept from earlier ones."""

    def __init__(self) -> None:
        self.total = 0
        self.ended = 0
        self.pages = 0
        self.findings = 0
        self._since = time.monotonic()

    def add(self, outcome: Outcome, kept: bool) -> None:
        """Count a document that has ended; `kept`: it was not worked on again."""
        self.ended += 1
        if not kept:
            self.pages += outcome.pages or 0
        found = severities_of(outcome.reports)
        self.findings += sum(count for severity, count in found.items() if severity is not Severity.NOTICE)

    @property
    def speed(self) -> float:
        """Pages per second."""
        return self.pages / max(time.monotonic() - self._since, 0.001)


def problem_line(file: str, outcome: Outcome) -> str:
    """One line for a document that is not all right: file, what happened, what to do. Empty for one that is."""
    if outcome.status is Status.OK:
        return ""
    return f"{outcome.status.value}: {on_one_line(file)}: {on_one_line(outcome.line)}"
