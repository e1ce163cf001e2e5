"""How many projects have a grade, as a sentence counts them (等级为“优”的项目 3 个), against the table that lists all
of them with their grades: where the paragraph says before how many there are, and the table has just as many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from pipeline.checks.compare import compared
from pipeline.checks.scores.printed_grades import same_grade
from pipeline.normalize.narrative.reading.sentences import squeeze
from pipeline.vocabulary.names import folded, name_key
from schemas.audit import Check, CheckCode, locus_at
from schemas.document import Cell, Document, Table
from schemas.figure import Figure, Interval, Unit
from schemas.trace import Place, place_at

_LEAST = 2  # projects of a list
_WORDS = r"优秀|良好|较好|中等|基本合格|不合格|合格|一般|较差|优|良|中|差"
_WORD = re.compile(_WORDS)
_TOTAL = re.compile(r"合计|总计|小计|平均(?:分|得分)?")
_HEAD = re.compile(r"等级|等次|评级|档次|评价结[果论]|自评结[果论]")
_PROJECTS = re.compile(r"(\d{1,3})个[\u4e00-\u9fff]{0,10}项目")
_COUNTED = re.compile(rf"[为是“](?P<word>{_WORDS})[”]?(?:等级)?的(?:项目)?(?:共?有|共|为)?(?P<count>\d{{1,3}})个")


class _Graded(NamedTuple):
    """A table of projects with the cells that hold their grades, one for each."""

    table: Table
    cells: tuple[Cell, ...]


def grade_count_checks(document: Document) -> Iterator[Check]:
    """One check per number of projects that a sentence gives a grade."""
    lists: list[_Graded] | None = None
    for block in document.blocks:
        if "的" not in block.text or not _HEAD.search(block.text):
            continue
        squeezed = squeeze(block.text)
        for found in _COUNTED.finditer(squeezed.text):
            lists = [x for t in document.tables if (x := _graded(t))] if lists is None else lists
            every = _PROJECTS.findall(squeezed.text, 0, found.start())
            listed = [x for x in lists if every and len(x.cells) == int(every[-1])]
            boxes = block.content.boxes(*squeezed.span(*found.span("count")))
            if len(listed) == 1 and boxes:
                yield _check(
                    found,
                    Figure(
                        value=Decimal(found["count"]),
                        decimals=0,
                        unit=Unit.ITEMS,
                        text=found["count"],
                        boxes=boxes,
                        exact=True,
                    ),
                    listed[0],
                )


def _graded(table: Table) -> _Graded | None:
    """The table as a list of projects with their grades; None for any other table."""
    heads = {col: name_key("".join(table.header_path(col))) for col in range(1, table.cols + 1)}
    cols = [col for col, head in heads.items() if _HEAD.search(head)]
    if len(cols) != 1 or not any("项目" in head for head in heads.values()):
        return None
    cells = []
    for row in range(table.header_rows + 1, table.rows + 1):
        cell = table.grid.get((row, cols[0]))
        graded = cell is not None and _WORD.fullmatch(folded(cell.text)) is not None
        total = any(_TOTAL.fullmatch(name_key(table.text_at(row, col))) for col in range(1, min(table.cols, 3) + 1))
        if cell is None or cell.row_span > 1 or graded == total:
            return None
        cells += [cell] if graded else []
    return _Graded(table, tuple(cells)) if len(cells) >= _LEAST else None


def _check(found: re.Match[str], reported: Figure, listed: _Graded) -> Check:
    having = [c for c in listed.cells if same_grade(folded(c.text), found["word"])]
    quote = Place(page=reported.box.page, box=reported.box, text=found[0])
    return compared(
        CheckCode.COUNT,
        "rows_listed",
        locus_at(table=listed.table.name, row=found["word"]),
        reported,
        [Interval.exactly(len(having))],
        [quote, *(place_at(c.boxes[0], c.text) for c in having)],
    )
