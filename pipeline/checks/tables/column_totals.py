"""Total rows of any table: 合计 against the rows above it, in columns that the budget's own checks have no name for.

Which rows a total adds up the other columns show: a grouping that no column bears out accuses nobody. Rates, means,
prices and standards do not add up; neither does a column with an empty cell.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from pipeline.checks.calculations import Spot, spot_of
from pipeline.checks.compare import compared, sum_relation
from pipeline.checks.tables.figure_grid import FigureColumn, FigureGrid
from pipeline.checks.tables.groupings import PICKED
from schemas.audit import Check, CheckCode, Outcome
from schemas.figure import Figure, Interval
from schemas.slips import LeastDigits, slip_makes

_NOT_ADDED = re.compile(
    r"均|单价|标准|率|比|占|每|[增涨降升]幅|增速|[%％]|进度|名次|排名|得分|分值|权重|累计|季末|期末数|百分点"
)
_SHARE = re.compile(r"占比|比重|构成|结构|^比例$|占[\u4e00-\u9fff]{2,8}(?:比例?|比重)")
_TOP = re.compile(r"[一二三四五六七八九十]+[、．.]|[（(][一二三四五六七八九十]+[)）]")
_OF_WHICH = re.compile(r"其中|^#|减[:：]|加[:：]")
LEAST_PARTS = 2
MANY_DIGITS = 3
MANY_PARTS = 4  # so many rows that fit a total of two digits fit it as little by chance as two rows one of three
MOST_NAMED = 3
SLIP_DIGITS = LeastDigits(changed=3, swapped=3)
SLIP_VALUES = 40  # roundings of what is expected, of which a slip may be the print
_HUNDRED = Decimal(100)

Rows = tuple[int, ...]


def column_total_checks(grid: FigureGrid, settled: Collection[Spot]) -> Iterator[Check]:
    """Every column of every total row, unless its total stands in `settled`."""
    rows = sorted(grid.labels)
    if any(_OF_WHICH.search(grid.labels[r]) for r in rows):
        return
    additive = [c for c in grid.columns if not c.is_rate and not _NOT_ADDED.search(c.name)]
    for total in (r for r in rows if grid.is_total(r) and not PICKED.search(grid.labels[r])):
        for parts in _groupings(grid, rows, total):
            checks = [(c, column) for column in additive if (c := _check(grid, column, total, parts)) is not None]
            if not _borne_out(checks, parts) and not (len(checks) == 1 and _shares_make_whole(grid, total, parts)):
                continue
            for check, column in checks:
                told = check.reported is not None and spot_of(check.reported) not in settled
                if told and not _may_be_of_each(check, [column.figures[r].value for r in parts if r in column.figures]):
                    yield check
            break


def _groupings(grid: FigureGrid, rows: Sequence[int], total: int) -> Iterator[Rows]:
    """What a total row may add up: the rows above it (below it where it comes first) since the last total, all of them,
    the totals among them, those numbered 一、二、."""
    others = tuple(r for r in rows if r < total) or tuple(r for r in rows if r > total)
    totals = [r for r in others if grid.is_total(r)]
    plain = tuple(r for r in others if r not in totals)
    since = tuple(r for r in plain if r > totals[-1]) if totals and totals[-1] < total else ()
    top = tuple(r for r in plain if _TOP.match(grid.labels[r]))
    for rows_added in dict.fromkeys((since, plain, tuple(totals), top)):
        if len(rows_added) >= LEAST_PARTS:
            yield rows_added


def _check(grid: FigureGrid, column: FigureColumn, total: int, parts: Rows) -> Check | None:
    """None where a part states nothing."""
    reported = column.figures.get(total)
    added = [(r, column.figures[r]) for r in parts if r in column.figures]
    if reported is None or len(added) < LEAST_PARTS:
        return None
    if any(r not in column.figures and r not in column.dashes for r in parts):
        return None
    if len({f.value for _, f in added} | {reported.value}) == 1 and reported.value:
        return None  # the year's budget beside each quarter and beside the whole
    value = Interval.exactly(0)
    for _, figure in added:
        value += figure.interval
    named = "、".join(grid.labels[r] for r, _ in added[:MOST_NAMED])
    return compared(
        CheckCode.SUM,
        "parts",
        grid.locus(total, column),
        reported,
        [value],
        [grid.place(total, column), *(grid.place(r, column) for r, _ in added)],
        relation=sum_relation(f for _, f in added),
        parts=named + (f"…（{len(added)}）" if len(added) > MOST_NAMED else ""),
    )


def _may_be_of_each(check: Check, parts: Sequence[Decimal]) -> bool:
    """Whether a total that fails lies among its parts, as what all of them come to each does (单位面积用电量 of all
    buildings), and no slip makes it of their sum."""
    if check.outcome is not Outcome.INCONSISTENT or check.reported is None or min(parts) < 0:
        return False
    low, high = check.expected_low, check.expected_high
    slip = (
        low is not None
        and high is not None
        and slip_makes(check.reported.value, check.reported.decimals, Interval(low, high), SLIP_DIGITS, SLIP_VALUES)
    )
    return min(parts) <= check.reported.value <= max(parts) and not slip


def _borne_out(checks: Sequence[tuple[Check, FigureColumn]], parts: Rows) -> bool:
    """Whether another column shows what the total adds up: one of many digits, or of two over many rows, or two of few;
    and at most one column, or as many as come out, does not."""
    right = [
        (check.reported, column)
        for check, column in checks
        if check.outcome is Outcome.CONSISTENT and check.reported is not None and check.reported.value
    ]
    wrong = sum(check.outcome is Outcome.INCONSISTENT for check, _ in checks)
    telling = any(_is_telling(total, column, parts) for total, column in right)
    return wrong <= len(right) and (telling or len(right) >= LEAST_PARTS)


def _shares_make_whole(grid: FigureGrid, total: int, parts: Rows) -> bool:
    """Whether a column of shares beside the one column of amounts comes to 100% over these rows, or to what it prints
    for the total (of the year's budget): they are all."""
    for column in grid.columns:
        whole = column.figures.get(total)
        marked = whole is not None and (whole.value == _HUNDRED or whole.significant_digits > MANY_DIGITS)
        if not marked or not _SHARE.search(column.name):
            continue
        check = _check(grid, column, total, parts)
        if check is not None and check.outcome is Outcome.CONSISTENT:
            return True
    return False


def _is_telling(total: Figure, column: FigureColumn, parts: Rows) -> bool:
    """Whether a total that comes out hardly does so by chance."""
    added = sum(r in column.figures and column.figures[r].value != 0 for r in parts)
    digits = total.significant_digits
    return digits >= MANY_DIGITS or (digits == MANY_DIGITS - 1 and added >= MANY_PARTS)
