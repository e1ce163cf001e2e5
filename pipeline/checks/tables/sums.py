"""Sums along the hierarchy of a table: a line against the lines it is made of, for every column that adds up.

Where no column of a line bears out any grouping of lines, the grouping is fuhe's guess and nobody is accused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from pipeline.checks.compare import compared, not_checkable, prints_a_number, sum_relation
from pipeline.checks.table_view import TableView, amount_key
from pipeline.checks.tables.groupings import (
    ADDITIVE,
    Grouping,
    Summed,
    begins_division,
    best_of,
    groupings_of,
    leaves_that_add_up,
    outcome_of,
    splits,
    spots_by_code,
    summed,
)
from pipeline.checks.tables.sum_slips import UNEXPLAINED, is_near, without_unexplained
from schemas.audit import Check, CheckCode, Locus, Outcome
from schemas.figure import Figure, Interval, Unit
from schemas.records import BudgetLine, TableKind
from schemas.trace import Place, Trace, printed_value

FAR_MORE = Decimal("1.3")  # times a total that no slip leaves its parts
_ALL = Decimal(100)
NEVER_NEGATIVE = frozenset({"original_budget", "revised_budget", "outturn"})


def sum_checks(view: TableView, *, all_lines_printed: bool = True) -> Iterator[Check]:
    """Every line that has parts, in every additive column of the table. Where lines may be left out
    (`all_lines_printed` false), a sum that fails has to look like a slip."""
    metrics = [m for m in view.metrics if m in ADDITIVE or m in splits()] + [amount_key(c) for c in view.amounts]
    complete = {m: leaves_that_add_up(view, m) for m in metrics}
    all_lines_printed = all_lines_printed or _of_form(view)
    checks: list[Check] = []
    for line in view.lines:
        groupings = groupings_of(view, line)
        if groupings:
            found = _check_line(view, line, groupings, metrics, complete)
            checks += found if all_lines_printed else _without_open(view, line, list(found))
            if all_lines_printed and (line.role == "total" or (line.level == 0 and _of_form(view))):
                checks += _divided_again(view, line, groupings, metrics)
        checks += _parts_within_whole(view, line)
    # A sum that meets although a part is blank shows that blank cells of this table stand for nothing.
    blank_is_nothing = any(c.variant == "parts_with_blanks" and c.outcome is Outcome.CONSISTENT for c in checks)
    for check in checks if all_lines_printed else without_unexplained(checks, spots_by_code(view)):
        settled = blank_is_nothing and check.variant == "parts_with_blanks"
        yield check.model_copy(update={"variant": "parts"}) if settled else check


def _of_form(view: TableView) -> bool:
    """Whether the lines are the funds of a form: it lists all sources. Only a form's total has the level 0."""
    return view.reading.kind is TableKind.INDICATOR_SCORES or any(x.level == 0 for x in view.lines)


def _divided_again(
    view: TableView, line: BudgetLine, groupings: Sequence[Grouping], metrics: Sequence[str]
) -> Iterator[Check]:
    """The sums of further divisions of a total: 按支出性质分, 按资金来源分."""
    chosen, _ = best_of(line, groupings, metrics)
    for grouping, columns in second_splits(view, line, chosen, metrics):
        for metric in columns:
            reported, total = line.figures[metric], summed(grouping, metric)
            if total is not None and prints_a_number(reported):
                yield _check(view, line, metric, reported, total, outcome_of(reported, total))


def _without_open(view: TableView, line: BudgetLine, checks: Sequence[Check]) -> Iterator[Check]:
    """The checks of a line; what falls short is asked about where the table breaks off among its parts, and left open
    where lines that state nothing but an amount of another year have no place yet."""
    after = [x for x in view.lines if x.order > line.order]
    last = line is not view.lines[0] and bool(after) and all(_is_within(view, x, line) for x in after)
    breaks_off = last and line.role == "line"
    loose = [x for x in view.lines if x.role == "line" and x.parent_order is None and _states_other_years_only(x)]
    for check in checks:
        short = check.outcome is Outcome.INCONSISTENT and _falls_short(check)
        another = line.role in ("total", "subtotal") and any(
            view.column_name(metric) == check.locus.column and f.value for x in loose for metric, f in x.figures.items()
        )
        if short and (another or (breaks_off and not is_near(check))):
            yield not_checkable(check.code, check.variant, check.locus, check.reported, "not all parts are known")
        elif short and breaks_off:
            yield check.model_copy(update={"variant": UNEXPLAINED})
        else:
            yield check


def _falls_short(check: Check) -> bool:
    if check.reported is None or check.expected_high is None:
        return False
    return check.expected_high < check.reported.value


def _is_within(view: TableView, line: BudgetLine, whole: BudgetLine) -> bool:
    above: BudgetLine | None = line
    while above is not None and above is not whole:
        above = view.line_of_order(above.parent_order) if above.parent_order is not None else None
    return above is whole


def _states_other_years_only(line: BudgetLine) -> bool:
    return bool(line.figures) and all(metric.startswith("column:") for metric in line.figures)


