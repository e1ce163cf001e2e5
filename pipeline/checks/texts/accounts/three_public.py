"""“三公”经费 and 机关运行经费 told item by item in a budget or final account, held against their table.

That table has one row, or one of 预算数 and one of 决算数, and names its columns in up to four: 公务用车购置及运行费 |
小计 | 预算数, 决算数. The prose names each item again with what was planned, or with both (财政部 部门决算公开
template, section 七).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from pipeline.checks.calculations import Spot, spot_of
from pipeline.checks.texts.lines.table_lines import plain_values
from pipeline.checks.texts.lines.told_numbers import is_stated
from pipeline.normalize.columns.metrics import table_money_unit
from pipeline.normalize.narrative.sentence_facts import whole_sentences
from pipeline.normalize.numbers import figure_of_cell
from schemas.audit import Check, locus_at
from schemas.document import Document, Table
from schemas.figure import Figure, Unit
from schemas.records import Fact
from schemas.trace import Place, place_at
from schemas.white_space import without_space

from .against_cell import against_cell

# The most special first: 公务用车购置及运行费 holds the names of its two parts.
_ITEMS = {
    "vehicles": re.compile(r"公务用?车购置(?:及|和|与|、)?运行(?:维护)?费?"),
    "vehicles_bought": re.compile(r"公务用?车购置费?"),
    "vehicles_run": re.compile(r"公务用?车运行(?:维护)?费?"),
    "reception": re.compile(r"(?<!国内)(?<!外事)(?<!境外)公务接待费"),
    "abroad": re.compile(r"因公出国\(?境?\)?费"),
    "office": re.compile(r"机关运行经费"),
    "total": re.compile(r"“?三公”?经费"),
}
_ITEM = re.compile("|".join(f"(?P<{name}>{words.pattern})" for name, words in _ITEMS.items()))
_MEASURE = re.compile(
    r"(?:用|财政拨款)?(?:支出)?(?:20\d\d年度?|年初|全年)?(?P<kind>预算|决算)?(?:支出|安排)?(?:数|总额|金额)?(?:为|是|共|：)*"
)
_BARE = re.compile(r"(?:支出)?(?P<kind>决算)(?:支出)?数?(?:为|是|：)*")
_PARTS = (("小计", "vehicles"), ("购置费", "vehicles_bought"), ("运行", "vehicles_run"))
_PLAN, _SPENT = "预算", "决算"
_NOT_THEIRS = re.compile(r"本级|[下所]属(?!各|的?[\d一二两三四五六七八九十]+[家个])|上年|去年")


class _Entry(NamedTuple):
    """A cell of the table with its item, what it measures (预算 or 决算), and what its column is called."""

    item: str
    kind: str
    column: str
    figure: Figure
    place: Place


def three_public_checks(document: Document, settled: Collection[Spot], *, planned: bool) -> Iterator[Check]:
    """One check for each amount that the text tells of an item of the table. `planned`: the document is a budget, which
    tells nothing else; `settled`: where figures stand that other checks have judged."""
    tables = [(t, entries) for t in document.tables if (entries := _entries(t, planned))]
    if len(tables) != 1:
        return
    ((table, entries),) = tables
    for sentence in whole_sentences(document):
        start = sentence.span[0]
        text = sentence.squeezed.text
        for quantity in sentence.quantities:
            if not is_stated(quantity) or not quantity.is_money:
                continue
            told = _told(re.split("[；。]", text[start : quantity.start])[-1], _PLAN if planned else _SPENT)
            if told is not None:
                fact = sentence.fact(quantity, "outturn", "")
                if spot_of(fact.figure) not in settled:
                    yield from _held_against(fact, told, entries, table.name)


def _told(said: str, usual: str) -> tuple[str, str] | None:
    """The item and the measure that the words before a number name; `usual` where they name no measure."""
    if _NOT_THEIRS.search(said):
        return None
    clause = re.split("[，：]", said)[-1]
    named = list(_ITEM.finditer(clause))
    if named and named[-1].lastgroup and (measure := _MEASURE.fullmatch(clause[named[-1].end() :])):
        return named[-1].lastgroup, measure["kind"] or usual
    earlier = [m.lastgroup for m in _ITEM.finditer(said) if m.lastgroup]
    if (bare := _BARE.fullmatch(clause)) and len(set(earlier)) == 1:
        return earlier[0], bare["kind"]
    return None


def _entries(table: Table, planned: bool) -> list[_Entry]:
    """The cells of a table of these expenses; none for others, or where it has more rows than these."""
    unit = table_money_unit(table)
    if "三公" not in table.title or not table.header_rows or unit is None:
        return []
    rows = range(table.header_rows + 1, table.rows + 1)
    filled = [r for r in rows if sum(bool(_figure(table, r, c, unit)) for c in range(1, table.cols + 1)) > 1]
    labels = [_kind_of(without_space(table.text_at(r, 1))) for r in filled]
    if len(filled) != 1 and sorted(labels) != sorted((_PLAN, _SPENT)):
        return []
    found = []
    for col in range(1, table.cols + 1):
        heads = list(dict.fromkeys(without_space(table.text_at(r, col)) for r in range(1, table.header_rows + 1)))
        item = _item_of(heads)
        for row, label in zip(filled, labels, strict=True):
            figure, kind = _figure(table, row, col, unit), label or _kind_of(heads[-1]) or (_PLAN if planned else "")
            if figure is not None and item and kind:
                name = "".join(h for h in heads[-3:] if h) + (label and without_space(table.text_at(row, 1)))
                found.append(_Entry(item, kind, name, figure, place_at(figure.box, f"{name} {figure.text}")))
    return found


def _kind_of(name: str) -> str:
    return next((k for k in (_SPENT, _PLAN) if k in name), "")


def _figure(table: Table, row: int, col: int, unit: Unit) -> Figure | None:
    cell = table.grid.get((row, col))
    figure = figure_of_cell(cell, unit) if cell is not None and cell.row == row else None
    return figure if figure is not None and any(c.isdigit() for c in figure.text) else None


def _item_of(heads: Sequence[str]) -> str:
    """The item of a column, by its names from top to bottom."""
    path = "".join(heads)
    if "机关运行" in path:
        return "office"
    if "公务用车" in path or "公务车" in path:
        below = [h for h in heads if "及运行" not in h and "和运行" not in h]
        return next((item for word, item in _PARTS if any(word in h for h in below)), "vehicles")
    return next((i for i, word in (("abroad", "出国"), ("reception", "接待"), ("total", "合计")) if word in path), "")


def _held_against(fact: Fact, told: tuple[str, str], entries: Sequence[_Entry], table: str) -> Iterator[Check]:
    item, kind = told
    own = [e for e in entries if e.item == item]
    meant = [e for e in own if e.kind == kind]
    plain = plain_values(fact.figure)
    if len(meant) != 1 or any(plain_values(e.figure).meets(plain) for e in own if e is not meant[0]):
        return
    (entry,) = meant
    yield against_cell(fact, entry.figure, entry.place, locus_at(row=entry.column, column=""), table)
