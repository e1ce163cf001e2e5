"""Rows of the corpus tables read back from `OUT/corpus/*.csv`, by name or in the order of their columns."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.export.columns import FieldType, TableSpec
from pipeline.export.corpus_schema import ALL_TABLES
from schemas.errors import OutputError

Fields = dict[str, str]
AGAIN = "run fuhe run again"
_COLUMNS = {spec.name: spec.header for spec in ALL_TABLES}


def rows_by_name(corpus: Path, table: str) -> Iterator[Fields]:
    """Raises OutputError where the table is missing, damaged or lacks a column; it may have more than we know."""
    csv.field_size_limit(1 << 30)
    path = corpus / f"{table}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            missing = set(_COLUMNS[table]) - set(reader.fieldnames or ())
            if missing:
                raise OutputError(f"{path} has no column {', '.join(sorted(missing))}", AGAIN)
            yield from reader
    except OSError as error:
        raise OutputError(f"cannot read {path}: {error.strerror}", AGAIN) from error
    except (csv.Error, UnicodeDecodeError) as error:
        raise OutputError(f"{path} is damaged: {error}", AGAIN) from error


def rows_in_order(corpus: Path, spec: TableSpec) -> Iterator[list[str]]:
    """Raises OutputError where the table has other columns than `spec`, OSError where it cannot be read."""
    csv.field_size_limit(1 << 30)
    with (corpus / spec.file_name).open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        if tuple(next(reader, ())) != spec.header:
            raise OutputError(f"{spec.file_name} has other columns than expected", AGAIN)
        yield from reader


def typed_value(kind: FieldType, text: str, number: Callable[[str], object]) -> object:
    """The text of a field as a value of its column's type; None where it is empty. `number` makes what has decimals."""
    if not text:
        return None
    if kind is FieldType.INTEGER:
        return int(text)
    if kind is FieldType.NUMBER:
        return number(text)
    return text == "true" if kind is FieldType.BOOLEAN else text
