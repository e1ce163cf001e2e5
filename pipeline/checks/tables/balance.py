"""收支总表: income and expenditure stand side by side, and their grand totals are equal.

The balance is how these tables are made: 收入总计 = 支出总计, with balances brought in and carried over on either side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.compare import compared
from pipeline.checks.table_view import TableView
from pipeline.vocabulary.names import name_key
from schemas.audit import Check, CheckCode
from schemas.figure import Interval
from schemas.records import BudgetLine

_TIMES = re.compile(r"(?:19|20)\d\d|上年|年初|调整|变动|预算|决算|执行|完成")
GRAND_TOTALS = frozenset({"总计", "收入总计", "支出总计"})
SPENT_OR_PLANNED = ("outturn", "original_budget", "revised_budget")


def balance_checks(view: TableView) -> Iterator[Check]:
    """The two 总计 of one printed row, where a table has income on one side and expenditure on the other."""
    totals = [x for x in view.lines if x.role == "total" and name_key(x.item) in GRAND_TOTALS]
    for income_line in totals:
        income = income_line.figures.get("income")
        for line in totals:
            metric = next((m for m in SPENT_OR_PLANNED if m in line.figures), None)
            if income is None or line is income_line or line.row != income_line.row or metric is None:
                continue
            if not _of_one_time(view, metric):
                continue
            yield _check(view, line, metric, income_line)


def _of_one_time(view: TableView, metric: str) -> bool:
    """Whether the heads of both sides name the same year and the same stage (预算, 执行), as far as they name any."""
    told = [set(_TIMES.findall("".join(c.header))) for m in ("income", metric) if (c := view.column(m)) is not None]
    return len(told) < 2 or not all(told) or told[0] == told[1]


def _check(view: TableView, line: BudgetLine, metric: str, income_line: BudgetLine) -> Check:
    income = income_line.figures["income"]
    return compared(
        CheckCode.SAME_FIGURE,
        "balance",
        view.locus(line, metric),
        line.figures[metric],
        [Interval.exactly(income.value)],
        [view.place(line, metric), view.place(income_line, "income")],
        other=income.text,
    )
