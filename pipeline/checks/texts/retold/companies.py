"""Numbers that stand together in a sentence, in a remark or in a row of a table, with the words that name each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.checks.tables.figure_grid import FigureGrid
from pipeline.checks.tables.row_rates import said_of_another_time
from pipeline.checks.texts.lines.told_numbers import is_stated
from pipeline.normalize.narrative.reading.sentences import squeeze
from pipeline.normalize.narrative.reading.text_numbers import Quantity, find_quantities
from pipeline.normalize.narrative.sentence_facts import whole_sentences
from schemas.document import Document
from schemas.figure import Figure, Unit
from schemas.records import Report, ScoreLine
from schemas.trace import Place
from schemas.white_space import without_space

_LEAST_DIGITS = 4  # of a number that no other is one slip away from by chance, where words or company agree
_OTHERS = re.compile(r"上年|去年|同期|目标|应|标准|扣|得分|权重|季度|\d月|上半年|下半年|同比|环比|人均|户均|平均")
_NO_NAME = re.compile(
    r"20\d\d年度?|截至|全年|本年度?|当年|年度|年末|年底|实际|其中|另有|共计|合计|总计|总额|累计|我?单位|部门|整体|安排|金额|数额|"
    r"为|达到?|仅|只|有|的|了|是|共|总|约|完成|情况|账面|主要|则|也|和|与|由|等|[^\u4e00-\u9fff]"
)


@dataclass(frozen=True, slots=True)
class Number:
    """`plain`: in 元, or percent. `words` name it, from its clause or its column. `marked`: it has so many digits that
    it is hardly another by chance."""

    figure: Figure
    place: Place
    plain: Decimal
    words: str
    kept: bool  # stated exactly, of this year and no target
    is_rate: bool
    digits: int
    marked: bool


@dataclass(frozen=True, slots=True)
class Company:
    """The numbers of a sentence, a remark or a row of a table; `about` what all of them are of. `table` and `label`:
    the name of a table and its row."""

    numbers: tuple[Number, ...]
    about: str
    table: str = ""
    label: str = ""
    line: ScoreLine | None = None


def _number(figure: Figure, place: Place, words: str, kept: bool) -> Number:
    is_rate = figure.unit is Unit.PERCENT
    plain = figure.value if is_rate else figure.value * figure.unit.to_yuan()
    digits = len(figure.text.strip("0.,-%").replace(",", "").replace(".", ""))
    marked = digits >= _LEAST_DIGITS - is_rate and plain not in (0, 100)
    return Number(figure, place, plain, words, kept, is_rate, digits, marked)


def companies_of(document: Document, report: Report, grids: Sequence[FigureGrid]) -> list[Company]:
    """All of a report, sentences and remarks before tables."""
    return [*_of_text(document, report.fiscal_year), *_of_remarks(report), *_of_rows(grids)]


def content(words: str) -> str:
    """Words without those that only lead to a number."""
    return _NO_NAME.sub("", words)


_MINUS = re.compile(r"(?<=元)[-+](?=[\d(])")  # (A万元-B万元)/B万元: no range
_CLAUSE = re.compile(r"[^，。；：、()（）=＝÷/|]*$")
_TAIL = re.compile(r"[^，。；：、()（）=＝÷/|\d]*")


def _words(text: str, quantity: Quantity, lead: str) -> str:
    """The words of a number's clause: those before it or, where these say nothing, those behind it."""
    clause = _CLAUSE.search(lead)
    before = clause.group() if clause else ""
    if content(before):
        return before
    behind = _TAIL.match(text, quantity.end)
    return before + (behind.group() if behind else "")


def _is_kept(text: str, quantity: Quantity, lead: str) -> bool:
    """Whether a number is stated exactly; one behind = is what an equation gives, and no limit."""
    given = text[quantity.start - 1 : quantity.start] == "=" and not quantity.approximate and not quantity.words
    return (given or is_stated(quantity)) and not _OTHERS.search(lead)


def _of_text(document: Document, year: int | None) -> Iterator[Company]:
    for sentence in whole_sentences(document):
        text = sentence.squeezed.text
        numbers = []
        for n, quantity in enumerate(sentence.quantities):
            if quantity.unit is not Unit.PERCENT and not (quantity.unit is not None and quantity.unit.is_money):
                continue
            fact = sentence.fact(quantity, "", "")
            lead = sentence.lead(n)
            kept = _is_kept(text, quantity, lead) and not said_of_another_time(sentence, quantity, year)
            numbers.append(_number(fact.figure, fact.place, _words(text, quantity, lead), kept))
        if numbers:
            yield Company(tuple(numbers), text[slice(*sentence.span)])


def _of_remarks(report: Report) -> Iterator[Company]:
    for line in report.score_lines:
        if line.remark_box is None or line.measured or not re.search(r"\d", line.remark):
            continue
        text, last, numbers = _MINUS.sub("、", squeeze(line.remark).text), 0, []
        for quantity in find_quantities(text):
            lead, last = text[last : quantity.start], quantity.end
            if quantity.unit is not Unit.PERCENT and not (quantity.unit is not None and quantity.unit.is_money):
                continue
            figure = Figure(
                value=quantity.value,
                decimals=quantity.decimals,
                unit=quantity.unit,
                text=text[quantity.start : quantity.digits_end],
                boxes=(line.remark_box,),
                exact=False,
            )
            place = Place(page=line.remark_box.page, box=line.remark_box, text=f"{line.indicator} {line.remark}")
            kept = _is_kept(text, quantity, lead)
            numbers.append(_number(figure, place, _words(text, quantity, lead), kept))
        if numbers:
            yield Company(tuple(numbers), line.indicator + text, line=line)


def _of_rows(grids: Sequence[FigureGrid]) -> Iterator[Company]:
    for grid in grids:
        names = [(column, without_space(column.name)) for column in grid.columns]
        for row, label in grid.labels.items():
            numbers = tuple(
                _number(figure, grid.place(row, column), name, kept=True)
                for column, name in names
                if (figure := column.figures.get(row)) is not None
                and (figure.unit is Unit.PERCENT or figure.unit.is_money)
            )
            if numbers:
                about = label + without_space(grid.table.title)
                yield Company(numbers, about, table=grid.table.name or "表", label=label)
