"""Numbers that a sentence tells of one cell of a table, by the names of its row and its column, against that cell.

The last name of a row (or of a column that is a thing of its own) before a number says which line it is of; the words
between say which number of the line: by the head's own words, by what these measure, or by what is counted. A number
that its line prints or gives in any way is right, and one that stands elsewhere in the report is left alone. Nothing is
told where the words speak of another time, of a part, of an aim or of somebody else, or say more than row and head do.
An error needs a slip of the pen that leads to one cell, or another number of the sentence that stands in the same row
or column; where a slip leads there and the words say more, it is asked about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from pipeline.checks.calculations import Spot, one_slip, spot_of
from pipeline.checks.tables.figure_grid import TOTAL, FigureGrid
from pipeline.checks.tables.row_rates import printed_otherwise
from pipeline.normalize.narrative.reading.text_numbers import Quantity
from pipeline.normalize.narrative.sentence_facts import Sentence, whole_sentences
from pipeline.vocabulary.names import name_key, without_brackets
from schemas.audit import Check
from schemas.document import Document
from schemas.figure import Figure, Interval, Unit
from schemas.trusted import changed

from .cell_claims import Claim, claims_of
from .claim_words import (
    contradict,
    governs,
    is_held_by_another,
    is_timed,
    may_be_one,
    of_a_part,
    of_something_else,
    of_time,
    residue,
    said_by,
)
from .table_lines import NO_QUOTES, given_by, plain_values
from .told_names import Cell, NamedLine, ToldNames

_OF_HEAD = re.compile(r"(?:数量|[人户份]数|数|额|金额|资金|资产|情况|人员|面积|总价|价)$")
_BEFORE_HEAD = re.compile(r"^(?:其中|本年|本期|当年|年末|全年|实际)")
# 占全年预算总额的 x%: of another whole than the column's, perhaps
_OF_A_NAMED_WHOLE = re.compile(r"占(?P<whole>[^，。；：（）()\d]{2,}?)的?[）)]?$")
_WHOLE_OF_HEAD = re.compile(r"占(?P<whole>[^比%（()）]{2,})")
_DIGITS = 4  # of a number that one slip makes of a cell by no chance; one more where words leave something open
_MOST_OPEN = 6  # characters that a sentence may say more than row and head, where a slip leads there
_BY_NAME, _MOST_BY_NAME = 8, 3  # where words hold the name of the head
_TELLING = 3  # digits of a number that two places share by no chance
_POINTS = (Decimal(10), Decimal(100), Decimal(1000))
_NEAR, _NEAR_POINTS = Decimal("0.6"), Decimal(10)
_UNITS_APART = (Decimal(10**4), Decimal(10**8))


class _Bound(NamedTuple):
    """A cell that a claim may mean; `wanted`: its value in the claim's unit; `score`: how well words name its head."""

    cell: Cell
    wanted: Interval
    score: int


def told_cell_checks(
    document: Document, grids: Sequence[FigureGrid], settled: Collection[Spot], year: int | None
) -> Iterator[Check]:
    """One check for each number that the cell it is told of prints otherwise, and which no other check has judged."""
    sentences = [*whole_sentences(document)] if grids else []
    if not any(s.quantities for s in sentences):
        return
    names = ToldNames(grids, "\n".join({s.squeezed.text: None for s in sentences}).translate(NO_QUOTES))
    known = _Known(grids, sentences)
    for sentence in sentences:
        claims = [*claims_of(sentence, names, year)] if sentence.quantities else []
        for claim in claims:
            if spot_of(claim.figure) not in settled:
                yield from _check(claim, claims, known, year)


def _check(claim: Claim, claims: Sequence[Claim], known: _Known, year: int | None) -> Iterator[Check]:
    figure, lines = claim.figure, claim.mention.lines
    cells = [(cell, head) for line in lines for cell, head in line.cells if _alike(claim, cell, head)]
    if not cells or any(_agrees(figure, cell) for cell, _ in cells):
        return
    if is_held_by_another(claim.left) or of_a_part(claim.between + claim.own.rpartition("，")[2] + "，"):
        return
    around = claim.before + claim.left + "，" + claim.between
    if of_something_else(
        around + claim.own, "".join({*(head for _, head in cells), *(n for n in claim.mention.names)})
    ):
        return
    whole = _OF_A_NAMED_WHOLE.search(claim.between + claim.own)
    if whole is not None and _of_another_whole(whole["whole"], [head for _, head in cells]):
        return
    bound = _bound(claim, cells, around, year)
    best = max((b.score for b in bound), default=0)
    about = cells[0][0].grid.table.title + "".join(c.name for c in cells[0][0].grid.columns)
    open_ = residue(name_key(claim.own), _known_words(claim, cells), about)
    named = best >= _BY_NAME or (len(cells) == 1 and bool(claim.measure) and figure.unit is Unit.NONE)  # 惠及农户 A 户
    clean = governs(claim.left) and open_ <= (_MOST_BY_NAME if named else 0)
    found = _slipped(claim, bound, _DIGITS + (not clean)) if open_ <= _MOST_OPEN else None
    sure = clean and found is not None and found.score > 1
    if found is None and clean and claim.mention.whole and whole is None:
        found = _meant(claim, bound, best)
        if found is not None and not _in_company(claim, found, claims):
            return  # words alone: of right reports far more numbers are like that than of wrong ones
        sure = found is not None
    if found is None or known.elsewhere(figure) or _given(claim, lines):
        return
    cell = found.cell
    check = printed_otherwise(claim.fact, cell.grid, cell.row, cell.column)
    yield check if sure or check.variant.endswith("_last_digit") else changed(check, variant="text_and_table_unsure")


