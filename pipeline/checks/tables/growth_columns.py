"""Columns that compare with the year before: 比上年增减 (an amount) and 增减率, from the two amounts beside them.

Which amounts a column compares its name rarely says. The pair of amount columns that most rows bear out is taken, and
where no pair does, nobody is accused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.checks.compare import compared, judge, relation_of
from pipeline.checks.table_view import TableView, amount_key
from pipeline.normalize.numbers import figure_of_cell
from pipeline.vocabulary.formulas import evaluate_formula
from pipeline.vocabulary.metrics import load_metrics
from pipeline.vocabulary.names import unit_in_name
from schemas.audit import Check, CheckCode, Outcome, locus_at
from schemas.figure import Figure, Interval, Unit, in_one_unit
from schemas.records import BudgetLine, ColumnMeaning
from schemas.trace import Place

_GROWTH = re.compile(r"同比|[比较与](?:上年|去年|上一年|20\d\d年)|增减|增长|增幅|变动")
_NO_GROWTH = re.compile(r"占比|比重|原因|说明|备注|可比|同口径|剔除")  # what was left out of both is not printed
_RATE = re.compile(r"率|幅|[%％]")
LEAST_ROWS = 3  # that must bear a pair of columns out, and more than half of all
FORMULAS = {True: "(now - before) / before * 100", False: "now - before"}


@dataclass(slots=True)
class _Pair:
    """Two columns of amounts, and the rows that state both beside the growth: with whether they agree."""

    now: str
    before: str
    rows: list[tuple[BudgetLine, Figure, bool]] = field(default_factory=list)

    @property
    def borne_out(self) -> int:
        return sum(agrees for *_, agrees in self.rows)


def growth_checks(view: TableView) -> Iterator[Check]:
    """Every row of every such column of a table of amounts."""
    amounts = [m for m in view.metrics if load_metrics()[m].unit == "money"] + [amount_key(c) for c in view.amounts]
    for column in view.reading.columns:
        leaf = "".join(column.header[-1:])
        if column.metric or column.role not in ("", "other_year") or amount_key(column) in amounts:
            continue
        if not _GROWTH.search("".join(column.header)) or _NO_GROWTH.search(leaf):
            continue
        yield from _column(view, column, [a for a in amounts if a != amount_key(column)])


def _column(view: TableView, column: ColumnMeaning, amounts: list[str]) -> Iterator[Check]:
    own = [line for line in view.lines if view.has_column(line, column.col)]
    cells = [(line, view.table.grid.get((line.row, column.col))) for line in own]
    texts = [c.text for _, c in cells if c is not None and any(x.isdigit() for x in c.text)]
    as_rate = bool(_RATE.search("".join(column.header))) or sum("%" in t or "％" in t for t in texts) * 2 > len(texts)
    own_unit = next((u for t in reversed(column.header) if (u := unit_in_name(t)) and u.is_money), None)
    printed: list[tuple[BudgetLine, Figure]] = []
    for line, cell in cells:
        unit = Unit.PERCENT if as_rate else own_unit or Unit(line.unit)
        figure = figure_of_cell(cell, unit) if cell is not None and any(x.isdigit() for x in cell.text) else None
        if figure is not None:
            printed.append((line, figure))
    pairs = [_pair(printed, now, before, as_rate) for now in amounts for before in amounts if now != before]
    best = max(pairs, key=lambda p: p.borne_out, default=None)
    if best is None or best.borne_out * 2 <= len(best.rows):
        return
    if best.borne_out < (LEAST_ROWS - 1 if _told(view, best) else LEAST_ROWS):
        return
    for line, figure, _ in best.rows:
        yield _check(view, column, line, figure, best, as_rate)


_LAST_YEAR = re.compile(r"上年|去年|上一年|20\d\d年")


def _told(view: TableView, pair: _Pair) -> bool:
    """Whether the heads say that the column compares these two: 上年决算, 本年决算, 较上年增减."""
    heads = {c.metric or amount_key(c): "".join(c.header) for c in view.reading.columns}
    now, before = heads.get(pair.now, ""), heads.get(pair.before, "")
    return bool(_LAST_YEAR.search(before)) and not re.search(r"上年|去年", now)


def _pair(printed: list[tuple[BudgetLine, Figure]], now: str, before: str, as_rate: bool) -> _Pair:
    pair = _Pair(now, before)
    for line, figure in printed:
        inputs = _inputs(line, pair, figure.unit)
        if inputs is None:
            continue
        try:
            value = evaluate_formula(FORMULAS[as_rate], {name: f.interval for name, f in inputs.items()})
        except ZeroDivisionError:
            continue
        pair.rows.append((line, figure, judge(figure, _readings(value, inputs, as_rate)) is not Outcome.INCONSISTENT))
    return pair


def _readings(value: Interval, inputs: Mapping[str, Figure], as_rate: bool) -> list[Interval]:
    """What a growth may print: of a negative amount (a deficit that grew or shrank) either sign."""
    return [value, -value] if as_rate and inputs["before"].value < 0 else [value]


def _inputs(line: BudgetLine, pair: _Pair, unit: Unit) -> dict[str, Figure] | None:
    """What a growth compares, both in the `unit` of the growth where that is money."""
    now, before = line.figures.get(pair.now), line.figures.get(pair.before)
    return None if now is None or before is None else in_one_unit({"now": now, "before": before}, unit)


def _check(
    view: TableView, column: ColumnMeaning, line: BudgetLine, figure: Figure, pair: _Pair, as_rate: bool
) -> Check:
    inputs = _inputs(line, pair, figure.unit)
    assert inputs is not None
    now, before = inputs["now"], inputs["before"]
    name = "".join(column.header[-1:])
    value = evaluate_formula(FORMULAS[as_rate], {key: f.interval for key, f in inputs.items()})
    nominal = inputs["now"].value - inputs["before"].value
    formula = f"{now.text} - {before.text}"
    if as_rate:
        nominal, formula = nominal / inputs["before"].value * 100, f"({formula}) / {before.text} × 100"
    own = Place(page=figure.box.page, box=figure.box, text=f"{line.item} {name} {figure.text}")
    return compared(
        CheckCode.RATIO if as_rate else CheckCode.DIFFERENCE,
        "derived",
        locus_at(table=view.table.name, row=line.item, column=name),
        figure,
        _readings(value, inputs, as_rate),
        [own, view.place(line, pair.now), view.place(line, pair.before)],
        nominals=[nominal],
        relation=relation_of(FORMULAS[as_rate], inputs),
        formula=formula,
    )
