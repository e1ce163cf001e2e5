"""Columns whose names the vocabulary does not know, known by the figures: 标准进度 over 25, 50, 75, 100; a column by
which the outturn must be divided to give the printed rate.

A name comes before figures: only columns without any meaning are looked at, and only a meaning that no other column of
the table has and that no second column fits is given. Nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import permutations

from pipeline.normalize.columns.header import TableHead
from pipeline.normalize.numbers import PrintedNumber, read_number
from pipeline.normalize.quarter_names import rows_of_quarters
from pipeline.vocabulary.formulas import evaluate_formula, inputs_of
from pipeline.vocabulary.items import item_named
from pipeline.vocabulary.metrics import SHARE_OF, load_metrics, metric_names
from pipeline.vocabulary.names import name_key, unit_in_name
from schemas.document import Table
from schemas.figure import Interval, Unit
from schemas.records import ColumnMeaning

_DERIVED = ("adjustment", "adjustment_rate", "execution_rate", "share_change")
# Of these one term only may be missing: what is left of many an amount is one amount less another.
_LAST_TERM = (
    "unspent",
    *("staffing_control_rate", "vacant_posts", "procurement_execution_rate"),
    *("fixed_asset_utilisation_rate", "fixed_assets_idle"),
)
_RATE_OF_CHANGE = "(revised_budget - original_budget) / original_budget * 100"  # where no column prints the change
_OF_QUARTERS = ("cumulative_progress", "quarterly_execution_rate")
_OF_A_BUDGET = ("execution_rate", "cumulative_progress")
_LEAST_ROWS = 3  # rows in which a formula must hold before it tells what a column is
_FEW_TELLING = 2  # of them where the others fit as well, though they would fit many a column (nothing was added)
_TOLD_APART = 3  # for each row in which it does not hold, so many in which it must

_Row = Mapping[int, PrintedNumber]


def settle_by_figures(
    table: Table, head: TableHead, columns: tuple[ColumnMeaning, ...], money: Unit = Unit.WAN_YUAN
) -> tuple[ColumnMeaning, ...]:
    """`columns` with a metric (and its unit) for those that only the figures tell. `money` is the unit of amounts in
    columns that print none."""
    quarter = next((c for c in columns if c.role == "quarter"), None)
    if not _open(columns) or not (quarter or any(c.role == "item" for c in columns)):
        return columns
    at = range(head.rows + 1, table.rows + 1)
    quarters: dict[int, int] = {}
    if quarter is not None:
        quarters = rows_of_quarters(table, quarter.col, at)
        at = range(min(quarters, default=1), max(quarters, default=0) + 1)
    rows = {r: {c.col: n for c in columns if (n := _number(table, r, c, money)) is not None} for r in at}
    if quarters:
        columns = _with_schedule(columns, rows, quarters)
    formulas = _OF_QUARTERS if quarter else _DERIVED
    while True:
        found = _told_by_formula(columns, tuple(rows.values()), formulas) or _told_as_share(table, columns, rows)
        found = found or _first_of_two_budgets(columns, tuple(rows.values()))
        if not found:
            return columns
        for col, metric in found:
            columns = _named(columns, col, metric, money)


def _open(columns: Sequence[ColumnMeaning]) -> list[ColumnMeaning]:
    return [c for c in columns if not c.metric and not c.role]


def _number(table: Table, row: int, column: ColumnMeaning, money: Unit) -> PrintedNumber | None:
    """The number of a cell, amounts in the unit of the table."""
    col, header = column.col, column.header
    cell = table.cell_of_column(row, col)
    number = read_number(cell.text) if cell is not None else None
    if number is None or number.dash:
        return None
    own = number.unit or next((u for t in reversed(header) if (u := unit_in_name(t))), money)
    if not own.is_money or own is money:
        return number
    factor = own.to_yuan() / money.to_yuan()  # 预算数（万元） | 支出数（元）
    return replace(number, value=number.value * factor, decimals=number.decimals - factor.adjusted(), unit=None)


def _with_schedule(
    columns: tuple[ColumnMeaning, ...], rows: Mapping[int, _Row], quarters: Mapping[int, int]
) -> tuple[ColumnMeaning, ...]:
    """The share of the year that has passed: 25 a quarter, in a column that nothing else names."""
    if len(quarters) < _LEAST_ROWS or any(c.metric == "scheduled_progress" for c in columns):
        return columns
    for column in _open(columns):
        values = {q: rows[r][column.col].value for r, q in quarters.items() if column.col in rows[r]}
        if len(values) == len(set(quarters.values())) and all(v == 25 * q for q, v in values.items()):
            return _named(columns, column.col, "scheduled_progress", Unit.NONE)
    return columns


def _told_by_formula(
    columns: tuple[ColumnMeaning, ...], rows: Sequence[_Row], formulas: Sequence[str]
) -> list[tuple[int, str]]:
    """Open columns that must be the missing terms of one of `formulas`; [] where no more can be told.

    One term may be missing, or two: a known rate tells which amount was divided by which, a known budget which column
    was added to it.
    """
    metrics = load_metrics()
    stated = {c.metric: c.col for c in reversed(columns) if c.metric}
    wanted: dict[tuple[str, ...], set[tuple[int, ...]]] = {}
    for derived, formula, most in _formulas(formulas, stated):
        known = _one_budget(stated) if derived in _OF_A_BUDGET else stated
        missing = tuple(m for m in (derived, *inputs_of(formula)) if m not in known)
        if not missing or len(missing) > most:
            continue
        for cols in permutations(_open(columns), len(missing)):
            given = dict(zip(missing, (c.col for c in cols), strict=True))
            can_be = all(_can_be(c, m) for c, m in zip(cols, missing, strict=True))
            said = missing == (derived,) and metrics[derived].unit == "percent" and _is_rate(cols[0])
            if can_be and _holds(derived, {**known, **given}, tuple(given.values()), rows, said=said, formula=formula):
                wanted.setdefault(missing, set()).add(tuple(given.values()))
    claims = [
        (m, col) for missing, fits in wanted.items() for cols in fits for m, col in zip(missing, cols, strict=True)
    ]
    for missing, fits in sorted(wanted.items(), key=lambda x: len(x[0])):
        found = list(zip(next(iter(fits)), missing, strict=True))
        if len(fits) == 1 and all(_undisputed(claims, col, metric) for col, metric in found):
            return found
    return []


def _formulas(derived: Sequence[str], stated: Mapping[str, int]) -> Iterator[tuple[str, str, int]]:
    """Metrics with a formula that may tell columns, and how many of its terms may be missing."""
    metrics = load_metrics()
    yield from ((m, metrics[m].formula, 2) for m in derived)
    if derived is not _DERIVED:
        return
    # a rate known by its name tells which amount was divided by which
    yield from ((m, metrics[m].formula, 2 if m in stated and m != "unspent" else 1) for m in _LAST_TERM)
    if "adjustment" not in stated:
        yield "adjustment_rate", _RATE_OF_CHANGE, 1


def _first_of_two_budgets(columns: tuple[ColumnMeaning, ...], rows: Sequence[_Row]) -> list[tuple[int, str]]:
    """预算批复数 | 年终预算数 | 调整额: a budget whose name may mean either is the first, where adding the change to it
    gives a column without a meaning."""
    stated = {c.metric: c for c in columns if c.metric}
    first = stated.get("revised_budget")
    if "original_budget" in stated or first is None or "adjustment" not in stated:
        return []
    if name_key((first.header or ("",))[-1]) in metric_names():
        return []  # 调整预算数 says itself which it is
    cols = {"original_budget": first.col, "adjustment": stated["adjustment"].col}
    fits = [c for c in _open(columns) if _can_be(c, "revised_budget")]
    fits = [c for c in fits if _holds("adjustment", {**cols, "revised_budget": c.col}, (c.col, first.col), rows)]
    return [(first.col, "original_budget"), (fits[0].col, "revised_budget")] if len(fits) == 1 else []


def _one_budget(stated: dict[str, int]) -> dict[str, int]:
    """The columns of a table that prints one budget only, which its rates are then of."""
    original = stated.get("original_budget")
    return stated if original is None else {"revised_budget": original, **stated}


def _undisputed(claims: Sequence[tuple[str, int]], col: int, metric: str) -> bool:
    return all((m == metric) == (c == col) for m, c in claims if m == metric or c == col)


def _told_as_share(table: Table, columns: tuple[ColumnMeaning, ...], rows: Mapping[int, _Row]) -> list[tuple[int, str]]:
    """An open column that prints each row's part of the total of one amount (占比 under a name of its own)."""
    item = next((c for c in reversed(columns) if c.role == "item"), None)
    total = next((r for r in rows if item and item_named(table.text_at(r, item.col)) == "total"), None)
    if total is None:
        return []
    stated = {c.metric for c in columns}
    found: list[tuple[int, str]] = []
    for amount in (c for c in columns if c.metric in SHARE_OF and SHARE_OF[c.metric] not in stated):
        share = SHARE_OF[amount.metric]
        fits = [c.col for c in _open(columns) if _can_be(c, share) and _is_share(rows, total, amount.col, c.col)]
        found += [(fits[0], share)] if len(fits) == 1 else []
    return [(col, m) for col, m in found if sum(c == col for c, _ in found) == 1]


