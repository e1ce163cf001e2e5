"""The rows of one report, packed: what the runner keeps per document and the corpus is merged from."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from typing import TypeAlias

from pipeline.export.corpus_schema import REPORT_TABLES
from pipeline.export.report_rows import Row

ReportRows: TypeAlias = dict[str, list[Row]]


@dataclass(frozen=True, slots=True)
class ReportShard:
    """All corpus rows of one report, by table name."""

    report_id: str
    rows: ReportRows

    def pack(self) -> bytes:
        """Compressed bytes with a checksum (zlib's own)."""
        text = json.dumps([self.report_id, self.rows], ensure_ascii=False, separators=(",", ":"))
        return zlib.compress(text.encode("utf-8", "surrogatepass"), level=3)

    @classmethod
    def unpack(cls, data: bytes) -> ReportShard:
        """Raises ValueError when the bytes are damaged or of another layout."""
        try:
            report_id, rows = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
            tables = {spec.name: [tuple(row) for row in rows[spec.name]] for spec in REPORT_TABLES}
        except (zlib.error, KeyError, TypeError) as error:
            raise ValueError(f"not a packed report: {error}") from error
        return cls(report_id, tables)
