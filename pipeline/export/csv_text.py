"""CSV as the corpus wants it (RFC 4180, LF, UTF-8), and the spreadsheet copy in which no text can act as a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from operator import itemgetter

# Besides what RFC 4180 asks for, quote whatever some readers take for the end of a line (str.splitlines).
_ENDS_LINE = re.compile("[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
# What Excel and its relatives may take for a formula, full-width forms included (OWASP, "CSV Injection").
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_FORMULA_SIGNS = frozenset(_FORMULA_STARTS)
_LONE_DASHES = frozenset({"-", "－"})
_first_character = itemgetter(slice(1))


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV lines."""
    return "".join([_line(row) for row in rows])


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as CSV in UTF-8."""
    return utf8(csv_text(rows))


def csv_and_safe_copy(rows: Sequence[Sequence[str]]) -> tuple[bytes, bytes]:
    """Rows as CSV in UTF-8, and the same for spreadsheets; the very same object where no value has to be changed."""
    lines = [_line(row) for row in rows]
    plain = utf8("".join(lines))
    changed = False
    for number, row in enumerate(rows):
        if _FORMULA_SIGNS.isdisjoint(map(_first_character, row)):
            continue
        safe = tuple([spreadsheet_safe(value) for value in row])
        if safe != tuple(row):  # numbers and lone dashes, of which most tables have some, stay as they are
            changed = True
            lines[number] = _line(safe)
    return plain, utf8("".join(lines)) if changed else plain


def _line(row: Sequence[str]) -> str:
    if _needs_quotes("".join(row)):  # one look at the whole row: most rows need none
        plain = [value.isprintable() and '"' not in value and "," not in value for value in row]
        return ",".join([value if fits else _quoted(value) for value, fits in zip(row, plain, strict=True)]) + "\n"
    return ",".join(row) + "\n"


def utf8(text: str) -> bytes:
    """The text's bytes; a lone surrogate, which UTF-8 cannot hold, is written as its escape."""
    return text.encode("utf-8", "backslashreplace")


def spreadsheet_safe(value: str) -> str:
    """The value with an apostrophe before it where a spreadsheet could take it for a formula.

    Numbers and a lone dash (how reports print nothing) stay as they are.
    """
    if value.startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(value) and value not in _LONE_DASHES:
        return "'" + value
    return value


def _needs_quotes(text: str) -> bool:
    # What ends a line is not printable; a pattern is ten times as slow as these looks.
    return '"' in text or "," in text or (not text.isprintable() and bool(_ENDS_LINE.search(text)))


def _quoted(value: str) -> str:
    return '"' + value.replace('"', '""') + '"' if _needs_quotes(value) else value
