"""Amounts that follow from three or more columns: 全年预算 | 支出数 | 结转下年 | 财政收回 that divide one,
年初数 | 本年增加 | 本年减少 | 年末数, the mean of years.

No vocabulary of amounts is needed: where most rows of a column come out, to the last digit, from the same columns, the
other rows are held against them. Sums of two are found by `column_relations`, those that a head calls 合计 by
`header_sums`. What is left (年末, 结转, 余额) and means are looked for under such names only.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from pipeline.checks.compare import compared, face_value, judge, relation_of
from pipeline.checks.tables.figure_grid import FigureColumn, FigureGrid
from pipeline.checks.tables.row_rest import is_between_levels, prints_rest
from pipeline.vocabulary.formulas import evaluate_formula
from schemas.audit import Check, CheckCode, Outcome
from schemas.figure import Figure, Interval, Unit
from schemas.slips import LeastDigits, slip_makes

FEWEST, MOST = 3, 5  # columns that divide another
MANY_DIGITS = 3  # of a number that is not met by chance
LEAST_TELLING = 3  # rows of that many digits in which no part is nothing and the sum comes out
SEEN_FIRST = 8  # rows after which columns that fit badly are given up
TOLD_APART = 3  # for each row that does not come out, so many that do
SLIP_DIGITS = LeastDigits(changed=4, swapped=4)
SLIP_VALUES = 40  # roundings of a mean, of which a slip may be the print
_LEFT = re.compile(r"^(?!.*(?:年初|期初|上年|以前)).*(?:年末|期末|[月季]末|结转|结[余存]|余额|剩余|未[用使])")
_MEANS = re.compile(r"平均|[年月季]均|均[值数分]")
_LEVELS = re.compile(r"本级|市县|[县区]市|[县市]区|下级|地方|[省市区县]级|乡镇")
_YEAR = re.compile(r"(?<!\d)20\d\d")
_NO_MEAN = re.compile(r"[人户亩次]均|每|增|长|速")  # the mean growth of years is none of their growths


@dataclass(slots=True)
class _Split:
    """`formula` gives the whole, its parts called a, b, c … in their order."""

    whole: FigureColumn
    parts: Sequence[FigureColumn]
    formula: str
    holds: list[int] = field(default_factory=list)
    fails: list[int] = field(default_factory=list)
    telling: int = 0

    @property
    def is_sure(self) -> bool:
        return self.telling >= LEAST_TELLING and len(self.holds) >= TOLD_APART * len(self.fails)


def column_split_checks(grid: FigureGrid) -> Iterator[Check]:
    """Every row of a column that comes out from the same others in most rows."""
    for whole in grid.columns:
        alike = [c for c in grid.columns if c.is_rate == whole.is_rate]
        tried = (_split(grid, _Split(whole, parts, formula)) for parts, formula in _ways(alike, whole))
        best = max((s for s in tried if s.is_sure), key=lambda s: (len(s.holds), -len(s.parts)), default=None)
        if best is not None:
            yield from (_check(grid, best, row) for row in sorted((*best.holds, *best.fails)))


def _ways(alike: Sequence[FigureColumn], whole: FigureColumn) -> Iterator[tuple[Sequence[FigureColumn], str]]:
    """Columns that a column may follow from, and how."""
    years = [c for c in alike if c is not whole and _YEAR.search(c.name)]
    runs = [*_runs(alike, whole), *([years] if FEWEST <= len(years) <= MOST else [])]
    if not whole.is_rate:
        yield from ((parts, _sum(len(parts))) for parts in runs)
    if _MEANS.search(whole.name) and not _NO_MEAN.search(whole.name):
        yield from ((parts, f"({_sum(len(parts))}) / {len(parts)}") for parts in runs)
    if _LEFT.search(whole.name) and not whole.is_rate:
        others = [c for c in alike if c is not whole]
        for less in others:
            for two in combinations((c for c in others if c is not less), 2):
                yield (*two, less), "a + b - c"


def _sum(count: int) -> str:
    return " + ".join("abcde"[:count])


def _runs(alike: Sequence[FigureColumn], whole: FigureColumn) -> Iterator[Sequence[FigureColumn]]:
    """Neighbouring columns that may divide another: those before it, or those behind it."""
    at = next(i for i, c in enumerate(alike) if c is whole)
    for side in (alike[:at], alike[at + 1 :]):
        for length in range(FEWEST, MOST + 1):
            for start in range(len(side) - length + 1):
                yield side[start : start + length]


def _split(grid: FigureGrid, found: _Split) -> _Split:
    whole = found.whole
    of_levels = any(_LEVELS.search(c.name) for c in (whole, *found.parts))
    for row in whole.figures:
        figure, stated = _stated(found, row)
        if not stated or any(f.unit is not figure.unit for f in stated.values()):
            continue
        value = evaluate_formula(_formula(found, stated), {name: f.interval for name, f in stated.items()})
        if judge(figure, [value]) is not Outcome.INCONSISTENT:
            found.holds.append(row)
            full = len(stated) == len(found.parts) and all(f.value for f in stated.values())
            found.telling += full and figure.significant_digits >= MANY_DIGITS
        elif "/" in found.formula and _may_be_weighted(figure, value, stated.values()):
            continue
        elif of_levels and is_between_levels(grid.table, row):
            continue  # what one level gives another the whole counts once
        elif not _prints_rest(grid, row, figure, value, found):
            found.fails.append(row)
            seen = len(found.fails) + len(found.holds)
            if len(found.fails) * TOLD_APART > len(whole.figures) or (len(found.fails) > 2 and seen <= SEEN_FIRST):
                break
    return found


def _may_be_weighted(figure: Figure, mean: Interval, parts: Collection[Figure]) -> bool:
    """Whether a mean that fails lies among its parts, and no slip makes it of theirs."""
    values = [f.value for f in parts]
    among = min(values) <= figure.value <= max(values)
    return among and not slip_makes(figure.value, figure.decimals, mean, SLIP_DIGITS, SLIP_VALUES)


def _stated(split: _Split, row: int) -> tuple[Figure, dict[str, Figure]]:
    """The whole of a row and its parts by name, in one unit as far as a head says none (结转下年); a dash is left out.
    No parts where one of them is neither a number nor a dash, or where a mean leaves one out."""
    whole = split.whole.figures[row]
    missing = [c for c in split.parts if row not in c.figures]
    unread = any(row not in c.dashes for c in missing) or len(missing) == len(split.parts)
    if unread or (missing and "/" in split.formula) or ("-" in split.formula and split.parts[0] in missing):
        return whole, {}
    stated = {name: c.figures[row] for name, c in zip("abcde", split.parts, strict=False) if row in c.figures}
    unit = next((f.unit for f in (whole, *stated.values()) if f.unit.is_money), Unit.NONE)

    def of_unit(figure: Figure) -> Figure:
        return figure.model_copy(update={"unit": unit}) if figure.unit is Unit.NONE else figure

    return of_unit(whole), {name: of_unit(f) for name, f in stated.items()}


def _formula(split: _Split, stated: Mapping[str, Figure]) -> str:
    """The formula without the terms that a row leaves out."""
    if "a" not in stated:
        return " + ".join(stated)
    return re.sub(r" [-+] ([a-e])\b", lambda m: m[0] if m[1] in stated else "", split.formula)


def _prints_rest(grid: FigureGrid, row: int, figure: Figure, value: Interval, split: _Split) -> bool:
    return prints_rest(grid.table, row, figure, value, {split.whole.col, *(c.col for c in split.parts)})


def _check(grid: FigureGrid, split: _Split, row: int) -> Check:
    whole, stated = _stated(split, row)
    columns = [c for c in split.parts if row in c.figures]
    formula = _formula(split, stated)
    nominal = face_value(formula, stated)
    code = (
        CheckCode.AVERAGE if "/" in split.formula else CheckCode.DIFFERENCE if "-" in split.formula else CheckCode.SUM
    )
    return compared(
        code,
        "columns" if code is CheckCode.SUM else "derived",
        grid.locus(row, split.whole),
        whole,
        [evaluate_formula(formula, {name: f.interval for name, f in stated.items()})],
        [grid.place(row, c) for c in (split.whole, *columns)],
        nominals=[nominal] if nominal is not None else [],
        relation=relation_of(formula, stated),
        formula=re.sub(r"\b[a-e]\b", lambda m: stated[m[0]].text, formula),
    )
