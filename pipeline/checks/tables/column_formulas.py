"""What a column may be of two others, by its name and the sorts of its numbers: difference, sum, rate, growth, product,
quotient, mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.checks.tables.figure_grid import FigureColumn
from pipeline.vocabulary.formulas import evaluate_formula
from pipeline.vocabulary.header_words import OF_DIFFERENCES
from schemas.figure import Figure, Interval, Unit, unit_of_last_digit
from schemas.trusted import changed

DIFFERENCE, SUM, RATE, GROWTH = "a - b", "a + b", "a / b * 100", "(a - b) / b * 100"
DECLINE = "(a - b) / a * 100"
PRODUCTS = ("a * b", "a * b / 10000", "a * b * 10000")  # 元 and 万元
QUOTIENTS = ("a / b", "a / b * 10000")  # 人均, 亩均, 单位成本
MEAN = "(a + b) / 2"
_PRODUCT_NAMES = re.compile(r"金额|[总合]计|小计|总额|费用?$|支出|经费|补助|发放")
_FOR_EACH = re.compile(r"^(?!.*标准).*(?:均|每|单[位价]|造价)")  # a standard is given, and the amount follows from it
_MEANS = re.compile(r"^(?!.*[增长速]).*(?:平均|均[值数分])")
_LESS = re.compile(r"节[约支省]|[下压核]?[减降]|结余|未")
# Names that say how a column came about need fewer rows to bear it out.
_HINTS = {
    DIFFERENCE: OF_DIFFERENCES,
    SUM: re.compile(r"合计|总计|小计|总[数额]|累计"),
    RATE: re.compile(r"率|比|[幅程进]度|[%％]"),
    GROWTH: re.compile(r"[增减涨降升超偏]|变动|同比|差异"),
    DECLINE: _LESS,
    **dict.fromkeys(PRODUCTS, _PRODUCT_NAMES),
    **dict.fromkeys(QUOTIENTS, _FOR_EACH),
    MEAN: _MEANS,
}
DIVIDED = (RATE, GROWTH, DECLINE, *QUOTIENTS)
MANY_DIGITS = 3  # of a number that is not met by chance
FAR = 4  # units of the last digit that rounding never comes to
_HUNDRED = Decimal(100)


def formulas_of(column: FigureColumn, a: FigureColumn, b: FigureColumn) -> Iterator[str]:
    """What a column may be of two others."""
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
        money = sum(_is_money(c) for c in (a, b))
        if first and not column.is_rate and (_PRODUCT_NAMES.search(column.name) or (_is_money(column) and money < 2)):
            yield from PRODUCTS
        if not column.is_rate and _FOR_EACH.search(column.name):
            yield from QUOTIENTS
        if first and _MEANS.search(column.name):
            yield MEAN
    elif a.is_rate and b.is_rate and all(f.unit is Unit.NONE for f in column.figures.values()):
        yield DIFFERENCE  # 支出进度 | 序时进度 | 快（慢）


def is_named_so(column: FigureColumn, formula: str) -> bool:
    """Whether a column's name says that it came about by a formula."""
    return _HINTS[formula].search(column.name) is not None


def shared_unit(*columns: FigureColumn) -> Unit | None:
    """The unit of the first of three columns of money, each in one unit, that are not all in the same."""
    units = [{f.unit for f in c.figures.values()} for c in columns]
    if any(len(u) != 1 for u in units) or len(set.union(*units)) < 2:
        return None
    first, *rest = (next(iter(u)) for u in units)
    return first if first.is_money and all(u.is_money for u in rest) else None


def added(one: FigureColumn, two: FigureColumn) -> FigureColumn:
    """Two columns of counts added up, row by row: each figure with the boxes and prints of both."""
    figures = {
        row: changed(f, value=f.value + g.value, boxes=(*f.boxes, *g.boxes), text=f"({f.text} + {g.text})")
        for row, f in one.figures.items()
        if (g := two.figures.get(row)) is not None
    }
    return FigureColumn(one.col, (f"{one.name}＋{two.name}",), figures, one.dashes | two.dashes)


def _is_money(column: FigureColumn) -> bool:
    return all(f.unit.is_money for f in column.figures.values())


def is_far(formula: str, figure: Figure, a: Figure, b: Figure) -> bool:
    """Whether the printed numbers miss a formula by more than any rounding: most do, and need no closer look."""
    step = FAR * unit_of_last_digit(min(figure.decimals, a.decimals, b.decimals))
    if formula in (DIFFERENCE, SUM):
        return abs((a.value - b.value if formula == DIFFERENCE else a.value + b.value) - figure.value) > step
    if formula in PRODUCTS or formula in QUOTIENTS or b.value == 0:
        return False
    if formula == MEAN:
        return abs((a.value + b.value) / 2 - figure.value) > step
    if formula == DECLINE:
        if a.value == 0:
            return False
        return is_far(GROWTH, figure, b, a)
    whole = abs(b.value)
    rate = (a.value if formula == RATE else a.value - b.value) / b.value * _HUNDRED
    off = abs(abs(rate) - abs(figure.value))  # either sign, as far as this goes
    return off > FAR * unit_of_last_digit(figure.decimals) + step * (_HUNDRED + abs(rate)) / whole


def values_of(formula: str, a: Figure, b: Figure) -> list[Interval]:
    """What a formula gives: nothing where it divides by zero, either sign where a deficit grew or shrank."""
    try:
        value = evaluate_formula(formula, {"a": a.interval, "b": b.interval})
    except ZeroDivisionError:
        return []
    return [value, -value] if formula == GROWTH and b.value < 0 else [value]


def is_telling(formula: str, figure: Figure, a: Figure, b: Figure) -> bool:
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
