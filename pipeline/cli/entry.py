"""Where the `fuhe` script begins: Ctrl-C ends it without a word until the command is loaded, which then has its own."""

from __future__ import annotations

import signal
from typing import NoReturn


def main() -> NoReturn:
    """The `fuhe` command. While it loads, an interruption ends it at once and prints no traceback."""
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    from pipeline.cli.main import main as command

    signal.signal(signal.SIGINT, before)
    command()


if __name__ == "__main__":
    main()
