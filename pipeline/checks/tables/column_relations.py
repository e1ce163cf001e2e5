"""Columns that follow from their neighbours, whatever they are called: 净值 from 原值 and 折旧, 金额 from 数量 and
单价, 完成率 from 实际 and 计划.

No vocabulary is needed: where most rows of a column come out to the last digit by one and the same formula over two
other columns, the others are held against it. Small numbers agree by chance, so rows count as evidence by how many
digits they print; a column that no formula explains, or that several explain differently, accuses nobody.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations, permutations

from pipeline.checks.calculations import Spot, spot_of
from pipeline.checks.compare import compared, face_value, judge, relation_of
from pipeline.checks.tables.column_formulas import (
    DECLINE,
    DIFFERENCE,
    DIVIDED,
    GROWTH,
    MEAN,
    PRODUCTS,
    QUOTIENTS,
    RATE,
    SUM,
    added,
    formulas_of,
    is_far,
    is_named_so,
    is_telling,
    shared_unit,
    values_of,
)
from pipeline.checks.tables.figure_grid import FigureColumn, FigureGrid
from pipeline.checks.tables.row_rest import is_between_levels, prints_rest
from pipeline.vocabulary.formulas import evaluate_formula
from schemas.audit import Check, CheckCode, Outcome
from schemas.figure import Figure, Interval, Unit
from schemas.slips import LeastDigits, slip_makes

_OTHER_BASIS = re.compile(r"可比|同口径|剔除")  # what was left out of both years is not printed
_RATE_OF_POINTS = re.compile(r"[得失扣评]分|分值")
_CODES = {DIFFERENCE: CheckCode.DIFFERENCE, SUM: CheckCode.SUM, MEAN: CheckCode.AVERAGE}  # any other is a ratio
LEAST_TELLING = 3  # rows of that many digits that must come out
LEAST_HINTED = 2  # where the column's name says the same
LEAST_SMALL = 5  # rows of small numbers
MOST_SETTLED = 3  # a column whose figures are settled for more than one in so many is known already
TOLD_APART = 3  # for each row that does not come out, so many that do
SLIP_DIGITS = LeastDigits(changed=4, swapped=3)
MEAN_DIGITS = LeastDigits(changed=4, swapped=4)  # a weighted mean is not far from a plain one
SLIP_VALUES = 40  # roundings of what is expected, of which a slip may be the print
MOST_COUNTS = 8  # columns of which two may be added up
SEEN_FIRST = 8  # rows after which a formula that fits badly is given up


@dataclass(slots=True)
class _Fit:
    """A formula over two columns, and which rows bear it out."""

    formula: str
    a: FigureColumn
    b: FigureColumn
    unit: Unit | None = None  # of money, where the three columns are printed in two
    holds: list[int] = field(default_factory=list)
    fails: list[int] = field(default_factory=list)
    telling: int = 0


def column_relation_checks(
    grid: FigureGrid, settled: Collection[Spot], points: Collection[int] = ()
) -> Iterator[Check]:
    """Every row of every column that a formula explains, unless more than a few of its figures (such as a total that
    other rows add up to) stand in `settled`. `points`: the columns that hold weights and scores."""
    for column in grid.columns:
        known = sum(spot_of(f) in settled for f in column.figures.values())
        if known * MOST_SETTLED > len(column.figures) or _OTHER_BASIS.search(column.name):
            continue
        others = [c for c in grid.columns if c is not column]
        if points and not _RATE_OF_POINTS.search(column.name):
            # 完成率 | 分值 | 得分: scores that were given in proportion are no reason for the others to be
            others = [c for c in others if c.col not in points] if column.is_rate else others
        fits = [f for f in _fits(grid, column, others) if _is_sure(f, column) or _is_borne_out(grid, f, column)]
        if not fits and column.is_rate:
            fits = [f for f in _fits_of_sums(grid, column, others) if _is_sure(f, column)]
        best = max((len(f.holds) for f in fits), default=0)
        fits = [f for f in fits if len(f.holds) == best]
        for row in sorted({r for f in fits for r in (*f.holds, *f.fails)}):
            check = _check(grid, column, row, fits)
            # two formulas may bear out the same number of rows and not the same rows (a total without 结转)
            told = next(f for f in fits if row in f.holds or row in f.fails)
            if check.outcome is not Outcome.INCONSISTENT or not _takes_one_more(grid, column, row, check, told):
                yield check


def _takes_one_more(grid: FigureGrid, column: FigureColumn, row: int, check: Check, fit: _Fit) -> bool:
    """Whether a sum or difference comes out with one more figure of the row, which no other row states; or counts twice
    what one level of government gives another."""
    if fit.formula not in (SUM, DIFFERENCE) or check.reported is None:
        return False
    if any("本级" in c.name for c in (column, fit.a, fit.b)) and is_between_levels(grid.table, row):
        return True
    a, b = _inputs(fit, row)
    if a is None or b is None:
        return False
    taken = {column.col, fit.a.col, fit.b.col}
    return prints_rest(grid.table, row, check.reported, values_of(fit.formula, a, b)[0], taken)


def _fits(grid: FigureGrid, column: FigureColumn, others: list[FigureColumn]) -> Iterator[_Fit]:
    for a, b in permutations(others, 2):
        for formula in formulas_of(column, a, b):
            fit = _fit(grid, column, _Fit(formula, a, b, shared_unit(column, a, b)))
            if fit is not None:
                yield fit


def _fits_of_sums(grid: FigureGrid, column: FigureColumn, others: list[FigureColumn]) -> Iterator[_Fit]:
    """Rates with two counts added up above or below the line: 结案 / (旧存 + 新收), (优 + 良) / 总数."""
    counts = [
        c for c in others if c.figures and all(f.exact and f.unit is not Unit.PERCENT for f in c.figures.values())
    ]
    for one, two in combinations(counts[:MOST_COUNTS], 2):
        both = added(one, two)
        for third in counts:
            for a, b in ((third, both), (both, third)) if third not in (one, two) else ():
                fit = _fit(grid, column, _Fit(RATE, a, b))
                if fit is not None:
                    yield fit


def _may_be_right(grid: FigureGrid, fit: _Fit, column: FigureColumn, row: int, values: Collection[Interval]) -> bool:
    """Whether a row that fails may be right: a mean that lies between the two may be weighted (people by months), and
    what is less may be printed without its sign (差额 | 超支)."""
    figure, (a, b) = column.figures[row], _inputs(fit, row)
    if a is None or b is None:
        return False
    if fit.formula == MEAN:
        low, high = sorted((a.value, b.value))
        return low <= figure.value <= high and not _is_slip(figure, values, MEAN_DIGITS)
    if fit.formula in (DIFFERENCE, GROWTH, DECLINE) and prints_no_sign(grid, column, row):
        turned = evaluate_formula(fit.formula, {"a": a.interval, "b": b.interval})
        if figure.interval.meets(-turned):
            return True
    if fit.formula == DIFFERENCE:
        return prints_no_sign(grid, fit.b, row) and figure.interval.meets(a.interval + b.interval)
    return fit.formula == SUM and any(
        prints_no_sign(grid, less, row) and figure.interval.meets(x.interval - y.interval)
        for less, x, y in ((fit.a, b, a), (fit.b, a, b))
    )


def prints_no_sign(grid: FigureGrid, column: FigureColumn, row: int) -> bool:
    """Whether no figure of a column or a row is below zero, so that what went down may be printed as what went up."""
    beside = (c.figures[row] for c in grid.columns if row in c.figures)
    return all(f.value >= 0 for f in (*column.figures.values(), *beside))


def _fit(grid: FigureGrid, column: FigureColumn, fit: _Fit) -> _Fit | None:
    """The formula with the rows that state all it needs; None where it is soon seen to fit badly."""
    product = fit.formula in PRODUCTS
    every = [column.dashes, fit.a.dashes, fit.b.dashes]
    # what one of the columns leaves out and another does not
    dashes = frozenset.union(*every) - frozenset.intersection(*every) - grid.aside
    rest: set[int] = set()  # columns that hold what the formula leaves out
    for row, figure in column.figures.items():
        a, b = _inputs(fit, row)
        # A product is of one thing; a total over rows that leave something out is of fewer things than it seems.
        if a is None or b is None or ((product or dashes) and grid.is_total(row)):
            continue
        if fit.formula in (SUM, DIFFERENCE) and len({f.unit for f in (figure, a, b) if f.unit.is_money}) > 1:
            continue  # 10.22万 (of square metres) among 亿元
        if b.value == 0 and fit.formula in DIVIDED:
            continue
        far = is_far(fit.formula, figure, a, b)
        values = [] if far else values_of(fit.formula, a, b)
        if not (far or values):
            continue
        if not far and fit.formula in (SUM, DIFFERENCE) and grid.has_twin(row, column, fit.a, fit.b):
            continue
        if far or judge(figure, values) is Outcome.INCONSISTENT:
            if _may_be_right(grid, fit, column, row, values):
                continue
            if fit.formula in QUOTIENTS and grid.is_total(row) and not _is_slip(figure, values):
                continue  # what rows come to each may be added up, or meant as the mean of the rows
            if fit.formula in (SUM, DIFFERENCE) and (held := grid.printing(row, _missing(fit.formula, figure, a, b))):
                rest |= held - {column.col, fit.a.col, fit.b.col}  # another column of the row holds the rest
                continue
            fit.fails.append(row)
            if len(fit.fails) > 2 and len(fit.holds) + len(fit.fails) <= SEEN_FIRST:
                return None
        else:
            fit.holds.append(row)
            fit.telling += is_telling(fit.formula, figure, a, b)
    # what is part of the formula in one row (年初 + 追加 - 追减) is so wherever it states anything
    fit.fails = [r for r in fit.fails if not any(c.col in rest and c.states(r) for c in grid.columns)]
    return fit


def _inputs(fit: _Fit, row: int) -> tuple[Figure | None, Figure | None]:
    """The two figures of a row; those that a rate divides in one unit of money, and those that a difference of 元 is of
    (预算（万元） | 支出（元） | 结余（元）)."""
    a, b = fit.a.figures.get(row), fit.b.figures.get(row)
    if fit.formula in (SUM, DIFFERENCE) and fit.unit is not None and a is not None and b is not None:
        return a.in_unit(fit.unit), b.in_unit(fit.unit)
    divided = fit.formula in (RATE, GROWTH, DECLINE)
    if divided and a is not None and b is not None and a.unit.is_money and b.unit.is_money:
        return a, b.in_unit(a.unit)
    return a, b


def _missing(formula: str, figure: Figure, a: Figure, b: Figure) -> Interval:
    """By how much a sum or a difference misses the figure."""
    return figure.interval - (a.interval + b.interval if formula == SUM else a.interval - b.interval)


_YEAR = re.compile(r"(?<!\d)(20\d\d)年?")
_CHANGE = re.compile(r"增减|同比|增长|[比较]上年|变动|变化")


def _compares_years(fit: _Fit, column: FigureColumn) -> bool:
    """2019年 | 2020年 | 增减（%）: the heads leave no other formula."""
    if fit.formula not in (GROWTH, DIFFERENCE) or not _CHANGE.search(column.name):
        return False
    years = [_YEAR.findall(c.name) for c in (fit.a, fit.b)]
    return all(len(y) == 1 for y in years) and int(years[0][0]) == int(years[1][0]) + 1


def _slipped_once(fit: _Fit, column: FigureColumn) -> bool:
    """Whether the column's name and two rows say how it came about, and the one row that comes out otherwise prints a
    digit for another: few rows tell as much where what they miss is the print of a slip."""
    hinted = bool(is_named_so(column, fit.formula)) or _compares_years(fit, column)
    if len(fit.fails) != 1 or fit.telling < LEAST_HINTED or not hinted:
        return False
    a, b = _inputs(fit, fit.fails[0])
    values = values_of(fit.formula, a, b) if a is not None and b is not None else []
    figure = column.figures[fit.fails[0]]
    return _is_slip(figure, values)


def _is_slip(figure: Figure, values: Collection[Interval], least: LeastDigits = SLIP_DIGITS) -> bool:
    return any(slip_makes(figure.value, figure.decimals, v, least, SLIP_VALUES) for v in values)


def _is_sure(fit: _Fit, column: FigureColumn) -> bool:
    if _slipped_once(fit, column):
        return True
    if len(fit.holds) < (2 if _compares_years(fit, column) else TOLD_APART) * len(fit.fails):
        return False
    rows = [(column.figures[r], fit.a.figures[r], fit.b.figures[r]) for r in fit.holds]
    small = sum(all(f.value and f.exact for f in row) for row in rows)  # rounded, small numbers meet by chance
    if _compares_years(fit, column):
        return fit.telling >= LEAST_HINTED or fit.telling + small >= LEAST_TELLING
    if is_named_so(column, fit.formula):
        return fit.telling >= LEAST_HINTED and len(fit.holds) >= LEAST_TELLING
    return fit.telling >= LEAST_TELLING or (small >= LEAST_SMALL and fit.formula not in PRODUCTS)


def _is_borne_out(grid: FigureGrid, fit: _Fit, column: FigureColumn) -> bool:
    """Whether what few rows say of a column is said by another one over the same two (增减额 beside 增减率), or by the
    total of the column, which comes out with what the formula gives."""
    if len(fit.fails) != 1 or not (fit.telling or len(fit.holds) >= LEAST_TELLING):
        return False
    if not is_named_so(column, fit.formula):
        return False
    row = fit.fails[0]
    figure, (a, b) = column.figures[row], _inputs(fit, row)
    values = values_of(fit.formula, a, b) if a is not None and b is not None else []
    if fit.telling >= LEAST_HINTED and any(_adds_up(grid, column, row, figure.interval - v) for v in values):
        return True
    of_change = (DIFFERENCE, RATE, GROWTH, DECLINE)
    for other in grid.columns if fit.formula in of_change else ():
        if other in (column, fit.a, fit.b) or other.is_rate == column.is_rate:
            continue
        for one, two in ((fit.a, fit.b), (fit.b, fit.a)):
            for formula in set(formulas_of(other, one, two)).intersection(of_change):
                same = _fit(grid, other, _Fit(formula, one, two, shared_unit(other, one, two)))
                if same and not same.fails and same.telling >= LEAST_HINTED and row in same.holds:
                    return True
    return False


def _adds_up(grid: FigureGrid, column: FigureColumn, row: int, too_much: Interval) -> bool:
    """Whether a column's one total misses its rows by what a figure has too much: of a row, or of the total itself."""
    totals = [r for r in column.figures if grid.is_total(r)]
    rows = [r for r in column.figures if r not in totals and r not in grid.aside]
    if column.is_rate or len(totals) != 1 or len(rows) < LEAST_HINTED or row not in (*rows, *totals):
        return False
    missing = Interval.exactly(0)
    for r in rows:
        missing += column.figures[r].interval
    missing -= column.figures[totals[0]].interval
    missing = -missing if row in totals else missing
    return not missing.holds(Decimal(0)) and missing.meets(too_much)


def _check(grid: FigureGrid, column: FigureColumn, row: int, fits: list[_Fit]) -> Check:
    figure = column.figures[row]
    stated = [f for f in fits if row in f.a.figures and row in f.b.figures]
    inputs = [{"a": a, "b": b} for f in stated for a, b in (_inputs(f, row),) if a is not None and b is not None]
    values = [v for f, x in zip(stated, inputs, strict=True) for v in values_of(f.formula, x["a"], x["b"])]
    first, figures = stated[0], inputs[0]
    nominal = face_value(first.formula, figures)
    return compared(
        _CODES.get(first.formula, CheckCode.RATIO),
        "columns" if first.formula == SUM else "derived",
        grid.locus(row, column),
        figure,
        values,
        [grid.place(row, c) for c in (column, first.a, first.b)],
        nominals=[nominal] if nominal is not None else [],
        relation=relation_of(first.formula, figures),
        formula=_shown(first.formula, figures),
    )


def _shown(formula: str, figures: dict[str, Figure]) -> str:
    """The formula with the printed numbers, as a person writes it."""
    return re.sub(r"\b[ab]\b", lambda m: figures[m[0]].text, formula).replace("*", "×")
