"""Grade words (优, 良, 中, 差) by total score, from `rubrics/grades.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from rubrics.load import FOLDER
from rubrics.yaml_nodes import read_plain


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade holds scores from `low` up to, but not including, `high` (the best one includes it)."""

    word: str
    low: Decimal
    high: Decimal
    scale: tuple[str, ...]


@cache
def _grades() -> tuple[Grade, ...]:
    data = read_plain(FOLDER / "grades.yaml")
    scale = tuple(g["word"] for g in data["grades"])
    return tuple(Grade(g["word"], Decimal(g["from"]), Decimal(g["to"]), scale) for g in data["grades"])


def grade_of(total: Decimal) -> Grade | None:
    """The grade of a total score; None outside the scale."""
    for grade in _grades():
        if grade.low <= total < grade.high or (grade is _grades()[0] and total == grade.high):
            return grade
    return None
