"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click
from click.shell_completion import CompletionItem

Command = TypeVar("Command", bound=Callable[..., None])

LANGUAGES = ("zh", "en")


class PathOrUrl(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.2 on
    """A path, or a URL that fsspec can open, which stays a text."""

    name = "path or URL"

    def __init__(self, exists: bool = False) -> None:
        self._path = click.Path(exists=exists, path_type=Path)

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Path | str:
        if isinstance(value, str) and "://" in value:
            return value
        path: Path = self._path.convert(value, param, ctx)  # type: ignore[arg-type]
        return path

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return self._path.shell_complete(ctx, param, incomplete)


_RUN = (
    click.option(
        "--jobs",
        "-j",
        type=click.IntRange(1, 256),
        default=1,
        show_default=True,
        help="Documents worked on at the same time.",
    ),
    click.option("--scheduler", metavar="ADDRESS", help="Work on a Dask cluster (tcp://host:8786) instead of --jobs."),
    click.option("--fail-on", type=click.Choice(["error", "warning"]), help="Exit with 1 on findings this grave."),
    click.option("--password", help="Password for encrypted files."),
    click.option("--json", "as_json", is_flag=True, help="Events as JSON lines on stdout instead of text."),
    click.option("--lang", type=click.Choice(LANGUAGES), help="Language of findings (default: that of the locale)."),
)


def _limit(flag: str, name: str, default: float, text: str) -> Callable[[Command], Command]:
    number = click.IntRange(0) if isinstance(default, int) else click.FloatRange(0)
    return click.option(flag, name, type=number, default=default, show_default=True, help=f"{text} (0: no limit).")


_LIMITS = (
    _limit("--max-seconds", "seconds", 600.0, "Processor time for one document"),
    _limit("--max-page-seconds", "page_seconds", 20.0, "Processor time for each page of a document"),
    _limit("--max-memory-mb", "memory_mb", 2048, "Memory for one document"),
    _limit("--max-pages", "pages", 2000, "Pages of one document"),
    _limit("--max-file-mb", "file_mb", 500, "Size of one file"),
    _limit("--max-objects", "objects", 1_000_000, "Objects in one file"),
    _limit("--max-page-megapixels", "page_megapixels", 200, "Area of a page at the resolution of text recognition"),
)


def run_options(command: Command) -> Command:
    """How a run works and speaks."""
    for option in reversed(_RUN):
        command = option(command)
    return command


def limit_options(command: Command) -> Command:
    """What one document may cost; a document over a limit is quarantined. Named as the fields of `Limits`."""
    for option in reversed(_LIMITS):
        command = option(command)
    return command
