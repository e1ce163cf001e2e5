"""Numbers that sentences tell of the quarters, against a table of quarters.

Which column a number is of, the other numbers of its sentence say: told by one name, or in one row, they stand in one
column. A number that stands nowhere in the table, where those told with it do, is not the table's. Told alone, only
its own words say what it measures; then nothing short of a slip of the pen shows it to be wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pipeline.checks.calculations import one_slip
from pipeline.checks.compare import compared, sum_relation
from pipeline.checks.texts.same_figure import same
from schemas.audit import Check, CheckCode, Outcome, locus_at
from schemas.figure import Figure, Interval, Unit
from schemas.records import QuarterMeasure, QuarterNumber, Report
from schemas.trace import Place

COLUMNS: Mapping[str, str] = {
    "budget": "预算数",
    "cumulative_outturn": "累计支出",
    "cumulative_progress": "累计执行进度",
    "execution_rate": "季度执行率",
}
# What a number told alone is by its words. 执行率 may name the progress as well as the progress against the schedule.
BY_WORDS: Mapping[QuarterMeasure, tuple[str, ...]] = {
    "budget": ("budget",),
    "outturn": ("cumulative_outturn",),
    "progress": ("cumulative_progress",),
    "rate": ("execution_rate", "cumulative_progress"),
    "": (),
}
MARKED_DIGITS = 3  # of a number that is hardly the table's by chance

Columns = Mapping[int, Mapping[str, Figure]]
"""The figures of a table of quarters: by quarter, then by column."""


def quarter_number_checks(report: Report, names: Mapping[str, str]) -> Iterator[Check]:
    """One check for each number that the table prints, or prints otherwise; none where the report has several such
    tables. `names`: of the tables."""
    tables = {q.table_id for q in report.quarters}
    if len(tables) != 1:
        return
    (table,) = tables
    columns = {q.quarter: {k: f for k, f in q.figures.items() if k in COLUMNS} for q in report.quarters}
    sentences: dict[int, list[QuarterNumber]] = defaultdict(list)
    for told in report.quarter_numbers:
        sentences[told.sentence].append(told)
    for sentence in sentences.values():
        known = ((t, found[0]) for t in sentence if (found := sorted(_columns_of(t, columns))))
        strange = _strange(sentence, columns)
        yield from (_check(*x, columns, names.get(table, ""), Outcome.CONSISTENT) for x in known)
        yield from (_check(*x, columns, names.get(table, ""), Outcome.INCONSISTENT) for x in strange)


def _strange(sentence: Sequence[QuarterNumber], columns: Columns) -> Iterator[tuple[QuarterNumber, str]]:
    """The numbers of a sentence that the table prints otherwise, each with its column."""
    groups: dict[tuple[QuarterMeasure, bool], list[QuarterNumber]] = defaultdict(list)
    for told in sentence:
        groups[told.measure, told.figure.unit is Unit.PERCENT].append(told)
    for (measure, _), group in groups.items():
        missing = [t for t in group if not _columns_of(t, columns)]
        if len(missing) != 1 or _stands_elsewhere(missing[0], columns):
            continue
        (told,) = missing
        column = _shared_column([t for t in group if t is not told], columns, measure)
        if column and column in columns.get(told.quarter, {}):
            yield told, column
        elif not column and len(group) == 1:
            printed = columns.get(told.quarter, {})
            named = (c for c in BY_WORDS[measure] if c in printed)
            yield from ((told, c) for c in named if one_slip(told.figure, _expected(told, printed[c])))


def _columns_of(told: QuarterNumber, columns: Columns) -> set[str]:
    """The columns in which the table prints a number for its quarter."""
    return {c for c, f in columns.get(told.quarter, {}).items() if _alike(told.figure, f) and same(told.figure, f)}


def _alike(a: Figure, b: Figure) -> bool:
    return a.unit is b.unit or (a.unit.is_money and b.unit.is_money)


def _stands_elsewhere(told: QuarterNumber, columns: Columns) -> bool:
    """Whether the table prints a number for another quarter: it may be told of that one."""
    return any(_alike(told.figure, f) and same(told.figure, f) for row in columns.values() for f in row.values())


def _shared_column(others: Sequence[QuarterNumber], columns: Columns, measure: QuarterMeasure) -> str:
    """The one column that all the others of a group stand in, at least one of them with a number of some digits."""
    if not any(len(t.figure.text.strip("0.,-%")) >= MARKED_DIGITS for t in others):
        return ""
    shared = set.intersection(*(_columns_of(t, columns) for t in others))
    named = [c for c in BY_WORDS[measure] if c in shared]  # at the year's end progress and rate are one number
    return named[0] if named else shared.pop() if len(shared) == 1 else ""


def _expected(told: QuarterNumber, printed: Figure) -> Interval:
    unit = told.figure.unit
    return Interval.exactly((printed.in_unit(unit) if unit.is_money else printed).value)


def _check(told: QuarterNumber, column: str, columns: Columns, where: str, outcome: Outcome) -> Check:
    printed = columns[told.quarter][column]
    return compared(
        CheckCode.SAME_FIGURE,
        "text_and_table",
        locus_at(row=f"第{told.quarter}季度", column=COLUMNS[column]),
        told.figure,
        [_expected(told, printed)],
        [told.place, Place(page=printed.box.page, box=printed.box, text=printed.text)],
        outcome=outcome,
        relation=sum_relation([printed]),
        other=printed.text,
        where=where,
        page=str(printed.box.page),
        quote=told.quote,
    )
