"""Figures that a sentence derives from others: rates, differences and staff totals recomputed from what is stated.

A sentence often repeats a table's rate; that rate is checked in the table. Here stand those that only the text prints.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import islice, product

from pipeline.checks.author_formulas import ALTERNATIVES
from pipeline.checks.calculations import Spot, spot_of
from pipeline.checks.compare import compared, face_value, relation_of
from pipeline.checks.same_print import same
from pipeline.checks.texts.quantities import Statement
from pipeline.checks.texts.same_figure import MAGNITUDES
from pipeline.checks.texts.split_wholes import split_checks
from pipeline.vocabulary.formulas import evaluate_formula, inputs_of
from pipeline.vocabulary.metrics import load_metrics
from schemas.audit import Check, CheckCode, Outcome, locus_at
from schemas.figure import Figure, Interval
from schemas.records import Fact
from schemas.trace import Trace, trace_step

MOST_COMBINATIONS = 64  # of candidate inputs; more than a few values per name means that the names are too vague
# What amounts of an item are called in the formula of the item's rate.
NAMES_BESIDE = {
    (metric, item): (f"{theme}_{kind}", f"{theme}_control_rate")
    for theme, item in (("operating_expense", "operating"), ("three_public", "three_public"))
    for metric, kind in (("revised_budget", "budget"), ("original_budget", "budget"), ("outturn", "outturn"))
}
RATES_OF = frozenset(rate for _, rate in NAMES_BESIDE.values())
OPEN_BUDGET = "open_budget"
SHARES_OF = {"outturn_share": ("outturn",), "budget_share": ("revised_budget", "original_budget")}
_OF_NAMED_WHOLE = re.compile(r"占(?!比)")
# A sentence may tell several changes; arithmetic.changes works each out with the amounts that it is of.
TOLD_TOGETHER = frozenset({"growth_rate", "growth_base"})
NAMED_BY_ITEM = frozenset({"counted_rate"})  # the item is the rate's own name


class _Stated:
    """What text and tables state: by metric, item, fund and period, and of tables alone whatever the fund."""

    def __init__(self, stated: Sequence[Statement]) -> None:
        self.pool: dict[tuple[str, str, str, str], list[Fact]] = defaultdict(list)
        self.printed: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
        for s in stated:
            q = s.quantity
            self.pool[q.metric, q.item, q.scope, q.period].append(s.fact)
            if q.metric != s.fact.metric:  # 公用经费决算数 is the outturn of an item and has a name of its own
                self.pool[s.fact.metric, "total", q.scope, q.period].append(s.fact)
            if s.fact.source == "table":
                self.printed[q.metric, q.item, q.period].append(s.fact)
        self._name_beside_rates(stated)
        self.names_of: dict[tuple[str, ...], set[str]] = defaultdict(set)  # metrics, by item, fund and period
        for name, *of_what in self.pool:
            self.names_of[tuple(of_what)].add(name)

    def _name_beside_rates(self, stated: Sequence[Statement]) -> None:
        """公用经费调整预算 A 万元，决算 B 万元，控制率 x%: amounts of an item under the names that its rate is of,
        where they stand in the sentence of the rate."""
        rated = {(s.fact.metric, s.fact.quote) for s in stated if s.fact.metric in RATES_OF and s.fact.source == "text"}
        for s in stated if rated else ():
            q = s.quantity
            named = NAMES_BESIDE.get((q.metric, q.item))
            if named and s.fact.metric == q.metric and (named[1], s.fact.quote) in rated:
                self.pool[named[0], "total", q.scope, q.period].append(s.fact)

    def inputs(self, formula: str, fact: Fact, of: tuple[str, str, str]) -> list[list[Fact]]:
        """For each input of a formula the facts of an item, fund and period (`of`) that a fact may follow from."""
        return [_nearest(fact, self.pool.get((name, *of), [])) for name in inputs_of(formula)]


def text_arithmetic_checks(stated: Sequence[Statement], told: Collection[Spot] = ()) -> Iterator[Check]:
    """Every derived metric that the text states, against its inputs of the same item, fund and period; but for those
    whose formula the text prints (`told`), which is not always the usual one."""
    all_stated = _Stated(stated)
    metrics = load_metrics()
    done: set[tuple[str, ...]] = set()
    for s in stated:
        fact, q = s.fact, s.quantity
        formula = metrics[fact.metric].formula if fact.metric in metrics else ""
        if (
            fact.metric in TOLD_TOGETHER
            or fact.source != "text"
            or not formula
            or q.period.endswith(("Q1", "Q2", "Q3", "Q4"))
            or spot_of(fact.figure) in told
        ):
            continue
        of = (q.item, q.scope, q.period)
        own = any(f.quote == fact.quote for n in inputs_of(formula) for f in all_stated.pool.get((n, *of), []))
        # once for a figure that several sentences repeat, and again for one that states what it follows from
        key = (q.metric, *of, fact.figure.text, fact.quote if own else "")
        tables = all_stated.printed[q.metric, q.item, q.period]
        if key in done or any(same(fact.figure, t.figure) for t in tables):
            continue
        done.add(key)
        yield from _against_inputs(fact, formula, of, all_stated)
    yield from split_checks(all_stated.pool)
    yield from _shares(all_stated.pool)


def _against_inputs(fact: Fact, formula: str, of: tuple[str, str, str], stated: _Stated) -> Iterator[Check]:
    """A derived figure against its formula, and against those that authors use under the same name."""
    usual = _of_what_is_stated(formula, stated.names_of[of])
    formula = _of_open_budget(fact, usual, stated.pool.get((OPEN_BUDGET, *of), []))
    candidates = stated.inputs(formula, fact, of)
    if not all(candidates):
        return
    others: list[Interval] = []
    for other in ((usual,) if usual != formula else ()) + ALTERNATIVES.get(fact.metric, ()):
        others += _readings(fact, other, inputs_of(other), stated.inputs(other, fact, of))[0]
    yield from _check(fact, formula, inputs_of(formula), candidates, others)


def _of_open_budget(fact: Fact, formula: str, budgets: Sequence[Fact]) -> str:
    """The formula of a rate with the budget of its sentence, where that does not say which budget it is."""
    beside = any(b.quote == fact.quote for b in budgets)
    return formula.replace("revised_budget", OPEN_BUDGET) if beside else formula


def _shares(pool: dict[tuple[str, str, str, str], list[Fact]]) -> Iterator[Check]:
    """基本支出 A，占总支出的 x%: the item's amount over that of the whole unit, in the same fund and period.
    A bare 占比 may be of something narrower."""
    for (metric, item, scope, period), facts in list(pool.items()):
        if metric not in SHARES_OF or item == "total":
            continue
        for fact in (f for f in facts if f.source == "text" and not f.approximate and _OF_NAMED_WHOLE.search(f.quote)):
            for base in SHARES_OF[metric]:
                amounts = [f for f in pool.get((base, item, scope, period), []) if f.quote == fact.quote]
                whole = _nearest(fact, pool.get((base, "total", scope, period), []))
                if amounts and whole:
                    yield from _check(fact, f"{base} / whole * 100", (base, "whole"), [amounts, whole], [])


def _of_what_is_stated(formula: str, stated: set[str]) -> str:
    """A formula with its inputs that are not stated written out by their own formulas (completed = planned - late)."""
    metrics = load_metrics()
    for name in inputs_of(formula):
        own = metrics[name].formula if name in metrics and name not in stated else ""
        if own and stated.issuperset(inputs_of(own)):
            formula = re.sub(rf"\b{name}\b", f"({own})", formula)
    return formula


def _nearest(fact: Fact, found: list[Fact]) -> list[Fact]:
    """Inputs from the same sentence if it states any, else those of other sentences that a table bears out, else all: a
    slip in one sentence is no slip of another's rate."""
    exact = [f for f in found if not f.approximate]
    texts = [f for f in exact if f.source == "text"]
    tables = [f for f in exact if f.source == "table"]
    beside = [f for f in texts if f.quote == fact.quote]
    borne_out = [f for f in texts if any(same(f.figure, t.figure) for t in tables)]
    return beside or borne_out or [*texts, *tables]


