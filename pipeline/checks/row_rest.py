"""What a sum or difference along a row lacks, printed in the very row: one more column belongs to it than was thought
(合计 | 当年预算 | 上级专款 | 上年结转, where only two of the three have a known name)."""

from __future__ import annotations

from collections.abc import Collection

from pipeline.normalize.numbers import read_number
from schemas.document import Table
from schemas.figure import Figure, Interval

LEAST_DIGITS = 3  # of a number that is not met by chance


def prints_rest(table: Table, row: int, reported: Figure, expected: Interval, taken: Collection[int]) -> bool:
    """Whether a cell of a row prints by how much a figure misses what the columns `taken` leave for it."""
    rest = reported.interval - expected
    for col in range(1, table.cols + 1):
        number = None if col in taken else read_number(table.text_at(row, col))
        if number is None or len(str(abs(number.value)).replace(".", "").strip("0")) < LEAST_DIGITS:
            continue
        if rest.holds(number.value) or rest.holds(-number.value):
            return True
    return False
