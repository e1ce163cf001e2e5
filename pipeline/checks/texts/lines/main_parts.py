"""Wholes of which a sentence names the main parts: 总收入 A 亿元，其中医疗收入 B 亿元、财政补助 C 亿元.

Such parts come close to their whole and need not make it up. Where one column of a table prints every part that was
named, each rounded as the sentence rounds it, and further lines beside them, that column says what the whole is: a
whole that it prints leaves nothing to ask, and another one is held against the table's total.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from pipeline.checks.calculations import Spot, spot_of
from pipeline.checks.compare import not_checkable
from pipeline.checks.same_print import prints_rounded
from pipeline.checks.tables.figure_grid import FigureColumn, FigureGrid
from pipeline.checks.tables.row_rates import printed_otherwise
from pipeline.vocabulary.names import bare_item, name_key
from schemas.audit import FAILED, Check, CheckCode
from schemas.figure import Figure
from schemas.records import Calculation
from schemas.slips import LeastDigits, slip_makes
from schemas.trusted import changed

IN_DOUBT = "sentence"  # the variant of sums whose parts only seem to be all there are
_OF_ALL = re.compile(r"总|合计|共计|全[年部]")
_LEAST_DIGITS = 5  # of all parts together, which no other column prints by chance
_NEAR = Decimal("0.6")  # of the smaller to the larger
_SLIP = LeastDigits(changed=3, swapped=3)  # the parts beside it show which line is meant


def without_main_parts(checks: Iterable[Check], grids: Sequence[FigureGrid]) -> Iterator[Check]:
    """`checks`, those not checkable that ask about parts which a table prints beside others."""
    for check in checks:
        doubted = check.code is CheckCode.SUM and check.variant == IN_DOUBT and check.outcome in FAILED
        if doubted and check.reported is not None and check.relation is not None:
            found = _columns_of(check.relation.figures, grids)
            if any(_gives(column, rows, grid, check.reported) for grid, column, rows in found):
                reason = "a table prints the whole, these parts of it and others"
                check = not_checkable(check.code, check.variant, check.locus, check.reported, reason)
        yield check


def main_part_checks(
    calculations: Iterable[Calculation], grids: Sequence[FigureGrid], settled: Collection[Spot]
) -> Iterator[Check]:
    """One check for each whole whose parts a column prints that gives another one."""
    for calculation in calculations:
        whole = calculation.result.figure
        if calculation.kind != "sum" or not calculation.partial or spot_of(whole) in settled or not whole.unit.is_money:
            continue
        parts = [o.figure for o in calculation.readings[0].operands] if calculation.readings else []
        if len(parts) < 2 or sum(f.significant_digits for f in parts) < _LEAST_DIGITS:
            continue
        found = list(_columns_of(parts, grids))
        if not _OF_ALL.search(calculation.subject) or any(_gives(c, rows, g, whole) for g, c, rows in found):
            continue
        told = name_key(calculation.result.quote)
        named = [(g, c, rows) for g, c, rows in found if any(name_key(bare_item(g.labels[r])) in told for r in rows)]
        totals = [(g, _totals(g, c)[0], c) for g, c, _ in named if len(_totals(g, c)) == 1]
        totals = [(g, row, c) for g, row, c in totals if _near(c.figures[row], whole)]
        if len({c.figures[row].value for _, row, c in totals}) == 1:
            check = printed_otherwise(calculation.result, *totals[0])
            yield check if _slipped(whole, *totals[0][1:]) else changed(check, variant="text_and_table_unsure")


def _columns_of(
    told: Sequence[Figure], grids: Sequence[FigureGrid]
) -> Iterator[tuple[FigureGrid, FigureColumn, list[int]]]:
    """The columns that print all these numbers, each in a row of its own, and further lines; with those rows."""
    for grid in grids:
        for column in grid.columns:
            rows = {next((r for r, f in column.figures.items() if prints_rounded(f, one)), 0) for one in told}
            others = [r for r in column.figures if r not in rows and r not in grid.aside and column.states(r)]
            if 0 not in rows and len(rows) == len(told) and others:
                yield grid, column, sorted(rows)


def _totals(grid: FigureGrid, column: FigureColumn) -> list[int]:
    return [r for r in column.figures if grid.is_total(r)]


def _gives(column: FigureColumn, parts: Sequence[int], grid: FigureGrid, whole: Figure) -> bool:
    """Whether a column prints a whole, or its total without one or two further lines is it: 本年收入, where the table
    adds what was carried over."""
    if any(prints_rounded(f, whole) for f in column.figures.values()):
        return True
    for total in _totals(grid, column):
        others = [column.figures[r].value for r in column.figures if r not in (*parts, total)]
        for left_out in (*combinations(others, 1), *combinations(others, 2)):
            rest = changed(column.figures[total], value=column.figures[total].value - sum(left_out))
            if prints_rounded(rest, whole):
                return True
    return False


def _slipped(whole: Figure, row: int, column: FigureColumn) -> bool:
    printed = column.figures[row].in_unit(whole.unit)
    return slip_makes(whole.value, whole.decimals, printed.interval, _SLIP, 2)


def _near(printed: Figure, told: Figure) -> bool:
    small, large = sorted((printed.in_unit(told.unit).value, told.value))
    return large > 0 and small / large >= _NEAR
