"""`fuhe completion`: completion for the shell."""

from __future__ import annotations

import click

from pipeline.cli.output import say


@click.command("completion", short_help="Print the script for shell completion.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script for SHELL.

    \b
    Example (bash, for this session):
      eval "$(fuhe completion bash)"
    """
    from click.shell_completion import get_completion_class

    from pipeline.cli.main import cli

    completion = get_completion_class(shell)
    if completion is None:
        raise click.UsageError(f"no completion for {shell}")
    say(completion(cli, {}, "fuhe", "_FUHE_COMPLETE").source())
