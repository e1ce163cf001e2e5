"""`OUT/corpus/corpus.sqlite`: the corpus as a database with typed columns, keys, and views for the usual questions.

Made from the CSV files, which stay the exact record: SQLite keeps decimals as binary floating point, good enough to
search and sum, not to prove a last digit. Every column's meaning stands as a comment in its table's definition
(`SELECT sql FROM sqlite_master`), in both languages.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pipeline.export.atomic_file import sha256_of
from pipeline.export.columns import Column, FieldType, TableSpec
from pipeline.export.corpus_rows import rows_in_order, typed_value
from pipeline.export.corpus_schema import ALL_TABLES
from pipeline.export.explore_search import TABLE, fill_search
from schemas.errors import OutputError

VIEWS = (
    """CREATE VIEW v_scores AS  -- 得分与复核 scores with agency and year
SELECT r.agency, r.fiscal_year, s.*,
  CASE WHEN s.self_score > s.recomputed_high THEN round(s.self_score - s.recomputed_high, 4)
       WHEN s.self_score < s.recomputed_low THEN round(s.self_score - s.recomputed_low, 4)
       ELSE 0 END AS gap  -- 自评超出（低于）复核范围的分数 how far the self-score lies outside the range
FROM indicator_scores AS s JOIN reports AS r USING (report_id)""",
    """CREATE VIEW v_findings AS  -- 疑点 findings with agency, year and page
SELECT r.agency, r.fiscal_year, r.file, f.*,
  json_extract(f.evidence, '$[0].page') AS page  -- 所指数字的页码 page of the figure in question
FROM findings AS f JOIN reports AS r USING (report_id)""",
    """CREATE VIEW v_quarters AS  -- 分季度执行 quarters with agency, year and what is missing to schedule
SELECT r.agency, r.fiscal_year, q.*,
  round(q.cumulative_progress - q.scheduled_progress, 4) AS ahead  -- 快于序时进度的百分点 points ahead of schedule
FROM quarterly_execution AS q JOIN reports AS r USING (report_id)""",
    """CREATE VIEW v_budget_lines AS  -- 预算明细 budget lines with agency, year and table
SELECT r.agency, r.fiscal_year, t.label AS table_label, t.kind AS table_kind, b.*
FROM budget_lines AS b JOIN reports AS r USING (report_id) JOIN tables AS t USING (report_id, table_id)""",
    """CREATE VIEW v_restated AS  -- 同一数据有多个数值 quantities that a report states with more than one value
SELECT report_id, metric, item, period, unit, count(DISTINCT value) AS stated, min(value) AS least, max(value) AS most
FROM facts WHERE item NOT IN ('合计', '总计', '小计') OR item IS NULL  -- every table has its own total
GROUP BY report_id, metric, item, period, unit HAVING count(DISTINCT value) > 1""",
)


FILE = "corpus.sqlite"
_TYPES = {FieldType.INTEGER: "INTEGER", FieldType.NUMBER: "REAL", FieldType.BOOLEAN: "INTEGER"}


def write_database(corpus: Path) -> bool:
    """Make the database anew unless it was made from this very corpus; returns whether it was.

    Raises OutputError where the corpus cannot be read or the database not be written.
    """
    target = corpus / FILE
    try:
        made_from = f"{_definitions_version()} {sha256_of(corpus / 'datapackage.json')}"
        if _made_from(target) == made_from:
            return False
        staged = corpus / f".{FILE}.{os.getpid()}.part"
        staged.unlink(missing_ok=True)
        try:
            _fill(staged, corpus, made_from)
            staged.replace(target)
        finally:
            staged.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"cannot write {target}: {error.strerror}", "free space or check permissions") from error
    except sqlite3.Error as error:
        raise OutputError(f"cannot write {target}: {error}", "run fuhe run again") from error
    return True


def open_database(corpus: Path) -> sqlite3.Connection:
    """The database, for reading only: no statement can change it or open another file."""
    db = sqlite3.connect(f"{(corpus / FILE).absolute().as_uri()}?mode=ro", uri=True)
    db.set_authorizer(
        lambda action, *_: (
            sqlite3.SQLITE_DENY if action in (sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH) else sqlite3.SQLITE_OK
        )
    )
    return db


@cache
def _definitions_version() -> str:
    """A hash of all definitions: a database with other tables or views is made anew."""
    text = "\0".join([*(create_table(spec) for spec in ALL_TABLES), *VIEWS, TABLE])
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _made_from(target: Path) -> str:
    if not target.is_file():
        return ""
    db = sqlite3.connect(f"{target.absolute().as_uri()}?mode=ro", uri=True)
    try:
        row = db.execute("SELECT made_from FROM about").fetchone()
    except sqlite3.Error:
        return ""
    finally:
        db.close()
    return str(row[0]) if row else ""


def _fill(path: Path, corpus: Path, made_from: str) -> None:
    db = sqlite3.connect(path, isolation_level=None)
    try:
        db.execute("PRAGMA journal_mode=OFF")
        db.execute("PRAGMA synchronous=OFF")
        db.execute("BEGIN")
        for spec in ALL_TABLES:
            db.execute(create_table(spec))
            marks = ",".join("?" * len(spec.columns))
            db.executemany(f"INSERT INTO {spec.name} VALUES ({marks})", _values(spec, corpus))
        for statement in VIEWS:
            db.execute(statement)
        fill_search(db)
        db.execute("CREATE TABLE about (made_from TEXT NOT NULL)")
        db.execute("INSERT INTO about VALUES (?)", (made_from,))
        db.execute("COMMIT")
        db.execute("ANALYZE")
    finally:
        db.close()


def create_table(spec: TableSpec) -> str:
    """The definition of a table, its columns' meanings as comments."""
    constraints = [f"PRIMARY KEY ({_names(spec.primary_key)})"]
    constraints += [
        f"FOREIGN KEY ({_names(key.columns)}) REFERENCES {key.table} ({_names(key.target)})"
        for key in spec.foreign_keys
    ]
    lines = [f'  "{c.name}" {_TYPES.get(c.type, "TEXT")},  -- {_meaning(c)}' for c in spec.columns]
    body = "\n".join([*lines, *(f"  {c}," for c in constraints[:-1]), f"  {constraints[-1]}"])
    return f"CREATE TABLE {spec.name} (  -- {spec.zh} {spec.en}\n{body}\n)"


def _meaning(column: Column) -> str:
    unit = f" [{column.unit}]" if column.unit else ""
    return f"{column.zh} {column.en}{unit}".replace("\n", " ")


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _values(spec: TableSpec, corpus: Path) -> Iterator[list[object]]:
    for row in rows_in_order(corpus, spec):
        yield [typed_value(column.type, text, float) for column, text in zip(spec.columns, row, strict=True)]
