"""Arithmetic as criteria and sentences print it: (执行率-60%)/(1-60%)×10, min(完成率,100%)×5, |决算数-预算数|/预算数.

Read from plain text into a small tree; evaluated over intervals of the figures that its names stand for. `60%` is 0.6;
whatever is no number, sign or bracket is a name. Brackets inside a name (在编人数(含工勤)) belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from schemas.figure import Interval

_TOKEN = re.compile(r"(?P<number>\d+(?:\.\d+)?%?(?:分(?![\u4e00-\u9fff])|(?![\d.\u4e00-\u9fff])))|(?P<sign>[-+×/(),|])")
_LEAST = ("min", "MIN", "Min")
_LONGEST = 160  # characters


@dataclass(frozen=True)
class Number:
    value: Decimal


@dataclass(frozen=True)
class Name:
    text: str


@dataclass(frozen=True)
class Operation:
    """`left sign right`; `text` is how it is printed."""

    sign: Literal["+", "-", "×", "/"]
    left: Node
    right: Node
    text: str


@dataclass(frozen=True)
class Least:
    """min(a,b)."""

    one: Node
    two: Node


@dataclass(frozen=True)
class Size:
    """|a|."""

    inner: Node


Node = Number | Name | Operation | Least | Size


def parse(text: str) -> Node | None:
    """The tree of plain `text`; None where it is no arithmetic."""
    if not text or len(text) > _LONGEST:
        return None
    reader = _Reader(text)
    try:
        node = reader.sum()
    except ValueError:
        return None
    return node if reader.at == len(text) else None


def names_of(node: Node) -> tuple[str, ...]:
    """The names in a tree, in order, each once."""
    match node:
        case Name(text=text):
            found: tuple[str, ...] = (text,)
        case Number():
            found = ()
        case Size(inner=inner):
            found = names_of(inner)
        case Least(one=one, two=two) | Operation(left=one, right=two):
            found = (*names_of(one), *names_of(two))
    return tuple(dict.fromkeys(found))


def value_of(node: Node, figure: Callable[[str], Interval | None]) -> Interval | None:
    """The interval that a tree gives; None where a name has no figure. Raises ZeroDivisionError."""
    match node:
        case Number(value=value):
            return Interval.exactly(value)
        case Name(text=text):
            return figure(text)
        case Size(inner=inner):
            found = value_of(inner, figure)
            if found is None or found.low >= 0:
                return found
            ends = (abs(found.low), abs(found.high))
            return Interval(Decimal(0) if found.holds(Decimal(0)) else min(ends), max(ends))
        case Least(one=left, two=right) | Operation(left=left, right=right):
            one, two = value_of(left, figure), value_of(right, figure)
            if one is None or two is None:
                return None
            if isinstance(node, Least):
                return Interval(min(one.low, two.low), min(one.high, two.high))
            return {"+": one + two, "-": one - two, "×": one * two}.get(node.sign) or one / two


class _Reader:
    """Recursive descent over one text."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    def peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def take(self, sign: str) -> None:
        if self.peek() != sign:
            raise ValueError(f"{sign} expected")
        self.at += 1

    def sum(self) -> Node:
        start, node = self.at, self.product()
        while self.peek() in ("+", "-") and self.peek():
            sign = self.peek()
            self.at += 1
            right = self.product()
            node = Operation("+" if sign == "+" else "-", node, right, self.text[start : self.at])
        return node

    def product(self) -> Node:
        start, node = self.at, self.term()
        while self.peek() in ("×", "/") and self.peek():
            sign = self.peek()
            self.at += 1
            right = self.term()
            node = Operation("×" if sign == "×" else "/", node, right, self.text[start : self.at])
        return node

    def term(self) -> Node:
        if self.peek() == "(":
            self.at += 1
            node = self.sum()
            self.take(")")
            return node
        if self.peek() == "|":
            self.at += 1
            node = Size(self.sum())
            self.take("|")
            return node
        if word := next((w for w in _LEAST if self.text.startswith(f"{w}(", self.at)), ""):
            self.at += len(word) + 1
            one = self.sum()
            self.take(",")
            two = self.sum()
            self.take(")")
            return Least(one, two)
        number = _TOKEN.match(self.text, self.at)
        if number is not None and number["number"]:
            self.at = number.end()
            printed = number["number"].rstrip("分")
            return Number(Decimal(printed[:-1]) / 100 if printed.endswith("%") else Decimal(printed))
        return self.name()

    def name(self) -> Name:
        start = self.at
        while self.at < len(self.text):
            char = self.text[self.at]
            if char == "(" and self.at > start:  # a remark inside a name, unless it is arithmetic
                inside = re.match(r"\([^()×/|]*\)", self.text[self.at :])
                if inside is None:
                    raise ValueError("a bracket inside a name")
                self.at += inside.end()
                continue
            if char in "+-×/(),|=<>≤≥;。:":
                break
            self.at += 1
        if self.at == start:
            raise ValueError("a name expected")
        return Name(self.text[start : self.at])
