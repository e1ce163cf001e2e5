"""Full-text search in the corpus database: paragraphs and findings cut into Chinese words (jieba, with the vocabulary's
names as whole words) and indexed by SQLite's FTS5. Each entry knows its page and, as JSON, the places on it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from pipeline.vocabulary.words import search_words

TABLE = (
    "CREATE VIRTUAL TABLE search USING fts5(report_id UNINDEXED, kind UNINDEXED, page UNINDEXED, text UNINDEXED, "
    "words, finding_id UNINDEXED, places UNINDEXED)"
)
LONGEST_PART = 3  # characters of the longest parts that jieba cuts a long word into
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")  # 8,369.01, which is also found as 8369.01
_SOURCES = (
    (
        "paragraph",
        """SELECT report_id, page, text, text, '', places FROM paragraphs ORDER BY report_id, "order\"""",
    ),
    (
        "finding",
        "SELECT report_id, json_extract(evidence, '$[0].page'), message_zh, message_zh || ' ' || message_en, "
        "finding_id, json_array(json_extract(evidence, '$[0]')) FROM findings ORDER BY report_id, finding_id",
    ),
)


def fill_search(db: sqlite3.Connection) -> None:
    """Make and fill the table `search`; left out where SQLite was built without FTS5."""
    try:
        db.execute(TABLE)
    except sqlite3.OperationalError:
        return
    for kind, source in _SOURCES:
        db.executemany("INSERT INTO search VALUES (?,?,?,?,?,?,?)", list(_rows(db, kind, source)))


def _rows(db: sqlite3.Connection, kind: str, source: str) -> Iterator[tuple[str, str, int, str, str, str, str]]:
    for report_id, page, text, searched, finding_id, places in db.execute(source).fetchall():
        words = [*search_words(searched), *(_plain(number) for number in _GROUPED.findall(searched))]
        yield report_id, kind, page, text, " ".join(words), finding_id, places or "[]"


def _plain(number: str) -> str:
    return number.replace(",", "")


def match_of(wanted: str) -> str:
    """The FTS5 expression for entries that hold all words of `wanted`; '' where it has no word."""
    wanted = _GROUPED.sub(lambda number: _plain(number[0]), wanted)
    cut = [word for word in search_words(wanted) if any(char.isalnum() for char in word)]
    # A long word of the query may stand within a longer one of the text; its parts are indexed either way.
    short = [word for word in cut if len(word) <= LONGEST_PART or word.isascii()] or cut
    return " ".join(f'"{word.replace(chr(34), " ")}"' for word in short)


def search_sql(wanted: str) -> str:
    """A query for the places that hold all words of `wanted`, best first: file, page, kind, text."""
    match = match_of(wanted).replace("'", "''") or '""'
    return (
        "SELECT reports.file, search.page, search.kind, search.text FROM search JOIN reports USING (report_id) "
        f"WHERE search.words MATCH '{match}' ORDER BY rank, reports.file, search.page"
    )
