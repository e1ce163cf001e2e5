"""Rates of the text that a table prints in a row of that name: 货物类完成率 97.11%; 运转类执行 A 万元（89.23%）.

No metric is needed. Either the words name row and column, and only one row of the report goes by that name; or they
name the row and the amount before the rate is printed in it. Anything else compares nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.checks.calculations import Spot, spot_of
from pipeline.checks.compare import compared, not_checkable, sum_relation
from pipeline.checks.same_print import one_unit_apart
from pipeline.checks.tables.figure_grid import FigureColumn, FigureGrid
from pipeline.normalize.narrative.reading.text_numbers import Quantity
from pipeline.normalize.narrative.sentence_facts import Sentence, told_sentences
from pipeline.vocabulary.budget_moves import IS_TAKEN
from pipeline.vocabulary.names import bare_item, name_key
from schemas.audit import Check, CheckCode, Relation, locus_at
from schemas.document import Document
from schemas.figure import Figure, Interval, Unit
from schemas.records import Fact, Operand

_RATE = r"(?:完成|执行|使用|支付|支出|控制|节约|节支|利用|到位|拨付|调整)(?:率|比例|进度)|占比|比重"
_NAMED = re.compile(
    rf"(?:^|[，；。：、(]|其中)(?P<name>[\u4e00-\u9fff“”]{{2,14}}?)类?(?:的|(?P<kind>项目)|预算)?(?P<rate>{_RATE})(?:为|是|达到?|：|仅)*$"
)
_BEHIND = re.compile(rf"^(?:\(|，)?(?:预算|支出|资金|全年|总体)*(?P<rate>{_RATE})?(?:为|是|达到?|：|仅)*$")
_NAME_BEFORE = re.compile(r"(?P<name>[\u4e00-\u9fff“”]{2,16})$")
_OF_OTHERS = re.compile(r"上年|去年|同期|上一年|目标|不低于|不高于|平均|应|要求|(?:19|20)\d\d年")
_SAID = 26  # characters before a number that are looked at for another year or a target
_SHORTEST = 2
_MOST_APART = Decimal(12)  # points: further off the words may mean something else


@dataclass(frozen=True, slots=True)
class _Row:
    grid: FigureGrid
    row: int
    name: str


def row_rate_checks(
    document: Document, grids: Sequence[FigureGrid], settled: Collection[Spot], year: int | None
) -> Iterator[Check]:
    """One check for each rate of the text whose row and column are certain, and which no other check has judged."""
    rows = [r for grid in grids for r in _rows(grid)]
    if not rows:
        return
    for sentence in told_sentences(document):
        for n, quantity in enumerate(sentence.quantities):
            if quantity.unit is not Unit.PERCENT or not quantity.is_plain:
                continue
            found = _of_amount(sentence, n, rows) or _of_name(sentence, n, rows)
            if found is None or said_of_another_time(sentence, quantity, year):
                continue
            fact = sentence.fact(quantity, "named_rate", str(year or ""))
            if spot_of(fact.figure) not in settled:
                row, column = found
                yield _far_off(fact, row, column) or printed_otherwise(fact, row.grid, row.row, column)


def _rows(grid: FigureGrid) -> Iterator[_Row]:
    for row, label in grid.labels.items():
        name = name_key(bare_item(label))
        if len(name) >= _SHORTEST and not grid.is_total(row):
            yield _Row(grid, row, name)


def _of_name(sentence: Sentence, n: int, rows: Sequence[_Row]) -> tuple[_Row, FigureColumn] | None:
    """货物类完成率 x%: the only row of the report that is called 货物, in its only column of that name."""
    told = _NAMED.search(sentence.lead(n))
    if told is None:
        return None
    key = name_key(told["name"])
    named = [r for r in rows if r.name in (key, key + "类")]
    columns = [(r, c) for r in named for c in _columns(r, told["rate"])]
    if told["kind"] and any(told["kind"] in name for r in named for c in r.grid.columns for name in c.names):
        return None  # 甲单位项目执行率, beside columns for 项目 and 基本: of a part of its row
    return columns[0] if len(columns) == len(named) == 1 else None


def _of_amount(sentence: Sentence, n: int, rows: Sequence[_Row]) -> tuple[_Row, FigureColumn] | None:
    """运转类执行 A 万元（x%）: the row that is called so and prints A."""
    behind = _BEHIND.match(sentence.lead(n)) if n else None
    before = _NAME_BEFORE.search(sentence.lead(n - 1)) if n else None
    if behind is None or before is None:
        return None
    words = name_key(before["name"])
    fact = sentence.fact(sentence.quantities[n - 1], "named_rate", "")
    named = [r for r in rows if words.startswith(r.name) and _prints(r, fact.figure)]
    longest = max((len(r.name) for r in named), default=0)
    named = [r for r in named if len(r.name) == longest]
    if len(named) != 1:
        return None
    columns = _columns(named[0], behind["rate"] or "率")
    return (named[0], columns[0]) if len(columns) == 1 else None


def _columns(row: _Row, rate: str) -> list[FigureColumn]:
    """The columns of rates that a word names, where the row states one."""
    rates = [c for c in row.grid.columns if c.is_rate and row.row in c.figures]
    return [c for c in rates if rate in name_key(c.names[-1])]


def _prints(row: _Row, figure: Figure) -> bool:
    stated = [c.figures[row.row] for c in row.grid.columns if row.row in c.figures and not c.is_rate]
    return any(_same(figure, other) for other in stated)


def _same(figure: Figure, other: Figure) -> bool:
    if figure.unit.is_money and other.unit.is_money:
        other = other.in_unit(figure.unit)
    elif figure.unit.is_money:
        return figure.value == other.value and figure.decimals == other.decimals
    return bool(figure.value) and figure.interval.meets(other.interval)


def said_of_another_time(sentence: Sentence, quantity: Quantity, year: int | None) -> bool:
    """Whether the words before a number name another year than the report's, or a target."""
    said = sentence.squeezed.text[max(sentence.span[0], quantity.start - _SAID) : quantity.start]
    return any(not (year and m.group().startswith(str(year))) for m in _OF_OTHERS.finditer(said))


