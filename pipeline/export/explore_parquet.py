"""`OUT/parquet/*.parquet`: the corpus with exact decimals and each column's meaning, for pandas, DuckDB and others.

Needs pyarrow, which comes with `pip install "fuhe[explore]"`.
"""

from __future__ import annotations

import io
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any

from pipeline.export.atomic_file import write_atomically
from pipeline.export.columns import Column, FieldType, TableSpec
from pipeline.export.corpus_rows import rows_in_order, typed_value
from pipeline.export.corpus_schema import ALL_TABLES

_DIGITS = 38


def write_parquet(corpus: Path, folder: Path) -> list[Path] | None:
    """One file per table; None where pyarrow is not installed. Raises OutputError, OSError."""
    try:
        pa: Any = import_module("pyarrow")
        pq: Any = import_module("pyarrow.parquet")
    except ImportError:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for spec in ALL_TABLES:
        out = io.BytesIO()
        pq.write_table(_table(pa, spec, corpus), out, compression="zstd")
        path = folder / f"{spec.name}.parquet"
        if not path.is_file() or path.read_bytes() != out.getvalue():
            write_atomically(path, out.getvalue())
        written.append(path)
    return written


def _table(pa: Any, spec: TableSpec, corpus: Path) -> Any:
    rows = list(rows_in_order(corpus, spec))
    arrays, fields = [], []
    for i, column in enumerate(spec.columns):
        values = [typed_value(column.type, row[i], Decimal) for row in rows]
        kind = _kind(pa, column, values)
        arrays.append(pa.array(values, type=kind))
        meaning = {"zh": column.zh, "en": column.en, "unit": column.unit}
        fields.append(pa.field(column.name, kind, nullable=not column.required, metadata=meaning))
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata={"zh": spec.zh, "en": spec.en}))


def _kind(pa: Any, column: Column, values: list[object]) -> Any:
    if column.type is FieldType.INTEGER:
        return pa.int64()
    if column.type is FieldType.BOOLEAN:
        return pa.bool_()
    if column.type is not FieldType.NUMBER:
        return pa.string()
    decimals = [v for v in values if isinstance(v, Decimal)]
    exponents = [e for d in decimals if isinstance(e := d.as_tuple().exponent, int)]
    return pa.decimal128(_DIGITS, max([2, *(-e for e in exponents)]))
