"""Numbers that a sentence gives to rows of a table by their names: 居前的是甲医院 A 万元、乙医院 B 万元和丙所 C 万元.

What the numbers measure, the sentence need not say: where all others stand in one column of a table, each in the row
of its name, the one that stands nowhere in its row is held against that column. A number that is far from the cell, or
whose row goes by a name that several tables print otherwise, is left alone. Of a number told of a row alone only a slip
of the pen is seen, and only where no table prints it. (Names first and their numbers behind them: `listed_lines`.)
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.checks.calculations import Spot, one_slip, spot_of
from pipeline.checks.tables.figure_grid import FigureColumn, FigureGrid
from pipeline.checks.tables.row_rates import printed_otherwise, said_of_another_time
from pipeline.normalize.narrative.sentence_facts import Sentence, whole_sentences
from pipeline.vocabulary.names import bare_item, name_key
from schemas.audit import Check
from schemas.document import Document
from schemas.figure import Figure, Interval, Unit

from .told_numbers import ToldNumber, is_stated

_BETWEEN = re.compile(r"^[、，；]?(?:和|与|及|以及|其次是|再次是)?(?=.)")
_MEASURE = re.compile(
    r"(?:(?:全年)?(?:执行|完成|支付|使用|控制)率|支出|决算|执行|支付|预算|调整|安排|金额|经费|资金|数|额|为|是|达到?|了|约|：)+$"
)
_SORT = re.compile(r"(?:项目|经费|支出|类|资金)$")
_SUMMED = re.compile(r"(?:合计|总计|小计)$")
_SHORTEST, _SHORTEST_AFTER_WORDS = 2, 3  # characters of a row's name; of one that ends other words
_NEAR = Decimal("0.8")  # of the smaller number to the larger
_NEAR_RATE = Decimal(10)  # points

_Rows = Mapping[str, Sequence[tuple[FigureGrid, int]]]
"""The rows of all tables by their names."""


@dataclass(frozen=True, slots=True)
class _Listed(ToldNumber):
    """A number of a list with the rows that its words name."""

    measure: str
    rows: tuple[tuple[FigureGrid, int], ...]

    def columns(self) -> set[tuple[int, int]]:
        """The columns, each by its table and number, in which a row of the name prints the number."""
        return {
            (id(grid), c.col)
            for grid, row in self.rows
            for c in grid.columns
            if row in c.figures and c.is_rate is self.is_rate and _same(self.figure, c.figures[row])
        }


def listed_row_checks(
    document: Document, grids: Sequence[FigureGrid], settled: Collection[Spot], year: int | None
) -> Iterator[Check]:
    """One check for each number of a list that the row of its name prints otherwise, and which no other check has
    judged."""
    rows = _named_rows(grids)
    for sentence in whole_sentences(document) if rows else ():
        for listed in _lists(sentence, rows, year):
            for one, grid, row, column in _strange(listed) if len(listed) > 1 else _slipped(listed[0], grids):
                if spot_of(one.figure) not in settled:
                    yield printed_otherwise(one.fact, grid, row, column)


def _named_rows(grids: Sequence[FigureGrid]) -> _Rows:
    """The rows by their names; 救助补助小计 goes by the name of what it adds up."""
    rows: dict[str, list[tuple[FigureGrid, int]]] = {}
    for grid in grids:
        for row, label in grid.labels.items():
            name = name_key(bare_item(label))
            summed = _SUMMED.sub("", name)
            if grid.is_total(row) and (summed == name or len(summed) < _SHORTEST_ALONE):
                continue
            if len(summed) >= _SHORTEST:
                rows.setdefault(summed if grid.is_total(row) else name, []).append((grid, row))
    for name in list(rows):  # 市级资金项目 is told of as 市级资金
        short = _SORT.sub("", name)
        if short != name and len(short) >= _SHORTEST_ALONE and short not in rows:
            rows[short] = rows[name]
    return rows


def _lists(sentence: Sentence, rows: _Rows, year: int | None) -> Iterator[list[_Listed]]:
    """The numbers of a sentence that stand right behind names of rows, those one after the other together."""
    found: list[_Listed] = []
    for n, quantity in enumerate(sentence.quantities):
        named = _named(sentence.lead(n), rows, first=not found) if is_stated(quantity) else None
        goes_on = found and named and named[1] == found[0].measure and quantity.unit is sentence.quantities[n - 1].unit
        if found and not goes_on:
            yield found
            found = []
            named = _named(sentence.lead(n), rows, first=True) if is_stated(quantity) else None
        if named:
            fact = sentence.fact(quantity, "named_rate", str(year or ""))
            other_time = said_of_another_time(sentence, quantity, year)
            found.append(_Listed(fact, other_time, named[1], tuple(rows[named[0]])))
    yield from (found,) if found else ()


def _named(lead: str, rows: _Rows, *, first: bool) -> tuple[str, str] | None:
    """The row that a lead names right before its number, and the words of measure between them; of a list's further
    numbers the lead is nothing else."""
    lead = lead.removeprefix(")").removesuffix("(")  # 甲（A 万元）和乙（B 万元）
    for start in (len(lead), *(m.start() for m in [_MEASURE.search(lead)] if m)):
        words, measure = lead[:start], lead[start:]
        own = name_key(_BETWEEN.sub("", words))
        if own in rows:
            return own, measure
        own = name_key(re.split(r"[，、；：。（(]", words)[-1])
        starts = range(len(own) - _SHORTEST_AFTER_WORDS + 1) if first else ()
        longest = next((own[i:] for i in starts if own[i:] in rows), "")
        if longest:
            return longest, measure
    return None


def _strange(listed: Sequence[_Listed]) -> Iterator[tuple[_Listed, FigureGrid, int, FigureColumn]]:
    """The one number that its row does not print where all others stand in one column, with its cell."""
    strange = [x for x in listed if not x.columns()]
    others = [x for x in listed if x not in strange]
    if len(strange) != 1 or not strange[0].marked or any(x.other_time for x in listed):
        return
    shared = set.intersection(*(x.columns() for x in others)) if any(x.marked for x in others) else set()
    (one,) = strange
    cells = [(g, row, c) for g, row in one.rows for c in g.columns if (id(g), c.col) in shared and row in c.figures]
    if len(cells) == 1 and _near(one.figure, cells[0][2].figures[cells[0][1]]):
        yield one, *cells[0]


_SHORTEST_ALONE = 4  # characters of the name of a row told alone
_DIGITS_ALONE = 5  # of its number
_LAST_DIGIT = 10  # units of the last digit within which two prints may be of one thing, counted or rounded otherwise
_BUDGET, _SPENT = re.compile(r"预算|安排|指标|批复"), re.compile(r"支出|决算|执行|支付|完成|使用|实际|收入")


def _slipped(told: _Listed, grids: Sequence[FigureGrid]) -> Iterator[tuple[_Listed, FigureGrid, int, FigureColumn]]:
    """The only cell of the row of its name that one slip of the pen makes of a number which no table prints."""
    figure = told.figure
    name = _SUMMED.sub("", name_key(bare_item(told.rows[0][0].labels[told.rows[0][1]])))
    if told.other_time or len(name) < _SHORTEST_ALONE or figure.significant_digits < _DIGITS_ALONE or told.is_rate:
        return
    if any(_same(figure, f) for g in grids for c in g.columns if not c.is_rate for f in c.figures.values()):
        return
    cells = [(g, row, c) for g, row in told.rows for c in g.columns if row in c.figures and not c.is_rate]
    near = [(g, row, c) for g, row, c in cells if _of_measure(told.measure, c) and _is_slip(figure, c.figures[row])]
    if len({c.figures[row].value for _, row, c in near}) == 1:
        yield told, *near[0]


def _of_measure(said: str, column: FigureColumn) -> bool:
    """Whether words of measure do not say another thing than the column does."""
    ways = [way for way in (_BUDGET, _SPENT) if way.search(said)]
    return not ways or any(way.search(column.name) for way in ways)


def _is_slip(told: Figure, printed: Figure) -> bool:
    if not (told.unit.is_money and printed.unit.is_money):
        return False
    printed = printed.in_unit(told.unit)
    unit = Decimal(1).scaleb(-told.decimals)
    expected = Interval.exactly(printed.value) if printed.decimals <= told.decimals else printed.interval
    return abs(told.value - printed.value) > _LAST_DIGIT * unit and one_slip(told, expected)


def _same(told: Figure, printed: Figure) -> bool:
    if told.unit.is_money and printed.unit.is_money:
        printed = printed.in_unit(told.unit)
    fewer, more = sorted((told, printed), key=lambda f: f.decimals)
    return fewer.interval.meets(Interval.exactly(more.value))


def _near(told: Figure, printed: Figure) -> bool:
    if told.unit.is_money and printed.unit.is_money:
        printed = printed.in_unit(told.unit)
    if one_slip(told, Interval.exactly(printed.value)):
        return True
    if told.unit is Unit.PERCENT:
        return abs(told.value - printed.value) <= _NEAR_RATE
    small, large = sorted((abs(told.value), abs(printed.value)))
    return bool(large) and small / large >= _NEAR
