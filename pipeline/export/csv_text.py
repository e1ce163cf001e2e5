"""CSV as the corpus wants it (RFC 4180, LF, UTF-8), and the spreadsheet copy in which no text can act as a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

# Besides what RFC 4180 asks for, quote whatever some readers take for the end of a line (str.splitlines).
_NEEDS_QUOTES = re.compile('[",\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]')
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
# What Excel and its relatives may take for a formula, full-width forms included (OWASP, "CSV Injection").
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LONE_DASHES = frozenset({"-", "－"})


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV lines."""
    return "".join([",".join([_quoted(value) for value in row]) + "\n" for row in rows])


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as CSV in UTF-8; a lone surrogate, which UTF-8 cannot hold, is written as its escape."""
    return csv_text(rows).encode("utf-8", "backslashreplace")


def spreadsheet_safe(value: str) -> str:
    """The value with an apostrophe before it where a spreadsheet could take it for a formula.

    Numbers and a lone dash (how reports print nothing) stay as they are.
    """
    if value.startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(value) and value not in _LONE_DASHES:
        return "'" + value
    return value


def _quoted(value: str) -> str:
    if _NEEDS_QUOTES.search(value):
        return '"' + value.replace('"', '""') + '"'
    return value
