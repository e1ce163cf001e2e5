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
from itertools import permutations

from pipeline.checks.calculations import Spot, spot_of
from pipeline.checks.compare import compared, face_value, judge, relation_of
from pipeline.checks.tables.figure_grid import FigureColumn, FigureGrid
from pipeline.checks.tables.row_rest import is_between_levels, prints_rest
from pipeline.vocabulary.formulas import evaluate_formula
from schemas.audit import Check, CheckCode, Outcome
from schemas.figure import Figure, Interval, unit_of_last_digit
from schemas.slips import LeastDigits, slip_makes

DIFFERENCE, SUM, RATE, GROWTH = "a - b", "a + b", "a / b * 100", "(a - b) / b * 100"
DECLINE = "(a - b) / a * 100"
PRODUCTS = ("a * b", "a * b / 10000", "a * b * 10000")  # 元 and 万元
_PRODUCT_NAMES = re.compile(r"金额|[总合]计|小计|总额|费用?$|支出|经费|补助|发放")
_OTHER_BASIS = re.compile(r"可比|同口径|剔除")  # what was left out of both years is not printed
_RATE_OF_POINTS = re.compile(r"[得失扣评]分|分值")
_LESS = re.compile(r"节[约支省]|[下压核]?[减降]|结余|未")
# Names that say how a column came about need fewer rows to bear it out.
_HINTS = {
    DIFFERENCE: re.compile(r"差|余|未|净|增减|空缺|缺口|剩|变[动化]|百分点"),
    SUM: re.compile(r"合计|总计|小计|总[数额]|累计"),
    RATE: re.compile(r"率|比|[幅程进]度|[%％]"),
    GROWTH: re.compile(r"增|减|涨|降|变动|同比"),
    DECLINE: _LESS,
    **dict.fromkeys(PRODUCTS, _PRODUCT_NAMES),
}
_CODES = {DIFFERENCE: CheckCode.DIFFERENCE, SUM: CheckCode.SUM}  # any other is a ratio
MANY_DIGITS = 3  # of a number that is not met by chance
LEAST_TELLING = 3  # rows of that many digits that must come out
LEAST_HINTED = 2  # where the column's name says the same
LEAST_SMALL = 5  # rows of small numbers
MOST_SETTLED = 3  # a column whose figures are settled for more than one in so many is known already
TOLD_APART = 3  # for each row that does not come out, so many that do
SLIP_DIGITS = LeastDigits(changed=4, swapped=3)
SLIP_VALUES = 40  # roundings of what is expected, of which a slip may be the print
FAR = 4  # units of the last digit that rounding never comes to
_HUNDRED = Decimal(100)
SEEN_FIRST = 8  # rows after which a formula that fits badly is given up


@dataclass(slots=True)
class _Fit:
    """A formula over two columns, and which rows bear it out."""

    formula: str
    a: FigureColumn
    b: FigureColumn
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
        fits = [f for f in _fits(grid, column, others) if _is_sure(f, column)]
        best = max((len(f.holds) for f in fits), default=0)
        fits = [f for f in fits if len(f.holds) == best]
        for row in sorted({r for f in fits for r in (*f.holds, *f.fails)}):
            check = _check(grid, column, row, fits)
            if check.outcome is not Outcome.INCONSISTENT or not _takes_one_more(grid, column, row, check, fits[0]):
                yield check


def _takes_one_more(grid: FigureGrid, column: FigureColumn, row: int, check: Check, fit: _Fit) -> bool:
    """Whether a sum or difference comes out with one more figure of the row, which no other row states; or counts twice
    what one level of government gives another."""
    if fit.formula not in (SUM, DIFFERENCE) or check.reported is None:
        return False
    if any("本级" in c.name for c in (column, fit.a, fit.b)) and is_between_levels(grid.table, row):
        return True
    value = _values(fit.formula, fit.a.figures[row], fit.b.figures[row])[0]
    return prints_rest(grid.table, row, check.reported, value, {fit.a.col, fit.b.col})


