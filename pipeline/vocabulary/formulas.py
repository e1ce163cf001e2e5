"""Formulas of derived metrics (`outturn / revised_budget * 100`), evaluated over intervals."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from schemas.figure import Interval


@lru_cache(maxsize=256)
def _parse(formula: str) -> ast.expr:
    return ast.parse(formula, mode="eval").body


@lru_cache(maxsize=256)
def inputs_of(formula: str) -> tuple[str, ...]:
    """Metric codes that a formula reads, in order of appearance, each once."""
    names = [node.id for node in ast.walk(_parse(formula)) if isinstance(node, ast.Name)]
    return tuple(sorted(dict.fromkeys(names), key=formula.index))


def evaluate_formula(formula: str, values: Mapping[str, Interval]) -> Interval:
    """The interval that `formula` leaves for intervals of its inputs.

    Raises KeyError for an input without a value, ZeroDivisionError where a divisor can be zero, ValueError for
    anything but names, numbers and + - * /.
    """
    return _evaluate(_parse(formula), values)


def _evaluate(node: ast.expr, values: Mapping[str, Interval]) -> Interval:
    if isinstance(node, ast.Name):
        return values[node.id]
    if isinstance(node, ast.Constant) and isinstance(node.value, int) and not isinstance(node.value, bool):
        return Interval.exactly(Decimal(node.value))
    if isinstance(node, ast.BinOp):
        left, right = _evaluate(node.left, values), _evaluate(node.right, values)
        match node.op:
            case ast.Add():
                return left + right
            case ast.Sub():
                return left - right
            case ast.Mult():
                return left * right
            case ast.Div():
                return left / right
    raise ValueError(f"not a formula of names, whole numbers and + - * /: {ast.unparse(node)}")
