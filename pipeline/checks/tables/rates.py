"""Derived columns, row by row: differences, rates and shares, recomputed from the other columns.

A column's formula is decided for the column as a whole (reports divide by the original or by the revised budget, take
shares of the total or of the parent): the formula that most rows bear out. Where less than half of the rows bear out
any, the column means something else and is not checked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.checks.compare import compared, face_value, judge, not_checkable, prints_a_number, relation_of
from pipeline.checks.table_view import TableView
from pipeline.normalize.numbers import read_number
from pipeline.vocabulary.formulas import evaluate_formula, inputs_of
from pipeline.vocabulary.metrics import load_metrics
from schemas.audit import Check, CheckCode, Outcome, Relation
from schemas.figure import Figure, Interval, Unit, in_one_unit
from schemas.records import BudgetLine
from schemas.trace import Place, Trace, printed_value, trace_step

# 年初结转 + 本年收入 - 本年支出
_LEFT_OVER = ("carried_over + income - outturn", "carried_over + fiscal_appropriation - outturn")
# Other formulas that a column of this name may follow, besides the vocabulary's own.
ALTERNATIVES: dict[str, tuple[str, ...]] = {
    "execution_rate": ("outturn / original_budget * 100",),
    "adjustment_rate": (
        "(revised_budget - original_budget) / original_budget * 100",
        "revised_budget / original_budget * 100",
    ),
    "share_change": ("budget_share - outturn_share",),
    # what was left from the year before may stand in a column of its own, and is then no adjustment
    "adjustment": ("original_budget - revised_budget", "revised_budget - original_budget - carried_over"),
    "unspent": (
        "original_budget - outturn",
        "outturn - revised_budget",
        "original_budget + carried_over - outturn",
        "revised_budget + carried_over - outturn",
        *_LEFT_OVER,
    ),
    "carried_forward": _LEFT_OVER,
}
DIFFERENCES = frozenset(
    {"carried_forward", "adjustment", "share_change", "unspent", "vacant_posts", "fixed_assets_idle"}
)
SHARES: dict[str, tuple[str, ...]] = {
    "budget_share": ("revised_budget", "original_budget"),
    "outturn_share": ("outturn",),
    "adjustment_share": ("adjustment",),
}
MAJORITY = 0.5  # share of a column's rows that must bear out its formula before the others are held against it


@dataclass(frozen=True, slots=True)
class Step:
    """What one row's formula gives: None with `undefined` where it divides by zero."""

    formula: str
    inputs: tuple[tuple[BudgetLine, str], ...]
    value: Interval | None
    undefined: bool = False
    nominal: Decimal | None = None


@dataclass(slots=True)
class Candidate:
    """A formula for a column with what it gives in each row."""

    formula: str
    compute: Callable[[BudgetLine], Step | None]
    steps: dict[int, Step] = field(default_factory=dict)


def rate_checks(view: TableView) -> Iterator[Check]:
    """Every derived column of a table."""
    metrics = load_metrics()
    for metric in view.metrics:
        if metric in SHARES:
            candidates = [_share_of_total(view, base) for base in SHARES[metric] if base in view.metrics]
            candidates += [_share_of_parent(view, base) for base in SHARES[metric] if base in view.metrics]
            candidates += [_share_of_whole(view, metric, base) for base in SHARES[metric] if base in view.metrics]
        elif metric in metrics and (metrics[metric].formula or metric in ALTERNATIVES):
            formulas = tuple(f for f in (metrics[metric].formula, *ALTERNATIVES.get(metric, ())) if f)
            candidates = [_by_formula(f, metric) for f in formulas if set(inputs_of(f)) <= set(view.metrics)]
        else:
            continue
        if candidates:
            yield from _check_column(view, metric, candidates)


_CARRIED = re.compile(r" [+-] carried_over")


def _unit(figure: Figure | None) -> Unit:
    return Unit.NONE if figure is None else figure.unit


