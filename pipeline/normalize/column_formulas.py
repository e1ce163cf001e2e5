"""Columns whose names the vocabulary does not know, known by the figures: 标准进度 over 25, 50, 75, 100; a column by
which the outturn must be divided to give the printed rate.

A name comes before figures: only columns without any meaning are looked at, and only a meaning that no other column of
the table has and that no second column fits is given. Nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from pipeline.normalize.header import TableHead
from pipeline.normalize.numbers import PrintedNumber, read_number
from pipeline.normalize.quarter_names import quarter_named
from pipeline.vocabulary.formulas import evaluate_formula, inputs_of
from pipeline.vocabulary.metrics import load_metrics
from pipeline.vocabulary.names import unit_in_name
from schemas.document import Table
from schemas.figure import Interval, Unit
from schemas.records import ColumnMeaning

_DERIVED = ("adjustment", "adjustment_rate", "execution_rate", "share_change")
_OF_QUARTERS = ("cumulative_progress", "quarterly_execution_rate")
_LEAST_ROWS = 3  # rows in which a formula must hold before it tells what a column is
_TOLD_APART = 3  # for each row in which it does not hold, so many in which it must

_Row = Mapping[int, PrintedNumber]


def settle_by_figures(table: Table, head: TableHead, columns: tuple[ColumnMeaning, ...]) -> tuple[ColumnMeaning, ...]:
    """`columns` with a metric (and its unit) for those that only the figures tell."""
    quarter = next((c for c in columns if c.role == "quarter"), None)
    if not _open(columns) or not (quarter or any(c.role == "item" for c in columns)):
        return columns
    at = range(head.rows + 1, table.rows + 1)
    quarters: dict[int, int] = {}
    if quarter is not None:
        quarters = {r: q for r in at if (q := quarter_named(table.text_at(r, quarter.col)))}
        at = range(min(quarters, default=1), max(quarters, default=0) + 1)
    rows = {r: {c.col: n for c in columns if (n := _number(table, r, c.col)) is not None} for r in at}
    if quarters:
        columns = _with_schedule(columns, rows, quarters)
    formulas = _OF_QUARTERS if quarter else _DERIVED
    while True:
        found = _one_more(columns, tuple(rows.values()), formulas)
        if found is None:
            return columns
        columns = _named(columns, *found)


def _open(columns: Sequence[ColumnMeaning]) -> list[ColumnMeaning]:
    return [c for c in columns if not c.metric and not c.role]


def _number(table: Table, row: int, col: int) -> PrintedNumber | None:
    cell = table.grid.get((row, col))
    if cell is None or cell.row != row or cell.col != col or cell.col_span > 1:
        return None
    number = read_number(cell.text)
    return None if number is None or number.dash else number


def _with_schedule(
    columns: tuple[ColumnMeaning, ...], rows: Mapping[int, _Row], quarters: Mapping[int, int]
) -> tuple[ColumnMeaning, ...]:
    """The share of the year that has passed: 25 a quarter, in a column that nothing else names."""
    if len(quarters) < _LEAST_ROWS or any(c.metric == "scheduled_progress" for c in columns):
        return columns
    for column in _open(columns):
        values = {q: rows[r][column.col].value for r, q in quarters.items() if column.col in rows[r]}
        if len(values) == len(set(quarters.values())) and all(v == 25 * q for q, v in values.items()):
            return _named(columns, column.col, "scheduled_progress")
    return columns


def _one_more(
    columns: tuple[ColumnMeaning, ...], rows: Sequence[_Row], formulas: Sequence[str]
) -> tuple[int, str] | None:
    """An open column and the one metric it must be by one of `formulas`; None where no more can be told."""
    metrics = load_metrics()
    known = {c.metric: c.col for c in reversed(columns) if c.metric}
    known.setdefault("revised_budget", known.get("original_budget", 0))  # 执行率 of a table with one budget
    known = {m: col for m, col in known.items() if col}
    fits: dict[int, set[str]] = {}
    for derived in formulas:
        terms = (derived, *inputs_of(metrics[derived].formula))
        missing = [m for m in terms if m not in known]
        if len(missing) != 1:
            continue
        for column in _open(columns):
            if _can_be(column, missing[0]) and _holds(derived, {**known, missing[0]: column.col}, column.col, rows):
                fits.setdefault(column.col, set()).add(missing[0])
    given = [(col, next(iter(names))) for col, names in fits.items() if len(names) == 1]
    return next(((col, m) for col, m in given if sum(m in names for names in fits.values()) == 1), None)


def _can_be(column: ColumnMeaning, metric: str) -> bool:
    """Whether the unit that a column's head prints, if any, is one of the metric."""
    unit = next((u for t in reversed(column.header) if (u := unit_in_name(t))), None)
    return unit is None or load_metrics()[metric].fits(unit)


def _holds(derived: str, cols: Mapping[str, int], asked: int, rows: Sequence[_Row]) -> bool:
    """Whether the formula of `derived` holds in the rows, and in enough of them says something of column `asked`."""
    formula = load_metrics()[derived].formula
    inputs = inputs_of(formula)
    right = wrong = 0
    for row in rows:
        terms = {m: row[cols[m]] for m in (derived, *inputs) if cols[m] in row}
        if len(terms) <= len(inputs) or not row[asked].value or not _fits_unit(terms):
            continue
        values = {m: Interval.rounded_to(n.value, n.decimals) for m, n in terms.items()}
        try:
            result = evaluate_formula(formula, values)
        except ZeroDivisionError:
            continue
        if values[derived].meets(result):
            right += not _says_nothing(terms[derived], formula)
        else:
            wrong += 1
    return right >= _LEAST_ROWS and right >= _TOLD_APART * wrong


def _fits_unit(terms: Mapping[str, PrintedNumber]) -> bool:
    metrics = load_metrics()
    return all(n.unit is None or metrics[m].fits(n.unit) for m, n in terms.items())


def _says_nothing(result: PrintedNumber, formula: str) -> bool:
    """A quotient of 100% or nothing fits many a column; so does a difference of nothing."""
    return result.value == 0 or ("/" in formula and result.value == Decimal(100))


def _named(columns: tuple[ColumnMeaning, ...], col: int, metric: str) -> tuple[ColumnMeaning, ...]:
    kind = load_metrics()[metric].unit
    own = next((u for c in columns if c.col == col for t in c.header if (u := unit_in_name(t)) and u.is_money), None)
    money = own.value if own else next((c.unit for c in columns if c.unit and Unit(c.unit).is_money), "")
    unit = money or Unit.WAN_YUAN.value if kind == "money" else Unit(kind).value
    return tuple(c.model_copy(update={"metric": metric, "unit": unit}) if c.col == col else c for c in columns)
