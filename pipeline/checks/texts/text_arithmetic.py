"""Figures that a sentence derives from others: rates, differences and staff totals recomputed from what is stated.

A sentence often repeats a table's rate; that rate is checked in the table. Here stand those that only the text prints.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice, product

from pipeline.checks.compare import compared, face_value, relation_of, sum_relation
from pipeline.checks.texts.quantities import Statement
from pipeline.checks.texts.same_figure import MAGNITUDES, same
from pipeline.vocabulary.formulas import evaluate_formula, inputs_of
from pipeline.vocabulary.metrics import load_metrics
from schemas.audit import Check, CheckCode, Outcome, locus_at
from schemas.figure import Figure, Interval
from schemas.records import Fact
from schemas.trace import trace_step
from schemas.white_space import without_space

MOST_COMBINATIONS = 64  # of candidate inputs; more than a few values per name means that the names are too vague
# What the parts of a head count are (行政编制 74 人、事业编制 45 人).
PARTS_OF = {
    "authorised_posts": ("administrative_posts", "institution_posts"),
    "staff_in_post": ("administrative_staff", "institution_staff", "administrative_posts", "institution_posts"),
}
# Other bases that authors divide by under the same name.
ALTERNATIVES = {
    # 全年预算 = 年初预算 + 上年结转 + 年中追加: what was carried over is no adjustment
    "adjustment": ("revised_budget - original_budget - carried_over",),
    "adjustment_rate": (
        "(revised_budget - original_budget - carried_over) / original_budget * 100",
        "(revised_budget - original_budget - carried_over) / (original_budget + carried_over) * 100",
    ),
    "carry_rate": ("carried_forward / original_budget * 100",),
    # some rubrics call the overrun itself the control rate: (spent - planned) / planned
    "operating_expense_control_rate": (
        "(operating_expense_outturn - operating_expense_budget) / operating_expense_budget * 100",
    ),
    "three_public_control_rate": ("(three_public_outturn - three_public_budget) / three_public_budget * 100",),
    "staffing_control_rate": ("(staff_in_post - authorised_posts) / authorised_posts * 100",),
}
OPEN_BUDGET = "open_budget"
SHARES_OF = {"outturn_share": ("outturn",), "budget_share": ("revised_budget", "original_budget")}
_OF_NAMED_WHOLE = re.compile(r"占(?!比)")
# A sentence may tell several changes; arithmetic.changes works each out with the amounts that it is of.
TOLD_TOGETHER = frozenset({"growth_rate", "growth_base"})
NAMED_BY_ITEM = frozenset({"counted_rate"})  # the item is the rate's own name
SPLIT_IN_SENTENCES = ("original_budget", "revised_budget", "outturn")
# 政府采购 is of goods, works or services and of nothing else (政府采购法 第二条): the three come to the whole.
COMPLETE_PARTS = {
    "procurement_actual": ("procurement_goods", "procurement_works", "procurement_services"),
    "procurement_planned": ("procurement_goods", "procurement_works", "procurement_services"),
}
# 三公 are three: going abroad, cars and receptions (中发〔2013〕13 号), the cars' running and buying at times apart.
THREE_PUBLIC = (("overseas_trips",), ("vehicles", "vehicle_running", "vehicle_purchase"), ("receptions",))
PARTS_OF_ITEM = {
    "total": (("basic_expenditure", "project_expenditure"), ("general_public_budget", "government_fund")),
    "basic_expenditure": (("personnel", "operating"),),
}


def text_arithmetic_checks(stated: Sequence[Statement]) -> Iterator[Check]:
    """Every derived metric that the text states, against its inputs of the same item, fund and period."""
    pool: dict[tuple[str, str, str, str], list[Fact]] = defaultdict(list)
    for s in stated:
        q = s.quantity
        pool[q.metric, q.item, q.scope, q.period].append(s.fact)
        if q.metric != s.fact.metric:  # 公用经费决算数 is the outturn of an item and has a name of its own
            pool[s.fact.metric, "total", q.scope, q.period].append(s.fact)
    printed: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)  # in tables, whatever the fund
    for s in stated:
        if s.fact.source == "table":
            printed[s.quantity.metric, s.quantity.item, s.quantity.period].append(s.fact)
    metrics = load_metrics()
    names_of: dict[tuple[str, ...], set[str]] = defaultdict(set)  # metrics stated, by item, fund and period
    for name, *of_what in pool:
        names_of[tuple(of_what)].add(name)
    done: set[tuple[str, ...]] = set()
    for s in stated:
        fact, q = s.fact, s.quantity
        formula = metrics[fact.metric].formula if fact.metric in metrics else ""
        if (
            fact.metric in TOLD_TOGETHER
            or fact.source != "text"
            or not formula
            or q.period.endswith(("Q1", "Q2", "Q3", "Q4"))
        ):
            continue
        inputs = [f for n in inputs_of(formula) for f in pool.get((n, q.item, q.scope, q.period), [])]
        own = any(f.quote == fact.quote for f in inputs)
        # once for a figure that several sentences repeat, and again for one that states what it follows from
        key = (q.metric, q.item, q.scope, q.period, fact.figure.text, fact.quote if own else "")
        tables = printed[q.metric, q.item, q.period]
        if key in done or any(same(fact.figure, t.figure) for t in tables):
            continue
        done.add(key)
        of = (q.item, q.scope, q.period)
        formula = _of_what_is_stated(formula, names_of[of])
        usual, formula = formula, _of_open_budget(fact, formula, pool.get((OPEN_BUDGET, *of), []))
        names = inputs_of(formula)

        def sources(names: tuple[str, ...], fact: Fact = fact, of: tuple[str, str, str] = of) -> list[list[Fact]]:
            return [_nearest(fact, pool.get((n, *of), [])) for n in names]

        candidates = sources(names)
        others = [
            _readings(fact, other, inputs_of(other), sources(inputs_of(other)))[0]
            for other in ((usual,) if usual != formula else ()) + ALTERNATIVES.get(fact.metric, ())
        ]
        if all(candidates):
            yield from _check(fact, formula, names, candidates, [r for readings in others for r in readings])
    yield from _head_counts(pool)
    yield from _sentence_sums(pool)
    yield from _three_public(pool)
    yield from _shares(pool)


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
            values = {
                n: _like(f.figure, combination[0].figure).interval for n, f in zip(names, combination, strict=True)
            }
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
    at_face = face_value(formula, {n: _like(f.figure, inputs[0].figure) for n, f in zip(names, inputs, strict=True)})
    if at_face is not None and fact.metric in MAGNITUDES and at_face * fact.figure.value < 0:
        at_face = -at_face
    printed = formula
    for name, source in sorted(zip(names, inputs, strict=True), key=lambda pair: -len(pair[0])):
        shown = source.figure.text if any(c.isdigit() for c in source.figure.text) else source.figure.plain
        printed = printed.replace(name, shown)
    trace = trace_step(
        label=f"{fact.item}{metric.name}",
        formula=printed.replace("*", "×"),
        value=readings[0],
        unit=fact.figure.unit,
        places=(fact.place,),
        children=tuple(
            trace_step(
                label=load_metrics()[f.metric].name, value=f.figure.interval, unit=f.figure.unit, places=(f.place,)
            )
            for f in inputs
        ),
    )
    yield compared(
        code,
        "stated_in_text",
        locus,
        fact.figure,
        [*readings, *others],
        [fact.place, *(f.place for f in inputs)],
        nominals=[at_face] if at_face is not None else [],
        trace=trace,
        relation=relation_of(
            formula, {n: _like(f.figure, inputs[0].figure) for n, f in zip(names, inputs, strict=True)}
        ),
        formula=printed.replace("*", "×"),
    )


def _like(figure: Figure, like: Figure) -> Figure:
    """A figure in the unit of another, so that 元 and 万元 can be divided."""
    return figure.in_unit(like.unit) if figure.unit.is_money and like.unit.is_money else figure


def _sentence_sums(pool: dict[tuple[str, str, str, str], list[Fact]]) -> Iterator[Check]:
    """A total that the same sentence splits into its parts. A part left unsaid is possible, so that this is a doubt,
    but for parts that are all there can be."""
    for (metric, item, scope, period), facts in list(pool.items()):
        splits: list[tuple[str, tuple[str, ...]]] = [
            ("sentence", names) for names in PARTS_OF_ITEM.get(item, ()) if metric in SPLIT_IN_SENTENCES
        ]
        if item == "total" and metric in COMPLETE_PARTS:
            splits.append(("sentence_complete", COMPLETE_PARTS[metric]))
        for fact in (f for f in facts if f.source == "text" and not f.approximate):
            for variant, names in splits:
                parts = [
                    part
                    for name in names
                    for part in pool.get((metric, name, scope, period), [])
                    if part.source == "text" and part.quote == fact.quote and not part.approximate
                ]
                if len(parts) == len(names) and all(p.figure.unit is fact.figure.unit for p in parts):
                    yield _sentence_sum(variant, fact, parts)


def _three_public(pool: Mapping[tuple[str, str, str, str], list[Fact]]) -> Iterator[Check]:
    """三公 spending that a sentence splits: all three come to the whole, and fewer to no more than it."""
    for (metric, item, scope, period), facts in list(pool.items()):
        if (metric, item) != ("outturn", "three_public"):
            continue
        for fact in (f for f in facts if f.source == "text" and not f.approximate):
            named = {
                code: [p for p in pool.get((metric, code, scope, period), []) if p.quote == fact.quote]
                for codes in THREE_PUBLIC
                for code in codes
            }
            if named["vehicles"]:
                named["vehicle_running"] = named["vehicle_purchase"] = []
            parts = [p for found in named.values() for p in found]
            complete = all(any(named[code] for code in codes) for codes in THREE_PUBLIC)
            once = all(len(found) <= 1 for found in named.values())
            if len(parts) < 2 or not once or any(p.approximate for p in parts):
                continue
            like = [p.figure.in_unit(fact.figure.unit) for p in parts]
            over = sum(f.interval.low for f in like) > fact.figure.interval.high
            variant = "sentence_complete" if complete or over else "sentence"
            yield _sentence_sum(variant, fact, parts, like)


def _sentence_sum(variant: str, fact: Fact, parts: Sequence[Fact], figures: Sequence[Figure] = ()) -> Check:
    """`figures` are those of the parts in the unit of the whole, where theirs is another."""
    figures = figures or [p.figure for p in parts]
    total = Interval.exactly(0)
    for figure in figures:
        total += figure.interval
    return compared(
        CheckCode.SUM,
        variant,
        locus_at(row=fact.item, column=load_metrics()[fact.metric].name),
        fact.figure,
        [total],
        [fact.place, *(p.place for p in parts)],
        relation=sum_relation(figures),
        parts="、".join(p.item for p in parts),
        formula=" + ".join(p.figure.text for p in parts),
    )


def _head_counts(pool: dict[tuple[str, str, str, str], list[Fact]]) -> Iterator[Check]:
    """Posts and staff against the parts that the same sentence names."""
    for (metric, item, scope, period), facts in list(pool.items()):
        if metric not in PARTS_OF or item != "total":
            continue
        for fact in facts:
            parts = [
                p
                for name in PARTS_OF[metric]
                for p in pool.get((metric, name, scope, period), [])
                if p.quote == fact.quote and p.source == fact.source == "text"
            ]
            if len({p.item_code or p.item for p in parts}) < 2:
                continue
            total = Interval.exactly(0)
            for part in parts:
                total += part.figure.interval
            formula = " + ".join(p.figure.text for p in parts)
            beside = [f for of in pool.values() for f in of if f.quote == fact.quote and f.source == "text"]
            # staff of a sort that is no part by name (参公人员 23 人) may be one
            read = [f for f in beside if f.metric != metric or f is fact or f in parts]
            unread = _other_head_counts(fact, read)
            yield compared(
                CheckCode.SUM,
                "head_count",
                locus_at(row=fact.item, column=load_metrics()[metric].name),
                fact.figure,
                [total, *(total + Interval.exactly(more) for more in unread)],
                [fact.place, *(p.place for p in parts)],
                relation=sum_relation(p.figure for p in parts),
                formula=formula,
                parts="、".join(p.item for p in parts),
            )


_HEAD_COUNT = re.compile(r"(\d[\d,]*)(?:名|人)")
_MOST_OTHERS = 6  # further head counts of one sentence that are tried as parts


def _other_head_counts(fact: Fact, read: Sequence[Fact]) -> list[Decimal]:
    """What further numbers of people in the sentence can add to the known parts: 参公编制, 工勤人员 and other kinds of
    posts that the vocabulary does not name may be parts as well. Numbers that were `read` are known to be others."""
    counts = [Decimal(n.replace(",", "")) for n in _HEAD_COUNT.findall(without_space(fact.quote))]
    for known in {f.figure.box: f for f in read}.values():
        if known.figure.value in counts:
            counts.remove(known.figure.value)
    sums = {Decimal(0)}
    for count in counts[:_MOST_OTHERS]:
        sums |= {s + count for s in sums}
    return sorted(sums - {Decimal(0)})
