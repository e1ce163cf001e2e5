"""Quarterly execution: progress, rate against the schedule, and the average of the year."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from pipeline.checks.compare import compared, not_checkable
from pipeline.checks.table_view import TableView
from schemas.audit import Check, CheckCode, Locus, Outcome, locus_at
from schemas.figure import Figure, Interval, in_one_unit
from schemas.records import QuarterlyExecution, Report
from schemas.trace import Place, trace_step

LAST_QUARTER = 4
_ALL = Decimal(100)
# Column metrics of the figures of a quarter, as the table's columns name them.
COLUMN_OF = {
    "budget": "revised_budget",
    "cumulative_outturn": "cumulative_outturn",
    "cumulative_progress": "cumulative_progress",
    "scheduled_progress": "scheduled_progress",
    "execution_rate": "quarterly_execution_rate",
}


def quarter_checks(view: TableView, report: Report) -> Iterator[Check]:
    """Every derived figure of a quarterly table. Rates are in percent."""
    quarters = [
        q.model_copy(update={"figures": in_one_unit(q.figures)})
        for q in report.quarters
        if q.table_id == view.table.table_id
    ]
    even = _runs_evenly(quarters)
    for quarter in quarters:
        yield from _progress(view, quarter)
        yield from _rate(view, quarter)
        if even:
            yield from _rate_of_year(view, quarter)
        yield from _never_falls(view, quarter, quarters)


def average_checks(report: Report, views: list[TableView]) -> Iterator[Check]:
    """Every statement of the year's average against the four quarterly rates, wherever it is printed."""
    stated = [f for f in report.facts if f.metric == "average_execution_rate"]
    names = {v.table.table_id: v.table.name for v in views}
    quarters = {q.quarter: q for q in report.quarters if q.figures.get("execution_rate") is not None}
    for fact in stated:
        locus = locus_at(table=names.get(fact.table_id, ""), row=fact.item or fact.quote[:30], column="")
        if set(quarters) != {1, 2, 3, 4}:
            yield not_checkable(CheckCode.AVERAGE, "quarters", locus, fact.figure, "not all four quarters are stated")
            continue
        view = next(v for v in views if v.table.table_id == quarters[1].table_id)
        rates = [quarters[n].figures["execution_rate"] for n in (1, 2, 3, 4)]
        total = unrounded = cut = Interval.exactly(0)
        for number, rate in zip((1, 2, 3, 4), rates, strict=True):
            total += rate.interval
            cut += _at_most_all(rate.interval)
            readings = _rate_readings(quarters[number])
            unrounded += readings[-1] if readings else rate.interval
        quarter_share = Interval.exactly(4)
        places = [_place(view, quarters[n], "execution_rate") for n in (1, 2, 3, 4)]
        # 季度执行率超过100%的按100%计: many editions count no quarter for more than all of it
        means = [value / quarter_share for value in (total, unrounded, cut)]
        # a sentence that says otherwise than the table: what the table prints for the mean stands beside it
        printed = [
            other.place
            for other in stated
            if fact.source == "text" and other.source == "table" and any(other.figure.interval.meets(m) for m in means)
        ]
        yield compared(
            CheckCode.AVERAGE,
            "quarters",
            locus,
            fact.figure,
            means,
            [fact.place, *places, *printed],
            trace=partial(
                trace_step,
                label="全年平均执行率",
                formula=f"({' + '.join(r.text for r in rates)}) / 4",
                value=total / quarter_share,
                unit=fact.figure.unit,
                places=(fact.place,),
                children=tuple(
                    trace_step(label=f"第{n}季度", value=r.interval, unit=r.unit, places=(p,))
                    for n, r, p in zip((1, 2, 3, 4), rates, places, strict=True)
                ),
            ),
            formula=f"({' + '.join(r.text for r in rates)}) / 4",
        )


def _at_most_all(rate: Interval) -> Interval:
    return Interval(min(rate.low, _ALL), min(rate.high, _ALL))


def _place(view: TableView, quarter: QuarterlyExecution, key: str) -> Place:
    figure = quarter.figures[key]
    name = view.column_name(COLUMN_OF[key])
    return Place(page=figure.box.page, box=figure.box, text=f"第{quarter.quarter}季度 {name} {figure.text}")


def _locus(view: TableView, quarter: QuarterlyExecution, key: str) -> Locus:
    cell = view.table.grid.get((quarter.row, _item_column(view)))
    # In a table on its side the quarters head columns, and the row is the header's.
    row = cell.text if cell and cell.text and quarter.row > view.table.header_rows else f"第{quarter.quarter}季度"
    return locus_at(table=view.table.name, row=row, column=view.column_name(COLUMN_OF[key]))


def _item_column(view: TableView) -> int:
    return next((c.col for c in view.reading.columns if c.role in ("quarter", "item")), 1)


def _derived(
    view: TableView,
    quarter: QuarterlyExecution,
    key: str,
    readings: list[Interval],
    used: tuple[str, ...],
    formula: str,
) -> Check:
    """A rate of the quarter: the first of the `used` figures in percent of the second."""
    figure = quarter.figures[key]
    f = quarter.figures
    nominals = [f[used[0]].value / f[used[1]].value * 100]
    if len(readings) > 1:
        nominals.append(f["cumulative_outturn"].value / f["budget"].value / f[used[1]].value * 10_000)
    places = [_place(view, quarter, k) for k in used]
    trace = partial(
        trace_step,
        label=f"第{quarter.quarter}季度 {view.column_name(COLUMN_OF[key])}",
        formula=formula,
        value=readings[0],
        unit=figure.unit,
        places=(_place(view, quarter, key),),
        children=tuple(
            trace_step(
                label=view.column_name(COLUMN_OF[k]),
                value=quarter.figures[k].interval,
                unit=quarter.figures[k].unit,
                places=(p,),
            )
            for k, p in zip(used, places, strict=True)
        ),
    )
    return compared(
        CheckCode.RATIO,
        "derived",
        _locus(view, quarter, key),
        figure,
        readings,
        [_place(view, quarter, key), *places],
        nominals=nominals,
        trace=trace,
        formula=formula,
    )


