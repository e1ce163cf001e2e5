"""The four quarterly rates and their mean that one sentence tells, against a table of quarters.

Told together (季度执行率分别为 a、b、c 和 d，全年平均 e) they contradict each other wherever one of the five slips. The
table says which: a mean that it bears out is right, and then the one rate that it prints otherwise is not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from pipeline.checks.calculations import Spot, spot_of
from pipeline.checks.compare import compared, sum_relation
from pipeline.checks.same_figure import same
from schemas.audit import Check, CheckCode, Locus, Outcome
from schemas.figure import Figure, Interval
from schemas.records import Calculation, Operand, Report

MEAN_OF_FOUR = "(f1 + f2 + f3 + f4) / 4"
QUARTERS = (1, 2, 3, 4)
FEWEST_ALIKE = 3  # rates of a sentence that are the table's, so that the sentence tells what the table does


def told_quarter_checks(report: Report, names: Mapping[str, str], settled: Collection[Spot]) -> Iterator[Check]:
    """Checks of what no other check has judged (`settled`). `names`: of the tables by id."""
    tables = {q.table_id for q in report.quarters}
    rates = {q.quarter: q.figures["execution_rate"] for q in report.quarters if "execution_rate" in q.figures}
    if len(tables) != 1 or set(rates) != set(QUARTERS):
        return
    mean = sum((rates[n].interval for n in QUARTERS), Interval.exactly(0)) / Interval.exactly(4)
    (table,) = tables
    for told in report.calculations:
        if told.kind != "average" or not told.readings or told.readings[0].formula != MEAN_OF_FOUR:
            continue
        operands = told.readings[0].operands
        unlike = [(n, o) for n, o in zip(QUARTERS, operands, strict=True) if not same(o.figure, rates[n])]
        if len(operands) - len(unlike) < FEWEST_ALIKE or not mean.meets(told.result.figure.interval):
            continue
        yield from (c for c in (_mean(told, mean),) if spot_of(told.result.figure) not in settled)
        for n, operand in unlike:
            if spot_of(operand.figure) not in settled:
                yield _rate(n, operand, rates[n], names.get(table, ""))


def _mean(told: Calculation, mean: Interval) -> Check:
    figure = told.result.figure
    return compared(CheckCode.AVERAGE, "quarters", Locus(row=told.subject), figure, [mean], [told.result.place])


def _rate(quarter: int, operand: Operand, rate: Figure, where: str) -> Check:
    return compared(
        CheckCode.SAME_FIGURE,
        "text_and_table",
        Locus(row=f"第{quarter}季度", column="季度执行率"),
        operand.figure,
        [Interval.exactly(rate.value)],
        [operand.place],
        outcome=Outcome.INCONSISTENT,
        relation=sum_relation([rate]),
        other=rate.text,
        where=where,
        page=str(rate.box.page),
        quote=operand.quote,
    )
