"""Printed criteria -> rule: the text of a 评分标准 cell as the same rule model that `rubrics/*.yaml` holds.

Text is made plain (`text`), cut at its numbering and into statements; each statement becomes an item
(`items`), the items of a part a rule (`leaf`), the parts a sum, alternatives or knock-outs (here). The
points of the parts must add up to the weight. What does not fit stays `Judgement` over all points in question.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from pipeline.rules.printed.built_rule import PrintedRule, computable
from pipeline.rules.printed.by_print import once_for_each_print
from pipeline.rules.printed.definition_letters import with_names_of
from pipeline.rules.printed.definitions import (
    as_formula,
    with_deviation_named,
    with_leading_quotient_named,
    without_labels,
)
from pipeline.rules.printed.excepted import without_exceptions
from pipeline.rules.printed.fitted import JUDGED, bands_of_several
from pipeline.rules.printed.gates import PART_WORDS, WHOLE_WORDS, inside, with_gates
from pipeline.rules.printed.headings import under_headings
from pipeline.rules.printed.item import Item
from pipeline.rules.printed.items import read_clause
from pipeline.rules.printed.leaf import NOT_READ, Built, build_leaf
from pipeline.rules.printed.measures import measured, unmarked
from pipeline.rules.printed.metrics import MetricNames
from pipeline.rules.printed.neighbours import named_by_neighbours
from pipeline.rules.printed.phrases import TARGET_STATED
from pipeline.rules.printed.pile import has_points
from pipeline.rules.printed.quarters.alike import of_quarters_alike
from pipeline.rules.printed.quarters.mean_names import with_mean_named
from pipeline.rules.printed.quarters.year import of_the_year
from pipeline.rules.printed.scales.base_points import on_top_of_base
from pipeline.rules.printed.scales.case_bands import of_cases
from pipeline.rules.printed.scales.means import mean_of_rates
from pipeline.rules.printed.scales.staff_over_posts import of_staff_over_posts
from pipeline.rules.printed.scales.weight_shares import with_points
from pipeline.rules.printed.text import clauses, numbered, plain
from pipeline.rules.printed.wording.plain import reworded
from rubrics.check import metrics_of
from schemas.rubric import (
    Band,
    Bands,
    Judgement,
    Reading,
    Readings,
    SumOfParts,
)

THIS_PART = "本项指该得分点"
THIS_INDICATOR = "本项指整个指标"
_GRADED = re.compile(r"分档|以下(?:标准|情况|情形)|分级|等级|三档|四档|五档|分类")
# What says that a scale is of a rate's size, whatever its sign: ±5%, 取绝对值, 在-5%至5%之间.
_SIZED = r"±|正负|[(（]绝对值[)）]|取绝对值|[-－](\d+(?:\.\d+)?)[%％]?(?:至|到|~|～|—|-|和)[+＋]?\1[%％]"
_ZERO = Decimal(0)


@once_for_each_print
def printed_rule(indicator: str, weight: Decimal, criteria: str, definition: str = "") -> PrintedRule:
    """The rule that `criteria` print for an indicator of `weight` points."""
    lettered = with_deviation_named(with_names_of(plain(definition), without_labels(plain(criteria))))
    lettered = with_leading_quotient_named(lettered, indicator)
    definition, text = as_formula(definition, indicator), reworded(lettered, indicator)
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
    if found is None or not found.understood or not isinstance(found.rule, Bands):
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
    own = _own_points(head)
    worth = own if own is not None else available
    pooled = [*_beyond_points(head), *(item for leaf in leaves for item in leaf)]
    if not any(nested):
        if _grades_of_one(leaves):
            return build_leaf(pooled, worth)
        if len(leaves) > 1 and _graded(found.head, leaves) and worth is not None:
            return Built(Judgement(points=worth, reason=JUDGED, source=text), worth, own is not None)
    parts = [
        q or (_build(part, None, names) if deep else build_leaf(leaf, None))
        for q, deep, part, leaf in zip(quarters, nested, found.parts, leaves, strict=True)
    ]
    summed = _summed(parts, leaves, nested, head, worth)
    if summed is not None:
        return summed
    each = [i for leaf in leaves for i in leaf if i.kind == "points" and i.bracket]
    if not any(nested) and len(each) < len(leaves):  # points behind every part are meant to add up
        whole = build_leaf(pooled, worth)
        if whole is not None and whole.points == worth and not whole.unread:
            return whole
    return _not_fitting(parts, leaves, worth, text)


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


def _own_points(head: list[Item]) -> Decimal | None:
    """The points that stand with the heading of a list (部门预算公开（1.5分）：…)."""
    points = [i.points for i in head if i.kind == "points" and i.points is not None]
    return points[0] if len(points) == 1 else None


def _beyond_points(head: list[Item]) -> list[Item]:
    return [i for i in head if i.kind not in ("points", "note", "subject", "lead")]


def _grades_of_one(leaves: list[list[Item]]) -> bool:
    """Whether every part is a band of one metric: then they are grades of one scale, not parts of a sum."""
    # a part that names its own metric (A率=B/C。率<90%的，得3分) is about that and not about its neighbours'
    leaves = [named_by_neighbours(leaf) if any(i.kind == "subject" for i in leaf) else leaf for leaf in leaves]
    together = named_by_neighbours([i for leaf in leaves for i in leaf if i.kind != "note"])
    if any(not [i for i in leaf if i.kind != "note"] for leaf in leaves[:1]):
        return False
    together = [i for i in together if i.kind not in ("subject", "lead")]
    kinds = {i.kind for i in together}
    metrics = {i.metric for i in together if i.kind == "band"}
    return kinds <= {"band", "otherwise"} and len(metrics) == 1 and len(together) > 1


def _graded(head: str, leaves: list[list[Item]]) -> bool:
    """Whether parts are grades that a person chooses from (按规定公开得1.5分；不完整得1分；未公开得0分)."""
    points = [i for leaf in leaves for i in leaf if i.kind in ("points", "gate", "otherwise")]
    judged = len(points) == sum(len([i for i in leaf if i.kind not in ("note", "discretion")]) for leaf in leaves)
    nothing = any(i.kind in ("gate", "otherwise") and not i.whose for i in points)
    return judged and not any(i.bracket for i in points) and (nothing or bool(_GRADED.search(head)))


def _summed(
    parts: list[Built | None], leaves: list[list[Item]], nested: list[bool], head: list[Item], worth: Decimal | None
) -> Built | None:
    """Parts that say what they are worth and add up to the whole; None where they do not."""
    if _beyond_points(head):
        return None
    scored: list[Built] = []
    gates: list[Item] = []
    for built, leaf, deep in zip(parts, leaves, nested, strict=True):
        gates += [i for i in leaf if i.kind in ("gate", "exempt")] if built is None else []
        if built is None:
            if any(i.kind not in ("note", "gate", "exempt", "subject") for i in leaf):
                return None  # a deduction or a judgement that changes the others
            continue
        if not built.own or not (deep or has_points(leaf)):
            return None
        scored.append(built)
    metrics = [m for b in scored for m in set(metrics_of(b.rule))]
    if len(set(metrics)) < len(metrics):
        return None  # two parts on one figure: more likely grades, or a part that names another figure
    total = sum((b.points for b in scored), _ZERO)
    if not scored or (worth is not None and total != worth):
        return None
    unread = tuple(u for b in scored for u in b.unread)
    if len(scored) == 1:
        one = scored[0]
        return Built(one.rule, one.points, True, (*one.gates, *gates), unread)
    ambiguous = [g for b in scored for g in b.gates if g.kind == "gate" and g.whose in PART_WORDS]
    outer = [g for b in scored for g in b.gates if g.kind == "exempt" or g.whose in WHOLE_WORDS]
    inner = SumOfParts(parts=tuple(with_gates(b.rule, inside(b), b.points) for b in scored), cap=total)
    if not ambiguous:
        return Built(inner, total, True, (*outer, *gates), unread)
    plainly = SumOfParts(
        parts=tuple(with_gates(b.rule, tuple(g for g in inside(b) if g not in ambiguous), b.points) for b in scored),
        cap=total,
    )
    reading = Readings(
        options=(
            Reading(name=THIS_PART, rule=inner),
            Reading(name=THIS_INDICATOR, rule=with_gates(plainly, tuple(ambiguous), total)),
        ),
        source=ambiguous[0].text,
    )
    return Built(reading, total, True, (*outer, *gates), unread)


def _not_fitting(parts: list[Built | None], leaves: list[list[Item]], worth: Decimal | None, text: str) -> Built | None:
    """Parts whose points do not make the whole: all of it is for a person, with what the print adds up to."""
    scored = [b for b in parts if b is not None]
    total = sum((b.points for b in scored if b.own), _ZERO)
    misread = tuple(u for b in scored for u in b.unread)
    known = not misread and not any(i.kind == "unknown" for leaf in leaves for i in leaf)
    unread = misread or (text,)
    if worth is None:
        return (
            Built(Judgement(points=total, reason=NOT_READ, source=text), total, bool(total), (), unread)
            if total
            else None
        )
    rule = Judgement(points=worth, reason=NOT_READ, source=text)
    points = tuple(b.points for b in scored if b.own)
    return Built(rule, worth, True, (), unread, total if known and total else None, points)
