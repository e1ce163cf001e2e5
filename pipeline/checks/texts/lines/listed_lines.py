"""Numbers that a sentence gives out in order to what it names, against the lines of a table that the names are of.

甲、乙支出分别为 A 和 B，占比分别为 x、y: where all numbers of a list but one are given in one and the same way by the
lines of their names (the same column, the same rate of two columns, the same share), the last is held against what its
own line gives in that way. No column has to be known, and a name may be cut short, as the other numbers bear it out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from pipeline.checks.calculations import Spot, one_slip, spot_of
from pipeline.checks.tables.figure_grid import FigureGrid
from pipeline.normalize.narrative.sentence_facts import Sentence, whole_sentences
from schemas.audit import Check
from schemas.document import Document
from schemas.figure import Figure, Interval, Unit
from schemas.records import Fact
from schemas.slips import is_count_slip
from schemas.trusted import changed

from .number_lists import NumberList, is_listed, lines_named, number_lists
from .table_lines import BEFORE, Given, TableLine, every_line, given_by, line_check
from .told_numbers import MARKED

_AIMED = re.compile(r"目标|计划|不低于|不高于|应当?|要求|下一?年|明年")
_COMPARED = re.compile(r"(?:较|比|与)(?:上年|去年|上一年)(?:同期|决算数?|相比)?|同比")
_LAST_YEAR = re.compile(r"上年|去年|上一年|以前年度|同期")
_YEAR = re.compile(r"20\d\d(?=年)")
_OF_RATES: Mapping[str, re.Pattern[str]] = {
    "share": re.compile(r"占|比重|构成"),
    "moved": re.compile(r"增|减|下降|上升|降低|提高|变动|变化|调整率"),
    "done": re.compile(r"(?:执行|完成|支出|支付|付款|拨付|使用|利用|到位|控制)[^占]*(?:率|比例|进度|的)|进度"),
}
_MOVED_AMOUNT, _LEFT_AMOUNT = re.compile(r"增|减|变动|追加"), re.compile(r"结余|结转|剩余|节约|未")
_NEAR_AMOUNT, _NEAR_RATE = Decimal("0.75"), Decimal(10)  # the smaller to the larger; points
_FACTORS = (Decimal(10_000), Decimal(100_000_000))  # one unit of money printed for another
_MOST_MISCOUNTED = 5
_LIST_OF_COUNTS = 3  # numbers whose order says enough of what they count
_PIECE = 2
_PAIR = 2

Way = tuple[str, str, str]
"""How a line gives a value: the formula, what it calls the value and what it held it against."""


class _Strange(NamedTuple):
    """A number of a list and what its line gives where it should stand, in the number's unit."""

    fact: Fact
    given: Given
    line: TableLine
    values: Interval


def listed_line_checks(
    document: Document, grids: Sequence[FigureGrid], settled: Collection[Spot], year: int | None
) -> Iterator[Check]:
    """One check for each number of a list that its line gives otherwise, and which no other check has judged."""
    lines: list[Sequence[TableLine]] = []
    for sentence in whole_sentences(document) if grids else ():
        for listed in number_lists(sentence):
            if not all(is_listed(sentence.quantities[n]) for n in listed.numbers):
                continue
            lines = lines or [side for grid in grids for side in every_line(grid)]
            facts = [sentence.fact(sentence.quantities[n], "named_rate", str(year or "")) for n in listed.numbers]
            wrong = {spot_of(x.fact.figure): x for x in _strange(sentence, listed, facts, lines, year)}
            for spot, x in wrong.items() if len(wrong) == 1 else ():
                if spot not in settled:
                    check = line_check(x.fact.figure, x.fact.place, x.given, x.line, x.values)
                    beside = x.given.is_cell and not _near(x.fact.figure, x.values)
                    yield changed(check, variant="text_and_table_beside") if beside else check


def _strange(
    sentence: Sentence,
    listed: NumberList,
    facts: Sequence[Fact],
    sides: Sequence[Sequence[TableLine]],
    year: int | None,
) -> list[_Strange]:
    """The numbers of a list that the lines of one side of a table give otherwise than all others; none where some table
    gives all of them."""
    found: list[_Strange] = []
    before = sentence.squeezed.text[sentence.span[0] : sentence.quantities[listed.numbers[0]].start]
    for side in sides:
        named = lines_named(listed, side)
        if named is None or _AIMED.search(named[1]):
            continue
        lines, measure = named
        ways = [
            {_way(g): g for g in given_by(line) if _may_be(fact.figure, g, measure, before, year)}
            for fact, line in zip(facts, lines, strict=True)
        ]
        right = [{w for w, g in of.items() if _meets(f.figure, g)} for f, of in zip(facts, ways, strict=True)]
        if set.intersection(*right):
            return []
        for n, fact in enumerate(facts):
            others = [r for m, r in enumerate(right) if m != n]
            shared = set.intersection(*others) & ways[n].keys() if others else set()  # none bears out a single one
            if not shared or not _tells(facts, n, measure, shared):
                continue
            given = sorted((ways[n][w] for w in shared), key=lambda g: (not g.is_cell, _way(g)))
            near = [(g, v) for g in given if _near(fact.figure, v := _in_unit(fact.figure, g))]
            if not near and len(facts) > _PAIR and _stands_beside(fact.figure, lines[n], side, given):
                near = [(g, _in_unit(fact.figure, g)) for g in given if g.is_cell]
            if near and all(v.meets(near[0][1]) for _, v in near):
                found.append(_Strange(fact, near[0][0], lines[n], near[0][1]))
    return found


