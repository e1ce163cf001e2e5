"""Numbers that sentences tell of the quarters, against a table of quarters.

Which column a number is of, the other numbers of its sentence say: told by one name, or in one row, they stand in one
column. A number that stands nowhere in the table, where those told with it do, is not the table's. Told alone, only
its own words say what it measures; then nothing short of a slip of the pen shows it to be wrong.

Amounts may be of a quarter alone: what was spent by its end less what had been by the end of the one before.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pipeline.checks.calculations import one_slip
from pipeline.checks.compare import compared, sum_relation
from pipeline.checks.same_print import same
from pipeline.checks.texts.single_quarters import difference_check
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
SPENT = "cumulative_outturn"
ALONE = "quarter_outturn"  # no column of the table: the difference of two sums of SPENT
_OF_MORE = re.compile(r"半年|累计|全年|前[一二两三四1-4]|[末底]|月")
_BY_END = re.compile(r"累计|[末底]")
_ALONE = re.compile(r"当季|单季|本季度?(?:支出|执行|支付)")
# What a number told alone is by its words. 执行率 may name the progress as well as the progress against the schedule.
BY_WORDS: Mapping[QuarterMeasure, tuple[str, ...]] = {
    "budget": ("budget",),
    "outturn": (SPENT, ALONE),
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
    for quarter, printed in columns.items():
        before = columns.get(quarter - 1, {}).get(SPENT)
        if SPENT in printed and before is not None and printed[SPENT].unit is before.unit:
            printed[ALONE] = _spent_alone(printed[SPENT], before)
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
        others = [t for t in group if t not in missing]
        if len(missing) != 1 or _stands_elsewhere(missing[0], others, columns):
            continue
        (told,) = missing
        printed = columns.get(told.quarter, {})
        first = {ALONE: SPENT} if told.quarter == 1 else {}
        if _is_of_more(told):
            first, printed = {ALONE: SPENT}, {c: f for c, f in printed.items() if c != ALONE}
        found = [c for name in _shared_columns(others, columns, measure) if (c := first.get(name, name)) in printed]
        if len(set(found)) == 1:
            yield told, found[0]
        elif found or len(group) == 1:
            named = (c for c in found or BY_WORDS[measure] if c in printed)
            yield from ((told, c) for c in named if one_slip(told.figure, _expected(told, c, printed[c])))


def _is_of_more(told: QuarterNumber) -> bool:
    """Whether the words before a number say that it is of more than one quarter."""
    at = told.quote.find(told.figure.text)
    clause = re.split(r"[，；：。]", told.quote[: max(at, 0)])[-1]
    return _OF_MORE.search(clause) is not None and not _ALONE.search(clause)


def _spent_alone(spent: Figure, before: Figure) -> Figure:
    return spent.model_copy(update={"value": spent.value - before.value, "text": f"{spent.text} - {before.text}"})


def _columns_of(told: QuarterNumber, columns: Columns) -> set[str]:
    """The columns in which the table prints a number for its quarter."""
    printed = columns.get(told.quarter, {}).items()
    found = {c for c, f in printed if _alike(told.figure, f) and _is_printed(told.figure, c, f)}
    return found | {ALONE} if told.quarter == 1 and SPENT in found else found


def _is_printed(figure: Figure, column: str, printed: Figure) -> bool:
    return figure.interval.meets(_alone(figure, printed)) if column == ALONE else same(figure, printed)


def _alone(figure: Figure, difference: Figure) -> Interval:
    """What a quarter alone spent, in the unit of a figure: either sum may be off by half of its last digit."""
    like = difference.in_unit(figure.unit)
    unit = Interval.rounded_to(like.value, like.decimals).width
    return Interval(like.value - unit, like.value + unit)


def _alike(a: Figure, b: Figure) -> bool:
    return a.unit is b.unit or (a.unit.is_money and b.unit.is_money)


def _stands_elsewhere(told: QuarterNumber, others: Sequence[QuarterNumber], columns: Columns) -> bool:
    """Whether the table prints a number for another quarter, of which nothing is told beside: it may be of that one."""
    quarters = {t.quarter for t in others}
    return any(
        _alike(told.figure, f) and _is_printed(told.figure, c, f)
        for quarter, row in columns.items()
        for c, f in row.items()
        if quarter not in quarters
    )


def _shared_columns(others: Sequence[QuarterNumber], columns: Columns, measure: QuarterMeasure) -> list[str]:
    """The columns that the others of a group stand in, each quarter once, one of them with some digits: one column, or
    both that are the same in the first quarter."""
    if not any(len(t.figure.text.strip("0.,-%")) >= MARKED_DIGITS for t in others):
        return []
    # 一至四季度当季支出 a、b、c、d，上半年累计 a+b: the second is told twice
    stands: dict[int, set[str]] = defaultdict(set)
    for told in others:
        stands[told.quarter] |= _columns_of(told, columns)
    shared = set.intersection(*stands.values())
    if all(t.quarter == 1 for t in others) and SPENT in shared and not _BY_END.search(others[0].quote):
        return [ALONE] if _ALONE.search(others[0].quote) else [SPENT, ALONE]
    named = [c for c in BY_WORDS[measure] if c in shared]  # at the year's end progress and rate are one number
    return named[:1] or (list(shared) if len(shared) == 1 else [])


def _expected(told: QuarterNumber, column: str, printed: Figure) -> Interval:
    unit = told.figure.unit
    if column == ALONE:
        return _alone(told.figure, printed)
    return Interval.exactly((printed.in_unit(unit) if unit.is_money else printed).value)


def _check(told: QuarterNumber, column: str, columns: Columns, where: str, outcome: Outcome) -> Check:
    printed = columns[told.quarter][column]
    if column == ALONE:
        return difference_check(told.quarter, told, columns[told.quarter][SPENT], columns[told.quarter - 1][SPENT])
    return compared(
        CheckCode.SAME_FIGURE,
        "text_and_table",
        locus_at(row=f"第{told.quarter}季度", column=COLUMNS[column]),
        told.figure,
        [_expected(told, column, printed)],
        [told.place, Place(page=printed.box.page, box=printed.box, text=printed.text)],
        outcome=outcome,
        relation=sum_relation([printed]),
        other=printed.text,
        where=where,
        page=str(printed.box.page),
        quote=told.quote,
    )