def _fits(grid: FigureGrid, column: FigureColumn, others: list[FigureColumn]) -> Iterator[_Fit]:
    for a, b in permutations(others, 2):
        for formula in _formulas(column, a, b):
            fit = _fit(grid, column, _Fit(formula, a, b))
            if fit is not None:
                yield fit


def _formulas(column: FigureColumn, a: FigureColumn, b: FigureColumn) -> Iterator[str]:
    first = a.col < b.col  # for what does not depend on the order
    if column.is_rate and not (a.is_rate or b.is_rate):
        yield RATE
        yield GROWTH
        if _LESS.search(column.name):
            yield DECLINE
    elif column.is_rate == a.is_rate == b.is_rate:
        yield DIFFERENCE
        if first:
            yield SUM
        if first and not column.is_rate and _PRODUCT_NAMES.search(column.name):
            yield from PRODUCTS


def _fit(grid: FigureGrid, column: FigureColumn, fit: _Fit) -> _Fit | None:
    """The formula with the rows that state all it needs; None where it is soon seen to fit badly."""
    product = fit.formula in PRODUCTS
    every = [column.dashes, fit.a.dashes, fit.b.dashes]
    # what one of the columns leaves out and another does not
    dashes = frozenset.union(*every) - frozenset.intersection(*every) - grid.aside
    for row, figure in column.figures.items():
        a, b = _inputs(fit, row)
        # A product is of one thing; a total over rows that leave something out is of fewer things than it seems.
        if a is None or b is None or ((product or dashes) and grid.is_total(row)):
            continue
        if fit.formula in (SUM, DIFFERENCE) and len({f.unit for f in (figure, a, b) if f.unit.is_money}) > 1:
            continue  # 10.22万 (of square metres) among 亿元
        if b.value == 0 and fit.formula in (RATE, GROWTH, DECLINE):
            continue
        far = _is_far(fit.formula, figure, a, b)
        values = [] if far else _values(fit.formula, a, b)
        if not (far or values):
            continue
        if not far and fit.formula in (SUM, DIFFERENCE) and grid.has_twin(row, column, fit.a, fit.b):
            continue
        if far or judge(figure, values) is Outcome.INCONSISTENT:
            if fit.formula in (SUM, DIFFERENCE) and grid.prints(row, _missing(fit.formula, figure, a, b)):
                continue  # another column of the row holds the rest
            fit.fails.append(row)
            if len(fit.fails) > 2 and len(fit.holds) + len(fit.fails) <= SEEN_FIRST:
                return None
        else:
            fit.holds.append(row)
            fit.telling += _is_telling(fit.formula, figure, a, b)
    return fit


def _inputs(fit: _Fit, row: int) -> tuple[Figure | None, Figure | None]:
    """The two figures of a row; those that a rate divides in one unit of money."""
    a, b = fit.a.figures.get(row), fit.b.figures.get(row)
    divided = fit.formula in (RATE, GROWTH, DECLINE)
    if divided and a is not None and b is not None and a.unit.is_money and b.unit.is_money:
        return a, b.in_unit(a.unit)
    return a, b


def _is_far(formula: str, figure: Figure, a: Figure, b: Figure) -> bool:
    """Whether the printed numbers miss a formula by more than any rounding: most do, and need no closer look."""
    step = FAR * unit_of_last_digit(min(figure.decimals, a.decimals, b.decimals))
    if formula in (DIFFERENCE, SUM):
        return abs((a.value - b.value if formula == DIFFERENCE else a.value + b.value) - figure.value) > step
    if formula in PRODUCTS or b.value == 0:
        return False
    if formula == DECLINE:
        if a.value == 0:
            return False
        return _is_far(GROWTH, figure, b, a)
    whole = abs(b.value)
    rate = (a.value if formula == RATE else a.value - b.value) / b.value * _HUNDRED
    off = abs(abs(rate) - abs(figure.value))  # either sign, as far as this goes
    return off > FAR * unit_of_last_digit(figure.decimals) + step * (_HUNDRED + abs(rate)) / whole