class _Tried(NamedTuple):
    """A sum in one column: `guessed` where fuhe has no name for the column, `all_there` where no part of any line is
    missing, `stating` the lines, by order, that state an amount."""

    check: Check
    guessed: bool
    all_there: bool
    stating: frozenset[int]


def _check_line(
    view: TableView,
    line: BudgetLine,
    groupings: Sequence[Grouping],
    metrics: Sequence[str],
    complete: Mapping[str, frozenset[int]],
) -> Iterator[Check]:
    chosen, borne_out = best_of(line, groupings, metrics)
    failures = set()
    checks: list[_Tried] = []
    for metric in metrics:
        reported = line.figures.get(metric)
        total = summed(chosen, metric)
        if reported is None or total is None:
            continue
        outcome = outcome_of(reported, total)
        if outcome is Outcome.INCONSISTENT:  # the same amounts in two columns (合计 | 人员经费) fail once
            failures.add((reported.value, total.interval))
        # A column that fuhe has no name for may hold anything; it must see another column add up first.
        nameless = metric not in ADDITIVE and metric not in splits()
        parts = frozenset(x.order for x in total.lines if x.figures[metric].value)
        all_there = reported.value != 0 and bool(parts) and parts <= complete[metric]
        check = _check(view, line, metric, reported, total, outcome)
        checks.append(_Tried(check, nameless and borne_out == 0, all_there, parts))
    failing = len(failures)
    certain = chosen.certain and (failing <= 1 or borne_out > 0)
    # a form lists its sources once for all columns: where two of them make up one column, they make up the next
    certain = certain or (borne_out >= max(failing, 1) and _sources_of_form(view, checks))
    for tried in checks:
        check = tried.check
        if check.outcome is Outcome.INCONSISTENT and check.reported and not prints_a_number(check.reported):
            yield not_checkable(CheckCode.SUM, "parts", check.locus, check.reported, "the cell prints a dash")
            continue
        if check.outcome is Outcome.INCONSISTENT and _told_of_no_part(check):
            yield not_checkable(CheckCode.SUM, "parts", check.locus, check.reported, "the parts print dashes")
            continue
        if check.outcome is Outcome.INCONSISTENT and _is_of_each_row(check, line):
            yield not_checkable(CheckCode.SUM, "parts", check.locus, check.reported, "the shares are of their own rows")
            continue
        sure = certain or borne_out > failing or (tried.all_there and borne_out >= failing)
        sure = sure and (not _counted_twice(check) or _adds_up_elsewhere(tried, checks))
        if check.outcome is not Outcome.INCONSISTENT or (sure and not tried.guessed):
            yield check
        else:
            yield not_checkable(
                CheckCode.SUM, "parts", check.locus, check.reported, "which lines make up this one is not certain"
            )


def _counted_twice(check: Check) -> bool:
    """Whether the lines come to exactly twice the total: then some are made of others (运转类 | its only project)."""
    reported, low, high = check.reported, check.expected_low, check.expected_high
    if reported is None or not reported.value or low is None or high is None:
        return False
    return reported.interval.times(2).meets(Interval(low=low, high=high))


def _adds_up_elsewhere(tried: _Tried, checks: Sequence[_Tried]) -> bool:
    """Whether all lines that state an amount in a sum do so in another column too, and add up there: then none of them
    is made of others."""
    met = [x.stating for x in checks if x.check.outcome is Outcome.CONSISTENT]
    return len(tried.stating) > 1 and any(tried.stating <= lines for lines in met)


def _is_of_each_row(check: Check, line: BudgetLine) -> bool:
    """Whether shares are of their own rows (项目支出占比 of each unit): that of the total lies among them, and they
    come to far more than it; or each is of the line they are part of, and they come to all of that."""
    reported, parts = check.reported, check.relation.figures if check.relation is not None else ()
    low, high = check.expected_low, check.expected_high
    if reported is None or reported.unit is not Unit.PERCENT or low is None or high is None or not parts:
        return False
    if line.role != "total" and reported.value < _ALL and len(parts) > 1 and low <= _ALL <= high:
        return True
    return reported.value <= max(f.value for f in parts) and low > reported.value * FAR_MORE


def _told_of_no_part(check: Check) -> bool:
    """Whether parts of a sum print dashes and no amount: the column (上年度预算数) states its total alone."""
    parts = check.relation.figures if check.relation is not None else ()
    return not any(f.value for f in parts) and any(not prints_a_number(f) for f in parts)


def _sources_of_form(view: TableView, checks: Sequence[_Tried]) -> bool:
    """Whether sources make up a column of a project form's funds: two that are no zeros, or one beside stated zeros."""
    if not _of_form(view):
        return False
    met = (x.check.relation for x in checks if x.check.outcome is Outcome.CONSISTENT)
    return any(r is not None and (len(r.figures) > 2 or sum(bool(f.value) for f in r.figures) > 1) for r in met)


