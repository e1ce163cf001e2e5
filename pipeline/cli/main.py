"""The `fuhe` command: finds subcommands only when they are used, and turns errors into one line and an exit code.

Nothing heavy is imported here or at the top of a subcommand's module, so that `fuhe --help` answers at once.
"""

from __future__ import annotations

import gc
import importlib
import os
import sys
from typing import NoReturn

import click

from pipeline.cli.output import drop_output, say
from schemas.errors import ExitCode, FuheError

_COMMANDS = {
    "run": "pipeline.cli.run_command",
    "tables": "pipeline.cli.tables_command",
    "report": "pipeline.cli.report_command",
    "review": "pipeline.cli.review_command",
    "compare": "pipeline.cli.compare_command",
    "query": "pipeline.cli.query_command",
    "explain": "pipeline.cli.explain_command",
    "rubrics": "pipeline.cli.rubrics_command",
    "status": "pipeline.cli.status_command",
    "retry": "pipeline.cli.retry_command",
    "clean": "pipeline.cli.clean_command",
    "completion": "pipeline.cli.completion_command",
}


class LazyGroup(click.Group):
    """A group whose commands are imported when asked for; each module holds one named `command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = _COMMANDS.get(cmd_name)
        if module is None:
            return None
        command: click.Command = importlib.import_module(module).command
        return command


def _show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from importlib import metadata

        click.echo(f"fuhe {metadata.version('fuhe')}")
        ctx.exit()


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 finished, 1 findings (only with --fail-on), 2 wrong usage, 3 some files quarantined, "
    "4 could not run, 130 interrupted.",
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="Show the version."
)
def cli() -> None:
    """复核 fuhe: audits published fiscal self-evaluation reports and exports them as data.

    \b
    Example:
      fuhe run reports/ --out outputs/reports
      fuhe explain outputs/reports 政府采购执行情况
    """


def main() -> NoReturn:
    """Entry point. Never shows a traceback for what a person can mend."""
    _start_quickly()
    _tolerate_any_locale()
    try:
        code = cli.main(prog_name="fuhe", standalone_mode=False) or int(ExitCode.OK)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        say("interrupted: what was done is kept; run the same command again to go on", err=True)
        code = int(ExitCode.INTERRUPTED)
    except FuheError as error:
        say(f"fuhe: {error}", err=True)
        code = int(error.exit_code)
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        drop_output()
    gc.freeze()  # the system takes back all memory at once; looking for garbage before that takes a tenth of the start
    sys.exit(code)


def _start_quickly() -> None:
    """Spare what takes a quarter of the start and finds nothing: cyclic garbage among modules that stay for good, and
    plugins of pydantic, for which it searches all installed packages (in each of our processes)."""
    gc.set_threshold(100_000, 20, 100)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def _tolerate_any_locale() -> None:
    """Write UTF-8 whatever the locale says, escaping what cannot be written, instead of failing on the first 复."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    main()
