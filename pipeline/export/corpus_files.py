"""Writes `OUT/corpus/` and `OUT/excel/` from packed reports, one report in memory at a time.

Everything is first written to a staging folder on the same disk; only complete, synced files are moved into place, and
only those whose content changed. A run that is killed at any moment leaves whole files.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.export.atomic_file import StagedFile, sync_folder
from pipeline.export.corpus_schema import ALL_TABLES, DOCUMENTS, REPORT_TABLES
from pipeline.export.data_package import FileFacts, data_package
from pipeline.export.report_rows import Row
from pipeline.export.report_shard import ReportShard, TablePart

_BOM = b"\xef\xbb\xbf"


@dataclass(slots=True)
class Written:
    """What an export did: all files it stands for, and those whose content changed."""

    files: list[Path] = field(default_factory=list)
    changed: list[Path] = field(default_factory=list)


class _TableFiles:
    """The two staged copies of one table."""

    def __init__(self, name: str, header: tuple[str, ...], staging: Path, out: Path) -> None:
        self.plain = StagedFile(staging / "corpus", out / "corpus" / name)
        self.excel = StagedFile(staging / "excel", out / "excel" / name)
        self.excel.write(_BOM)
        self.add(TablePart.of([header]))

    def add(self, part: TablePart) -> None:
        self.plain.write(part.plain)
        self.excel.write(part.excel)


def write_corpus(out: Path, staging: Path, documents: list[Row], reports: Iterable[ReportShard]) -> Written:
    """Write all tables of a run.

    `documents` are the rows of documents.csv; `reports` come in the order of their report_id. `staging` is a folder on
    the same file system that this call may empty. Raises OSError when the disk is full or closed to us; what stood in
    `out` before then stands there still.
    """
    shutil.rmtree(staging, ignore_errors=True)
    for folder in (staging / "corpus", staging / "excel", out / "corpus", out / "excel"):
        folder.mkdir(parents=True, exist_ok=True)
    tables = {spec.name: _TableFiles(spec.file_name, spec.header, staging, out) for spec in ALL_TABLES}
    package = StagedFile(staging / "corpus", out / "corpus" / "datapackage.json")
    staged = [file for table in tables.values() for file in (table.plain, table.excel)] + [package]
    try:
        tables[DOCUMENTS.name].add(TablePart.of(sorted(documents)))
        for report in reports:
            for spec in REPORT_TABLES:
                tables[spec.name].add(report.parts[spec.name])
        for table in tables.values():
            table.plain.close()
            table.excel.close()
        package.write(data_package({n: FileFacts(t.plain.size, t.plain.sha256) for n, t in tables.items()}))
        package.close()
        written = Written()
        for file in staged:
            written.files.append(file.target)
            if file.publish():
                written.changed.append(file.target)
    finally:
        for file in staged:
            file.discard()
        shutil.rmtree(staging, ignore_errors=True)
    for folder in (out / "corpus", out / "excel"):
        sync_folder(folder)
    return written
