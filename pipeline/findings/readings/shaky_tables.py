"""Tables that were not read as they were printed, told by what a printed table cannot be.

A ruling lost under a seal joins two rows, a page without its grid loses them all, and a name read in two ways makes two
indicators of one. Each figure may be certain then, and every sum over them wrong. Such tables show it: the weights of
the indicators come to nothing like the printed total, two tables list one indicator under nearly the same name, a level
has neither the weight nor the number of indicators that the text gives it, or a column of figures holds what is none.
What is said of such a table is a matter for the scan.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from difflib import SequenceMatcher

from pipeline.checks.scores.score_sheet import ScoreSheet
from schemas.audit import Check, CheckCode, Outcome
from schemas.document import Table
from schemas.geometry import Box
from schemas.records import Report

HUNDRED = Decimal(100)
FAR_OFF = Decimal("0.2")  # share of the total by which weights are no slip of the report's: rows or columns are lost
NEARLY = 0.72  # likeness of two names that may be one, read in two ways
OF_SHEET = frozenset(
    {CheckCode.SCORE_SUM, CheckCode.SCORE_CLAIM, CheckCode.SCORE_COPY, CheckCode.WEIGHT, CheckCode.COUNT}
)
OF_ROWS = frozenset({CheckCode.SUM, CheckCode.AVERAGE})
PLAIN = re.compile(r"[-－—+△▲(（]?(\d{1,3}([,，]\d{3})+|\d+)(\.\d+)?[%％)）]?")
FIGURE_COLUMN = 0.6  # share of a column's filled cells that are figures


class ShakyTables:
    """What of a report read from pictures is not told for certain."""

    def __init__(self, report: Report, checks: Iterable[Check], tables: Sequence[Table] = ()) -> None:
        self._sheet_off, self._far_off = _sheet_state(report, checks)
        self._odd = [box for table in tables if _has_odd_cells(table) for box in (part.box for part in table.parts)]

    def explain(self, check: Check) -> bool:
        """Whether a failed check may be owed to a table that was not read as it was printed."""
        if self._sheet_off and (check.code in OF_SHEET or (self._far_off and check.code is CheckCode.SCORE)):
            return True
        return check.code in OF_ROWS and any(_within(p.box, box) for p in check.inputs for box in self._odd)


def _sheet_state(report: Report, checks: Iterable[Check]) -> tuple[bool, bool]:
    """(whether the score tables were not read as they were printed, whether they are far off)."""
    sheet = ScoreSheet(report)
    lines = list(sheet.lines.values())
    if not any(box.origin == "ocr" for line in lines for box in line.boxes):
        return False, False
    weights = sum((x.weight.value for x in lines if x.weight is not None), Decimal(0))
    printed = sheet.total.weight.value if sheet.total is not None and sheet.total.weight is not None else HUNDRED
    far = min(abs(weights - printed), abs(weights - HUNDRED)) > FAR_OFF * HUNDRED
    weights_off, scores_off = weights not in (printed, HUNDRED), _scores_are_off(sheet)
    off = far or (weights_off and scores_off) or ((weights_off or scores_off) and _has_doubles(report))
    return off or _has_torn_level(checks), far


def _scores_are_off(sheet: ScoreSheet) -> bool:
    """Whether the scores come to another total than the printed one."""
    if sheet.total is None or sheet.total.self_score is None:
        return False
    scores = sum((x.self_score.value for x in sheet.lines.values() if x.self_score is not None), Decimal(0))
    return scores != sheet.total.self_score.value


def _has_torn_level(checks: Iterable[Check]) -> bool:
    """Whether a level of indicators has another weight than the text says, and another number of indicators or another
    score too: its merged cell was cut."""
    failed: dict[str, set[str]] = defaultdict(set)
    for check in checks:
        if check.outcome is Outcome.INCONSISTENT and check.code in (CheckCode.SCORE_CLAIM, CheckCode.COUNT):
            failed[check.locus.indicator].add(check.variant)
    return any(level and "weight" in what and what & {"indicators", "score"} for level, what in failed.items())


def _has_doubles(report: Report) -> bool:
    """Whether two score tables have an indicator each that the other lacks, under nearly the same name, or one that
    holds the name of the other."""
    names: dict[str, set[str]] = {}
    for line in report.score_lines:
        if not line.subject:
            names.setdefault(line.table_id, set()).add(line.indicator)
    tables = list(names.values())
    return any(
        one in other or other in one or SequenceMatcher(None, one, other).ratio() >= NEARLY
        for index, first in enumerate(tables)
        for second in tables[index + 1 :]
        for one in first - second
        for other in second - first
    )


def _has_odd_cells(table: Table) -> bool:
    """Whether a column of figures of a table read from a picture holds digits that are no figure, or shares a cell with
    the column beside it."""
    body = [c for c in table.cells if not c.is_header and c.text and c.content.origin == "ocr"]
    columns: dict[int, list[str]] = defaultdict(list)
    for cell in body:
        for col in range(cell.col, cell.col + cell.col_span):
            columns[col].append(cell.text)
    return any(_is_odd(texts) for texts in columns.values())


def _is_odd(texts: list[str]) -> bool:
    plain = [text for text in texts if PLAIN.fullmatch(text)]
    if len(plain) < FIGURE_COLUMN * len(texts):
        return False
    return any(sum(c.isdigit() for c in text) >= 2 for text in texts if not PLAIN.fullmatch(text))


def _within(inner: Box, outer: Box) -> bool:
    x, y = (inner.x0 + inner.x1) / 2, (inner.top + inner.bottom) / 2
    return inner.page == outer.page and outer.x0 <= x <= outer.x1 and outer.top <= y <= outer.bottom