def _stands_beside(figure: Figure, own: TableLine, side: Sequence[TableLine], given: Sequence[Given]) -> bool:
    """Whether a number is what another line prints where its own should stand, or its own line in another place."""
    ways = {_way(g) for g in given if g.is_cell}
    cells = ((line, g) for line in (side if ways else ()) for g in given_by(line) if g.is_cell)
    alike = [(line, g) for line, g in cells if _is_alike(figure, g, g.relation.figures[0].unit)]
    return any((line is own or _way(g) in ways) and _meets(figure, g) for line, g in alike)


def _way(given: Given) -> Way:
    return given.relation.formula, given.label, given.over


def _may_be(figure: Figure, given: Given, measure: str, before: str, year: int | None) -> bool:
    """Whether the words of a list may mean what a line gives in some way: a rate of that kind, of that year."""
    of = given.relation.figures[0].unit
    if not _is_alike(figure, given, of):
        return False
    if figure.unit is Unit.PERCENT:
        if given.kind in _OF_RATES and not _OF_RATES[given.kind].search(measure):
            return False
    elif bool(_MOVED_AMOUNT.search(measure)) != (given.kind == "moved") or (
        given.kind == "left" and not _LEFT_AMOUNT.search(measure)
    ):
        return False
    return given.kind == "moved" or _of_one_year(given.label, measure, before, year)


def _of_one_year(label: str, measure: str, before: str, year: int | None) -> bool:
    """Whether a list and a column are of one year: of the report's, where they do not say another."""
    bare = _COMPARED.sub("", measure)
    told = _YEAR.findall(bare) or _YEAR.findall(re.split("[，；。]", before)[-1])
    last = bool(_LAST_YEAR.search(bare))
    printed = re.findall(r"20\d\d", label)
    if year is None or not (told or printed):
        return last == bool(_LAST_YEAR.search(label))
    said = int(told[-1]) if told else year - last
    return said == (int(printed[-1]) if printed else year - bool(BEFORE.search(label) and _LAST_YEAR.search(label)))


def _is_alike(figure: Figure, given: Given, of: Unit) -> bool:
    if figure.unit is Unit.PERCENT:
        return of is Unit.PERCENT if given.is_cell else "/" in given.relation.formula
    if figure.unit.is_money:
        if of is Unit.NONE:  # a column whose unit is not printed is in that of the sentence
            return given.is_cell and given.relation.figures[0].decimals > 0
        return of.is_money and "/" not in given.relation.formula
    return given.is_cell and not of.is_money and of is not Unit.PERCENT and not given.relation.figures[0].decimals


def _meets(figure: Figure, given: Given) -> bool:
    return _in_unit(figure, given).meets(figure.interval)


def _in_unit(figure: Figure, given: Given) -> Interval:
    """What is given, in the unit of a figure; how much less something is, is told without a sign."""
    both = figure.unit.is_money and given.relation.figures[0].unit.is_money
    values = given.values.times(1 / figure.unit.to_yuan()) if both else given.values
    return -values if values.high < 0 else values


def _tells(facts: Sequence[Fact], n: int, measure: str, shared: Collection[Way]) -> bool:
    """Whether the other numbers of a list stand in their lines by no chance."""
    figures = [f.figure for m, f in enumerate(facts) if m != n]
    if all(f.unit.is_money or f.unit is Unit.PERCENT for f in figures):
        return any(len(f.text.strip("0.,-%")) >= MARKED[f.unit is Unit.PERCENT] for f in figures)
    pieces = {measure[i : i + _PIECE] for i in range(len(measure) - _PIECE + 1)}
    return len(facts) >= _LIST_OF_COUNTS or any(p in label for _, label, _ in shared for p in pieces)


def _near(figure: Figure, wanted: Interval) -> bool:
    """Whether a number may be a slip for what its line gives: near it, a digit away, or in another unit."""
    if one_slip(figure, wanted):
        return True
    if figure.unit is Unit.PERCENT:
        return abs(figure.value - wanted.low) <= _NEAR_RATE
    if not figure.unit.is_money:
        return abs(figure.value - wanted.low) <= _MOST_MISCOUNTED or is_count_slip(figure.value, wanted.low)
    if any(wanted.times(f).meets(figure.interval) or figure.interval.times(f).meets(wanted) for f in _FACTORS):
        return True
    small, large = sorted((abs(figure.value), abs(wanted.low)))
    return bool(large) and small / large >= _NEAR_AMOUNT
