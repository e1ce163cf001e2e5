"""Rewriting the text of criteria by one pattern after the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

Rewriting = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]
"""What is looked for, and what stands in its place, as `re.sub` takes it."""


def rewritten(text: str, rewritings: Iterable[Rewriting]) -> str:
    """`text` with each of the patterns replaced in turn.

    Most stand in no text. Each is looked for first: `sub` would work out what to write even where nothing is found.
    """
    for pattern, written in rewritings:
        if pattern.search(text):
            text = pattern.sub(written, text)
    return text
