"""Writes the pages of `docs/` that follow from the code, so that they cannot fall behind it: `make docs`.

`columns.md` comes from the registry of exported columns, `schemas/*.json` from the pydantic records.
"""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import BaseModel

from pipeline.export.columns import Column, TableSpec
from pipeline.export.corpus_schema import ALL_TABLES
from schemas.audit import AuditedReport
from schemas.document import Document
from schemas.rubric import Rubric

_HERE = Path(__file__).parent
_RECORDS: dict[str, type[BaseModel]] = {
    "document": Document,
    "audited_report": AuditedReport,
    "rubric": Rubric,
}


def pages() -> dict[Path, str]:
    """Every generated file, by path."""
    found = {_HERE / "columns.md": columns_page()}
    for name, model in _RECORDS.items():
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}
        found[_HERE / "schemas" / f"{name}.json"] = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
    return found


def columns_page() -> str:
    """All tables and columns as Markdown."""
    parts = [
        "# Tables and columns of `OUT/corpus/`",
        "Made by `make docs` from `pipeline/export/corpus_schema.py`; `datapackage.json` says the same to programs.",
        "UTF-8 without BOM, LF, RFC 4180 quoting, a header row. Numbers are plain decimals at the precision printed in "
        "the report, without thousands separators or `%`. Empty means not stated; a printed dash stays visible in "
        "`cells.csv`. Pages, rows and columns count from 1; boxes are points from the top left of the page as "
        "displayed. Columns are only ever added at the end.",
        *(_table_section(spec) for spec in ALL_TABLES),
    ]
    return "\n\n".join(parts) + "\n"


def _table_section(spec: TableSpec) -> str:
    keys = [f"Primary key: {_names(spec.primary_key)}."]
    keys += [f"{_names(key.columns)} → `{key.table}` {_names(key.target)}." for key in spec.foreign_keys]
    lines = [
        f"## `{spec.file_name}` {spec.zh}",
        "",
        f"{spec.en}. {' '.join(keys)}",
        "",
        "| column | type | unit | 说明 | meaning |",
        "|---|---|---|---|---|",
        *(_column_line(column) for column in spec.columns),
    ]
    return "\n".join(lines)


def _column_line(column: Column) -> str:
    meaning = column.en + (f": {', '.join(f'`{code}`' for code in column.codes)}" if column.codes else "")
    must = " (always)" if column.required else ""
    return f"| `{column.name}` | {column.type.value}{must} | {column.unit} | {column.zh} | {meaning} |"


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def main() -> None:
    for path, text in pages().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
