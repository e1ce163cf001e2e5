"""`fuhe status`: how the documents of a run ended."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import PathOrUrl
from pipeline.cli.output import say


@click.command("status", short_help="Show how the documents of a run ended.")
@click.argument("out", type=PathOrUrl(exists=True))
@click.option("--all", "show_all", is_flag=True, help="List all documents, not only those with a problem.")
@click.option("--detail", is_flag=True, help="Show what a developer needs to know of failures.")
def command(out: Path | str, show_all: bool, detail: bool) -> None:
    """Show how many documents of the last run into OUT ended in which status, and the problems one by one. OUT may be
    the URL that was given to --out.

    \b
    Example:
      fuhe status outputs/reports
    """
    from collections import Counter

    from pipeline.cli.tally import problem_line
    from pipeline.run.ledger import Ledger
    from pipeline.run.outcome import Status
    from pipeline.run.output_folder import OutputFolder
    from pipeline.run.remote_files import folder_of
    from pipeline.run.work_list import on_one_line

    folder = OutputFolder(folder_of(out))
    folder.require()
    ledger = Ledger(folder.ledger)
    try:
        counts: Counter[Status] = Counter()
        for row in ledger.inputs():
            counts[row.outcome.status] += 1
            line = problem_line(row.file, row.outcome)
            if line or show_all:
                several = f" ({len(row.outcome.reports)} reports)" if row.outcome.further else ""
                say((line or f"ok: {on_one_line(row.file)}") + several)
            if detail and row.outcome.detail:
                say(row.outcome.detail)
    finally:
        ledger.close()
    say(", ".join(f"{counts[status]} {status.value}" for status in Status if counts[status]) or "no finished run")
