"""Rows of a query as text, CSV or JSON lines."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.cells import cell_len

from pipeline.cli.output import say
from pipeline.export.csv_text import csv_text
from pipeline.export.explore_sqlite import open_database
from schemas.errors import ExitCode, FuheError

_WIDEST = 60


class QueryError(FuheError):
    """SQL that cannot be carried out."""

    exit_code = ExitCode.USAGE


def print_rows(corpus: Path, sql: str, form: str) -> None:
    """Run `sql` and print what comes. Raises QueryError with SQLite's own words."""
    db = open_database(corpus)
    try:
        cursor = db.execute(sql)
        names = [column[0] for column in cursor.description or ()]
        if form == "json":
            for row in cursor:
                say(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False))
        elif form == "csv":
            say(csv_text([names]), nl=False)
            for row in cursor:
                say(csv_text([[_plain(value) for value in row]]), nl=False)
        else:
            for line in _aligned([names, *([_shown(value) for value in row] for row in cursor)]):
                say(line)
    except (sqlite3.Error, sqlite3.Warning) as error:
        raise QueryError(f"the query cannot be run: {error}", "see fuhe query OUT for tables and views") from error
    finally:
        db.close()


def list_tables(corpus: Path) -> None:
    """Tables and views, each with the first comment of its definition."""
    db = open_database(corpus)
    try:
        rows = db.execute(
            "SELECT name, type, sql FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY type, name"
        )
        lines = [
            (name, kind, sql.partition("--")[2].partition("\n")[0].strip())
            for name, kind, sql in rows
            if not name.startswith("sqlite_") and name != "about"
        ]
    finally:
        db.close()
    for line in _aligned(lines):
        say(line)


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def _shown(value: object) -> str:
    text = " ".join(_plain(value).split())
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _aligned(rows: Iterable[Sequence[str]]) -> list[str]:
    """Rows with columns under each other; a Chinese character takes two places."""
    every = [list(row) for row in rows]
    if not every or not every[0]:
        return []
    widths = [max(cell_len(row[i]) for row in every) for i in range(len(every[0]))]
    return [
        "  ".join(text + " " * (width - cell_len(text)) for text, width in zip(row, widths, strict=True)).rstrip()
        for row in every
    ]
