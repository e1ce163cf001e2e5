"""`fuhe clean`: give back the disk that kept work takes."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import PathOrUrl
from pipeline.cli.output import say


@click.command("clean", short_help="Take away kept work that is no longer needed.")
@click.argument("out", type=PathOrUrl(exists=True))
@click.option("--older-than", "days", type=click.FloatRange(0), metavar="DAYS", help="Also what is older than this.")
@click.option("--max-mb", "mb", type=click.IntRange(0), metavar="MB", help="Also the oldest, until this much is left.")
@click.option("--dry-run", is_flag=True, help="Only say how much would go.")
def command(out: Path | str, days: float | None, mb: int | None, dry_run: bool) -> None:
    """Take away kept work below OUT/.fuhe that the last run did not use: of files no longer among its inputs, of older
    versions, of runs that were killed. Tables and pages stay; what is gone is done again when a run asks for it.

    \b
    Example:
      fuhe clean outputs/reports --older-than 90
    """
    from pipeline.run.clean_up import clean_up
    from pipeline.run.remote_files import folder_of

    cleaned = clean_up(folder_of(out), days=days, mb=mb, dry=dry_run)
    files = f"{cleaned.files} file{'' if cleaned.files == 1 else 's'}"
    say(f"{files}, {cleaned.bytes / (1 << 20):.1f} MB {'would go' if dry_run else 'gone'}; "
        f"{cleaned.left / (1 << 20):.1f} MB kept")  # fmt: skip
