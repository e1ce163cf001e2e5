"""`fuhe report`: workbook and pages of a finished run."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.output import say


@click.command("report", short_help="Write the workbook and the pages of a finished run.")
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--jobs", "-j", type=click.IntRange(1, 256), default=2, show_default=True, help="Pages made at the same time."
)
@click.option("--password", help="Password for encrypted files.")
def command(out: Path, jobs: int, password: str | None) -> None:
    """Write OUT/audit from the run in OUT: findings.xlsx, and index.html with a page for each report that shows every
    finding beside the piece of the PDF it is about.

    Pages that would not change are left alone, so that a second call is quick. Pictures need the PDFs where they were
    when the run read them.

    \b
    Example:
      fuhe report outputs/reports
    """
    from pipeline.run.desk import write_desk

    done = write_desk(out, jobs=jobs, password=password)
    for file in done.without_pictures:
        say(f"{file}: not where it was when the run read it; its page has no pictures", err=True)
    say(f"{done.written} pages written, {done.kept} unchanged")
    say(f"  {out / 'audit' / 'findings.xlsx'}  the audit as a workbook")
    say(f"Decide on findings beside their pages:  fuhe review {out}")
    say(f"Open in a browser:  {done.index}")
