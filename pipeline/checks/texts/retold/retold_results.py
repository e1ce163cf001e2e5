"""Results of a table of goals (年度指标值 | 实际完成值) that sentences tell again: 全年举办培训 12 期，合格率 83.6%.

No vocabulary has to know what is counted: a clause that says nothing but words of an indicator's name, and the word it
ends in, tells that indicator's result, as far as only one indicator answers to it. A sentence that tells several of
them right and one a slip away from its cell has a slip there; where it tells no other, it is asked about. What is aimed
at, of a part, of another time, more than something, or what the numbers beside it make up is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.checks.calculations import Spot, spot_of
from pipeline.checks.compare import compared, sum_relation
from pipeline.checks.tables.row_rates import said_of_another_time
from pipeline.normalize.narrative.reading.sentences import squeeze
from pipeline.normalize.narrative.reading.text_numbers import Quantity, find_quantities
from pipeline.normalize.narrative.sentence_facts import Sentence, whole_sentences
from pipeline.vocabulary.names import name_key
from pipeline.vocabulary.pieces import pieces
from schemas.audit import Check, CheckCode, Outcome, locus_at
from schemas.document import Document
from schemas.figure import Figure, Interval, Unit
from schemas.geometry import Box
from schemas.records import Report, ScoreLine
from schemas.slips import LeastDigits, is_count_slip, slip_makes
from schemas.trace import Place

from .named_numbers import NO_NAME

_ALIKE = {"期": "次", "场": "次", "场次": "次", "班次": "次", "批次": "次", "批": "次", "宗": "件", "名": "人"}
_COUNTED_BY = re.compile(
    r"(?:场次|班次|批次|次数?|件数?|人次数?|人数|个数|座数|项数|户数|期数|份数|数量?|总数|金额|额)$"
)
_OF_OTHERS = re.compile(
    r"目标|指标值|计划|预计|预期|应|须|要求|任务|上年|去年|同期|往年|同比|较|比|提高|下降|增|减|其中|另|新增|含|包括|分别"
    r"|季|月|半年|首|第|每|平均|均|不低于|不少于|以上|以内|剩余|尚|未|下一?年|力争|将|扣|分值|得分|近[三3两2五5]年|累计|线[上下]|全[市区县省国]|目前|部分"
)
_MEASURE = re.compile(r"人次|家次|户次|批次|场次|班次|公里|平方米|[\u4e00-\u9fff]")
_CLAUSE = re.compile(r"[^，。；：、()（）,;:]*$")
_LEAST_LETTERS = 4  # of what a clause says
_DIGITS = LeastDigits(changed=3, swapped=3)  # of a rate or a sum
_MOST_VALUES = 2


@dataclass(frozen=True, slots=True)
class _Result:
    """What one indicator of a table came to."""

    line: ScoreLine
    words: frozenset[str]
    head: str
    value: Decimal
    decimals: int
    measure: str
    target: Decimal | None
    box: Box


@dataclass(frozen=True, slots=True)
class _Told:
    """A number of a sentence that tells a result."""

    sentence: Sentence
    quantity: Quantity
    result: _Result

    @property
    def agrees(self) -> bool:
        return self.quantity.value == self.result.value


def retold_result_checks(document: Document, report: Report, settled: Collection[Spot]) -> Iterator[Check]:
    """One check for each number that tells a result otherwise than its cell, and that no other check has judged."""
    results = [r for line in report.score_lines if (r := _result(line)) is not None]
    names = {t.table_id: t.name for t in document.tables} if results else {}
    by_block: dict[int, list[_Told]] = {}
    for sentence in whole_sentences(document) if results else ():
        for told in _told(sentence, results, report.fiscal_year):
            by_block.setdefault(sentence.block.order, []).append(told)
    for block in by_block.values():
        yield from _check_block(block, names, settled)


def _check_block(told: Sequence[_Told], names: Mapping[str, str], settled: Collection[Spot]) -> Iterator[Check]:
    right = {(x.result.line.table_id, x.result.line.row) for x in told if x.agrees}
    for one in told:
        line = one.result.line
        if one.agrees or (line.table_id, line.row) in right or _adds_up(one) or not _is_slip(one):
            continue
        company = any(table == line.table_id for table, _ in right)
        fact = one.sentence.fact(one.quantity, "", "")
        if spot_of(fact.figure) in settled:
            continue
        yield _check(one, fact.figure, fact.place, names.get(line.table_id, ""), sure=company)


def _check(one: _Told, figure: Figure, place: Place, table: str, *, sure: bool) -> Check:
    result, line = one.result, one.result.line
    text = line.remark if line.measured else line.actual
    printed = Figure(
        value=result.value, decimals=result.decimals, unit=figure.unit, text=text, boxes=(result.box,), exact=True
    )
    there = Place(page=result.box.page, box=result.box, text=f"{line.indicator} {printed.text}")
    return compared(
        CheckCode.SAME_FIGURE,
        "text_and_table" if sure else "two_sentences_unsure",
        locus_at(row=line.indicator, column="实际完成值"),
        figure,
        [Interval.exactly(result.value)],
        [place, there],
        outcome=Outcome.INCONSISTENT,
        relation=sum_relation([printed]),
        other=printed.text,
        where=table if sure else "",
        page=str(result.box.page),
        quote=there.text,
    )


def _result(line: ScoreLine) -> _Result | None:
    """The number that an indicator came to, and the words of its name; None where its cell says more than a number."""
    text, box = (line.remark, line.remark_box) if line.measured else (line.actual, line.actual_box)
    if box is None or not text:
        return None
    squeezed = squeeze(text).text
    found = find_quantities(squeezed)
    if len(found) != 1 or found[0].start or not found[0].is_plain:
        return None
    (number,) = found
    measure, end = _measure(squeezed, number)
    if not measure or end != len(squeezed):
        return None
    name = _words(line.indicator)
    if not name or number.value <= 0:
        return None
    targets = find_quantities(squeeze(line.criteria if line.measured else line.target).text)
    target = targets[0].value if len(targets) == 1 else None
    return _Result(line, frozenset(name), name[-1], number.value, number.decimals, measure, target, box)


def _words(name: str) -> tuple[str, ...]:
    """The words of a name that say what is counted."""
    return pieces(_COUNTED_BY.sub("", NO_NAME.sub("", name_key(name))))


def _measure(text: str, quantity: Quantity) -> tuple[str, int]:
    """In what a number of a text counts, and where that ends."""
    if quantity.unit is Unit.PERCENT or quantity.is_money:
        return str(quantity.unit), quantity.end
    found = _MEASURE.match(text, quantity.digits_end)
    return (_ALIKE.get(found.group(), found.group()), found.end()) if found is not None else ("", quantity.end)


def _told(sentence: Sentence, results: Sequence[_Result], year: int | None) -> Iterator[_Told]:
    for n, quantity in enumerate(sentence.quantities):
        if not quantity.is_plain or quantity.value <= 0:
            continue
        clause = _CLAUSE.search(sentence.lead(n))
        said = clause.group() if clause is not None else ""
        if len(said) < 2 or _OF_OTHERS.search(sentence.lead(n)) or said_of_another_time(sentence, quantity, year):
            continue
        words = frozenset(_words(said))
        measure, _ = _measure(sentence.squeezed.text, quantity)
        meant = [r for r in results if r.measure == measure and _answers(r, words, quantity)]
        if len({(r.line.table_id, r.line.row) for r in meant}) == 1:
            yield _Told(sentence, quantity, meant[0])


def _answers(result: _Result, words: frozenset[str], quantity: Quantity) -> bool:
    """Whether a clause of these words may tell a result: words of its name and nothing else, with what it ends in."""
    if result.head not in words or not words <= result.words:
        return False
    return quantity.decimals <= result.decimals and sum(map(len, words)) >= _LEAST_LETTERS


def _is_slip(one: _Told) -> bool:
    told, right = one.quantity.value, one.result.value
    if told == one.result.target:
        return False
    if one.result.measure in (str(Unit.PERCENT),) or one.quantity.decimals:
        return slip_makes(told, one.quantity.decimals, Interval.exactly(right), _DIGITS, _MOST_VALUES)
    return len(f"{told:f}") > 1 and is_count_slip(told, right)


def _adds_up(one: _Told) -> bool:
    """Whether a further number of the sentence makes up the difference (城区 11 期，乡镇 1 期), or is the result."""
    others = (one.result.value, abs(one.result.value - one.quantity.value))
    text = one.sentence.squeezed.text
    return any(q.value in others and _measure(text, q)[0] == one.result.measure for q in one.sentence.quantities)
