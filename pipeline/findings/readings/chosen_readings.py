"""Figures of a scan on which readings differ: where the sums of the tables come out with exactly one of them, that one.

The reader of a picture hands on what else it made of a figure in doubt (`PlacedText.others`). A check that fails over
such figures is tried with every combination of their readings, and the whole report is audited with each. A combination
is taken when every check of the changed figures comes out with it, an exact one among them, and no other does so. What
no reading says is never put in: where the agency's own sum is wrong, no combination comes out and the check stays as it
is. A chosen figure keeps little confidence, so that it accuses nothing, and a notice tells both readings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from pipeline.findings.build import numbered, where
from pipeline.findings.messages import message
from schemas.audit import AuditedReport, Check, CheckCode, Finding, Locus, Outcome, Severity
from schemas.document import Cell, Document, PlacedText, Table
from schemas.geometry import Box
from schemas.trace import Place
from schemas.trusted import changed

from .misread import EXACT, MOST_DECIMALS

MOST_CELLS, MOST_COMBINED = 3, 18  # cells of one check whose readings are combined, and combinations of them
MOST_AUDITS = 40  # of one report
USUAL = re.compile(r"[-－—+]?[\d,，]+(\.\d+)?[%％]?|[(（][\d,，]+(\.\d+)?[)）]")  # a figure as reports print it
CHOSEN = 0.5  # the most confidence of a reading that arithmetic chose
SCORES = frozenset({CheckCode.SCORE_SUM, CheckCode.SCORE_COPY})
BEARING = EXACT | SCORES  # checks that come out for one value alone

CellKey = tuple[int, int]
"""Of a table and of a cell in it, counted from 0."""
Readings = Mapping[CellKey, str]
Audit = Callable[[Document], AuditedReport]


class _Trial(NamedTuple):
    """A report audited with other readings, and whether all comes out that these readings stand in."""

    audited: AuditedReport
    sound: bool


def with_chosen_readings(audited: AuditedReport, audit: Audit) -> AuditedReport:
    """The audit with those other readings of figures in doubt with which alone the figures come out; as it is where
    there are none."""
    doubtful = _doubtful(audited.document)
    if not doubtful:
        return audited
    chosen: dict[CellKey, str] = {}
    left = MOST_AUDITS
    now = audited
    for check, keys in _open_questions(audited, doubtful):
        keys = [key for key in keys if key not in chosen]
        combined = _combinations(doubtful, keys)
        if not combined or len(combined) > min(left, MOST_COMBINED) or (check and not _stays(check, now)):
            continue
        left -= len(combined)
        trials = [(readings, _tried({**chosen, **readings}, audited, audit)) for readings in combined]
        most = _count(now) - (check is not None)
        sound = [(readings, trial) for readings, trial in trials if trial.sound and _count(trial.audited) <= most]
        if len(sound) == 1:
            (readings, trial) = sound[0]
            now = trial.audited
            chosen |= readings
    if not chosen:
        return audited
    told = [_notice(now, key) for key in chosen]
    return changed(now, findings=(*now.findings, *numbered(told)))


def _doubtful(document: Document) -> dict[CellKey, Cell]:
    return {
        (n, index): cell
        for n, table in enumerate(document.tables)
        for index, cell in enumerate(table.cells)
        if cell.content.others
    }


def _open_questions(
    audited: AuditedReport, doubtful: Mapping[CellKey, Cell]
) -> Iterator[tuple[Check | None, list[CellKey]]]:
    """Failed checks with the cells in doubt that they read, those with the fewest first; then each cell that holds no
    figure as it was read, or one of more decimals than any other of its column."""
    failed = [check for check in audited.checks if check.outcome is Outcome.INCONSISTENT]
    found = [(check, [key for key, cell in doubtful.items() if _reads(check, cell)]) for check in failed]
    asked: set[tuple[CellKey, ...]] = set()
    for check, keys in sorted(found, key=lambda each: len(each[1])):
        if 0 < len(keys) <= MOST_CELLS and tuple(keys) not in asked:
            asked.add(tuple(keys))
            yield check, keys
    for key, cell in doubtful.items():
        if _is_odd(cell, audited.document.tables[key[0]]):
            yield None, [key]


def _is_odd(cell: Cell, table: Table) -> bool:
    if not USUAL.fullmatch(cell.text):
        return True
    column = (c.text for c in table.cells if c.col == cell.col and c is not cell and USUAL.fullmatch(c.text))
    return _decimals(cell.text) > max([MOST_DECIMALS, *map(_decimals, column)])


def _decimals(text: str) -> int:
    return sum(c.isdigit() for c in text.rpartition(".")[2]) if "." in text else 0


def _combinations(doubtful: Mapping[CellKey, Cell], keys: list[CellKey]) -> list[Readings]:
    """Every way to read the cells but the one they were read in: what is read otherwise in each."""
    ways = product(*[("", *doubtful[key].content.others) for key in keys])
    combined = [{key: text for key, text in zip(keys, way, strict=True) if text} for way in ways]
    return [readings for readings in combined if readings]


def _tried(readings: Readings, first: AuditedReport, audit: Audit) -> _Trial:
    document = _read_otherwise(first.document, readings)
    audited = audit(document)
    sound = all(_comes_out(document.tables[n].cells[at], audited) for n, at in readings)
    return _Trial(audited, sound)


def _comes_out(cell: Cell, audited: AuditedReport) -> bool:
    """Whether each check of a cell comes out, and one of them leaves its figure no room."""
    own = [c for c in audited.checks if _reads(c, cell)]
    if any(c.outcome is Outcome.INCONSISTENT or not _is_rounded(c) for c in own):
        return False
    return any(_is_exact(c, cell) for c in own)


def _is_rounded(check: Check) -> bool:
    """Whether a rate is what a calculator gives, rounded; that rounded amounts would allow it says little."""
    told = check.reported
    if check.code is not CheckCode.RATIO or check.outcome is not Outcome.CONSISTENT or told is None:
        return True
    return not check.nominals or any(
        abs(n - told.value) * 2 <= Decimal(1).scaleb(-told.decimals) for n in check.nominals
    )


def _is_exact(check: Check, cell: Cell) -> bool:
    """Whether a check comes out and leaves the figure of a cell no room: to the last digit, or it is a rate, which two
    amounts tell. Within rounding the reading of a last digit would come out that is not printed."""
    if check.outcome is not Outcome.CONSISTENT or check.reported is None:
        return False
    if "%" in cell.text:
        return True
    own = _decimals(cell.text)
    told = [check.reported, *(check.relation.figures if check.relation and check.code is CheckCode.SAME_FIGURE else ())]
    fine = all(figure.decimals >= own for figure in told)  # 176 says nothing of the last digit of 175.8
    return fine and check.code in BEARING and check.reported.value in check.nominals


def _count(audited: AuditedReport) -> int:
    return sum(check.outcome is Outcome.INCONSISTENT for check in audited.checks)


def _stays(check: Check, audited: AuditedReport) -> bool:
    """Whether a check of the first audit still fails in another one."""
    return any(c.outcome is Outcome.INCONSISTENT and _place(c) == _place(check) for c in audited.checks)


def _place(check: Check) -> tuple[CheckCode, str, Locus]:
    return check.code, check.variant, check.locus


def _reads(check: Check, cell: Cell) -> bool:
    boxes = [place.box for place in check.inputs]
    boxes += [figure.box for figure in (check.relation.figures if check.relation else ())]
    boxes += [check.reported.box] if check.reported is not None else []
    return any(own.holds_middle_of(box) for own in cell.boxes for box in boxes)


def _read_otherwise(document: Document, readings: Readings) -> Document:
    tables = list(document.tables)
    for (n, at), text in readings.items():
        cells = list(tables[n].cells)
        cells[at] = changed(cells[at], content=_as_read(cells[at].content, text))
        tables[n] = changed(tables[n], cells=tuple(cells))
    return changed(document, tables=tuple(tables))


def _as_read(content: PlacedText, text: str) -> PlacedText:
    """A cell's content in another reading, whose characters stand evenly over the print."""
    places = [place for place in content.places if place is not None]
    first, last = places[0], places[-1]
    step = (last.x1 - first.x0) / len(text)
    return content.model_copy(
        update={
            "text": text,
            "places": tuple(
                first._replace(x0=first.x0 + step * n, x1=first.x0 + step * (n + 1)) for n in range(len(text))
            ),
            "confidence": min(content.confidence, CHOSEN),
            "confidences": (min(content.confidence, CHOSEN),) * len(text),
            "others": (),
            "read_as": content.text,
        }
    )


def _notice(audited: AuditedReport, key: CellKey) -> Finding:
    cell = audited.document.tables[key[0]].cells[key[1]]
    code, locus = next((c.code, c.locus) for c in audited.checks if _reads(c, cell) and _is_exact(c, cell))
    box: Box = cell.content.boxes()[0]
    said = {"first": cell.content.read_as, "reported": cell.text}
    return Finding(
        finding_id="",
        code=code,
        severity=Severity.NOTICE,
        locus=locus,
        reported=cell.text,
        expected_low="",
        expected_high="",
        message_zh=message("chosen", "zh", {"where": where(locus, "zh"), **said}),
        message_en=message("chosen", "en", {"where": where(locus, "en"), **said}),
        evidence=(Place(page=box.page, box=box, text=cell.text),),
    )