def _is_share(rows: Mapping[int, _Row], total: int, amount: int, share: int) -> bool:
    whole = rows[total].get(amount)
    if whole is None or not whole.value:
        return False
    right = wrong = 0
    for r, row in rows.items():
        if r == total or amount not in row or share not in row or not row[amount].value:
            continue
        part, printed = row[amount], row[share]
        shares = Interval.rounded_to(part.value, part.decimals) / Interval.rounded_to(whole.value, whole.decimals)
        holds = shares.times(100).meets(Interval.rounded_to(printed.value, printed.decimals))
        right, wrong = right + holds, wrong + (not holds)
    return right >= _LEAST_ROWS and right >= _TOLD_APART * wrong


def _can_be(column: ColumnMeaning, metric: str) -> bool:
    """Whether the unit that a column's head prints, if any, is one of the metric, and its name is no other sort's: no
    控制率 is an amount, and no 预算控制数 or 财政拨款 a rate."""
    unit = next((u for t in reversed(column.header) if (u := unit_in_name(t))), None)
    if unit is not None:
        return load_metrics()[metric].fits(unit)
    if load_metrics()[metric].unit == "percent":
        return not (column.header and _AMOUNT.search(name_key(column.header[-1])))
    return not _is_rate(column)


_AMOUNT = re.compile(r"[数额款]$|金额|拨款|资金|经费|支出$|收入$|总计$|合计$|小计$")


