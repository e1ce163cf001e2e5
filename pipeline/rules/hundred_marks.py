"""Criteria that mark every indicator out of a hundred, and leave the rest to its weight (权重 | 百分制 | 加权得分).

A single sheet does this for all its indicators or for none: only where most criteria that can be reckoned come to 100,
and not to their weight, are they read so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.rules.printed.built_rule import PrintedRule
from pipeline.rules.score_lines import LeafIndicator
from schemas.rubric import (
    Bands,
    CountDeduction,
    Deduction,
    Gate,
    Interpolation,
    Judgement,
    Piecewise,
    Proportional,
    Readings,
    Rule,
    SumOfParts,
)

HUNDRED = Decimal(100)
_FEWEST = 3  # criteria that come to a hundred by no chance

Read = Callable[[LeafIndicator, Decimal], PrintedRule | None]


def marks_of_hundred(leaves: Sequence[LeafIndicator], read: Read) -> bool:
    """Whether the criteria of a sheet are marks out of a hundred. `read` reads those of a leaf for so many points."""
    own = others = 0
    for leaf in leaves:
        weight = leaf.weight.value if leaf.weight is not None else None
        if weight is None or not 0 < weight < HUNDRED or "100" not in leaf.criteria:
            continue
        printed = read(leaf, weight)
        if printed is None or (printed.understood and not isinstance(printed.rule, Judgement)):
            own += printed is not None
        elif printed.total == HUNDRED and (out_of := read(leaf, HUNDRED)) is not None and out_of.understood:
            others += 1
    return others >= _FEWEST and others > 2 * own


def weighted(printed: PrintedRule, weight: Decimal) -> PrintedRule:
    """A rule of a hundred marks as one of an indicator's points."""
    return replace(printed, rule=scaled(printed.rule, weight / HUNDRED))


def scaled(rule: Rule, by: Decimal) -> Rule:
    """A rule with all its points multiplied."""
    match rule:
        case Bands():
            bands = tuple(b.model_copy(update={"points": b.points * by}) for b in rule.bands)
            return rule.model_copy(update={"bands": bands} | _times(rule.otherwise, "otherwise", by))
        case Proportional():
            return rule.model_copy(update={"points": rule.points * by} | _times(rule.cap, "cap", by))
        case Deduction() | CountDeduction():
            points = {"points": rule.points * by, "each": rule.each * by, "floor": rule.floor * by}
            return rule.model_copy(update=points)
        case Interpolation():
            return rule.model_copy(update={"knots": tuple((at, points * by) for at, points in rule.knots)})
        case Piecewise():
            pieces = tuple(p.model_copy(update={"rule": scaled(p.rule, by)}) for p in rule.pieces)
            return rule.model_copy(update={"pieces": pieces})
        case Judgement():
            return rule.model_copy(update={"points": rule.points * by, "low": rule.low * by})
        case SumOfParts():
            parts = tuple(scaled(p, by) for p in rule.parts)
            return rule.model_copy(update={"parts": parts} | _times(rule.cap, "cap", by))
        case Gate():
            return rule.model_copy(update={"rule": scaled(rule.rule, by), "score": rule.score * by})
        case Readings():
            options = tuple(o.model_copy(update={"rule": scaled(o.rule, by)}) for o in rule.options)
            return rule.model_copy(update={"options": options})


def _times(value: Decimal | None, name: str, by: Decimal) -> dict[str, Decimal]:
    return {} if value is None else {name: value * by}
