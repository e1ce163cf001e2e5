"""What a quarter or a half-year alone is said to have spent, against what had been spent by its end and before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.compare import compared, relation_of
from pipeline.normalize.narrative.topics.single_quarters import METRIC
from schemas.audit import Check, CheckCode, locus_at
from schemas.figure import Figure
from schemas.records import Fact, QuarterNumber, Report
from schemas.trace import Place

_PERIOD = re.compile(r"(?P<unit>[QH])(?P<number>\d)$")


def single_quarter_checks(report: Report) -> Iterator[Check]:
    """One check for each such figure of the text; none where a table of quarters does not print both sums."""
    spent = {q.quarter: q.figures["cumulative_outturn"] for q in report.quarters if "cumulative_outturn" in q.figures}
    tables = {q.table_id for q in report.quarters}
    if len(tables) != 1:
        return
    for fact in report.facts:
        period = _PERIOD.search(fact.period) if fact.metric == METRIC else None
        if period is None:
            continue
        length = 2 if period["unit"] == "H" else 1
        end = int(period["number"]) * length
        if end - length in spent and end in spent:
            yield difference_check(end, fact, spent[end], spent[end - length], length)


def difference_check(quarter: int, told: Fact | QuarterNumber, now: Figure, before: Figure, length: int = 1) -> Check:
    """What `length` quarters up to `quarter` are told to have spent, against the sums of their end and of the time
    before."""
    inputs = {"now": now, "before": before}
    figures = {name: f.in_unit(told.figure.unit) for name, f in inputs.items()}
    return compared(
        CheckCode.DIFFERENCE,
        "stated_in_text",
        locus_at(row=f"第{quarter}季度" if length == 1 else "下半年", column="支出"),
        told.figure,
        [figures["now"].interval - figures["before"].interval],
        [told.place, _place(quarter, now), _place(quarter - length, before)],
        nominals=[figures["now"].value - figures["before"].value],
        relation=relation_of("now - before", figures),
        formula=f"{now.text} - {before.text}",
    )


def _place(quarter: int, figure: Figure) -> Place:
    return Place(page=figure.box.page, box=figure.box, text=f"第{quarter}季度 累计支出 {figure.text}")