def _by_formula(full: str, metric: str) -> Candidate:
    def compute(line: BudgetLine) -> Step | None:
        # a line with nothing in that column carried nothing over
        formula = full if line.figures.get("carried_over") is not None else _CARRIED.sub("", full)
        names = inputs_of(formula)
        if any(line.figures.get(n) is None for n in names):
            return None
        inputs = tuple((line, n) for n in names)
        figures = in_one_unit({n: line.figures[n] for n in names}, _unit(line.figures.get(metric)))
        try:
            value = evaluate_formula(formula, {n: f.interval for n, f in figures.items()})
        except ZeroDivisionError:
            return Step(formula, inputs, None, undefined=True)
        return Step(formula, inputs, value, nominal=face_value(formula, figures))

    return Candidate(full, compute)


def _share(line: BudgetLine, whole: BudgetLine | None, base: str) -> Step | None:
    part, total = line.figures.get(base), whole.figures.get(base) if whole else None
    if part is None or whole is None or total is None:
        return None
    formula = f"{base} / {base} of {whole.item} * 100"
    inputs = ((line, base), (whole, base))
    if total.interval.low <= 0 <= total.interval.high:
        return Step(formula, inputs, None, undefined=True)
    if line is whole:
        return Step(formula, inputs, Interval.exactly(100))
    nominal = part.value / total.value * 100
    return Step(formula, inputs, (part.interval / total.interval).times(100), nominal=nominal)


def _share_of_total(view: TableView, base: str) -> Candidate:
    return Candidate(f"{base} share of total", lambda line: _share(line, view.total, base))


def _share_of_whole(view: TableView, metric: str, base: str) -> Candidate:
    """Shares of the line that the column itself gives 100%, whatever it is called (教育支出 over 普通教育 …)."""
    whole = next((x for x, f in view.stated(metric) if f.value == 100 and base in x.figures), None)
    return Candidate(f"{base} share of 100%", lambda line: _share(line, whole, base))


def _share_of_parent(view: TableView, base: str) -> Candidate:
    by_order = {x.order: x for x in view.lines}

    def compute(line: BudgetLine) -> Step | None:
        whole = by_order.get(line.parent_order) if line.parent_order is not None else view.total
        return _share(line, whole, base)

    return Candidate(f"{base} share of parent", compute)


def _check_column(view: TableView, metric: str, candidates: Sequence[Candidate]) -> Iterator[Check]:
    rows = list(view.stated(metric))
    for candidate in candidates:
        for line, _ in rows:
            step = candidate.compute(line)
            if step is not None:
                candidate.steps[line.order] = step

    def borne_out(candidate: Candidate) -> int:
        return sum(
            judge(figure, [step.value]) is not Outcome.INCONSISTENT
            for line, figure in rows
            if prints_a_number(figure) and (step := candidate.steps.get(line.order)) and step.value is not None
        )

    def decidable(candidate: Candidate) -> int:
        numbers = {line.order for line, figure in rows if prints_a_number(figure)}
        return sum(step.value is not None for order, step in candidate.steps.items() if order in numbers)

    fitting = [borne_out(candidate) for candidate in candidates]
    best = fitting.index(max(fitting))
    chosen = candidates[best]
    count = decidable(chosen)
    # With one or two rows there is no majority to go by: the formula of the name stands.
    own = load_metrics()[metric].formula
    by_name = best == 0 and bool(own or metric in SHARES) and (chosen.formula == own or not _has_open_amount(view))
    trusted = count > 0 and (fitting[best] >= MAJORITY * count or (count <= 2 and by_name))
    left_out = metric in DIFFERENCES and _leaves_rows_out(view, metric, chosen)
    for line, figure in rows:
        step = chosen.steps.get(line.order)
        if step is None:
            continue
        yield _check(
            view, line, metric, figure, step, trusted and not (left_out and line.role in ("total", "subtotal"))
        )


