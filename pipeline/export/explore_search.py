"""Full-text search in the corpus database: paragraphs and findings cut into Chinese words (jieba, with the vocabulary's
names as whole words) and indexed by SQLite's FTS5."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from pipeline.vocabulary.words import search_words

TABLE = "CREATE VIRTUAL TABLE search USING fts5(report_id UNINDEXED, kind UNINDEXED, page UNINDEXED, text, words)"
LONGEST_PART = 3  # characters of the longest parts that jieba cuts a long word into
_SOURCES = (
    ("paragraph", 'SELECT report_id, page, text FROM paragraphs ORDER BY report_id, "order"'),
    (
        "finding",
        "SELECT report_id, json_extract(evidence, '$[0].page'), message_zh FROM findings "
        "ORDER BY report_id, finding_id",
    ),
)


def fill_search(db: sqlite3.Connection) -> None:
    """Make and fill the table `search`; left out where SQLite was built without FTS5."""
    try:
        db.execute(TABLE)
    except sqlite3.OperationalError:
        return
    for kind, source in _SOURCES:
        db.executemany("INSERT INTO search VALUES (?,?,?,?,?)", list(_rows(db, kind, source)))


def _rows(db: sqlite3.Connection, kind: str, source: str) -> Iterator[tuple[str, str, int, str, str]]:
    for report_id, page, text in db.execute(source).fetchall():
        yield report_id, kind, page, text, " ".join(search_words(text))


def search_sql(wanted: str) -> str:
    """A query for the places that hold all words of `wanted`, best first: file, page, kind, text."""
    cut = [word for word in search_words(wanted) if word.strip()]
    # A long word of the query may stand within a longer one of the text; its parts are indexed either way.
    short = [word for word in cut if len(word) <= LONGEST_PART] or cut
    phrases = [f'"{word.replace(chr(34), " ")}"' for word in short]
    match = " ".join(phrases).replace("'", "''")
    return (
        "SELECT reports.file, search.page, search.kind, search.text FROM search JOIN reports USING (report_id) "
        f"WHERE search.words MATCH '{match}' ORDER BY rank, reports.file, search.page"
    )
