"""What the review page asks of a finished run, answered from its database: findings, passages, and what is on a page.

Every answer is made of the dataclasses of `answers`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from pipeline.export.code_words import UNITS
from pipeline.export.decision_log import About, Decision, Latest, agency_and_year, earlier
from pipeline.export.explore_search import match_of
from pipeline.export.explore_sqlite import open_database
from pipeline.vocabulary.english import english_name
from pipeline.vocabulary.metrics import load_metrics
from review.answers import (
    Choice,
    FindingList,
    FoundFinding,
    ListedFinding,
    ListedReport,
    PageBox,
    Passage,
    Rectangle,
    Wanted,
)
from schemas.errors import OutputError

MOST_ROWS = 200  # findings in one answer; the page asks for more when they are wanted
MOST_PASSAGES = 60
_LONGEST_EXCERPT = 120
_SUBJECT = """coalesce(f."table", ''), coalesce(f.row, ''), coalesce(f.indicator, ''), coalesce(f."column", '')"""
_NO_FINDING = "NOT EXISTS (SELECT 1 FROM findings AS f WHERE f.report_id = r.report_id)"


class RunData:
    """Reads `OUT/corpus/corpus.sqlite`. Every call opens it anew, so that threads can share it.

    Raises OutputError where it cannot be read.
    """

    def __init__(self, corpus: Path) -> None:
        self._corpus = corpus

    def choices(self) -> dict[str, list[Choice]]:
        """What the list can be narrowed to, with the number of findings of each."""
        return {
            name: [
                Choice(str(value), count)
                for value, count in self._ask(
                    f"SELECT {column}, count(*) FROM findings AS f JOIN reports AS r USING (report_id) "
                    f"WHERE {column} <> '' GROUP BY 1 ORDER BY {order}"
                )
            ]
            for name, column, order in (
                ("agency", "r.agency", "1"),
                ("year", "r.fiscal_year", "1 DESC"),
                ("severity", "f.severity", "min(f.rowid)"),
                ("check", 'f."check"', "2 DESC, 1"),
            )
        }

    def findings(self, wanted: Wanted, decided: Latest, start: int = 0) -> FindingList:
        """Findings by agency, year and report, the gravest of a report first."""
        match = match_of(wanted.words) if wanted.words else ""
        if wanted.words and not match:
            return FindingList((), 0, 0)
        named, source, values = _narrowed(wanted, decided, match)
        ((total, of_them),) = self._ask(
            f"{named} SELECT count(*), coalesce(sum(coalesce(d.state, 'open') <> 'open'), 0) {source}", *values
        )
        rows = self._ask(
            f'{named} SELECT f.report_id, f.finding_id, f.severity, f."check", f.message_zh, f.message_en, '
            "json_extract(f.evidence, '$[0].page'), coalesce(r.agency, ''), coalesce(r.fiscal_year, ''), r.file, "
            f"coalesce(d.state, 'open'), {_SUBJECT} {source} "
            f"ORDER BY r.agency, r.fiscal_year DESC, f.report_id, f.rowid LIMIT {MOST_ROWS} OFFSET ?",
            *values,
            start,
        )
        of_year: dict[tuple[str, str], list[Decision]] = {}
        for decision in decided.values():
            of_year.setdefault(agency_and_year(decision.about), []).append(decision)
        listed = []
        for rid, fid, severity, check, zh, en, page, agency, year, file, state, *names in rows:
            place = _joined(names)
            about = About(agency, str(year), file, check, place, zh)
            known = bool(earlier(of_year.get(agency_and_year(about), ()), rid, fid, about))
            listed.append(
                ListedFinding(rid, fid, severity, check, place, zh, en, page, agency, str(year), file, state, known)
            )
        whole = not (start or wanted.severity or wanted.check or wanted.state or wanted.words)
        return FindingList(tuple(listed), total, of_them, tuple(self._clean(wanted)) if whole else ())

    def _clean(self, wanted: Wanted) -> Iterator[ListedReport]:
        where, values = _where(wanted)
        rows = self._ask(
            "SELECT r.report_id, coalesce(r.agency, ''), coalesce(r.fiscal_year, ''), r.file FROM reports AS r "
            f"WHERE {' AND '.join([*where, _NO_FINDING])} "
            f"ORDER BY r.agency, r.fiscal_year DESC, r.report_id LIMIT {MOST_ROWS}",
            *values,
        )
        for report_id, agency, year, file in rows:
            yield ListedReport(report_id, agency, str(year), file)

    def passages(self, wanted: Wanted) -> list[Passage]:
        """Paragraphs and cells that hold the words, paragraphs first."""
        match = match_of(wanted.words)
        if not match:
            return []
        of_report, values = _where(Wanted(agency=wanted.agency, year=wanted.year))
        narrowed = "".join(f" AND {condition}" for condition in of_report)
        paragraphs = self._ask(
            "SELECT s.report_id, s.text, s.page, r.agency, r.fiscal_year, s.places FROM search AS s "
            "JOIN reports AS r USING (report_id) "
            f"WHERE s.kind = 'paragraph' AND s.words MATCH ?{narrowed} ORDER BY s.rank LIMIT {MOST_PASSAGES}",
            match,
            *values,
        )
        found = [
            Passage(rid, "paragraph", _excerpt(text, wanted.words), page, agency or "", str(year or ""), _boxes(places))
            for rid, text, page, agency, year, places in paragraphs
        ]
        likes = [_like(word) for word in wanted.words.replace(",", "").split()]
        cells = self._ask(
            "SELECT c.report_id, c.text, c.page, r.agency, r.fiscal_year, c.x0, c.top, c.x1, c.bottom FROM cells AS c "
            f"JOIN reports AS r USING (report_id) WHERE c.page IS NOT NULL{narrowed}"
            + " AND replace(c.text, ',', '') LIKE ? ESCAPE '\\'" * len(likes)
            + f" LIMIT {MOST_PASSAGES}",
            *values,
            *likes,
        )
        return found + [
            Passage(
                rid,
                "cell",
                _excerpt(text, wanted.words),
                page,
                agency or "",
                str(year or ""),
                (Rectangle(page, *place),) if None not in place else (),
            )
            for rid, text, page, agency, year, *place in cells
        ]

    def finding(self, report_id: str, finding_id: str) -> FoundFinding | None:
        """A finding in full; None where the run has none of that name."""
        rows = self._ask(
            "SELECT f.severity, f.\"check\", coalesce(f.reported, ''), coalesce(f.expected_low, ''), "
            "coalesce(f.expected_high, ''), f.message_zh, f.message_en, f.evidence, coalesce(f.trace, ''), "
            "coalesce(f.consequences, '[]'), coalesce(f.consequences_en, '[]'), coalesce(r.agency, ''), "
            f"coalesce(r.fiscal_year, ''), r.file, {_SUBJECT} FROM findings AS f JOIN reports AS r USING (report_id) "
            "WHERE f.report_id = ? AND f.finding_id = ?",
            report_id,
            finding_id,
        )
        if not rows:
            return None
        severity, check, reported, low, high, zh, en, evidence, trace, *others = rows[0]
        more, more_en, agency, year, file, *place = others
        english = json.loads(more_en)
        told = [(text, english[i] if i < len(english) else text) for i, text in enumerate(json.loads(more))]
        return FoundFinding(
            report_id,
            finding_id,
            severity,
            check,
            _joined(place, " · "),
            reported,
            low,
            high,
            zh,
            en,
            tuple((Rectangle(p["page"], *p["box"]), p["text"]) for p in json.loads(evidence)),
            trace,
            tuple(told),
            About(agency, str(year), file, check, _joined(place), zh),
        )

    def boxes(self, report_id: str, page: int) -> list[PageBox]:
        """What is drawn over a page of a report: tables, then figures, then findings, so that these lie on top."""
        return [*self._tables(report_id, page), *self._figures(report_id, page), *self._of_findings(report_id, page)]

    def _tables(self, report_id: str, page: int) -> list[PageBox]:
        rows = self._ask(
            "SELECT coalesce(t.label, t.title, t.table_id), min(c.x0), min(c.top), max(c.x1), max(c.bottom) "
            "FROM cells AS c JOIN tables AS t USING (report_id, table_id) "
            "WHERE c.report_id = ? AND c.page = ? AND c.x0 IS NOT NULL GROUP BY c.table_id",
            report_id,
            page,
        )
        return [PageBox("table", name, name, Rectangle(page, *box)) for name, *box in rows]

    def _figures(self, report_id: str, page: int) -> list[PageBox]:
        rows = self._ask(
            "SELECT metric, coalesce(item, ''), coalesce(period, ''), coalesce(unit, ''), x0, top, x1, bottom "
            "FROM facts WHERE report_id = ? AND page = ? AND x0 IS NOT NULL",
            report_id,
            page,
        )
        found = []
        for metric, item, period, unit, *box in rows:
            known = load_metrics().get(metric)
            name = known.name if known else metric
            words = UNITS.get(unit, UNITS[""])
            zh = " · ".join(part for part in (name, item, period, words.zh) if part)
            en = " · ".join(part for part in (english_name(name), item, period, words.en) if part)
            found.append(PageBox("figure", zh, en, Rectangle(page, *box)))
        return found

    def _of_findings(self, report_id: str, page: int) -> list[PageBox]:
        rows = self._ask(
            "SELECT finding_id, severity, message_zh, message_en, evidence FROM findings WHERE report_id = ? "
            "ORDER BY rowid DESC",
            report_id,
        )
        found = []
        for finding_id, severity, zh, en, evidence in rows:
            for number, place in enumerate(json.loads(evidence)):
                if place["page"] == page:
                    box = Rectangle(page, *place["box"])
                    found.append(PageBox("finding", zh, en, box, finding_id, severity, number == 0))
        return sorted(found, key=lambda box: box.main)

    def _ask(self, sql: str, *values: object) -> list[tuple]:  # type: ignore[type-arg]
        try:
            with closing(open_database(self._corpus)) as db:
                return db.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise OutputError(
                f"cannot read the database of {self._corpus}: {error}", "run fuhe report again"
            ) from error


def _where(wanted: Wanted) -> tuple[list[str], list[object]]:
    """Conditions on findings `f` and reports `r`, and their values."""
    columns: Mapping[str, str] = {
        "r.agency": wanted.agency,
        "r.fiscal_year": wanted.year,
        "f.severity": wanted.severity,
        'f."check"': wanted.check,
    }
    given = {column: value for column, value in columns.items() if value}
    return [f"{column} = ?" for column in given], list(given.values())


def _narrowed(wanted: Wanted, decided: Latest, match: str) -> tuple[str, str, list[object]]:
    """What names the tables that findings are narrowed by, where findings `f`, reports `r` and decisions `d` come from,
    and the values of both. `match`: the words searched for as SQLite takes them, '' for none."""
    states = json.dumps([(*key, decision.state.value) for key, decision in decided.items()])
    where, conditions = _where(wanted)
    named = (
        "WITH decided AS (SELECT value ->> 0 AS report_id, value ->> 1 AS finding_id, value ->> 2 AS state "
        "FROM json_each(?))"
    )
    source = (
        "FROM findings AS f JOIN reports AS r USING (report_id) LEFT JOIN decided AS d "
        "ON d.report_id = f.report_id AND d.finding_id = f.finding_id"
    )
    values: list[object] = [states]
    if match:
        # Materialised: joined straight to a full-text table, SQLite 3.40 counts rows twice.
        named += (
            ", hit AS MATERIALIZED (SELECT DISTINCT report_id, finding_id FROM search "
            "WHERE kind = 'finding' AND search.words MATCH ?)"
        )
        values.append(match)
        source += " JOIN hit ON hit.report_id = f.report_id AND hit.finding_id = f.finding_id"
    if wanted.state:
        where.append("coalesce(d.state, 'open') = ?")
        conditions.append(wanted.state)
    return named, f"{source} WHERE {' AND '.join(where) or '1'}", values + conditions


def _joined(parts: list[str], joint: str = " / ") -> str:
    return joint.join(dict.fromkeys(part for part in parts if part))


def _boxes(places: str) -> tuple[Rectangle, ...]:
    return tuple(Rectangle(p["page"], *p["box"]) for p in json.loads(places))


def _like(word: str) -> str:
    escaped = "".join("\\" + char if char in "\\%_" else char for char in word)
    return f"%{escaped}%"


def _excerpt(text: str, words: str) -> str:
    """The part of a long text around the first word searched for."""
    if len(text) <= _LONGEST_EXCERPT:
        return text
    at = next((i for word in words.split() if (i := text.find(word)) >= 0), 0)
    start = max(0, min(at - _LONGEST_EXCERPT // 3, len(text) - _LONGEST_EXCERPT))
    cut = text[start : start + _LONGEST_EXCERPT]
    return ("…" if start else "") + cut + ("…" if start + _LONGEST_EXCERPT < len(text) else "")