def _has_open_amount(view: TableView) -> bool:
    """Whether a column of amounts has no meaning, whatever it is called: it may be the budget that a rate is of."""
    unknown = [c.col for c in view.reading.columns if not c.metric and not c.role]
    numbers = (read_number(view.table.text_at(line.row, col)) for line in view.lines for col in unknown)
    return any(n is not None and not n.dash and n.unit is not Unit.PERCENT and n.decimals for n in numbers)


def _leaves_rows_out(view: TableView, metric: str, chosen: Candidate) -> bool:
    """Whether a row states no difference where there would be one (聘用人员 | - | 185 | -): then the difference of the
    total is that of the other rows."""
    for line in view.lines:
        figure = line.figures.get(metric)
        if line.role != "line" or (figure is not None and prints_a_number(figure)):
            continue
        step = chosen.compute(line)
        if step is not None and step.value is not None and not step.value.holds(Decimal(0)):
            return True
    return False


def _check(view: TableView, line: BudgetLine, metric: str, figure: Figure, step: Step, trusted: bool) -> Check:
    code = CheckCode.DIFFERENCE if metric in DIFFERENCES else CheckCode.RATIO
    locus = view.locus(line, metric)
    own = view.place(line, metric)
    inputs: list[Place] = []
    for source, name in step.inputs:
        place = view.place(source, name)
        if place not in inputs:
            inputs.append(place)
    if step.undefined or step.value is None:
        # A rate on a zero base has no value; a printed dash or 0 says so, a number does not.
        return Check(
            code=code,
            variant="zero_base" if figure.value != 0 else "zero_base_left_out",
            locus=locus,
            outcome=Outcome.UNDEFINED,
            reported=figure,
            inputs=(own, *inputs),
            fields={"formula": _printed(step)},
        )
    outcome = judge(figure, [step.value])
    if outcome is Outcome.INCONSISTENT and not prints_a_number(figure):
        return not_checkable(code, "derived", locus, figure, "the cell prints a dash where a rate could stand")
    stated = any(prints_a_number(source.figures[name]) for source, name in step.inputs if name in source.figures)
    if outcome is Outcome.INCONSISTENT and code is CheckCode.DIFFERENCE and not stated:
        return not_checkable(code, "derived", locus, figure, "the row states nothing that it could differ by")
    if outcome is Outcome.INCONSISTENT and not trusted:
        return not_checkable(code, "derived", locus, figure, "the column does not follow the formula of its name")
    return compared(
        code,
        "derived",
        locus,
        figure,
        [step.value],
        [own, *inputs],
        outcome=outcome,
        nominals=[step.nominal] if step.nominal is not None else [],
        trace=lambda: _traced(view, line, metric, figure.unit, step),
        relation=_relation(step, figure.unit),
        formula=_printed(step),
    )


def _traced(view: TableView, line: BudgetLine, metric: str, unit: Unit, step: Step) -> Trace:
    return trace_step(
        label=f"{line.item} {view.column_name(metric)}",
        formula=_printed(step),
        value=step.value,
        unit=unit,
        places=(view.place(line, metric),),
        children=tuple(
            printed_value(view.column_name(n), x.figures[n].interval, x.figures[n].unit, view.place(x, n))
            for x, n in step.inputs
        ),
    )


def _relation(step: Step, unit: Unit) -> Relation | None:
    if " of " not in step.formula:
        return relation_of(step.formula, in_one_unit({name: line.figures[name] for line, name in step.inputs}, unit))
    (line, base), (whole, _) = step.inputs
    if line is whole:
        return None
    return Relation(formula="f1 / f2 * 100", figures=(line.figures[base], whole.figures[base]))


def _printed(step: Step) -> str:
    """The formula with the row's printed figures in place of its names (`81.00 / 4,881.22 × 100`)."""
    if " of " in step.formula:
        (line, base), (whole, _) = step.inputs
        return f"{line.figures[base].text} / {whole.figures[base].text} × 100"
    text = step.formula
    for line, name in sorted(step.inputs, key=lambda pair: -len(pair[1])):
        text = text.replace(name, line.figures[name].text or "0")
    return text.replace("*", "×")
