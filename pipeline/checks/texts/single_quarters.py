"""What a quarter alone is said to have spent, against what had been spent by its end and by that of the one before."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.compare import compared, relation_of
from pipeline.normalize.narrative.topics.single_quarters import METRIC
from schemas.audit import Check, CheckCode, locus_at
from schemas.figure import Figure
from schemas.records import Report
from schemas.trace import Place


def single_quarter_checks(report: Report) -> Iterator[Check]:
    """One check for each such figure of the text; none where a table of quarters does not print both sums."""
    spent = {q.quarter: q.figures["cumulative_outturn"] for q in report.quarters if "cumulative_outturn" in q.figures}
    tables = {q.table_id for q in report.quarters}
    if len(tables) != 1:
        return
    for fact in report.facts:
        quarter = int(fact.period[-1]) if fact.metric == METRIC else 0
        if quarter > 1 and {quarter - 1, quarter} <= spent.keys():
            inputs = {"now": spent[quarter], "before": spent[quarter - 1]}
            figures = {name: f.in_unit(fact.figure.unit) for name, f in inputs.items()}
            yield compared(
                CheckCode.DIFFERENCE,
                "stated_in_text",
                locus_at(row=f"第{quarter}季度", column="支出"),
                fact.figure,
                [figures["now"].interval - figures["before"].interval],
                [fact.place, *(_place(quarter - n, f) for n, f in enumerate(inputs.values()))],
                nominals=[figures["now"].value - figures["before"].value],
                relation=relation_of("now - before", figures),
                formula=f"{inputs['now'].text} - {inputs['before'].text}",
            )


def _place(quarter: int, figure: Figure) -> Place:
    return Place(page=figure.box.page, box=figure.box, text=f"第{quarter}季度 累计支出 {figure.text}")
