"""Items of the functional classification of expenditure that a budget or final account goes through with their amounts,
held against the lines of its tables: 公共安全支出（类）司法（款）行政运行（项）A 万元; …支出决算为 B 万元.

The templates of the Ministry of Finance (部门预算、部门决算公开) ask for a paragraph on each item, named by its path of
类, 款 and 项, so that no other line of a table can be meant. A number that its line prints in any column is right. What
was spent or planned in other years is not in the tables and left alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from pipeline.checks.calculations import Spot, spot_of
from pipeline.checks.table_view import TableView
from pipeline.checks.texts.lines.table_lines import plain_values
from pipeline.checks.texts.lines.told_numbers import is_stated
from pipeline.normalize.narrative.sentence_facts import whole_sentences
from pipeline.vocabulary.names import bare_item, name_key
from schemas.audit import Check, locus_at
from schemas.document import Document
from schemas.figure import Figure
from schemas.records import BudgetLine, Fact

from .against_cell import against_cell

# 司法（06款）; names may have brackets of their own (政府办公厅（室）及相关机构事务（款）)
_LEVEL = re.compile(r"(?P<name>[^，；。：:“”\"\d]{2,40}?)\((?:\d{2,3})?(?P<level>[类款项])\)")
_ORDER = "类款项"
_CODE = re.compile(r"^\d{3}(?:\d\d){0,2}")  # 2010301 行政运行 in one cell
# Right behind the path.
_BEHIND = re.compile(
    r"[”\"']?(?:科目)?(?:财政拨款)?(?:支出)?(?:预算|决算|安排|支出)?(?:数|共|共计|合计|总计)?(?:为|是|：|:)?"
)
_OUTTURN = re.compile(r"(?:支出)?决算(?:支出)?数?(?:为|是|：)?$")
_PLANNED = re.compile(r"(?P<year>20\d\d)年(?:度)?(?:当年)?(?:部门)?预算(?:安排|拟?安排|数)?(?:数|支出)?(?:为|是|：)?$")
_WHOLE = ("outturn", "original_budget")  # columns that hold all of a line


@dataclass(frozen=True, slots=True)
class _Path:
    """Names from the top level that a sentence tells down to the item's own, how deep that lies (1 类, 2 款, 3 项), and
    where the path ends in the text."""

    names: tuple[str, ...]
    depth: int
    end: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a table with the names from the top of its hierarchy down to its own."""

    view: TableView
    line: BudgetLine
    path: tuple[str, ...]


def classified_item_checks(
    document: Document, views: Sequence[TableView], settled: Collection[Spot], year: int | None
) -> Iterator[Check]:
    """One check for each amount that is told of an item of the classification; `settled`: where figures stand that
    other checks have judged."""
    lines = _lines(views)
    path: _Path | None = None
    block: object = None
    for sentence in whole_sentences(document) if lines else ():
        if sentence.block is not block:
            block, path = sentence.block, None
        start, end = sentence.span
        text = sentence.squeezed.text
        paths = _paths(text, start, end)
        for quantity in sentence.quantities:
            before = [found for found in paths if found.end <= quantity.start]
            path = before[-1] if before else path
            if path is None or not is_stated(quantity) or not quantity.is_money:
                continue
            words = text[max(start, before[-1].end if before else start) : quantity.start]
            if not _is_of_item(words, bool(before), year):
                continue
            fact = sentence.fact(quantity, "outturn", str(year or ""))
            if spot_of(fact.figure) not in settled:
                yield from _held_against(fact, path, _of_path(path, lines))
        path = paths[-1] if paths else path


def _lines(views: Sequence[TableView]) -> dict[str, list[_Line]]:
    """Lines of tables by their own names, those of the economic classification and totals left out by their paths."""
    found: dict[str, list[_Line]] = defaultdict(list)
    for view in views:
        for line in view.lines:
            if line.role in ("line", "subtotal") and any(m in line.figures for m in _WHOLE):
                path = _path_of(view, line)
                found[path[-1]].append(_Line(view, line, path))
    return found


def _path_of(view: TableView, line: BudgetLine) -> tuple[str, ...]:
    path: list[str] = []
    above: BudgetLine | None = line
    while above is not None and above.role != "total":
        path.insert(0, name_key(bare_item(_CODE.sub("", above.item))))
        above = view.line_of_order(above.parent_order) if above.parent_order is not None else None
    return tuple(path)


def _paths(text: str, start: int, end: int) -> list[_Path]:
    """The paths that a sentence names: levels that stand one right behind the other."""
    found: list[_Path] = []
    for level in _LEVEL.finditer(text, start, end):
        depth = _ORDER.index(level["level"]) + 1
        name = name_key(bare_item(level["name"].lstrip("、.．")))
        above = found[-1] if found else None
        if above is not None and above.end == level.start() and above.depth == depth - 1:
            found[-1] = _Path((*above.names, name), depth, level.end())
        else:
            found.append(_Path((name,), depth, level.end()))
    return found


def _is_of_item(words: str, behind_path: bool, year: int | None) -> bool:
    """Whether words say that an amount is what the item comes to, in the year of the report."""
    if behind_path and _BEHIND.fullmatch(words):
        return True
    clause = re.split(r"[，；。]", words)[-1]
    if _OUTTURN.fullmatch(clause):
        return True
    planned = _PLANNED.fullmatch(clause)
    return planned is not None and year is not None and int(planned["year"]) == year


def _of_path(path: _Path, lines: dict[str, list[_Line]]) -> list[_Line]:
    """The lines of a path: the levels that a table prints above them are those of the text, and a name that stands in
    several of them (行政运行) has one. The top level may go by a name that it had in other years."""
    told = path.names
    named = [x for x in lines.get(told[-1], ()) if min(2, len(told)) <= len(x.path) <= path.depth]
    found = [x for x in named if x.path[-len(told) :] == told[-len(x.path) :]]
    renamed = [x for x in named if len(x.path) == path.depth == len(_ORDER) == len(told) and x.path[1:] == told[1:]]
    return found or (renamed if len({x.path for x in renamed}) == 1 else [])


def _held_against(fact: Fact, path: _Path, found: Sequence[_Line]) -> Iterator[Check]:
    plain = plain_values(fact.figure)
    wholes = [(x, m, f) for x in found for m in _WHOLE if (f := x.line.figures.get(m)) is not None]
    if not wholes:
        return
    figures: list[tuple[_Line, str, Figure]] = wholes
    if not any(plain_values(f).meets(plain) for _, _, f in wholes):
        every = [(x, m, f) for x in found for m, f in x.line.figures.items() if f.unit.is_money]
        if any(plain_values(f).meets(plain) for _, _, f in every):
            return  # one of its funds or uses
        values = [plain_values(f) for _, _, f in wholes]
        if not all(v.meets(values[0]) for v in values):
            return  # which of them is meant is not certain
    else:
        figures = [w for w in wholes if plain_values(w[2]).meets(plain)]
    line, metric, other = figures[0]
    locus = locus_at(row=path.names[-1], column=line.view.column_name(metric))
    yield against_cell(fact, other, line.view.place(line.line, metric), locus, line.view.table.name)
