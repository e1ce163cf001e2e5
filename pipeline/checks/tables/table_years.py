"""The year in a table's title against the year of its figures (see pipeline.normalize.misdated_tables)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.checks.compare import compared
from pipeline.checks.table_view import TableView
from pipeline.vocabulary.names import folded
from schemas.audit import Check, CheckCode, Outcome, locus_at
from schemas.figure import Figure, Interval, Unit
from schemas.records import Report
from schemas.trace import Place

_YEAR = re.compile(r"20\d\d(?=年)")


def table_year_checks(report: Report, views: Sequence[TableView]) -> Iterator[Check]:
    """Titles that name another year, over amounts that the report states for its own year elsewhere."""
    if report.fiscal_year is None:
        return
    periods = {(f.table_id, f.period[:4]) for f in report.facts if f.source == "table"}
    for view in views:
        table = view.table
        years = set(_YEAR.findall(folded(table.title)))
        own = str(report.fiscal_year)
        if len(years) != 1 or own in years or not table.caption_boxes or (table.table_id, own) not in periods:
            continue
        printed = years.pop()
        if (table.table_id, printed) in periods:
            continue  # a table of two years
        figure = Figure(
            value=Decimal(printed), decimals=0, unit=Unit.NONE, text=printed, boxes=table.caption_boxes[:1], exact=True
        )
        shared = next(f for f in report.facts if f.table_id == table.table_id and f.period.startswith(own))
        title = Place(page=table.caption_boxes[0].page, box=table.caption_boxes[0], text=table.title)
        yield compared(
            CheckCode.SAME_FIGURE,
            "year_of_table",
            locus_at(table=table.name),
            figure,
            [Interval.exactly(Decimal(own))],
            [title, shared.place],
            outcome=Outcome.INCONSISTENT,
        )
