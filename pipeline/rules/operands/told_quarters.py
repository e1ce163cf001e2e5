"""The progress of spending by the ends of the four quarters, and its rates against the schedule, as one sentence tells
them where no table does."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from schemas.figure import Unit
from schemas.records import QuarterNumber, Report

_QUARTERS = (1, 2, 3, 4)
_HALF, _WHOLE = Decimal(60), Decimal("100.5")  # % of the year's budget: rates against the schedule begin higher


def told_progress(report: Report, period: str) -> QuarterNumber | None:
    """The number of `period` (Q1 … Q4) in the first run of four that rises as progress does; None where there is none
    or where quarters have a table."""
    if report.quarters or period[:1] != "Q":
        return None
    run = next((run for run in _runs(report) if _rises(run)), None)
    return run[int(period[1:]) - 1] if run is not None else None


def told_rate(report: Report, period: str) -> QuarterNumber | None:
    """The rate of `period` against the schedule in the one run of four that says so (一至四季度执行率分别为 92%…); None
    where there is none, or several, and for numbers that rise as progress does."""
    if report.quarters or period[:1] != "Q":
        return None
    runs = [run for run in _runs(report) if all(n.measure == "rate" for n in run) and not _rises(run)]
    return runs[0][int(period[1:]) - 1] if len({tuple(n.figure.value for n in run) for run in runs}) == 1 else None


def _runs(report: Report) -> Iterator[tuple[QuarterNumber, ...]]:
    """Four percentages told one after the other in one sentence, of the quarters in their order."""
    told = report.quarter_numbers
    for start in range(len(told) - 3):
        run = told[start : start + 4]
        together = len({n.sentence for n in run}) == 1 and all(n.figure.unit is Unit.PERCENT for n in run)
        if together and tuple(n.quarter for n in run) == _QUARTERS:
            yield run


def _rises(run: tuple[QuarterNumber, ...]) -> bool:
    values = [n.figure.value for n in run]
    return values[0] <= _HALF and values[-1] <= _WHOLE and all(a <= b for a, b in pairwise(values))
