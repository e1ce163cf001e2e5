"""`fuhe retry`: try again what did not end well."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import PathOrUrl, limit_options, run_options


@click.command("retry", short_help="Try the quarantined documents of a run again.")
@click.argument("out", type=PathOrUrl(exists=True))
@run_options
@limit_options
def command(
    out: Path | str,
    jobs: int,
    scheduler: str | None,
    fail_on: str | None,
    password: str | None,
    as_json: bool,
    lang: str | None,
    **limits: float,
) -> None:
    """Run the last inputs of OUT again; documents that were quarantined or partial are tried anew.

    \b
    Example:
      fuhe retry outputs/reports --max-seconds 1800
    """
    import json
    import os

    from pipeline.cli.run_session import run_and_report
    from pipeline.run.batch import RunOptions
    from pipeline.run.ledger import Ledger
    from pipeline.run.limits import Limits
    from pipeline.run.output_folder import OutputFolder
    from pipeline.run.remote_files import folder_of, is_url
    from schemas.errors import OutputError

    folder = OutputFolder(folder_of(out))
    folder.require()
    with folder.locked():
        ledger = Ledger(folder.ledger)
        try:
            kept = ledger.setting("last_inputs")
            ledger.forget_failures()
        finally:
            ledger.close()
    names = [os.fsdecode(bytes.fromhex(name)) for name in json.loads(kept or "[]")]
    inputs = [name if is_url(name) else Path(name) for name in names]
    gone = [path for path in inputs if isinstance(path, Path) and not os.path.exists(path)]
    if gone or not inputs:
        missing = ", ".join(str(path) for path in gone) or "its inputs"
        raise OutputError(f"cannot try again: {missing} not found", "use fuhe run with the inputs' new place")
    options = RunOptions(jobs, password, Limits(**limits), scheduler=scheduler)  # type: ignore[arg-type]
    run_and_report(inputs, out, options, as_json=as_json, fail_on=fail_on, lang=lang)
