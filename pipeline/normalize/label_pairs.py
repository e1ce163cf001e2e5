"""Tables that tell figures again, each beside its name (编制数 | 80 | 年初预算（万元） | 3,869.79), as sentences.

A cover table or a table of conclusions has no columns of figures and no rows of items: each name has a value of its
own beside it, or below it in a single row. Told as 编制数为80人。 and 年初预算为3,869.79万元。 they state what
sentences state, and are held against the rest of the report like these. A table counts only where most of its numbers
stand elsewhere in the report as well: one of another scope proves nothing, and has nothing to be held against.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.normalize.columns.header import row_cells
from pipeline.normalize.columns.metrics import table_money_unit
from pipeline.normalize.numbers import read_number
from pipeline.vocabulary.metrics import load_metrics, metric_of_header
from pipeline.vocabulary.names import MONEY_WORDS, folded, unit_in_name, without_brackets
from schemas.document import Block, Cell, Document, GlyphPlace, PlacedText, Table
from schemas.figure import Unit
from schemas.geometry import Box
from schemas.records import Fact
from schemas.trusted import changed
from schemas.white_space import without_space

_GRADE = re.compile(r"优秀?|良好?|中等?|一般|合格|不合格|较?差")
_NO_PAIRS = re.compile(r"级指标|分值|权重|评分标准|指标值|完成值|得分率|^指标名称")
_NUMBER = re.compile(r"\d[\d,，]*(?:\.\d+)?")
_WORDS = re.compile(r"[\u4e00-\u9fff]{2}")
_NO_QUANTITY = re.compile(r"电话|邮编|编码|代码|日期|时间|联系|序号|年[份度]$|文号")
_NAMED_WITHIN = re.compile(r"[\u4e00-\u9fff“”]{2,14}[：:]\d[\d,.]*(?:%|亿元|万元|元|人|名|个|项|分)")  # 编制数：83人
_SENTENCE = re.compile(r"[\u4e00-\u9fff][^\d]*\d.*[，,；;。].*\d")
_SUFFIX = {unit: word for word, unit in MONEY_WORDS.items()} | {
    Unit.PERCENT: "%", Unit.PERSONS: "人", Unit.ITEMS: "个", Unit.POINTS: "分"
}  # fmt: skip
_LEAST_PAIRS = 3
_LEAST_ELSEWHERE = 2
_MARKED_DIGITS = 3
_LONGEST_NAME = 24
_LONGEST_TABLE = 400  # cells


@dataclass(frozen=True, slots=True)
class _Pair:
    """A value with the cells that name it, from the widest to its own. A cell that is a sentence by itself has none."""

    names: tuple[Cell, ...]
    value: Cell

    @property
    def name(self) -> str:
        return self.names[-1].text


@dataclass(frozen=True, slots=True)
class PairCells:
    """Where the values of such tables stand: their boxes with the id of the table and their cell."""

    cells: tuple[tuple[Box, str, Cell], ...] = ()

    @property
    def tables(self) -> frozenset[str]:
        return frozenset(table_id for _, table_id, _ in self.cells)

    def at(self, box: Box) -> tuple[str, Cell] | None:
        """The table and the cell that a number stands in; None for a number anywhere else."""
        return next(((table_id, cell) for own, table_id, cell in self.cells if own.holds_middle_of(box)), None)


def with_pairs_told(document: Document) -> tuple[Document, PairCells]:
    """The document with a sentence for each pair of such tables, behind its other blocks, and where these stand."""
    told = [(table, pairs) for table in document.tables if (pairs := _told_pairs(table, document))]
    if not told:
        return document, PairCells()
    order = max((b.order for b in document.blocks), default=0)
    blocks = list(document.blocks)
    cells: list[tuple[Box, str, Cell]] = []
    for table, pairs in told:
        for pair in pairs:
            order += 1
            blocks.append(Block(order=order, kind="paragraph", content=_sentence(pair, table)))
            cells += [(box, table.table_id, pair.value) for box in pair.value.content.boxes()]
    return document.model_copy(update={"blocks": tuple(blocks)}), PairCells(tuple(cells))


def with_pairs_last(facts: Sequence[Fact], pairs: PairCells) -> tuple[Fact, ...]:
    """Facts with those of such tables behind all others, each with its table, row and column: what a report tells again
    is held against what it told, wherever the table stands."""
    if not pairs.cells:
        return tuple(facts)
    own, again = [], []
    for fact in facts:
        if fact.source == "table" and fact.table_id in pairs.tables:
            continue  # said by the sentence
        found = pairs.at(fact.figure.box) if fact.source == "text" else None
        if found is None:
            own.append(fact)
        else:
            again.append(changed(fact, table_id=found[0], row=found[1].row, col=found[1].col))
    return tuple(changed(fact, fact_id=f"f{n:04}") for n, fact in enumerate([*own, *again], 1))


def _told_pairs(table: Table, document: Document) -> list[_Pair]:
    """The pairs of a table of names and values that tells figures again; none of any other table."""
    if len(table.cells) > _LONGEST_TABLE or any(_NO_PAIRS.search(without_space(c.text)) for c in table.cells):
        return []
    pairs = _pairs(table)
    if pairs is None or len(pairs) < _LEAST_PAIRS:
        return []
    marked = {n for p in pairs for n in _numbers(p.value.text) if len(n.strip("0.").replace(".", "")) >= _MARKED_DIGITS}
    elsewhere = marked & _numbers_elsewhere(table, document)
    return pairs if len(elsewhere) >= max(_LEAST_ELSEWHERE, (len(marked) + 1) // 2) else []


def _numbers(text: str) -> list[str]:
    return [n.replace(",", "").replace("，", "") for n in _NUMBER.findall(folded(text))]


def _numbers_elsewhere(table: Table, document: Document) -> set[str]:
    texts = [b.text for b in document.blocks]
    texts += [c.text for t in document.tables if t is not table for c in t.cells]
    return {number for text in texts for number in _numbers(text)}


def _pairs(table: Table) -> list[_Pair] | None:
    """The pairs of a table; None where a row prints numbers side by side or a column names what it measures."""
    found = _below_heads(table)
    for row in range(1, table.rows + 1) if not found else ():
        here = _pairs_of_row(table, row)
        if here is None:
            return None
        found += here
    known = [p for p in found if p.names and not _NO_QUANTITY.search(p.name)]
    named = [p for p in known if metric_of_header((p.name,))]
    return [*known, *(p for p in found if not p.names)] if len(named) * 2 >= len(known) else None


def _below_heads(table: Table) -> list[_Pair]:
    """The pairs of a table with one row of values, each below its name."""
    rows = [[c for c in row_cells(table, row) if c.row == row] for row in (1, 2)]
    if table.rows != 2 or len(rows[0]) != len(rows[1]) or not all(_is_value(without_space(c.text)) for c in rows[1]):
        return []
    return [_Pair((name,), value) for name, value in zip(*rows, strict=True) if not _is_value(without_space(name.text))]


def _pairs_of_row(table: Table, row: int) -> list[_Pair] | None:
    found: list[_Pair] = []
    names: list[Cell] = []
    last = None
    for cell in row_cells(table, row):
        text = without_space(cell.text)
        if _is_value(text):
            if last is not None:
                return None
            if names and cell.row == row and names[-1].row == row:
                groups = [c for c in names[:-1] if c.row_span > 1]
                found.append(_Pair((*groups[-1:], names[-1]), cell))
            last = cell
            continue
        last = None
        if row == 1 and names and metric_of_header((text,)):
            return None  # 项目 | 决算数: a column of amounts
        if cell.row == row and (_NAMED_WITHIN.fullmatch(text) or (names and _SENTENCE.search(text))):
            found.append(_Pair((), cell))
        elif _WORDS.search(text) and len(text) <= _LONGEST_NAME:
            names.append(cell)
    return found


def _is_value(text: str) -> bool:
    if _GRADE.fullmatch(text):
        return True
    number = read_number(text)
    return number is not None and not number.dash


def _sentence(pair: _Pair, table: Table) -> PlacedText:
    """年初预算为3,869.79万元。 with each character where it is printed."""
    if not pair.names:
        return pair.value.content
    pieces = [_characters(cell.content, name=True) for cell in pair.names]
    joined: list[tuple[str, GlyphPlace | None]] = [x for piece in pieces for x in piece]
    value = _characters(pair.value.content)
    text = "".join(c for c, _ in value)
    unit = "" if re.search(r"[^\d.,，]$", text) else _unit(pair.name, table)
    joined += [("为", None), *value, *((c, None) for c in unit), ("。", None)]
    content = pair.value.content
    return PlacedText(
        text="".join(c for c, _ in joined),
        places=tuple(place for _, place in joined),
        origin=content.origin,
        confidence=min(content.confidence, *(c.content.confidence for c in pair.names)),
    )


def _characters(content: PlacedText, *, name: bool = False) -> list[tuple[str, GlyphPlace | None]]:
    """The characters of a cell without white space, those of a name without its unit and colon."""
    found = [(c, p) for c, p in zip(content.text, content.places, strict=True) if not c.isspace()]
    text = "".join(c for c, _ in found)
    kept = len(without_brackets(folded(text))) if name and unit_in_name(text) else len(text.rstrip(":："))
    return found[:kept]


def _unit(name: str, table: Table) -> str:
    unit = unit_in_name(name)
    if unit is None:
        metric = metric_of_header((name,))
        kind = load_metrics()[metric].unit if metric else ""
        unit = (table_money_unit(table) or Unit.WAN_YUAN) if kind == "money" else Unit(kind) if kind else Unit.NONE
    return _SUFFIX.get(unit, "")
