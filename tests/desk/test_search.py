"""Full-text search over paragraphs and findings."""

from __future__ import annotations

import sqlite3

import pytest

from pipeline.export.explore_search import fill_search, search_sql


@pytest.fixture
def db() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE reports (report_id, file)")
    db.execute('CREATE TABLE paragraphs (report_id, "order", page, text, places)')
    db.execute("CREATE TABLE findings (report_id, finding_id, message_zh, message_en, evidence)")
    db.execute("INSERT INTO reports VALUES ('r1', 'a.pdf')")
    db.execute("INSERT INTO paragraphs VALUES ('r1', 1, 3, '实际采购8,369.01万元，政府采购执行率为99.08%。', NULL)")
    db.execute("INSERT INTO paragraphs VALUES ('r1', 2, 4, '固定资产利用率为100%。', NULL)")
    db.execute(
        "INSERT INTO findings VALUES (?,?,?,?,?)",
        ("r1", "x", "政府采购执行情况自评偏高", "procurement scored too high", '[{"page": 5}]'),
    )
    fill_search(db)
    return db


@pytest.mark.parametrize(
    ("wanted", "pages"),
    [
        ("政府采购 执行率", {3}),
        ("采购", {3, 5}),
        ("固定资产", {4}),
        ("8369.01", {3}),
        ("8,369.01", {3}),
        ("scored", {5}),
        ("99.08%", {3}),
        ("%", set()),
        ("' OR 1=1 --", set()),
    ],
)
def test_words_within_longer_names_are_found_and_nothing_else(
    db: sqlite3.Connection, wanted: str, pages: set[int]
) -> None:
    assert {row[1] for row in db.execute(search_sql(wanted))} == pages
