"""Rows of a header that say how columns are worked out, or count them: `A | a=A/ΣA | B`, `栏次 | 1 | 2 | 3`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

FORMULA = re.compile(r"[A-Za-zΑ-Ωα-ω∑Σ①-⑳\d=＝+＋\-－—*×xX/÷%％()（）\[\]【】.,，、]{1,40}")
FORMULA_MARK = re.compile(r"[A-Za-zΣ∑①-⑳=＝]")
ROW_OF_NUMBERS = re.compile(r"栏次|行次|列次|列号|栏目|序号|公式|计算公式|栏号")
CODE = re.compile(r"\d{1,3}")
NUMBERED = re.compile(r"(\d{1,2})(?:[=＝]|$)")
OPEN_END, OPEN_START = "=＝+＋-－—*×÷/Σ∑（(", "=＝+＋-－—*×÷/）)"  # no formula ends or begins with these
LEAST_RUN = 3  # columns that each half of a table counts for itself; one less where a cell says what the row is


def is_row_of_formulas(texts: Sequence[str]) -> bool:
    """Whether the filled cells of a row stand below the names of columns and name them once more."""
    rest = [text for text in texts if not ROW_OF_NUMBERS.fullmatch(text)]
    if len(rest) < 2:
        return False
    if all(CODE.fullmatch(text) for text in rest):
        numbers = [int(text) for text in rest]
        return len(numbers) > 2 and _count_on(numbers, LEAST_RUN - (len(rest) < len(texts)))
    if not all(map(FORMULA.fullmatch, rest)):
        return False
    marked = sum(bool(FORMULA_MARK.search(text)) for text in rest)
    return marked >= 2 or (marked == 1 and _number_columns(rest))


def goes_on(formula: str, below: str) -> bool:
    """Whether a line goes on with the formula above it, which a narrow column has cut: a=A/ above ΣA."""
    both = FORMULA.fullmatch(formula) and FORMULA.fullmatch(below)
    return bool(both) and (formula[-1] in OPEN_END or below[0] in OPEN_START)


def _number_columns(texts: Sequence[str]) -> bool:
    """Whether texts count the columns, some with how they are worked out: 1 | 2 | 3=2/1."""
    numbers = [NUMBERED.match(text) for text in texts]
    counted = [int(found[1]) for found in numbers if found is not None]
    return len(counted) == len(texts) > 2 and _count_on(counted, LEAST_RUN)


def _count_on(numbers: Sequence[int], least: int) -> bool:
    """Whether numbers count on from one to the next; in halves side by side each half may count its own columns, from
    the same number on, if it has at least so many."""
    runs = [[numbers[0]]]
    for a, b in pairwise(numbers):
        if b == a + 1:
            runs[-1].append(b)
        else:
            runs.append([b])
    return len(runs) == 1 or all(run[0] == numbers[0] and len(run) >= least for run in runs)
