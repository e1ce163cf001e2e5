"""White space of printed text, which says nothing: between Chinese characters it only sets the line."""

from __future__ import annotations


def without_space(text: str) -> str:
    """The text without white space of any kind (what `\\s` is in a pattern, in a fraction of its time)."""
    return "".join(text.split())
