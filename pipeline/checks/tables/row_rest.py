"""What a sum or difference along a row lacks, printed in the very row: more columns belong to it than was thought (合计
| 当年预算 | 上级专款 | 上年结转, where only two of the three have a known name); or in rows of which one column alone
tells (经营支出 beside 基本支出 | 项目支出), which a total holds. Rows of growth, which have no sum."""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal
from itertools import combinations

from pipeline.normalize.numbers import PrintedNumber, read_number
from pipeline.vocabulary.names import name_key
from schemas.document import Table
from schemas.figure import Figure, Interval

_BETWEEN_LEVELS = re.compile(r"转移|补助|上解|返还|转贷|总计")
_TOTAL = re.compile(r"(?:合计|总计|共计)|.{1,6}(?:合计|总计)")
_GROWTH = re.compile(r"同比|[比较]上年|增减|增长|增幅")
LEAST_DIGITS = 3  # of a number that is not met by chance
MOST_CELLS = 3  # that are tried together
MOST_TRIED = 10  # cells of a row


def prints_rest(table: Table, row: int, reported: Figure, expected: Interval, taken: Collection[int]) -> bool:
    """Whether cells of a row, or rows that tell of one of the columns `taken` alone, print by how much a figure misses
    what those columns leave for it."""
    rest = reported.interval - expected
    if _stands_alone(table, row, rest, taken):
        return True
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


def _stands_alone(table: Table, row: int, rest: Interval, taken: Collection[int]) -> bool:
    """Whether what is missing is what other rows state in one of the columns and in none of the others; a total over
    such rows is no sum of its columns, whatever it misses."""
    alone: list[Decimal] = []
    for other in range(table.header_rows + 1, table.rows + 1):
        read = (read_number(table.text_at(other, col)) for col in taken if other != row)
        stated = [number.value for number in read if number is not None and number.value]
        if len(stated) == 1 and len(str(abs(stated[0])).replace(".", "").strip("0")) >= LEAST_DIGITS:
            alone.append(stated[0])
    if alone and any(_TOTAL.fullmatch(name_key(table.text_at(row, col))) for col in range(1, table.cols + 1)):
        return True
    return any(rest.holds(v) or rest.holds(-v) for v in (*alone, sum(alone, Decimal(0))) if v)


def prints_growth(table: Table, row: int, cols: Collection[int]) -> bool:
    """Whether a row holds, in each of these columns and with or without a sign, by how many percent the row above it
    differs from the one above that: its rates add up to nothing."""
    found = [[read_number(table.text_at(r, col)) for r in (row - 2, row - 1, row)] for col in cols] if row > 2 else []
    return len(found) > 1 and all(_is_growth(*numbers) for numbers in found)


def may_be_growth(label: str, whole: Figure, most_decimals: int) -> bool:
    """Whether a row named 比上年增减 holds rates without their sign: it prints fewer decimals than the amounts do."""
    return whole.decimals < most_decimals and _GROWTH.search(label) is not None


def _is_growth(before: PrintedNumber | None, now: PrintedNumber | None, printed: PrintedNumber | None) -> bool:
    if before is None or now is None or printed is None or before.value <= 0:
        return False
    growth = abs((now.value - before.value) / before.value * 100)
    return Interval.rounded_to(abs(printed.value), printed.decimals).holds(growth)


def is_between_levels(table: Table, row: int) -> bool:
    """Whether a row holds what one level of government gives another, or a total over such rows: beside 省本级 and 市县
    the whole counts it once."""
    return any(_BETWEEN_LEVELS.search(table.text_at(row, col)) for col in range(1, table.cols + 1))
