"""How far an amount or a count moved since the year before, where a table prints both: 支出 A 万元，比上年增加 B 万元.

The number right before such words stands in a column of the report's year, in a row that the sentence names; the same
row's cell of the year before, under the same name, says what B is. Another base (可比口径, 预算) or another subject
between the two is none of the table's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from pipeline.checks.calculations import Spot, one_slip, spot_of
from pipeline.checks.compare import compared, face_value, relation_of
from pipeline.checks.same_print import prints_rounded
from pipeline.checks.tables.figure_grid import TOTAL, FigureColumn, FigureGrid
from pipeline.normalize.narrative.reading.text_numbers import Quantity
from pipeline.normalize.narrative.sentence_facts import Sentence, whole_sentences
from pipeline.vocabulary.formulas import evaluate_formula
from pipeline.vocabulary.names import bare_item, name_key
from schemas.audit import Check, CheckCode, Outcome, locus_at
from schemas.document import Document
from schemas.figure import Figure, Interval, Unit
from schemas.records import Fact

from .told_numbers import is_count, is_stated

_LAST = r"(?:上年|去年|上一年|{last}年)(?:度|同期|决算数?|支出|实际|相比)*"
_UP, _DOWN = r"增加|增长|上升|提高|多支出|增支|净增", r"减少|下降|降低|压减|压缩|节约|少支出|减支|回落"
_NOW_WORDS = re.compile(r"本年度?|当年|今年|20\d\d年度?")
_LAST_WORDS = re.compile(r"上年度?|去年|上一年度?")
_OTHER_BASE = re.compile(r"可比|同口径|剔除|扣除|因素|标准|人均|平均|预算|计划|目标|结余|结转")
_TOTALS = re.compile(r"(?:合计|小计|总计)$")
_LEAST_DIGITS = 5  # of an amount that no row's name vouches for
_NEAR = Decimal("0.5")
_FORMULAS = {
    (True, 1): "now - last",
    (True, -1): "last - now",
    (False, 1): "(now - last) / last * 100",
    (False, -1): "(last - now) / last * 100",
}


@dataclass(frozen=True, slots=True)
class _Pair:
    """The columns of a table that print one thing for the report's year and for the year before."""

    grid: FigureGrid
    now: FigureColumn
    last: FigureColumn


def since_last_year_checks(
    document: Document, grids: Sequence[FigureGrid], settled: Collection[Spot], year: int | None
) -> Iterator[Check]:
    """One check for each such change that no other check has judged."""
    pairs = [p for grid in grids for p in _pairs(grid, year)] if year else []
    if not pairs:
        return
    said = re.compile(rf"[，；]?(?:同比|[比较与]{_LAST.format(last=(year or 1) - 1)})，?(?:(?P<up>{_UP})|{_DOWN})了?")
    for sentence in whole_sentences(document):
        start, end = sentence.span
        if not re.search("同比|上年|去年|上一年|较|比", sentence.squeezed.text[start:end]):
            continue
        for n, quantity in enumerate(sentence.quantities):
            found = said.fullmatch(sentence.lead(n)) if n and (is_stated(quantity) or _is_count(quantity)) else None
            whole = _amount_before(sentence, n) if found else None
            if found is None or whole is None:
                continue
            told = sentence.fact(quantity, "since_last_year", str(year))
            if spot_of(told.figure) not in settled:
                yield from _check(told, whole, _rows(sentence, whole, pairs), 1 if found["up"] else -1)


def _pairs(grid: FigureGrid, year: int | None) -> Iterator[_Pair]:
    amounts = [c for c in grid.columns if not c.is_rate]
    for last in amounts:
        of_last = _LAST_WORDS.search(last.name) or f"{(year or 0) - 1}年" in last.name
        if not of_last or re.search(r"[比较]|增减|变[动化]", last.name):
            continue
        now = [c for c in amounts if c is not last and _thing(c) == _thing(last) and _is_of(c, year)]
        if len(now) == 1:
            yield _Pair(grid, now[0], last)


def _thing(column: FigureColumn) -> str:
    return name_key(_NOW_WORDS.sub("", _LAST_WORDS.sub("", column.name))).removesuffix("数")


def _is_of(column: FigureColumn, year: int | None) -> bool:
    years = re.findall(r"20\d\d(?=年)", column.name)
    return not _LAST_WORDS.search(column.name) and all(y == str(year) for y in years)


