"""Score formulas that are linear in rates: (x-60%)/(1-60%)×权重, 10-(90%-x)×50, 甲率×4分+乙率×6分.

The tree of an expression becomes coefficients of the rates it names (as fractions of one) and a constant; each is so
many points plus so many times the part's own points, because 权重 is known only later.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from pipeline.rules.printed.words import WEIGHT_WORDS
from pipeline.vocabulary.expression import Least, Name, Node, Number, Operation, Size, names_of
from schemas.rubric import MetricRef

_ZERO, _ONE = Decimal(0), Decimal(1)


@dataclass(frozen=True)
class Amount:
    """`points` and `shares` of the part's own points."""

    points: Decimal = _ZERO
    shares: Decimal = _ZERO

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.points + other.points, self.shares + other.shares)

    def times(self, factor: Decimal) -> Amount:
        return Amount(self.points * factor, self.shares * factor)

    def of(self, worth: Decimal) -> Decimal:
        return self.points + self.shares * worth


@dataclass(frozen=True)
class Rate:
    """A rate of a formula: its metric, whether only implied (完成率), and whether it counts up to 100% only."""

    metric: MetricRef | None
    implied: bool
    capped: bool = False


@dataclass(frozen=True)
class Linear:
    """Σ rate × coefficient + constant."""

    terms: tuple[tuple[Rate, Amount], ...]
    constant: Amount = Amount()


Find = Callable[[str], tuple[MetricRef | None, bool]]


def linear(node: Node, rate: Find) -> Linear | None:
    """The linear form of a tree; None where it is none, or a name is not known. `rate` looks up a printed rate or
    quotient."""
    match node:
        case Number(value=value):
            return Linear((), Amount(points=value))
        case Name(text=text):
            return Linear((), Amount(shares=_ONE)) if re.fullmatch(WEIGHT_WORDS, text) else _rate(text, rate)
        case Size(inner=inner):
            return _size(inner, rate)
        case Least(one=left, two=right):
            return _capped(linear(left, rate), linear(right, rate))
        case Operation():
            return _operation(node, rate)


def _operation(node: Operation, rate: Find) -> Linear | None:
    if node.sign == "/" and names_of(node.right):
        if any(re.fullmatch(WEIGHT_WORDS, n) for n in names_of(node)):
            return None
        above = node.left  # 10×调剂金额/年初预算数: ten times the quotient
        if isinstance(above, Operation) and above.sign == "×" and isinstance(above.left, Number):
            inner = _rate(f"{above.text.partition('×')[2]}/{node.text.rpartition('/')[2]}", rate)
            return _times(inner, above.left.value) if inner is not None else None
        return _rate(node.text, rate)
    left, right = linear(node.left, rate), linear(node.right, rate)
    if left is None or right is None:
        return None
    if node.sign == "/":
        return _times(left, _ONE / right.constant.points) if right.constant.points else None
    if node.sign == "×":
        return _product(left, right)
    return _sum(left, _times(right, -_ONE if node.sign == "-" else _ONE))


def _rate(text: str, rate: Find) -> Linear | None:
    metric, implied = rate(text)
    return Linear(((Rate(metric, implied), Amount(points=_ONE)),)) if metric is not None or implied else None


def _size(inner: Node, rate: Find) -> Linear | None:
    if not isinstance(inner, Name):
        return None
    metric, implied = rate(inner.text)
    sized = metric.model_copy(update={"absolute": True}) if metric else None
    return Linear(((Rate(sized, implied), Amount(points=_ONE)),)) if sized else None


def _sum(one: Linear, two: Linear) -> Linear:
    terms = dict(one.terms)
    for rate, amount in two.terms:
        terms[rate] = terms[rate] + amount if rate in terms else amount
    return Linear(tuple(terms.items()), one.constant + two.constant)


def _times(one: Linear, factor: Decimal) -> Linear:
    return Linear(tuple((rate, amount.times(factor)) for rate, amount in one.terms), one.constant.times(factor))


def _product(one: Linear, two: Linear) -> Linear | None:
    """At least one side must be a constant, and 权重 may stand on one side only."""
    if one.terms and two.terms:
        return None
    form, by = (one, two.constant) if not two.terms else (two, one.constant)
    if by.shares == 0:
        return _times(form, by.points)
    if by.points or form.constant.shares or any(amount.shares for _, amount in form.terms):
        return None
    terms = tuple((rate, Amount(shares=amount.points * by.shares)) for rate, amount in form.terms)
    return Linear(terms, Amount(shares=form.constant.points * by.shares))


def _capped(one: Linear | None, two: Linear | None) -> Linear | None:
    """min(rate, 100%)."""
    if one is None or two is None:
        return None
    form, cap = (one, two) if one.terms else (two, one)
    if cap.terms or cap.constant != Amount(points=_ONE) or len(form.terms) != 1 or form.constant != Amount():
        return None
    rate, amount = form.terms[0]
    return Linear(((Rate(rate.metric, rate.implied, True), amount),)) if amount == Amount(points=_ONE) else None
