"""`fuhe compare`: the reports of a run side by side."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.output import say


@click.command("compare", short_help="Set the reports of a finished run side by side.")
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
def command(out: Path) -> None:
    """Write OUT/audit/compare.html and compare.xlsx: total scores, execution by quarter, the indicators most often
    over-scored, and figures that the next year's report of the same unit states differently.

    \b
    Example:
      fuhe compare outputs/reports
    """
    from pipeline.run.desk import write_comparison

    page = write_comparison(out)
    say(f"  {page.with_suffix('.xlsx')}  the same as a workbook")
    say(f"Open in a browser:  {page}")
