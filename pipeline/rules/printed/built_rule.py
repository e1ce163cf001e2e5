"""A rule read from print, with what of the print was not understood, and whether figures can decide any of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from rubrics.check import leaves_no_gap, most_points
from schemas.rubric import (
    Bands,
    CountDeduction,
    Deduction,
    Gate,
    Judgement,
    Piecewise,
    Proportional,
    Readings,
    Rule,
    SumOfParts,
)


@dataclass(frozen=True)
class PrintedRule:
    """A rule read from print. `unread` are statements that were not understood; `problems` points that do not fit.

    `total` is what the printed points (`parts`) come to where that is not the weight though every part was understood.
    `formulas` are the quotients that it prints for names of rates.
    """

    rule: Rule
    unread: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    total: Decimal | None = None
    parts: tuple[Decimal, ...] = ()
    formulas: tuple[tuple[str, str], ...] = ()

    @property
    def understood(self) -> bool:
        return not self.unread and not self.problems


def computable(rule: Rule) -> bool:
    """Whether anything of a rule can be computed from figures."""
    match rule:
        case Judgement():
            return False
        case CountDeduction(metric=metric):
            return metric is not None
        case SumOfParts(parts=parts):
            return any(computable(p) for p in parts)
        case Piecewise(pieces=pieces):
            return any(computable(p.rule) for p in pieces)
        case Gate(rule=inner, condition=condition):
            return computable(inner) or condition.left is not None
        case Readings(options=options):
            return any(computable(o.rule) for o in options)
        case Proportional():
            return True
        case _:
            return most_points(rule) > 0


def left_open(rule: Rule) -> int:
    """How many things a rule leaves to a person or to two readings: points to be judged, conditions without figures,
    values that no band holds, steps only begun."""
    match rule:
        case Judgement():
            return 1
        case CountDeduction(metric=metric):
            return int(metric is None)
        case Bands():
            return int(not leaves_no_gap(rule))
        case Deduction(part_step=said):
            return int(said == "unsaid")
        case SumOfParts(parts=parts):
            return sum(map(left_open, parts))
        case Piecewise(pieces=pieces):
            return sum(left_open(p.rule) for p in pieces)
        case Gate(rule=inner, condition=condition):
            return left_open(inner) + (condition.left is None)
        case Readings(options=options):
            return 1 + max(left_open(o.rule) for o in options)
        case _:
            return 0
