"""Formulas of derived metrics (`outturn / revised_budget * 100`), evaluated over intervals."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter

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
    return _compiled(formula)(values)


_Evaluate = Callable[[Mapping[str, Interval]], Interval]
_OPERATIONS: Mapping[type[ast.operator], Callable[[Interval, Interval], Interval]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


@lru_cache(maxsize=256)
def _compiled(formula: str) -> _Evaluate:
    return _steps(_parse(formula))


def _steps(node: ast.expr) -> _Evaluate:
    """What gives the interval of a part of a formula for values of its inputs."""
    if isinstance(node, ast.Name):
        return itemgetter(node.id)
    if isinstance(node, ast.Constant) and isinstance(node.value, int) and not isinstance(node.value, bool):
        constant = Interval.exactly(Decimal(node.value))
        return lambda _: constant
    if isinstance(node, ast.BinOp) and (operation := _OPERATIONS.get(type(node.op))):
        left, right = _steps(node.left), _steps(node.right)
        return lambda values: operation(left(values), right(values))
    raise ValueError(f"not a formula of names, whole numbers and + - * /: {ast.unparse(node)}")
