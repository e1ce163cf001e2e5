"""`datapackage.json`: types, constraints, keys, units, sizes and hashes of all tables (Data Package v2).

https://datapackage.org/standard/data-package/ and https://datapackage.org/standard/table-schema/. Properties of our own
(`unit`, `description_zh`) are allowed there. No times are written: equal tables give an equal package.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic_core import to_json

from pipeline.export.columns import Column, FieldType, TableSpec
from pipeline.export.corpus_schema import ALL_TABLES

JsonObject = dict[str, object]


@dataclass(frozen=True, slots=True)
class FileFacts:
    """Size in bytes and hex sha256 of a written table."""

    size: int
    sha256: str


def data_package(files: Mapping[str, FileFacts]) -> bytes:
    """The descriptor for tables by name. Raises KeyError when a table was not written."""
    package: JsonObject = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "fuhe-corpus",
        "title": "部门整体支出绩效自评报告复核结果",
        "description": "Fiscal self-evaluation reports as tables, with recomputed scores, checks and findings.",
        "resources": [_resource(spec, files[spec.name]) for spec in ALL_TABLES],
    }
    return to_json(package, indent=2) + b"\n"


def _resource(spec: TableSpec, file: FileFacts) -> JsonObject:
    return {
        "name": spec.name.replace("_", "-"),
        "type": "table",
        "path": spec.file_name,
        "title": spec.zh,
        "description": spec.en,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": _schema(spec),
    }


def _schema(spec: TableSpec) -> JsonObject:
    schema: JsonObject = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_field(column) for column in spec.columns],
        "missingValues": [""],
        "primaryKey": list(spec.primary_key),
    }
    if spec.foreign_keys:
        schema["foreignKeys"] = [
            {
                "fields": list(key.columns),
                "reference": {"resource": key.table.replace("_", "-"), "fields": list(key.target)},
            }
            for key in spec.foreign_keys
        ]
    return schema


def _field(column: Column) -> JsonObject:
    described: JsonObject = {
        "name": column.name,
        "type": column.type.value,
        "title": column.zh,
        "description": column.en,
    }
    if column.unit:
        described["unit"] = column.unit
    if column.type is FieldType.BOOLEAN:
        described["trueValues"] = ["true"]
        described["falseValues"] = ["false"]
    constraints: JsonObject = {}
    if column.required:
        constraints["required"] = True
    if column.minimum is not None:
        constraints["minimum"] = column.minimum
    if column.codes:
        constraints["enum"] = list(column.codes)
    if column.pattern:
        constraints["pattern"] = column.pattern
    if constraints:
        described["constraints"] = constraints
    return described
