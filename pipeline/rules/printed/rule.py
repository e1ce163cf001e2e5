"""Printed criteria -> rule: the text of a 评分标准 cell as the same rule model that `rubrics/*.yaml` holds.

Text is made plain (`text`), cut at its numbering and into statements; each statement becomes an item
(`items`), the items of a part a rule (`leaf`), the parts a sum, alternatives or knock-outs (`parts_together`). The
points of the parts must add up to the weight. What does not fit stays `Judgement` over all points in question.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from pipeline.rules.printed.built_rule import PrintedRule, computable, left_open
from pipeline.rules.printed.by_print import once_for_each_print
from pipeline.rules.printed.excepted import without_exceptions
from pipeline.rules.printed.fitting.fitted import JUDGED, bands_of_several
from pipeline.rules.printed.fitting.gates import with_gates
from pipeline.rules.printed.fitting.leaf import Built, build_leaf
from pipeline.rules.printed.fitting.parts_together import (
    beyond_points,
    graded,
    grades_of_one,
    not_fitting,
    own_points,
    summed,
)
from pipeline.rules.printed.headings import under_headings
from pipeline.rules.printed.item import Item
from pipeline.rules.printed.items import read_clause
from pipeline.rules.printed.measures import measured, unmarked
from pipeline.rules.printed.metric_names.definition_letters import with_names_of
from pipeline.rules.printed.metric_names.definitions import (
    as_formula,
    with_deviation_named,
    with_leading_quotient_named,
    without_labels,
)
from pipeline.rules.printed.metric_names.metrics import MetricNames
from pipeline.rules.printed.metric_names.phrases import TARGET_STATED
from pipeline.rules.printed.quarters.alike import of_quarters_alike
from pipeline.rules.printed.quarters.mean_names import with_mean_named
from pipeline.rules.printed.quarters.year import of_the_year
from pipeline.rules.printed.scales.base_points import on_top_of_base
from pipeline.rules.printed.scales.case_bands import of_cases
from pipeline.rules.printed.scales.days import of_days
from pipeline.rules.printed.scales.means import mean_of_rates
from pipeline.rules.printed.scales.met_conditions import of_conditions
from pipeline.rules.printed.scales.staff_over_posts import of_staff_over_posts
from pipeline.rules.printed.scales.weight_shares import with_points
from pipeline.rules.printed.text import clauses, numbered, plain
from pipeline.rules.printed.wording.few_words import in_few_words
from pipeline.rules.printed.wording.plain import reworded
from rubrics.check import metrics_of
from schemas.rubric import Band, Bands, Judgement, Proportional, SumOfParts

# What says that a scale is of a rate's size, whatever its sign: ±5%, 取绝对值, 在-5%至5%之间.
_SIZED = r"±|正负|[(（]绝对值[)）]|取绝对值|[-－](\d+(?:\.\d+)?)[%％]?(?:至|到|~|～|—|-|和)[+＋]?\1[%％]"
_ZERO = Decimal(0)


@once_for_each_print
def printed_rule(indicator: str, weight: Decimal, criteria: str, definition: str = "") -> PrintedRule:
    """The rule that `criteria` print for an indicator of `weight` points."""
    words = plain(criteria)
    found = _as_it_stands(indicator, weight, words, criteria, definition)
    read = found.understood and computable(found.rule)
    if read and not left_open(found.rule):
        return found
    few = in_few_words(words, indicator, weight, plain(definition))  # 每降1%减0.3分: the same in other words
    again = _as_it_stands(indicator, weight, few, criteria, definition) if few != words else None
    if again is None or not again.understood or not computable(again.rule):
        return found
    return again if not read or left_open(again.rule) < left_open(found.rule) else found


def _as_it_stands(indicator: str, weight: Decimal, words: str, criteria: str, definition: str) -> PrintedRule:
    lettered = with_deviation_named(with_names_of(plain(definition), without_labels(words)))
    lettered = with_leading_quotient_named(lettered, indicator)
    definition, text = as_formula(definition, indicator), reworded(lettered, indicator)
    if (of_dates := of_days(words, weight)) is not None:
        return PrintedRule(of_dates)
    if criteria.strip() and (found := _in_a_measure(indicator, weight, text, criteria, definition)) is not None:
        return found
    if (based := _on_top_of_base(indicator, weight, lettered, criteria, definition)) is not None:
        return based
    if (of_mean := _of_mean(indicator, weight, text, criteria, definition)) is not None:
        return of_mean
    return _printed_rule(indicator, weight, text, criteria, definition)


def _of_mean(indicator: str, weight: Decimal, text: str, criteria: str, definition: str) -> PrintedRule | None:
    """The bands of the mean of the quarters, whatever the criteria call it; None for any other rule."""
    named = with_mean_named(text)
    found = _printed_rule(indicator, weight, named, criteria, definition) if named != text else None
    if found is None or not found.understood or not isinstance(found.rule, Bands | Proportional):
        return None
    return found if found.rule.metric.metric == "average_execution_rate" else None


def _in_a_measure(indicator: str, weight: Decimal, text: str, criteria: str, definition: str) -> PrintedRule | None:
    """The rule of criteria whose thresholds are in a measure of their own (工作日, 人次); None for any other."""
    marked = measured(text)
    if marked is None:
        return None
    found = _printed_rule(indicator, weight, marked.text, criteria, definition, marked.measure)
    return found if found.understood and computable(found.rule) else None


def _on_top_of_base(
    indicator: str, weight: Decimal, plain_text: str, criteria: str, definition: str
) -> PrintedRule | None:
    """The rule of 基础分3分, with others on top of one figure; None for any other."""
    found = on_top_of_base(plain_text, weight)
    if found is None:
        return None
    base, rest = found
    above = _printed_rule(indicator, weight - base or weight, reworded(rest, indicator), criteria, definition)
    metrics = set(metrics_of(above.rule))
    if not above.understood or len(metrics) != 1:
        return None
    if base == weight:
        return above
    given = Bands(metric=metrics.pop(), bands=(Band(points=base, source=criteria),), source=criteria)
    return replace(above, rule=SumOfParts(parts=(given, above.rule), cap=weight))


def _printed_rule(
    indicator: str, weight: Decimal, text: str, criteria: str, definition: str, measure: str = ""
) -> PrintedRule:
    names = MetricNames(indicator, plain(definition), measure=measure)
    for clause in clauses(plain(definition)):
        names.learn(clause)
    names.scheduled = bool(
        re.search(r"(?:[与占/÷]|除以)(?:同期|当期|该季度?)?(?:序时|时序)进度", f"{definition}{criteria}")
    )
    names.mean = mean_of_rates(f"{plain(definition)};{text}")
    names.sized = bool(re.search(_SIZED, criteria))
    if target := TARGET_STATED.search(text):
        names.target = Decimal(target["n"] or target["bare"] or target["set"])
    for clause in clauses(re.sub(r"(?<![\d.])\d[.、](?=\D)|\(\d\)", ";", text)):
        names.learn(clause)  # formulas count wherever they are printed
    text, excepted = without_exceptions(with_points(text, weight), plain(definition))
    counted = of_staff_over_posts(text, weight) or of_cases(text, weight, indicator)
    if counted is not None:
        return PrintedRule(counted)
    # what the rate of a quarter is may stand in the criteria, from which it was taken out
    told = f"{definition};{criteria}" if names.scheduled else definition
    quarters = of_the_year(text, plain(definition), weight) or of_quarters_alike(
        text, weight, told, lambda points, scale, told: _printed_rule(indicator, points, scale, scale, told)
    )
    if quarters is not None:
        return PrintedRule(quarters)
    if (of_several := of_conditions(text, weight, names)) is not None:
        return PrintedRule(of_several, formulas=tuple(names.printed.items()))
    built = _build(text, weight, names)
    if built is None:
        return PrintedRule(Judgement(points=weight, reason=JUDGED), (criteria,) if criteria.strip() else ())
    gates = (*built.gates, *excepted)
    rule, unread = with_gates(built.rule, gates, weight), built.unread
    if built.points != weight:
        problem = f"评分标准各部分合计{built.points}分，权重{weight}分"
        total = None if unread or _FOR_EACH.search(text) else built.points
        return PrintedRule(Judgement(points=weight, reason=problem), unread, (problem,), total, built.parts)
    total = built.total if built.total != weight else None
    return PrintedRule(rule, unread, (), total, built.parts, tuple(names.printed.items()))


# 支出均衡（6分）：每个季度执行率…
_HEADED_PART = re.compile(
    r"^(?P<name>[^()\d;。:=]{0,24}?)\((?:满分|计|共|分值)?:?(?P<points>\d+(?:\.\d+)?)分\):?(?P<rest>.+)$"
)


def _quarters_of_part(part: str, names: MetricNames) -> Built | None:
    """A numbered part that scores the four quarters, or points of the year; None for any other."""
    found = _HEADED_PART.match(part)
    if found is None or not re.search(r"季度|月", found["rest"]):
        return None
    points, told = Decimal(found["points"]), names.definition
    rule = of_the_year(found["rest"], told, points) or of_quarters_alike(
        found["rest"],
        points,
        told,
        lambda worth, scale, said: _printed_rule(names.indicator, worth, scale, scale, said),
    )
    return Built(rule, points) if rule is not None else None


# 每个季度得1分: what is given more than once does not add up to anything that the print says.
_FOR_EACH = re.compile(r"每[^;。,\d]{0,10}(?:得|计|加)\d|[^;。,]各(?:得|计)\d")


def _build(text: str, available: Decimal | None, names: MetricNames) -> Built | None:
    """A text with or without numbering."""
    found = numbered(text)
    if found is None:
        items = _items(text, names)
        several = (bands_of_several(items, available) or under_headings(items, available)) if available else None
        if several is not None and available is not None:
            return Built(several, available)
        whole = build_leaf(items, available)
        short = whole is None or bool(whole.unread) or whole.points != available
        parted = _one_after_another(text, available, names) if short else None
        return parted or whole
    head = _items(found.head, names)
    quarters = [_quarters_of_part(part, names) for part in found.parts]
    nested = [q is not None or numbered(part) is not None for q, part in zip(quarters, found.parts, strict=True)]
    leaves = [[] if deep else _items(part, names) for deep, part in zip(nested, found.parts, strict=True)]
    about = [i for i in head if i.kind == "subject"]
    if len(about) == 1:  # A率=B/C：（1）率＜90%的，得3分；（2）…
        leaves = [[*about, *leaf] if _names_nothing(leaf) else leaf for leaf in leaves]
    own = own_points(head)
    worth = own if own is not None else available
    pooled = [*beyond_points(head), *(item for leaf in leaves for item in leaf)]
    if not any(nested):
        if grades_of_one(leaves):
            return build_leaf(pooled, worth)
        if len(leaves) > 1 and graded(found.head, leaves) and worth is not None:
            return Built(Judgement(points=worth, reason=JUDGED, source=text), worth, own is not None)
    parts = [
        q or (_build(part, None, names) if deep else build_leaf(leaf, None))
        for q, deep, part, leaf in zip(quarters, nested, found.parts, leaves, strict=True)
    ]
    together = summed(parts, leaves, nested, head, worth)
    if together is not None:
        return together
    each = [i for leaf in leaves for i in leaf if i.kind == "points" and i.bracket]
    if not any(nested) and len(each) < len(leaves):  # points behind every part are meant to add up
        whole = build_leaf(pooled, worth)
        if whole is not None and whole.points == worth and not whole.unread:
            return whole
    return not_fitting(parts, leaves, worth, text)


def _names_nothing(leaf: list[Item]) -> bool:
    """Whether a part only implies what it is about."""
    return any(i.implied for i in leaf) and all(i.implied or i.metric is None for i in leaf)


def _items(text: str, names: MetricNames) -> list[Item]:
    items = [item for clause in clauses(text) for item in _in_halves(clause, names)]
    return [replace(i, text=unmarked(i.text, names.measure)) for i in items] if names.measure else items


def _in_halves(clause: str, names: MetricNames) -> list[Item]:
    """The items of a statement; of one that is not understood, those of two that a comma parts, if both are."""
    items = read_clause(clause, names)
    if not any(i.kind == "unknown" for i in items):
        return items
    for comma in re.finditer(",", clause):
        halves = [*read_clause(clause[: comma.start()], names), *read_clause(clause[comma.end() :], names)]
        if not any(i.kind in ("unknown", "gate", "exempt", "discretion") for i in halves):
            return halves
    return items


def _one_after_another(text: str, available: Decimal | None, names: MetricNames) -> Built | None:
    """甲率100%得2分，每低5%扣0.5分；乙率100%得3分，…: statements about different figures that make up the whole."""
    segments = [s for s in re.split(r"[;。]", text) if s.strip(",:")]
    if available is None or len(segments) < 2:
        return None
    read = [_items(segment, names) for segment in segments]
    # definitions between them, and that the parts add up, say nothing of points
    said = [items for items in read if any(i.kind not in ("note", "subject") for i in items)]
    gates = [i for items in said if all(i.kind in ("gate", "note") for i in items) for i in items if i.kind == "gate"]
    built = [build_leaf(items, None) for items in said if not all(i.kind in ("gate", "note") for i in items)]
    parts = [b for b in built if b is not None]
    if len(parts) < 2 or len(parts) < len(built) or any(b.unread or b.gates or not b.own for b in parts):
        return None
    metrics = [m for b in parts for m in set(metrics_of(b.rule))]
    if sum((b.points for b in parts), _ZERO) != available or len(set(metrics)) < len(metrics):
        return None
    if not any(computable(b.rule) for b in parts):
        return None
    return Built(SumOfParts(parts=tuple(b.rule for b in parts), cap=available), available, gates=tuple(gates))