def _amount_before(sentence: Sentence, n: int) -> Fact | None:
    """The amount or the count that a change is of: the nearest one before it, told of what was spent or done."""
    change = sentence.quantities[n]
    for m in range(n - 1, -1, -1):
        quantity = sentence.quantities[m]
        alike = (quantity.is_money and quantity.is_plain) or _is_count(quantity)
        if alike and (change.unit is Unit.PERCENT or change.is_money == quantity.is_money):
            here = sentence.squeezed.text[sentence.span[0] : quantity.start]
            clause = re.split(r"[，；：]", here)[-1]
            other = _OTHER_BASE.search(clause) or _LAST_WORDS.search(clause) or "其中" in clause
            return sentence.fact(quantity, "since_last_year", "") if not other else None
        if quantity.unit is not Unit.PERCENT:
            return None  # 接待32批次，比上年减少
    return None


def _is_count(quantity: Quantity) -> bool:
    """Also of what has a measure of its own (677241 人次)."""
    measured = quantity.unit is None and quantity.end > quantity.digits_end
    return is_count(quantity) or (measured and not quantity.decimals and quantity.is_plain)


def _rows(sentence: Sentence, whole: Fact, pairs: Sequence[_Pair]) -> list[tuple[_Pair, int]]:
    """The rows that print an amount, and that the sentence names or whose amount has many digits."""
    text = name_key(sentence.squeezed.text[sentence.span[0] : sentence.span[1]])
    found = []
    for pair in pairs:
        for row, figure in pair.now.figures.items():
            if row not in pair.last.figures or not prints_rounded(figure, whole.figure):
                continue
            name = _TOTALS.sub("", name_key(bare_item(pair.grid.labels.get(row, ""))))
            named = len(name) > 1 and name in text
            sure = whole.figure.significant_digits >= _LEAST_DIGITS and (
                not whole.figure.unit.is_money or TOTAL.fullmatch(pair.grid.labels.get(row, ""))
            )
            if named or sure:
                found.append((pair, row))
    return found


def _check(told: Fact, whole: Fact, rows: Sequence[tuple[_Pair, int]], way: int) -> Iterator[Check]:
    """The change against what all rows that may be meant give; none where they differ, or it went the other way."""
    figure = told.figure
    formula = _FORMULAS[figure.unit is not Unit.PERCENT, way]
    unit = figure.unit if figure.unit.is_money else whole.figure.unit
    given = []
    for pair, row in rows:
        cells = pair.now.figures[row], pair.last.figures[row]
        now, last = (f.in_unit(unit) if f.unit.is_money else f for f in cells)
        if figure.unit is Unit.PERCENT and last.interval.low <= 0:
            continue
        given.append((pair, row, {"now": now, "last": last}))
    values = {face_value(formula, figures) for _, _, figures in given}
    if len(values) != 1 or (value := values.pop()) is None or value <= 0:
        return
    pair, row, figures = given[0]
    inputs = [told.place, whole.place, pair.grid.place(row, pair.now), pair.grid.place(row, pair.last)]
    shown = {name: f.text for name, f in zip(figures, (pair.now.figures[row], pair.last.figures[row]), strict=True)}
    interval = evaluate_formula(formula, {name: f.interval for name, f in figures.items()})
    # worked out from amounts as coarse as the sentence prints them
    coarse = {name: _rounded(f, whole.figure) for name, f in figures.items()}
    others = [evaluate_formula(formula, coarse)] if coarse["last"].low > 0 else []
    near = bool(figure.value) and _NEAR <= abs(value / figure.value) <= 1 / _NEAR
    check = compared(
        CheckCode.RATIO if figure.unit is Unit.PERCENT else CheckCode.DIFFERENCE,
        "stated_in_text",
        locus_at(row=pair.grid.labels[row], column=f"较上年{'增加' if way > 0 else '减少'}"),
        figure,
        [interval, *others],
        inputs,
        nominals=[value],
        relation=relation_of(formula, figures),
        formula=re.sub(r"now|last", lambda m: shown[m[0]], formula).replace("*", "×"),
    )
    if check.outcome is not Outcome.INCONSISTENT or near or one_slip(figure, interval):
        yield check


def _rounded(figure: Figure, like: Figure) -> Interval:
    """What a figure stands for when it is rounded as another is; one of a table that states no unit is taken in its."""
    if not like.unit.is_money:
        return figure.interval
    unit = figure.unit if figure.unit.is_money else like.unit
    plain = figure.in_unit(like.unit) if figure.unit.is_money else figure
    step = Decimal(1).scaleb(-like.decimals)
    value = plain.value.quantize(step, rounding=ROUND_HALF_UP) if plain.decimals > like.decimals else plain.value
    rounded = Interval.rounded_to(value, min(plain.decimals, like.decimals))
    return rounded.times(like.unit.to_yuan() / unit.to_yuan())
