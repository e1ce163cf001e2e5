"""`fuhe run`: audit files and folders of reports."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import PathOrUrl, limit_options, run_options


@click.command(
    "run",
    short_help="Audit report PDFs and write the corpus.",
    epilog="Run it again after an interruption, or after adding files: only what is new is worked on.",
)
@click.argument("inputs", nargs=-1, required=True, type=PathOrUrl(exists=True), metavar="INPUT...")
@click.option(
    "--out",
    required=True,
    type=PathOrUrl(),
    help="Folder to write to: new, empty, or of an earlier run.",
)
@run_options
@limit_options
def command(
    inputs: tuple[Path | str, ...],
    out: Path | str,
    jobs: int,
    scheduler: str | None,
    fail_on: str | None,
    password: str | None,
    as_json: bool,
    lang: str | None,
    **limits: float,
) -> None:
    """Audit reports: INPUT are PDF files, or folders that are searched to the bottom, or URLs of either (s3://…).

    Writes OUT/corpus (tables as CSV with a data package), OUT/excel (the same for spreadsheets) and OUT/run.json.
    Progress and problems go to stderr, the summary to stdout.

    \b
    Example:
      fuhe run reports/ --out outputs/reports --jobs 2
    """
    from pipeline.cli.run_imports import run_and_report
    from pipeline.run.batch import RunOptions
    from pipeline.run.limits import Limits

    options = RunOptions(jobs, password, Limits(**limits), scheduler=scheduler)  # type: ignore[arg-type]
    run_and_report(inputs, out, options, as_json=as_json, fail_on=fail_on, lang=lang)
