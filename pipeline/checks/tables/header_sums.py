"""Columns that the head itself says add up: 预算数 | 合计, 因公出国费, 公务用车 (小计, 购置, 运行), 公务接待费.

A column called just 合计 or 小计 below a merged head is the sum of the other columns below it; a group among them
counts with its own 小计. No vocabulary is needed: the merged cells say what belongs together. One sum is known by what
it is of: 三公经费 is going abroad, cars and receptions (中发〔2013〕13 号), in whatever order the columns stand; one by
the points in its heads: 执行（10分）, 产出（50分）, 效益（30分）, 满意度（10分）, 总分.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from pipeline.checks.compare import compared, not_checkable, prints_a_number
from pipeline.checks.table_view import TableView
from pipeline.checks.tables.figure_grid import is_of_counts, is_rate_row
from pipeline.checks.tables.row_rest import is_between_levels, may_be_growth, prints_growth, prints_rest
from pipeline.normalize.columns.sums import column_sums
from pipeline.normalize.numbers import figure_of_cell
from pipeline.vocabulary.names import folded, is_formula, name_key, unit_named
from schemas.audit import Check, CheckCode, Locus, Outcome
from schemas.document import Cell, Table
from schemas.figure import Figure, Interval, Unit
from schemas.trace import Place

SUMS = frozenset({"合计", "小计"})
_OF_YEAR = frozenset({"全年合计", "全年累计", "全年总计", "总计"})
MOST_WRONG = 2  # rows that slips leave wrong in one table
MOST_SHORT = 4  # rows that slips leave wrong, all of them to the same side
Path = tuple[str, ...]
Figures = list[tuple[int, Figure]]
_LEVEL = re.compile(r"本级")
_MEANS = re.compile(r"率|平均|期限|年限|均价|[人户亩日月次车班]均|单价")  # of a whole these are no sums
_SCORE = re.compile(r"(?:自评|评价|综合|最终|合计)?(?:总分|总得分|得分合计|得分|总评分)(?:\(?100分\)?)?")
_POINTS = re.compile(r"\((\d{1,2}(?:\.\d+)?)分\)$")
_ALL_POINTS = 100
_THREE_PUBLIC = re.compile(r"三公(?:经费)?(?:财政拨款)?(?:支出|预算|决算)?(?:合计|总计|小计|总额|数)?")
_THREE = (re.compile(r"因公出国"), re.compile(r"公务用车"), re.compile(r"公务接待"))


def header_sum_checks(view: TableView, *, drawn: bool = True) -> Iterator[Check]:
    """Every row of every such column. Sums that `row_sums` knows by their metrics are left to it.

    Where no lines show what the heads span (`drawn` false), another row must bear the sum out.
    """
    table = view.table
    known = {split.whole.col for split in column_sums(view.reading.columns)}
    paths = {col: _path(table, col) for col in range(1, table.cols + 1)}
    unit = unit_named(table.unit) or Unit.NONE
    for col, path in paths.items():
        three = bool(path) and _THREE_PUBLIC.fullmatch(path[-1]) is not None
        dealt = _dealt_out(table, col, paths) if path and _SCORE.fullmatch(path[-1]) else []
        summed = bool(path) and (path[-1] in SUMS | _OF_YEAR or three or bool(dealt))
        if not summed or col in known or (any(map(_MEANS.search, path)) and not dealt):
            continue
        # A 合计 at the top of the head sums what stands to its right, if a row of the table shows that it does.
        at_top = len(path) == 1
        parts = dealt or _parts(col, path, {c: p for c, p in paths.items() if p and (not at_top or c >= col)})
        if at_top and len(parts) < 2:  # one at the right end sums what stands to its left: 一季度 … 四季度 | 合计
            parts = [c for c in _parts(col, path, paths) if c < col and _holds_amounts(view, c)]
        if len(parts) < 2 or (three and not _is_three([paths[c] for c in parts])):
            continue
        rows = list(_rows(view, col, path, parts, unit))
        checks = [check for check, _ in rows]
        met = sum(c.outcome is not Outcome.INCONSISTENT and bool(c.reported and c.reported.value) for c in checks)
        wrong = sum(c.outcome is Outcome.INCONSISTENT for c in checks)
        beside = sum(c.outcome is Outcome.NOT_CHECKABLE for c in checks)
        if beside * 2 > len(checks):
            yield from (_left_open(c, "a column that stands apart is a part as well") for c in checks)
        elif met or (drawn and (three or dealt or not at_top)):
            # Where most rows come out otherwise these are not all the parts: the others stand on the page beside it.
            if wrong > max(met, MOST_WRONG):
                yield from map(_left_open, checks)
            elif wrong > MOST_SHORT and all(map(_falls_short, checks)):
                yield from (_left_open(c, "a part of the whole has no column") for c in checks)
            else:
                too_many = _rows_with_a_column_too_many(rows)
                yield from (
                    _left_open(c, "one column is no part") if n in too_many else c for n, c in enumerate(checks)
                )


def _path(table: Table, col: int) -> Path:
    """The names over a column, without the row that numbers the columns (1, 2, 3 …, 栏次) or gives their formulas."""
    return tuple(name_key(t) for t in table.header_path(col) if not (t.strip().isdigit() or is_formula(t)))


def _dealt_out(table: Table, col: int, paths: dict[int, Path]) -> list[int]:
    """The columns of one group whose heads deal out a hundred points, and of whose scores `col` is the sum."""
    points: dict[int, Decimal] = {}
    for other, path in paths.items():
        told = _POINTS.search(folded("".join(table.header_path(other)[-1:]))) if other != col else None
        if told and path[:-1] == paths[col][:-1]:
            points[other] = Decimal(told[1])
    return list(points) if len(points) > 1 and sum(points.values()) == _ALL_POINTS else []


def _holds_amounts(view: TableView, col: int) -> bool:
    """Whether a column is no name, number or rate of the rows."""
    column = next((c for c in view.reading.columns if c.col == col), None)
    named = column is not None and column.role in ("item", "code", "number", "quarter", "remark")
    return not named and not is_rate_row("".join(view.table.header_path(col)[-1:]))


def _rows_with_a_column_too_many(rows: list[tuple[Check, Figures]]) -> set[int]:
    """The rows that miss their sum by the figure of one and the same column: it is no part, where that holds for
    several of them and for most that do not come out."""
    missed_by: dict[int, set[int]] = defaultdict(set)
    wrong = 0
    for n, (check, figures) in enumerate(rows):
        if check.outcome is not Outcome.INCONSISTENT or check.reported is None:
            continue
        wrong += 1
        rest = _total(figures) - check.reported.interval
        for col, figure in figures:
            if figure.value and rest.holds(figure.value):
                missed_by[col].add(n)
    most = max(missed_by.values(), key=len, default=set())
    return most if len(most) > 1 and len(most) * 2 > wrong else set()


def _falls_short(check: Check) -> bool:
    """Whether the parts of a row come to its whole, or to less: where they do so in many rows a column was hidden."""
    if check.outcome is not Outcome.INCONSISTENT or check.reported is None or check.expected_high is None:
        return True
    return check.expected_high < check.reported.value


def _left_open(check: Check, reason: str = "the columns do not add up in most rows") -> Check:
    if check.outcome is not Outcome.INCONSISTENT:
        return check
    return not_checkable(check.code, check.variant, check.locus, check.reported, reason)


def _is_three(parts: list[Path]) -> bool:
    """Whether three columns are the three kinds of 三公经费, each once."""
    names = ["".join(path) for path in parts]
    return len(names) == len(_THREE) and all(sum(bool(kind.search(n)) for n in names) == 1 for kind in _THREE)


def _rows(view: TableView, col: int, path: Path, parts: list[int], unit: Unit) -> Iterator[tuple[Check, Figures]]:
    """The rows that state a sum and parts of it in one unit, each with its parts by column."""
    table = view.table
    skipped = set(view.reading.skipped_rows)
    levels = any(_LEVEL.search("".join(table.header_path(c))) for c in parts)
    stated = (_figure(table.grid.get((r, col)), r, unit) for r in range(table.header_rows + 1, table.rows + 1))
    most_decimals = max((f.decimals for f in stated if f is not None), default=0)
    for row in (r for r in range(table.header_rows + 1, table.rows + 1) if r not in skipped):
        of_row = Unit.ITEMS if unit is Unit.NONE and most_decimals == 0 and _counts(table, row, path) else unit
        whole = _figure(table.grid.get((row, col)), row, of_row)
        figures = [(c, f) for c in parts if (f := _figure(table.grid.get((row, c)), row, of_row)) is not None]
        if whole is None or not prints_a_number(whole) or len(figures) < 2:
            continue
        label = table.text_at(row, 1)
        if is_rate_row(label) or _MEANS.search(label) or may_be_growth(label, whole, most_decimals):
            continue
        if (levels and is_between_levels(table, row)) or any(f.unit is not whole.unit for _, f in figures):
            continue
        check = _check(view, row, path, whole, figures)
        if check.outcome is Outcome.INCONSISTENT and prints_growth(table, row, {col, *parts}):
            continue
        if check.outcome is Outcome.INCONSISTENT and prints_rest(table, row, whole, _total(figures), {col, *parts}):
            check = _left_open(check, "another column of the row prints the rest")
        yield check, figures


def _counts(table: Table, row: int, path: Path) -> bool:
    """Whether the whole numbers of a row are counts: its name, the head above it or the title says so, and none of them
    that they are money."""
    said = "".join((table.title, *path, *table.header_path(1), table.text_at(row, 1)))
    return is_of_counts(table, said)


def _total(figures: Figures) -> Interval:
    total = Interval.exactly(0)
    for _, figure in figures:
        total += figure.interval
    return total


def _parts(col: int, path: Path, paths: dict[int, Path]) -> list[int]:
    """The columns that add up to `col`; none where 其中 says that they are not all, or a group has no sum."""
    group = path[:-1]
    below = {c: p for c, p in paths.items() if c != col and p[: len(group)] == group and len(p) > len(group)}
    if any("其中" in name for p in below.values() for name in p):
        return []
    parts: list[int] = []
    for name in dict.fromkeys(p[len(group)] for p in below.values()):
        members = [c for c, p in below.items() if p[len(group)] == name]
        sums = [c for c in members if below[c][-1] in SUMS]
        if len(members) > 1 and len(sums) != 1:
            return []
        parts += sums or members
    return parts


def _figure(cell: Cell | None, row: int, unit: Unit) -> Figure | None:
    """The figure of a cell of its own; a merged cell belongs to no single column."""
    if cell is None or cell.row != row or cell.col_span != 1 or not cell.text:
        return None
    return figure_of_cell(cell, unit)


def _check(view: TableView, row: int, path: Path, whole: Figure, parts: Figures) -> Check:
    column = "".join(path)
    own = Place(page=whole.box.page, box=whole.box, text=f"{column} {whole.text}")
    places = [
        Place(page=f.box.page, box=f.box, text=f"{''.join(view.table.header_path(c)[-1:])} {f.text}") for c, f in parts
    ]
    first = view.table.text_at(row, 1)
    return compared(
        CheckCode.SUM,
        "columns",
        Locus(
            table=view.table.name, row="" if first.replace(",", "").replace(".", "").isdigit() else first, column=column
        ),
        whole,
        [_total(parts)],
        [own, *places],
        formula=" + ".join(f.text for _, f in parts),
    )
