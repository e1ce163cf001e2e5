"""Wholes that one sentence splits into parts which the vocabulary names: amounts, 三公经费, posts and staff."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import reduce
from itertools import combinations
from operator import add

from pipeline.checks.calculations import one_slip
from pipeline.checks.compare import compared, sum_relation
from pipeline.normalize.narrative.reading.sentences import squeeze
from pipeline.normalize.narrative.reading.text_numbers import find_quantities
from pipeline.vocabulary.metrics import load_metrics
from schemas.audit import Check, CheckCode, locus_at
from schemas.figure import Figure, Interval
from schemas.records import Fact
from schemas.white_space import without_space

# What the parts of a head count are (行政编制 74 人、事业编制 45 人).
PARTS_OF = {
    "authorised_posts": ("administrative_posts", "institution_posts"),
    "staff_in_post": ("administrative_staff", "institution_staff", "administrative_posts", "institution_posts"),
}
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
MAY_BE_TOLD = {"government_fund": ("state_capital",)}  # further parts of a split, where a sentence tells them beside

Pool = Mapping[tuple[str, str, str, str], Sequence[Fact]]
"""What is stated, by metric, item, fund and period."""


def split_checks(pool: Pool) -> Iterator[Check]:
    """Every whole of a sentence against the parts that the same sentence names."""
    yield from _head_counts(pool)
    yield from _sentence_sums(pool)
    yield from _three_public(pool)


def _sentence_sums(pool: Pool) -> Iterator[Check]:
    """A total that the same sentence splits into its parts. A part left unsaid is possible, so that this is a doubt,
    but for parts that are all there can be, for three budgets that come to more than the whole, and for what one slip
    of the pen explains."""
    for (metric, item, scope, period), facts in list(pool.items()):
        splits: list[tuple[str, tuple[str, ...]]] = [
            ("sentence", names) for names in PARTS_OF_ITEM.get(item, ()) if metric in SPLIT_IN_SENTENCES
        ]
        if item == "total" and metric in COMPLETE_PARTS:
            splits.append(("sentence_complete", COMPLETE_PARTS[metric]))
        for fact in (f for f in facts if f.source == "text" and not f.approximate):
            for variant, names in splits:
                parts = _told_beside(fact, names, of=pool, like=(metric, item, scope, period))
                if len(parts) != len(names):
                    continue
                further = MAY_BE_TOLD.get(names[-1], ())
                found = [*parts, *_told_beside(fact, further, of=pool, like=(metric, item, scope, period))]
                same_unit = all(p.figure.unit is fact.figure.unit for p in found)
                if same_unit and not _rest_is_told(fact, found):
                    # more than the whole is wrong where all three budgets are told, of which there are no more
                    over = sum(p.figure.interval.low for p in found) > fact.figure.interval.high
                    complete = over and len(found) > len(parts)
                    complete = complete or _slipped(fact.figure, [p.figure for p in found])
                    yield _sentence_sum("sentence_complete" if complete else variant, fact, found)


def _told_beside(fact: Fact, names: Sequence[str], of: Pool, like: tuple[str, str, str, str]) -> list[Fact]:
    """What the sentence of a fact tells of the items of these names: the metric, scope and period of `like`."""
    metric, _, scope, period = like
    return [part for name in names for part in of.get((metric, name, scope, period), []) if _beside(part, fact)]


def _rest(whole: Figure, parts: Sequence[Figure]) -> Interval:
    """What parts leave of a whole."""
    rest = whole.interval
    for part in parts:
        rest -= part.interval
    return rest


def _rest_is_told(whole: Fact, parts: Sequence[Fact]) -> bool:
    """Whether further amounts of the sentence, one or two together, are what the parts leave: 经营支出 35.04 万元."""
    rest = _rest(whole.figure, [p.figure for p in parts])
    if rest.holds(Decimal(0)):
        return False
    amounts = [q for q in find_quantities(squeeze(whole.quote).text) if q.unit is whole.figure.unit]
    others = Counter(q.value for q in amounts) - Counter(f.figure.value for f in (whole, *parts))
    return any(rest.holds(sum(some, Decimal(0))) for n in (1, 2) for some in combinations(others.elements(), n))


def _slipped(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether a slip in a whole or in one of its parts explains why the parts do not come to it."""
    if _rest(whole, parts).holds(Decimal(0)):
        return False
    others = [(p, _rest(whole, [o for o in parts if o is not p])) for p in parts]
    together = reduce(add, (p.interval for p in parts))
    return any(one_slip(figure, value) for figure, value in [(whole, together), *others])


def _beside(part: Fact, whole: Fact) -> bool:
    """Whether a sentence that tells the whole tells this part exactly."""
    return part.source == "text" and part.quote == whole.quote and not part.approximate


def _three_public(pool: Pool) -> Iterator[Check]:
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


def _head_counts(pool: Pool) -> Iterator[Check]:
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
