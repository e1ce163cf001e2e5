"""The quarters of a report that states them in sentences only, for `quarterly_execution.csv`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from schemas.figure import Figure
from schemas.records import Report

_PERIOD = re.compile(r"(?P<year>\d{4})Q(?P<quarter>[1-4])")
# Metric of a sentence -> key of a quarter's record.
_KEYS = {
    "cumulative_outturn": "cumulative_outturn",
    "cumulative_progress": "cumulative_progress",
    "quarterly_execution_rate": "execution_rate",
}
LEAST_QUARTERS = 3  # that sentences must state before they stand for a table


class ToldQuarter(NamedTuple):
    """A quarter from 1 to 4, its figures by the keys of a quarter's record, and the first page that states one."""

    quarter: int
    figures: dict[str, Figure]
    page: int


def told_quarters(report: Report) -> Iterator[ToldQuarter]:
    """In order; nothing for fewer than three quarters. A figure that is told in two ways is left out."""
    told: dict[int, dict[str, Figure]] = {}
    values: dict[tuple[int, str], set[Decimal]] = {}
    for fact in report.facts:
        period = _PERIOD.fullmatch(fact.period)
        key = _KEYS.get(fact.metric)
        if key is None or fact.source != "text" or fact.item or period is None:
            continue
        if int(period["year"]) == report.fiscal_year:
            quarter = int(period["quarter"])
            told.setdefault(quarter, {}).setdefault(key, fact.figure)
            values.setdefault((quarter, key), set()).add(fact.figure.value)
    if len(told) < LEAST_QUARTERS:
        return
    for quarter, figures in sorted(told.items()):
        sure = {key: figure for key, figure in figures.items() if len(values[quarter, key]) == 1}
        if sure:
            yield ToldQuarter(quarter, sure, min(figure.box.page for figure in sure.values()))
