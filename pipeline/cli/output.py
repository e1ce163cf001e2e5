"""Printing that outlives its reader: a run goes on when `| head` has seen enough."""

from __future__ import annotations

import os
import sys

import click


def say(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Print a line on stdout (data) or stderr (messages); to nowhere, once nobody listens any more."""
    try:
        click.echo(text, err=err, nl=nl)
    except BrokenPipeError:
        drop_output(err=err)


def drop_output(*, err: bool = False) -> None:
    """Point the stream at nothing, so that the interpreter's own flush at exit stays quiet too."""
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, (sys.stderr if err else sys.stdout).fileno())
    os.close(sink)
