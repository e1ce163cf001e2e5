"""Columns that print rates as fractions of one (0.97 for 97%), known by what the amounts beside them give."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.normalize.numbers import read_number
from schemas.document import Table
from schemas.figure import Figure
from schemas.records import ColumnMeaning

_LARGEST = Decimal(5)  # a rate above 500% is not looked for among fractions
_NEAR = Decimal("0.006")  # by which a fraction of two decimals may miss its quotient
# Rate -> amounts it is the quotient of; the first denominator that the table states counts.
_QUOTIENTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "execution_rate": ("outturn", ("revised_budget", "original_budget")),
    "adjustment_rate": ("adjustment", ("original_budget",)),
    "cumulative_progress": ("cumulative_outturn", ("revised_budget", "original_budget")),
}


def fraction_columns(table: Table, rows: Sequence[int], columns: Sequence[ColumnMeaning]) -> frozenset[int]:
    """Columns whose figures are fractions: no % anywhere, and most rows print the quotient, not a hundred times it."""
    by_metric = {c.metric: c.col for c in reversed(columns) if c.metric}
    found = set()
    for column in columns:
        if column.metric not in _QUOTIENTS or any("%" in t or "％" in t for t in column.header):
            continue
        part, wholes = _QUOTIENTS[column.metric]
        whole = next((by_metric[w] for w in wholes if w in by_metric), None)
        if part not in by_metric or whole is None:
            continue
        fits = rates = 0
        for row in rows:
            rate, a, b = (read_number(table.text_at(row, c)) for c in (column.col, by_metric[part], whole))
            if rate is None or rate.dash or a is None or b is None or not b.value or not a.value:
                continue
            rates += 1
            fits += rate.unit is None and abs(rate.value) <= _LARGEST and abs(rate.value - a.value / b.value) <= _NEAR
        if fits * 2 > rates:
            found.add(column.col)
    return frozenset(found)


def in_percent(fraction: Figure) -> Figure:
    """A printed fraction (0.958) as the percentage that it stands for (95.8)."""
    return fraction.model_copy(update={"value": fraction.value * 100, "decimals": fraction.decimals - 2})


def with_rate_in_percent(figures: dict[str, Figure], name: str) -> dict[str, Figure]:
    """The figures of one row of funds by metric, with an execution rate in percent that is printed as the quotient of
    the amounts beside it (0.958 of 29 is 27.8), neither itself nor its `name` with a % sign."""
    rate, spent = figures.get("execution_rate"), figures.get("outturn")
    budget = figures.get("revised_budget") or figures.get("original_budget")
    if rate is None or spent is None or budget is None or not (spent.value and budget.value):
        return figures
    plain = not any(sign in name + rate.text for sign in "%％") and abs(rate.value) <= _LARGEST
    quotient = plain and abs(rate.value - spent.value / budget.value) <= _NEAR
    return {**figures, "execution_rate": in_percent(rate)} if quotient else figures
