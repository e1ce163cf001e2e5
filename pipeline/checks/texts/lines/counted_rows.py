"""How many things a table lists, told by a sentence that points at it: 表四所列 5 项任务, 专项资金 4 项，明细如下.

No vocabulary has to know what is counted: the sentence names the table or stands right before or behind it, the table
numbers its rows 1 to n, and the words around the number are those of its caption or of the head of its names.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from pipeline.checks.calculations import Spot, spot_of
from pipeline.checks.compare import compared
from pipeline.checks.tables.figure_grid import TOTAL
from pipeline.normalize.narrative.sentence_facts import Sentence, whole_sentences
from pipeline.rules.told_words import content
from pipeline.vocabulary.names import name_key
from schemas.audit import Check, CheckCode, locus_at
from schemas.document import Block, Document, Table
from schemas.figure import Figure, Interval
from schemas.trace import Place

from .told_numbers import is_count

_POINTS = re.compile(r"(?:如下|[见如]下?表|见附?表)[^，。；]{0,8}[：。]?$|下表")
_BACK = re.compile(r"上表|上述|以上|前述|上列")
# What says that a number is of all that the table lists: right before it, or behind it as well.
_LABEL = re.compile(r"表[\d一二三四五六七八九十]")
_ALL_LISTED = re.compile(r"(?:所列|所示|列示的?|列出的?|共列|列有)(?:的|共|共计)?$|^(?:上表|上述|以上|前述|上列)的?$")
_LISTED = re.compile(r"表[\d一二三四五六七八九十]+中的?$")
# A part of what a table lists, or more than it lists.
_PART = re.compile(
    r"其中|部分|另|其余|余|未|不|完成|超|增|减|新|前|后|较|比|达到?|获|验收|评|抽|已|第|涉及|分为|包括|每|各|至少|等|召开|拟"
)
_SELECTED = re.compile(r"主要|重点|典型|部分|大额|较大|代表性")
_RUNS = re.compile(r"序号|编号|NO\.?", re.IGNORECASE)
_ABOUT_TABLES = frozenset(
    re.findall(r"\S+", "表 一览表 情况 明细 使用 安排 执行 完成 完成情况 统计 汇总 名称 内容 主要 具体 实施")
)
_GATHERS = re.compile(r"其他|其它|零星|等\d*[项个]")
_FEWEST = 3  # rows
_OF_A_TABLE = frozenset({"caption", "unit"})  # blocks that may stand between a sentence and its table


def counted_row_checks(document: Document, settled: Collection[Spot]) -> Iterator[Check]:
    """One check for each such number that no other check has judged."""
    listing = [(table, rows) for table in document.tables if (rows := _rows_listed(table)) >= _FEWEST]
    for sentence in whole_sentences(document) if listing else ():
        table = _meant(sentence, [t for t, _ in listing], document.blocks)
        if table is None:
            continue
        rows = next(n for t, n in listing if t is table)
        told = [n for n in range(len(sentence.quantities)) if _counts_rows(sentence, n, table)]
        if len(told) != 1:
            continue
        fact = sentence.fact(sentence.quantities[told[0]], "counted_rows", "")
        if spot_of(fact.figure) not in settled:
            yield _check(table, rows, fact.figure, fact.place)


def _check(table: Table, rows: int, figure: Figure, place: Place) -> Check:
    first = table.grid[table.header_rows + 1, 1]
    listed = Place(page=first.page, box=first.boxes[0], text=f"{table.name} 1–{rows}")
    return compared(
        CheckCode.COUNT, "rows_listed", locus_at(table=table.name), figure, [Interval.exactly(rows)], [place, listed]
    )


def _rows_listed(table: Table) -> int:
    """How many rows a table numbers from 1 on, all of them but totals; 0 where it does not."""
    heads = table.header_path(1)
    if not heads or not _RUNS.search(heads[-1]) or table.cols < 2:
        return 0
    rows, names = 0, set()
    for row in range(table.header_rows + 1, table.rows + 1):
        number = table.text_at(row, 1).strip()
        if number == str(rows + 1):
            rows += 1
            names.add(table.grid.get((row, 2)))
            if _GATHERS.search(table.text_at(row, 2)):
                return 0
        elif not TOTAL.fullmatch(name_key(number)) and not TOTAL.fullmatch(name_key(table.text_at(row, 2))):
            return 0
    return rows if len(names) == rows else 0  # 专项 | 子项目: a cell over several rows is counted once


def _meant(sentence: Sentence, tables: Sequence[Table], blocks: Sequence[Block]) -> Table | None:
    """The table that a sentence points at: by its label, else the next one or the one before."""
    start, end = sentence.span
    text = sentence.squeezed.text[start:end]
    labelled = [t for t in tables if t.label and re.search(rf"{re.escape(t.label)}(?![\d\-.])", text)]
    if labelled or _LABEL.search(text):
        return labelled[0] if len(labelled) == 1 else None
    here = sentence.block.order
    forward = _POINTS.search(text) is not None
    if not forward and (start or not _BACK.search(text)):
        return None  # 以上 of a sentence behind others may be what these list
    for table in tables:
        first, last = (here, table.order) if forward else (table.order, here - 1)
        between = [b for b in blocks if first < b.order <= last and b.kind not in _OF_A_TABLE]
        if first <= last and not between:
            return table
    return None


def _counts_rows(sentence: Sentence, n: int, table: Table) -> bool:
    """Whether a number counts all that the table lists."""
    quantity = sentence.quantities[n]
    text = sentence.squeezed.text[: sentence.span[1]]
    clause = re.split(r"[，。；：（(]", sentence.lead(n))[-1]
    tail = re.split(r"[，。；：（(\d]", text[quantity.end :])[0]
    if not is_count(quantity) or _PART.search(clause):
        return False
    about = _content(table.title) | _content("".join(table.header_path(2)))
    noun = re.split("中|均|全部", tail)[0]
    bare = re.sub(r"表[\d一二三四五六七八九十]+|20\d\d年", "", clause)
    if not (_content(bare) | _content(noun)) & about:
        return False
    if _ALL_LISTED.search(clause) or (_LISTED.search(clause) and noun != tail and "中" not in tail):
        return True
    selected = {m.group() for m in _SELECTED.finditer(table.title)}
    told = {m.group() for m in _SELECTED.finditer(clause)}
    behind = text[quantity.end :]
    return (
        bool(_POINTS.search(behind)) and selected == told and not _SELECTED.search(behind) and _content(noun) <= about
    )


def _content(text: str) -> frozenset[str]:
    return content(text) - _ABOUT_TABLES