def _far_off(fact: Fact, row: _Row, column: FigureColumn) -> Check | None:
    printed = column.figures[row.row]
    if abs(printed.value - fact.figure.value) <= _MOST_APART:
        return None
    reason = f"{row.grid.table.name} prints {printed.text}, so far off that the sentence may speak of something else"
    locus = locus_at(row=row.grid.labels[row.row], column=column.name)
    return not_checkable(CheckCode.SAME_FIGURE, "text_and_table", locus, fact.figure, reason)


def printed_otherwise(fact: Fact | Operand, grid: FigureGrid, row: int, column: FigureColumn) -> Check:
    """A number of the text against the cell that prints it."""
    cell = printed = column.figures[row]
    if printed.unit.is_money and fact.figure.unit.is_money:
        printed = cell.in_unit(fact.figure.unit)
    more, fewer = sorted((printed, fact.figure), key=lambda f: -f.decimals)
    agree = fewer.interval.meets(Interval.exactly(more.value))
    # 追减 50.99 万元, where the column of what was taken prints -50.99
    turned = fact.figure.value > 0 > printed.value and bool(IS_TAKEN.search(column.name))
    expected = -printed.value if turned else printed.value
    return compared(
        CheckCode.SAME_FIGURE,
        "text_and_table" + ("_last_digit" if not agree and one_unit_apart(fact.figure, cell) else ""),
        locus_at(row=grid.labels[row], column=column.name),
        fact.figure,
        [fact.figure.interval if agree else Interval.exactly(expected)],
        [fact.place, grid.place(row, column)],
        relation=Relation(formula="0 - f1", figures=(printed,)) if turned else sum_relation([printed]),
        other=cell.text,
        where=grid.table.name,
        page=str(cell.box.page),
        quote="",
    )
