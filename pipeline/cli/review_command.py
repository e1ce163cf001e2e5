"""`fuhe review`: the pages of a run with decisions, served to this machine only."""

from __future__ import annotations

import signal
from pathlib import Path
from types import FrameType

import click

from pipeline.cli.output import say


@click.command("review", short_help="Decide on findings in the browser, on this machine only.")
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port to listen on (default: a free one).")
@click.option("--export", "export_only", is_flag=True, help="Only write OUT/audit/decisions.csv and the workbook.")
@click.option("--password", help="Password for encrypted files.")
def command(out: Path, port: int, export_only: bool, password: str | None) -> None:
    """Serve the review desk of OUT on the loopback address: the findings, each on its page, with accept, dismiss and
    needs evidence, and a search over text, tables and findings.

    Decisions go to OUT/audit/decisions.sqlite and outlive further runs; when the server ends (Ctrl-C), they are
    written to OUT/audit/decisions.csv and into the workbook.

    \b
    Example:
      fuhe review outputs/reports
      fuhe review outputs/reports --export
    """
    from pipeline.run.desk import export_decisions, review_sources, write_desk
    from review.server import ReviewServer

    if not export_only:
        write_desk(out, jobs=2, password=password)
        sources, links = review_sources(out)
        server = ReviewServer(out, sources, links, port, password)
        say(f"Open in a browser (Ctrl-C ends):  {server.address}")
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _interrupt)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            say("", err=True)
        finally:
            server.server_close()
    say(f"  {export_decisions(out)}  decisions, the last of each finding and all before it")


def _interrupt(_: int, __: FrameType | None) -> None:
    raise KeyboardInterrupt
