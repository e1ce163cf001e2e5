"""What a sum or difference along a row lacks, printed in the very row: more columns belong to it than was thought (合计
| 当年预算 | 上级专款 | 上年结转, where only two of the three have a known name)."""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal
from itertools import combinations

from pipeline.normalize.numbers import read_number
from schemas.document import Table
from schemas.figure import Figure, Interval

_BETWEEN_LEVELS = re.compile(r"转移|补助|上解|返还|转贷|总计")
LEAST_DIGITS = 3  # of a number that is not met by chance
MOST_CELLS = 3  # that are tried together
MOST_TRIED = 10  # cells of a row


def prints_rest(table: Table, row: int, reported: Figure, expected: Interval, taken: Collection[int]) -> bool:
    """Whether cells of a row print by how much a figure misses what the columns `taken` leave for it."""
    rest = reported.interval - expected
    values: list[Decimal] = []
    for col in range(1, table.cols + 1):
        number = None if col in taken else read_number(table.text_at(row, col))
        if number is not None and number.value and number.value != reported.value:
            values.append(number.value)
    every = sum(values, Decimal(0))
    if len(values) > 1 and (rest.holds(every) or rest.holds(-every)):
        return True  # all that the row prints besides: one attempt, however round its numbers are
    for size in range(1, MOST_CELLS + 1):
        for some in combinations(values[:MOST_TRIED], size):
            total = sum(some, Decimal(0))
            enough = len(str(abs(total)).replace(".", "").strip("0")) >= LEAST_DIGITS + size - 1
            if enough and (rest.holds(total) or rest.holds(-total)):
                return True
    return False


def is_between_levels(table: Table, row: int) -> bool:
    """Whether a row holds what one level of government gives another, or a total over such rows: beside 省本级 and 市县
    the whole counts it once."""
    return any(_BETWEEN_LEVELS.search(table.text_at(row, col)) for col in range(1, table.cols + 1))
