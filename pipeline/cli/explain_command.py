"""`fuhe explain`: how a score or a finding came about."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.output import say


@click.command("explain", short_help="Show the calculation behind a score or a finding.")
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("what", metavar="FINDING_OR_INDICATOR")
@click.option("--report", "report_id", help="Only in this report: its id or (part of) its file name.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language of findings (default: both).")
def command(out: Path, what: str, report_id: str | None, lang: str | None) -> None:
    """Show the calculation as a tree, from the rule down to the figures with their pages.

    OUT is the folder of a run; the second argument a finding's id (findings.csv) or an indicator's name or part of it.

    \b
    Example:
      fuhe explain outputs/reports 政府采购执行情况
    """
    from pipeline.cli.explanations import explain
    from pipeline.run.output_folder import OutputFolder
    from schemas.errors import FuheError

    folder = OutputFolder(out)
    folder.require()
    found = False
    for piece in explain(folder.corpus, what, report_id or "", lang or ""):
        found = True
        say(piece)
    if not found:
        raise FuheError(
            f"no finding or indicator {what!r} in {out}",
            f"ids are in {folder.corpus / 'findings.csv'}, indicators in {folder.corpus / 'indicator_scores.csv'}",
        )