def _readings(
    fact: Fact, formula: str, names: tuple[str, ...], candidates: list[list[Fact]]
) -> tuple[list[Interval], list[tuple[Fact, ...]], bool]:
    """What the formula gives for every choice of inputs, the choices used, and whether one divides by zero."""
    readings: list[Interval] = []
    used: list[tuple[Fact, ...]] = []
    undefined = False
    for combination in islice(product(*candidates), MOST_COMBINATIONS):
        try:
            like = _unit_of(fact, combination)
            values = {n: _like(f.figure, like).interval for n, f in zip(names, combination, strict=True)}
            reading = evaluate_formula(formula, values)
            if fact.metric in MAGNITUDES:  # the reading with the sign of the print first
                signs = sorted((reading, -reading), key=lambda r: (r.low + r.high) * fact.figure.value <= 0)
                readings += signs
            else:
                readings.append(reading)
            used.append(combination)
        except ZeroDivisionError:
            undefined = True
    return readings, used, undefined


def _check(
    fact: Fact, formula: str, names: tuple[str, ...], candidates: list[list[Fact]], others: Sequence[Interval]
) -> Iterator[Check]:
    readings, used, undefined = _readings(fact, formula, names, candidates)
    metric = load_metrics()[fact.metric]
    locus = locus_at(row=fact.item, column="" if fact.metric in NAMED_BY_ITEM else metric.name)
    code = CheckCode.RATIO if metric.unit == "percent" else CheckCode.SUM if " + " in formula else CheckCode.DIFFERENCE
    if not readings:
        if undefined:
            yield Check(
                code=code,
                variant="zero_base" if fact.figure.value else "zero_base_left_out",
                locus=locus,
                outcome=Outcome.UNDEFINED,
                reported=fact.figure,
                inputs=(fact.place, *(c[0].place for c in candidates)),
                fields={"formula": formula},
            )
        return
    inputs = used[0]
    figures = {n: _like(f.figure, _unit_of(fact, inputs)) for n, f in zip(names, inputs, strict=True)}
    at_face = face_value(formula, figures)
    if at_face is not None and fact.metric in MAGNITUDES and at_face * fact.figure.value < 0:
        at_face = -at_face
    printed = _with_figures(formula, names, inputs)
    yield compared(
        code,
        "stated_in_text",
        locus,
        fact.figure,
        [*readings, *others],
        [fact.place, *(f.place for f in inputs)],
        nominals=[at_face] if at_face is not None else [],
        trace=lambda: _traced(fact, printed, readings[0], inputs),
        relation=relation_of(formula, figures),
        formula=printed,
    )


