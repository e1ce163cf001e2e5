"""All sentences and cells of a report that state numbers, as they stand, for rules to search by their words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.normalize.columns.metrics import table_money_unit
from pipeline.normalize.narrative.sentence_facts import told_sentences
from pipeline.normalize.numbers import make_figure, read_number
from pipeline.normalize.read_table import ReadTable
from pipeline.vocabulary.header_words import OF_COUNTS, OF_RATES
from pipeline.vocabulary.names import UNIT_WORDS, name_key, unit_in_name
from schemas.document import Document
from schemas.figure import Unit
from schemas.records import Statement, ToldCell
from schemas.trusted import trusted

_NO_QUANTITY = re.compile(r"序号|编[号码]|代码|行次|栏次|年[份度]$|备注|说明|电话|日期|时间|分值|得分|权重")
# A column that holds whatever its rows are called (项目 | 计量单位 | 数值) has no name of its own.
_ANY_VALUE = re.compile(
    r"(?:指标|项目|实际|年末|期末|填报|统计)?(?:数量|数值|数据|数额|金额|数|值)(?:[(（].{1,4}[)）])?"
)
_MOST_CELLS = 2000  # of one table: a longer one is a list and no statement of sums


def statements(document: Document) -> tuple[Statement, ...]:
    """The sentences of the body that tell numbers of what was, and none of scores or plans for next year."""
    return tuple(_statements(document))


def _statements(document: Document) -> Iterator[Statement]:
    for order, sentence in enumerate(told_sentences(document)):
        if not sentence.states_results:
            continue
        first, last = sentence.squeezed.span(*sentence.span)
        boxes = sentence.block.content.boxes(first, last)
        if boxes:
            yield trusted(
                Statement,
                text=sentence.quote,
                above=sentence.above,
                box=boxes[0],
                order=order,
                block=sentence.block.order,
            )


def told_cells(read: ReadTable) -> list[ToldCell]:
    """The numbers of a table, each with the words of its row and its column; amounts in the table's unit."""
    money = table_money_unit(read.table)
    item = read.column("item")
    if len(read.table.cells) > _MOST_CELLS:
        return []
    values = [c.col for c in read.columns if _ANY_VALUE.fullmatch("".join(c.header))]
    nameless = values[0] if len(values) == 1 else 0
    units = _units_by_row(read) if nameless else {}
    return [
        trusted(
            ToldCell,
            table_id=read.table.table_id,
            row=row,
            col=column.col,
            label=_names_before(read, row, column.col) or _label(read, row, item.col if item else 1),
            header="" if column.col == nameless else "".join(column.header),
            title=read.title,
            figure=figure,
        )
        for column in read.columns
        if not _NO_QUANTITY.search("".join(column.header))
        for row in read.body_rows
        if row not in read.skipped_rows
        and (cell := read.cell(row, column.col)) is not None
        and (cell.row, cell.col) == (row, column.col)
        and (number := read_number(cell.text)) is not None
        and not number.dash
        and (
            figure := make_figure(
                number,
                cell,
                number.unit
                or (units.get(row) if column.col == nameless else None)
                or _unit("".join(column.header), number.decimals, money),
            )
        )
        is not None
    ]


def _units_by_row(read: ReadTable) -> dict[int, Unit]:
    """The unit that a column of its own prints for each row (万元, 项); empty where there is no such column."""
    column = read.column("target_unit")
    if column is None:
        return {}
    words = {row: name_key(text) for row in read.body_rows if (text := read.text(row, column.col).strip("-—"))}
    return {row: UNIT_WORDS.get(word, Unit.ITEMS) for row, word in words.items()}


def _label(read: ReadTable, row: int, col: int) -> str:
    return "".join(t for t in dict.fromkeys(read.text(row, c) for c in range(1, col + 1)) if read_number(t) is None)


def _names_before(read: ReadTable, row: int, col: int) -> str:
    """What a row is called for one of its columns: by the cell before it where each name stands beside its figure."""
    before = read.text(row, col - 1) if col > 2 else ""
    return before if before and read_number(before) is None and read_number(read.text(row, col - 2)) is not None else ""


def _unit(header: str, decimals: int, money: Unit | None) -> Unit:
    if OF_RATES.search(header):
        return Unit.PERCENT
    if unit := unit_in_name(header):
        return unit
    if money is not None and not OF_COUNTS.search(header):
        return money
    return Unit.NONE if decimals else Unit.ITEMS
