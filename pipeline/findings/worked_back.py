"""What failed checks leave for one of the figures that they read: each relation solved for that figure.

Two neighbouring digits that changed places are the commonest slip of the pen (accountants know it by differences that
nine divides), so a figure that such a swap sets right is told with the swap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal, DivisionByZero, InvalidOperation
from itertools import pairwise

from pipeline.findings.relation_units import unit_factor
from pipeline.vocabulary.formulas import evaluate_formula
from schemas.audit import Check, CheckCode, Relation
from schemas.figure import Figure, Interval
from schemas.trace import Place

# A figure's place on the page stands for the figure.
Node = tuple[int, int, int]
STEPS = 40  # of the secant method; formulas of rates and sums need a handful
CLOSE = Decimal("1e-12")
_HUNDRED = Decimal(100)


def node_of(place: Place) -> Node:
    """Where a figure stands: what is printed there is one figure, whichever check speaks of it."""
    return place.box.spot


def node_of_figure(figure: Figure) -> Node:
    """The same for a figure itself."""
    return figure.spot


def implied(checks: Sequence[Check], node: Node, figure: Figure) -> Interval | None:
    """The values, in the unit of `figure`, that checks leave for the figure at `node` when all else stands.

    None where a check reads the figure in no formula that can be solved for it, or two checks leave no common value.
    """
    common: Interval | None = None
    for check in checks:
        left = _left_by(check, node, figure)
        if left is None or (common is not None and not common.meets(left)):
            return None
        common = left if common is None else Interval(low=max(common.low, left.low), high=min(common.high, left.high))
    return common


def implied_by_any(checks: Sequence[Check], node: Node, figure: Figure) -> Interval | None:
    """As `implied`, from the first check that can be solved and those that agree with it."""
    common: Interval | None = None
    for check in checks:
        left = _left_by(check, node, figure)
        if left is not None and (common is None or common.meets(left)):
            common = (
                left if common is None else Interval(low=max(common.low, left.low), high=min(common.high, left.high))
            )
    return common


def swapped_within(figure: Figure, left: Interval) -> Decimal | None:
    """The only value within `left` that two swapped neighbouring digits make of `figure`; None for none or several."""
    found = {v for v in _swaps(figure) if left.holds(v)}
    return found.pop() if len(found) == 1 else None


def _swaps(figure: Figure) -> Iterator[Decimal]:
    digits = figure.plain
    places = [i for i, c in enumerate(digits) if c.isdigit()]
    for i, j in pairwise(places):
        if digits[i] != digits[j]:
            yield Decimal(digits[:i] + digits[j] + digits[i + 1 : j] + digits[i] + digits[j + 1 :])


def _left_by(check: Check, node: Node, figure: Figure) -> Interval | None:
    relation, reported = check.relation, check.reported
    if relation is None or reported is None:
        return None
    if node_of_figure(reported) == node:
        if check.expected_low is None or check.expected_high is None:
            return None
        if check.variant == "grade":  # what the total has, and not what its word is for
            return Interval(low=Decimal(0), high=check.expected_high.max(_HUNDRED))
        if check.code is CheckCode.SAME_FIGURE and len(relation.figures) == 1 and "-" not in relation.formula:
            return _as_printed(relation.figures[0], reported)  # the other print is rounded too
        return Interval(low=check.expected_low, high=check.expected_high)
    index = next((i for i, f in enumerate(relation.figures) if node_of_figure(f) == node), None)
    if index is None:
        return None
    read = relation.figures[index]
    wanted = reported.interval
    ends = [_solve(relation, index, value) for value in (wanted.low, reported.value, wanted.high)]
    found = [e for e in ends if e is not None]
    if len(found) < len(ends):
        return None
    slack = _slack(relation, index, max(abs(e) for e in found))
    factor = read.unit.to_yuan() / figure.unit.to_yuan() if read.unit.is_money and figure.unit.is_money else 1
    low, high = min(found) - slack, max(found) + slack
    return Interval(low=low * factor, high=high * factor)


def _as_printed(other: Figure, figure: Figure) -> Interval:
    return (other.in_unit(figure.unit) if other.unit.is_money and figure.unit.is_money else other).interval


def _slack(relation: Relation, index: int, solution: Decimal) -> Decimal:
    """How far rounding of the other figures moves the solution: by as much in sums and differences, in proportion in
    rates (6.93 / 9.06 is told by 9.06 to no better than 0.06%)."""
    others = [f for i, f in enumerate(relation.figures) if i != index]
    if "/" in relation.formula:
        return solution * sum((f.interval.width / 2 / abs(f.value) for f in others if f.value), Decimal(0))
    plain = [f.interval.width / 2 * unit_factor(relation, i) for i, f in enumerate(relation.figures) if i != index]
    return sum(plain, Decimal(0)) / unit_factor(relation, index)


def _solve(relation: Relation, index: int, target: Decimal) -> Decimal | None:
    """The value of one figure for which the formula gives `target`."""

    def error(value: Decimal) -> Decimal:
        values = {
            f"f{i}": Interval.exactly(value if i == index + 1 else f.value) for i, f in enumerate(relation.figures, 1)
        }
        return evaluate_formula(relation.formula, values).low - target

    start = relation.figures[index].value
    found = _root(error, start)
    if found is None and start:  # the base of a rate: a straight line in its inverse
        inverse = _root(lambda value: error(1 / value), 1 / start)
        found = 1 / inverse if inverse else None
    return found


def _root(error: Callable[[Decimal], Decimal], start: Decimal) -> Decimal | None:
    """Where `error` is nothing, by the secant method from `start`; None where it does not get there."""
    a, b = start, start * Decimal("1.01") + (1 if abs(start) >= 1 or not start else 0)
    try:
        fa, fb = error(a), error(b)
        for _ in range(STEPS):
            if fb == fa or abs(fb) < CLOSE:
                break
            a, b, fa = b, b - fb * (b - a) / (fb - fa), fb
            fb = error(b)
    except (ZeroDivisionError, DivisionByZero, InvalidOperation):
        return None
    return b if abs(fb) < Decimal("1e-6") else None
