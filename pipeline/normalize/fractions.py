"""Columns that print rates as fractions of one (0.97 for 97%), known by what the amounts beside them give."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from pipeline.normalize.numbers import PrintedNumber, read_number
from pipeline.vocabulary.metrics import load_metrics
from schemas.document import Table
from schemas.figure import Figure
from schemas.records import ColumnMeaning

_LARGEST = Decimal(5)  # a rate above 500% is not looked for among fractions
_NEAR = Decimal("0.006")  # by which a fraction of two decimals may miss its quotient
_QUOTIENT = re.compile(r"(\w+) / (\w+) \* 100")
_BUDGETS = ("revised_budget", "original_budget")
_Numbers = Mapping[int, PrintedNumber]
_SCHEDULE = frozenset(map(Decimal, ("0.25", "0.5", "0.75", "1")))  # of the year, at the ends of its quarters


def fraction_columns(table: Table, rows: Sequence[int], columns: Sequence[ColumnMeaning]) -> frozenset[int]:
    """Columns whose figures are fractions: no % anywhere, and most rows print the quotient, not a hundred times it, or
    the year's quarters as 0.25, 0.5 …; and the other rates beside such a column that print no % and no large number."""
    by_metric = {c.metric: c.col for c in reversed(columns) if c.metric}
    rates = {c.col: c.metric for c in columns if c.metric and load_metrics()[c.metric].unit == "percent"}
    bare = {col for col in rates if not any("%" in t or "％" in t for t in columns[col - 1].header)}
    numbers = {
        col: {r: n for r in rows if (n := read_number(table.text_at(r, col))) is not None and not n.dash}
        for col in (*bare, *by_metric.values())
    }
    bare = {c for c in bare if numbers[c] and all(n.unit is None for n in numbers[c].values())}
    small = {c for c in bare if all(abs(n.value) <= _LARGEST for n in numbers[c].values())}
    found = {c for c in bare if _are_quotients(rates[c], numbers[c], by_metric, numbers)}
    found |= {c for c in small if rates[c] == "scheduled_progress" and _is_schedule(numbers[c])}
    return frozenset(found | small if found else ())


def _is_schedule(printed: Mapping[int, PrintedNumber]) -> bool:
    values = {n.value.normalize() for n in printed.values()}
    return len(values) > 1 and values <= _SCHEDULE


def _are_quotients(
    metric: str, printed: Mapping[int, PrintedNumber], by_metric: Mapping[str, int], numbers: Mapping[int, _Numbers]
) -> bool:
    """Whether most numbers of a rate are the quotient of the two amounts beside it."""
    formula = _QUOTIENT.fullmatch(load_metrics()[metric].formula)
    if formula is None or formula[1] not in by_metric:
        return False
    wholes = _BUDGETS if formula[2] in _BUDGETS else (formula[2],)
    whole = next((by_metric[w] for w in wholes if w in by_metric), None)
    if whole is None:
        return False
    fits = rates = 0
    for row, rate in printed.items():
        a, b = numbers[by_metric[formula[1]]].get(row), numbers[whole].get(row)
        if a is None or b is None or not b.value or not a.value:
            continue
        rates += 1
        fits += abs(rate.value) <= _LARGEST and abs(rate.value - a.value / b.value) <= _NEAR
    return fits * 2 > rates


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
