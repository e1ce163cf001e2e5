"""One quantity stated in several places must be the same figure everywhere.

Two prints at the same precision must show the same digits; a coarser print must be the finer one rounded (or cut off).
A sentence rarely says which fund it speaks of, so it agrees as soon as it meets one of the tables' figures of that
name. Two tables are held against each other only for items the vocabulary knows, and only as an error where another
figure that both print shows that they are about the same whole.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from operator import itemgetter

from pipeline.checks.calculations import one_slip
from pipeline.checks.compare import compared, not_checkable, sum_relation
from pipeline.checks.same_print import MARKED_DIGITS, one_unit_apart, prints_as, same
from pipeline.checks.table_view import TableView
from pipeline.checks.texts.one_thing import is_grand_total, of_one_survey, of_two_surveys, of_two_things
from pipeline.checks.texts.quantities import QUARTER, QuantityKey, Statement
from pipeline.vocabulary.items import BUDGETS
from pipeline.vocabulary.metrics import load_metrics
from schemas.audit import Check, CheckCode, Locus, Outcome, locus_at
from schemas.figure import Figure, Interval, Unit
from schemas.records import Fact

# Quantities that are the same by meaning: the last quarter's cumulative figures are the year's.
YEAR_END = {
    "cumulative_outturn": "outturn",
    "revised_budget": "revised_budget",
    "cumulative_progress": "execution_rate",
}
# Counts whose sentences say what is counted in words of their own (unfinished: late, or not begun; petitions: received
# by whom).
COUNTED = frozenset(
    {"projects_unfinished", "projects_completed", "projects_set_up", "projects_planned", "petitions_received"}
)
# Shares are of their own table's whole and say nothing about another table's.
SHARES = frozenset({"budget_share", "outturn_share", "adjustment_share", "share_change"})
# Names of an item's figure that a table may print in either of these columns.
ALSO_PRINTED_AS: dict[str, tuple[tuple[str, str], ...]] = {
    "operating_expense_budget": (("revised_budget", "operating"), ("original_budget", "operating")),
    "operating_expense_control_rate": (("execution_rate", "operating"),),
    "three_public_budget": (("revised_budget", "three_public"), ("original_budget", "three_public")),
    "three_public_control_rate": (("execution_rate", "three_public"),),
    # A bare 预算执行率 of a quarter may mean either column of a quarterly table.
    "execution_rate": (("cumulative_progress", "total"), ("quarterly_execution_rate", "total")),
}
# Sentences say how far a budget moved, and leave it to another word which way (年中调减 …，预算调整率为 2.10%).
MAGNITUDES = frozenset({"adjustment", "adjustment_rate", "growth_rate"})
# Stated per case and place; several values in one report are natural.
NOT_COMPARED = frozenset(
    {
        "open_budget",
        *("weight", "self_score", "score_deduction", "score_rate", "scheduled_progress"),
        *("counted_part", "counted_whole", "counted_rate"),
        *("growth_base", "growth_now", "growth_amount", "growth_rate"),
    }
)

Printed = dict[tuple[str, str, str], list[tuple[int, Fact]]]
"""Facts of tables by metric, item and period, with their place in the order of all facts."""


def same_figure_checks(views: Sequence[TableView], stated: Sequence[Statement]) -> Iterator[Check]:
    """Every quantity that is stated more than once."""
    names = {v.table.table_id: v.table.name for v in views}
    groups: dict[QuantityKey, list[Fact]] = defaultdict(list)
    for s in stated:
        if s.quantity.metric not in NOT_COMPARED and not _is_no_rate(s.fact.figure):
            groups[s.quantity].append(s.fact)
    _drop_posts(groups)
    wholes = _Wholes(groups)
    funds = {q.item for q, facts in groups.items() if q.item in BUDGETS and any(f.figure.value for f in facts)}
    printed = printed_in_tables(groups)
    for quantity, facts in groups.items():
        tables = [f for f in facts if f.source == "table"]
        texts = [f for f in facts if f.source == "text"]
        if quantity.coded and quantity.metric not in SHARES:
            yield from _tables_agree(quantity, tables, names, wholes)
            if tables and not quantity.scope:
                yield from _funds_agree(quantity, tables, printed, names, wholes)
        others = [f for f in other_scopes(quantity, printed) if f not in tables]
        if quantity.scope and not tables and len(funds) > 1:  # a table that names no fund is of all of them
            yield from _texts_agree(quantity, texts, [f for f in others if _any_same(f, texts)], names)
            continue
        yield from _texts_agree(quantity, texts, [*tables, *others], names)
    yield from _year_end(groups, names, views)


def _drop_posts(groups: dict[QuantityKey, list[Fact]]) -> None:
    """在职人员总数 of a table may count those in posts alone: it is then no total of all staff."""
    within = {f.figure.value for q, fs in groups.items() if q.metric == "staff_in_post" for f in fs}
    for quantity, facts in groups.items():
        if quantity.metric == "total_staff":
            facts[:] = [f for f in facts if f.source == "text" or f.figure.value not in within]


def _any_same(fact: Fact, others: Sequence[Fact]) -> bool:
    return any(same(fact.figure, f.figure) for f in others)


def _is_no_rate(figure: Figure) -> bool:
    """Whether a dash stands where a rate would: nothing was divided. As an amount a dash is nothing spent, a zero."""
    return figure.unit is Unit.PERCENT and not figure.value and not re.search(r"\d", figure.text)


class _Wholes:
    """Which tables print an amount in common, so that they are about the same whole. Rates of a part and of its whole
    are alike by nature (95.7% of the projects of one fund, and of all)."""

    def __init__(self, groups: dict[QuantityKey, list[Fact]]) -> None:
        self._shared: dict[frozenset[str], set[tuple[str, str]]] = defaultdict(set)
        merged: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
        for quantity, facts in groups.items():
            if quantity.coded:
                merged[quantity.metric, quantity.item, quantity.period] += [
                    f
                    for f in facts
                    if f.source == "table"
                    and f.figure.unit.is_money
                    and len(f.figure.text.strip("0.,-%")) >= MARKED_DIGITS
                ]
        for (metric, item, _), facts in merged.items():
            for i, a in enumerate(facts):
                for b in facts[i + 1 :]:
                    if a.table_id != b.table_id and a.figure.value == b.figure.value:
                        self._shared[frozenset((a.table_id, b.table_id))].add((metric, item))

    def confirmed(self, a: Fact, b: Fact, besides: QuantityKey, *, of_item: bool = False) -> bool:
        """Whether the two tables share a figure other than the one in question (of the same item, if asked)."""
        shared = self._shared.get(frozenset((a.table_id, b.table_id)), set())
        return any(
            (metric, item) != (besides.metric, besides.item) and (item == besides.item or not of_item)
            for metric, item in shared
        )


def _locus(fact: Fact, names: dict[str, str]) -> Locus:
    metric = load_metrics().get(fact.metric)
    quarter = fact.period[-1:] if fact.period[-2:-1] == "Q" else ""
    row = fact.item or (f"第{quarter}季度" if quarter else "")
    table = names.get(fact.table_id, "") if fact.source == "table" else ""
    return locus_at(table=table, row=row, column=metric.name if metric else "")


def _difference(
    variant: str,
    fact: Fact,
    reference: Fact,
    also: Sequence[Fact],
    names: dict[str, str],
    outcome: Outcome,
    *,
    counted: bool = False,
) -> Check:
    """`fact` against `reference`; `also` are further places that print what either prints. `counted`: heads, which
    are not rounded, and of which others tell what the reference tells."""
    unit = fact.figure.unit
    other = reference.figure.in_unit(unit) if unit.is_money and reference.figure.unit.is_money else reference.figure
    near = outcome is Outcome.INCONSISTENT and not counted and one_unit_apart(fact.figure, reference.figure)
    where = names.get(reference.table_id, "") if reference.source == "table" else ""
    return compared(
        CheckCode.SAME_FIGURE,
        variant + ("_last_digit" if near else ""),
        _locus(fact, names),
        fact.figure,
        [Interval.exactly(other.value)],
        [fact.place, reference.place, *(f.place for f in also)],
        outcome=outcome,
        relation=sum_relation([other]),
        other=reference.figure.text,
        where=where,
        page=str(reference.figure.box.page),
        quote=reference.quote,
    )


def _tables_agree(quantity: QuantityKey, tables: list[Fact], names: dict[str, str], wholes: _Wholes) -> Iterator[Check]:
    """The first table that prints it is the reference; each later value that differs is one check."""
    seen: list[Fact] = []
    for fact in tables:
        if any(fact.table_id == s.table_id for s in seen):
            continue  # a name that stands twice in one table is of two things
        if any(same(fact.figure, s.figure) for s in seen):
            seen.append(fact)
            continue
        if seen:
            reference = seen[0]
            sure = wholes.confirmed(fact, reference, quantity) and not _of_which_source(fact, reference)
            if sure or one_unit_apart(fact.figure, reference.figure):
                also = [s for s in seen[1:] if same(s.figure, reference.figure)]
                yield _difference("two_tables", fact, reference, also, names, Outcome.INCONSISTENT)
            else:
                reason = f"{names.get(reference.table_id, '')} prints {reference.figure.text} but may cover other funds"
                yield not_checkable(CheckCode.SAME_FIGURE, "two_tables", _locus(fact, names), fact.figure, reason)
        seen.append(fact)
    if len(seen) > 1 and all(same(seen[0].figure, s.figure) for s in seen):
        yield _difference("two_tables", seen[1], seen[0], seen[2:], names, Outcome.CONSISTENT)


def _of_which_source(*facts: Fact) -> bool:
    """其中：当年财政拨款 below a total: what of it was appropriated, which tables of other scopes count differently."""
    return any(f.item_code == "fiscal_appropriation" and f.item.startswith("其中") for f in facts)


def _funds_agree(
    quantity: QuantityKey,
    tables: list[Fact],
    printed: Printed,
    names: dict[str, str],
    wholes: _Wholes,
) -> Iterator[Check]:
    """A table that names no fund against one that puts the item below a fund: the same where they agree on another
    figure of the item."""
    below = [f for f in other_scopes(quantity, printed) if f not in tables and f.table_id != tables[0].table_id]
    fact = tables[0]
    if any(same(fact.figure, b.figure) for b in below):
        return
    for reference in below:
        if wholes.confirmed(fact, reference, quantity, of_item=True):
            yield _difference("two_tables", fact, reference, tables[1:], names, Outcome.INCONSISTENT)
            return


def other_scopes(quantity: QuantityKey, printed: Printed) -> list[Fact]:
    """Table facts of the same metric, item and period whose fund or column the sentence did not name."""
    wanted = {(quantity.metric, quantity.item)}
    if quantity.item == "total" and (quantity.metric != "execution_rate" or QUARTER.search(quantity.period)):
        wanted |= set(ALSO_PRINTED_AS.get(quantity.metric, ()))
    found = (one for metric, item in wanted for one in printed.get((metric, item, quantity.period), ()))
    return [fact for _, fact in sorted(found, key=itemgetter(0))]


def printed_in_tables(groups: dict[QuantityKey, list[Fact]]) -> Printed:
    """The facts of tables by metric, item and period, whatever the fund, each with its place among all facts."""
    printed: Printed = defaultdict(list)
    every = ((quantity, fact) for quantity, facts in groups.items() for fact in facts)
    for place, (quantity, fact) in enumerate(every):
        if fact.source == "table":
            printed[quantity.metric, quantity.item, quantity.period].append((place, fact))
    return printed


def _texts_agree(
    quantity: QuantityKey, texts: list[Fact], tables: list[Fact], names: dict[str, str]
) -> Iterator[Check]:
    """Each distinct value that the text prints, against the tables; without a table, against the first sentence."""
    pool = tables or texts[:1]
    if not pool or not texts:
        return
    values: list[list[Fact]] = []
    for fact in texts:
        group = next((g for g in values if prints_as(g[0].figure, fact.figure)), None)
        if group is None:
            values.append([fact])
        else:
            group.append(fact)
    for group in values:
        if (pool[0] in group or of_two_things(pool[0], group[0])) and not tables:
            continue
        group.sort(key=lambda f: f.approximate)
        fact = group[0]
        match = next((p for p in pool if same(fact.figure, p.figure)), None)
        if match is None and quantity.metric in MAGNITUDES:
            size = _size(fact.figure)
            match = next((p for p in pool if same(size, _size(p.figure))), None)
        sure = (_plain_total(quantity) or of_one_survey(pool[0], fact)) and not of_two_surveys(pool[0], fact)
        variant = "text_and_table" if tables else "two_sentences" if sure else "two_sentences_unsure"
        if match is not None:
            yield _difference(variant, fact, match, group[1:], names, Outcome.CONSISTENT)
        elif fact.approximate or any(p.approximate for p in pool):
            yield not_checkable(
                CheckCode.SAME_FIGURE, variant, _locus(fact, names), fact.figure, "one of the figures is approximate"
            )
        elif is_grand_total(fact) and not any("总计" in p.item for p in pool):
            reason = "a grand total holds what was carried forward as well"
            yield not_checkable(CheckCode.SAME_FIGURE, variant, _locus(fact, names), fact.figure, reason)
        else:
            reference = min(pool, key=lambda p: _distance(fact.figure, p.figure))
            others = [f for f in (*texts, *tables) if f not in group and f.figure.value == reference.figure.value]
            counted = fact.figure.unit is Unit.PERSONS and len(group) == 1 and len({f.quote for f in others}) > 1
            yield _difference(variant, fact, reference, group[1:], names, Outcome.INCONSISTENT, counted=counted)


def _distance(figure: Figure, other: Figure) -> tuple[bool, Decimal]:
    """How hardly the one is meant for the other: what a slip of the pen makes of it comes before what is near."""
    if figure.unit.is_money and other.unit.is_money:
        other = other.in_unit(figure.unit)
    return not one_slip(figure, Interval.exactly(other.value)), abs(figure.value - other.value)


def _size(figure: Figure) -> Figure:
    return figure.model_copy(update={"value": abs(figure.value)})


def _plain_total(quantity: QuantityKey) -> bool:
    """Whether two sentences that name the quantity can hardly mean two things: a figure of the whole unit, and not a
    count that depends on what one counts."""
    return quantity.item == "total" and quantity.metric not in COUNTED


def _year_end(
    groups: dict[QuantityKey, list[Fact]], names: dict[str, str], views: Sequence[TableView]
) -> Iterator[Check]:
    """The fourth quarter's cumulative figures against the year's.

    Where neither its budget nor what was spent is the year's, another table prints one of them for something else, or
    the sentence that states the year's tells both apart (支出 A 万元，其中当年预算支出 B 万元), the quarters are of a
    part (财政拨款分季度执行情况).
    """
    odd: dict[str, list[Check]] = defaultdict(list)
    printed = [(v.table.table_id, f) for v in views for line in v.lines for f in line.figures.values()]
    for quantity, facts in groups.items():
        if not quantity.period.endswith("Q4") or quantity.metric not in YEAR_END or quantity.item != "total":
            continue
        year = QuantityKey(YEAR_END[quantity.metric], "total", quantity.scope, quantity.period[:-2], True)
        annual = groups.get(year, [])
        quarterly = [f for f in facts if f.source == "table"] or facts
        if not annual or not quarterly:
            continue
        fact = quarterly[0]
        match = next((a for a in annual if same(fact.figure, a.figure)), None)
        if match is not None:
            yield _difference("year_end", fact, match, [], names, Outcome.CONSISTENT)
            continue
        reference = next((a for a in annual if a.source == "table"), annual[0])
        if any(a.source == "text" and _is_told_in(fact.figure, a.quote) for a in annual):
            yield _of_a_part(_difference("year_end", fact, reference, quarterly[1:], names, Outcome.INCONSISTENT))
            continue
        odd[fact.table_id].append(_difference("year_end", fact, reference, quarterly[1:], names, Outcome.INCONSISTENT))
    for table, checks in odd.items():
        amounts = [c.reported for c in checks if c.reported is not None and c.reported.unit.is_money]
        elsewhere = any(t != table and f.unit.is_money and same(f, a) for t, f in printed for a in amounts)
        yield from (_of_a_part(c) for c in checks) if elsewhere or len(amounts) > 1 else checks


def _is_told_in(figure: Figure, sentence: str) -> bool:
    """Whether a sentence states a number of some digits with the very digits of `figure`."""
    told = re.findall(r"\d[\d,，]*(?:\.\d+)?", sentence)
    return figure.significant_digits > MARKED_DIGITS and figure.plain in {re.sub("[,，]", "", n) for n in told}


def _of_a_part(check: Check) -> Check:
    reason = "the fourth quarter's amounts are those of a part of the year's"
    return not_checkable(check.code, check.variant, check.locus, check.reported, reason)
