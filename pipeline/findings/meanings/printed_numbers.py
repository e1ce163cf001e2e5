"""All numbers that a document prints, in its sentences and its tables, with the company they stand in.

Made only where a check has failed: to see what else a number of a sentence may have been worked out from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from pipeline.normalize.arithmetic.read_terms import terms_of
from pipeline.normalize.arithmetic.terms import Term
from pipeline.normalize.narrative.reading.measures import MONEY, PERCENT
from pipeline.normalize.narrative.reading.paragraphs import whole_paragraphs
from pipeline.normalize.narrative.reading.sentences import sentences, squeeze
from pipeline.normalize.numbers import read_number
from pipeline.vocabulary.names import MONEY_WORDS, bare_item, name_key
from schemas.document import Block, Table
from schemas.figure import Figure, Interval, Unit

FEWEST_DIGITS = 3  # of a figure that is not the same as another by chance
FEWEST = 50  # of the last digit printed: fewer are many numbers
_OPENS = "“‘(（《"  # a quote may begin within them
_MEASURES = {Unit.PERCENT: PERCENT, Unit.POINTS: "分", Unit.PERSONS: "人"}


@dataclass(frozen=True, slots=True)
class Printed:
    """A number: as it is printed, the values it stands for in the plain unit of its kind, what it measures ('' where a
    table does not say), and where it stands: the number of its paragraph and sentence, or the table, the row and what
    names the row. `name`: the words that name it, those of its row and column in a table; `whole`: what the words of a
    share say it is of."""

    value: Decimal
    decimals: int
    values: Interval
    measure: str
    paragraph: int = -1
    sentence: str = ""
    table: str = ""
    row: int = 0
    label: str = ""
    index: int = -1
    name: str = ""
    whole: str = ""

    @property
    def is_marked(self) -> bool:
        """Whether it has so many digits that another number is hardly the same by chance."""
        return abs(self.value).scaleb(self.decimals) >= FEWEST

    def prints(self, figure: Figure) -> bool:
        """Whether it is a figure's own print or one like it, to the digit."""
        return self.value == figure.value and self.decimals == figure.decimals


class PrintedNumbers:
    """The numbers of a document's body and tables, each looked for when asked for. `year` is the report's."""

    def __init__(self, blocks: Sequence[Block], tables: Sequence[Table], year: int | None) -> None:
        self._blocks, self._tables, self._year = blocks, tables, year
        self._of_paragraphs: dict[int, list[Printed]] = {}

    @cached_property
    def _paragraphs(self) -> list[str]:
        return [squeeze(block.text).text for block in whole_paragraphs(self._blocks)]

    def _of_paragraph(self, n: int) -> list[Printed]:
        if n not in self._of_paragraphs:
            self._of_paragraphs[n] = list(_of_text(self._paragraphs[n], self._year, n))
        return self._of_paragraphs[n]

    @cached_property
    def in_text(self) -> list[Printed]:
        return [number for n in range(len(self._paragraphs)) for number in self._of_paragraph(n)]

    @cached_property
    def in_tables(self) -> list[Printed]:
        return [n for table in self._tables for n in _of_table(table)]

    @cached_property
    def every(self) -> list[Printed]:
        return [*self.in_text, *self.in_tables]

    def sentence(self, quote: str) -> list[Printed]:
        """The numbers of the sentence that a place quotes."""
        text = squeeze(quote).text.lstrip(_OPENS)
        holding = [n for n, paragraph in enumerate(self._paragraphs) if text in paragraph] if text else []
        return [number for n in holding for number in self._of_paragraph(n) if number.sentence.lstrip(_OPENS) == text]

    def like(self, values: Interval, measure: str) -> list[Printed]:
        """The numbers that may be one with `values`."""
        return [n for n in self.every if may_be(n.measure, measure) and n.values.meets(values)]

    def rows_told(self, figure: Figure, here: Sequence[Printed]) -> list[Printed]:
        """The cells that print a figure, of rows that its sentence (`here` its numbers) names or whose other numbers
        stand right before it there."""
        before = [a for a, b in pairwise(here) if b.prints(figure)]
        beside = {(p.table, p.row) for p in self.in_tables if any(p.values.meets(a.values) for a in before)}
        printed = [p for p in self.in_tables if p.prints(figure)]
        return [p for p in printed if _is_named(p.label, here[0].sentence) or (p.table, p.row) in beside]


def _is_named(label: str, sentence: str) -> bool:
    name = name_key(bare_item(label))
    return len(name) > 1 and name in sentence


def may_be(a: str, b: str) -> bool:
    """Whether two measures can be one: a table may not say what it counts."""
    return a == b or (not (a and b) and not {a, b} & {MONEY, PERCENT})


def _of_text(text: str, year: int | None, paragraph: int) -> Iterator[Printed]:
    spans = sentences(text)
    for term in terms_of(text, year, paragraph):
        first, last = spans[term.sentence]
        yield _of_term(term, text[first:last])


def _of_term(term: Term, sentence: str) -> Printed:
    q = term.quantity
    return Printed(
        q.value,
        q.decimals,
        term.interval,
        term.unit,
        paragraph=term.paragraph,
        sentence=sentence,
        index=term.index,
        name=term.near,
        whole=term.whole,
    )


def _of_table(table: Table) -> Iterator[Printed]:
    """The cells that hold a number: a rate where they print %, else what the table's unit says."""
    of_table = MONEY_WORDS.get(table.unit)
    heads = {col: "".join(table.header_path(col)) for col in range(1, table.cols + 1)}
    of_columns = {col: _unit_in(head) for col, head in heads.items()}
    labels = _labels(table)
    for cell in table.cells:
        printed = None if cell.is_header else read_number(cell.text)
        if printed is None or printed.dash:
            continue
        unit = of_columns[cell.col] or of_table
        own = printed.unit or unit
        factor = own.to_yuan() if own is not None and own.is_money else Decimal(1)
        measure = MONEY if own is not None and own.is_money else _MEASURES.get(own, "") if own else ""
        values = Interval.rounded_to(printed.value, printed.decimals).times(factor)
        if printed.unit is None and unit is not None and not printed.decimals:
            measure = ""  # a number of a line or a count, in a table of money
        if not measure and _OF_SCORES.search(heads[cell.col]):
            measure = _MEASURES[Unit.POINTS]  # the 100 of all weights is no 100 people
        label = labels.get(cell.row, "")
        yield Printed(
            printed.value,
            printed.decimals,
            values,
            measure,
            table=table.table_id,
            row=cell.row,
            label=label,
            name=label + heads[cell.col],
        )


_OF_SCORES = re.compile(r"分值|分数|权重|得分|评分$|扣分|标准分")
_UNIT_IN = re.compile(r"[(（/](?:单位[:：]?)?(百万元|千元|万元|亿元|元|[%％])(?:[)）]|$)|([%％])$")


def _unit_in(header: str) -> Unit | None:
    """The unit that a column states for itself: 年初预算（元）, 执行率%."""
    found = _UNIT_IN.search(header)
    return MONEY_WORDS.get(found[1] or "", Unit.PERCENT) if found else None


def _labels(table: Table) -> dict[int, str]:
    """The first cell of each row that holds words."""
    found: dict[int, str] = {}
    for cell in sorted(table.cells, key=lambda c: (c.row, c.col)):
        if not cell.is_header and len(cell.text.strip()) > 1 and read_number(cell.text) is None:
            found.setdefault(cell.row, cell.text)
    return found
