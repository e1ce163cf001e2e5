"""The rows of a report as the bytes of its part of each CSV: what the runner keeps, for each report in a document.

Workers write the CSV text, so that merging the corpus, which one process does for all, only joins bytes.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.export.corpus_schema import REPORT_TABLES
from pipeline.export.csv_text import csv_and_safe_copy
from pipeline.export.report_rows import Row


@dataclass(frozen=True, slots=True)
class TablePart:
    """A report's part of one table: CSV lines without header, and the same made safe for spreadsheets."""

    plain: bytes
    excel: bytes

    @classmethod
    def of(cls, rows: Sequence[Row]) -> TablePart:
        return cls(*csv_and_safe_copy(rows))


@dataclass(frozen=True, slots=True)
class ReportShard:
    """All that a report adds to the corpus, by table name."""

    report_id: str
    parts: Mapping[str, TablePart]

    @classmethod
    def of(cls, report_id: str, rows: Mapping[str, Sequence[Row]]) -> ReportShard:
        return cls(report_id, {spec.name: TablePart.of(rows[spec.name]) for spec in REPORT_TABLES})

    def pack(self) -> bytes:
        """Compressed bytes with a checksum (zlib's own): a line of JSON with the lengths, then the parts."""
        lengths, parts = [], []
        for name, part in self.parts.items():
            same = part.excel == part.plain
            lengths.append([name, len(part.plain), None if same else len(part.excel)])
            parts += [part.plain] if same else [part.plain, part.excel]
        head = json.dumps([self.report_id, lengths], separators=(",", ":")).encode()
        return zlib.compress(b"\n".join((head, b"".join(parts))), level=1)

    @classmethod
    def unpack(cls, data: bytes) -> ReportShard:
        """Raises ValueError when the bytes are damaged or of another layout."""
        try:
            return cls._read(zlib.decompress(data))
        except zlib.error as error:
            raise ValueError(f"not a packed report: {error}") from error

    @classmethod
    def unpack_all(cls, data: bytes) -> list[ReportShard]:
        """The reports of one file, packed one after the other. Raises ValueError as `unpack`."""
        shards: list[ReportShard] = []
        while data or not shards:
            stream = zlib.decompressobj()
            try:
                shard = stream.decompress(data)
            except zlib.error as error:
                raise ValueError(f"not a packed report: {error}") from error
            if not stream.eof:
                raise ValueError("not a packed report: cut short")
            shards.append(cls._read(shard))
            data = stream.unused_data
        return shards

    @classmethod
    def _read(cls, data: bytes) -> ReportShard:
        try:
            head, _, body = data.partition(b"\n")
            report_id, lengths = json.loads(head)
            parts: dict[str, TablePart] = {}
            at = 0
            for name, plain_length, excel_length in lengths:
                plain = body[at : at + plain_length]
                at += plain_length
                excel = plain if excel_length is None else body[at : at + excel_length]
                at += excel_length or 0
                parts[name] = TablePart(plain, excel)
        except (KeyError, TypeError) as error:
            raise ValueError(f"not a packed report: {error}") from error
        if at != len(body) or parts.keys() != {spec.name for spec in REPORT_TABLES}:
            raise ValueError("not a packed report: other tables")
        return cls(report_id, parts)
