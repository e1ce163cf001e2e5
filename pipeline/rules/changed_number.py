"""Printed criteria that one number tells from those of the edition on file.

A threshold that was changed (≥55% for ≥75%) leaves bands that overlap or part, which are no rule at all. The edition
says which number it was: with its own in that place the print reads as the edition's rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from pipeline.rules.describe import describe
from pipeline.rules.same_rule import same_rule
from schemas.rubric import Rule

_NUMBER = re.compile(r"\d+(?:\.\d+)?(?![.、]\D)")  # no number of a part (1.满意度…)
_CLAUSE_ENDS = re.compile(r"[；;。\n]|(?<=[分%）)])(?=\d[.、]\D)")
_ENDS_OF_QUARTERS = ("25", "50", "75", "100")  # 序时进度50%, which the rule knows without saying
MOST_TRIED = 12  # readings of a print, each of which takes as long as to read a page


def changed_number(criteria: str, edition: Rule, read: Callable[[str], Rule | None]) -> tuple[str, str] | None:
    """The clause of `criteria` with the changed number, and with the edition's in its place; None where no number that
    the edition does not know makes the difference alone. `read` gives the rule of a print, None where it is not
    understood."""
    own = {Decimal(n): n for n in (*_NUMBER.findall(describe(edition)), *_ENDS_OF_QUARTERS)}
    strange = [m for m in _NUMBER.finditer(criteria) if Decimal(m[0]) not in own]
    places = sorted(((m, n) for m in strange for n in own.values()), key=lambda pair: _unlike(pair[0][0], pair[1]))
    for place, number in places[:MOST_TRIED]:
        mended = criteria[: place.start()] + number + criteria[place.end() :]
        rule = read(mended)
        if rule is not None and same_rule(rule, edition):
            end = place.start() + len(number)
            return _clause(criteria, place.start(), place.end()), _clause(mended, place.start(), end)
    return None


def _unlike(print_of: str, number: str) -> tuple[int, int]:
    """How far two prints are from each other: a slip changes a digit rather than how many there are."""
    return abs(len(print_of) - len(number)), sum(a != b for a, b in zip(print_of, number, strict=False))


def _clause(text: str, start: int, end: int) -> str:
    """The part of a sentence that holds `text[start:end]`."""
    begins = max((m.end() for m in _CLAUSE_ENDS.finditer(text, 0, start)), default=0)
    behind = _CLAUSE_ENDS.search(text, end)
    return " ".join(text[begins : behind.start() if behind else len(text)].split())