def _of_another_whole(whole: str, heads: Sequence[str]) -> bool:
    """Whether heads name a whole (占总支出%), and none of them the one that a sentence names (占医疗收入)."""
    named = [m["whole"] for head in heads if (m := _WHOLE_OF_HEAD.search(name_key(head)))]
    return bool(named) and not any(whole in of or of in whole for of in named)


def _slipped(claim: Claim, bound: Sequence[_Bound], least: int) -> _Bound | None:
    """The cell, or one of several that print one value, of which one slip makes a number."""
    slipped = [b for b in bound if _slip(claim.figure, b.cell.figure, b.wanted, least)]
    return slipped[0] if len({b.wanted.low for b in slipped}) == 1 else None


def _meant(claim: Claim, bound: Sequence[_Bound], best: int) -> _Bound | None:
    """The cell, or one of several that print one value, that the words of a claim name best."""
    meant = [b for b in bound if b.score == best > 1]
    alone = len({b.wanted.low for b in meant}) == 1
    return meant[0] if alone and _near(claim.figure, meant[0].wanted) else None


def _bound(claim: Claim, cells: Sequence[tuple[Cell, str]], around: str, year: int | None) -> list[_Bound]:
    """The cells whose heads a claim may mean, each with how well its words name the head."""
    own = name_key(claim.own)
    words = own if said_by(own).measure or any(_named(own, head) for _, head in cells) else name_key(claim.before) + own
    said = said_by(words, of_time(own, around))
    total = any(_named(words, head) for _, head in cells)
    found = []
    for cell, head in cells:
        literal = _named(words, head)
        of_head = said_by(name_key(head))
        if contradict(replace(said, measure="") if literal else said, of_head, year):
            continue
        if claim.mention.of_rows or literal >= _BY_NAME:
            score = literal or _BY_NAME * (not total and TOTAL.fullmatch(name_key(head)) is not None)
            score = score or (3 + (said.stage == of_head.stage)) * may_be_one(said, of_head)
            score = score or 2 * (_shares_piece(words, head) or (claim.measure or "-") in name_key(head))
            score = score or 2 * (is_timed(head) and is_timed(own))
            found.append(_Bound(cell, _wanted(claim.figure, cell.figure), score or 1 + (len(cells) == 1)))
    return found


def _leaves(head: str) -> list[str]:
    """What words may call a head: all of it, or without what every head may end and begin with."""
    key = name_key(without_brackets(head))
    return [k for k in dict.fromkeys((key, _BEFORE_HEAD.sub("", key), _OF_HEAD.sub("", key),
            _OF_HEAD.sub("", _BEFORE_HEAD.sub("", key)))) if len(k) > 1]  # fmt: skip


def _named(words: str, head: str) -> int:
    """How much of a head words hold: 0 where neither it nor its core."""
    whole, *cores = _leaves(head) or [""]
    if whole and whole in words:
        return 10 + len(whole)
    return max((5 + len(core) for core in cores if core in words), default=0)


def _shares_piece(words: str, head: str) -> bool:
    key = name_key(without_brackets(head))
    return any(key[i : i + 2] in words for i in range(len(key) - 1))


def _known_words(claim: Claim, cells: Sequence[tuple[Cell, str]]) -> tuple[str, ...]:
    heads = [leaf for _, head in cells for leaf in _leaves(head)]
    labels = [cell.grid.labels[cell.row] for cell, _ in cells[:1]]
    return tuple(dict.fromkeys((*heads, *labels)))


_MEASURE_OF = re.compile(r"[(（]([^()（）]{1,4})[)）]")


def _alike(claim: Claim, cell: Cell, head: str) -> bool:
    """Whether a cell prints what the number may be: a rate, an amount, or a count of the same things."""
    unit, of = claim.figure.unit, cell.figure.unit
    if unit is Unit.PERCENT or of is Unit.PERCENT:
        return unit is of
    if unit.is_money or of.is_money:
        return unit.is_money and of.is_money
    if claim.figure.decimals or cell.figure.decimals:
        return False
    counted = [m for text in (head, cell.grid.printed[cell.row]) for m in _MEASURE_OF.findall(text)]
    return not (claim.measure and counted) or claim.measure in counted


