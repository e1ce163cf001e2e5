"""What a column of an exported table is: one description from which CSV headers and the data package are written."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class FieldType(StrEnum):
    """Field types of Table Schema v2 that fuhe writes (https://datapackage.org/standard/table-schema/)."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    ARRAY = "array"
    OBJECT = "object"


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `unit` is what its numbers are in ('' where they have none, `see unit` where another column says)."""

    name: str
    type: FieldType
    zh: str
    en: str
    unit: str = ""
    required: bool = False
    minimum: int | None = None
    codes: tuple[str, ...] = ()
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns of a table that name a row of another one."""

    columns: tuple[str, ...]
    table: str
    target: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableSpec:
    """An exported table: its columns in the order they are written, and its keys."""

    name: str
    zh: str
    en: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = field(default=())

    @property
    def header(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def file_name(self) -> str:
        return f"{self.name}.csv"

    def index(self, name: str) -> int:
        """Position of a column. Raises ValueError for a name the table does not have."""
        return self.header.index(name)