def _with_figures(formula: str, names: tuple[str, ...], inputs: Sequence[Fact]) -> str:
    """A formula with the figures as they are printed in the place of their names."""
    for name, source in sorted(zip(names, inputs, strict=True), key=lambda pair: -len(pair[0])):
        shown = source.figure.text if any(c.isdigit() for c in source.figure.text) else source.figure.plain
        formula = formula.replace(name, shown)
    return formula.replace("*", "×")


def _traced(fact: Fact, formula: str, value: Interval, inputs: Sequence[Fact]) -> Trace:
    metrics = load_metrics()
    children = tuple(
        trace_step(label=metrics[f.metric].name, value=f.figure.interval, unit=f.figure.unit, places=(f.place,))
        for f in inputs
    )
    return trace_step(
        label=f"{fact.item}{metrics[fact.metric].name}",
        formula=formula,
        value=value,
        unit=fact.figure.unit,
        places=(fact.place,),
        children=children,
    )


def _unit_of(fact: Fact, inputs: Sequence[Fact]) -> Figure:
    """The figure whose unit the inputs are brought into: an amount's own, as what they give is held against it."""
    return fact.figure if fact.figure.unit.is_money else inputs[0].figure


def _like(figure: Figure, like: Figure) -> Figure:
    """A figure in the unit of another, so that 元 and 万元 can be divided."""
    return figure.in_unit(like.unit) if figure.unit.is_money and like.unit.is_money else figure
