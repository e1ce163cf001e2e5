"""A run as a person or a program at the terminal sees it: progress, one line per problem, summary, exit code."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

import click

from pipeline.cli.output import say
from pipeline.cli.progress import make_listener
from pipeline.cli.summary import print_summary, summary_json
from pipeline.export.trace_json import compact_json
from pipeline.run.batch import RunOptions, RunResult, run_batch
from pipeline.run.outcome import Status, severities_of
from pipeline.run.remote_files import folder_of, publish
from schemas.audit import Severity
from schemas.errors import ExitCode


def run_and_report(
    inputs: Sequence[Path | str],
    out: Path | str,
    options: RunOptions,
    *,
    as_json: bool,
    fail_on: str | None,
    lang: str | None,
) -> None:
    """Run, print, and leave with the exit code (by `click.exceptions.Exit`).

    Raises FuheError when the run is not possible, KeyboardInterrupt when it was interrupted.
    """
    before = signal.signal(signal.SIGTERM, _as_interrupt)
    folder = folder_of(out)
    try:
        with make_listener(as_json) as listener:
            result = run_batch(inputs, folder, options, listener)
            if isinstance(out, str):
                publish(folder, out)
    finally:
        signal.signal(signal.SIGTERM, before)
    if as_json:
        published = {"published": out} if isinstance(out, str) else {}
        say(compact_json({"event": "finished", **summary_json(result), **published}))
    else:
        print_summary(result, lang or _language())
        if isinstance(out, str):
            say(f"All of it is at {out}")
    raise click.exceptions.Exit(int(_exit_code(result, fail_on)))


def _as_interrupt(_: int, __: FrameType | None) -> None:
    raise KeyboardInterrupt


def _language() -> str:
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return "zh" if locale.lower().startswith("zh") else "en"


def _exit_code(result: RunResult, fail_on: str | None) -> ExitCode:
    outcomes = [row.outcome for row in result.inputs]
    grave = {"error": (Severity.ERROR,), "warning": (Severity.ERROR, Severity.WARNING)}.get(fail_on or "", ())
    found = severities_of(report for outcome in outcomes for report in outcome.reports)
    if any(found[severity] for severity in grave):
        return ExitCode.FINDINGS
    if any(outcome.status is Status.QUARANTINED for outcome in outcomes):
        return ExitCode.QUARANTINED
    return ExitCode.OK
