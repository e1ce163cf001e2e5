"""Knock-outs and exemptions of printed criteria around the rule that they change."""

from __future__ import annotations

from decimal import Decimal

from pipeline.rules.printed.item import ANY_SCORE, Item
from schemas.rubric import Condition, CountDeduction, Gate, Judgement, Rule, SumOfParts

from .leaf import Built

# Words that say of a knock-out that it takes the whole indicator, or the part that it stands in.
WHOLE_WORDS = frozenset(
    {"本项指标", "该项指标", "此项指标", "本三级指标", "整个指标", "本指标", "该指标", "指标", "全部"}
)
PART_WORDS = frozenset({"本项", "该项", "此项"})
_ZERO = Decimal(0)


def inside(built: Built) -> tuple[Item, ...]:
    """Knock-outs that take only the part to zero."""
    return tuple(g for g in built.gates if g.kind == "gate" and g.whose not in WHOLE_WORDS)


def with_gates(rule: Rule, gates: tuple[Item, ...], points: Decimal) -> Rule:
    """`rule` under knock-outs and exemptions; one that a person must judge changes nothing where all is judged."""
    free = isinstance(rule, Judgement | CountDeduction) and (
        not isinstance(rule, CountDeduction) or rule.metric is None
    )
    for gate in gates:
        condition = gate.condition or Condition(text=gate.text)
        score = points if gate.kind == "exempt" else _ZERO
        if gate.kind == "band" and gate.range is not None:
            condition = _of_band(gate)
        if condition.left is None and (
            free or (gate.kind == "exempt" and isinstance(rule, SumOfParts) and _open(rule))
        ):
            continue
        rule = Gate(rule=rule, condition=condition, score=score, source=gate.text)
        if gate.whose == ANY_SCORE:
            rule = Gate(rule=rule, condition=condition, score=_ZERO, source=gate.text)
    return rule


def _open(rule: SumOfParts) -> bool:
    """Whether every part is for a person to judge anyway."""
    return all(isinstance(p, Judgement) for p in rule.parts)


def _of_band(item: Item) -> Condition:
    assert item.range is not None
    low, high = item.range.low, item.range.high
    if low is None:
        op, threshold = ("<" if item.range.high_open else "<="), high
    else:
        op, threshold = (">" if item.range.low_open else ">="), low
    return Condition.model_validate({"text": item.text, "left": item.metric, "op": op, "right": threshold})