def _agrees(told: Figure, cell: Cell) -> bool:
    """Whether a number is what a cell prints, rounded or cut as it may be; signs are told in words."""
    printed = cell.figure.in_unit(told.unit) if told.unit.is_money else cell.figure
    fine, coarse = (told, printed) if told.decimals > printed.decimals else (printed, told)
    size, of = abs(fine.value), abs(coarse.value)
    step = Decimal(1).scaleb(-coarse.decimals)
    return size == of or (fine.decimals > coarse.decimals and (abs(size - of) <= step / 2 or 0 <= size - of < step))


def _wanted(told: Figure, printed: Figure) -> Interval:
    """The value of a cell in the unit of a number, without its sign; a range where it is printed more roundly."""
    found = printed.in_unit(told.unit) if told.unit.is_money else printed
    values = found.interval if found.decimals < told.decimals else Interval.exactly(found.value)
    return -values if values.high < 0 else values


def _given(claim: Claim, lines: Sequence[NamedLine]) -> bool:
    """Whether a line gives the number in some other way: a share, a rate, what is left."""
    plain = plain_values(claim.figure)
    return any(
        _kind(g.relation.figures[0]) == "money" and (g.values.meets(plain) or (-g.values).meets(plain))
        for line in lines
        for g in given_by(line.line)
        if not g.is_cell and ("/" in g.relation.formula) == (claim.figure.unit is Unit.PERCENT)
    )


def _slip(told: Figure, printed: Figure, wanted: Interval, least: int) -> bool:
    """Whether one slip of the pen, another unit or a shifted point makes a number of a cell."""
    if told.significant_digits < least:
        return False
    money = told.unit.is_money
    if money and printed.in_unit(told.unit).decimals < told.decimals:
        told, printed = told.in_unit(printed.unit), printed  # 13,328,200.00 元 for 1,332.82 万元
        told = changed(told, value=told.value.quantize(Decimal(1).scaleb(-printed.decimals)), decimals=printed.decimals)
        wanted = Interval.exactly(abs(printed.value))
    if one_slip(told, wanted):
        return True
    factors = (*_POINTS, *_UNITS_APART) if money else ()
    return any(wanted.times(f).meets(told.interval) or told.interval.times(f).meets(wanted) for f in factors)


def _near(told: Figure, wanted: Interval) -> bool:
    if told.unit is Unit.PERCENT:
        return abs(told.value - wanted.low) <= _NEAR_POINTS
    small, large = sorted((told.value, wanted.low))
    return large > 0 and small / large >= _NEAR


def _in_company(claim: Claim, bound: _Bound, claims: Sequence[Claim]) -> bool:
    """Whether another number of the sentence stands in the same row, or in the same column under another name."""
    grid, row, column = bound.cell
    for other in claims:
        if other is claim or other.figure.significant_digits < _TELLING:
            continue
        for cell, head in (c for line in other.mention.lines for c in line.cells):
            beside = cell.grid is grid and (cell.row == row) != (cell.column is column)
            if beside and _alike(other, cell, head) and _agrees(other.figure, cell):
                return True
    return False


def _kind(figure: Figure) -> str:
    return "rate" if figure.unit is Unit.PERCENT else "money" if figure.unit.is_money else "count"


class _Known:
    """The numbers of a report, to ask whether one stands elsewhere."""

    def __init__(self, grids: Sequence[FigureGrid], sentences: Sequence[Sentence]) -> None:
        self._grids, self._sentences = grids, sentences

    @cached_property
    def _printed(self) -> list[tuple[str, Interval]]:
        return [(_kind(f), plain_values(f)) for g in self._grids for c in g.columns for f in c.figures.values()]

    @cached_property
    def _told(self) -> dict[tuple[str, Decimal], int]:
        return Counter(_plain(q) for s in self._sentences for q in s.quantities)

    def elsewhere(self, figure: Figure) -> bool:
        """Whether a table prints a number, or the text tells it twice: hardly by chance, where it has some digits."""
        if figure.significant_digits < _TELLING:
            return False
        kind, plain = _kind(figure), plain_values(figure)
        value = figure.value * figure.unit.to_yuan() if figure.unit.is_money else figure.value
        return self._told[kind, value] > 1 or any(k == kind and v.meets(plain) for k, v in self._printed)


def _plain(quantity: Quantity) -> tuple[str, Decimal]:
    if quantity.unit is not None and quantity.unit.is_money:
        return "money", quantity.value * quantity.unit.to_yuan()
    return "rate" if quantity.unit is Unit.PERCENT else "count", quantity.value