def _missing(formula: str, figure: Figure, a: Figure, b: Figure) -> Interval:
    """By how much a sum or a difference misses the figure."""
    return figure.interval - (a.interval + b.interval if formula == SUM else a.interval - b.interval)


def _values(formula: str, a: Figure, b: Figure) -> list[Interval]:
    """What a formula gives: nothing where it divides by zero, either sign where a deficit grew or shrank."""
    try:
        value = evaluate_formula(formula, {"a": a.interval, "b": b.interval})
    except ZeroDivisionError:
        return []
    return [value, -value] if formula == GROWTH and b.value < 0 else [value]


def _is_telling(formula: str, figure: Figure, a: Figure, b: Figure) -> bool:
    """Whether a row that comes out is no matter of course (x - 0, x / x) nor of small numbers."""
    if not (figure.value and a.value and b.value) or a.value == b.value:
        return False
    if formula in PRODUCTS and 1 in (a.value, b.value):
        return False
    if formula in (RATE, GROWTH, DECLINE):  # 68.00% is as telling as 68.37%, if not of 32 and 42 rounded
        if not all(f.exact or _digits(f) >= MANY_DIGITS for f in (a, b)):
            return False
        return _digits(figure) >= MANY_DIGITS
    # 88.5 + 2.7 and 88.5 + 4.4 - 2.7 are the same where all is rounded to tenths
    if formula in (SUM, DIFFERENCE) and any(abs(f.value) < Decimal(10).scaleb(-f.decimals) for f in (a, b)):
        return all(f.exact for f in (figure, a, b)) and figure.significant_digits >= MANY_DIGITS
    return figure.significant_digits >= MANY_DIGITS


def _digits(figure: Figure) -> int:
    return sum(c.isdigit() for c in figure.plain)


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
    hinted = bool(_HINTS[fit.formula].search(column.name)) or _compares_years(fit, column)
    if len(fit.fails) != 1 or fit.telling < LEAST_HINTED or not hinted:
        return False
    a, b = _inputs(fit, fit.fails[0])
    values = _values(fit.formula, a, b) if a is not None and b is not None else []
    figure = column.figures[fit.fails[0]]
    return any(slip_makes(figure.value, figure.decimals, v, SLIP_DIGITS, SLIP_VALUES) for v in values)


def _is_sure(fit: _Fit, column: FigureColumn) -> bool:
    if _slipped_once(fit, column):
        return True
    if len(fit.holds) < (2 if _compares_years(fit, column) else TOLD_APART) * len(fit.fails):
        return False
    rows = [(column.figures[r], fit.a.figures[r], fit.b.figures[r]) for r in fit.holds]
    small = sum(all(f.value and f.exact for f in row) for row in rows)  # rounded, small numbers meet by chance
    if _compares_years(fit, column):
        return fit.telling >= LEAST_HINTED or fit.telling + small >= LEAST_TELLING
    if _HINTS[fit.formula].search(column.name):
        return fit.telling >= LEAST_HINTED and len(fit.holds) >= LEAST_TELLING
    return fit.telling >= LEAST_TELLING or (small >= LEAST_SMALL and fit.formula not in PRODUCTS)


def _check(grid: FigureGrid, column: FigureColumn, row: int, fits: list[_Fit]) -> Check:
    figure = column.figures[row]
    stated = [f for f in fits if row in f.a.figures and row in f.b.figures]
    inputs = [{"a": a, "b": b} for f in stated for a, b in (_inputs(f, row),) if a is not None and b is not None]
    values = [v for f, x in zip(stated, inputs, strict=True) for v in _values(f.formula, x["a"], x["b"])]
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