def _is_rate(column: ColumnMeaning) -> bool:
    """Whether a column's own name says that it is a rate (控制率, 使用率), though not of what."""
    return bool(column.header) and name_key(column.header[-1]).endswith("率")


def _holds(
    derived: str,
    cols: Mapping[str, int],
    asked: Sequence[int],
    rows: Sequence[_Row],
    *,
    said: bool = False,
    formula: str = "",
) -> bool:
    """Whether the formula of `derived` holds in the rows, and in enough of them tells what the columns `asked` are:
    fewer where the column's own name has `said` half of it."""
    formula = formula or load_metrics()[derived].formula
    inputs = inputs_of(formula)
    right = wrong = told = silent = 0
    for row in rows:
        terms = {m: row[cols[m]] for m in (derived, *inputs) if cols[m] in row}
        if len(terms) <= len(inputs) or not _fits_unit(terms):
            continue
        if "/" in formula and not any(row[c].value for c in asked):
            continue
        values = {m: Interval.rounded_to(n.value, n.decimals) for m, n in terms.items()}
        try:
            result = evaluate_formula(formula, values)
        except ZeroDivisionError:
            continue
        if values[derived].meets(result):
            telling = not _says_nothing(terms[derived], formula)
            told += telling
            both = len(asked) > 1 and "/" not in formula  # nothing was added: the sum is the budget
            right, silent = right + (telling or both), silent + (not telling and not both)
        else:
            wrong += 1
    if said and right >= _FEW_TELLING and right > wrong and told:
        return True
    enough = right >= _LEAST_ROWS or (told >= _FEW_TELLING and right + silent > _LEAST_ROWS and not wrong)
    return told > 0 and enough and right >= _TOLD_APART * wrong


def _fits_unit(terms: Mapping[str, PrintedNumber]) -> bool:
    metrics = load_metrics()
    return all(n.unit is None or metrics[m].fits(n.unit) for m, n in terms.items())


def _says_nothing(result: PrintedNumber, formula: str) -> bool:
    """A quotient of 100% or nothing fits many a column; so does a difference of nothing."""
    return result.value == 0 or ("/" in formula and result.value == Decimal(100))


def _named(columns: tuple[ColumnMeaning, ...], col: int, metric: str, money: Unit) -> tuple[ColumnMeaning, ...]:
    kind = load_metrics()[metric].unit
    own = next((u for c in columns if c.col == col for t in c.header if (u := unit_in_name(t)) and u.is_money), money)
    unit = own if kind == "money" else Unit(kind)
    return tuple(c.model_copy(update={"metric": metric, "unit": unit.value}) if c.col == col else c for c in columns)
