"""Columns of a table of quarters, whose heads may call accumulated spending 支出数 and any of two rates 执行率."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from pipeline.normalize.columns.header import TableHead
from pipeline.normalize.numbers import read_number
from pipeline.normalize.quarter_names import rows_of_quarters
from pipeline.vocabulary.names import name_key
from schemas.document import Table
from schemas.figure import Unit
from schemas.records import ColumnMeaning

_QUARTER = Decimal(25)  # percent of the year
_NEAR_RATE = Decimal("0.05")  # percentage points by which a quarter's rate may miss what two printed figures make
_LEAST = 3  # quarters whose rates come out
_NEAR = Decimal("0.6")  # percentage points; printed shares of amounts are rounded to whole percents at worst

_Values = Sequence[Decimal | None]
"""One for each row of a quarter; None where nothing is printed."""


def settle_quarters(table: Table, head: TableHead, columns: tuple[ColumnMeaning, ...]) -> tuple[ColumnMeaning, ...]:
    """Metrics of the quarters' columns; without a quarter column, spending so far is that of the year.

    In a table with a quarter column, spending that never falls is cumulative, and a rate is what the figures make of
    it: spending over budget (cumulative_progress) or that over the schedule (quarterly_execution_rate).
    """
    quarter = next((c for c in columns if c.role == "quarter"), None)
    if quarter is None:
        return _of_the_year(columns)
    below = range(head.rows + 1, table.rows + 1)
    rows = rows_of_quarters(table, quarter.col, below)
    change: dict[int, str] = {}
    by_metric = {c.metric: c for c in columns if c.metric}

    def values(metric: str) -> list[Decimal | None]:
        column = by_metric.get(metric)
        if column is None:
            return [None] * len(rows)
        return [n.value if (n := read_number(table.text_at(r, column.col))) else None for r in rows]

    spent = values("outturn")
    known = [v for v in spent if v is not None]
    if "outturn" in by_metric and "cumulative_outturn" not in by_metric and known == sorted(known):
        change[by_metric["outturn"].col] = "cumulative_outturn"
    else:
        spent = values("cumulative_outturn")
    budgets = values("revised_budget") if "revised_budget" in by_metric else values("original_budget")
    schedule = values("scheduled_progress")
    stated = set(by_metric)
    for column in (c for c in columns if c.metric == "execution_rate"):
        rates = [n.value if (n := read_number(table.text_at(r, column.col))) else None for r in rows]
        progress, scheduled = _come_out(rates, spent, budgets, schedule)
        silent = not (progress or scheduled)  # the figures tell nothing: 执行进度 is no rate of the schedule
        if "cumulative_progress" not in stated and (progress > scheduled or (silent and _is_progress(column))):
            change[column.col] = "cumulative_progress"
        elif "quarterly_execution_rate" not in stated and (scheduled or "scheduled_progress" in by_metric):
            change[column.col] = "quarterly_execution_rate"
        stated.add(change.get(column.col, ""))
    if "quarterly_execution_rate" not in stated:
        progress_column = next((c for c in columns if "cumulative_progress" in (c.metric, change.get(c.col))), None)
        change |= _rate_by_figures(table, columns, rows, progress_column)
    return tuple(
        c.model_copy(update={"metric": change[c.col], "unit": c.unit or Unit.PERCENT.value}) if c.col in change else c
        for c in columns
    )


def _come_out(rates: _Values, spent: _Values, budgets: _Values, schedule: _Values) -> tuple[int, int]:
    """How many of the rates (percent) are spending over budget, and how many are that over the schedule."""
    progress = scheduled = 0
    for rate, outlay, budget, due in zip(rates, spent, budgets, schedule, strict=True):
        if rate is None or outlay is None or not budget:
            continue
        share = outlay / budget * 100
        progress += abs(rate - share) <= _NEAR
        scheduled += bool(due) and due is not None and abs(rate - share / due * 100) <= _NEAR
    return progress, scheduled


def _rate_by_figures(
    table: Table,
    columns: tuple[ColumnMeaning, ...],
    rows: Mapping[int, int],
    progress: ColumnMeaning | None,
) -> dict[int, str]:
    """The column that is what the progress makes of its schedule (of 25%, 50%, 75% and 100% where none is printed),
    under a name of its own (匹配率, 达标比): all of its figures but one at most are."""
    if progress is None:
        return {}
    schedule = next((c for c in columns if c.metric == "scheduled_progress"), None)

    def number(row: int, column: ColumnMeaning) -> Decimal | None:
        found = read_number(table.text_at(row, column.col))
        return found.value if found and not found.dash else None

    found: dict[int, str] = {}
    for column in (c for c in columns if not c.metric and not c.role and c.col > progress.col):
        fits = misses = 0
        for row, at in rows.items():
            rate, reached = number(row, column), number(row, progress)
            if rate is None or reached is None:
                return {}
            due = (number(row, schedule) if schedule else None) or _QUARTER * at
            fits += abs(rate - reached / due * 100) <= _NEAR_RATE
            misses += abs(rate - reached / due * 100) > _NEAR_RATE
        if fits >= _LEAST and misses <= 1:
            found[column.col] = "quarterly_execution_rate"
    return found if len(found) == 1 else {}


def _is_progress(column: ColumnMeaning) -> bool:
    return any(name_key(t).endswith("进度") for t in column.header[-1:])


def _of_the_year(columns: tuple[ColumnMeaning, ...]) -> tuple[ColumnMeaning, ...]:
    """支出进度 and 累计支出 of a table that has no quarters are the year's execution rate and outturn."""
    stated = {c.metric for c in columns}
    of_year = {"cumulative_progress": "execution_rate", "cumulative_outturn": "outturn"}
    return tuple(
        c.model_copy(update={"metric": of_year[c.metric]})
        if c.metric in of_year and of_year[c.metric] not in stated
        else c
        for c in columns
    )