def _check(view: TableView, line: BudgetLine, metric: str, reported: Figure, total: Summed, outcome: Outcome) -> Check:
    places = [view.place(x, metric) for x in total.lines]
    return compared(
        CheckCode.SUM,
        "parts_with_blanks" if total.blank else "parts",
        view.locus(line, metric),
        reported,
        [total.interval],
        [view.place(line, metric), *places],
        outcome=outcome,
        trace=lambda: _traced(view, line, metric, reported.unit, total),
        relation=sum_relation(x.figures[metric] for x in total.lines),
        parts=_named(total.lines),
        blank=str(total.blank),
    )


def _traced(view: TableView, line: BudgetLine, metric: str, unit: Unit, total: Summed) -> Trace:
    return Trace(
        label=f"{line.item} {view.column_name(metric)}",
        formula=" + ".join(x.figures[metric].text for x in total.lines),
        value=total.interval,
        unit=unit,
        places=(view.place(line, metric),),
        children=tuple(
            printed_value(x.item, x.figures[metric].interval, unit, view.place(x, metric)) for x in total.lines
        ),
    )


def _named(lines: Sequence[BudgetLine]) -> str:
    names = [x.item for x in lines]
    return "、".join(names) if len(names) <= 4 else f"{'、'.join(names[:3])}…（{len(names)}）"


def _parts_within_whole(view: TableView, line: BudgetLine) -> Iterator[Check]:
    """A 其中 line is part of its parent: it cannot be larger where amounts are never negative."""
    for part in view.lines:
        if part.role != "of_which" or part.parent_order != line.order or "其中" not in part.item:
            continue  # other lines of this role are merely not understood
        if _may_be_of_the_list(view, part, line):
            continue
        for metric in sorted(NEVER_NEGATIVE & part.figures.keys() & line.figures.keys()):
            figure, whole = part.figures[metric], line.figures[metric]
            if figure.value < 0 or whole.value < 0 or _is_of_the_line_before(view, part, line, metric):
                continue
            within = Interval(low=min(figure.value * 0, whole.interval.high), high=whole.interval.high)
            places: list[Place] = [view.place(part, metric), view.place(line, metric)]
            locus = Locus(table=view.table.name, row=part.item, column=view.column_name(metric))
            yield compared(
                CheckCode.SUM,
                "part_of_whole",
                locus,
                figure,
                [within],
                places,
                nominals=[whole.value],  # what it may come to at most
                whole=line.item,
            )


def _may_be_of_the_list(view: TableView, part: BudgetLine, line: BudgetLine) -> bool:
    """Whether a 其中 line behind the last member of a list may be part of what the list divides (甲 / 乙 / 丙 /
    其中：中央资金): that holds each of its figures, and no other member has such lines of its own."""
    whole = None if line.parent_order is None else view.line_of_order(line.parent_order)
    members = [x for x in view.lines if x.parent_order == line.parent_order and x.role != "of_which"]
    if whole is None or len(members) < LEAST_LINES or members[-1] is not line:
        return False
    if any(x.role == "of_which" and x.parent_order in {m.order for m in members[:-1]} for x in view.lines):
        return False
    told = NEVER_NEGATIVE & part.figures.keys() & whole.figures.keys()
    return bool(told) and all(part.figures[m].value <= whole.figures[m].value for m in told)


def _is_of_the_line_before(view: TableView, part: BudgetLine, line: BudgetLine, metric: str) -> bool:
    """Whether a 其中 line may be part of the line right before it, a member of another list: 全部基金收入 after the
    last kind of them."""
    before = view.line_of_order(part.order - 1)
    if before is None or before is line or before.item.startswith("其中"):
        return False
    whole = before.figures.get(metric)
    return whole is not None and whole.value >= part.figures[metric].value


LEAST_LINES = 2


def second_splits(
    view: TableView, line: BudgetLine, chosen: Grouping, metrics: Sequence[str]
) -> Iterator[tuple[Grouping, list[str]]]:
    """Each further division of a total with the columns that it is to be checked in."""
    for run in _runs(view):
        if {x.order for x in run} & {x.order for x in chosen.lines}:
            continue
        grouping, borne_out = best_of(line, [Grouping(run, certain=False)], metrics)
        told = {m: total for m in metrics if m in line.figures and (total := summed(grouping, m)) is not None}
        failing = sum(outcome_of(line.figures[m], total) is Outcome.INCONSISTENT for m, total in told.items())
        if borne_out > failing > 0 and all(not total.blank for total in told.values()):
            yield grouping, list(told)


def _runs(view: TableView) -> Iterator[tuple[BudgetLine, ...]]:
    """Neighbouring lines of one level and role, up to a heading without figures, a total or lines of another sort."""
    run: list[BudgetLine] = []
    for x in (*view.lines, None):
        follows = x is not None and bool(x.figures) and x.role in ("line", "of_which")
        alike = x is not None and (not run or (x.role, x.level) == (run[-1].role, run[-1].level))
        if x is not None and follows and alike and not begins_division(x):
            run.append(x)
            continue
        if len(run) >= LEAST_LINES:
            yield tuple(run)
        run = [x] if x is not None and follows else []
