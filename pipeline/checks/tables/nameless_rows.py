"""Rows without a name whose columns say all: 编制数 | 在职人数 | 控制率 over one row of figures.

Such a row is no line of a budget, and `rates.py` does not see it. Its derived figures are held against the figures of
the same row, by the formula of their name and those that authors use under it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from pipeline.checks.author_formulas import ALTERNATIVES
from pipeline.checks.compare import compared, face_value, prints_a_number, relation_of
from pipeline.checks.table_view import TableView
from pipeline.vocabulary.formulas import evaluate_formula, inputs_of
from pipeline.vocabulary.metrics import load_metrics
from schemas.audit import Check, CheckCode, locus_at
from schemas.figure import Interval, Unit, in_one_unit
from schemas.records import Fact, Report


def nameless_row_checks(view: TableView, report: Report) -> Iterator[Check]:
    """Every derived figure of a table's rows that are no lines, where the row states each of its terms once."""
    lines = {line.row for line in view.lines}
    rows: dict[int, list[Fact]] = defaultdict(list)
    for fact in report.facts:
        if fact.source == "table" and fact.table_id == view.table.table_id and fact.row and fact.row not in lines:
            rows[fact.row].append(fact)
    for facts in rows.values():
        stated = {f.metric: f for f in facts}
        if len(stated) == len(facts):
            yield from (c for fact in facts if (c := _check(view, fact, stated)) is not None)


def _check(view: TableView, fact: Fact, stated: Mapping[str, Fact]) -> Check | None:
    metric = load_metrics().get(fact.metric)
    if metric is None or not metric.formula or not prints_a_number(fact.figure):
        return None
    readings = [r for formula in (metric.formula, *ALTERNATIVES.get(fact.metric, ())) if (r := _read(formula, stated))]
    if not readings or readings[0][0] != metric.formula:
        return None
    of = [stated[name] for name in inputs_of(metric.formula)]
    figures = in_one_unit({f.metric: f.figure for f in of}, fact.figure.unit)
    at_face = face_value(metric.formula, figures)
    printed = metric.formula
    for name in sorted(figures, key=len, reverse=True):
        printed = printed.replace(name, stated[name].figure.text)
    return compared(
        CheckCode.RATIO if fact.figure.unit is Unit.PERCENT else CheckCode.DIFFERENCE,
        "derived",
        locus_at(table=view.table.name, row=fact.item, column=view.column_name(fact.metric)),
        fact.figure,
        [value for _, value in readings],
        [fact.place, *(f.place for f in of)],
        nominals=[at_face] if at_face is not None else [],
        relation=relation_of(metric.formula, figures),
        formula=printed.replace("*", "×"),
    )


def _read(formula: str, stated: Mapping[str, Fact]) -> tuple[str, Interval] | None:
    """A formula and what it gives; None where the row lacks a term, or it divides by zero."""
    names = inputs_of(formula)
    if not all(n in stated and prints_a_number(stated[n].figure) for n in names):
        return None
    figures = in_one_unit({n: stated[n].figure for n in names}, stated[names[0]].figure.unit)
    try:
        return formula, evaluate_formula(formula, {n: f.interval for n, f in figures.items()})
    except ZeroDivisionError:
        return None
