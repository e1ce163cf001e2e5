"""A sentence as a row of tokens: stretches of words, separators, numbers. Brackets without numbers are words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.normalize.narrative.reading.text_numbers import Quantity

_SEPARATORS = frozenset("，；：、。！？!?")


@dataclass(frozen=True, slots=True)
class Words:
    """Words at `start:end`; `after` is the separator before them ('' directly behind a number or at the start)."""

    start: int
    end: int
    after: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A separator, or a bracket that holds numbers."""

    char: str


Token = Words | Mark | Quantity


def tokens(text: str, start: int, end: int, quantities: Sequence[Quantity]) -> list[Token]:
    """The tokens of `text[start:end]`; `quantities` are those of the whole text, in order."""
    inside = [q for q in quantities if start <= q.start < end]
    starts = {q.start: q for q in inside}
    brackets = _brackets_with_numbers(text, start, end, inside)
    found: list[Token] = []
    begin, place, after = start, start, ""

    def close(stop: int) -> None:
        if stop > begin:
            found.append(Words(begin, stop, after))

    while place < end:
        char = text[place]
        if place in starts:
            close(place)
            found.append(starts[place])
            place = begin = starts[place].end
            after = ""
        elif char in _SEPARATORS or place in brackets:
            close(place)
            found.append(Mark(char))
            place += 1
            begin, after = place, char
        else:
            place += 1
    close(end)
    return found


def _brackets_with_numbers(text: str, start: int, end: int, inside: Sequence[Quantity]) -> set[int]:
    """Places of brackets that hold a number; an unclosed bracket is taken to hold the rest of the sentence."""
    found: set[int] = set()
    stack: list[int] = []
    for place in range(start, end):
        if text[place] == "(":
            stack.append(place)
        elif text[place] == ")" and stack:
            opened = stack.pop()
            if any(opened < q.start < place for q in inside):
                found.update((opened, place))
    for opened in stack:
        if any(opened < q.start for q in inside):
            found.add(opened)
    return found


def split_lead(text: str, waiting: Sequence[Words]) -> tuple[list[Words], str]:
    """The clauses before a number, and its lead: the last stretch of words, with those that 、 ties to it."""
    if not waiting:
        return [], ""
    end, first = waiting[-1].end, len(waiting) - 1
    while first and (waiting[first].after == "、" or not _has_meaning(text[waiting[first].start : end])):
        first -= 1
    return list(waiting[:first]), text[waiting[first].start : end]


def _has_meaning(text: str) -> bool:
    """Whether a lead holds more than a copula."""
    return bool(re.sub(r"[为是达到有约近共计合总：:，了]|其中", "", text))


def joins_numbers(text: str, token: Token) -> bool:
    """Whether a token only stands between two numbers of one list."""
    if isinstance(token, Mark):
        return token.char in "、，"
    return isinstance(token, Words) and text[token.start : token.end] in ("和", "及", "与", "以及")


def said_again(row: Sequence[Token], place: int) -> tuple[Quantity, Quantity] | None:
    """The two prints of one amount, 1.25亿元（12,500万元）, where the bracket at `place` opens the second."""
    around = row[max(place - 1, 0) : place + 3]
    if place == 0 or len(around) < 4 or not (isinstance(around[1], Mark) and around[1].char == "("):
        return None
    first, _, second, end = around
    if not (isinstance(first, Quantity) and isinstance(second, Quantity) and isinstance(end, Mark)):
        return None
    money = first.unit is not None and second.unit is not None and first.unit.is_money and second.unit.is_money
    return (first, second) if money and first.unit is not second.unit else None


def counts_on(waiting: Sequence[Words], text: str, start: int) -> bool:
    """Whether a lead in a sentence from `start` stands right behind a number, so that it begins with what that number
    counts."""
    behind = bool(waiting) and not waiting[-1].after and waiting[-1].start != start
    return behind and not text.startswith(("和", "及", "与", "以及"))


# What only moves the budget before it: 年初预算 A，执行中压减 B，调整为 C，决算 D.
_MOVED_ONLY = re.compile(
    r"(?:年中|年度中|执行中|年内|全年|期间|按(?:照)?[^，]{0,10}要求|根据[^，]{0,10}|经批准|预算|净|共|累计|已)*"
    r"(?:压减|核减|压缩|缩减|收回|调减|调增|追加|增加)(?:了|预算|经费|资金|指标|额|数|金额|为|共|计)*"
)


def only_moves(text: str) -> bool:
    """Whether the words before a number say of it only that the budget before it was moved so far."""
    return _MOVED_ONLY.fullmatch(text) is not None