def _over(part: Figure, whole: Figure) -> Interval | None:
    try:
        return (part.interval / whole.interval).times(100)
    except ZeroDivisionError:
        return None


def _progress(view: TableView, quarter: QuarterlyExecution) -> Iterator[Check]:
    f = quarter.figures
    if not {"cumulative_progress", "cumulative_outturn", "budget"} <= f.keys():
        return
    value = _over(f["cumulative_outturn"], f["budget"])
    if value is None:
        yield Check(
            code=CheckCode.RATIO,
            variant="zero_base" if f["cumulative_progress"].value else "zero_base_left_out",
            locus=_locus(view, quarter, "cumulative_progress"),
            outcome=Outcome.UNDEFINED,
            reported=f["cumulative_progress"],
            inputs=tuple(_place(view, quarter, k) for k in ("cumulative_progress", "cumulative_outturn", "budget")),
            fields={"formula": f"{f['cumulative_outturn'].text} / {f['budget'].text} × 100"},
        )
        return
    formula = f"{f['cumulative_outturn'].text} / {f['budget'].text} × 100"
    yield _derived(view, quarter, "cumulative_progress", [value], ("cumulative_outturn", "budget"), formula)


def _rate_readings(quarter: QuarterlyExecution) -> list[Interval]:
    """What the quarter's rate can be: from the printed progress, and from the amounts without rounding in between."""
    f = quarter.figures
    readings: list[Interval] = []
    if {"cumulative_progress", "scheduled_progress"} <= f.keys():
        schedule = Interval.exactly(f["scheduled_progress"].value)  # 25, 50, 75, 100: set, not measured
        if schedule.low > 0:
            readings.append((f["cumulative_progress"].interval / schedule).times(100))
            amount = (
                _over(f["cumulative_outturn"], f["budget"]) if {"cumulative_outturn", "budget"} <= f.keys() else None
            )
            if amount is not None:
                readings.append((amount / schedule).times(100))
    return readings


def _rate(view: TableView, quarter: QuarterlyExecution) -> Iterator[Check]:
    readings = _rate_readings(quarter)
    if not readings or "execution_rate" not in quarter.figures:
        return
    f = quarter.figures
    formula = f"{f['cumulative_progress'].text} / {f['scheduled_progress'].text} × 100"
    yield _derived(view, quarter, "execution_rate", readings, ("cumulative_progress", "scheduled_progress"), formula)


LEAST_EVEN = 2  # quarters whose rates must show that the year is a quarter further on each time
_QUARTER_OF_YEAR = Decimal(25)


def _runs_evenly(quarters: list[QuarterlyExecution]) -> bool:
    """Whether a table without 序时进度 takes it to be 25%, 50%, 75% and 100%: all but one of its rates say so."""
    rated = [q for q in quarters if {"cumulative_progress", "execution_rate"} <= q.figures.keys()]
    if any("scheduled_progress" in q.figures for q in quarters):
        return False
    fits = [_of_year(q).meets(q.figures["execution_rate"].interval) for q in rated]
    told = [f for q, f in zip(rated, fits, strict=True) if q.quarter < LAST_QUARTER]  # then both are the same number
    return sum(told) >= LEAST_EVEN and fits.count(False) <= 1


def _of_year(quarter: QuarterlyExecution) -> Interval:
    schedule = Interval.exactly(_QUARTER_OF_YEAR * quarter.quarter)
    return (quarter.figures["cumulative_progress"].interval / schedule).times(100)


def _rate_of_year(view: TableView, quarter: QuarterlyExecution) -> Iterator[Check]:
    f = quarter.figures
    if not {"cumulative_progress", "execution_rate"} <= f.keys():
        return
    formula = f"{f['cumulative_progress'].text} / {_QUARTER_OF_YEAR * quarter.quarter}% × 100"
    yield compared(
        CheckCode.RATIO,
        "derived",
        _locus(view, quarter, "execution_rate"),
        f["execution_rate"],
        [_of_year(quarter)],
        [_place(view, quarter, k) for k in ("execution_rate", "cumulative_progress")],
        nominals=[f["cumulative_progress"].value / (_QUARTER_OF_YEAR * quarter.quarter) * 100],
        formula=formula,
    )


def _never_falls(view: TableView, quarter: QuarterlyExecution, quarters: list[QuarterlyExecution]) -> Iterator[Check]:
    """Cumulative expenditure of a quarter is at least that of the quarter before."""
    earlier = next((q for q in quarters if q.quarter == quarter.quarter - 1), None)
    if earlier is None or not all("cumulative_outturn" in q.figures for q in (quarter, earlier)):
        return
    now, before = quarter.figures["cumulative_outturn"], earlier.figures["cumulative_outturn"]
    if now.value < 0 or before.value < 0:
        return
    least = before.interval.low
    yield compared(
        CheckCode.DIFFERENCE,
        "cumulative",
        _locus(view, quarter, "cumulative_outturn"),
        now,
        [Interval(low=least, high=max(now.interval.high, before.interval.high))],
        [_place(view, quarter, "cumulative_outturn"), _place(view, earlier, "cumulative_outturn")],
        before=before.text,
    )
