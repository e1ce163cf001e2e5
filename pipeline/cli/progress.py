"""How a run shows that it goes on: a bar on a terminal, plain lines in a log, JSON lines for a program."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.cli.output import say
from pipeline.cli.tally import Tally, problem_line
from pipeline.export.trace_json import compact_json
from pipeline.run.batch import Listener
from pipeline.run.outcome import Outcome, severities_of

_PLAIN_EVERY = 5.0  # seconds between lines in a log


@contextmanager
def make_listener(as_json: bool) -> Iterator[Listener]:
    """What tells of a run on stderr: JSON lines, a bar on a terminal, else plain lines."""
    if as_json:
        yield _JsonLines()
    elif sys.stderr.isatty():
        from pipeline.cli.progress_bar import Bar  # rich takes longer to load than all the rest

        with Bar() as bar:
            yield bar
    else:
        yield _PlainLines()


class _PlainLines:
    """A line now and then, for logs."""

    def __init__(self) -> None:
        self._tally = Tally()
        self._last = time.monotonic()

    def listed(self, total: int) -> None:
        self._tally.total = total
        say(f"{total} file{'' if total == 1 else 's'} to look at", err=True)

    def finished(self, file: str, outcome: Outcome, *, kept: bool) -> None:
        tally = self._tally
        tally.add(outcome, kept)
        line = problem_line(file, outcome)
        if line:
            say(line, err=True)
        now = time.monotonic()
        if now - self._last >= _PLAIN_EVERY:
            self._last = now
            say(
                f"{tally.ended}/{tally.total} documents, {tally.speed:.1f} pages/s, {tally.findings} to look at",
                err=True,
            )

    def exporting(self) -> None:
        say("writing files", err=True)


class _JsonLines:
    """Every event as one JSON object on stdout."""

    def listed(self, total: int) -> None:
        say(compact_json({"event": "listed", "files": total}))

    def finished(self, file: str, outcome: Outcome, *, kept: bool) -> None:
        say(
            compact_json(
                {
                    "event": "document",
                    "file": file,
                    "status": outcome.status.value,
                    "stage": outcome.stage,
                    "reason": outcome.reason,
                    "message": outcome.line,
                    "pages": outcome.pages,
                    "report_id": outcome.report_id,
                    "further_report_ids": [report.report_id for report in outcome.further],
                    "findings": {s.value: n for s, n in severities_of(outcome.reports).items()},
                    "kept": kept,
                }
            )
        )

    def exporting(self) -> None:
        say(compact_json({"event": "exporting"}))
